"""The proof of the proof: `check` must reject corrupted answers."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from exampaper.check.findings import Found, Sample, Tally
from exampaper.check.mutate import corruptions
from exampaper.check.rules import refused
from exampaper.model import Variant


@dataclass(frozen=True, slots=True)
class Score:
    """How many corrupted answers were tried, how many rejected, and those that were not."""

    tried: int
    rejected: int
    survivors: tuple[Found, ...]

    @property
    def share(self) -> float | None:
        return self.rejected / self.tried if self.tried else None


def score(sample: Sample) -> Score:
    """Corrupt the answers of the sample's first draws, and see what `check` says."""
    check = sample.question.behaviour.check
    if check is None:
        return Score(0, 0, ())
    tried = rejected = 0
    tally = Tally()
    some = list(sample.some(sample.effort.mutated))
    for index, (seed, variant) in enumerate(some):
        if refused(sample, check, seed, variant):
            continue  # where the key itself is refused, it tells nothing that wrong ones are
        others = [some[index - 1][1].answers] if len(some) > 1 else []
        for name, how, wrong in _wrong(sample, variant, others):
            tried += 1
            if _rejects(check, variant.params, wrong):
                rejected += 1
            else:
                told = f"check accepts {name} = {_short(getattr(wrong, name))} ({how}) for {_short(variant.params)}"
                tally.add(f"{name} {how}", Found("mutation", told, seed, sample.where))
    return Score(tried, rejected, tuple(tally)[:5])


def _rejects(check: Any, params: Any, wrong: Any) -> bool:
    try:
        check(params, wrong)
    except Exception:  # a wrong answer that cannot even be computed with is rejected as well
        return True
    return False


def _short(value: Any) -> str:
    told = repr(value)
    return told if len(told) < 160 else f"{told[:160]}…"


def _wrong(sample: Sample, variant: Variant, others: list[Any]) -> Iterator[tuple[str, str, Any]]:
    if sample.question.kind != "statements":
        yield from corruptions(variant.answers, others)
        return
    # a flipped statement can be noticed where an experiment tests it; the others rest on their authors
    tested = sample.question.behaviour.tested
    for number, id in enumerate(variant.params.shown, 1):
        if id in tested:
            correct = set(variant.answers.correct) ^ {number}
            yield "correct", f"{id} flipped", replace(variant.answers, correct=tuple(sorted(correct)))
