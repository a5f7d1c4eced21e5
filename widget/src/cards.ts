// Cards: figures as a picture and a table. A type that is not known here is drawn as a plain table, so that nothing is lost.

import { html, nothing, type TemplateResult } from "lit/html.js";
import { bars, type Bar } from "./bars.js";
import { curve, type Point } from "./curve.js";
import { calendar } from "./calendar.js";
import { CARDS, type CardTexts as Texts, type fill as Fill, type textsFrom } from "./texts.js";

interface Range {
  low: string;
  high: string;
  /** It is no less than that, or no more. */
  bound?: "at_least" | "at_most";
}

type Fields = Record<string, any>;

/** What a card needs besides its fields. What the first script has already does not come a second time. */
export interface Outside {
  fill: typeof Fill;
  textsOf: (table: typeof CARDS) => ReturnType<typeof textsFrom<typeof CARDS>>;
  locale: string;
  rtl: boolean;
  firm: string;
  phone: string;
  print: () => void;
  redraw: () => void;
}

interface Setting extends Outside {
  texts: Texts;
}

const DRAWN: Record<string, (card: Fields, setting: Setting) => TemplateResult> = { estimate, wages, interest, plan, deadlines, callback };

let fill: typeof Fill;

/** A card of any type. */
export function cardOf(card: Fields, outside: Outside): TemplateResult | typeof nothing {
  fill = outside.fill;
  const setting = { ...outside, texts: outside.textsOf(CARDS) };
  const type = String(card["type"] ?? "");
  try {
    return (Object.hasOwn(DRAWN, type) ? DRAWN[type]! : anything)(card, setting);
  } catch {
    return anything(card, setting);
  }
}

function estimate(card: Fields, setting: Setting): TemplateResult {
  const { texts } = setting;
  const { state, debt, sale_price: price, components = [], total, deficiency, also, surplus, per_year: perYear, notes = [] } = card;
  // "sale_costs" is called `saleCosts` there; what is not called anything is not shown.
  const called = (part: Fields) => (texts as Fields)[part["name"].replace(/_./g, (each: string) => each[1]!.toUpperCase())];
  const parts = components.filter((part: Fields) => !/^debt|price/.test(part["name"]) && called(part));
  // Both ends of what may be left, whichever way the court counts.
  const reach: Range = card["headline"] ?? deficiency;
  const owes = Number(reach.high) > 0 || !(Number(surplus?.high) > 0);
  const owed: Range = total ?? debt;
  const grown = parts.length > 0 && span(owed, setting) !== span(debt, setting);
  const rows = [
    row(texts.debt, span(debt, setting)),
    ...parts.map((part: Fields) => row(called(part), span(part as unknown as Range, setting), "part")),
    grown ? row(texts.total, span(owed, setting)) : nothing,
    row(texts.salePrice, span(price, setting)),
    owes ? row(capital(card["when"]) || texts.deficiency, span(deficiency, setting), "total") : nothing,
    also ? row(capital(also.when), span(also, setting), "total") : nothing,
    Number(surplus?.high) > 0 ? row(texts.surplus, span(surplus, setting), "total") : nothing,
    perYear && owes ? row(texts.perYear, span(perYear, setting), "part") : nothing,
  ];
  const result: Range = owes ? reach : surplus;
  const label = owes ? texts.leftToPay : texts.leftOver;
  // What is left stands at the end of the longer bar, under the gap between the two.
  const end = Math.max(Number(owed.high), Number(price.high));
  const picture = bars(
    [
      stretch(texts.owed, owed, "owed"),
      stretch(texts.salePrice, price, "paid"),
      { label, from: end - Number(result.high), to: end, pale: Number(result.high) - Number(result.low), paleAt: "start", kind: "left" },
    ],
    `${texts.picture} ${texts.owed} ${span(owed, setting)}, ${texts.salePrice} ${span(price, setting)}, ${label} ${span(result, setting)}`,
    setting.rtl,
  );
  return frame(
    [texts.estimate, state].filter(Boolean).join(" · "),
    html`<p class="headline"><span>${owes ? texts.deficiency : texts.surplus}</span> <strong>${span(result, setting)}</strong></p>
      ${also ? nothing : picture} ${whatIf(card, setting)} ${table(texts.estimate, rows)} ${list(notes)} ${tools(setting)}`,
  );
}

