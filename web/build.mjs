// Bundles web/src into src/fabula/report/assets: report.js and report.css, each with a banner that says what it is made of.
import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const here = dirname(fileURLToPath(import.meta.url));
const assets = join(here, "..", "src", "fabula", "report", "assets");

/** SHA-256 of the names and bytes of all sources and of the lock file, in the order of their names. */
function digest() {
  const names = readdirSync(join(here, "src")).sort().map((name) => join("src", name));
  const hash = createHash("sha256");
  for (const name of [...names, "package-lock.json"]) {
    hash.update(name.replaceAll("\\", "/") + "\0");
    hash.update(readFileSync(join(here, name)));
    hash.update("\0");
  }
  return hash.digest("hex");
}

const banner = `/* Fabula's report, Apache-2.0. Sources: web/src, sha256 ${digest()}. */`;
const d3 = `
/* Holds d3-array, d3-axis, d3-color, d3-dispatch, d3-force, d3-format, d3-interpolate, d3-quadtree, d3-scale,
d3-selection, d3-time, d3-time-format and d3-timer, in part. Copyright 2010-2023 Mike Bostock; internmap, copyright
2021 Mike Bostock. ISC licence: permission to use, copy, modify, and/or distribute this software for any purpose with
or without fee is hereby granted, provided that the above copyright notice and this permission notice appear in all
copies. The software is provided "as is" and the author disclaims all warranties with regard to this software including
all implied warranties of merchantability and fitness. In no event shall the author be liable for any special, direct,
indirect, or consequential damages or any damages whatsoever resulting from loss of use, data or profits, whether in an
action of contract, negligence or other tortious action, arising out of or in connection with the use or performance of
this software. */`;

const shared = { bundle: true, minify: true, charset: "ascii", legalComments: "none", logLevel: "warning" };
await build({
  ...shared,
  entryPoints: [join(here, "src", "main.js")],
  outfile: join(assets, "report.js"),
  format: "iife",
  target: ["chrome111", "firefox113", "safari16.4"],
  banner: { js: banner + d3 },
});
await build({
  ...shared,
  entryPoints: [join(here, "src", "report.css")],
  outfile: join(assets, "report.css"),
  target: ["chrome111", "firefox113", "safari16.4"],
  banner: { css: banner },
});
