"""The palettes: each colour stands out from the page and from the others, for whoever sees it."""

from __future__ import annotations

from itertools import combinations
from pathlib import Path

import numpy as np
import pytest

from fabula.report import colours

SIGHT = {
    "all colours": np.eye(3),
    "no red": np.array(
        [[0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216], [-0.003882, -0.048116, 1.051998]]
    ),
    "no green": np.array(
        [[0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413], [-0.011820, 0.042940, 0.968881]]
    ),
    "no blue": np.array(
        [[1.255528, -0.076749, -0.178779], [-0.078411, 0.930809, 0.147602], [0.004733, 0.691367, 0.303900]]
    ),
}
"""Machado, Oliveira and Fernandes (2009), severity 1, on linear RGB."""
TO_LMS = np.array(
    [
        [0.4122214708, 0.5363325363, 0.0514459929],
        [0.2119034982, 0.6806995451, 0.1073969566],
        [0.0883024619, 0.2817188376, 0.6299787005],
    ]
)
TO_OKLAB = np.array(
    [
        [0.2104542553, 0.7936177850, -0.0040720468],
        [1.9779984951, -2.4285922050, 0.4505937099],
        [0.0259040371, 0.7827717662, -0.8086757660],
    ]
)
INK = ("#1d1c1a", "#e6e3dc")
SOFT = ("#5c5a54", "#aaa79f")
RAISED = ("#ffffff", "#20232a")
SCHEMES = list(enumerate((colours.LIGHT, colours.DARK)))
CSS = (Path(__file__).parents[2] / "web" / "src" / "report.css").read_text(encoding="utf-8")


def linear(colour: str) -> np.ndarray:
    values = np.array([int(colour[at : at + 2], 16) for at in (1, 3, 5)]) / 255
    return np.where(values <= 0.04045, values / 12.92, ((values + 0.055) / 1.055) ** 2.4)


def oklab(rgb: np.ndarray) -> np.ndarray:
    return TO_OKLAB @ np.cbrt(TO_LMS @ np.clip(rgb, 0, 1))


def contrast(one: np.ndarray, other: np.ndarray) -> float:
    weights = np.array([0.2126, 0.7152, 0.0722])
    dark, light = sorted((float(one @ weights), float(other @ weights)))
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize(("scheme", "palette"), SCHEMES)
def test_lines_stand_out_from_the_page(scheme: int, palette: tuple[str, ...]) -> None:
    assert len(set(palette)) == colours.OWN
    assert min(contrast(linear(colour), linear(colours.PAGE[scheme])) for colour in palette) >= 3


@pytest.mark.parametrize("sight", SIGHT)
@pytest.mark.parametrize(("scheme", "palette"), SCHEMES)
def test_colours_differ_for_everyone(scheme: int, palette: tuple[str, ...], sight: str) -> None:
    seen = {colour: oklab(SIGHT[sight] @ linear(colour)) for colour in palette}
    nearest = min((float(np.linalg.norm(seen[a] - seen[b])), a, b) for a, b in combinations(palette, 2))
    # A difference of 0.02 is just seen.
    assert nearest[0] > 0.09, nearest


@pytest.mark.parametrize(("scheme", "palette"), SCHEMES)
def test_letters_can_be_read_on_everything(scheme: int, palette: tuple[str, ...]) -> None:
    page = linear(colours.PAGE[scheme])
    for letters in (INK[scheme], SOFT[scheme]):
        assert contrast(linear(letters), page) >= 4.5
        assert contrast(linear(letters), linear(RAISED[scheme])) >= 4.5
    # The strongest tint under letters: a mark under the pointer inside a quotation; mixed as it is, in OKLab.
    for colour in palette:
        ground = oklab(page)
        for part in (0.22, 0.22):
            ground = part * oklab(linear(colour)) + (1 - part) * ground
        rgb = np.linalg.solve(TO_LMS, np.linalg.solve(TO_OKLAB, ground) ** 3)
        assert contrast(linear(INK[scheme]), np.clip(rgb, 0, 1)) >= 4.5, colour


def test_the_style_sheet_has_the_same_colours() -> None:
    for pair, name in ((colours.PAGE, "page"), (INK, "ink"), (SOFT, "soft"), (RAISED, "raised")):
        for colour in pair:
            assert f"--{name}: {colour};" in CSS


def test_not_by_colour_alone() -> None:
    rules = colours.rules(["An", "To", "Ev"])
    assert '.c0{--k:var(--k0);--u:solid;--l:"An"}' in rules
    assert {colours.line_of(slot) for slot in range(colours.OWN)} == {"solid", "double"}
    assert [colours.class_of(row) for row in (0, 59, 60, 400)] == ["c0", "c59", "n", "n"]
