// What is known at a reading position: names met, counts, order and colours, all from the text before it.

import { lowerBound } from "./facts.js";

/** @typedef {import("./facts.js").Facts} Facts */

export const OWN = 12;
export const SLOTS = 60;

/**
 * What the text before `limit`, a number of paragraphs, tells; the whole story where that is all of them.
 * @param {Facts} facts @param {number} limit
 */
export function knownAt(facts, limit) {
  const all = limit >= facts.paragraphs.length;
  const end = all ? facts.length : facts.paragraphs[limit];
  const mentions = all ? facts.mentions.at.length : lowerBound(facts.mentions.at, end);
  const quotes = all ? facts.quotes.at.length : lowerBound(facts.quotes.at, end);
  const heard = all ? facts.heard.quote.length : lowerBound(facts.heard.quote, quotes);
  const people = facts.people.count;
  const counts = { mentions: new Int32Array(people), lines: new Int32Array(people), words: new Int32Array(people) };
  for (let i = 0; i < mentions; i++) counts.mentions[facts.mentions.who[i]]++;
  for (let i = 0; i < quotes; i++) {
    const who = facts.quotes.who[i];
    if (who < 0) continue;
    counts.lines[who] += facts.quotes.line[i];
    counts.words[who] += facts.quotes.words[i];
  }
  /** @param {number} who */
  const first = (who) => {
    const mention = facts.people.mentions[who][0] ?? Infinity;
    const quote = facts.people.quotes[who][0] ?? Infinity;
    const at = Math.min(facts.mentions.at[mention] ?? Infinity, facts.quotes.at[quote] ?? Infinity);
    return at < end || (all && at < Infinity) ? at : -1;
  };
  /** @param {number} who */
  const name = (who) => {
    if (all) return facts.people.name[who];
    const steps = facts.called[who];
    for (let i = steps.length - 1; i >= 0; i--) if (steps[i].from < mentions) return steps[i].name;
    return "someone not met yet";
  };
  /** @param {number} who */
  const aliases = (who) => {
    const own = name(who).toLowerCase();
    return facts.met[who].filter((step) => step.from < mentions && step.name.toLowerCase() !== own).map((step) => step.name);
  };
  const order = Array.from({ length: people }, (_, who) => who).filter((who) => all || first(who) >= 0);
  if (!all) {
    /** @param {number} who */
    const weight = (who) => counts.mentions[who] + counts.lines[who];
    order.sort((a, b) => weight(b) - weight(a) || first(a) - first(b));
  }
  const labels = all ? facts.people.label : initials(order, name, facts);
  return { all, limit, end, mentions, quotes, heard, counts, first, name, aliases, order, labels, colours: coloursOf(order, people) };
}

/** @typedef {ReturnType<typeof knownAt>} Known */

/**
 * The colour of each character, -1 for the shared one. Those who have one in the whole story keep it while they are
 * among the first dozen; what is left goes to the others of the dozen.
 * @param {number[]} order @param {number} people
 */
function coloursOf(order, people) {
  const colours = new Int32Array(people).fill(-1);
  const dozen = order.slice(0, OWN).filter((who) => who < SLOTS);
  for (const who of dozen) if (who < OWN) colours[who] = who;
  const free = Array.from({ length: OWN }, (_, colour) => colour).filter((colour) => !dozen.includes(colour));
  for (const who of dozen) if (who >= OWN) colours[who] = free.shift() ?? -1;
  return colours;
}

/**
 * One to three letters for each of `order`, as naming.py makes them; empty for the others.
 * @param {number[]} order @param {(who: number) => string} name @param {Facts} facts
 */
export function initials(order, name, facts) {
  const labels = /** @type {string[]} */ (Array(facts.people.count).fill(""));
  const taken = new Set();
  for (const who of order) {
    const all = name(who).split(/\s+/).map((word) => [...word.replace(/[^\p{L}\p{N}]/gu, "")]).filter((word) => word.length);
    const words = all.filter((word, i) => i === all.length - 1 || !facts.passedOver.has(word.join("").toLowerCase()));
    const last = words[words.length - 1] ?? ["?"];
    const start = (words[0] ?? last)[0];
    let tries =
      words.length > 1
        ? [start + last[0], ...last.slice(1).map((letter) => start + last[0] + letter)]
        : [last.slice(0, 2).join(""), ...last.slice(2).map((letter) => last[0] + letter), last.slice(0, 3).join("")];
    tries = tries.map((letters) => { const [head, ...tail] = letters; return head.toUpperCase() + tail.join(""); });
    for (let number = 2; number < order.length + 3; number++) tries.push(`${tries[0][0]}${number}`);
    labels[who] = tries.find((letters) => !taken.has(letters)) ?? "";
    taken.add(labels[who]);
  }
  return labels;
}
