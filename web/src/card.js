// The card of a mark: who is meant or who speaks to whom, how sure that is, what shows it, where they were first met.

import { percent, place } from "./facts.js";
import { button, chip, counted, make, named } from "./elements.js";
import { ANY } from "./marks.js";

/** @typedef {import("./marks.js").Row} Row */

const KINDS = ["Called by name", "Meant by a description", "Meant by a pronoun"];
/** @type {Record<string, string>} */
const CUES = {
  none: "nothing in particular",
  tag: "the words beside it name who says it",
  "pronoun tag": "a pronoun in the words beside it",
  "epithet tag": "a description in the words beside it",
  beat: "what they do in the same paragraph",
  lead: "the sentence that leads up to it",
  continuation: "it goes on with what they were saying",
  turn: "they take turns",
  vocative: "they were spoken to just before",
  narrator: "whoever tells the story says it",
  near: "they are nearest",
};
/** @type {Record<string, string>} */
const HEARD = {
  none: "",
  vocative: "addressed in it",
  tag: "the words beside it say so",
  turn: "they spoke before",
  following: "they answer",
  near: "they are near",
};
/** @type {Record<string, string>} */
const VERBS = { speech: "Said by", thought: "Thought by", writing: "Written by", other: "Quoted by" };

export class Card {
  /** @param {import("./reader.js").Reader} reader @param {import("./text.js").Text} text @param {import("./marks.js").Marks} marks */
  constructor(reader, text, marks) {
    this.reader = reader;
    this.text = text;
    this.marks = marks;
    /** @type {Element | null} */
    this.mark = null;
    this.pinned = false;
    this.timer = 0;
    this.box = make("div", { id: "card", role: "dialog", "aria-label": "Who this is", hidden: true });
    document.body.append(this.box);
    this.listen();
    reader.onChange(() => this.close());
  }

  listen() {
    const { root } = this.text;
    root.addEventListener("pointerover", (event) => {
      const mark = markOf(event);
      if (event.pointerType !== "mouse" || this.pinned) return;
      this.later(() => (mark ? this.open(mark) : this.close()), mark ? 140 : 260);
    });
    root.addEventListener("pointerleave", () => { if (!this.pinned) this.later(() => this.close(), 260); });
    this.box.addEventListener("pointerenter", () => clearTimeout(this.timer));
    this.box.addEventListener("pointerleave", () => { if (!this.pinned && !this.holdsFocus()) this.later(() => this.close(), 260); });
    root.addEventListener("focusin", (event) => {
      const mark = markOf(event);
      if (!mark) return;
      this.marks.setStop(/** @type {HTMLElement} */ (mark));
      this.open(mark);
      this.pinned = true;
    });
    root.addEventListener("click", (event) => {
      const mark = markOf(event);
      if (!mark || String(getSelection())) return;
      this.marks.setStop(/** @type {HTMLElement} */ (mark));
      /** @type {HTMLElement} */ (mark).focus({ preventScroll: true });
      this.open(mark);
      this.pinned = true;
    });
    document.addEventListener("pointerdown", (event) => {
      const target = /** @type {Element} */ (event.target);
      if (!this.box.contains(target) && !markOf(event)) this.close();
    });
    document.addEventListener("focusin", (event) => {
      const target = /** @type {Element} */ (event.target);
      if (this.pinned && !this.box.contains(target) && !markOf(event)) this.close();
    });
    document.addEventListener("keydown", (event) => {
      if (event.key === "Escape" && !this.box.hidden) {
        const mark = /** @type {HTMLElement | null} */ (this.mark);
        // Before it is closed: a mark that gets the focus opens its card.
        if (this.holdsFocus()) mark?.focus();
        this.close();
        event.stopPropagation();
      } else if ((event.key === "Enter" || event.key === " ") && event.target === this.mark && !this.box.hidden) {
        event.preventDefault();
        this.box.querySelector("button")?.focus();
      }
    });
    this.text.root.ownerDocument.addEventListener("scroll", () => { if (!this.box.hidden) this.put(); }, { passive: true });
  }

  holdsFocus() {
    return this.box.contains(document.activeElement);
  }

  /** @param {() => void} what @param {number} milliseconds */
  later(what, milliseconds) {
    clearTimeout(this.timer);
    this.timer = window.setTimeout(what, milliseconds);
  }

  close() {
    clearTimeout(this.timer);
    this.mark?.removeAttribute("aria-describedby");
    this.mark?.classList.remove("open");
    this.box.hidden = true;
    this.mark = null;
    this.pinned = false;
  }

  /** @param {Element} mark */
  open(mark) {
    if (mark === this.mark) return;
    this.close();
    this.mark = mark;
    mark.classList.add("open");
    const row = this.text.rowOf(mark);
    this.box.replaceChildren(...(row.layer === "quotes" ? this.ofQuote(row.row) : this.ofMention(row.row)), this.steps(row));
    this.box.hidden = false;
    if (mark === document.activeElement) mark.setAttribute("aria-describedby", "card-facts");
    this.put();
    // On narrow screens the card stands at the lower edge: what it is about must not stand under it.
    const under = (mark.getClientRects()[0]?.bottom ?? 0) + 8 - this.box.getBoundingClientRect().top;
    if (under > 0 && matchMedia("(max-width: 44rem)").matches) scrollBy({ top: under, behavior: "instant" });
  }

