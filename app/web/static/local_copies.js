// Copies of what was typed into a form, kept in this browser until the form has been saved.
const PREFIX = "mustermap:";

/** Keep the fields of a form; return false where the browser keeps nothing. */
export function keepLocally(key, turn, fields, address) {
  try {
    localStorage.setItem(PREFIX + key, JSON.stringify({ turn, fields, address, at: Date.now() }));
  } catch {
    return false;
  }
  return true;
}

/** Forget the copy of a form. */
export function forget(key) {
  try {
    localStorage.removeItem(PREFIX + key);
  } catch {
    // nothing was kept
  }
}

/** Return all copies that this browser has kept, by the keys of their forms. */
export function localCopies() {
  const copies = new Map();
  try {
    for (const name of Object.keys(localStorage)) {
      if (name.startsWith(PREFIX))
        copies.set(name.slice(PREFIX.length), JSON.parse(localStorage.getItem(name)));
    }
  } catch {
    return new Map();
  }
  return copies;
}

/** Check whether a form differs from what the server sent, for instance because the editor typed before the script had loaded. */
export function isChanged(form) {
  return [...form.elements].some((one) => {
    if (one.type === "radio" || one.type === "checkbox") return one.checked !== one.defaultChecked;
    if (one.tagName === "SELECT") {
      const sent = [...one.options].findIndex((option) => option.defaultSelected);
      return one.selectedIndex !== Math.max(sent, 0);
    }
    return (
      one.type !== "hidden" &&
      one.type !== "file" &&
      one.defaultValue !== undefined &&
      one.value !== one.defaultValue
    );
  });
}
