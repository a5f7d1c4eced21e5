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

/** What stands beside a chat: the notice in full, and whether someone can call today. */
export interface About {
  notice: string;
  today: string;
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

/** A refusal in words for people; `code` is for programs, `wait` is what Retry-After said, in seconds. */
export class ChatError extends Error {
  constructor(
    readonly code: string,
    message = "",
    readonly wait?: number,
  ) {
    super(message);
  }
}

/** A random UUID as 32 hexadecimal digits, as the server writes it; crypto.randomUUID exists on https and localhost only. */
export function newId(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = (bytes[6]! & 0x0f) | 0x40;
  bytes[8] = (bytes[8]! & 0x3f) | 0x80;
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}

/** What is typed and what is not sent, kept in this tab over a reload until it is. */
export class Drafts {
  readonly #key: string;
  text = "";
  unsent: Unsent[] = [];

  constructor(base: string) {
    this.#key = `shortfall.unsent ${base}`;
    try {
      const { text, unsent } = JSON.parse(sessionStorage.getItem(this.#key) ?? "{}");
      if (typeof text === "string") this.text = text;
      if (Array.isArray(unsent)) this.unsent = unsent.filter((each) => typeof each?.words === "string" && each.out?.message_id);
    } catch {
      // Without storage they last as long as the page.
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
    this.unsent = this.unsent.filter(({ out }) => out.message_id !== id);
    this.#keep();
  }

  #keep(): void {
    try {
      if (this.text || this.unsent.length) sessionStorage.setItem(this.#key, JSON.stringify({ text: this.text, unsent: this.unsent }));
      else sessionStorage.removeItem(this.#key);
    } catch {
      // As above.
    }
  }
}

export class Chat {
  readonly drafts: Drafts;
  /** The language in which the next chat is opened. */
  locale = "en";
  about?: About;
  #token: string | null;
  #warned = false;

  /** @param base address of the gateway, such as "https://chat.example.com" */
  constructor(readonly base: string) {
    this.drafts = new Drafts(base);
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
      if (!over(error)) throw error;
      this.#keep(null);
      return null;
    }
  }

  /** The replies. Without a chat, or when it has ended, one is opened first, and `opened` told its first messages. */
  async say(body: Outgoing, opened: (messages: Message[], again: boolean) => void): Promise<Message[]> {
    if (!this.going) opened((await this.open()).messages, false);
    try {
      return (await this.#call("POST", "messages", body)).messages;
    } catch (error) {
      if (!over(error)) throw error;
      opened((await this.open()).messages, true);
      return (await this.#call("POST", "messages", body)).messages;
    }
  }

  /** The address of a page to print, good for a while; null when the chat has ended. */
  async summary(): Promise<URL | null> {
    try {
      const url = new URL((await this.#call("POST", "summary")).url, this.base);
      if (!/^https?:$/.test(url.protocol)) throw new ChatError("problem");
      return url;
    } catch (error) {
      if (!over(error)) throw error;
      return null;
    }
  }

  /** Erase the chat there and the token here. */
  async erase(): Promise<void> {
    try {
      if (this.going) await this.#call("DELETE", "messages");
    } catch (error) {
      if (!over(error)) throw error;
    }
    this.#keep(null);
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
      console.error(
        `shortfall-chat: ${this.base} answers, but does not let pages of ${location.origin} use the chat. ` +
          `Add it there: SHORTFALL_ALLOWED_ORIGINS='["${location.origin}"]'.`,
      );
    }
  }

  async #call(method: string, path: string, body?: object): Promise<any> {
    const headers: Record<string, string> = {};
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
    throw new ChatError(answer?.error?.code ?? "problem", answer?.error?.message, Number.isNaN(wait) ? undefined : wait);
  }
}

function over(error: unknown): boolean {
  return error instanceof ChatError && error.code === "session_over";
}
