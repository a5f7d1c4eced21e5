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
  readonly #key: string;
  readonly drafts: Drafts;
  #token: string | null;

  /** @param base address of the gateway, such as "https://chat.example.com" */
  constructor(readonly base: string) {
    this.#key = `shortfall.token ${base}`;
    this.drafts = new Drafts(base);
    try {
      this.#token = sessionStorage.getItem(this.#key);
    } catch {
      this.#token = null;
    }
  }

  /** Whether this tab has a chat going. */
  get going(): boolean {
    return this.#token !== null;
  }

  /** Open a chat; its first messages. */
  async open(): Promise<Message[]> {
    this.#keep(null);
    const { token, messages } = await this.#call("POST", "sessions");
    this.#keep(token);
    return messages;
  }

  /** The newest messages, or those before one; null when the chat has ended. */
  async history(before = ""): Promise<History | null> {
    try {
      return await this.#call("GET", before ? `messages?before=${encodeURIComponent(before)}` : "messages");
    } catch (error) {
      if (!over(error)) throw error;
      this.#keep(null);
      return null;
    }
  }

  /** The replies. Without a chat, or when it has ended, one is opened first, and `opened` told its first messages. */
  async say(body: Outgoing, opened: (messages: Message[], again: boolean) => void): Promise<Message[]> {
    if (!this.going) opened(await this.open(), false);
    try {
      return (await this.#call("POST", "messages", body)).messages;
    } catch (error) {
      if (!over(error)) throw error;
      opened(await this.open(), true);
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
    try {
      if (token === null) sessionStorage.removeItem(this.#key);
      else sessionStorage.setItem(this.#key, token);
    } catch {
      // Without storage the chat lasts as long as the page.
    }
  }

  async #call(method: string, path: string, body?: Outgoing): Promise<any> {
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
