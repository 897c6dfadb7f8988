"""One question, checked in a process of its own: `python -m exampaper.check.worker FILE BANK DRAWS SEED [digests]`."""

from __future__ import annotations

import json
import statistics
import sys
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path

from exampaper.bank import load_question
from exampaper.check import mutation, pages, space
from exampaper.check.findings import Effort, Found, Report, Sample, drawn
from exampaper.check.rules import RULES, digest
from exampaper.faults import Faulty
from exampaper.question import Question

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
    known = known_space(sample)
    scored = mutation.score(sample)
    return Report(
        id=question.id,
        draws=effort.draws,
        space=known.size if known else None,
        exhaustive=known.exhaustive if known else False,
        space_error=known.error if known else None,
        mutation_score=scored.share,
        seconds_per_draw=statistics.median(sample.seconds) if sample.seconds else 0.0,
        faults=(
            *sample.faults,
            *(found for rule in ALL for found in rule(sample)),
            *exhausted(sample, known),
            *scored.survivors,
        ),
    )


ALL = (*RULES, pages.sets, pages.fits, pages.tells_no_answer)


def known_space(sample: Sample) -> space.Space | None:
    """The number of variants, counted if it can be, or estimated from the sample."""
    try:
        counted = space.counted(sample.question, sample.effort.walk_seconds)
    except Exception:  # a draw that raises is told by the sample
        return None
    return counted or space.estimated(variant.params for variant in sample.variants.values())


def exhausted(sample: Sample, known: space.Space | None) -> Iterator[Found]:
    """A small space is not sampled but gone through: the second route on every variant."""
    check = sample.question.behaviour.check
    if known is None or not known.exhaustive or check is None:
        return
    for params in known.params[: len(known.params) if sample.effort.draws >= 1000 else sample.effort.draws]:
        try:
            check(params, sample.question.behaviour.solve(params))
        except Exception as error:
            yield Found("second route", f"walking all variants, {params!r}: {error}", where=sample.where)
            return


if __name__ == "__main__":
    main(sys.argv[1:])
