// Search: the paragraphs shown that hold all of the words, in reading order; case and accents do not count.

import { percent } from "./facts.js";
import { byId, counted, make } from "./elements.js";

const MOST = 100;
const AROUND = 60;

/** Letters alone: small, without accents, and of one length with the original wherever that can be. @param {string} text */
export function folded(text) {
  let made = "";
  for (const char of text) {
    const plain = char.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
    made += plain.length === char.length ? plain : char;
  }
  return made.replace(/[\u2018\u2019]/g, "'").replace(/[\u201c\u201d]/g, '"');
}

/** The words and the "phrases" of a query. @param {string} query */
export function wanted(query) {
  return [...folded(query).matchAll(/"([^"]+)"|[^\s"]+/g)].map((match) => (match[1] ?? match[0]).trim()).filter(Boolean);
}

/** @param {import("./reader.js").Reader} reader @param {import("./text.js").Text} text */
export function showSearch(reader, text) {
  const section = byId("search");
  /** @type {string[]} */
  let paragraphs = [];
  const input = make("input", { type: "search", id: "query", autocomplete: "off", spellcheck: "false" });
  const label = make("label", { for: "query" }, 'Words, or a phrase in "quotation marks"');
  const status = make("p", { class: "note", role: "status" });
  const list = make("ol", { class: "results" });
  let timer = 0;
  const find = () => {
    clearTimeout(timer);
    list.replaceChildren();
    highlight([]);
    const words = wanted(input.value);
    if (!words.length) {
      status.textContent = "";
      return;
    }
    if (!paragraphs.length) {
      paragraphs = text.blocks.flatMap((block) => [...block.children].map((child) => folded(child.textContent ?? "")));
    }
    let found = 0;
    for (let i = 0; i < reader.limit; i++) {
      const at = words.map((word) => paragraphs[i].indexOf(word));
      if (at.some((place) => place < 0)) continue;
      if (++found <= MOST) list.append(result(reader, text, i, Math.min(...at), words));
    }
    const where = reader.known.all ? "" : " so far";
    status.textContent = found > MOST ? `${counted(found, "passage")}${where}, the first ${MOST}:` : found ? `${counted(found, "passage")}${where}:` : `No passage${where} holds that.`;
  };
  input.addEventListener("input", () => { clearTimeout(timer); timer = window.setTimeout(find, 200); });
  input.addEventListener("keydown", (event) => {
    if (event.key === "Enter") { find(); list.querySelector("button")?.focus(); }
  });
  reader.onChange(find);
  section.replaceChildren(make("h2", {}, "Search"), label, input, status, list);
}

/** @param {import("./reader.js").Reader} reader @param {import("./text.js").Text} text @param {number} number @param {number} at @param {string[]} words */
function result(reader, text, number, at, words) {
  const paragraph = text.paragraph(number);
  const whole = paragraph.textContent ?? "";
  const from = Math.max(0, at - AROUND);
  const line = make("button", { type: "button", class: "link" });
  const snippet = whole.slice(from, at + 2 * AROUND);
  const small = folded(snippet);
  const shown = make("bdi", {}, from ? "…" : "");
  let done = 0;
  while (done < snippet.length) {
    const next = words.map((word) => ({ start: small.indexOf(word, done), word })).filter((each) => each.start >= 0).sort((a, b) => a.start - b.start)[0];
    if (!next) break;
    shown.append(snippet.slice(done, next.start), make("mark", {}, snippet.slice(next.start, next.start + next.word.length)));
    done = next.start + next.word.length;
  }
  shown.append(snippet.slice(done), at + 2 * AROUND < whole.length ? "…" : "");
  line.append(shown, " ", make("span", { class: "also" }, `${percent(reader.facts, reader.facts.paragraphs[number])} %`));
  line.addEventListener("click", () => { text.show(paragraph); highlight(rangesIn(paragraph, words)); });
  return make("li", {}, line);
}

/** Where words stand in an element, as ranges. @param {Element} element @param {string[]} words */
function rangesIn(element, words) {
  /** @type {{ node: Node, start: number }[]} */
  const nodes = [];
  const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
  let length = 0;
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    nodes.push({ node, start: length });
    length += node.textContent?.length ?? 0;
  }
  const small = folded(element.textContent ?? "");
  /** @param {number} at */
  const point = (at) => nodes.filter((each) => each.start <= at).at(-1);
  const ranges = [];
  for (const word of words) {
    for (let at = small.indexOf(word); at >= 0; at = small.indexOf(word, at + word.length)) {
      const [low, high] = [point(at), point(at + word.length - 1)];
      if (!low || !high) continue;
      const range = new Range();
      range.setStart(low.node, at - low.start);
      range.setEnd(high.node, at + word.length - high.start);
      ranges.push(range);
    }
  }
  return ranges;
}

/** @param {Range[]} ranges */
function highlight(ranges) {
  // Older browsers show the paragraph only.
  if (!("highlights" in CSS)) return;
  if (ranges.length) CSS.highlights.set("sought", new Highlight(...ranges));
  else CSS.highlights.delete("sought");
}
