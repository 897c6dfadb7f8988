"""The proof of the proof: `check` must reject corrupted answers."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from typing import Any

from exampaper import text
from exampaper.check.algebra import FOR_POSITIVE
from exampaper.check.findings import Found, Sample
from exampaper.check.mutate import ALL, corruptions
from exampaper.check.rules.assumptions import needs_domain, says_domain
from exampaper.check.rules.routes import CLOSELY, accepted, patience, refused, rejects
from exampaper.check.steps import Endless
from exampaper.model import Variant
from exampaper.nodes import Beside


@dataclass(frozen=True, slots=True)
class Score:
    """How many corrupted answers were tried, how many rejected, and those that were not."""

    tried: int
    rejected: int
    survivors: tuple[Found, ...]

    @property
    def share(self) -> float | None:
        return self.rejected / self.tried if self.tried else None


MANY = 3  # ways to corrupt an answer, that are named


def score(sample: Sample) -> Score:
    """Corrupt the answers of the sample's first draws, and see what `check` says."""
    trials = list(_trials(sample))
    told = (*_survivors(trials), *_untried(sample, trials), *_undrawn(sample))
    return Score(len(trials), sum(trial.survivor is None for trial in trials), told)


@dataclass(frozen=True, slots=True)
class Trial:
    """A way in which answers were corrupted, those of one name or of several; what is told if `check` accepts it."""

    names: str
    how: str
    survivor: Found | None


def _trials(sample: Sample) -> Iterator[Trial]:
    tried = 0
    for variant, others in _provable(sample):
        if tried >= sample.effort.corrupted:
            return
        enough = patience(sample)
        for names, how, wrong in _wrong(sample, variant, others):
            tried += 1
            sample.done("wrong answers", tried, None)
            survivor = None
            if not rejects(sample, variant, wrong, enough):
                message = accepted(variant, names, how, wrong)
                survivor = sample.found("mutation", message, variant, at="check", remedy=CLOSELY)
            yield Trial(names, how, survivor)


def _survivors(trials: Sequence[Trial]) -> Iterator[Found]:
    """One finding for every answer that `check` does not look at, or not closely enough; then for several together.

    What is told of one answer is not told again of several with it.
    """
    accepted: dict[str, dict[str, Found]] = {}
    for trial in trials:
        if trial.survivor:
            accepted.setdefault(trial.names, {}).setdefault(trial.how, trial.survivor)
    alone = {names for names in accepted if ", " not in names and names != ALL}
    for names, ways in accepted.items():
        told = alone if names == ALL else alone & set(names.split(", "))
        if names in alone or not told:
            tried = {trial.how for trial in trials if trial.names == names}
            yield _summed(names, ways, len(tried))


def _summed(names: str, ways: Mapping[str, Found], tried: int) -> Found:
    """The first wrong answer that was accepted, and the other ways."""
    first, *others = ways
    found = ways[first]
    if not others:
        return found
    if len(ways) == tried:
        return replace(found, message=f"{found.message}, and whatever else was tried: it does not look at {names}")
    named = ", ".join(others[:MANY]) + (f" and {len(others) - MANY} more" if len(others) > MANY else "")
    return replace(found, message=f"{found.message}; also {named}")


def _untried(sample: Sample, trials: Sequence[Trial]) -> Iterator[Found]:
    """Answers of which no wrong value is known: one of no plain type, and the same on every draw."""
    if not trials or sample.question.kind.lists:
        return
    tried = {name for trial in trials for name in trial.names.split(", ")}
    for name in (f.name for f in fields(sample.question.behaviour.answers) if f.name not in tried):
        message = f"no wrong value of {name} is known, so that check was not tried on it"
        remedy = "give it a plain type, or let it vary: another draw's value is a wrong one"
        yield sample.found("mutation", message, at=f"Answers.{name}", warning=True, remedy=remedy)


def _provable(sample: Sample) -> Iterator[tuple[Variant, list[Any]]]:
    """Variants, with another one's answers; where the key itself is refused, it tells nothing that wrong ones are."""
    some = sample.some(sample.effort.mutated) if sample.question.behaviour.check else []
    for index, variant in enumerate(some):
        if not refused(sample, variant):
            yield variant, [some[index - 1].answers] if len(some) > 1 else []


def _wrong(sample: Sample, variant: Variant, others: list[Any]) -> Iterator[tuple[str, str, Any]]:
    if sample.question.kind.lists:
        yield from _flipped(sample, variant)
        return
    signs_matter = needs_domain(variant) and not says_domain(variant)
    for name, how, wrong in corruptions(variant.answers, others):
        if signs_matter or how != FOR_POSITIVE:
            yield name, how, wrong


def _flipped(sample: Sample, variant: Variant) -> Iterator[tuple[str, str, Any]]:
    """A flipped statement can be noticed where an experiment tests it; the others rest on their authors."""
    is_tested = sample.question.behaviour.is_tested
    for number, id in enumerate(variant.params.shown, 1):
        if is_tested(id):
            correct = set(variant.answers.correct) ^ {number}
            yield "correct", f"{id} flipped", replace(variant.answers, correct=tuple(sorted(correct)))


# ------------------------------------------------------------------ drawings


def _undrawn(sample: Sample) -> Iterator[Found]:
    """A drawing in the answer is made of answers, so that `check` proves it: wrong answers draw another one."""
    if not sample.question.kind.draws_answer:
        return
    for variant in sample.some(1):
        figures = sample.question.behaviour.figures
        shown = {graph for part in variant.parts for graph in text.graphs(part.answer)}
        asked = set(text.graphs(variant.asked))
        drawn = dict(figures(variant.params, variant.answers))
        for name, graph in drawn.items():
            if graph in shown - asked and not _hangs_on_answers(sample, variant, name, graph):
                told = f"figure {name} is part of the answer, but no answer that check proves changes it"
                remedy = "make the figure from `answers`"
                yield sample.found("mutation", told, variant, at="figures", warning=True, remedy=remedy)


def _hangs_on_answers(sample: Sample, variant: Variant, name: str, graph: Beside) -> bool:
    others = [other.answers for other in sample.some(6)]
    for _, _, wrong in corruptions(variant.answers, others):
        try:
            if sample.question.behaviour.figures(variant.params, wrong)[name] != graph:
                return True
        except (Exception, Endless):  # what cannot be drawn is another drawing
            return True
    return False
