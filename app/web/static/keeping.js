// A copy of what is typed into a form, kept in this browser until the form has been saved.
const PREFIX = "mustermap:";

/** Keep the fields of a form; if the browser cannot keep them, go on. */
export function keepLocally(key, turn, fields, address) {
  try {
    localStorage.setItem(PREFIX + key, JSON.stringify({ turn, fields, address, at: Date.now() }));
  } catch {
    return false;
  }
  return true;
}

/** Remove a form that has been saved or discarded. */
export function forget(key) {
  try {
    localStorage.removeItem(PREFIX + key);
  } catch {
    // nothing was kept
  }
}

/** All forms that this browser has kept, by their keys. */
export function localCopies() {
  const copies = new Map();
  try {
    for (const name of Object.keys(localStorage)) {
      if (name.startsWith(PREFIX)) copies.set(name.slice(PREFIX.length), JSON.parse(localStorage.getItem(name)));
    }
  } catch {
    return new Map();
  }
  return copies;
}

/** Whether a form differs from what the server sent, as when one typed before the script ran. */
export function isChanged(form) {
  return [...form.elements].some((one) => {
    if (one.type === "radio" || one.type === "checkbox") return one.checked !== one.defaultChecked;
    if (one.tagName === "SELECT") {
      const sent = [...one.options].findIndex((option) => option.defaultSelected);
      return one.selectedIndex !== Math.max(sent, 0);
    }
    return one.type !== "hidden" && one.type !== "file" && one.defaultValue !== undefined && one.value !== one.defaultValue;
  });
}
