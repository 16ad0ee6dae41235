// The colours and initials of the marks in the text, kept in step with what is known, through the page's own rules.

import { OWN, SLOTS } from "./known.js";

/** @param {import("./reader.js").Reader} reader */
export function keepPainted(reader) {
  const rules = new Map();
  for (const sheet of document.styleSheets) {
    for (const rule of sheet.cssRules) {
      if (rule instanceof CSSStyleRule && /^\.c\d+$/.test(rule.selectorText)) rules.set(rule.selectorText, rule.style);
    }
  }
  reader.onChange(() => {
    const { colours, labels } = reader.known;
    for (let who = 0; who < SLOTS; who++) {
      const style = rules.get(`.c${who}`);
      if (!style) continue;
      const colour = colours[who];
      // Letters and digits only: see `initials`.
      style.setProperty("--l", `"${labels[who]}"`);
      if (colour < 0) {
        style.removeProperty("--k");
        style.removeProperty("--u");
      } else {
        style.setProperty("--k", `var(--k${colour})`);
        style.setProperty("--u", colour < OWN / 2 ? "solid" : "double");
      }
    }
  });
}
