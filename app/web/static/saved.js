// The form has been saved: this browser no longer needs to keep what was typed.
import { forget } from "./keeping.js";

const saved = document.querySelector("#saved");
if (saved) forget(saved.dataset.key);
