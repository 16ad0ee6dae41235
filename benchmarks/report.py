"""How long the report of a long story takes to be written and, in headless Chromium, to be painted, and how big it is.

`python -m benchmarks.report NOVEL.txt` reads it; `NOVEL.fabula`, read before, is quicker. Without a story all examples
are taken, for their sizes. Times are medians of several runs on this machine; the browser starts with an empty profile
and opens the file with nothing cached.
"""

from __future__ import annotations

import argparse
import statistics
import tempfile
import time
from pathlib import Path

import fabula
from benchmarks.chromium import Chromium, find
from fabula.report import write
from fabula.story import Story

ROOT = Path(__file__).parents[1]
EXAMPLES = (".txt", ".md", ".html", ".epub", ".docx")
PAINTED = """new Promise((done) => {
  const seen = () => performance.getEntriesByName('first-contentful-paint')[0]?.startTime;
  const wait = () => (seen() === undefined ? setTimeout(wait, 10) : done(seen()));
  wait();
})"""
READY = "document.documentElement.dataset.ready === 'yes'"
FIGURES = ("presence", "talk", "network")


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", maxsplit=1)[0])
    parser.add_argument("stories", nargs="*", type=Path, help="stories or .fabula files; by default the examples")
    parser.add_argument("--runs", type=int, default=5, help="how often each page is opened (default: 5)")
    given = parser.parse_args()
    paths = given.stories or sorted(
        path for path in (ROOT / "examples").iterdir() if path.suffix in EXAMPLES and ".report." not in path.name
    )
    with tempfile.TemporaryDirectory() as folder:
        for path in paths:
            measure(path, Path(folder, "story.report.html"), given.runs)


def measure(path: Path, target: Path, runs: int) -> None:
    """Print the figures of one story's report."""
    story = fabula.open(path) if path.suffix == ".fabula" else fabula.read(path)
    began = time.perf_counter()
    write(story, target)
    taken = time.perf_counter() - began
    size, text = target.stat().st_size, len(story.text.encode("utf-8", "replace"))
    allowed = 3 * text + 400_000
    print(f"{path.name}: {words(story):,} words, {text:,} bytes of text")
    print(f"  report: {size:,} bytes, {size / text:.2f} times the text, {size / allowed:.0%} of what is allowed")
    print(f"  written in {taken:.2f} s")
    if find() is None:
        print("  no chromium: nothing painted")
        return
    paints, readies, figures = [], [], []
    for _ in range(runs):
        with Chromium() as browser:
            browser.size(1440, 900)
            browser.open(target, ready="true")
            paints.append(browser.run(PAINTED) / 1000)
            browser.wait(READY, 30)
            readies.append(browser.run("performance.now()") / 1000)
            for name in FIGURES:
                click = f"document.getElementById('tab-{name}').click(); document.body.offsetHeight"
                figures.append(
                    browser.run(f"(() => {{ const t = performance.now(); {click}; return performance.now() - t }})()")
                )
    print(f"  first paint: median {statistics.median(paints):.2f} s, worst {max(paints):.2f} s of {runs}")
    print(f"  script ready by: median {statistics.median(readies):.2f} s; slowest figure {max(figures):.0f} ms")


def words(story: Story) -> int:
    """How many words the text has, as white space parts them."""
    return len(story.document.visible.text.split())


if __name__ == "__main__":
    main()