/** Which of its prices somebody tries, by the card. */
const TRIED = new WeakMap<Fields, number>();

/** A home that is not sold: what would be left at one price after another, as the server worked it out. */
function whatIf(card: Fields, setting: Setting): TemplateResult | typeof nothing {
  const prices = card["what_if"] ?? [];
  if (!prices.length) return nothing;
  const { texts, locale, redraw } = setting;
  const at = TRIED.get(card) ?? prices.length >> 1;
  const tried = prices[at];
  const price = money(tried["price"], locale);
  const take = ({ target }: Event) => {
    TRIED.set(card, Number((target as HTMLInputElement).value));
    redraw();
  };
  return html`<div class="what-if">
    <p aria-hidden="true">${texts.whatIf} <b>${price}</b></p>
    <output aria-live="polite">${tried["over"] ? texts.leftOver : texts.leftToPay}: <b>${span(tried, setting)}</b></output>
    <input type="range" max=${prices.length - 1} aria-label=${texts.whatIf} aria-valuetext=${price} .value=${String(at)} @input=${take}>
  </div>`;
}

function wages(card: Fields, setting: Setting): TemplateResult {
  const { texts } = setting;
  const period = (texts as Fields)[card["period"]] ?? "";
  const { gross, disposable, maximum, protected: kept, exempt = [], state, notes = [] } = card;
  const pay = gross ?? disposable;
  const taken = span(maximum, setting);
  const amount = (value: string) => span({ low: value, high: value }, setting);
  const picture = bars(
    [stretch(texts.pay, { low: pay, high: pay }, "owed"), stretch(texts.canBeTaken, maximum, "left")],
    `${texts.picture} ${texts.pay} ${amount(pay)}, ${texts.canBeTaken} ${taken}`,
    setting.rtl,
  );
  const rows = [
    gross ? row(texts.gross, amount(gross)) : nothing,
    disposable ? row(texts.disposable, amount(disposable)) : nothing,
    row(texts.maximum, taken, "total"),
    kept ? row(texts.protectedPay, amount(kept), "part") : nothing,
  ];
  return frame(
    [texts.wages, state].filter(Boolean).join(" · "),
    html`<p class="headline"><span>${texts.canBeTaken}</span> <strong>${taken} <small>${period}</small></strong></p>
      ${picture} ${table(texts.wages, rows)}
      ${exempt.length ? html`<p class="small">${texts.exempt} ${exempt.map((name: unknown) => words(text(name))).join(", ")}.</p>` : nothing}
      ${list(notes)}`,
  );
}

function interest(card: Fields, setting: Setting): TemplateResult {
  const { texts, locale } = setting;
  const { principal, rate, per_diem: perDay, per_year: perYear, points = [], notes = [] } = card;
  const when = ({ days }: Fields) => (days.low === days.high ? duration(days.low, 365, texts) : fill(texts.range, days));
  const grown = points.map((point: Fields) => [fill(texts.unpaidAfter, { time: when(point) }), rounded(point["balance"], setting), point["date"]]);
  const line = [{ days: { high: 0 }, balance: principal }, ...points].map(({ days, balance }: Fields): Point => ({
    at: days.high,
    low: Number(balance.low),
    high: Number(balance.high),
  }));
  const last = points[points.length - 1];
  const yearly = [percent(rate.low, locale), percent(rate.high, locale)];
  return frame(
    [texts.growth, card["state"]].filter(Boolean).join(" · "),
    html`<p class="headline"><span>${texts.grows}</span> <strong>${span(perYear, setting)}</strong></p>
      ${last
        ? curve(line, `${texts.picture} ${texts.judgment} ${span(principal, setting)}; ${grown.map(([name, sum]: string[]) => `${name} ${sum}`).join("; ")}`, [texts.today, when(last)], setting.rtl)
        : nothing}
      ${table(texts.growth, [
        row(texts.judgment, span(principal, setting)),
        row(texts.rate, rate.low === rate.high ? yearly[0]! : fill(texts.or, { a: yearly[0]!, b: yearly[1]! })),
        row(texts.perDay, span(perDay, setting), "part"),
        ...grown.map(([name, sum, date]: string[]) => row(dated(name!, date, setting), sum!, "total")),
      ])}
      ${list(notes)}`,
  );
}

