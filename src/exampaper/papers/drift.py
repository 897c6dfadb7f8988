"""What has changed since a paper was printed, in sentences."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from exampaper.manifest import Manifest, PaperRecord, QuestionRecord, Toolchain
from exampaper.model import Paper, PlacedQuestion, Variant
from exampaper.papers.contents import OutputOptions
from exampaper.papers.identity import DESCRIPTIONS, digests
from exampaper.papers.records import answers_as_json, text_digest
from exampaper.papers.resume import toolchain
from exampaper.questions.bank import Bank
from exampaper.questions.question import params_to_json


def paper_drift(record: PaperRecord, paper: Paper, bank: Bank, wanted: OutputOptions) -> Iterator[str]:
    """What has changed on a paper and in what makes it. record: that of the first print. paper: as it is now."""
    for then, numbered in zip(record.questions, paper.questions, strict=True):
        yield from _question_drift(record, then, numbered, bank)
    if record.says:
        says = digests(paper)
        if _texts_changed(record, paper) and says["question-paper"] == record.says["question-paper"]:
            yield "nothing that the candidate reads has changed, only what markers do"
        if says[DESCRIPTIONS] != record.says[DESCRIPTIONS]:
            yield "the description of a figure has changed since the question paper was set"
    yield from _toolchain_drift(record.toolchain, toolchain(wanted))


def _question_drift(record: PaperRecord, then: QuestionRecord, numbered: PlacedQuestion, bank: Bank) -> Iterator[str]:
    variant = numbered.variant
    question = f"question {numbered.number} ({variant.id})"
    if record.says and text_digest(variant) != then.text:
        yield f"{question}: its text on this paper has changed ({_changed_values(then, variant)} changed)"
    elif bank[variant.id].digest != then.question:
        yield f"{question}: its files have changed; this paper says the same"


def _changed_values(then: QuestionRecord, variant: Variant) -> str:
    """Which of parameters and answers are others now."""
    changed = []
    if params_to_json(variant.params) != then.params:
        changed.append("its parameters")
    if answers_as_json(variant.answers) != then.answers:
        changed.append("its answers")
    return " and ".join(changed) or "its wording"


def _toolchain_drift(then: Toolchain, now: Toolchain) -> Iterator[str]:
    if now.templates != then.templates:
        yield "the templates have changed"
    if now.program != then.program:
        yield "exampaper itself has changed"
    if then.fonts is not None and now.fonts != then.fonts:
        yield "the exam's own fonts have changed"
    for name, version in then.versions.items():
        current = now.versions.get(name, "none")
        if current != version:
            yield f"{name} was {version} and is {current}"


def other_drift(manifest: Manifest, record: PaperRecord, bank: Bank) -> Iterator[str]:
    """What has changed of questions that only other papers have."""
    elsewhere = dict(manifest.questions)
    for question in record.questions:
        elsewhere.pop(question.id, None)
    for id, then in elsewhere.items():
        now = bank.file_digest(id)
        if now != then:
            what = "is no longer in the bank" if now is None else "has changed"
            yield f"{id} {what}; it is not on this paper"


def batch_drift(record: PaperRecord, batch: Sequence[tuple[PaperRecord, Paper | None]]) -> Iterator[str]:
    """Which of the papers that were compiled together with this one are not what they were.

    batch: the record of each of them, and the paper as it is now; None where it cannot be made.
    """
    if len(batch) < len(record.mates):
        yield "papers that were compiled together with this one are no longer in the manifest"
    for then, paper in batch:
        if then is not record and (paper is None or _texts_changed(then, paper)):
            yield f"paper {then.paper}, compiled together with this one, has changed, and with it shared fonts"


def _texts_changed(record: PaperRecord, paper: Paper) -> bool:
    """Whether any question says something else, as far as the manifest tells."""
    if not record.says:
        return False
    pairs = zip(record.questions, paper.questions, strict=True)
    return any(then.text != text_digest(now.variant) for then, now in pairs)
