"""Checks one question in a process of its own: `python -m exampaper.check.worker FILE BANK DRAWS SEED SECONDS OUT`."""

from __future__ import annotations

import statistics
import sys
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any

from exampaper.check import mutation_score, registry
from exampaper.check.effort import Done, Effort, unheard
from exampaper.check.exhaustive import few, shared, walk
from exampaper.check.finding import Finding, Report, firsts
from exampaper.check.page import count_read, parameter_names
from exampaper.check.progress import Progress
from exampaper.check.proofs.determinism import digest
from exampaper.check.sample import Sample, drawn, failure
from exampaper.check.silencing import silence, unused
from exampaper.check.steps import Meter, load
from exampaper.faults import Fault, Faulty
from exampaper.limits import limit
from exampaper.questions.question import Question, command


def main(arguments: list[str]) -> None:
    path, folder, draws, seed, seconds, out = arguments
    limit(int(seconds))
    progress = Progress(Path(out))
    result: dict[str, Any] = {}
    for report, digests in checked(Path(path), Path(folder), Effort.of(int(draws), int(seed)), progress.done):
        result = {"report": asdict(report), "digests": digests}
        progress.tell(result, complete=False)
    progress.tell(result, complete=True)


def checked(path: Path, folder: Path, effort: Effort, done: Done = unheard) -> Iterator[tuple[Report, dict[str, str]]]:
    """Reports of a question, each more complete than the last, and digests of its variants by seed."""
    meter = Meter()
    try:
        question = load(path, folder, meter)
    except Faulty as error:
        id = path.relative_to(folder).with_suffix("").as_posix()
        see = command("check", id, folder)
        yield Report(id, faults=tuple(_unloaded(fault, see) for fault in error.faults)), {}
        return
    sample = drawn(question, effort, meter, done)
    digests: dict[str, str] = {}
    for seed in range(effort.first_seed, effort.first_seed + effort.repeated):
        if seed in sample.variants:
            digests[str(seed)] = digest(sample.variants[seed])
    for report in proven(question, sample):
        yield report, digests


def _unloaded(fault: Fault, see: str) -> Finding:
    """The finding of a fault that keeps a question from being loaded."""
    code = fault.code or "loads"
    remedy = fault.remedy or registry.remedy(code)
    return Finding(code, fault.message, where=str(fault.place), see=see, remedy=remedy)


def proven(question: Question, sample: Sample) -> Iterator[Report]:
    """Reports of one question: after its sample, after the trial of wrong answers, and after the walk."""
    seconds = statistics.median(sample.seconds) if sample.seconds else 0.0
    report = Report(id=question.id, draws=sample.effort.draws, seconds_per_draw=seconds)
    report = replace(report, parameters=len(parameter_names(sample)), parameters_read=count_read(sample))
    yield _with_findings(report, sample.faults, sample)
    of_sample = firsts(_of_sample(sample))
    yield _with_findings(report, of_sample, sample)
    score = mutation_score.score(sample)
    report = replace(report, mutation_score=score.share)
    yield _with_findings(report, _combined(of_sample, (), score.findings), sample)
    walked = walk(sample)
    report = replace(
        report,
        space=walked.space.size or None,
        counted=walked.space.counted,
        walked=walked.proven,
        exhaustive=walked.complete,
        space_error=walked.space.error,
        shared=shared(walked.space),
    )
    findings = (*_combined(of_sample, walked.faults, score.findings), *few(sample, walked.space))
    report = _with_findings(report, findings, sample)
    yield replace(report, faults=(*report.faults, *unused(sample, report.silenced)))


def _with_findings(report: Report, findings: Iterable[Finding], sample: Sample) -> Report:
    """The report with these findings, without those that the question silences."""
    left, silenced = silence(tuple(findings), sample)
    return replace(report, faults=left, silenced=silenced)


def _combined(
    of_sample: Sequence[Finding], walked: Sequence[Finding], survivors: Sequence[Finding]
) -> tuple[Finding, ...]:
    """The findings of sample, walk and wrong answers, without those of one rule about one subject seen before."""
    survived = {finding.identity for finding in survivors}
    others = [finding for finding in firsts((*of_sample, *walked)) if finding.identity not in survived]
    return (*others, *survivors)


def _of_sample(sample: Sample) -> Iterator[Finding]:
    yield from sample.faults
    for variant in sample.variants.values():
        yield from registry.findings(sample, variant)
    yield from _of_pins(sample)
    yield from registry.findings(sample)


def _of_pins(sample: Sample) -> Iterator[Finding]:
    """Every pin can be shown, and passes the rules of a variant."""
    for name in sample.question.pins:
        try:
            findings = list(registry.findings(sample, sample.question.variant(pin=name)))
        except Faulty as error:
            findings = [failure(error, None, sample.question.command(f"--pin {name}"))]
        for finding in findings:
            subject = f"pin {name}: {finding.subject}"
            yield replace(finding, message=f"pin {name}: {finding.message}", subject=subject)


if __name__ == "__main__":
    main(sys.argv[1:])
