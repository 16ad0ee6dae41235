// The facts of the report: columns as Python wrote them, made into arrays; and where things stand.

/** @typedef {{ who: number, from: number, name: string }} Step */

/** @param {number[]} gaps */
function summed(gaps) {
  let at = 0;
  return Int32Array.from(gaps, (gap) => (at += gap));
}

/** @param {string} digits @param {number} width */
function numbers(digits, width) {
  const made = new Uint8Array(digits.length / width);
  for (let i = 0; i < made.length; i++) made[i] = Number(digits.slice(i * width, (i + 1) * width));
  return made;
}

/** The first index of sorted `values` that is not below `wanted`. @param {ArrayLike<number>} values @param {number} wanted */
export function lowerBound(values, wanted) {
  let low = 0;
  let high = values.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (values[middle] < wanted) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** @param {{ who: number[], from: number[], name: string[] }} columns @param {number} people */
function stepsOf(columns, people) {
  /** @type {Step[][]} */
  const steps = Array.from({ length: people }, () => []);
  columns.who.forEach((who, i) => steps[who].push({ who, from: columns.from[i], name: columns.name[i] }));
  return steps;
}

/** @param {ArrayLike<number>} owners @param {number} people */
function grouped(owners, people) {
  /** @type {number[][]} */
  const rows = Array.from({ length: people }, () => []);
  for (let i = 0; i < owners.length; i++) if (owners[i] >= 0) rows[owners[i]].push(i);
  return rows;
}

/** @param {any} raw What the JSON block holds; see facts.py. */
export function decode(raw) {
  const people = raw.people.name.length;
  const paragraphs = summed(raw.paragraphs);
  const mentions = {
    at: summed(raw.mentions.gaps),
    who: Int32Array.from(raw.mentions.who),
    kind: numbers(raw.mentions.kind, 1),
    sure: numbers(raw.mentions.sure, 2),
  };
  const quotes = {
    at: summed(raw.quotes.gaps),
    who: Int32Array.from(raw.quotes.who),
    sure: numbers(raw.quotes.sure, 2),
    cue: raw.quotes.cue,
    kind: numbers(raw.quotes.kind, 1),
    line: numbers(raw.quotes.line, 1),
    words: raw.quotes.words,
    via: raw.quotes.via,
  };
  const heard = {
    quote: summed(raw.heard.quote),
    who: Int32Array.from(raw.heard.who),
    sure: numbers(raw.heard.sure, 2),
    cue: raw.heard.cue,
  };
  return {
    key: /** @type {string} */ (raw.key),
    length: Math.max(1, raw.length),
    paragraphs,
    chapters: /** @type {{ first: number[], title: string[], level: number[] }} */ (raw.chapters),
    cues: /** @type {string[]} */ (raw.cues),
    passedOver: new Set(/** @type {string[]} */ (raw.passedOver)),
    heardCues: /** @type {string[]} */ (raw.heardCues),
    quoteKinds: /** @type {string[]} */ (raw.quoteKinds),
    people: {
      count: people,
      name: /** @type {string[]} */ (raw.people.name),
      label: /** @type {string[]} */ (raw.people.label),
      narrator: new Set(/** @type {number[]} */ (raw.people.narrator)),
      mentions: grouped(mentions.who, people),
      quotes: grouped(quotes.who, people),
    },
    called: stepsOf(raw.called, people),
    met: stepsOf(raw.met, people),
    mentions,
    quotes,
    heard,
    /** The paragraph that holds a position. @param {number} at */
    paragraphAt: (at) => Math.max(0, lowerBound(paragraphs, at + 1) - 1),
  };
}

/** @typedef {ReturnType<typeof decode>} Facts */

/** The chapter that holds a paragraph, -1 before the first. @param {Facts} facts @param {number} paragraph */
export function chapterOf(facts, paragraph) {
  return lowerBound(facts.chapters.first, paragraph + 1) - 1;
}

/** @param {Facts} facts @param {number} at A position. */
export function percent(facts, at) {
  return Math.min(100, Math.floor((100 * at) / facts.length));
}

/** In words, where a position is: chapter and share of the text. @param {Facts} facts @param {number} at */
export function place(facts, at) {
  const chapter = chapterOf(facts, facts.paragraphAt(at));
  const share = `${percent(facts, at)} %`;
  if (chapter < 0) return share;
  const title = facts.chapters.title[chapter] || `chapter ${chapter + 1}`;
  return `${title.length > 42 ? `${title.slice(0, 41)}…` : title}, ${share}`;
}
