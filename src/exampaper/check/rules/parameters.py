"""Every parameter matters, and what the answer needs is printed."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, fields, replace
from typing import Any

from exampaper import text
from exampaper.check.findings import Found, Sample
from exampaper.check.rules.key import keys
from exampaper.model import Variant
from exampaper.show import answer
from exampaper.show import question as question_text

SOME = 12  # draws that are mixed with each other


@dataclass(frozen=True, slots=True)
class Entry:
    """A parameter, or an entry of one that is a tuple: how to read it, and how to put another in its place."""

    name: str
    read: Callable[[Any], Any]
    put: Callable[[Any, Any], Any]


def entries(sample: Sample) -> Iterator[Entry]:
    """Every parameter, and every entry of the tuples that are of one length on all draws, however deep."""
    drawn = [variant.params for variant in sample.some(SOME)]
    for name in (f.name for f in fields(sample.question.behaviour.params)):
        yield from _within(_field(name), drawn)


def _field(name: str) -> Entry:
    return Entry(name, lambda params: getattr(params, name), lambda params, new: replace(params, **{name: new}))


def _within(whole: Entry, drawn: Sequence[Any]) -> Iterator[Entry]:
    yield whole
    values = [whole.read(params) for params in drawn]
    lengths = {len(value) if isinstance(value, tuple) else 0 for value in values}
    for index in range(lengths.pop() if len(lengths) == 1 else 0):
        yield from _within(_item(whole, index), drawn)


def _item(whole: Entry, index: int) -> Entry:
    def put(params: Any, new: Any) -> Any:
        old = whole.read(params)
        return whole.put(params, (*old[:index], new, *old[index + 1 :]))

    return Entry(f"{whole.name}[{index}]", lambda params: whole.read(params)[index], put)


def parameters_matter(sample: Sample) -> Iterator[Found]:
    """Each parameter changes the text or the answer."""
    idle: set[str] = set()
    for entry in entries(sample):
        if not any(f"{entry.name}[".startswith(f"{name}[") for name in idle) and _is_idle(sample, entry):
            idle.add(entry.name)
            at = f"Params.{entry.name.partition('[')[0]}"
            yield sample.found("parameters matter", f"{entry.name} changes neither text nor answer", at=at)


def _is_idle(sample: Sample, entry: Entry) -> bool:
    """Whether nothing changes when it takes another draw's value, in three draws at least."""
    tried = 0
    for variant, made in mixtures(sample, entry):
        if _says(made) != _says(variant) or made.answers != variant.answers:
            return False
        tried += 1
    return tried >= 3


def _says(variant: Variant) -> str:
    return as_printed(variant) + answer(variant)


def mixtures(sample: Sample, entry: Entry) -> Iterator[tuple[Variant, Variant]]:
    """Draws, each with what it is when one parameter is another draw's."""
    some = sample.some(SOME)
    for variant in some:
        old = entry.read(variant.params)
        others = (new for other in some if (new := entry.read(other.params)) != old)
        if made := next(filter(None, (_made(sample, entry.put(variant.params, new)) for new in others)), None):
            yield variant, made


def _made(sample: Sample, params: Any) -> Variant | None:
    """The variant of these parameters; None where they do not go together."""
    try:
        return sample.question.of(params)
    except Exception:
        return None


def derivable(sample: Sample) -> Iterator[Found]:
    """Two variants that ask the same have the same key: no value that the answer needs is hidden."""
    first: dict[str, Variant] = {}
    for variant in sample.variants.values():
        other = first.setdefault(as_printed(variant), variant)
        if keys(other) != keys(variant):
            message = f"asks the same as seed {other.seed}, but its key differs: a value it needs is never printed"
            yield sample.found("derivable", message, variant, at="question")
            return
    yield from _hidden(sample)


def as_printed(variant: Variant) -> str:
    """The question as printed, with its figures and the data that come with it."""
    return question_text(variant) + repr((text.graphs(variant.asked), text.data_of(variant.asked)))


def _hidden(sample: Sample) -> Iterator[Found]:
    """A parameter that never changes the question, but does change the key.

    In mixtures of two draws a parameter may lie idle; one that every mixture hides is never printed.
    """
    for entry in map(_field, (f.name for f in fields(sample.question.behaviour.params))):
        if found := _hides(sample, entry):
            message = f"{entry.name} changes the key but not the question"
            yield sample.found("derivable", message, found, at=f"Params.{entry.name}")


def _hides(sample: Sample, entry: Entry) -> Variant | None:
    """A variant whose key changes with a parameter that no mixture shows."""
    hidden = None
    for variant, made in mixtures(sample, entry):
        if as_printed(made) != as_printed(variant):
            return None
        if keys(made) != keys(variant):
            hidden = hidden or variant
    return hidden