function plan(card: Fields, setting: Setting): TemplateResult {
  const { texts, locale } = setting;
  const { principal, payment, rate, first_interest: first, months, total_interest: cost, total_paid: paid, points = [], notes = [] } = card;
  const time = months === null ? texts.neverShort : duration(months, 12, texts);
  const line = points.map(({ months: at, balance }: Fields): Point => ({ at, low: Number(balance), high: Number(balance) }));
  const amount = (value: string) => span({ low: value, high: value }, setting);
  return frame(
    texts.plan,
    html`<p class="headline"><span>${texts.paidOff}</span> <strong>${time}</strong></p>
      ${line.length > 1
        ? curve(line, `${texts.picture} ${texts.judgment} ${amount(principal)}; ${texts.paidOff} ${time}`, [texts.today, time], setting.rtl)
        : nothing}
      ${table(texts.plan, [
        row(texts.judgment, amount(principal)),
        row(texts.rate, percent(rate, locale)),
        row(texts.payment, amount(payment)),
        row(texts.firstInterest, amount(first), "part"),
        row(texts.paidOff, months === null ? texts.never : dated(time, card["ends"], setting), "total"),
        cost ? row(texts.interestInAll, rounded({ low: cost, high: cost }, setting)) : nothing,
        paid ? row(texts.paidInAll, rounded({ low: paid, high: paid }, setting)) : nothing,
      ])}
      ${list(notes)}`,
  );
}

/** A time as people say it: whole years, years and months, or days. `unit` is how many of them make a year. */
function duration(n: number, unit: 12 | 365, texts: Texts): string {
  const said = (count: number, one: string, many: string) => (count === 1 ? one : fill(many, { n: count.toLocaleString() }));
  const years = Math.floor(n / unit);
  const rest = n % unit;
  const year = said(years, texts.year, texts.years);
  if (years && !rest) return year;
  if (unit === 365) return said(n, texts.day, texts.days);
  const month = said(rest, texts.month, texts.months);
  return years ? fill(texts.and, { a: year, b: month }) : month;
}

/** `what`, with the month in which that is, where the card says it. */
function dated(what: string, date: unknown, { locale }: Setting): string {
  if (typeof date !== "string") return what;
  const month = new Date(`${date}T12:00:00Z`).toLocaleDateString(locale, { month: "long", year: "numeric", timeZone: "UTC" });
  return `${what} (${month})`;
}

function percent(rate: string, locale: string): string {
  return Number(rate).toLocaleString(locale, { style: "percent", maximumFractionDigits: 2 });
}

/** To a dollar: what lies years ahead is no more exact than that. */
function rounded({ low, high }: Range, setting: Setting): string {
  return span({ low: Number(low).toFixed(0), high: Number(high).toFixed(0) }, setting);
}

function deadlines(card: Fields, setting: Setting): TemplateResult {
  const { title, rows, notes = [] } = card;
  const days = rows
    .filter(({ name, due }: Fields) => name && due && new Date(`${due}T23:59`) > new Date())
    .map(({ name, what, when, due: start, how, cite }: Fields) => ({
      id: `${name}-${start}`,
      title: `${what} ${when}`,
      about: `${how} (${cite}) ${notes.join(" ")}`,
      start,
    }));
  return frame(
    title,
    html`<p class="headline"><span>${rows[0].what}</span> <strong>${rows[0].when}</strong></p>
      ${rows.length > 1 ? table(title, rows.map(({ what, when }: Fields, place: number) => row(what, when, place ? "" : "total"))) : nothing}
      ${list([...rows.map(({ what, how }: Fields) => `${what}: ${how}`), ...notes])} ${tools(setting, calendar("deadlines", days))}`,
  );
}

