"""Nothing is wider than its line, or higher than its page: formulas, words, lines of code, tables, figures."""

from __future__ import annotations

from collections.abc import Iterator

from exampaper.check.findings import Found, Sample
from exampaper.check.pages import paper
from exampaper.papers import overfull
from exampaper.papers.documents import DOCUMENTS


def fits(sample: Sample) -> Iterator[Found]:
    """Nothing is wider than its line."""
    variants = sample.some(sample.effort.pages)
    for each in overfull.measured(paper(variants), DOCUMENTS):
        told = f"a {each.what} is {each.beyond} mm {each.way}: {each.source}".removesuffix(": ")
        yield sample.found("page", told, variants[each.question - 1], at="question")
        return
