// The chat API: one token per tab and server; beside it only what is typed and not sent.

const PATIENCE = 30_000;

export interface Choice {
  id: string;
  label: string;
}

export interface Message {
  id: string;
  role: string;
  text: string;
  topic?: string;
  choices?: Choice[];
  /** Of an answer: who of the firm approved its text, and on which day; null until somebody has. */
  review?: { by?: string | null; on?: string | null } | null;
  sources?: { cite: string; url?: string }[];
  card?: Record<string, unknown>;
  question?: string;
  lang?: string;
  /** What kind of answer the message asks for: name, phone, amount, time, state, yes_or_no, words. */
  asks?: string;
  helped?: boolean;
}

/** What stands beside a chat: the notice in full, whether someone can call today, and how the chat may be taken along. */
export interface About {
  notice: string;
  today: string;
  ways?: string[];
}

/** Something to take a chat along by: words, and a link under its own. */
export interface Offer {
  words: string;
  link: string;
  url: string;
}

export interface Outgoing {
  text?: string;
  choice?: string;
  message_id: string;
  /** The newest answer on the screen: an answer to a question that another tab has answered must not go to the next one. */
  after?: string;
}

/** A stretch of the transcript; `earlier` says that there are messages before it. */
export interface History {
  messages: Message[];
  earlier: boolean;
  about: About;
}

/** A message that the server may not have, with the words that stand for it. */
export interface Unsent {
  out: Outgoing;
  words: string;
}

/** A refusal in words for people; `code` is for programs, `wait` is what Retry-After said, in seconds. `final`: trying again changes nothing. */
export class ChatError extends Error {
  constructor(
    readonly code: string,
    message = "",
    readonly wait?: number,
    readonly final = false,
  ) {
    super(message);
  }
}

/** 128 random bits as 32 hexadecimal digits, as the server writes them; crypto.randomUUID exists on https and localhost only. */
export function newId(): string {
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, "0")).join("");
}

/** What is typed and what is not sent, kept in this tab over a reload until it is. */
export class Drafts {
  readonly #chat: Chat;
  text = "";
  unsent: Unsent[] = [];

  constructor(chat: Chat) {
    this.#chat = chat;
    try {
      const { text, unsent } = JSON.parse(chat.recall("unsent") ?? "{}");
      if (typeof text === "string") this.text = text;
      if (Array.isArray(unsent)) this.unsent = unsent.filter((each) => typeof each?.words === "string" && each.out?.message_id);
    } catch {
      // Somebody else's: we begin with none.
    }
  }

  typed(text: string): void {
    this.text = text;
    this.#keep();
  }

  add(unsent: Unsent): void {
    this.unsent.push(unsent);
    this.#keep();
  }

  sent(id: string): void {
    this.#only(({ out }) => out.message_id !== id);
  }

  clear(): void {
    this.#only(() => false);
  }

  #only(kept: (each: Unsent) => boolean): void {
    this.unsent = this.unsent.filter(kept);
    this.#keep();
  }

  #keep(): void {
    this.#chat.remember("unsent", this.text || this.unsent.length ? JSON.stringify(this) : null);
  }
}

export class Chat {
  readonly drafts: Drafts;
  /** The language in which the next chat is opened. */
  locale = "en";
  about?: About;
  /** How the last chat ended, where it did: "session_over", or "moved" to a phone. */
  ended = "";
  #token: string | null;
  #warned = false;

  /** @param base address of the gateway, such as "https://chat.example.com" */
  constructor(readonly base: string) {
    this.drafts = new Drafts(this);
    this.#token = this.recall("token");
  }

  /** Whether this tab has a chat going. */
  get going(): boolean {
    return this.#token !== null;
  }

  /** Open a chat; its first messages, and what stands beside it. */
  async open(): Promise<{ messages: Message[]; about: About }> {
    this.#keep(null);
    const page = location.origin + location.pathname; // what follows a ? may say things about a person
    const campaign = (new URLSearchParams(location.search).get("utm_campaign") ?? "").slice(0, 80);
    const { token, ...begun } = await this.#call("POST", "sessions", { locale: this.locale, source: { page, campaign } });
    this.#keep(token);
    this.about = begun.about;
    return begun;
  }

  /** Say whether an answer helped. */
  async rate(message: string, helped: boolean): Promise<void> {
    await this.#call("POST", "feedback", { message, helped });
  }

  /** Something small of this tab, kept over a reload. */
  recall(name: string): string | null {
    try {
      return sessionStorage.getItem(`shortfall.${name} ${this.base}`);
    } catch {
      return null;
    }
  }

