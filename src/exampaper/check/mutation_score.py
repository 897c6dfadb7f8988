"""The proof of the proof: `check` must reject corrupted answers."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from exampaper.check import applies, registry
from exampaper.check.finding import Finding
from exampaper.check.mutants import ALL, corruptions
from exampaper.check.sample import Sample
from exampaper.check.second_routes import acceptance, key_trial, rejects
from exampaper.check.sympy_mutants import FOR_POSITIVE
from exampaper.check.text import needs_domain, says_domain
from exampaper.check.values import field_names
from exampaper.model import Variant

NAMED = 3  # ways to corrupt an answer that a message lists


@dataclass(frozen=True, slots=True)
class Score:
    """How many corrupted answers were tried, how many of them `check` rejected, and the findings."""

    tried: int
    rejected: int
    findings: tuple[Finding, ...]

    @property
    def share(self) -> float | None:
        """The share of rejected answers, from 0 to 1; None where none was tried."""
        return self.rejected / self.tried if self.tried else None


@dataclass(frozen=True, slots=True)
class Trial:
    """Answers that were corrupted in one way.

    names: the corrupted fields, joined by commas. survivor: the finding, if `check` accepts the wrong answers.
    """

    names: str
    how: str
    survivor: Finding | None


def score(sample: Sample) -> Score:
    """Corrupt the answers of the sample's first draws, and see what `check` says."""
    trials = list(_trials(sample))
    rejected = sum(trial.survivor is None for trial in trials)
    return Score(len(trials), rejected, (*_survivors(trials), *_untried(sample, trials)))


def _trials(sample: Sample) -> Iterator[Trial]:
    tried = 0
    for variant, others in _provable(sample):
        if tried >= sample.effort.corrupted:
            return
        patience = key_trial(sample, variant).patience
        for names, how, wrong in _wrong(sample, variant, others):
            tried += 1
            sample.done("wrong answers", tried, None)
            survivor = None
            if not rejects(sample, variant, wrong, patience):
                message = acceptance(variant, names, how, wrong)
                survivor = registry.coded("mutation", sample.finding(message, variant, at="check", subject=names))
            yield Trial(names, how, survivor)


def _provable(sample: Sample) -> Iterator[tuple[Variant, list[Any]]]:
    """Variants, each with another one's answers; only those whose key `check` accepts, or a refusal proves nothing."""
    if not sample.question.behaviour.check:
        return
    variants = sample.some(sample.effort.mutated)
    for index, variant in enumerate(variants):
        if key_trial(sample, variant).error is None:
            yield variant, [variants[index - 1].answers] if len(variants) > 1 else []


def _wrong(sample: Sample, variant: Variant, others: list[Any]) -> Iterator[tuple[str, str, Any]]:
    if applies.lists(sample.question):
        yield from _flipped(sample, variant)
        return
    signs_matter = needs_domain(variant) and not says_domain(variant)
    for name, how, wrong in corruptions(variant.answers, others):
        if (signs_matter or how != FOR_POSITIVE) and not _means_the_same(sample, variant.answers, wrong):
            yield name, how, wrong


def _means_the_same(sample: Sample, answers: Any, changed: Any) -> bool:
    """Whether the types of the answers treat both alike: sets in another order, or O(n + 1) and O(n)."""
    types = sample.question.behaviour.types
    for name in field_names(type(answers)):
        before, after = getattr(answers, name), getattr(changed, name)
        try:
            if before is not after and not types[name].same(before, after):
                return False
        except Exception:  # a type that cannot even compare them tells them apart
            return False
    return True


def _flipped(sample: Sample, variant: Variant) -> Iterator[tuple[str, str, Any]]:
    """Each statement that an experiment tests, flipped; nothing but its author vouches for any other."""
    is_tested = sample.question.behaviour.is_tested
    for number, id in enumerate(variant.params.shown, 1):
        if is_tested(id):
            correct = set(variant.answers.correct) ^ {number}
            yield "correct", f"{id} flipped", replace(variant.answers, correct=tuple(sorted(correct)))


# ------------------------------------------------------------------ findings


def _survivors(trials: Sequence[Trial]) -> Iterator[Finding]:
    """A finding for each answer, or group of answers, of which `check` accepts wrong values.

    A group is left out if one of its answers has a finding of its own.
    """
    accepted: dict[str, dict[str, Finding]] = {}
    for trial in trials:
        if trial.survivor:
            accepted.setdefault(trial.names, {}).setdefault(trial.how, trial.survivor)
    alone = {names for names in accepted if ", " not in names and names != ALL}
    for names, ways in accepted.items():
        known = alone if names == ALL else alone & set(names.split(", "))
        if names in alone or not known:
            tried = {trial.how for trial in trials if trial.names == names}
            yield _summed(names, ways, len(tried))


def _summed(names: str, ways: Mapping[str, Finding], tried: int) -> Finding:
    """The first wrong answer that was accepted, with a summary of the others."""
    first, *others = ways
    finding = ways[first]
    if not others:
        return finding
    if len(ways) == tried:
        ending = f", and whatever else was tried: it does not look at {names}"
    else:
        ending = f"; also {', '.join(others[:NAMED])}"
        if len(others) > NAMED:
            ending += f" and {len(others) - NAMED} more"
    return replace(finding, message=finding.message + ending)


def _untried(sample: Sample, trials: Sequence[Trial]) -> Iterator[Finding]:
    """Findings for answers of which no wrong value is known: of no plain type, and the same on every draw."""
    if not trials or applies.lists(sample.question):
        return
    tried: set[str] = set()
    for trial in trials:
        tried.update(trial.names.split(", "))
    for name in field_names(sample.question.behaviour.answers):
        if name not in tried:
            message = f"no wrong value of {name} is known, so that check was not tried on it"
            yield registry.coded("untried-answer", sample.finding(message, at=f"Answers.{name}"))
