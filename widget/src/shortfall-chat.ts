// <shortfall-chat>: the launcher, the panel, and what happens when someone types, presses, comes back.

import { html, nothing, type TemplateResult } from "lit/html.js";
import { Chat, ChatError, newId, type Choice, type Message, type Offer, type Outgoing } from "./api.js";
import type { cardOf, Outside } from "./cards.js";
import { Drawn, drawnBy, keepRows, type Row } from "./element.js";
import * as icons from "./icons.js";
import { away, linked, prose, tel, type Linking } from "./prose.js";
import css from "./style.css";
import { fill, languageOf, PANEL, textsFrom, type Labels, type Language, type Texts } from "./texts.js";

/** Where the cards of this build are, on the server that this script came from (build.mjs). */
declare const CARDS: string;

const LONGEST = 3000;
const SLOW = 6_000;
const SPOKEN_FOR = 4_000;
/** Seconds until a message is sent again by itself, where the server does not say; after that only by hand. */
const PAUSES = [3, 10, 30];
const LONGEST_PAUSE = 60;
/** The keys that a touch screen brings up for a kind of answer, and what the browser may fill in for it. */
const KEYS: Record<string, [mode: "tel" | "decimal", fill: AutoFill]> = { phone: ["tel", "tel"], amount: ["decimal", "off"] };
/** What an answer about taking the chat along brings with it (`take` of api.ts), by its topic. */
const WAYS: Record<string, string> = { by_text: "text", by_mail: "summary" };
/** Between two looks whether a phone has sent the code; there are as many as it is good for. */
const LOOK = 5_000;
const SMALL = "(max-width: 30em), (max-height: 34em)";

interface Said {
  kind: "said";
  key: string;
  message: Message;
}

interface Notice {
  kind: "notice";
  key: string;
  text: string;
  offer?: Offer;
}

interface Problem {
  kind: "problem";
  key: string;
  text: string;
  again?: () => void;
}

type Item = Said | Notice | Problem;

const ATTRIBUTES = ["api", "firm", "phone", "locale", "labels"];
/** What else is seen to change. */
const STATE = [
  "items", "shown", "menu", "waiting", "slow", "unread", "alarm", "room",
  "chosen", "earlier", "tongue", "letters", "below", "cards", "rated",
];

export class ShortfallChat extends Drawn {
  static observedAttributes = ATTRIBUTES;

  /** Address of the gateway. */
  api = new URL(import.meta.url).origin;
  firm = "";
  phone = "";
  locale = "";
  labels: Labels = {};

  private items: Item[] = [];
  private shown = false;
  #wanted = false; // nothing is built before someone asks for it
  private menu = false;
  private waiting = 0;
  private slow = false;
  private unread = 0;
  private alarm = "";
  private room = LONGEST;
  private chosen: ReadonlySet<string> = new Set();
  private earlier = false; // there are messages before those that are shown
  private tongue: Language | "" = ""; // the language that the person has chosen
  private letters = false; // they want letters where figures are asked for
  private below = false; // an answer came while they were reading further up
  private cards?: typeof cardOf;
  private rated: ReadonlyMap<string, boolean> = new Map();

  #chat?: Chat;
  #begun = false;
  #told = ""; // how they were told that the chat has ended
  #line: Promise<void> = Promise.resolve(); // messages go out one after the other
  #clock = 0;
  #placed = 0; // where we scrolled to; elsewhere, they have scrolled by themselves
  #opener: HTMLElement | null = null;
  readonly #later = new Map<string, { timer: number; send: () => void; asked: boolean }>();
  readonly #small = matchMedia(SMALL);
  #leave?: AbortController;

  constructor() {
    super(css);
  }