function callback(card: Fields, setting: Setting): TemplateResult {
  const { reference, window: when, start, end } = card;
  const { texts, firm, phone } = setting;
  const title = fill(texts.callFrom, { firm });
  const calls = start && end ? [{ id: text(reference), title, about: `${reference} ${phone}`, start, end }] : [];
  return frame(
    texts.callback,
    html`<dl>
      <div><dt>${texts.reference}</dt><dd><strong class="reference">${text(reference)}</strong></dd></div>
      ${when ? html`<div><dt>${texts.when}</dt><dd>${text(when)}</dd></div>` : nothing}
    </dl> ${tools(setting, calendar(text(reference), calls))}`,
  );
}

function anything(card: Fields, setting: Setting): TemplateResult {
  const title = text(card["title"]) || words(text(card["type"])) || setting.texts.picture;
  const rows: TemplateResult[] = [];
  const notes: string[] = [];
  const take = (name: string, value: unknown, depth: number): void => {
    if (value === null || value === undefined || value === "" || depth > 4) return;
    if (Array.isArray(value)) {
      for (const each of value) {
        if (typeof each === "object") take(name, each, depth + 1);
        else notes.push(text(each));
      }
    } else if (typeof value === "object") {
      const fields = value as Fields;
      const label = text(fields["label"] ?? fields["name"] ?? name);
      if ("low" in fields && "high" in fields) rows.push(row(capital(words(label)), span(fields as unknown as Range, setting)));
      else if ("value" in fields) rows.push(row(capital(words(label)), shown(fields["value"], setting)));
      else for (const [key, inner] of Object.entries(fields)) take(key, inner, depth + 1);
    } else {
      rows.push(row(capital(words(name)), shown(value, setting)));
    }
  };
  for (const [name, value] of Object.entries(card)) if (name !== "type" && name !== "title") take(name, value, 0);
  return frame(capital(title), html`${rows.length ? table(title, rows) : nothing} ${list(notes)}`);
}

/** What can be done with a card: put it into a calendar, print it. */
function tools({ texts, print }: Setting, save: (() => void) | null = null): TemplateResult {
  return html`<p class="tools">
    ${save ? html`<button type="button" @click=${save}>${texts.calendar}</button>` : nothing}
    <button type="button" @click=${print}>${texts.printThis}</button>
  </p>`;
}

function frame(title: string, body: TemplateResult): TemplateResult {
  return html`<div class="card" part="card"><p class="card-title">${title}</p>${body}</div>`;
}

function table(caption: string, rows: unknown[]): TemplateResult {
  return html`<table><caption class="unseen">${caption}</caption><tbody>${rows}</tbody></table>`;
}

function row(name: string, value: string, kind = ""): TemplateResult {
  return html`<tr class=${kind}><th scope="row">${name}</th><td>${value}</td></tr>`;
}

function list(notes: unknown[]): TemplateResult | typeof nothing {
  return notes.length ? html`<ul class="small" role="list">${notes.map((note) => html`<li>${text(note)}</li>`)}</ul>` : nothing;
}

function stretch(label: string, { low, high }: Range, kind: Bar["kind"]): Bar {
  return { label, from: 0, to: Number(high), pale: Number(high) - Number(low), paleAt: "end", kind };
}

function span({ low, high, bound }: Range, { texts, locale }: Setting): string {
  const [least, most] = [money(low, locale), money(high, locale)];
  return bound || low !== high ? fill(texts[bound ?? "to"], { low: least, high: most }) : least;
}

/** "62000.00" as "$62,000"; anything that is no amount as it came. Digits are formatted, never reckoned with. */
function money(amount: unknown, locale: string): string {
  const written = text(amount);
  if (!/^-?\d+(\.\d+)?$/.test(written)) return written;
  const digits = /^-?\d+(\.00?)?$/.test(written) ? 0 : 2;
  return Number(written).toLocaleString(locale, {
    style: "currency",
    currency: "USD",
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
  });
}

function shown(value: unknown, { locale }: Setting): string {
  const written = text(value);
  return /^-?\d+\.\d\d$/.test(written) ? money(written, locale) : written;
}

function text(value: unknown): string {
  return value === null || value === undefined || typeof value === "object" ? "" : String(value);
}

function words(name: string): string {
  return name.replace(/_/g, " ");
}

function capital(words: unknown): string {
  const written = text(words);
  return written.slice(0, 1).toUpperCase() + written.slice(1);
}
