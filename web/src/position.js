// The reading position: what comes after it is hidden, and everything shown is told from what stands before it.

import { place } from "./facts.js";
import { button, byId, make, named } from "./elements.js";
import { kept, keep } from "./storage.js";

const STEP = 20;

/** @param {import("./reader.js").Reader} reader @param {import("./text.js").Text} text @param {HTMLElement} tools */
export function makePosition(reader, text, tools) {
  const { facts } = reader;
  const all = facts.paragraphs.length;
  if (all < 2) return;
  const hide = button("Hide what comes after here", () => reader.setLimit(text.lastRead() + 1), { id: "hide", class: "wide" });
  const shortly = make("span", { class: "short" }, "Hide from here");
  hide.replaceChildren(make("span", { class: "long" }, "Hide what comes after here"), shortly);
  const reveal = button("Show everything", () => open(all), { id: "reveal" });
  tools.prepend(hide, reveal);

  const slider = make("input", { type: "range", id: "upto", min: 1, max: all, step: 1 });
  const told = make("output", { for: "upto", id: "upto-told" });
  slider.setAttribute("aria-describedby", "upto-told");
  byId("position").replaceChildren(make("label", { for: "upto" }, "Read up to"), slider, told);
  slider.addEventListener("input", () => tell(Number(slider.value)));
  slider.addEventListener("change", () => reader.setLimit(Number(slider.value)));

  const rest = byId("rest");
  /** Show more, and stay where the reader is. @param {number} limit */
  const open = (limit) => {
    const top = scrollY;
    const from = reader.limit;
    const inRest = rest.contains(document.activeElement);
    reader.setLimit(limit);
    scrollTo({ top, behavior: "instant" });
    if (inRest && from < all) text.show(text.paragraph(from));
  };
  const nextChapter = () => facts.chapters.first.find((first) => first > reader.limit) ?? all;
  const more = button("Read on", () => open(reader.limit + STEP));
  const chapter = button("To the end of the chapter", () => open(nextChapter()));
  rest.append(make("p", {}, "What comes after this is hidden."), make("div", { class: "choices" }, more, chapter, button("Show everything", () => open(all))));

  /** @param {number} limit */
  const tell = (limit) => {
    const words = limit >= all ? "the end: nothing is hidden" : place(facts, facts.paragraphs[limit - 1]);
    told.replaceChildren(named(words));
    slider.setAttribute("aria-valuetext", words);
  };
  const apply = () => {
    const { limit, all: whole } = reader.known;
    text.hideFrom(limit);
    slider.value = String(limit);
    tell(limit);
    rest.hidden = reveal.hidden = whole;
    document.documentElement.classList.toggle("limited", !whole);
    keep(`fabula-${facts.key}`, whole ? "" : String(limit));
  };
  reader.onChange(apply);
  rest.hidden = reveal.hidden = true;
  slider.value = String(all);
  tell(all);
  const last = Number(kept(`fabula-${facts.key}`));
  if (last > 0 && last < all) {
    reader.setLimit(last);
    text.paragraph(last - 1).scrollIntoView({ block: "end" });
  }
}
