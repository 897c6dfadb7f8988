"""What a question's printed page says of its parameters, read back by the question's own `read`."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from exampaper import text
from exampaper.check.sample import Sample
from exampaper.check.values import field_names
from exampaper.model import Variant
from exampaper.nodes import Beside, DataLink
from exampaper.questions.read_back import Page, names_read
from exampaper.questions.rendering import shown_figures

READ = 20
"""So many variants tell which parameters are read back: a snippet below a condition is not on every page."""


def printed_page(sample: Sample, variant: Variant) -> Page:
    """The text of a variant, the figures of the question that stand in it, and the data files that it names."""
    blocks = variant.question_blocks
    shown: list[Beside] = [*text.graphs(blocks)]
    for node in text.walk(blocks):
        if isinstance(node, DataLink):
            shown.append(node.data)
    if not shown:
        return Page(variant.markdown, {})
    drawn = sample.question.behaviour.figures(variant.params, variant.answers)
    seen = shown_figures(drawn, sample.question.source.front)
    return Page(variant.markdown, {name: figure for name, figure in drawn.items() if seen[name] in shown})


def read_back(sample: Sample, variant: Variant) -> Mapping[Any, Any]:
    """What the page of a variant says. Raises what the question's `read` raises; {} where it has none."""
    read = sample.question.behaviour.read
    return read(printed_page(sample, variant), variant.params) if read else {}


def parameter_names(sample: Sample) -> list[str]:
    """The names of the parameters that are drawn."""
    return field_names(sample.question.behaviour.params)


def read_names(sample: Sample) -> set[str]:
    """The parameters that the pages of the sample are read back for."""
    known = sample.remembered.get("read_names")
    if known is None:
        known = set[str]()
        for variant in sample.some(READ):
            try:
                known |= names_read(read_back(sample, variant))
            except Exception:  # a rule tells it
                continue
        sample.remembered["read_names"] = known
    return set(known)


def count_read(sample: Sample) -> int | None:
    """How many parameters are read back; None for a question without `read`."""
    return len(read_names(sample)) if sample.question.behaviour.read else None
