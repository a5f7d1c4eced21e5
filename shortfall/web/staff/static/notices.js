// Tells whoever asked for it, in this browser, that a request has come in: a sound, a notice on the screen, or both.
// Neither says anything about a person. What the page already showed, here or in another tab, is never told.

const form = document.getElementById("notices");
const { sound, notice } = form?.elements ?? {};
const list = document.getElementById("list");
let known = Number(list?.dataset.newest);
let audio;

if (form && list) begin();

/** Whether anything is to be told at all, also while nobody looks at the page. */
export function wanted() {
  return Boolean(form && (sound.checked || notice.checked));
}

/** Look at a list as it stands now. */
export function arrivals({ newest, newestUrgent }) {
  const before = known;
  known = Math.max(known, Number(newest));
  if (known === before || !wanted() || kept("told") >= known) return;
  keep("told", known);
  tell(Number(newestUrgent) > before ? form.dataset.urgent : form.dataset.new);
}

/** The session has run out, and with it what was asked for: say so, and come back when it was heard. */
export async function signedOut() {
  if (wanted()) await tell(form.dataset.out);
}

function begin() {
  form.hidden = false;
  sound.closest("label").hidden = !window.AudioContext;
  notice.closest("label").hidden = !window.Notification;
  sound.checked = Boolean(window.AudioContext && kept("sound"));
  notice.checked = Boolean(window.Notification && kept("notice"));
  keep("told", known);
  form.addEventListener("change", changed);
  if (notice.checked && Notification.permission !== "granted") refused();
  if (sound.checked) hold();
}

async function changed({ target }) {
  say("");
  if (target === sound && sound.checked) {
    hold();
    audio.resume().then(ring, () => {}); // how it sounds
  }
  if (target === notice && notice.checked && (await Notification.requestPermission()) !== "granted") refused();
  keep("sound", Number(sound.checked));
  keep("notice", Number(notice.checked));
}

/** Browsers let a page sound once somebody has touched it. Until then, say so. */
function hold() {
  if (!audio) {
    audio = new AudioContext();
    audio.addEventListener("statechange", hold);
    for (const touch of ["pointerdown", "keydown"]) addEventListener(touch, () => audio.resume().catch(() => {}), { capture: true });
  }
  const held = sound.checked && audio.state !== "running";
  if (held || said() === form.dataset.held) say(held ? form.dataset.held : "");
}

async function tell(words) {
  if (notice.checked) show(words);
  if (sound.checked) await ring();
}

function show(words) {
  try {
    const shown = new Notification(words, { tag: "request", renotify: true, silent: sound.checked });
    shown.onclick = () => { window.focus(); shown.close(); };
  } catch {
    refused(); // Android shows none that a page makes
  }
}

/** Two soft notes, and wait for their end. */
async function ring() {
  if (audio?.state !== "running") return;
  const at = audio.currentTime;
  const note = audio.createOscillator();
  const volume = audio.createGain();
  note.frequency.setValueAtTime(660, at);
  note.frequency.setValueAtTime(880, at + .18);
  volume.gain.setValueAtTime(.0001, at);
  volume.gain.exponentialRampToValueAtTime(.25, at + .03);
  volume.gain.exponentialRampToValueAtTime(.0001, at + .7);
  note.connect(volume).connect(audio.destination);
  note.start(at);
  note.stop(at + .7);
  await new Promise((ended) => { note.onended = ended; });
}

function refused() {
  notice.checked = false;
  keep("notice", 0);
  say(form.dataset.refused);
}

function said() {
  return document.getElementById("notices-said").textContent;
}

function say(words) {
  document.getElementById("notices-said").textContent = words;
}

function kept(name) {
  try {
    return Number(localStorage.getItem(`staff.${name}`));
  } catch {
    return 0; // the browser keeps nothing: as good as not asked for
  }
}

function keep(name, value) {
  try {
    localStorage.setItem(`staff.${name}`, value);
  } catch {
    // It holds for this page.
  }
}
