"""Fuzzing guided by coverage: `python -m tests.robust.guided TARGET --runs N --seed S`, with atheris (extra `fuzz`).

The fuzzer changes bytes and keeps what reaches code that nothing reached before; it stops at the first finding, whose
input it writes to `build/fuzz/`. For archives it changes one member.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

ROOT = Path(__file__).parents[2]


def main(arguments: Sequence[str] | None = None) -> None:
    """Run from the command line; does not return."""
    parser = argparse.ArgumentParser(prog="python -m tests.robust.guided", description=__doc__)
    parser.add_argument("target", help="as `python -m tests.robust.fuzz --help` lists them")
    parser.add_argument("--runs", type=int, default=10_000)
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args(arguments)
    try:
        import atheris
    except ImportError:
        parser.error("atheris is not installed: pip install '.[fuzz]'")
    with atheris.instrument_imports(include=["fabula"], enable_loader_override=False):
        import fabula.sources.ao3
        import fabula.sources.docx
        import fabula.sources.epub
        import fabula.sources.html
        import fabula.sources.markdown
        import fabula.sources.textfile
        import fabula.text.chapters
        import fabula.text.quotations
        import fabula.text.sentences  # noqa: F401
    from tests.robust.fuzz import outcome
    from tests.robust.targets import TARGETS

    if given.target not in TARGETS:
        parser.error(f"no target {given.target!r}: choose from {', '.join(TARGETS)}")
    target = TARGETS[given.target]

    def one(data: bytes) -> None:
        _, kind = outcome(given.target, target.wrap(data))
        if kind:
            raise AssertionError(kind)

    found = ROOT / "build" / "fuzz"
    found.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as corpus:
        for number, data in enumerate(target.starts()):
            (Path(corpus) / str(number)).write_bytes(data)
        options = [f"-runs={given.runs}", f"-seed={given.seed}", "-max_len=8192", "-timeout=10", "-rss_limit_mb=2000"]
        atheris.Setup([sys.argv[0], *options, f"-artifact_prefix={found}/{given.target}-guided-", corpus], one)
        atheris.Fuzz()


if __name__ == "__main__":
    main()
