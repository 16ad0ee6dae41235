// Tabs: one part of the panel at a time, made when first wanted and again when what is known has changed.

import { byId, oneStop } from "./elements.js";

/** @param {Record<string, () => void>} parts How to fill each; in the order of the tabs. @param {import("./reader.js").Reader} reader */
export function makeTabs(parts, reader) {
  const names = Object.keys(parts);
  const tabs = names.map((name) => byId(`tab-${name}`));
  const stale = new Set(names);
  let now = names[0];
  const fill = () => {
    // A figure needs the width it is shown in.
    if (!stale.has(now) || !byId("panel").clientWidth) return;
    stale.delete(now);
    parts[now]();
  };
  /** @param {string} name @param {boolean} focus */
  const choose = (name, focus) => {
    now = name;
    names.forEach((each, i) => {
      tabs[i].setAttribute("aria-selected", String(each === name));
      byId(each).hidden = each !== name;
    });
    oneStop(tabs, byId(`tab-${name}`));
    if (focus) byId(`tab-${name}`).focus();
    fill();
  };
  tabs.forEach((tab, i) => {
    tab.addEventListener("click", () => choose(names[i], false));
    tab.addEventListener("keydown", (event) => {
      const to = { ArrowRight: i + 1, ArrowLeft: i - 1, Home: 0, End: -1 }[event.key];
      if (to === undefined) return;
      event.preventDefault();
      choose(/** @type {string} */ (names.at(to % names.length)), true);
    });
  });
  const again = () => { names.forEach((name) => { if (name !== "search") stale.add(name); }); fill(); };
  reader.onChange(again);
  addEventListener("sheet", fill);
  let width = innerWidth;
  let timer = 0;
  addEventListener("resize", () => {
    // Phones resize when their bars come and go: only the width counts.
    if (innerWidth === width) return;
    width = innerWidth;
    clearTimeout(timer);
    timer = window.setTimeout(again, 200);
  });
  byId("tabs").hidden = false;
  choose(now, false);
}
