// What the browser remembers on this machine: scheme, initials, reading positions; nothing where it may not.

/** @param {string} key */
export function kept(key) {
  try {
    return localStorage.getItem(key) ?? "";
  } catch {
    return "";
  }
}

/** @param {string} key @param {string} value Empty to forget. */
export function keep(key, value) {
  try {
    if (value) localStorage.setItem(key, value);
    else localStorage.removeItem(key);
  } catch {
    // Private windows and some files may not: then it is not remembered.
  }
}
