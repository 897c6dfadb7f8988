"""One question, checked in a process of its own: `python -m exampaper.check.worker FILE BANK DRAWS SEED [digests]`."""

from __future__ import annotations

import json
import statistics
import sys
import time
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from exampaper.check import mutation, pages
from exampaper.check.findings import Effort, Found, Report, Sample, drawn
from exampaper.check.rules import RULES, digest
from exampaper.faults import Faulty
from exampaper.questions import space
from exampaper.questions.bank import load_question
from exampaper.questions.question import Question

FEW = 20  # variants, too few for a class of
CLASS = 30
HASHED = 5  # variants compared with those of another process


def main(arguments: list[str]) -> None:
    path, folder, draws, seed = Path(arguments[0]), Path(arguments[1]), int(arguments[2]), int(arguments[3])
    try:
        question = load_question(path, folder)
    except Faulty as error:
        id = path.relative_to(folder).with_suffix("").as_posix()
        faults = tuple(Found("loads", fault.message, where=str(fault.place)) for fault in error.faults)
        tell({"report": asdict(Report(id, faults=faults)), "digests": []})
        return
    if arguments[4:] == ["digests"]:
        tell({"digests": digests(question, seed)})
    else:
        tell({"report": asdict(check_one(question, Effort.of(draws, seed))), "digests": digests(question, seed)})


def tell(told: dict[str, object]) -> None:
    sys.stdout.write("\n" + json.dumps(told) + "\n")


def digests(question: Question, first_seed: int) -> list[str]:
    """What the first variants say, to be compared with another process."""
    try:
        return [digest(question.variant(seed)) for seed in range(first_seed, first_seed + HASHED)]
    except Faulty:
        return []


def check_one(question: Question, effort: Effort) -> Report:
    """All that is established about one question."""
    sample = drawn(question, effort)
    faults = [*sample.faults, *(found for rule in ALL for found in rule(sample))]
    walked = walk_all(sample)
    if walked.fault and walked.fault.rule not in {found.rule for found in faults}:
        faults.append(walked.fault)
    scored = mutation.score(sample)
    return Report(
        id=question.id,
        draws=effort.draws,
        space=walked.space.size or None,
        exhaustive=walked.complete,
        space_error=walked.space.error,
        mutation_score=scored.share,
        seconds_per_draw=statistics.median(sample.seconds) if sample.seconds else 0.0,
        faults=(*faults, *few(sample, walked.space), *scored.survivors),
    )


ALL = (*RULES, pages.sets, pages.fits, pages.tells_no_answer)


@dataclass(frozen=True, slots=True)
class Walked:
    """The space of a question; `complete` when every variant of it was solved and checked."""

    space: space.Space
    complete: bool = False
    fault: Found | None = None


def walk_all(sample: Sample) -> Walked:
    """A small space is not sampled but gone through: solver and second route on every variant."""
    try:
        counted = space.counted(sample.question, sample.effort.walk_seconds)
    except Exception:  # a draw that raises is told by the sample
        counted = None
    if counted is None:
        return Walked(space.estimated(variant.params for variant in sample.variants.values()))
    until = time.perf_counter() + 4 * sample.effort.walk_seconds
    for params in counted.params:
        if fault := _proven(sample, params):
            return Walked(counted, fault=fault)
        if time.perf_counter() > until:
            return Walked(counted)
    return Walked(counted, complete=True)


def _proven(sample: Sample, params: Any) -> Found | None:
    behaviour = sample.question.behaviour
    rule = "solve ends"
    try:
        answers = behaviour.solve(params)
        rule = "second route"
        if behaviour.check:
            behaviour.check(params, answers)
    except Exception as error:
        told = f"walking all variants: {type(error).__name__}: {error} for {params!r}"
        return Found(rule, told, where=sample.where)
    return None


def few(sample: Sample, known: space.Space) -> Iterator[Found]:
    """Too few variants for a class."""
    if sample.question.kind in ("computed", "graph") and known.exhaustive and 0 < known.size < FEW:
        told = f"only {known.size} variants: two of {CLASS} candidates share one with a chance of "
        told += f"{100 * space.shared_chance(known.size, CLASS):.0f} %"
        yield Found("space", told, where=sample.where, warning=True)


if __name__ == "__main__":
    main(sys.argv[1:])