  protected override read(name: string, value: string): unknown {
    return name === "labels" ? JSON.parse(value || "{}") : value;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.#leave = new AbortController();
    const { signal } = this.#leave;
    document.addEventListener("click", this.#pressedElsewhere, { signal });
    window.addEventListener("online", this.#backOnline, { signal });
    this.#small.addEventListener("change", this.#resized, { signal });
    this.tongue = (this.#connection.recall("language") as Language | null) ?? "";
    void this.updateComplete.then(() => this.#reopen());
  }

  /** As it was before the page was loaded again. A chat that would cover another page stays closed. */
  #reopen(): void {
    const [entry] = performance.getEntriesByType("navigation");
    const again = entry instanceof PerformanceNavigationTiming && entry.type === "reload";
    if (this.isConnected && this.#connection.recall("shown") && (again || !this.#small.matches)) void this.open(true);
  }

  disconnectedCallback(): void {
    this.#leave?.abort();
    for (const { timer } of this.#later.values()) clearTimeout(timer);
  }

  /** Show the panel. Call it when a person asks for it, never by itself. `quietly`: it was open, and takes no focus. */
  async open(quietly = false): Promise<void> {
    if (this.shown) return;
    this.#opener = this.#active();
    this.shown = this.#wanted = true;
    this.unread = 0;
    this.#connection.remember("shown", "1");
    void this.#loadCards();
    await this.updateComplete;
    this.#show(quietly);
    if (!this.#box.value) this.#write(this.#connection.drafts.text);
    if (!quietly) this.#restFocus();
    this.#scrollToLatest();
    this.#emit("open");
    if (!this.#begun) this.#enqueue(() => this.#begin());
  }

  /** Open the chat with these words in the input, to be changed or sent. */
  async prefill(words: string): Promise<void> {
    await this.open();
    this.#write(words.slice(0, LONGEST));
    this.#box.focus();
  }

  /** Open the chat and send these words. Call it when a person presses something that says so. */
  async send(words: string): Promise<void> {
    await this.open();
    if (words.trim()) this.#say(words.trim().slice(0, LONGEST));
  }

  /** Hide the panel; what has been said stays. */
  close(): void {
    if (!this.shown) return;
    this.#connection.remember("shown", null);
    this.#panel.close();
    this.shown = false;
    this.menu = false;
    const back = this.#opener?.isConnected ? this.#opener : this.#byId("launcher");
    void this.updateComplete.then(() => back?.focus());
    this.#emit("close");
  }

  // What is seen

  get #texts(): Texts {
    return textsFrom(PANEL, this.#language, this.labels);
  }

  /** What the page asks for: by an attribute of ours, else by its own `lang`. */
  get #page(): string {
    return this.locale || this.dataset["locale"] || document.documentElement.lang;
  }

  get #language(): Language {
    return this.tongue || languageOf(this.#page);
  }

  /** For `lang`, and for how amounts are written. */
  get #tag(): string {
    return languageOf(this.#page) === this.#language && /-/.test(this.#page) ? this.#page : `${this.#language}-US`;
  }

  get #linking(): Linking {
    const own = this.items.flatMap((item) => (item.kind === "said" && item.message.role === "user" ? item.message.text.replace(/\D/g, "") : []));
    return { hint: this.#texts.newTab, phone: this.phone, own };
  }

  /** The newest message, when it is a question. */
  get #asks(): string {
    const last = [...this.items].reverse().find((item): item is Said => item.kind === "said")?.message;
    return last?.role === "assistant" ? (last.asks ?? "") : "";
  }

  protected override render(): TemplateResult {
    const texts = this.#texts;
    const label = this.#connection.going ? texts.launcherAgain : texts.launcher;
    return html`<div class="root" lang=${this.#tag}>
      <button type="button" class="launcher" part="launcher" aria-expanded=${String(this.shown)} aria-controls="panel"
        aria-haspopup="dialog" @click=${() => (this.shown ? this.close() : this.open())}>
        ${this.shown ? icons.cross : icons.bubble}
        <span>${this.shown ? texts.close : label}</span>
        ${this.unread ? html`<span class="unread">${fill(texts.unread, { n: this.unread })}</span>` : nothing}
      </button>
      <dialog id="panel" class="panel" part="panel" aria-labelledby="title" @cancel=${this.#cancelled} @keydown=${this.#keyed}>
        ${this.#wanted ? this.#content() : nothing}
      </dialog>
    </div>`;
  }

  #content(): TemplateResult {
    return html`${this.#header()} ${this.#help()}
      <div class="log" part="log" id="log" role="region" aria-label=${this.#texts.conversation} tabindex="0"
        @keydown=${this.#walked} @scroll=${this.#scrolled}>
        ${this.earlier ? html`<button type="button" class="earlier" @click=${this.#showEarlier}>${this.#texts.earlier}</button>` : nothing}
        <ol role="list" id="items"></ol>
        ${this.waiting ? this.#typing() : nothing}
        ${this.below ? html`<button type="button" class="newest" @click=${this.#toNewest}>${this.#texts.newest}</button>` : nothing}
      </div>
      ${this.#composer()}
      <div class="unseen" id="said" aria-live="polite"></div>
      <div class="unseen" id="alarm" role="alert">${this.alarm ? html`<p>${this.alarm}</p>` : nothing}</div>
      ${this.#confirmation()}`;
  }

  #header(): TemplateResult {
    const texts = this.#texts;
    return html`<div class="header" part="header">
      <div class="names">
        <h2 id="title">${this.firm || texts.title}</h2>
        <p>${texts.subtitle}</p>
      </div>
      <button type="button" class="icon other" lang=${this.#other} @click=${this.#changeLanguage}>${texts.other}</button>
      <button type="button" class="icon" id="more" aria-expanded=${String(this.menu)} aria-controls="menu"
        @click=${this.#turnMenu}>${icons.dots}<span class="unseen">${texts.menu}</span></button>
      <button type="button" class="icon" @click=${this.close}>${icons.cross}<span class="unseen">${texts.close}</span></button>
    </div>`;
  }

  #help(): TemplateResult {
    const { phone } = this;
    const texts = this.#texts;
    const [before, after] = texts.call.split("{phone}"); // the number itself stays on one line
    return html`<div class="help" part="help" role="group" aria-label=${texts.person}>
      ${phone ? html`<a href=${tel(phone)}>${icons.phone}<span>${before}<span class="tel">${phone}</span>${after}</span></a>` : nothing}
      <button type="button" @click=${this.#callMe}>${texts.callMe}</button>
    </div>
    <div class="menu" part="menu" id="menu" role="group" aria-label=${texts.menu} ?hidden=${!this.menu}>
      <button type="button" @click=${this.#print}>${texts.print}</button>
      ${this.#connection.about?.ways?.includes("by_text") ? html`<button type="button" @click=${() => this.#take("text")}>${texts.byText}</button>` : nothing}
      <button type="button" @click=${this.#restart}>${texts.restart}</button>
      <button type="button" @click=${this.#askErase}>${texts.erase}</button>
    </div>`;
  }

  protected override drawn(): void {
    const list = this.#byId("items");
    if (list) keepRows(list, this.items.map((item) => this.#item(item)), this);
  }

  #item(item: Item): Row {
    const { key } = item;
    if (item.kind === "said") return { key, ...this.#message(item.message) };
    if (item.kind === "notice") {
      const { link, url } = item.offer ?? {};
      const to = url && (/^s/.test(url) ? html`<a href=${url}>${link}</a>` : away(link!, url, this.#texts.newTab));
      return { key, name: "notice", part: "notice", body: html`<p>${item.text} ${to}</p>` };
    }
    const again = item.again ? html`<button type="button" @click=${item.again}>${this.#texts.again}</button>` : nothing;
    return { key, name: "problem", part: "problem", body: html`<p>${linked(item.text, this.#linking)}</p> ${again}` };
  }

  #message({ id, role, text, lang, question, choices, sources, card, helped, review }: Message): Omit<Row, "key"> {
    const { firm, phone } = this;
    const [texts, tag, print, linking] = [this.#texts, this.#tag, this.#print, this.#linking];
    const mine = role === "user";
    const outside: Outside = {
      firm, phone, print, fill,
      locale: tag,
      rtl: getComputedStyle(this).direction === "rtl",
      textsOf: (table) => textsFrom(table, this.#language, this.labels),
      redraw: () => this.requestUpdate(),
    };
    const first = this.items.find(({ kind }) => kind === "said"); // after erasing, a notice stands before it
    const today = !this.earlier && first?.key === id && this.#connection.about?.today;
    // The words are of the talk's language, what stands around them of the panel's.
    const who = mine ? "user" : "assistant";
    const body = html`<span class="unseen" lang=${tag}>${mine ? texts.youSaid : texts.assistantSays}</span>
      ${card && this.cards ? this.cards(card, outside) : nothing} ${prose(text, linking)}
      ${sources?.length
        ? html`<details><summary lang=${tag}>${texts.sources}</summary>
            <ul role="list">${sources.map(({ cite, url }) => html`<li>${away(cite, url, texts.newTab)}</li>`)}</ul>
            ${review ? html`<p lang=${tag}>${this.#reviewed(review)}</p>` : nothing}
          </details>`
        : nothing}
      ${choices?.length
        ? html`<div class="choices" part="choices">${choices.map((each) => this.#choice(each))}</div>`
        : nothing}
      ${today ? html`<p class="small" lang=${tag}>${linked(today, linking)}</p>` : nothing}
      ${question && !mine ? this.#feedback(id, this.rated.get(id) ?? helped) : nothing}`;
    return { name: `message ${who}`, part: `message ${who}-message`, lang: lang ?? (mine ? "" : "en"), body };
  }

  #reviewed({ by, on }: NonNullable<Message["review"]>): string {
    const texts = this.#texts;
    if (!by || !on) return texts.unreviewed;
    const day = new Date(`${on}T12:00`).toLocaleDateString(this.#tag, { year: "numeric", month: "short", day: "numeric" });
    return fill(texts.reviewed, { by, on: day });
  }

  #feedback(id: string, helped: boolean | undefined): TemplateResult {
    const texts = this.#texts;
    const button = (value: boolean, words: string) =>
      html`<button type="button" aria-pressed=${String(helped === value)} aria-describedby=${`helped-${id}`} @click=${() => this.#rate(id, value)}>${words}</button>`;
    return html`<p class="feedback" part="feedback" lang=${this.#tag}>
      <span id=${`helped-${id}`}>${helped === undefined ? texts.helped : texts.thanks}</span> ${button(true, texts.yes)} ${button(false, texts.no)}
    </p>`;
  }

  #choice(choice: Choice): TemplateResult {
    const mark = this.chosen.has(choice.id) ? html`<span class="chosen">${icons.tick}<span class="unseen"> (${this.#texts.chosen})</span></span>` : nothing;
    return html`<button type="button" part="choice" @click=${() => this.#choose(choice)}>${choice.label}${mark}</button>`;
  }

  #typing(): TemplateResult {
    const texts = this.#texts;
    return html`<div class="typing">
      <span class="dots" role="img" aria-label=${texts.typing}><i></i><i></i><i></i></span>
      ${this.slow ? html`<p class="slow">${linked(this.#slowWords, this.#linking)}</p>` : nothing}
    </div>`;
  }

  #composer(): TemplateResult {
    const [texts, asks] = [this.#texts, this.#asks];
    const notice = this.#connection.about?.notice;
    const [mode, auto] = (!this.letters && KEYS[asks]) || ["text", asks === "name" ? "name" : "off"];
    const own = texts as Record<string, string>;
    const label = asks ? (own[`asks_${asks}`] ?? texts.asks_words) : texts.yourQuestion;
    const like = asks ? (own[`like_${asks}`] ?? "") : texts.placeholder;
    return html`<form class="composer" part="composer" autocomplete="off" @submit=${this.#submitted}>
      ${notice
        ? html`<details class="fine" part="notice"><summary><span id="fine">${texts.disclaimer}</span> <span class="more">${texts.details}</span></summary>
            <div class="full">${prose(notice, this.#linking)}</div></details>`
        : html`<p class="fine" id="fine">${texts.disclaimer}</p>`}
      <div class="asked">
        <label for="text">${label}</label>
        ${KEYS[asks] && !this.letters ? html`<button type="button" class="letters" @click=${this.#wantLetters}>${texts.letters}</button>` : nothing}
      </div>
      <div class="row">
        <textarea id="text" part="input" rows="1" maxlength=${LONGEST} enterkeyhint="send" aria-describedby="fine left" inputmode=${mode}
          autocomplete=${auto as AutoFill} placeholder=${like} @keydown=${this.#typed} @input=${this.#measured}></textarea>
        <button type="submit" class="send" part="send">${texts.send}</button>
      </div>
      <p class="fine" id="left">${this.room <= 100 ? fill(texts.left, { n: this.room }) : ""}</p>
    </form>`;
  }

  #confirmation(): TemplateResult {
    const texts = this.#texts;
    return html`<dialog class="confirm" part="confirm" id="confirm" role="alertdialog" aria-labelledby="confirm-title"
      aria-describedby="confirm-text" @close=${this.#answered}>
      <h2 id="confirm-title">${texts.eraseTitle}</h2>
      <p id="confirm-text">${texts.eraseText}</p>
      <form method="dialog">
        <button value="keep" autofocus>${texts.eraseKeep}</button>
        <button value="erase" class="danger">${texts.eraseNow}</button>
      </form>
    </dialog>`;
  }

  // What people do

  readonly #pressedElsewhere = (event: MouseEvent): void => {
    const [target] = event.composedPath();
    const button = target instanceof Element && target.closest<HTMLElement>("[data-shortfall-open]");
    if (button) void (button.dataset["shortfallOpen"] ? this.prefill(button.dataset["shortfallOpen"]) : this.open());
  };

  readonly #backOnline = (): void => {
    for (const { send, asked } of [...this.#later.values()]) if (!asked) send();
  };

  /** A panel that fills the screen is modal; one that floats is not. Crossing the line must lose neither focus nor words. */
  readonly #resized = (): void => {
    if (!this.shown) return;
    const focused = this.shadowRoot?.activeElement;
    this.#panel.close();
    this.#show();
    if (focused instanceof HTMLElement) focused.focus();
  };

  readonly #cancelled = (event: Event): void => {
    event.preventDefault();
    this.#escape();
  };

  readonly #keyed = (event: KeyboardEvent): void => {
    if (event.key !== "Escape" || this.#confirm.open) return;
    event.preventDefault(); // a modal panel would close without us
    event.stopPropagation();
    this.#escape();
  };

  #escape(): void {
    if (!this.menu) return this.close();
    this.menu = false;
    this.#byId("more")?.focus();
  }

  readonly #submitted = (event: Event): void => {
    event.preventDefault();
    const words = this.#box.value.trim();
    if (!words) return;
    this.#write("");
    this.#say(words);
  };

  readonly #typed = (event: KeyboardEvent): void => {
    const page = event.key === "PageUp" ? -1 : event.key === "PageDown" ? 1 : 0;
    if (page) {
      event.preventDefault();
      this.#scroller.scrollBy({ top: page * this.#scroller.clientHeight * 0.85 });
    } else if (event.key === "Enter" && !event.shiftKey && !event.isComposing) {
      event.preventDefault();
      this.#box.form?.requestSubmit();
    }
  };

  /** Arrows go from message to message, for whoever reads with the keyboard. */
  readonly #walked = (event: KeyboardEvent): void => {
    const at = event.target as HTMLElement;
    if (!at.matches(".log, .message") || event.altKey || event.ctrlKey || event.metaKey) return;
    const all = [...(this.shadowRoot?.querySelectorAll<HTMLElement>(".message") ?? [])];
    const here = all.indexOf(at);
    const to: Record<string, number> = { ArrowUp: here < 0 ? all.length - 1 : Math.max(0, here - 1), ArrowDown: here + 1, Home: 0, End: all.length - 1 };
    const next = all[to[event.key] ?? -1];
    if (!next) return;
    event.preventDefault();
    next.focus();
  };

  readonly #scrolled = (): void => {
    if (this.#atEnd) this.below = false;
  };

  readonly #toNewest = (): void => {
    this.below = false;
    this.#restFocus();
    this.#scrollToLatest();
  };

  readonly #wantLetters = (): void => {
    this.letters = true;
    void this.updateComplete.then(() => this.#box.focus());
  };

  get #other(): Language {
    return this.#language === "en" ? "es" : "en";
  }

  /** Before the first word the chat begins anew in the other language; later the assistant is asked to change too. */
  readonly #changeLanguage = (): void => {
    const asked = this.#texts.sayOther;
    this.tongue = this.#other;
    this.#connection.remember("language", this.tongue);
    if (this.items.some((item) => item.kind === "said" && item.message.role === "user")) this.#say(asked);
    else if (this.#begun) this.#enqueue(() => this.#erase(true));
  };

  #rate(id: string, helped: boolean): void {
    const before = this.rated;
    this.rated = new Map([...before, [id, helped]]);
    this.#speak(this.#texts.thanks);
    this.#connection.rate(id, helped).catch((error) => {
      this.rated = before;
      this.#failed(`rate ${id}`, error, () => this.#rate(id, helped));
    });
  }

  async #loadCards(): Promise<void> {
    if (this.cards) return;
    try {
      this.cards = (await import(new URL(CARDS, import.meta.url).href)).cardOf;
      this.#scrollToLatest();
    } catch {
      // The words of an answer say its figures too; the next opening tries again.
    }
  }

  readonly #measured = (): void => {
    this.room = LONGEST - this.#box.value.length;
    this.#connection.drafts.typed(this.#box.value);
  };

  readonly #turnMenu = async (): Promise<void> => {
    this.menu = !this.menu;
    await this.updateComplete;
    if (this.menu) this.#byId("menu")?.querySelector("button")?.focus();
  };

  readonly #callMe = (): void => {
    this.#say(this.#texts.sayCallMe);
    this.#restFocus();
  };

  readonly #restart = (): void => {
    this.menu = false;
    this.#say(this.#texts.sayRestart);
    this.#restFocus();
  };

  #choose(choice: Choice): void {
    this.chosen = new Set([...this.chosen, choice.id]);
    this.#say(choice.label, { choice: choice.id });
    this.#restFocus();
  }

  readonly #print = (): void => this.#take("summary");

  #take(way: string): void {
    this.menu = false;
    this.#restFocus();
    this.#enqueue(async () => {
      try {
        const offer = this.#connection.going ? await this.#connection.take(way) : null;
        if (offer) this.#notice(offer.words, offer);
        else if (!this.#ended()) this.#notice(this.#texts.cannotLoad);
        if (offer && way === "text") this.#look();
      } catch (error) {
        this.#failed(way, error, () => this.#take(way));
      }
    });
  }

  /** Say it here as well when the chat goes on by text. */
  #look(left = 180): void {
    setTimeout(async () => {
      if (await this.#connection.gone()) this.#ended();
      else if (left && this.isConnected) this.#look(left - 1);
    }, LOOK);
  }

  /** Say once how the chat ended, where it did. */
  #ended(): boolean {
    const { ended } = this.#connection;
    if (ended && ended !== this.#told) this.#notice(ended === "moved" ? this.#texts.moved : this.#texts.ended);
    this.#told = ended;
    return !!ended;
  }

  readonly #askErase = (): void => {
    this.menu = false;
    this.#byId("more")?.focus();
    this.#confirm.returnValue = "keep"; // Escape must not repeat the last answer
    this.#confirm.showModal();
  };

  readonly #answered = (): void => {
    if (this.#confirm.returnValue !== "erase") return;
    this.#restFocus();
    this.#enqueue(() => this.#erase());
  };

  // What goes out and comes back

  get #connection(): Chat {
    const base = new URL(this.api, document.baseURI).href.replace(/\/+$/, "");
    if (this.#chat?.base !== base) this.#chat = new Chat(base);
    this.#chat.locale = this.#language;
    return this.#chat;
  }

  #say(words: string, body: { text: string } | { choice: string } = { text: words }): void {
    const out = { ...body, message_id: newId() };
    this.#add({ kind: "said", key: out.message_id, message: { id: out.message_id, role: "user", text: words } });
    this.#emit("message", { role: "user" });
    this.#connection.drafts.add({ out, words });
    this.#deliver(out, words);
  }

  #deliver(out: Outgoing, words: string, tries = 0): void {
    this.#enqueue(async () => {
      try {
        const replies = await this.#connection.say({ ...out, after: this.#newest }, this.#opened);
        this.#connection.drafts.sent(out.message_id);
        this.#connection.ended = this.#told = "";
        for (const message of replies) this.#add({ kind: "said", key: message.id, message });
        this.#settle(out.message_id);
        this.#announce(replies);
        for (const { role, topic } of replies) {
          this.#emit("message", { role });
          if (WAYS[topic!]) this.#take(WAYS[topic!]!);
        }
      } catch (error) {
        const { final, code } = error as ChatError;
        if (final) this.#connection.drafts.sent(out.message_id);
        if (final && out.text !== undefined && !this.#box.value) this.#write(words); // to be mended
        if (code === "went_on") await this.#catchUp(out.message_id);
        this.#failed(out.message_id, error, final ? undefined : () => this.#deliver(out, words, tries + 1), tries);
      }
    });
  }

  readonly #opened = (messages: Message[], again: boolean): void => {
    if (again) this.#ended();
    else this.#putFirst(messages);
  };

  /** The newest answer on the screen. */
  get #newest(): string | undefined {
    return [...this.items].reverse().find((item): item is Said => item.kind === "said" && item.message.role !== "user")?.message.id;
  }

  /** Show what another tab has said and been told, in place of the message that came too late. */
  async #catchUp(late: string): Promise<void> {
    this.items = this.items.filter(({ key }) => key !== late);
    const history = await this.#connection.history().catch(() => null);
    if (history) this.#putFirst(history.messages);
  }

  readonly #showEarlier = (): void => {
    const first = this.items.find((item): item is Said => item.kind === "said");
    if (!first) return;
    this.#enqueue(async () => {
      try {
        const history = await this.#connection.history(first.key);
        const scroller = this.#scroller;
        const below = scroller.scrollHeight - scroller.scrollTop;
        this.earlier = history?.earlier ?? false;
        this.#putFirst(history?.messages ?? []);
        await this.updateComplete;
        scroller.scrollTop = scroller.scrollHeight - below; // nothing moves under the reader's eyes
        if (!this.earlier) this.#byId("log")?.focus({ preventScroll: true }); // the button has gone
      } catch (error) {
        this.#failed("earlier", error, this.#showEarlier, undefined, this.#texts.cannotLoad);
      }
    });
  };

  /** The first sight of the panel: the chat so far, or a new one with its welcome. */
  async #begin(): Promise<void> {
    if (this.#begun) return;
    const connection = this.#connection;
    try {
      const earlier = connection.going ? await connection.history() : undefined;
      const messages = earlier?.messages ?? (await connection.open()).messages;
      this.#begun = true;
      this.earlier = earlier?.earlier ?? false;
      this.#putFirst(messages);
      this.#settle("begin");
      if (earlier === null) this.#ended();
      else if (earlier === undefined) this.#announce(messages);
      const last = messages[messages.length - 1];
      if (last?.role === "user" && !this.items.some((item) => item.key === `problem ${last.id}`)) {
        const again = () => this.#deliver({ text: last.text, message_id: last.id }, last.text);
        this.#problem(last.id, this.#texts.unanswered, this.#once(last.id, again));
      }
      this.#takeUp(messages);
      this.#scrollToLatest();
    } catch (error) {
      this.#failed("begin", error, () => this.#enqueue(() => this.#begin()), 0, this.#texts.cannotLoad);
    }
  }

  /** What was not sent before the page was loaded again is still here, and goes when the person wants. */
  #takeUp(stored: Message[]): void {
    const { drafts } = this.#connection;
    const known = new Set(stored.map(({ id }) => id));
    for (const { out, words } of [...drafts.unsent]) {
      const id = out.message_id;
      if (known.has(id)) drafts.sent(id); // whether it was answered is seen above
      else if (!this.items.some(({ key }) => key === id)) {
        this.#add({ kind: "said", key: id, message: { id, role: "user", text: words } });
        this.#problem(id, this.#texts.unsent, this.#once(id, () => this.#deliver(out, words)));
      }
    }
  }

  /** Afterwards the chat is as it was at first. `quietly`: nothing was said in it. */
  async #erase(quietly = false): Promise<void> {
    const connection = this.#connection;
    try {
      await connection.erase();
      connection.drafts.clear();
      this.earlier = false;
      for (const { timer } of this.#later.values()) clearTimeout(timer);
      this.#later.clear();
      this.items = [];
      this.chosen = new Set();
      this.rated = new Map();
      if (!quietly) {
        this.#notice(this.#texts.erased);
        this.#emit("erase");
      }
    } catch (error) {
      const again = quietly ? () => this.#enqueue(() => this.#erase(true)) : this.#askErase;
      return this.#failed("erase", error, again, undefined, this.#texts.cannotLoad);
    }
    try {
      const { messages } = await connection.open();
      for (const message of messages) this.#add({ kind: "said", key: message.id, message });
      this.#announce(messages);
    } catch {
      // Nothing was lost: the next message opens a chat.
    }
  }

  #enqueue(work: () => Promise<void>): void {
    this.#line = this.#line.then(async () => {
      this.#busy(+1);
      await work().finally(() => this.#busy(-1));
    });
  }

  #busy(change: number): void {
    this.waiting += change;
    clearTimeout(this.#clock);
    this.slow = false;
    if (!this.waiting) return;
    if (change > 0) this.#scrollToLatest();
    this.#clock = window.setTimeout(() => {
      this.slow = true;
      this.#speak(this.#slowWords);
    }, SLOW);
  }

  get #slowWords(): string {
    return `${this.#texts.slow}${this.phone ? ` ${fill(this.#texts.slowCall, { phone: this.phone })}` : ""}`;
  }

  /** Say what went wrong and offer `again`; what was being sent is tried again by itself, not before the server wants it. */
  #failed(key: string, error: unknown, again?: () => void, tries = PAUSES.length, offline = this.#texts.offline): void {
    const { phone } = this;
    const texts = this.#texts;
    const { code, message, wait } = error instanceof ChatError ? error : new ChatError("problem");
    const parts = [message || (code === "offline" ? offline : texts.problem)];
    let pressed = again;
    if (again) {
      const pause = wait ?? PAUSES[tries];
      const due = Date.now() + 1000 * (wait ?? 0);
      const send = this.#once(key, again);
      const asked = wait !== undefined;
      if (tries < PAUSES.length && pause !== undefined && pause <= LONGEST_PAUSE) {
        this.#later.set(key, { timer: window.setTimeout(send, 1000 * pause), send, asked });
        parts.push(fill(texts.againSoon, { n: pause }));
      }
      pressed = () => {
        const left = Math.ceil((due - Date.now()) / 1000);
        if (left > 0 && left <= LONGEST_PAUSE) this.#reword(key, fill(texts.tooSoon, { n: left }));
        else send(); // what is further off is said anew
      };
    }
    if (phone && !parts[0]!.includes(phone)) parts.push(fill(texts.slowCall, { phone }));
    this.#problem(key, parts.join(" "), pressed);
    this.#emit("error", { code });
  }

  /** `work`, with what is planned or shown under the key cleared away first, so that it cannot run twice. */
  #once(key: string, work: () => void): () => void {
    return () => {
      this.#settle(key);
      work();
    };
  }

  #problem(key: string, text: string, again?: () => void): void {
    this.#drop(key);
    this.#add({ kind: "problem", key: `problem ${key}`, text, again });
    this.alarm = text;
  }

  #reword(key: string, text: string): void {
    this.items = this.items.map((item) => (item.key === `problem ${key}` ? { ...item, text } : item));
    this.alarm = text;
  }

  #settle(key: string): void {
    clearTimeout(this.#later.get(key)?.timer);
    this.#later.delete(key);
    this.#drop(key);
    this.alarm = "";
  }

  #drop(key: string): void {
    if (!this.items.some((item) => item.key === `problem ${key}`)) return;
    // The pressed button goes away, and focus must not fall to the top of the page.
    if (this.shadowRoot?.activeElement?.closest(".problem")) this.#restFocus();
    this.items = this.items.filter((item) => item.key !== `problem ${key}`);
  }

  #notice(text: string, offer?: Offer): void {
    this.#add({ kind: "notice", key: newId(), text, offer });
    this.#speak(`${text} ${offer?.link ?? ""}`);
  }

  #add(item: Item): void {
    if (this.items.some((each) => each.key === item.key)) return;
    this.items = [...this.items, item];
    const answer = item.kind === "said" && item.message.role !== "user";
    if (answer) this.letters = false;
    if (!this.shown && answer) this.unread += 1;
    if (answer && this.shown && this.#readingAbove) this.below = true;
    else this.#scrollToLatest(item.kind !== "said");
  }

  /** Whether they have scrolled away from where we put them, to read something further up. */
  get #readingAbove(): boolean {
    return !this.#atEnd && Math.abs(this.#scroller.scrollTop - this.#placed) > 24;
  }

  get #atEnd(): boolean {
    const scroller = this.#scroller;
    return scroller.scrollHeight - scroller.scrollTop - scroller.clientHeight < 24;
  }

  #putFirst(messages: Message[]): void {
    const known = new Set(messages.map(({ id }) => id));
    this.items = [...said(messages), ...this.items.filter(({ key }) => !known.has(key))];
  }

  // What is spoken, and where things are

  #announce(messages: Message[]): void {
    for (const { text, choices } of messages) {
      const offered = choices?.map((choice) => choice.label).join(", ");
      const parts = [this.#texts.assistantSays, text.replace(/^- /gm, ""), offered ? fill(this.#texts.choices, { choices: offered }) : ""];
      this.#speak(parts.filter(Boolean).join(" "));
    }
  }

  /** To screen readers, once, without moving anyone. The words go again, so that nobody comes upon them a second time. */
  #speak(text: string): void {
    void this.updateComplete.then(() => {
      const words = Object.assign(document.createElement("p"), { textContent: text });
      this.#byId("said")?.append(words);
      setTimeout(() => words.remove(), SPOKEN_FOR);
    });
  }

  /** Bring the last answer into view from the question on, or what stands at the end, without moving the focus. */
  #scrollToLatest(end = false): void {
    void this.updateComplete.then(() => {
      if (!this.#wanted) return;
      const asked = [...(this.shadowRoot?.querySelectorAll<HTMLElement>(".message.user") ?? [])].pop();
      const scroller = this.#scroller;
      const top = asked ? asked.getBoundingClientRect().top - scroller.getBoundingClientRect().top + scroller.scrollTop - 12 : 0;
      scroller.scrollTop = end || this.#asks ? scroller.scrollHeight : top;
      this.#placed = scroller.scrollTop;
    });
  }

  /** A dialog takes the focus when it is shown; `quietly`, it stays where it is. */
  #show(quietly = false): void {
    const before = quietly ? this.#active() : null;
    if (this.#small.matches) this.#panel.showModal();
    else this.#panel.show();
    if (quietly) (before ?? (this.shadowRoot?.activeElement as HTMLElement | null))?.[before ? "focus" : "blur"]();
  }

  /** To the input; on a touch screen to the conversation, for there the input would bring up a keyboard over the answer. */
  #restFocus(): void {
    (matchMedia("(pointer: coarse)").matches ? this.#byId("log") : this.#box)?.focus({ preventScroll: true });
  }

  #write(words: string): void {
    this.#box.value = words;
    this.#measured();
  }

  #emit(name: string, detail: Record<string, unknown> = {}): void {
    this.dispatchEvent(new CustomEvent(`shortfall-${name}`, { detail, bubbles: true, composed: true }));
  }

  #active(): HTMLElement | null {
    const { activeElement } = document;
    return activeElement instanceof HTMLElement && activeElement !== this && activeElement !== document.body ? activeElement : null;
  }

  #byId(name: string): HTMLElement | null {
    return this.shadowRoot?.querySelector<HTMLElement>(name === "launcher" ? ".launcher" : `#${name}`) ?? null;
  }

  get #panel(): HTMLDialogElement {
    return this.shadowRoot!.querySelector<HTMLDialogElement>("#panel")!;
  }

  get #confirm(): HTMLDialogElement {
    return this.shadowRoot!.querySelector<HTMLDialogElement>("#confirm")!;
  }

  get #box(): HTMLTextAreaElement {
    return this.shadowRoot!.querySelector("textarea")!;
  }

  /** What scrolls: the conversation, or on a very low screen the whole panel. */
  get #scroller(): HTMLElement {
    const log = this.#byId("log")!;
    return getComputedStyle(log).overflowY === "visible" ? this.#panel : log;
  }
}

function said(messages: Message[]): Said[] {
  return messages.map((message) => ({ kind: "said", key: message.id, message }));
}

drawnBy(ShortfallChat, [...ATTRIBUTES, ...STATE]);
if (!customElements.get("shortfall-chat")) customElements.define("shortfall-chat", ShortfallChat);
