"""The commands: each a thin shell over one function of the library."""

from __future__ import annotations

import sys
import time
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from fabula.cli import views
from fabula.cli.inputs import SUFFIX, Job, plan, report_of, standard_input
from fabula.cli.printing import complain, line, note, path_line, printable, say, status_of
from fabula.cli.progress import Bar
from fabula.errors import InputError, UsageError
from fabula.story import Story
from fabula.version import MODEL, VERSION

if TYPE_CHECKING:
    from fabula.sources.casts import CastEntry

_FILE = click.Path(path_type=Path)
_FOLDER = click.Path(path_type=Path, file_okay=False)


def _examples(*lines: str) -> str:
    """An epilog of examples that click leaves as they are."""
    return "\b\nExamples:\n" + "\n".join(f"  {line}" for line in lines)


@click.group(
    context_settings={"help_option_names": ["-h", "--help"]},
    epilog=_examples(
        "fabula read examples/the-salt-road.html",
        "fabula show examples/the-salt-road.fabula",
        "fabula COMMAND --help",
    ),
)
@click.version_option(VERSION, prog_name="fabula", message=f"%(prog)s %(version)s (model {MODEL})")
def fabula() -> None:
    """Turn a story into its story world: who is in it, and who says what.

    Everything happens on this machine; nothing is sent or downloaded.
    """


@fabula.command(
    epilog=_examples(
        "fabula read examples/the-salt-road.html",
        "fabula read --out build/stories examples",
        "fabula read --out build/stories - < examples/what-the-ferryman-knew.txt",
        "fabula cast examples/the-salt-road.html --out cast.csv",
        "fabula read examples/the-salt-road.html --cast cast.csv",
    )
)
@click.argument("inputs", nargs=-1, required=True, metavar="INPUT...")
@click.option("-o", "--out", type=_FOLDER, help="Folder for the results; by default each lies beside its input.")
@click.option("--cast", type=_FILE, metavar="CAST.CSV", help="Stick to this cast; `fabula cast` writes one to change.")
@click.option("--no-report", is_flag=True, help="Write the .fabula file only.")
@click.option("-q", "--quiet", is_flag=True, help="No progress and no cast list; errors and warnings still show.")
@click.option("-a", "--all", "everyone", is_flag=True, help="The whole cast list, however long.")
def read(
    inputs: tuple[str, ...], out: Path | None, cast: Path | None, no_report: bool, quiet: bool, everyone: bool
) -> int:
    """Read stories and write a .fabula file and a report, one page of HTML, for each.

    INPUT is a file, a folder (every story in it and below, hidden ones left out), or - for standard input, whose
    result is stdin.fabula. A result is named after its input less the last extension; where two would share a name
    the extension is kept (story.epub.fabula), and where that is not enough the folder's name comes first.
    """
    statuses = [0]

    def refuse(error: InputError) -> None:
        complain(error)
        statuses.append(status_of(error))

    entries = None
    if cast is not None:
        from fabula.sources.casts import load_cast  # noqa: PLC0415

        entries = load_cast(cast)
    jobs = plan(inputs, out, refuse, reports=not no_report)
    if out is not None and jobs:
        from fabula.store.atomic import make_folder  # noqa: PLC0415

        make_folder(out)
    for number, job in enumerate(jobs):
        try:
            if number and not quiet:
                say()
            _read_one(job, entries, report=not no_report, quiet=quiet, most=None if everyone else views.CAST_ROWS)
        except BrokenPipeError:
            raise
        except Exception as error:
            # One bad story must not keep the others from being read.
            complain(error, job.name)
            statuses.append(status_of(error))
    # An input that cannot be read is told from everything else that can go wrong, whichever came first.
    return max(statuses)


def _read_one(job: Job, cast: Sequence[CastEntry] | None, *, report: bool, quiet: bool, most: int | None) -> None:
    from fabula import reading  # noqa: PLC0415

    began = time.perf_counter()
    with Bar(job.name, quiet=quiet) as bar:
        if job.source is None:
            story = reading.read_bytes(standard_input(), "stdin", cast=cast, progress=bar)
        else:
            story = reading.read(job.source, cast=cast, progress=bar)
        story.save(job.target)
        if report:
            from fabula.report import write  # noqa: PLC0415

            write(story, job.report)
    taken = time.perf_counter() - began
    for warning in story.warnings:
        note(f"{job.name}: warning: {warning}")
    if not quiet:
        say(views.title(story))
        views.show_cast(story, most)
        say(f"written to {path_line(job.target)}")
        if report:
            say(f"report: {path_line(job.report)}")
        note(f"{job.name}: read {views.words(story):,} words in {taken:.1f} s")


