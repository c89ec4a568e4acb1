// Days that are offered beside a field: today, the source's day, and the browser's calendar.
const two = (number) => String(number).padStart(2, "0");

function today() {
  const now = new Date();
  return `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`;
}

/** Make the buttons beside the days of a form work without a new page, and add the calendar. */
export function offerDays(form) {
  for (const bar of form.querySelectorAll(".days")) {
    const [first] = bar.querySelectorAll("button");
    const field = form.elements[first.value.split(":")[1]];
    addCalendar(bar, field, form);
    const buttons = [...bar.querySelectorAll("button")];
    // One stop for the Tab key; the arrow keys go from button to button.
    for (const button of buttons.slice(1)) button.tabIndex = -1;
    bar.addEventListener("keydown", (event) => {
      const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
      if (!step) return;
      const at = buttons.indexOf(event.target) + step;
      buttons[(at + buttons.length) % buttons.length].focus();
      event.preventDefault();
    });
    bar.addEventListener("click", (event) => {
      const which = event.target.value?.split(":")[2];
      if (!which) return;
      event.preventDefault();
      const day = { today: today(), open: "..", source: sourceDay(form) }[which];
      if (day) put(field, day);
      else form.elements["source-published"]?.focus(); // there it is to be said first
    });
  }
}

function sourceDay(form) {
  return form.elements["source-published"]?.value.trim() || form.dataset.day || "";
}

function put(field, day) {
  field.value = day;
  field.dispatchEvent(new Event("input", { bubbles: true }));
}

function addCalendar(bar, field, form) {
  if (!("showPicker" in HTMLInputElement.prototype)) return;
  const picked = Object.assign(document.createElement("input"), { type: "date", tabIndex: -1 });
  picked.setAttribute("aria-hidden", "true");
  const button = Object.assign(document.createElement("button"), {
    type: "button",
    className: "small",
    textContent: "Calendar",
  });
  button.addEventListener("click", () => {
    const shown = [field.value.trim(), sourceDay(form)].find((text) =>
      /^\d{4}-\d\d-\d\d$/.test(text),
    );
    picked.value = shown ?? "";
    picked.showPicker();
  });
  picked.addEventListener("input", (event) => {
    event.stopPropagation(); // the field itself says that it has changed
    if (picked.value) put(field, picked.value);
  });
  bar.append(button, picked);
}
