// Marks as stops of the keyboard: one of them is the Tab stop of the text, arrows go on to others.

import { MENTIONS, QUOTES } from "./text.js";

/** @typedef {import("./reader.js").Reader} Reader */
/** @typedef {import("./text.js").Text} Text */
/** @typedef {{ layer: "mentions" | "quotes", row: number }} Row */

export const ANY = `${MENTIONS},${QUOTES}`;

export class Marks {
  /** @param {Reader} reader @param {Text} text */
  constructor(reader, text) {
    this.reader = reader;
    this.text = text;
    /** @type {HTMLElement | null} */
    this.stop = null;
    text.root.addEventListener("keydown", (event) => this.key(event));
    document.addEventListener("scrollend", () => { if (!text.root.contains(document.activeElement)) this.settle(); });
    reader.onChange(() => this.settle());
    this.settle();
  }

  /** Make the first mark in view the one that Tab reaches. */
  settle() {
    this.setStop(this.text.firstMarkInView());
  }

  /** @param {HTMLElement | null} mark */
  setStop(mark) {
    if (mark === this.stop) return;
    for (const name of ["tabindex", "role", "aria-haspopup", "aria-describedby"]) this.stop?.removeAttribute(name);
    this.stop = mark;
    if (!mark) return;
    mark.setAttribute("tabindex", "0");
    mark.setAttribute("role", "button");
    mark.setAttribute("aria-haspopup", "dialog");
  }

  /** @param {Row} place */
  go({ layer, row }) {
    const mark = this.text.mark(layer, row);
    this.setStop(mark);
    this.text.show(mark);
  }

  /** The mark of the same character that is `by` further on in the text shown; null if there is none. @param {Row} place @param {number} by @returns {Row | null} */
  beside({ layer, row }, by) {
    const { facts, known } = this.reader;
    const who = facts[layer].who[row];
    const rows = who < 0 ? [] : facts.people[layer][who];
    const next = rows[rows.indexOf(row) + by];
    return next === undefined || next >= known[layer] ? null : { layer, row: next };
  }

  /** @param {KeyboardEvent} event */
  key(event) {
    const mark = event.target instanceof Element ? event.target.closest(ANY) : null;
    if (!mark || event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
    const place = this.text.rowOf(mark);
    if (event.key === "ArrowRight" || event.key === "ArrowLeft") {
      event.preventDefault();
      const next = this.beside(place, event.key === "ArrowRight" ? 1 : -1);
      if (next) this.go(next);
    } else if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      const next = this.neighbour(mark, event.key === "ArrowDown");
      if (next) this.go(this.text.rowOf(next));
    } else if (event.key === "Home" || event.key === "End") {
      event.preventDefault();
      const who = this.reader.facts[place.layer].who[place.row];
      const rows = who < 0 ? [] : this.reader.facts.people[place.layer][who];
      const row = event.key === "Home" ? rows[0] : rows.filter((each) => each < this.reader.known[place.layer]).at(-1);
      if (row !== undefined) this.go({ layer: place.layer, row });
    }
  }

  /** The mark before or after one in reading order. @param {Element} mark @param {boolean} on @returns {Element | null} */
  neighbour(mark, on) {
    let block = this.text.blocks.findIndex((each) => each.contains(mark));
    const marks = [...this.text.blocks[block].querySelectorAll(ANY)];
    let found = marks[marks.indexOf(mark) + (on ? 1 : -1)];
    while (!found && (block += on ? 1 : -1) >= 0 && block < this.text.blocks.length) {
      found = [...this.text.blocks[block].querySelectorAll(ANY)].at(on ? 0 : -1) ?? /** @type {any} */ (undefined);
    }
    return found && !found.closest("[hidden]") ? found : null;
  }
}
