// Message text as nodes: paragraphs, "- " lists, phone numbers and web addresses to press. Text is only ever text.

import { html, nothing, type TemplateResult } from "lit";

type Part = string | TemplateResult;

const LINKS = /\(\d{3}\) \d{3}-\d{4}|https?:\/\/[^\s<>"]*[^\s<>".,;:!?)\]]/g;

/** The number as a tel: link takes it; ten digits are a US number. */
export function tel(phone: string): string {
  const digits = phone.replace(/\D/g, "");
  return `tel:${digits.length === 10 ? "+1" : digits.length > 6 ? "+" : ""}${digits}`;
}

/** A link elsewhere, or only its words when the address is not of the web. */
export function away(words: string, url: string | undefined, hint: string): Part {
  if (!/^https?:\/\//i.test(url ?? "")) return words;
  return html`<a href=${url!} target="_blank" rel="noopener noreferrer">${words}<span class="unseen"> ${hint}</span></a>`;
}

/** One run of text. `more` are further numbers to press, such as "988" where it is the lifeline that is meant. */
export function linked(text: string, hint: string, more: string[] = []): Part[] {
  const numbers = more.filter(Boolean).map((number) => number.replace(/[^\w\s]/g, "\\$&"));
  const pattern = numbers.length ? new RegExp(`${numbers.join("|")}|${LINKS.source}`, "g") : LINKS;
  const parts: Part[] = [];
  let end = 0;
  for (const found of text.matchAll(pattern)) {
    const words = found[0];
    parts.push(text.slice(end, found.index));
    parts.push(words.startsWith("http") ? away(words, words, hint) : html`<a class="tel" href=${tel(words)}>${words}</a>`);
    end = found.index + words.length;
  }
  parts.push(text.slice(end));
  return parts;
}

/** Blank lines part paragraphs; lines that begin with "- " are lists. */
export function prose(text: string, hint: string, more: string[] = []): TemplateResult[] {
  const blocks: TemplateResult[] = [];
  const run = (line: string) => linked(line, hint, more);
  for (const part of text.split(/\n\s*\n/)) {
    let lines: string[] = [];
    let items: string[] = [];
    const flush = () => {
      if (lines.length) blocks.push(html`<p>${lines.map((line, n) => [n ? html`<br />` : nothing, run(line)])}</p>`);
      if (items.length) blocks.push(html`<ul role="list">${items.map((item) => html`<li>${run(item)}</li>`)}</ul>`);
      lines = [];
      items = [];
    };
    for (const line of part.split("\n").filter((each) => each.trim())) {
      const item = line.startsWith("- ");
      if (item ? lines.length : items.length) flush();
      if (item) items.push(line.slice(2));
      else lines.push(line);
    }
    flush();
  }
  return blocks;
}
