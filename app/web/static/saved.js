// The form has been saved: this browser need not keep what was typed any longer.
import { forget } from "./keeping.js";

const saved = document.querySelector("#saved");
if (saved) forget(saved.dataset.key);
