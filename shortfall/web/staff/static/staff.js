// Keeps the list up to date. Without it the pages work the same, with a reload.

import { arrivals, signedOut, wanted } from "./notices.js";

const EVERY = 8000; // ms between two looks, while somebody looks at the page or wants to be told
const list = document.getElementById("list");
const said = document.getElementById("said");
let tag = "";
let looking = false;

if (list && said) setInterval(look, EVERY);
document.addEventListener("visibilitychange", () => { if (!document.hidden && said) look(); });

async function look() {
  if ((document.hidden && !wanted()) || looking) return;
  looking = true;
  try {
    const response = await fetch(`/staff/list${location.search}`, {
      headers: tag ? { "If-None-Match": tag } : {}, redirect: "manual", cache: "no-store" });
    // Signed out: what the page still shows must go.
    if (response.type === "opaqueredirect") {
      await signedOut();
      location.reload();
    }
    if (!response.ok) return;
    tag = response.headers.get("ETag") ?? "";
    const fresh = new DOMParser().parseFromString(await response.text(), "text/html").getElementById("list");
    if (fresh) arrivals(fresh.dataset);
    replace(fresh);
  } catch {
    // Offline, or the server is being restarted: the next look will tell.
  } finally {
    looking = false;
  }
}

/** Put the new list in the old one's place, keep the focus, and say what changed, if anything did. */
function replace(fresh) {
  const old = document.getElementById("list");
  if (!fresh || old.isEqualNode(fresh)) return;
  const focused = old.contains(document.activeElement) ? document.activeElement : null;
  const known = new Set(rows(old).map((row) => row.id));
  const before = rows(old).map(state).join();
  const after = rows(fresh).map(state).join();
  const arrived = rows(fresh).filter((row) => !known.has(row.id));
  old.replaceWith(document.adoptNode(fresh));
  if (focused) {
    const row = focused.closest(".row")?.id.slice(3);
    (document.getElementById(focused.id) ?? document.getElementById(`open-${row}`) ?? document.getElementById("main")).focus();
  }
  document.title = document.title.replace(/\(\d+ open\)/, `(${fresh.dataset.open} open)`);
  if (arrived.length && Number(fresh.dataset.open) > Number(old.dataset.open)) {
    arrived.forEach((row) => row.classList.add("new"));
    const names = arrived.map((row) => `${row.querySelector("h2 a").textContent}${row.classList.contains("urgent") ? ", urgent" : ""}`);
    said.textContent = `New: ${names.slice(0, 3).join("; ")}. ${fresh.dataset.open} open.`;
  } else if (before !== after) {
    said.textContent = `The list has changed. ${fresh.dataset.open} open, ${fresh.dataset.urgent} urgent.`;
  }
}

/** Rows of a list. */
function rows(list) {
  return [...list.querySelectorAll(".row")];
}

/** What about a row is worth saying when it changes: not the minutes. */
function state(row) {
  return row.id + row.querySelector(".state").textContent.replace(/\s+/g, " ");
}
