// The text in the page: its blocks, paragraphs and marks, which are found by number when wanted, and what is hidden.

import { lowerBound } from "./facts.js";
import { byId } from "./elements.js";

/** @typedef {import("./facts.js").Facts} Facts */

export const MENTIONS = "b,u";
export const QUOTES = "i";

export class Text {
  /** @param {Facts} facts */
  constructor(facts) {
    this.facts = facts;
    this.root = byId("text");
    this.blocks = /** @type {HTMLElement[]} */ ([...this.root.children]);
    let count = 0;
    /** The number of the first paragraph of each block. */
    this.firsts = this.blocks.map((block) => { const first = count; count += block.children.length; return first; });
    this.limit = count;
    this.quiet = matchMedia("(prefers-reduced-motion: reduce)");
  }

  /** @param {number} number */
  blockOf(number) {
    return Math.max(0, lowerBound(this.firsts, number + 1) - 1);
  }

  /** @param {number} number @returns {HTMLElement} */
  paragraph(number) {
    const block = this.blockOf(number);
    return /** @type {HTMLElement} */ (this.blocks[block].children[number - this.firsts[block]]);
  }

  /** The number of the paragraph that `element` lies in. @param {Element} element */
  numberOf(element) {
    const paragraph = element.closest(".k > *");
    const block = this.blocks.indexOf(/** @type {HTMLElement} */ (paragraph?.parentElement));
    return block < 0 || !paragraph ? -1 : this.firsts[block] + [...this.blocks[block].children].indexOf(paragraph);
  }

  /** @param {"mentions" | "quotes"} layer @param {number} block The first row of a layer in a block. */
  firstIn(layer, block) {
    return lowerBound(this.facts[layer].at, this.facts.paragraphs[this.firsts[block]]);
  }

  /** @param {"mentions" | "quotes"} layer @param {number} row @returns {HTMLElement} */
  mark(layer, row) {
    const block = this.blockOf(this.facts.paragraphAt(this.facts[layer].at[row]));
    const marks = this.blocks[block].querySelectorAll(layer === "quotes" ? QUOTES : MENTIONS);
    return /** @type {HTMLElement} */ (marks[row - this.firstIn(layer, block)]);
  }

  /** Which row of which layer a mark is. @param {Element} mark @returns {{ layer: "mentions" | "quotes", row: number }} */
  rowOf(mark) {
    const layer = mark.localName === QUOTES ? "quotes" : "mentions";
    const block = this.blocks.findIndex((each) => each.contains(mark));
    const marks = [...this.blocks[block].querySelectorAll(layer === "quotes" ? QUOTES : MENTIONS)];
    return { layer, row: this.firstIn(layer, block) + marks.indexOf(mark) };
  }

  /** Show only the first `limit` paragraphs. @param {number} limit */
  hideFrom(limit) {
    this.blocks.forEach((block, number) => {
      const first = this.firsts[number];
      const touched = first + block.children.length > Math.min(limit, this.limit);
      if (touched || block.hidden) {
        block.hidden = first >= limit;
        [...block.children].forEach((child, i) => { /** @type {HTMLElement} */ (child).hidden = first + i >= limit; });
      }
    });
    this.limit = limit;
  }

  /** Bring a part of the text into view and say that this is what was meant. @param {HTMLElement} element @param {boolean} focus */
  show(element, focus = true) {
    const calm = this.quiet.matches;
    const middle = () => element.scrollIntoView({ block: "center", behavior: "instant" });
    middle();
    // Blocks that were not laid out had estimated heights: once they are, the place may have moved.
    requestAnimationFrame(() => { middle(); requestAnimationFrame(middle); });
    if (focus) {
      if (!element.hasAttribute("tabindex")) element.setAttribute("tabindex", "-1");
      element.focus({ preventScroll: true });
    }
    element.classList.remove("found");
    void element.offsetWidth;
    element.classList.add("found");
    setTimeout(() => element.classList.remove("found"), calm ? 4000 : 2200);
  }

  /** The number of the last paragraph that stands wholly above the lower edge of the window. */
  lastRead() {
    const bottom = innerHeight - (document.documentElement.classList.contains("sheet") ? innerHeight / 2 : 0);
    let best = 0;
    let low = 0;
    let high = this.blocks.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (!this.blocks[middle].hidden && this.blocks[middle].getBoundingClientRect().top < bottom) low = middle;
      else high = middle - 1;
    }
    best = this.firsts[low];
    const children = [...this.blocks[low].children];
    for (let i = 0; i < children.length; i++) {
      if (/** @type {HTMLElement} */ (children[i]).hidden) break;
      if (children[i].getBoundingClientRect().bottom <= bottom + 1) best = this.firsts[low] + i;
    }
    return best;
  }

  /** The first mark that is in view, or the first of all. @returns {HTMLElement | null} */
  firstMarkInView() {
    for (const block of this.blocks) {
      if (block.hidden || block.getBoundingClientRect().bottom < 0) continue;
      for (const mark of block.querySelectorAll("b,u,i")) {
        if (mark.getBoundingClientRect().top >= 70) return /** @type {HTMLElement} */ (mark);
      }
    }
    return this.root.querySelector("b,u,i");
  }
}
