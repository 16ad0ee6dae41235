"""Make `docs/cast.svg` from what the first command of the README prints: `python docs/make_picture.py`.

The text is the command's standard output as it is; the drawing holds no network address and no font.
"""

from __future__ import annotations

import io
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from rich.console import Console
from rich.terminal_theme import MONOKAI
from rich.text import Text

ROOT = Path(__file__).resolve().parent.parent
TARGET = ROOT / "docs" / "cast.svg"
COMMAND = "fabula read examples/the-salt-road.html --out build"
CLI = "import sys; from fabula.cli import main; sys.exit(main())"
FORMAT = """<svg class="rich-terminal" viewBox="0 0 {width} {height}" xmlns="http://www.w3.org/2000/svg">
    <style>
    .{unique_id}-matrix {{
        font-family: monospace;
        font-size: {char_height}px;
        line-height: {line_height}px;
        font-variant-east-asian: full-width;
    }}
    .{unique_id}-title {{
        font-size: 18px;
        font-weight: bold;
        font-family: sans-serif;
    }}
    {styles}
    </style>
    <defs>
    <clipPath id="{unique_id}-clip-terminal">
      <rect x="0" y="0" width="{terminal_width}" height="{terminal_height}" />
    </clipPath>
    {lines}
    </defs>
    {chrome}
    <g transform="translate({terminal_x}, {terminal_y})" clip-path="url(#{unique_id}-clip-terminal)">
    {backgrounds}
    <g class="{unique_id}-matrix">
    {matrix}
    </g>
    </g>
</svg>
"""


def printed() -> str:
    """What the command prints, run on a copy of the example in an empty folder."""
    with tempfile.TemporaryDirectory() as folder:
        example = Path(folder, COMMAND.split()[2])
        example.parent.mkdir()
        shutil.copy(ROOT / COMMAND.split()[2], example)
        done = subprocess.run(
            [sys.executable, "-c", CLI, *COMMAND.split()[1:]], cwd=folder, check=True, capture_output=True
        )
    return done.stdout.decode("utf-8").replace("\r\n", "\n").replace("\\", "/")


def picture(output: str) -> str:
    """The output below its command, as a drawing of a terminal."""
    lines = [line.rstrip() for line in output.splitlines()]
    width = max(map(len, [*lines, COMMAND])) + 2
    console = Console(record=True, width=width, file=io.StringIO(), highlight=False, force_terminal=True)
    console.print(Text.assemble(("$ ", "dim"), COMMAND))
    for number, line in enumerate(lines):
        console.print(Text(line, style="bold" if number < 2 else ""))
    drawn = console.export_svg(title="fabula", theme=MONOKAI, code_format=FORMAT, unique_id="fabula")
    return "\n".join(line.rstrip() for line in drawn.splitlines()) + "\n"


def main() -> None:
    """Write the picture."""
    TARGET.write_text(picture(printed()), encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
