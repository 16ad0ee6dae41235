"""How good a confidence is: expected calibration error in ten equal bins (Naeini et al. 2015)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from evaluation.report import Cell

BINS = 10


@dataclass(frozen=True, slots=True)
class Bins:
    """Sums by bin of confidence; add them for several texts. Bin b holds confidences from b / 10 up to (b + 1) / 10."""

    of: tuple[int, ...] = (0,) * BINS
    right: tuple[int, ...] = (0,) * BINS
    confidence: tuple[float, ...] = (0.0,) * BINS

    @classmethod
    def count(cls, pairs: Iterable[tuple[float, bool]]) -> Bins:
        """Sort (confidence, right or not) into bins; what lies outside 0 to 1 goes to the nearest bin."""
        of, right, confidence = [0] * BINS, [0] * BINS, [0.0] * BINS
        for sure, is_right in pairs:
            row = min(BINS - 1, max(0, int(sure * BINS)))
            of[row] += 1
            right[row] += is_right
            confidence[row] += sure
        return cls(tuple(of), tuple(right), tuple(confidence))

    def __add__(self, other: Bins) -> Bins:
        return Bins(
            tuple(a + b for a, b in zip(self.of, other.of, strict=True)),
            tuple(a + b for a, b in zip(self.right, other.right, strict=True)),
            tuple(a + b for a, b in zip(self.confidence, other.confidence, strict=True)),
        )

    @property
    def error(self) -> float:
        """The mean over all pairs of |share right - mean confidence| of their bin; 0 for none."""
        gaps = sum(abs(right - sure) for right, sure in zip(self.right, self.confidence, strict=True))
        return gaps / max(1, sum(self.of))

    def rows(self) -> list[dict[str, Cell]]:
        """The bins that hold anything as rows of a table."""
        return [
            {
                "confidence": f"{row / BINS:.1f} to {(row + 1) / BINS:.1f}",
                "number": number,
                "mean confidence": self.confidence[row] / number,
                "right": self.right[row] / number,
            }
            for row, number in enumerate(self.of)
            if number
        ]