def _open(path: Path) -> Story:
    from fabula.store import open_story  # noqa: PLC0415

    return open_story(path)


def _open_or_read(path: Path) -> Story:
    """The story in a .fabula file, or that of a story's own file, read now."""
    if path.suffix.lower() == SUFFIX:
        return _open(path)
    from fabula import reading  # noqa: PLC0415

    with Bar(str(path), quiet=False) as bar:
        return reading.read(path, progress=bar)


@fabula.command(
    epilog=_examples(
        "fabula read examples/the-salt-road.html",
        "fabula show examples/the-salt-road.fabula",
        "fabula show --characters examples/the-salt-road.fabula",
        "fabula show --quotes --speaker Wick examples/the-salt-road.fabula",
        "fabula show --text examples/the-salt-road.fabula",
    )
)
@click.argument("file", type=_FILE, metavar="X.fabula")
@click.option("--characters", is_flag=True, help="The whole cast list.")
@click.option("--quotes", is_flag=True, help="Every quotation: position, share of the text, who to whom, words.")
@click.option("--speaker", metavar="NAME", help="Only the quotations of the character of that name (with --quotes).")
@click.option("--text", is_flag=True, help="The text as a reader sees it.")
@click.option("-a", "--all", "everyone", is_flag=True, help="The whole cast list, however long.")
def show(file: Path, characters: bool, quotes: bool, speaker: str | None, text: bool, everyone: bool) -> None:
    """Show what a .fabula file holds: a summary and the cast, or one of the parts."""
    quotes = quotes or speaker is not None
    if characters + quotes + text > 1:
        raise click.UsageError("--characters, --quotes and --text cannot be combined")
    story = _open(file)
    if characters:
        views.show_cast(story, None)
    elif quotes:
        views.show_quotes(story, speaker)
    elif text:
        views.show_text(story)
    else:
        views.show_summary(story)
        say()
        views.show_cast(story, None if everyone else views.CAST_ROWS)


@fabula.command(
    epilog=_examples(
        "fabula lines examples/the-salt-road.html",
        "fabula read examples/the-salt-road.html",
        "fabula lines examples/the-salt-road.fabula Wick",
        "fabula lines --json examples/the-salt-road.fabula Hessa Muir",
    )
)
@click.argument("file", type=_FILE, metavar="FILE")
@click.argument("name", nargs=-1, metavar="[NAME]")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
def lines(file: Path, name: tuple[str, ...], as_json: bool) -> None:
    """Print who says how much in a .fabula file or in a story, or all lines of the character called NAME.

    A line that narration interrupts counts once, as one line of several quotations. With NAME: for each quotation its
    position, the share of the text before it, how likely the speaker is right, to whom it is said, and its words.
    """
    from fabula.cli.lines import show_counts, show_lines  # noqa: PLC0415

    story = _open_or_read(file)
    if name:
        show_lines(story, " ".join(name), as_json=as_json)
    else:
        show_counts(story, as_json=as_json)


@fabula.command(
    epilog=_examples(
        "fabula cast examples/the-salt-road.html --out cast.csv",
        "fabula read examples/the-salt-road.html --cast cast.csv",
        "fabula cast examples/the-salt-road.fabula",
    )
)
@click.argument("file", type=_FILE, metavar="FILE")
@click.option("-o", "--out", type=_FILE, metavar="CAST.CSV", help="Write it there instead of to standard output.")
def cast(file: Path, out: Path | None) -> None:
    """Print the cast of a .fabula file or of a story as CSV, to be changed and read with again.

    A row is one character: name, aliases (with ; between them), pronouns. Names moved to one row become one
    character's, names in two rows two characters'; the row called - takes names that are no one's. Then
    `fabula read STORY --cast CAST.CSV` sticks to it.
    """
    from fabula.sources.casts import format_cast  # noqa: PLC0415

    text = printable(format_cast(_open_or_read(file).cast))
    # Spreadsheet programs take a file for UTF-8 only where a mark at its start says so.
    marked = text if text.isascii() else "\ufeff" + text
    if out is None:
        say((text if sys.stdout.isatty() else marked).removesuffix("\n"))
    else:
        from fabula.store.atomic import write_text  # noqa: PLC0415

        say(path_line(write_text(out, marked)))


