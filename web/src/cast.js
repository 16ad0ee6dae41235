// The cast: everyone known so far with counts and where first met; a click jumps there.

import { percent, place } from "./facts.js";
import { button, byId, chip, make, named } from "./elements.js";

const FIRST_ROWS = 40;

/** @param {import("./reader.js").Reader} reader @param {import("./marks.js").Marks} marks */
export function showCast(reader, marks) {
  const section = byId("cast");
  const { facts, known } = reader;
  const heading = make("h2", {}, "Cast");
  const note = make("p", { class: "note" }, known.all ? `${known.order.length} characters, the most important first.` : `${known.order.length} characters met so far.`);
  if (!known.order.length) {
    section.replaceChildren(heading, make("p", { class: "note" }, "No characters were found."));
    return;
  }
  const body = make("tbody");
  /** @param {number} most */
  const fill = (most) => {
    body.replaceChildren();
    for (const who of known.order.slice(0, most)) {
      const at = known.first(who);
      const title = make("th", { scope: "row" }, chip(reader, who), " ", named(known.name(who)));
      const also = known.aliases(who).slice(0, 3);
      if (also.length) {
        const line = make("span", { class: "also" });
        also.forEach((name, i) => line.append(i ? ", " : "", named(name)));
        title.append(line);
      }
      const cells = [known.counts.mentions[who], known.counts.lines[who], known.counts.words[who]];
      const met = make("td");
      const row = facts.people.mentions[who][0];
      if (at >= 0 && row !== undefined && row < known.mentions) {
        const label = `${known.name(who)} is first met: ${place(facts, facts.mentions.at[row])}`;
        met.append(button(`${percent(facts, at)} %`, () => marks.go({ layer: "mentions", row }), { "aria-label": label, title: place(facts, at) }));
      } else met.append("–");
      body.append(make("tr", {}, title, ...cells.map((value) => make("td", {}, value.toLocaleString("en"))), met));
    }
  };
  fill(FIRST_ROWS);
  const columns = ["Character", "Mentions", "Lines", "Words", "First met"];
  const head = make("thead", {}, make("tr", {}, ...columns.map((name) => make("th", { scope: "col" }, name))));
  const more = button(`Show all ${known.order.length}`, () => { fill(Infinity); more.remove(); });
  section.replaceChildren(heading, note, make("div", { class: "scroll" }, make("table", { class: "cast" }, head, body)));
  if (known.order.length > FIRST_ROWS) section.append(more);
}

/** @param {import("./reader.js").Reader} reader @param {import("./text.js").Text} text */
export function showContents(reader, text) {
  const section = byId("contents");
  const { facts, known } = reader;
  const list = make("ol");
  facts.chapters.first.forEach((first, i) => {
    if (first >= known.limit) return;
    const title = facts.chapters.title[i] || `Chapter ${i + 1}`;
    const jump = button("", () => text.show(text.paragraph(first)), { class: "link" });
    jump.append(named(title), make("span", { class: "also" }, ` ${percent(facts, facts.paragraphs[first])} %`));
    list.append(make("li", { class: facts.chapters.level[i] === 1 ? "part" : "" }, jump));
  });
  const none = make("p", { class: "note" }, known.all ? "No chapters were found." : "No chapter begins before here.");
  section.replaceChildren(make("h2", {}, "Contents"), list.children.length ? list : none);
}
