// Presence: for each of the main characters where in the text they are mentioned, as a strip; a click or Enter jumps.

import { max, range } from "d3-array";
import { axisBottom } from "d3-axis";
import { scaleLinear } from "d3-scale";
import { select } from "d3-selection";
import { lowerBound, place } from "./facts.js";
import { byId, chip, counted, make, named, oneStop } from "./elements.js";

const ROWS = 16;
const HEIGHT = 30;

/** @param {import("./reader.js").Reader} reader @param {import("./marks.js").Marks} marks */
export function showPresence(reader, marks) {
  const section = byId("presence");
  const { facts, known } = reader;
  const people = known.order.filter((who) => known.counts.mentions[who] > 0).slice(0, ROWS);
  const note = "Where each is mentioned, from the beginning on the left to the end on the right; tall where often. A click jumps there; by keyboard, arrows move along and between rows, and Enter jumps.";
  section.replaceChildren(make("h2", {}, "Presence"), make("p", { class: "note" }, note));
  if (!people.length) return section.append(make("p", { class: "note" }, "No one is mentioned so far."));
  const told = make("p", { class: "told", "aria-live": "off" }, "\u00a0");
  const strips = make("div", { class: "strips" });
  section.append(strips, told);
  const wide = Math.max(120, strips.clientWidth - (strips.clientWidth < 420 ? 124 : 168));
  const bins = Math.max(20, Math.min(120, Math.floor(wide / 4)));
  const x = scaleLinear([0, known.end], [0, wide]);
  const size = known.end / bins;
  const chapters = facts.chapters.first.filter((first) => first > 0 && first < known.limit).map((first) => facts.paragraphs[first]);
  // More lines than these would be a grey wash.
  if (chapters.length > wide / 12) chapters.length = 0;
  /** @type {SVGElement[]} */
  const stops = [];
  for (const who of people) {
    const rows = facts.people.mentions[who].filter((row) => row < known.mentions);
    const counts = new Int32Array(bins);
    for (const row of rows) counts[Math.min(bins - 1, Math.floor(facts.mentions.at[row] / size))]++;
    const y = scaleLinear([0, max(counts) ?? 1], [0, HEIGHT - 6]);
    const filled = range(bins).filter((bin) => counts[bin]);
    const line = make("div", { class: "strip" }, make("span", { class: "label" }, chip(reader, who), " ", named(known.name(who))));
    strips.append(line);
    const svg = select(line).append("svg").attr("width", wide).attr("height", HEIGHT).attr("class", "bars");
    const colour = known.colours[who];
    if (colour >= 0) /** @type {SVGElement} */ (svg.node()).style.setProperty("--k", `var(--k${colour})`);
    svg.selectAll("line").data(chapters).join("line").attr("class", "rule").attr("x1", (at) => x(at)).attr("x2", (at) => x(at)).attr("y2", HEIGHT);
    svg.append("line").attr("class", "ground").attr("x2", wide).attr("y1", HEIGHT - 1).attr("y2", HEIGHT - 1);
    const step = wide / bins;
    svg.append("g").selectAll("rect").data(filled).join("rect")
      .attr("x", (bin) => bin * step + 0.4).attr("width", Math.max(1, step - 0.8))
      .attr("y", (bin) => HEIGHT - 1 - Math.max(2, y(counts[bin]))).attr("height", (bin) => Math.max(2, y(counts[bin])));
    const cursor = svg.append("rect").attr("class", "cursor").attr("width", step).attr("height", HEIGHT).attr("visibility", "hidden");
    let bin = filled[0];
    /** @param {number} next */
    const move = (next) => {
      bin = next;
      const text = `${place(facts, Math.floor(bin * size))}: ${counted(counts[bin], "mention")}`;
      cursor.attr("x", bin * step).attr("visibility", "visible");
      svg.attr("aria-valuenow", Math.round((100 * bin) / bins)).attr("aria-valuetext", text);
      told.replaceChildren(named(known.name(who)), ` – ${text}`);
    };
    const jump = () => {
      const at = lowerBound(rows.map((row) => facts.mentions.at[row]), Math.floor(bin * size));
      marks.go({ layer: "mentions", row: rows[Math.min(at, rows.length - 1)] });
    };
    /** @param {number} wanted */
    const nearest = (wanted) => filled.reduce((best, each) => (Math.abs(each - wanted) < Math.abs(best - wanted) ? each : best));
    /** @param {MouseEvent} event */
    const under = (event) => nearest(Math.floor((event.offsetX / wide) * bins));
    svg.attr("role", "slider").attr("aria-label", `Where ${known.name(who)} is mentioned`).attr("aria-valuemin", 0).attr("aria-valuemax", 100)
      .attr("aria-valuenow", Math.round((100 * bin) / bins)).attr("aria-valuetext", `${place(facts, Math.floor(bin * size))}`);
    const node = /** @type {SVGElement} */ (svg.node());
    stops.push(node);
    node.addEventListener("mousemove", (event) => move(under(event)));
    node.addEventListener("mouseleave", () => cursor.attr("visibility", "hidden"));
    node.addEventListener("click", (event) => { move(under(event)); jump(); });
    node.addEventListener("focus", () => move(bin));
    node.addEventListener("blur", () => cursor.attr("visibility", "hidden"));
    node.addEventListener("keydown", (event) => {
      const at = filled.indexOf(bin);
      const other = { ArrowDown: 1, ArrowUp: -1 }[event.key];
      /** @type {Record<string, number | undefined>} */
      const along = { ArrowRight: filled[at + 1], ArrowLeft: filled[at - 1], Home: filled[0], End: filled[filled.length - 1] };
      if (event.key === "Enter" || event.key === " ") jump();
      else if (other) {
        const next = stops[stops.indexOf(node) + other];
        if (next) { oneStop(stops, next); next.focus(); }
      } else if (event.key in along) { const to = along[event.key]; if (to !== undefined) move(to); }
      else return;
      event.preventDefault();
    });
  }
  oneStop(stops);
  const axis = select(strips).append("div").attr("class", "strip").attr("aria-hidden", "true");
  axis.append("span").attr("class", "label");
  const share = scaleLinear([0, (100 * known.end) / facts.length], [0, wide]);
  axis.append("svg").attr("width", wide + 14).attr("height", 24).attr("class", "axis").append("g").attr("transform", "translate(0,2)")
    .call(axisBottom(share).ticks(Math.max(2, Math.floor(wide / 80))).tickFormat((value) => `${value} %`).tickSizeOuter(0));
}
