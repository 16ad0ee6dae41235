// The tools above the text: scheme, initials, and on narrow screens the sheet of cast and figures.

import { button, byId, make } from "./elements.js";
import { keep, kept } from "./storage.js";

const root = document.documentElement;

/** @param {HTMLElement} tools */
export function makeTools(tools) {
  const dark = matchMedia("(prefers-color-scheme: dark)");
  const isDark = () => (root.dataset.theme ? root.dataset.theme === "dark" : dark.matches);
  const scheme = button("", () => {
    root.dataset.theme = isDark() ? "light" : "dark";
    keep("fabula-theme", root.dataset.theme);
    tell();
  }, { id: "scheme", "aria-label": "Dark scheme", title: "Light or dark" });
  scheme.append(make("span", { "aria-hidden": "true" }, "◐"));
  const labels = button("Initials", () => {
    const off = root.classList.toggle("no-initials");
    keep("fabula-initials", off ? "off" : "");
    tell();
  }, { id: "initials", title: "Initials of the speaker before quotations" });
  const panel = byId("panel");
  const sheet = button("", () => setSheet(!root.classList.contains("sheet")), { id: "open-sheet", "aria-controls": "panel" });
  sheet.append("Cast", make("span", { class: "long" }, " and figures"));
  const shut = button("Close", () => setSheet(false), { id: "close-sheet" });
  panel.prepend(shut);

  /** @param {boolean} on */
  const setSheet = (on) => {
    root.classList.toggle("sheet", on);
    tell();
    if (on) panel.focus({ preventScroll: true });
    else if (panel.contains(document.activeElement)) sheet.focus({ preventScroll: true });
    dispatchEvent(new Event("sheet"));
  };
  const tell = () => {
    scheme.setAttribute("aria-pressed", String(isDark()));
    labels.setAttribute("aria-pressed", String(!root.classList.contains("no-initials")));
    sheet.setAttribute("aria-expanded", String(root.classList.contains("sheet")));
  };
  const theme = kept("fabula-theme");
  if (theme === "dark" || theme === "light") root.dataset.theme = theme;
  if (kept("fabula-initials") === "off") root.classList.add("no-initials");
  dark.addEventListener("change", tell);
  tell();
  tools.append(labels, scheme, sheet);
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && root.classList.contains("sheet") && byId("card").hidden) setSheet(false);
  });
  // Who follows a jump on a narrow screen wants to see where it leads.
  panel.addEventListener("click", () => setTimeout(() => {
    if (root.classList.contains("sheet") && byId("text").contains(document.activeElement)) setSheet(false);
  }));
}
