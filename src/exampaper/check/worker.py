"""One question, checked in a process of its own: `python -m exampaper.check.worker FILE BANK DRAWS SEED OUT`."""

from __future__ import annotations

import json
import statistics
import sys
from collections.abc import Iterator
from dataclasses import asdict, replace
from pathlib import Path

from exampaper.check import mutation, pages, widths
from exampaper.check.findings import Effort, Found, Report, Sample, drawn, failed, firsts
from exampaper.check.rules import OF_A_SAMPLE
from exampaper.check.rules.drawing import HASHED, digest
from exampaper.check.walk import Walked, few, of_a_variant, shared, walk
from exampaper.faults import Fault, Faulty
from exampaper.questions.bank import load_question
from exampaper.questions.question import Question

RULES = (*OF_A_SAMPLE, pages.sets, widths.fits)


def main(arguments: list[str]) -> None:
    path, folder, draws, seed, out = arguments
    report, digests = checked(Path(path), Path(folder), Effort.of(int(draws), int(seed)))
    Path(out).write_text(json.dumps({"report": asdict(report), "digests": digests}), encoding="utf-8")


def checked(path: Path, folder: Path, effort: Effort) -> tuple[Report, dict[str, str]]:
    """The report of a question, and digests of its variants by seed."""
    try:
        question = load_question(path, folder)
    except Faulty as error:
        id = path.relative_to(folder).with_suffix("").as_posix()
        return Report(id, faults=tuple(map(_unloaded, error.faults))), {}
    sample = drawn(question, effort)
    told = {
        str(seed): digest(variant) for seed, variant in sample.variants.items() if seed - effort.first_seed < HASHED
    }
    return proven(question, sample), told


def _unloaded(fault: Fault) -> Found:
    rule = "no second route" if fault.message == "check missing" else "loads"
    return Found(rule, fault.message, where=str(fault.place))


def proven(question: Question, sample: Sample) -> Report:
    """All that is established about one question."""
    walked, scored = walk(sample), mutation.score(sample)
    return Report(
        id=question.id,
        draws=sample.effort.draws,
        space=walked.space.size or None,
        counted=walked.space.counted,
        walked=walked.proven,
        exhaustive=walked.complete,
        space_error=walked.space.error,
        shared=shared(walked.space),
        mutation_score=scored.share,
        seconds_per_draw=statistics.median(sample.seconds) if sample.seconds else 0.0,
        slowest=sample.slowest,
        faults=(*_faults(sample, walked, scored), *few(sample, walked.space)),
    )


def _faults(sample: Sample, walked: Walked, scored: mutation.Score) -> tuple[Found, ...]:
    """What sample, pins and walk tell; what a later one tells by the same rule is left out."""
    survived = {each.rule for each in scored.survivors if not each.warning}
    found = tuple(each for each in firsts(_looked_at(sample)) if each.rule not in survived)
    known = survived | {each.rule for each in found if not each.warning}
    return (*found, *(each for each in walked.faults if each.rule not in known), *scored.survivors)


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
