// The network: who is with whom and who talks to whom, as a drawing and as a table of ties; a click or Enter jumps.

import { extent } from "d3-array";
import { forceCenter, forceCollide, forceLink, forceManyBody, forceSimulation, forceX, forceY } from "d3-force";
import { scaleLinear, scaleSqrt } from "d3-scale";
import { select } from "d3-selection";
import { percent, place } from "./facts.js";
import { button, byId, chip, counted, make, named, oneStop } from "./elements.js";
import { talkOf } from "./talk.js";

const MOST = 16;
const TIES = 32;
const LISTED = 15;

/** @typedef {{ who: number, count: number, x?: number, y?: number }} Node */
/** @typedef {{ a: number, b: number, together: number, talk: number, first: number, source: any, target: any }} Tie */

/** Ties between `people`: paragraphs that mention both, quotations between them, and the first such paragraph. @param {import("./reader.js").Reader} reader @param {number[]} people */
export function tiesOf(reader, people) {
  const { facts, known } = reader;
  const among = new Set(people);
  /** @type {Map<string, Tie>} */
  const ties = new Map();
  /** @param {number} one @param {number} other @param {number} paragraph */
  const tie = (one, other, paragraph) => {
    const [a, b] = one < other ? [one, other] : [other, one];
    let found = ties.get(`${a} ${b}`);
    if (!found) ties.set(`${a} ${b}`, (found = { a, b, together: 0, talk: 0, first: paragraph, source: a, target: b }));
    found.first = Math.min(found.first, paragraph);
    return found;
  };
  let paragraph = 0;
  /** @type {Set<number>} */
  let here = new Set();
  const close = () => {
    const all = [...here];
    for (let i = 0; i < all.length; i++) for (let j = i + 1; j < all.length; j++) tie(all[i], all[j], paragraph).together++;
    here = new Set();
  };
  for (let i = 0; i < known.mentions; i++) {
    const at = facts.mentions.at[i];
    if (at >= (facts.paragraphs[paragraph + 1] ?? Infinity)) { close(); paragraph = facts.paragraphAt(at); }
    if (among.has(facts.mentions.who[i])) here.add(facts.mentions.who[i]);
  }
  close();
  for (const { from, to, count, first } of talkOf(reader).values()) {
    if (among.has(from) && among.has(to)) tie(from, to, facts.paragraphAt(facts.quotes.at[first])).talk += count;
  }
  return [...ties.values()].sort((s, t) => t.together + 2 * t.talk - s.together - 2 * s.talk);
}