  remember(name: string, value: string | null): void {
    try {
      if (value === null) sessionStorage.removeItem(`shortfall.${name} ${this.base}`);
      else sessionStorage.setItem(`shortfall.${name} ${this.base}`, value);
    } catch {
      // Without storage it lasts as long as the page.
    }
  }

  /** The newest messages, or those before one; null when the chat has ended. */
  async history(before = ""): Promise<History | null> {
    try {
      const history: History = await this.#call("GET", before ? `messages?before=${encodeURIComponent(before)}` : "messages");
      this.about = history.about;
      return history;
    } catch (error) {
      if (!this.#over(error)) throw error;
      return null;
    }
  }

  /** The replies. Without a chat, or when it has ended, one is opened first, and `opened` told its first messages. */
  async say(body: Outgoing, opened: (messages: Message[], again: boolean) => void): Promise<Message[]> {
    if (!this.going) opened((await this.open()).messages, false);
    try {
      return (await this.#call("POST", "messages", body)).messages;
    } catch (error) {
      if (!this.#over(error)) throw error;
      opened((await this.open()).messages, true);
      return (await this.#call("POST", "messages", body)).messages;
    }
  }

  /** A way to take the chat along: a page to print ("summary"), or a code to go on by text ("text"); null when the chat has ended. */
  async take(way: string): Promise<Offer | null> {
    try {
      const offer: Offer = await this.#call("POST", way);
      const url = new URL(offer.url, this.base);
      if (!/^(https?|sms):$/.test(url.protocol)) throw new ChatError("problem");
      return { ...offer, url: url.href };
    } catch (error) {
      if (!this.#over(error)) throw error;
      return null;
    }
  }

  /** Whether the chat has ended, or goes on elsewhere. */
  async gone(): Promise<boolean> {
    try {
      await this.#call("GET", "messages?limit=1");
    } catch (error) {
      return this.#over(error);
    }
    return false;
  }

  /** Erase the chat there and the token here. */
  async erase(): Promise<void> {
    try {
      if (this.going) await this.#call("DELETE", "messages");
    } catch (error) {
      if (!this.#over(error)) throw error;
    }
    this.#keep(null);
  }

  /** Whether the chat has ended. What went on elsewhere can still be erased from here. */
  #over(error: unknown): boolean {
    const { code } = error as ChatError;
    if (code === "session_over") this.#keep(null);
    else if (code !== "moved") return false;
    this.ended = code;
    return true;
  }

  #keep(token: string | null): void {
    this.#token = token;
    this.remember("token", token);
  }

  /** A page that the gateway does not let in sees no more than a failed request: tell its maker which it is. */
  async #whyNot(): Promise<void> {
    if (this.#warned || new URL(this.base).origin === location.origin) return;
    this.#warned = true;
    const there = await fetch(`${this.base}/widget.js`, { mode: "no-cors", credentials: "omit" }).catch(() => null);
    if (there) {
      console.error(`shortfall-chat: ${this.base} does not let this page in: SHORTFALL_ALLOWED_ORIGINS='["${location.origin}"]'.`);
    }
  }

  async #call(method: string, path: string, body?: object): Promise<any> {
    const headers: Record<string, string> = { "Accept-Language": this.locale };
    if (this.#token !== null) headers["Authorization"] = `Bearer ${this.#token}`;
    if (body) headers["Content-Type"] = "application/json";
    const giveUp = new AbortController();
    const clock = setTimeout(() => giveUp.abort(), PATIENCE);
    let response: Response;
    let answer: any = null;
    try {
      response = await fetch(`${this.base}/api/chat/${path}`, {
        method,
        headers,
        body: body ? JSON.stringify(body) : undefined,
        cache: "no-store",
        credentials: "omit",
        referrerPolicy: "no-referrer",
        signal: giveUp.signal,
      });
      if (response.status === 204) return null;
      answer = await response.json().catch((error: Error) => {
        // A connection that broke off is no answer; an answer that is no JSON is a strange one.
        if (error.name !== "SyntaxError") throw error;
        return null;
      });
    } catch {
      if (!giveUp.signal.aborted) void this.#whyNot();
      throw new ChatError("offline");
    } finally {
      clearTimeout(clock);
    }
    if (response.ok && answer) return answer;
    const wait = Number.parseInt(response.headers.get("Retry-After") ?? "", 10);
    const { code = "problem", message } = answer?.error ?? {};
    throw new ChatError(code, message, Number.isNaN(wait) ? undefined : wait, /409|413|422/.test(`${response.status}`));
  }
}
