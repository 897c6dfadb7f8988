"""Every parameter matters."""

from __future__ import annotations

from collections.abc import Iterator

from exampaper.check.finding import Finding
from exampaper.check.mixtures import Entry, entries, mixtures
from exampaper.check.registry import lint
from exampaper.check.sample import Sample
from exampaper.check.text import question_as_printed
from exampaper.model import Variant
from exampaper.show import answer

ENOUGH = 3  # mixtures to try before a parameter that changes nothing is called idle


@lint("idle-parameter", "a parameter, or an entry of one, changes nothing", remedy="drop it, or print it")
def parameters_matter(sample: Sample) -> Iterator[Finding]:
    """A parameter that changes neither text nor answer was forgotten in both, or is left from an earlier version.

    The space of the question looks larger for it than it is. Each parameter takes another draw's value in turn.

    Example: `epochs: int` in `Params`, and a text that says “100 epochs”.
    """
    idle: set[str] = set()
    for entry in entries(sample):
        if not any(map(entry.is_within, idle)) and _is_idle(sample, entry):
            idle.add(entry.name)
            at = f"Params.{entry.name.partition('[')[0]}"
            yield sample.finding(f"{entry.name} changes neither text nor answer", at=at, subject=entry.name)


def _is_idle(sample: Sample, entry: Entry) -> bool:
    """Whether nothing changes when it takes another draw's value, in some draws at least."""
    tried = 0
    for variant, mixed in mixtures(sample, entry):
        if _texts(mixed) != _texts(variant) or mixed.answers != variant.answers:
            return False
        tried += 1
    return tried >= ENOUGH


def _texts(variant: Variant) -> str:
    return question_as_printed(variant) + answer(variant)