/** @param {import("./reader.js").Reader} reader @param {import("./marks.js").Marks} marks @param {import("./text.js").Text} text */
export function showNetwork(reader, marks, text) {
  const section = byId("network");
  const { facts, known } = reader;
  const note = "Faint lines join those who are mentioned in the same paragraphs, strong ones those who talk to one another; thicker means more. A click or Enter on a name jumps to where they are first met, on a line or a tie below to the first paragraph of both.";
  section.replaceChildren(make("h2", {}, "Network"), make("p", { class: "note" }, note));
  const narrow = section.clientWidth < 480;
  const people = known.order.filter((who) => known.counts.mentions[who]).slice(0, narrow ? 10 : MOST);
  const ties = tiesOf(reader, people).slice(0, narrow ? 18 : TIES);
  if (!ties.length) return section.append(make("p", { class: "note" }, "No two characters were found together so far."));
  const figure = make("div", { class: "net" });
  section.append(figure);
  const width = Math.max(280, Math.min(720, figure.clientWidth || 480));
  const height = Math.round(Math.min(width * 0.85, 520));
  const tied = new Set(ties.flatMap((tie) => [tie.a, tie.b]));
  /** @type {Node[]} */
  const nodes = people.filter((who) => tied.has(who)).map((who) => ({ who, count: known.counts.mentions[who] }));
  const radius = scaleSqrt([0, nodes[0].count], [5, width < 400 ? 14 : 18]);
  const most = Math.max(...ties.map((tie) => tie.together), 1);
  const mostTalk = Math.max(...ties.map((tie) => tie.talk), 1);
  const links = ties.map((tie) => ({ ...tie }));
  forceSimulation(/** @type {any} */ (nodes))
    .force("link", forceLink(links).id((node) => /** @type {any} */ (node).who).distance(width / 4.5).strength((tie) => 0.1 + 0.5 * Math.sqrt(tie.together / most)))
    .force("charge", forceManyBody().strength(-width * 0.9)).force("centre", forceCenter(width / 2, height / 2))
    .force("x", forceX(width / 2).strength(0.07)).force("y", forceY(height / 2).strength(0.11))
    .force("apart", forceCollide((node) => radius(/** @type {any} */ (node).count) + 16)).stop().tick(300);
  // Fill the drawing, with room for names.
  for (const [side, from, to] of /** @type {["x" | "y", number, number][]} */ ([["x", 56, width - 56], ["y", 24, height - 34]])) {
    const [low, high] = extent(nodes, (node) => node[side]);
    const scale = scaleLinear([low ?? 0, low === high ? (low ?? 0) + 1 : (high ?? 1)], nodes.length > 1 ? [from, to] : [(from + to) / 2, to]);
    for (const node of nodes) node[side] = scale(node[side] ?? 0);
  }
  const svg = select(figure).append("svg").attr("viewBox", `0 0 ${width} ${height}`).attr("role", "group").attr("aria-label", "Network of characters");
  /** @param {Tie} tie */
  const goTogether = (tie) => text.show(text.paragraph(tie.first));
  /** @param {Tie} tie */
  const told = (tie) => `${known.name(tie.a)} and ${known.name(tie.b)}: together in ${counted(tie.together, "paragraph")}, ${counted(tie.talk, "quotation")} between them, first in ${place(facts, facts.paragraphs[tie.first])}`;
  const lines = svg.append("g").selectAll("g").data(links).join("g").attr("class", "tie").on("click", (_, tie) => goTogether(tie));
  lines.append("title").text(told);
  for (const [name, widthOf] of /** @type {[string, (tie: Tie) => number][]} */ ([
    ["reach", () => 12],
    ["together", (tie) => (tie.together ? 1 + 8 * Math.sqrt(tie.together / most) : 0)],
    ["talk", (tie) => (tie.talk ? 0.8 + 3.2 * Math.sqrt(tie.talk / mostTalk) : 0)],
  ])) {
    lines.append("line").attr("class", name).attr("stroke-width", widthOf).attr("x1", (tie) => tie.source.x).attr("y1", (tie) => tie.source.y).attr("x2", (tie) => tie.target.x).attr("y2", (tie) => tie.target.y);
  }
  const dots = svg.append("g").selectAll("g").data(nodes).join("g").attr("class", "node").attr("role", "button")
    .attr("transform", (node) => `translate(${node.x},${node.y})`)
    .attr("aria-label", (node) => `${known.name(node.who)}, ${counted(node.count, "mention")}, first met in ${place(facts, known.first(node.who))}`);
  dots.append("circle").attr("r", (node) => radius(node.count)).each(function (node) {
    const colour = known.colours[node.who];
    if (colour >= 0) this.style.setProperty("--k", `var(--k${colour})`);
  });
  // Apart from what is pressed, whose own name says more.
  const words = svg.append("g").attr("aria-hidden", "true").selectAll("g").data(nodes).join("g").attr("transform", (node) => `translate(${node.x},${node.y})`);
  words.append("text").attr("class", "initials").attr("dy", "0.35em").text((node) => (radius(node.count) > 9 ? known.labels[node.who] : ""));
  words.append("text").attr("class", "name").attr("y", (node) => radius(node.count) + 13).text((node) => short(known.name(node.who)));
  const stops = /** @type {SVGGElement[]} */ (dots.nodes());
  /** @param {Node} node */
  const goMet = (node) => marks.go({ layer: "mentions", row: facts.people.mentions[node.who][0] });
  dots.on("click", (_, node) => goMet(node)).on("keydown", (event, node) => {
    const by = /** @type {Record<string, number>} */ ({ ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 })[event.key];
    if (event.key === "Enter" || event.key === " ") goMet(node);
    else if (by) {
      const next = stops[(nodes.indexOf(node) + by + stops.length) % stops.length];
      oneStop(stops, next);
      next.focus();
    } else return;
    event.preventDefault();
  });
  oneStop(stops);
  const body = make("tbody");
  for (const tie of ties.slice(0, LISTED)) {
    const jump = button(`${percent(facts, facts.paragraphs[tie.first])} %`, () => goTogether(tie), { class: "link", "aria-label": told(tie), title: place(facts, facts.paragraphs[tie.first]) });
    const both = make("th", { scope: "row" }, chip(reader, tie.a), " ", named(known.name(tie.a)), " – ", chip(reader, tie.b), " ", named(known.name(tie.b)));
    body.append(make("tr", {}, both, make("td", {}, String(tie.together)), make("td", {}, String(tie.talk)), make("td", {}, jump)));
  }
  const head = make("thead", {}, make("tr", {}, ...["Two", "Together", "Talk", "First"].map((name) => make("th", { scope: "col" }, name))));
  section.append(make("h3", {}, "Strongest ties"), make("div", { class: "scroll" }, make("table", { class: "ties" }, head, body)));
}

/** @param {string} name */
function short(name) {
  return name.length > 20 ? `${name.slice(0, 19)}…` : name;
}
