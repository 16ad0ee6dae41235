"""The HTML report: the whole story with everyone in it marked, a cast and figures, in one file that asks no network."""

from fabula.report.page import SUFFIX, page, write

__all__ = ["SUFFIX", "page", "write"]
