// The reader: facts, what is known at the reading position, and who wants to hear when that changes.

import { knownAt } from "./known.js";

/** @typedef {import("./facts.js").Facts} Facts */
/** @typedef {import("./known.js").Known} Known */

export class Reader {
  /** @param {Facts} facts */
  constructor(facts) {
    this.facts = facts;
    /** @type {Known} */
    this.known = knownAt(facts, facts.paragraphs.length);
    /** @type {(() => void)[]} */
    this.listeners = [];
  }

  /** Paragraphs that are shown; all of them where nothing is hidden. */
  get limit() {
    return this.known.limit;
  }

  /** @param {number} limit */
  setLimit(limit) {
    const bounded = Math.max(1, Math.min(limit, this.facts.paragraphs.length));
    if (bounded === this.limit) return;
    this.known = knownAt(this.facts, bounded);
    for (const listener of this.listeners) listener();
  }

  /** @param {() => void} listener */
  onChange(listener) {
    this.listeners.push(listener);
  }
}
