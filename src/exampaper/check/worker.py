"""One question in a process of its own: `python -m exampaper.check.worker FILE BANK DRAWS SEED SECONDS OUT`."""

from __future__ import annotations

import statistics
import sys
from collections.abc import Iterator, Sequence
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any

from exampaper.check import catalogue, mutation, pages, widths
from exampaper.check.findings import Done, Effort, Found, Report, Sample, drawn, failed, firsts, unheard
from exampaper.check.rules import OF_A_SAMPLE
from exampaper.check.rules.drawing import digest
from exampaper.check.steps import Meter, load
from exampaper.check.telling import Telling
from exampaper.check.walk import few, of_a_variant, shared, walk
from exampaper.faults import Fault, Faulty
from exampaper.limits import limit
from exampaper.questions.question import Question, command

RULES = (*OF_A_SAMPLE, pages.sets, widths.fits)


def main(arguments: list[str]) -> None:
    path, folder, draws, seed, seconds, out = arguments
    limit(int(seconds))
    telling = Telling(Path(out))
    told: dict[str, Any] = {}
    for report, digests in checked(Path(path), Path(folder), Effort.of(int(draws), int(seed)), telling.done):
        told = {"report": asdict(report), "digests": digests}
        telling.tell(told, complete=False)
    telling.tell(told, complete=True)


def checked(path: Path, folder: Path, effort: Effort, done: Done = unheard) -> Iterator[tuple[Report, dict[str, str]]]:
    """The report of a question and digests of its variants by seed, again and again as more is known."""
    meter = Meter()
    try:
        question = load(path, folder, meter)
    except Faulty as error:
        id = path.relative_to(folder).with_suffix("").as_posix()
        see = command("check", id, folder)
        yield Report(id, faults=tuple(_unloaded(each, see) for each in error.faults)), {}
        return
    sample = drawn(question, effort, meter, done)
    repeated = range(effort.first_seed, effort.first_seed + effort.repeated)
    digests = {str(seed): digest(sample.variants[seed]) for seed in repeated if seed in sample.variants}
    for report in proven(question, sample):
        yield report, digests


def _unloaded(fault: Fault, see: str) -> Found:
    rule = fault.code or "loads"
    return Found(rule, fault.message, where=str(fault.place), see=see, remedy=fault.remedy or catalogue.remedy(rule))


def proven(question: Question, sample: Sample) -> Iterator[Report]:
    """All that is established about one question: by its sample, then by wrong answers, then by a walk."""
    seconds = statistics.median(sample.seconds) if sample.seconds else 0.0
    report = Report(id=question.id, draws=sample.effort.draws, seconds_per_draw=seconds, faults=sample.faults)
    yield report
    looked_at = firsts(_looked_at(sample))
    report = replace(report, faults=looked_at)
    yield report
    scored = mutation.score(sample)
    report = replace(report, mutation_score=scored.share, faults=_faults(looked_at, (), scored.survivors))
    yield report
    walked = walk(sample)
    yield replace(
        report,
        space=walked.space.size or None,
        counted=walked.space.counted,
        walked=walked.proven,
        exhaustive=walked.complete,
        space_error=walked.space.error,
        shared=shared(walked.space),
        faults=(*_faults(looked_at, walked.faults, scored.survivors), *few(sample, walked.space)),
    )


def _faults(looked_at: Sequence[Found], walked: Sequence[Found], survivors: Sequence[Found]) -> tuple[Found, ...]:
    """What sample, pins and walk tell; what a later one tells of the same is left out."""
    survived = {_about(each) for each in survivors if not each.warning}
    found = tuple(each for each in looked_at if _about(each) not in survived)
    known = survived | {_about(each) for each in found if not each.warning}
    return (*found, *(each for each in walked if _about(each) not in known), *survivors)


def _about(found: Found) -> tuple[str, str]:
    """The rule; and the answer that `check` accepts, for each of them is told."""
    return found.rule, found.message.partition(" = ")[0] if found.rule == "mutation" else ""


def _looked_at(sample: Sample) -> Iterator[Found]:
    yield from sample.faults
    for variant in sample.variants.values():
        yield from of_a_variant(sample, variant)
    yield from _pinned(sample)
    for rule in RULES:
        yield from rule(sample)


def _pinned(sample: Sample) -> Iterator[Found]:
    """Every pin can be shown, and passes the rules of a variant."""
    for name in sample.question.pins:
        see = sample.question.command(f"--pin {name}")
        try:
            found = list(of_a_variant(sample, sample.question.variant(pin=name)))
        except Faulty as error:
            found = [failed(error, None, see)]
        for each in found:
            yield replace(each, message=f"pin {name}: {each.message}")


if __name__ == "__main__":
    main(sys.argv[1:])
