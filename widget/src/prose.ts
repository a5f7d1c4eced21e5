// Message text as nodes: paragraphs, "- " lists, phone numbers and web addresses to press. Text is only ever text.

import { html, nothing, type TemplateResult } from "lit/html.js";

type Part = string | TemplateResult;

/** How links are made: the words that say "new tab", the firm's number, the digits of what the person wrote. */
export interface Linking {
  hint: string;
  phone?: string;
  own?: string[];
}

const NUMBER = String.raw`\(?\b\d{3}\)?[-. ]\d{3}[-. ]\d{4}\b`;
// "988" is a number to press, "$988" and "988.50" are not. "Text 988" and "text START to 88788" open a text message.
const LINKS = new RegExp(
  [
    String.raw`\b(?:text|env[ií]e) [A-Z]{2,10} (?:to|por texto al|al) \d{3,6}\b`,
    String.raw`\btext(?= (?:988\b|${NUMBER}))`,
    NUMBER,
    String.raw`(?<![$\d.,-])\b(?:988|911)\b(?![.,-]?\d|%| (?:dollars|dólares|days|días))`,
    String.raw`https?:\/\/[^\s<>"]*[^\s<>".,;:!?)\]]`,
  ].join("|"),
  "gi",
);

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

/** One run of text. `phone` is the firm's number however it is written; numbers that the person gave (`own`) are not to press. */
export function linked(text: string, { hint, phone = "", own = [] }: Linking): Part[] {
  const firm = phone.replace(/[^\w\s]/g, "\\$&");
  const pattern = phone ? new RegExp(`${firm}|${LINKS.source}`, "gi") : LINKS;
  const parts: Part[] = [];
  let end = 0;
  for (const found of text.matchAll(pattern)) {
    const words = found[0];
    const digits = words.replace(/\D/g, "");
    parts.push(text.slice(end, found.index));
    if (words.startsWith("http")) parts.push(away(words, words, hint));
    else if (/^[a-z]/i.test(words)) parts.push(texting(words, text.slice(found.index + words.length)));
    else parts.push(own.some((said) => digits.length > 6 && said.includes(digits)) ? words : html`<a class="tel" href=${tel(words)}>${words}</a>`);
    end = found.index + words.length;
  }
  parts.push(text.slice(end));
  return parts;
}

/** "text 988", "text START to 88788": a text message to write. */
function texting(words: string, rest: string): TemplateResult {
  const [, body, to] = / ([A-Z]+) .*?(\d+)$/i.exec(words) ?? [];
  const number = to ?? /^[\d ().-]+/.exec(rest)![0].replace(/\D/g, "");
  const name = to ? words : `${words} ${number}`;
  return html`<a class="tel" href=${`sms:${number}${body ? `?&body=${body}` : ""}`} aria-label=${name}>${words}</a>`;
}

/** Blank lines part paragraphs; lines that begin with "- " are lists. */
export function prose(text: string, linking: Linking): TemplateResult[] {
  const blocks: TemplateResult[] = [];
  const run = (line: string) => linked(line, linking);
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
