// The page: what happens when someone types, presses, comes back.

import { Chat } from "./chat.js";
import { element, linked, message } from "./view.js";

const SLOW = 6000;

const $ = (id) => document.getElementById(id);
const [list, welcome, typing, slow, said, alarm, form, text, left] =
  ["messages", "welcome", "typing", "slow", "said", "alarm", "composer", "text", "left"].map($);
const chat = new Chat();
let line = Promise.resolve(); // messages go out one after the other
let waiting = 0;
let clock = 0;

function show(node) {
  list.append(node);
  node.scrollIntoView({ block: "nearest" });
}

/** Say something to screen readers, once, without moving anyone. */
function announce(words) {
  said.append(element("p", { textContent: words }));
  while (said.children.length > 4) said.firstChild.remove();
}

function busy(change) {
  waiting += change;
  typing.hidden = waiting === 0;
  clearTimeout(clock);
  slow.hidden = true;
  if (!waiting) return;
  typing.scrollIntoView({ block: "nearest" });
  clock = setTimeout(() => {
    slow.hidden = false;
    announce(slow.textContent);
  }, SLOW);
}

function problem(words, again) {
  const box = element("li", { className: "problem" }, element("p", {}, ...linked(words)));
  if (!words.includes(document.body.dataset.phone)) {
    box.append(element("p", {}, ...linked(`You can also call ${document.body.dataset.phone}.`)));
  }
  if (again) {
    const retry = () => {
      text.focus(); // the pressed button goes away, and focus must not fall to the top of the page
      box.remove();
      again();
    };
    box.append(element("button", { type: "button", textContent: "Try again", onclick: retry }));
  }
  show(box);
  alarm.replaceChildren(element("p", { textContent: words }));
}

function notice(words) {
  show(element("li", { className: "notice", textContent: words }));
  announce(words);
}

function deliver(body) {
  line = line.then(async () => {
    busy(+1);
    try {
      const replies = await chat.say(body, () => notice("Your earlier chat had ended. This is a new one."));
      for (const reply of replies) show(message(reply, choose));
      announce(`Assistant says: ${replies.map((reply) => reply.text).join("\n")}`);
    } catch (error) {
      const final = ["empty", "too_long", "invalid", "choice_unknown"].includes(error.code);
      problem(error.message, final ? null : () => deliver(body));
    } finally {
      busy(-1);
    }
  });
}

function say(words, body = { text: words }) {
  show(message({ role: "user", text: words }));
  deliver({ ...body, message_id: newId() });
}

function choose(choice) {
  say(choice.label, { choice: choice.id });
}

/** A random UUID; crypto.randomUUID exists on https and localhost only. */
function newId() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = (bytes[6] & 0x0f) | 0x40;
  bytes[8] = (bytes[8] & 0x3f) | 0x80;
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
}

async function restore() {
  if (!chat.going) return;
  try {
    const messages = await chat.history();
    if (!messages.length) return notice("Your earlier chat has ended. Ask anything to begin a new one.");
    list.replaceChildren(...messages.map((each) => message(each, choose)));
    const last = messages.at(-1);
    if (last.role === "user") {
      problem("This message has not been answered yet.", () => deliver({ text: last.text, message_id: last.id }));
    }
    list.lastElementChild.scrollIntoView({ block: "nearest" });
  } catch (error) {
    problem(error.message, restore);
  }
}

form.addEventListener("submit", (event) => {
  event.preventDefault();
  const words = text.value.trim();
  if (!words) return;
  text.value = "";
  left.textContent = "";
  say(words);
});

text.addEventListener("keydown", (event) => {
  if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
  event.preventDefault();
  form.requestSubmit();
});

text.addEventListener("input", () => {
  const room = text.maxLength - text.value.length;
  left.textContent = room <= 100 ? `${room} characters left` : "";
});

$("person").addEventListener("click", () => say("I want to talk to a person"));
$("restart").addEventListener("click", () => say("Start over"));
$("erase").addEventListener("click", () => {
  $("confirm").returnValue = "keep"; // Escape must not repeat the last answer
  $("confirm").showModal();
});
$("confirm").addEventListener("close", () => {
  if ($("confirm").returnValue !== "erase") return;
  line = line.then(async () => {
    try {
      await chat.erase();
      list.replaceChildren(welcome);
      notice("Your chat has been erased.");
    } catch (error) {
      problem(error.message, () => $("erase").click());
    }
  });
});

restore();
