// Elements: making them with text that stays text, and moving focus among several that are one stop of the Tab key.

/**
 * An element with attributes and children; text goes in as text nodes only.
 * @template {keyof HTMLElementTagNameMap} K
 * @param {K} tag @param {Record<string, string | number | boolean | (() => void)>} [attributes] @param {...(Node | string)} children
 * @returns {HTMLElementTagNameMap[K]}
 */
export function make(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (typeof value === "function") element.addEventListener(name, value);
    else if (value !== false) element.setAttribute(name, value === true ? "" : String(value));
  }
  element.append(...children);
  return element;
}

/** A name: whatever its direction, it does not reorder what stands around it. @param {string} text */
export function named(text) {
  return make("bdi", {}, text);
}

/** @param {string} id */
export function byId(id) {
  const found = document.getElementById(id);
  if (!found) throw new Error(`no element #${id}`);
  return found;
}

/** @param {string} label @param {() => void} click @param {Record<string, string | boolean>} [attributes] */
export function button(label, click, attributes = {}) {
  return make("button", { type: "button", ...attributes, click }, label);
}

/** Make one of `items` the Tab stop of its group. @param {Iterable<Element>} items @param {Element | null} [stop] */
export function oneStop(items, stop) {
  let first = true;
  for (const item of items) {
    item.setAttribute("tabindex", (stop ? item === stop : first) ? "0" : "-1");
    first = false;
  }
}

/** A character's initials on its colour. @param {import("./reader.js").Reader} reader @param {number} who */
export function chip(reader, who) {
  const colour = reader.known.colours[who];
  const made = make("span", { class: `chip${colour < 0 ? " n" : ""}`, "aria-hidden": "true" }, reader.known.labels[who] || "?");
  if (colour >= 0) made.style.setProperty("--k", `var(--k${colour})`);
  return made;
}

/** @param {number} number @param {string} word */
export function counted(number, word) {
  return `${number.toLocaleString("en")} ${word}${number === 1 ? "" : "s"}`;
}
