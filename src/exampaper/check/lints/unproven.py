"""What `check` cannot prove: answers without wrong values, drawings that are made of no answer."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain

from exampaper import text
from exampaper.check import applies
from exampaper.check.finding import Finding
from exampaper.check.mutants import corruptions
from exampaper.check.registry import lint
from exampaper.check.sample import Sample
from exampaper.check.steps import Endless
from exampaper.model import Variant
from exampaper.nodes import Beside
from exampaper.questions.rendering import shown_figures

OTHERS = 6  # draws whose answers serve as wrong ones


@lint(
    "untried-answer",
    "no wrong value of an answer is known, so that `check` was not tried on it",
    remedy="give it a plain type, or let it vary: another draw's value is a wrong one",
    kinds=applies.lists_nothing,
    warning=True,
)
def untried_answer() -> None:
    """Wrong answers are made by type. Of other types, another draw's value is the only wrong one.

    Found while `check` is tried with wrong answers.

    Example: an answer of a class of your own that is the same on every draw.
    """


@lint(
    "unproven-figure",
    "a figure is part of the answer, but no answer that `check` proves changes it",
    remedy="make the figure from `answers`",
    kinds=applies.draws_answer,
    warning=True,
)
def drawings_hang_on_answers(sample: Sample) -> Iterator[Finding]:
    """`check` sees answers and no drawings. One that is made of answers is proven with them: wrong ones draw another.

    Example: `figures` that draws the graph of the answer from the parameters.
    """
    for variant in sample.some(1):
        asked = set(text.graphs(variant.question_blocks))
        answered = set(chain.from_iterable(text.graphs(part.answer) for part in variant.parts)) - asked
        drawn = dict(sample.question.behaviour.figures(variant.params, variant.answers))
        seen = shown_figures(drawn, sample.question.source.front)
        for name, graph in drawn.items():
            if seen[name] in answered and not _hangs_on_answers(sample, variant, name, graph):
                message = f"figure {name} is part of the answer, but no answer that check proves changes it"
                yield sample.finding(message, variant, at="figures", subject=name)


def _hangs_on_answers(sample: Sample, variant: Variant, name: str, graph: Beside) -> bool:
    for _, _, wrong in corruptions(variant.answers, sample.answers(OTHERS)):
        try:
            if sample.question.behaviour.figures(variant.params, wrong)[name] != graph:
                return True
        except (Exception, Endless):  # what cannot be drawn is another drawing
            return True
    return False
