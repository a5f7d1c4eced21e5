// Messages as nodes. Text from the server is only ever text.

const { phone, phoneLink } = document.body.dataset;
const CARDS = new Map([["estimate", estimate], ["callback", callback]]);

/** An element with properties and children; strings become text nodes. */
export function element(name, properties = {}, ...children) {
  const node = Object.assign(document.createElement(name), properties);
  node.append(...children);
  return node;
}

/** One message as a list item; `choose` is called with a choice that was pressed. */
export function message({ role, text, choices, sources, card }, choose) {
  const who = role === "user" ? "You said:" : "Assistant says:";
  const item = element("li", { className: `message ${role === "user" ? "user" : "assistant"}` });
  item.append(element("span", { className: "unseen", textContent: who }), ...blocks(text));
  const shown = card && cardOf(card);
  if (shown) item.append(shown);
  if (sources?.length) item.append(sourcesOf(sources));
  if (choices?.length) {
    const buttons = choices.map((choice) =>
      element("button", { type: "button", textContent: choice.label, onclick: () => choose(choice) }));
    item.append(element("div", { className: "choices" }, ...buttons));
  }
  return item;
}

/** Paragraphs and "- " lists. */
function blocks(text) {
  const nodes = [];
  for (const part of text.split(/\n\s*\n/)) {
    let lines = [];
    let list = null;
    const flush = () => {
      if (lines.length) nodes.push(element("p", {}, ...lines.flatMap((line, n) => (n ? [element("br"), ...linked(line)] : linked(line)))));
      lines = [];
    };
    for (const line of part.split("\n").filter((line) => line.trim())) {
      if (line.startsWith("- ")) {
        flush();
        if (!list) nodes.push((list = element("ul")));
        list.append(element("li", {}, ...linked(line.slice(2))));
      } else {
        list = null;
        lines.push(line);
      }
    }
    flush();
  }
  return nodes;
}

/** The firm's number can be pressed wherever it is named. */
export function linked(text) {
  return text.split(phone).flatMap((part, n) =>
    n ? [element("a", { href: `tel:${phoneLink}`, textContent: phone }), part] : [part]);
}

function sourcesOf(sources) {
  const items = sources.map(({ cite, url }) => {
    const web = /^https?:\/\//i.test(url ?? "");
    const link = web && element("a", { href: url, target: "_blank", rel: "noopener noreferrer", textContent: cite });
    return element("li", {}, link || cite);
  });
  return element("details", {}, element("summary", { textContent: "Where this comes from" }), element("ul", {}, ...items));
}

function cardOf(card) {
  try {
    return CARDS.get(card.type)?.(card) ?? null;
  } catch {
    return null; // the text says the same in words
  }
}

const PARTS = {
  interest: "Interest up to the sale",
  costs: "Court costs",
  fees: "Lawyers' fees",
  advances: "Taxes and insurance the lender paid",
  sale_costs: "Sale costs",
  credits: "Credits",
  market_value: "Market value",
  junior_liens: "Other liens",
};

function estimate({ state, debt, sale_price: price, components = [], deficiency, also, surplus, notes = [] }) {
  const rows = [row("The debt", debt)];
  rows.push(...components.filter((part) => part.name in PARTS).map((part) => row(PARTS[part.name], part, "part")));
  rows.push(row("Sale price", price));
  if (Number(deficiency?.high) > 0 || !(Number(surplus?.high) > 0)) rows.push(row("Left to pay, roughly", deficiency, "total"));
  if (also) rows.push(row(also.when[0].toUpperCase() + also.when.slice(1), also, "total"));
  if (Number(surplus?.high) > 0) rows.push(row("Left over for you, roughly", surplus, "total"));
  const caption = element("caption", { textContent: `Rough estimate${state ? ` (${state})` : ""}` });
  const box = element("div", { className: "card" }, element("table", {}, caption, element("tbody", {}, ...rows)));
  if (notes.length) box.append(element("ul", { className: "notes" }, ...notes.map((note) => element("li", { textContent: note }))));
  return box;
}

function row(name, range, className = "") {
  return element("tr", { className }, element("th", { scope: "row", textContent: name }), element("td", { textContent: dollars(range) }));
}

function dollars({ low, high }) {
  return low === high ? money(low) : `${money(low)} to ${money(high)}`;
}

function money(amount) {
  const digits = /\.00$|^-?\d+$/.test(amount) ? 0 : 2;
  return Number(amount).toLocaleString("en-US", { style: "currency", currency: "USD", minimumFractionDigits: digits, maximumFractionDigits: digits });
}

function callback({ reference, window: when }) {
  const box = element("div", { className: "card" }, element("p", {}, "Your callback: ", element("strong", { textContent: reference })));
  if (typeof when === "string") box.append(element("p", { textContent: when }));
  return box;
}
