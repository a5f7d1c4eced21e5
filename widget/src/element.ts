// A custom element that draws itself with lit-html whenever something that it shows has changed. LitElement would do the same for
// twelve percent of all that a visitor loads.

import { render, type TemplateResult } from "lit/html.js";

export abstract class Drawn extends HTMLElement {
  /** The next drawing; settled when it is done. */
  updateComplete: Promise<void> = Promise.resolve();
  readonly #root = this.attachShadow({ mode: "open" });
  #due = false;

  constructor(css: string) {
    super();
    if ("adoptedStyleSheets" in this.#root && "replaceSync" in CSSStyleSheet.prototype) {
      const sheet = new CSSStyleSheet();
      sheet.replaceSync(css); // no site's style-src stops this one
      this.#root.adoptedStyleSheets = [sheet];
    } else {
      (this.#root as ShadowRoot).append(Object.assign(document.createElement("style"), { textContent: css }));
    }
  }

  connectedCallback(): void {
    this.requestUpdate();
  }

  attributeChangedCallback(name: string, _: string | null, value: string | null): void {
    (this as Record<string, unknown>)[name] = this.read(name, value ?? "");
  }

  /** What an attribute says. */
  protected read(_name: string, value: string): unknown {
    return value;
  }

  requestUpdate(): void {
    if (this.#due || !this.isConnected) return;
    this.#due = true;
    this.updateComplete = Promise.resolve().then(() => {
      this.#due = false;
      render(this.render(), this.#root, { host: this });
      this.drawn();
    });
  }

  /** Called after each drawing. */
  protected drawn(): void {}

  protected abstract render(): TemplateResult;
}

/** Make the properties with these names draw the element anew when they are set. */
export function drawnBy(element: typeof Drawn, names: readonly string[]): void {
  const kept = new WeakMap<Drawn, Record<string, unknown>>();
  for (const name of names) {
    Object.defineProperty(element.prototype, name, {
      get(this: Drawn) {
        return kept.get(this)?.[name];
      },
      set(this: Drawn, value: unknown) {
        const values = kept.get(this) ?? {};
        kept.set(this, values);
        if (values[name] === value) return;
        values[name] = value;
        this.requestUpdate();
      },
    });
  }
}

/** A line of a list that keeps its element, and with it focus and what is unfolded, wherever it moves. */
export interface Row {
  key: string;
  name: string;
  part: string;
  lang?: string;
  body: TemplateResult;
}

const ROWS = new WeakMap<Element, string>();

/** Bring a list to these rows: an element each, by key. */
export function keepRows(list: Element, rows: Row[], host: object): void {
  const keys = new Set(rows.map(({ key }) => key));
  const known = new Map([...list.children].map((row) => [ROWS.get(row)!, row as HTMLElement]));
  for (const [key, row] of known) if (!keys.has(key)) row.remove();
  let at = list.firstElementChild;
  for (const { key, name, part, lang = "", body } of rows) {
    const row = known.get(key) ?? document.createElement("li");
    ROWS.set(row, key);
    row.className = name;
    row.setAttribute("part", part);
    if (lang) row.lang = lang;
    if (name.startsWith("message")) row.tabIndex = -1;
    if (row === at) at = at.nextElementSibling;
    else list.insertBefore(row, at);
    render(body, row, { host });
  }
}
