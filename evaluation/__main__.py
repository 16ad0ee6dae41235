"""Measure Fabula on corpora and print its figures beside the published ones: `python -m evaluation SET…`."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator
from pathlib import Path

from evaluation.data import NoCorpus, data_folder
from evaluation.pipeline import NotAvailable
from evaluation.report import Report, dump

SETS = (
    "pdnc", "litbank-quotes", "litbank-coref", "litbank-coref-gold", "litbank-entities", "litbank-events",
    "litbank-mentions", "ewt", "gum", "semcor", "clic", "conventions", "chapters", "examples", "deeds",
)  # fmt: skip


def measured(name: str, given: argparse.Namespace, data: Path) -> Iterator[Report]:
    """The reports of one set; LitBank's two come from one reading."""
    if name == "pdnc":
        from evaluation.runs import pdnc  # noqa: PLC0415 (a run imports only what it measures)

        yield pdnc.run(data, given.novel, given.novels)
    elif name in ("litbank", "litbank-quotes", "litbank-coref"):
        from evaluation.runs import litbank, litbank_coref  # noqa: PLC0415

        some = litbank.results(data, given.fold, given.novel)
        if name in ("litbank", "litbank-quotes"):
            yield litbank.quotes_report(some)
        if name in ("litbank", "litbank-coref"):
            scored = [one.coreference for one in some]
            yield litbank_coref.report(scored, confused=given.confusion, errors=given.errors)
    elif name == "litbank-coref-gold":
        from evaluation.runs import litbank_coref  # noqa: PLC0415

        scored = litbank_coref.given_results(data, given.fold, given.novel)
        yield litbank_coref.report(scored, given=True, confused=given.confusion, errors=given.errors)
    elif name.startswith("litbank-"):
        from evaluation.runs import labels  # noqa: PLC0415

        run = {
            "litbank-entities": labels.entities_report,
            "litbank-events": labels.events_report,
            "litbank-mentions": labels.mentions_report,
        }[name]
        yield run(data, given.fold, given.novel, confused=given.confusion)
    elif name == "semcor":
        from evaluation.runs import labels  # noqa: PLC0415

        yield labels.semcor_report(data, given.part, given.novel, confused=given.confusion)
    elif name == "ewt":
        from evaluation.runs import words  # noqa: PLC0415

        yield words.ewt_report(data, given.part, given.novel, confused=given.confusion)
    elif name == "gum":
        from evaluation.runs import words  # noqa: PLC0415

        yield words.gum_report(data, given.novel, confused=given.confusion)
    elif name in ("clic", "conventions"):
        from evaluation.runs import spans  # noqa: PLC0415

        yield (spans.clic_report if name == "clic" else spans.conventions_report)(data, given.novel)
    elif name == "examples":
        from evaluation.runs import examples  # noqa: PLC0415

        yield examples.run(given.novel)
    elif name == "deeds":
        from evaluation.runs import deeds  # noqa: PLC0415

        yield deeds.run(data, given.novel, given.errors)
    elif name == "chapters":
        from evaluation.runs import chapters  # noqa: PLC0415

        yield chapters.run(data, given.novel)


def main(arguments: list[str] | None = None) -> int:
    """Run from the command line; 2 if a set, or what it measures, is not on this machine."""
    parser = argparse.ArgumentParser(prog="python -m evaluation", description=__doc__)
    parser.add_argument(
        "sets", nargs="+", choices=(*SETS, "litbank", "all"), metavar="SET", help=", ".join((*SETS, "all"))
    )
    parser.add_argument("--data", type=Path, help="folder of the corpora (default: $FABULA_DATA, else build/data)")
    parser.add_argument("--json", type=Path, help="write the figures to this file too")
    parser.add_argument("--novel", help="only texts whose name contains this")
    parser.add_argument("--novels", choices=("all", "working", "held-back"), default="all", help="which novels of pdnc")
    parser.add_argument("--fold", choices=("dev", "train", "all"), default="dev", help="which excerpts of litbank")
    parser.add_argument("--part", choices=("dev", "test"), default="dev", help="which part of ewt and semcor")
    parser.add_argument(
        "--confusion",
        action="store_true",
        help="print what is taken for what, where labels are scored; of coreference, links by kind of mention",
    )
    parser.add_argument("--errors", type=int, default=0, metavar="N", help="print N mistakes, of coreference or deeds")
    given = parser.parse_args(arguments)
    data = data_folder(given.data)
    wanted = SETS if "all" in given.sets else tuple(dict.fromkeys(given.sets))
    if {"litbank-quotes", "litbank-coref"} <= set(wanted):
        wanted = tuple("litbank" if name == "litbank-quotes" else name for name in wanted if name != "litbank-coref")
    reports, missing = [], False
    for name in wanted:
        try:
            for report in measured(name, given, data):
                print("\n".join(report.lines()), flush=True)
                reports.append(report)
        except (NoCorpus, NotAvailable) as absent:
            print(f"{name}: {absent}", file=sys.stderr)
            missing = True
    if given.json:
        given.json.write_text(dump(reports), encoding="utf-8", newline="\n")
    return 2 if missing else 0


if __name__ == "__main__":
    raise SystemExit(main())
