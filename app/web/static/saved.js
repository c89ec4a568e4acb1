// The form has been saved: this browser forgets its copy.
import { forget } from "./local_copies.js";

const saved = document.querySelector("#saved");
if (saved) forget(saved.dataset.key);
