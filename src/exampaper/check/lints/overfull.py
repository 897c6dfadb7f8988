"""Nothing is wider than its line, or higher than its page: formulas, words, lines of code, tables, figures."""

from __future__ import annotations

from collections.abc import Iterator

from exampaper.check.finding import Finding
from exampaper.check.paper import paper
from exampaper.check.registry import lint
from exampaper.check.sample import Sample
from exampaper.papers import overfull
from exampaper.papers.documents import DOCUMENTS


@lint(
    "overfull",
    "a formula, word, table or figure is wider than its line, or higher than the page",
    remedy="shorten it, or break it in two",
)
def fits(sample: Sample) -> Iterator[Finding]:
    """What sticks out of its line is cut at the edge of the page, or printed over the text beside it.

    The typesetter says nothing of it, so it is measured.

    Example: a matrix of twelve columns in the answer to a part, whose lines are short.
    """
    variants = sample.some(sample.effort.pages)
    for misfit in overfull.measured(paper(variants), DOCUMENTS):
        message = f"a {misfit.what} is {misfit.beyond} mm {misfit.way}"
        if misfit.source:
            message += f": {misfit.source}"
        yield sample.finding(message, variants[misfit.question - 1], at="question")
        return
