"""Draws mixed with each other: variants in which one parameter, or an entry of one, is another draw's."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from exampaper.check.sample import Sample
from exampaper.check.values import field_names
from exampaper.model import Variant

SOME = 12  # draws that are mixed


@dataclass(frozen=True, slots=True)
class Entry:
    """A parameter, or an entry of one that is a tuple: how to read it, and how to put another in its place."""

    name: str
    read: Callable[[Any], Any]
    put: Callable[[Any, Any], Any]

    def is_within(self, name: str) -> bool:
        """Whether it is the entry of this name, or one in it."""
        return f"{self.name}[".startswith(f"{name}[")


def whole_parameters(sample: Sample) -> list[Entry]:
    """Every parameter."""
    return [_parameter(name) for name in field_names(sample.question.behaviour.params)]


def entries(sample: Sample) -> Iterator[Entry]:
    """Every parameter, and every entry of the tuples that are of one length on all draws, however deep."""
    drawn = [variant.params for variant in sample.some(SOME)]
    for parameter in whole_parameters(sample):
        yield from _within(parameter, drawn)


def _parameter(name: str) -> Entry:
    return Entry(name, lambda params: getattr(params, name), lambda params, new: replace(params, **{name: new}))


def _within(whole: Entry, drawn: Sequence[Any]) -> Iterator[Entry]:
    yield whole
    lengths = set()
    for params in drawn:
        value = whole.read(params)
        lengths.add(len(value) if isinstance(value, tuple) else 0)
    if len(lengths) == 1:
        for index in range(lengths.pop()):
            yield from _within(_item(whole, index), drawn)


def _item(whole: Entry, index: int) -> Entry:
    def put(params: Any, new: Any) -> Any:
        old = whole.read(params)
        return whole.put(params, (*old[:index], new, *old[index + 1 :]))

    return Entry(f"{whole.name}[{index}]", lambda params: whole.read(params)[index], put)


def mixtures(sample: Sample, entry: Entry) -> Iterator[tuple[Variant, Variant]]:
    """Draws, each with what it is when one parameter is another draw's."""
    for variant in sample.some(SOME):
        mixed = _mixed(sample, variant, entry)
        if mixed is not None:
            yield variant, mixed


def _mixed(sample: Sample, variant: Variant, entry: Entry) -> Variant | None:
    """The variant with another draw's value of the entry; None where none of them goes with the rest."""
    old = entry.read(variant.params)
    for other in sample.some(SOME):
        new = entry.read(other.params)
        if new == old:
            continue
        try:
            return sample.question.of(entry.put(variant.params, new))
        except Exception:
            continue
    return None
