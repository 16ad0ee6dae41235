// The report's script: reads the facts and brings cards, figures, search and the reading position to the text.

import { Card } from "./card.js";
import { showCast, showContents } from "./cast.js";
import { byId } from "./elements.js";
import { decode } from "./facts.js";
import { Marks } from "./marks.js";
import { showNetwork } from "./network.js";
import { keepPainted } from "./paint.js";
import { makePosition } from "./position.js";
import { showPresence } from "./presence.js";
import { Reader } from "./reader.js";
import { showSearch } from "./search.js";
import { makeTabs } from "./tabs.js";
import { showTalk } from "./talk.js";
import { Text } from "./text.js";
import { makeTools } from "./tools.js";

document.documentElement.classList.add("js");
const facts = decode(JSON.parse(byId("facts").textContent ?? ""));
const reader = new Reader(facts);
const text = new Text(facts);
const tools = byId("tools");
keepPainted(reader);
makeTools(tools);
// Before anything is seen: what a reader has hidden once stays hidden.
makePosition(reader, text, tools);

/** Figures and cards can wait until the text has been painted. */
function afterPaint() {
  const marks = new Marks(reader, text);
  new Card(reader, text, marks);
  makeTabs(
    {
      cast: () => showCast(reader, marks),
      presence: () => void showPresence(reader, marks),
      talk: () => void showTalk(reader, marks),
      network: () => void showNetwork(reader, marks, text),
      search: () => showSearch(reader, text),
      contents: () => showContents(reader, text),
    },
    reader,
  );
  document.documentElement.dataset.ready = "yes";
}

requestAnimationFrame(() => setTimeout(afterPaint));
