// The chat API: one token per tab, nothing else kept.

const KEY = "shortfall.token";
const PATIENCE = 45_000;

/** A refusal in words for people; `code` is for programs. */
export class ChatError extends Error {
  constructor(code, message) {
    super(message);
    this.code = code;
  }
}

export class Chat {
  #token = stored();

  /** Whether this tab has a chat going. */
  get going() {
    return this.#token !== null;
  }

  /** The transcript; empty when there is none, or no longer. */
  async history() {
    if (!this.going) return [];
    try {
      return (await this.#call("GET", "messages")).messages;
    } catch (error) {
      if (error.code !== "session_over") throw error;
      this.#keep(null);
      return [];
    }
  }

  /** The replies to {text | choice, message_id}. A chat that has ended is begun anew, and `renewed` called. */
  async say(body, renewed) {
    if (!this.going) await this.#open();
    try {
      return (await this.#call("POST", "messages", body)).messages;
    } catch (error) {
      if (error.code !== "session_over") throw error;
      await this.#open();
      renewed();
      return (await this.#call("POST", "messages", body)).messages;
    }
  }

  /** Erase the chat here and there. */
  async erase() {
    try {
      if (this.going) await this.#call("DELETE", "messages");
    } catch (error) {
      if (error.code !== "session_over") throw error;
    }
    this.#keep(null);
  }

  async #open() {
    this.#keep(null);
    this.#keep((await this.#call("POST", "sessions")).token);
  }

  #keep(token) {
    this.#token = token;
    try {
      if (token === null) sessionStorage.removeItem(KEY);
      else sessionStorage.setItem(KEY, token);
    } catch {
      // Without storage the chat lasts as long as the page.
    }
  }

  async #call(method, path, body) {
    const headers = {};
    if (this.#token !== null) headers.Authorization = `Bearer ${this.#token}`;
    if (body) headers["Content-Type"] = "application/json";
    let response;
    try {
      response = await fetch(`/api/chat/${path}`, {
        method,
        headers,
        body: body && JSON.stringify(body),
        cache: "no-store",
        signal: AbortSignal.timeout(PATIENCE),
      });
    } catch {
      throw new ChatError("offline", "Your message did not get through. Please check your connection and try again.");
    }
    if (response.status === 204) return null;
    const answer = await response.json().catch(() => null);
    if (response.ok && answer) return answer;
    throw new ChatError(answer?.error?.code ?? "problem", answer?.error?.message ?? "Sorry, something went wrong on our side.");
  }
}

function stored() {
  try {
    return sessionStorage.getItem(KEY);
  } catch {
    return null;
  }
}