@fabula.command(
    epilog=_examples(
        "fabula read examples/the-salt-road.html",
        "fabula search examples/the-salt-road.fabula tide",
        "fabula search examples/the-salt-road.fabula '\"the mule\"' sand*",
    )
)
@click.argument("file", type=_FILE, metavar="X.fabula")
@click.argument("words", nargs=-1, required=True, metavar="WORDS...")
@click.option("-n", "--limit", type=click.IntRange(min=1), default=20, show_default=True, help="Show at most so many.")
def search(file: Path, words: tuple[str, ...], limit: int) -> None:
    """Find the passages that hold all of WORDS, in reading order.

    Case and accents do not count. Words in double quotes (which the shell must let through) have to follow one
    another; a word that ends in * stands for all that start so. Words that begin with - come after --.
    """
    from fabula import store  # noqa: PLC0415

    found = store.search(file, " ".join(words), limit + 1)
    views.show_found(found[:limit])
    if not found:
        note(f"{file}: no passage holds {' '.join(words)}")
    elif len(found) > limit:
        note(f"the first {limit}; there are more (--limit)")


@fabula.command(
    epilog=_examples(
        "fabula read examples/the-salt-road.html",
        "fabula export examples/the-salt-road.fabula --to booknlp --out build/booknlp",
        "fabula export examples/the-salt-road.fabula --to json --to csv --out build",
        "fabula export examples/the-salt-road.fabula --to script --out build",
    )
)
@click.argument("file", type=_FILE, metavar="X.fabula")
@click.option("--to", "formats", multiple=True, required=True, metavar="FORMAT", help="See `fabula formats`.")
@click.option("-o", "--out", type=_FOLDER, help="Folder for the results; by default that of the file.")
def export(file: Path, formats: tuple[str, ...], out: Path | None) -> None:
    """Write a story in other programs' formats and print the paths of the files.

    They are named after the .fabula file. booknlp and csv also write the text that all offsets index, as .txt.
    """
    from fabula import exports  # noqa: PLC0415

    known = {format_.name for format_ in exports.formats()}
    if unknown := [name for name in formats if name not in known]:
        raise UsageError(f"no export format {unknown[0]!r}: choose from {', '.join(sorted(known))}")
    story = _open(file)
    stem = file.name.removesuffix(SUFFIX) or file.name
    told: set[Path] = set()
    for name in dict.fromkeys(formats):
        for path in exports.export(story, name, out or file.parent, stem):
            # Two formats may share a file, the text.
            if path not in told:
                say(path_line(path))
            told.add(path)


@fabula.command(
    epilog=_examples(
        "fabula read examples/the-salt-road.html --no-report",
        "fabula report examples/the-salt-road.fabula",
        "fabula report examples/the-salt-road.html --out build/the-salt-road.html",
    )
)
@click.argument("file", type=_FILE, metavar="FILE")
@click.option("-o", "--out", type=_FILE, metavar="X.html", help="Write it there instead of beside FILE.")
def report(file: Path, out: Path | None) -> None:
    """Write the report of a .fabula file or of a story: text, cast and figures in one page that needs no network.

    It is called after FILE, X.report.html, and lies beside it. `fabula read` writes it too.
    """
    from fabula.report import write  # noqa: PLC0415

    target = out or report_of(file)
    if target.exists() and file.exists() and target.samefile(file):
        raise UsageError(f"{target} is the story itself: choose another name with --out")
    say(path_line(write(_open_or_read(file), target)))


@fabula.command(epilog=_examples("fabula formats"))
def formats() -> None:
    """List the formats that stories are read from and exported to."""
    from fabula import exports  # noqa: PLC0415
    from fabula.sources import SUFFIXES  # noqa: PLC0415

    say("read:")
    say("  " + " ".join(sorted(SUFFIXES)))
    say("  also AO3 downloads (.html, .epub) and Project Gutenberg texts; - is standard input")
    say("export:")
    for format_ in exports.formats():
        say(f"  {format_.name:<10}{line(format_.description)}")
