// The form while it is filled in: what is typed is kept, and read while the editor types. All else works without this script.
import { forget, isChanged, keepLocally, localCopies } from "./local_copies.js";
import { offerDays } from "./offered_days.js";
import { SmallMap } from "./small_map.js";

const WAIT_MS = 300;
const OURS = new Set([
  ...["csrf", "key", "seal", "turn", "base", "id", "do", "known", "asked", "settled"],
]);

const form = document.querySelector("#entry");
const status = document.querySelector("#kept");
const maps = [...form.querySelectorAll(".small-map")].map((element) => new SmallMap(element, form));
let waiting = 0;
let running = null;
let isTyped = false;
let isSent = false;
let pointed = null; // where the mouse is on the screen

/** Return what is typed, by the names of the form; several texts of one name are separated by semicolons. */
function typed() {
  const texts = {};
  for (const [name, text] of new FormData(form))
    if (!OURS.has(name) && text !== "") texts[name] = texts[name] ? `${texts[name]};${text}` : text;
  return texts;
}

function all() {
  return new URLSearchParams([...new FormData(form)].filter(([name]) => name !== "known"));
}

function keepHere() {
  keepLocally(form.dataset.key, Number(form.elements.turn.value), typed(), form.dataset.page);
}

/** Send what is typed, and show how it was read. */
async function read() {
  running?.abort();
  const mine = (running = new AbortController());
  isTyped = false;
  try {
    const answer = await fetch("/readings", { method: "POST", body: all(), signal: mine.signal });
    if (!answer.ok)
      throw new Error(
        answer.status === 403
          ? "The session has ended: open the address that mustermap serve printed last, then go on here"
          : `The server says ${answer.status}`,
      );
    const { is_kept: isKept, slots, csrf } = await answer.json();
    if (csrf) form.elements.csrf.value = csrf; // the session has changed since the page was made
    show(slots);
    say(
      isKept
        ? `Kept at ${new Date().toLocaleTimeString()}`
        : "Not kept on the server, but in this browser: save before you close this page",
    );
  } catch (error) {
    if (error.name === "AbortError") return;
    const reason = error instanceof TypeError ? "The server does not answer" : error.message;
    say(`${reason}; what you type is kept in this browser`);
    isTyped = true;
  }
}

function say(text) {
  status.textContent = text;
}

/** Put new readings in their places; the focus and what is under the pointer stay where they are. */
function show(slots) {
  const near = (pointed && document.elementFromPoint(...pointed)) || document.activeElement;
  const steady = near?.closest(".slot") ?? near;
  const top = steady?.getBoundingClientRect().top;
  for (const [id, html] of Object.entries(slots)) {
    const slot = document.getElementById(id);
    if (!slot || slot.dataset.shown === html) continue;
    const focused = slot.contains(document.activeElement) ? document.activeElement.id : "";
    slot.innerHTML = html; // made by the server, which escapes what was typed
    slot.dataset.shown = html;
    if (focused) document.getElementById(focused)?.focus();
  }
  for (const map of maps) map.refresh();
  if (steady?.isConnected) scrollBy(0, steady.getBoundingClientRect().top - top);
}

/** Offer what this browser has kept and the server has not. */
function offer() {
  const list = document.querySelector("#local-copies");
  const turn = Number(form.elements.turn.value);
  for (const [key, copy] of localCopies()) {
    if (key === form.dataset.key) {
      if (copy.turn < turn || same(copy.fields, typed())) continue;
      list.append(
        offered(
          "This browser holds more of this form than the server",
          copy,
          () => putBack(copy),
          key,
        ),
      );
    } else if (
      !document.querySelector(`a[href*="${CSS.escape(key)}"]`) &&
      location.pathname === "/add" &&
      !Object.keys(typed()).length
    ) {
      list.append(
        offered(
          "This browser holds a form that was begun",
          copy,
          () => location.assign(copy.address),
          key,
        ),
      );
    }
  }
  list.hidden = list.children.length === 0;
}

function same(one, other) {
  const names = new Set([...Object.keys(one), ...Object.keys(other)]);
  return [...names].every((name) => one[name] === other[name]);
}

function offered(words, copy, use, key) {
  const line = document.createElement("li");
  line.append(`${words} (${new Date(copy.at).toLocaleString()}): `);
  const drop = () => {
    const list = line.parentElement;
    forget(key);
    line.remove();
    list.hidden = list.children.length === 0;
  };
  for (const [word, act] of [
    ["Use it", use],
    ["Forget it", drop],
  ]) {
    const button = Object.assign(document.createElement("button"), {
      type: "button",
      textContent: word,
    });
    button.addEventListener("click", act);
    line.append(button, " ");
  }
  return line;
}

/** Send what this browser has kept in place of the form. */
function putBack(copy) {
  const sent = document.createElement("form");
  Object.assign(sent, { method: "post", action: form.getAttribute("action"), hidden: true });
  const fixed = [...OURS].flatMap((name) =>
    form.elements[name]?.value ? [[name, form.elements[name].value]] : [],
  );
  for (const [name, value] of [
    ...fixed.filter(([name]) => name !== "known"),
    ...Object.entries(copy.fields),
    ["do", "read"],
  ]) {
    sent.append(Object.assign(document.createElement("input"), { type: "hidden", name, value }));
  }
  document.body.append(sent);
  isSent = true;
  sent.submit();
}

function typing() {
  isTyped = true;
  keepHere();
  clearTimeout(waiting);
  waiting = setTimeout(read, WAIT_MS);
}

/** Ask what is open before the form is sent: once, with the focus on it. */
function asksFirst(button) {
  // What was typed last, and what is not good yet, is looked at by the server.
  const heading = document.querySelector("#questions-heading[data-good]");
  if (button?.value !== "save" || isTyped || !heading) return false;
  const passed = new Set(`${form.elements.asked.value} ${form.elements.settled.value}`.split(" "));
  const keys = [...document.querySelectorAll("#questions [data-key]")].map(
    (one) => one.dataset.key,
  );
  if (form.dataset.edits || keys.every((key) => passed.has(key))) return false;
  form.elements.asked.value = [...passed, ...keys].join(" ").trim();
  heading.focus();
  return true;
}

addEventListener("pointermove", (event) => {
  pointed = event.pointerType === "mouse" ? [event.clientX, event.clientY] : null;
});
form.addEventListener("input", typing);
form.addEventListener("change", (event) => {
  if (event.target.name?.endsWith("-kind")) {
    clearTimeout(waiting);
    read();
  }
});
form.addEventListener("submit", (event) => {
  if (asksFirst(event.submitter)) return void event.preventDefault();
  isSent = true;
  keepHere();
  clearTimeout(waiting);
  running?.abort();
});
// Send the last letters if the page is left before they were.
addEventListener("pagehide", () => {
  if (isTyped && !isSent) navigator.sendBeacon("/readings", all());
});
addEventListener("online", () => isTyped && read());
document.documentElement.classList.add("has-script");
if (form.dataset.former) {
  keepHere(); // under the key that the form has from now on
  forget(form.dataset.former);
}
offerDays(form);
offer();
for (const map of maps) map.refresh();
if (isChanged(form)) typing();
document.querySelector("#problems, #notice")?.scrollIntoView({ block: "start" });
form.querySelector(":target")?.focus(); // not every browser does so after a redirect
if (form.dataset.asked) document.querySelector("#questions-heading")?.focus();