  /** Place the card beside its mark, inside the window. */
  put() {
    const lines = this.mark?.getClientRects();
    if (!lines?.length) return;
    const near = lines[0];
    const last = lines[lines.length - 1];
    const { offsetWidth: width, offsetHeight: height } = this.box;
    const below = last.bottom + 6 + height < innerHeight;
    const top = below ? last.bottom + 6 : Math.max(6, near.top - height - 6);
    const left = Math.max(6, Math.min((below ? last : near).left, innerWidth - width - 6));
    this.box.style.setProperty("--top", `${top}px`);
    this.box.style.setProperty("--left", `${left}px`);
  }

  /** @param {number} row */
  ofMention(row) {
    const { mentions } = this.reader.facts;
    const who = mentions.who[row];
    const about = make("p", {}, `${KINDS[mentions.kind[row]] ?? KINDS[1]}; ${sureness(mentions.sure[row])}.`);
    return [this.head(who), make("div", { id: "card-facts" }, about, ...this.met(who))];
  }

  /** @param {number} row */
  ofQuote(row) {
    const { facts, known } = this.reader;
    const { quotes } = facts;
    const who = quotes.who[row];
    const verb = VERBS[facts.quoteKinds[quotes.kind[row]]] ?? "Said by";
    const parts = [];
    if (who < 0) parts.push(make("p", {}, "Nothing shows well enough who says it."));
    else {
      const shows = make("p", {}, `Shown by: ${CUES[facts.cues[quotes.cue[row]]] ?? "other signs"}`);
      const via = quotes.via[row];
      if (via >= 0 && via < known.mentions) {
        shows.append(" (", make("q", {}, this.text.mark("mentions", via).textContent ?? ""), ")");
      }
      shows.append(`; ${sureness(quotes.sure[row])}.`);
      parts.push(shows);
    }
    parts.push(...this.hearers(row));
    if (who >= 0) parts.push(...this.met(who));
    return [this.head(who, who < 0 ? "Who says it is not known" : verb), make("div", { id: "card-facts" }, ...parts)];
  }

  /** @param {number} row */
  hearers(row) {
    const { facts, known } = this.reader;
    const parts = [];
    for (let i = 0; i < known.heard; i++) {
      if (facts.heard.quote[i] !== row) continue;
      const why = HEARD[facts.heardCues[facts.heard.cue[i]]];
      const sure = `${facts.heard.sure[i]} %`;
      parts.push(make("p", {}, "To ", chip(this.reader, facts.heard.who[i]), " ", named(known.name(facts.heard.who[i])), ` (${why ? `${why}, ` : ""}${sure})`));
    }
    return parts;
  }

  /** @param {number} who @param {string} [verb] */
  head(who, verb) {
    const parts = verb ? [make("span", { class: "verb" }, verb), " "] : [];
    if (who < 0) return make("p", { class: "who" }, ...parts);
    return make("p", { class: "who" }, ...parts, chip(this.reader, who), " ", named(this.reader.known.name(who)));
  }

  /** @param {number} who */
  met(who) {
    const { facts, known } = this.reader;
    const at = known.first(who);
    const also = known.aliases(who).slice(0, 4);
    const parts = [];
    if (also.length) {
      const list = make("p", {}, "Also ");
      also.forEach((name, i) => list.append(i ? ", " : "", named(name)));
      parts.push(list);
    }
    const counts = `${counted(known.counts.mentions[who], "mention")}, ${counted(known.counts.lines[who], "line")}${known.all ? "" : " so far"}.`;
    parts.push(make("p", {}, counts));
    if (at >= 0) parts.push(make("p", {}, "First met: ", named(place(facts, at)), "."));
    return parts;
  }

  /** @param {Row} row */
  steps(row) {
    const { facts } = this.reader;
    const bar = make("div", { class: "steps" });
    const who = facts[row.layer].who[row.row];
    if (who < 0) return bar;
    const [before, after] = [this.marks.beside(row, -1), this.marks.beside(row, 1)];
    const add = (/** @type {string} */ label, /** @type {Row | null | undefined} */ to, /** @type {string} */ title) => {
      if (to) bar.append(button(label, () => this.marks.go(to), { "aria-label": title, title }));
    };
    const what = row.layer === "quotes" ? "line" : "mention";
    add("‹", before, `Previous ${what} (left arrow)`);
    add("›", after, `Next ${what} (right arrow)`);
    const first = facts.people.mentions[who][0];
    if (first !== undefined && first < this.reader.known.mentions && !(row.layer === "mentions" && row.row === first)) {
      add("First met", { layer: "mentions", row: first }, `Where they are first met, ${percent(facts, facts.mentions.at[first])} %`);
    }
    return bar;
  }
}

/** @param {number} sure Hundredths. */
function sureness(sure) {
  return `${sure} % sure${sure < 50 ? ", doubtful" : ""}`;
}

/** @param {Event} event */
function markOf(event) {
  return event.target instanceof Element ? event.target.closest(`#text :is(${ANY})`) : null;
}
