// Talk: who says how much to whom, as a table of counts; a click or Enter jumps to the first time.

import { max } from "d3-array";
import { place } from "./facts.js";
import { button, byId, chip, counted, make, named, oneStop } from "./elements.js";

const MOST = 12;

/** How many quotations each says to each so far, and the first of them. @param {import("./reader.js").Reader} reader */
export function talkOf(reader) {
  const { facts, known } = reader;
  /** @type {Map<string, { from: number, to: number, count: number, first: number }>} */
  const pairs = new Map();
  for (let i = 0; i < known.heard; i++) {
    const quote = facts.heard.quote[i];
    const from = facts.quotes.who[quote];
    const to = facts.heard.who[i];
    if (from < 0 || from === to) continue;
    const pair = pairs.get(`${from} ${to}`);
    if (pair) pair.count++;
    else pairs.set(`${from} ${to}`, { from, to, count: 1, first: quote });
  }
  return pairs;
}

/** @param {import("./reader.js").Reader} reader @param {import("./marks.js").Marks} marks */
export function showTalk(reader, marks) {
  const section = byId("talk");
  const { facts, known } = reader;
  const pairs = talkOf(reader);
  const note = "Who (rows) says how many quotations to whom (columns). A click or Enter jumps to the first; arrows move between cells.";
  section.replaceChildren(make("h2", {}, "Who speaks to whom"), make("p", { class: "note" }, note));
  const weight = new Int32Array(facts.people.count);
  for (const { from, to, count } of pairs.values()) { weight[from] += count; weight[to] += count; }
  const people = known.order.filter((who) => weight[who]).sort((a, b) => weight[b] - weight[a]).slice(0, MOST);
  if (!people.length) return section.append(make("p", { class: "note" }, "No talk between characters was found so far."));
  const most = max(people.flatMap((from) => people.map((to) => pairs.get(`${from} ${to}`)?.count ?? 0))) ?? 1;
  const columns = people.map((who) => {
    const head = make("th", { scope: "col", title: known.name(who) }, chip(reader, who), make("span", { class: "unseen" }, known.name(who)));
    return head;
  });
  const head = make("thead", {}, make("tr", {}, make("td"), ...columns));
  const body = make("tbody");
  /** @type {(HTMLButtonElement | null)[][]} */
  const grid = [];
  for (const from of people) {
    const row = make("tr", {}, make("th", { scope: "row" }, chip(reader, from), " ", named(known.name(from))));
    grid.push(people.map((to) => {
      const pair = pairs.get(`${from} ${to}`);
      const cell = make("td");
      row.append(cell);
      if (!pair) {
        cell.append(from === to ? "" : "·");
        return null;
      }
      const told = `${known.name(from)} to ${known.name(to)}: ${counted(pair.count, "quotation")}, the first in ${place(facts, facts.quotes.at[pair.first])}`;
      const jump = button(String(pair.count), () => marks.go({ layer: "quotes", row: pair.first }), { "aria-label": told, title: told });
      cell.style.setProperty("--part", `${Math.round(8 + 52 * Math.sqrt(pair.count / most))}%`);
      cell.classList.add("filled");
      cell.append(jump);
      return jump;
    }));
    body.append(row);
  }
  const cells = grid.flat().filter((cell) => cell !== null);
  oneStop(cells);
  body.addEventListener("keydown", (event) => {
    const step = { ArrowRight: [0, 1], ArrowLeft: [0, -1], ArrowDown: [1, 0], ArrowUp: [-1, 0] }[event.key];
    let row = grid.findIndex((each) => each.includes(/** @type {HTMLButtonElement} */ (event.target)));
    if (!step || row < 0) return;
    event.preventDefault();
    let column = grid[row].indexOf(/** @type {HTMLButtonElement} */ (event.target));
    do { row += step[0]; column += step[1]; } while (grid[row] && column >= 0 && column < people.length && !grid[row][column]);
    const next = grid[row]?.[column];
    if (next) { oneStop(cells, next); next.focus(); }
  });
  section.append(make("div", { class: "scroll" }, make("table", { class: "matrix" }, head, body)));
}
