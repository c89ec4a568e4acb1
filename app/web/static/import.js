// The pages that import a file: a file that is too large is refused before it is sent, and what is typed is kept.
import { isChanged } from "./local_copies.js";

const WAIT_MS = 500;

const upload = document.querySelector("#upload");
const form = document.querySelector("#import");
const problem = document.querySelector("#problem");

/** Check the size of the chosen file; if it is too large, say so and return false. */
function weigh() {
  const file = upload.elements.file.files[0];
  const most = Number(upload.dataset.most);
  const isTooLarge = Boolean(file) && file.size > most;
  problem.hidden = !isTooLarge;
  if (isTooLarge) {
    const size = Math.ceil(file.size / 1e6);
    problem.firstElementChild.textContent = `${file.name} has ${size} MB, more than the ${most / 1e6} MB that are taken here; nothing was sent. Send it in parts, or import it with: mustermap import`;
    problem.querySelector("pre")?.remove();
  }
  return !isTooLarge;
}

upload?.elements.file.addEventListener("change", weigh);
upload?.addEventListener("submit", (event) => {
  if (!weigh()) event.preventDefault();
});

let waiting = 0;
let isTyped = false;

/** Return the fields of the form without the file. */
function typed() {
  return new URLSearchParams(
    [...new FormData(form), ["do", "keep"]].filter(([, text]) => typeof text === "string"),
  );
}

async function keep() {
  isTyped = false;
  try {
    const answer = await fetch(form.getAttribute("action"), { method: "POST", body: typed() });
    if (answer.status === 403) {
      say(
        "The session has ended: open the address that mustermap serve printed last, then go on here",
      );
      isTyped = true;
      return;
    }
    const { is_kept: isKept, csrf } = answer.ok ? await answer.json() : {};
    if (csrf) form.elements.csrf.value = csrf; // the session has changed since the page was made
    say(
      isKept
        ? `Kept at ${new Date().toLocaleTimeString()}`
        : "Not kept: press a button before you leave this page",
    );
  } catch {
    say("The server does not answer; leave this page open");
    isTyped = true;
  }
}

function say(text) {
  document.querySelector("#kept").textContent = text;
}

function typing() {
  isTyped = true;
  clearTimeout(waiting);
  waiting = setTimeout(keep, WAIT_MS);
}

form?.addEventListener("input", typing);
form?.addEventListener("submit", (event) => {
  isTyped = false;
  clearTimeout(waiting);
  const { submitter } = event;
  if (submitter?.value === "import" || submitter?.value === "check")
    say("This may take a minute …");
});
addEventListener("pagehide", () => {
  if (isTyped) navigator.sendBeacon(form.getAttribute("action"), typed());
});
if (form && isChanged(form)) typing();
document.documentElement.classList.add("has-script");
