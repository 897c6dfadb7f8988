"""Papers and plans ↔ their records in a manifest."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import fields, is_dataclass
from decimal import Decimal
from fractions import Fraction
from itertools import islice, repeat
from pathlib import Path
from typing import Any

from exampaper import __version__, canonical
from exampaper.canonical import rounded, settled
from exampaper.exams import exam as exams
from exampaper.exams.exam import Exam
from exampaper.manifest import VERSION, ChoiceRecord, FailedRecord, Manifest, PaperRecord, QuestionRecord, SlotRecord
from exampaper.model import Candidate, Paper, PlacedQuestion, Variant
from exampaper.packaged import packaged
from exampaper.papers.allocation import Slot
from exampaper.papers.plan import PaperPlan, PreviousPlan, Slots
from exampaper.questions.bank import PACKAGED, Bank
from exampaper.questions.forms import dealt
from exampaper.questions.question import Question, params_to_json
from exampaper.writers.plain import line

# ------------------------------------------------------------------ papers → records


def paper_record(paper: Paper, plan: PaperPlan, bank: Bank, build_facts: Mapping[str, Any]) -> PaperRecord:
    """The record of a paper. build_facts: the fields of the record that tell of its files and how they were made."""
    questions = []
    for numbered, slot in zip(paper.questions, plan.slots, strict=True):
        questions.append(_question_record(numbered, slot, bank[slot.id]))
    answered = _answered(paper)
    hardness = sum(answered[each.number] * float(each.marks) * each.difficulty for each in questions)
    difficulty = hardness / float(paper.marks)
    if choices := tuple(_choices(paper)):
        build_facts = {**build_facts, "choices": choices}
    return PaperRecord(
        code=paper.code,
        **_owner(paper.label, paper.candidate),
        minutes=sum(answered[each.number] * each.minutes for each in questions),
        difficulty=round(difficulty, 4),
        sections=tuple(map(len, plan.sections)),
        questions=tuple(questions),
        **build_facts,
    )


def _answered(paper: Paper) -> dict[int, float]:
    """By its number, the share of candidates who answer each question, if they choose evenly."""
    shares: dict[int, float] = {}
    for section in paper.sections:
        share = section.choice.answer / len(section.questions) if section.choice else 1
        shares |= {question.number: share for question in section.questions}
    return shares


def _choices(paper: Paper) -> Iterator[ChoiceRecord]:
    for section in paper.sections:
        if section.choice:
            numbers = tuple(question.number for question in section.questions)
            yield ChoiceRecord(numbers=numbers, answer=section.choice.answer, counted=section.choice.counted)


def _owner(label: str, candidate: Candidate | None) -> dict[str, Any]:
    if candidate is None:
        return {"label": label}
    more = dict(candidate.more)
    return {"candidate": candidate.id, "name": candidate.name, "folder": candidate.folder, "more": more}


def _question_record(numbered: PlacedQuestion, slot: Slot, question: Question) -> QuestionRecord:
    variant = numbered.variant
    optional: dict[str, Any] = {}
    if slot.redraw_count:
        optional["why"] = "another paper has the variant that it would have had"
    if forms := dealt(question):
        optional["forms"] = forms
    if bonus := tuple(part.label for part in variant.parts if part.bonus):
        optional["bonus"] = bonus
    return QuestionRecord(
        id=variant.id,
        number=numbered.number,
        kind=variant.kind,
        marks=variant.marks,
        asked=slot.marks,
        minutes=variant.minutes,
        difficulty=variant.difficulty,
        seed=variant.seed,
        pin=variant.pin,
        redrawn=slot.redraw_count,
        **optional,
        params=settled(params_to_json(variant.params)),
        answers=answers_as_json(variant.answers),
        printed=dict(variant.printed),
        key=short_answer(variant),
        text=text_digest(variant),
        question=question.digest,
        parts={part.label: part.marks for part in variant.parts},
    )


def short_answer(variant: Variant) -> str:
    """The short answer of a question, its parts separated by semicolons."""
    answers = []
    for part in variant.parts:
        if part.key:
            answer = line(part.key)
            answers.append(f"{part.name} {answer}" if part.name else answer)
    return "; ".join(answers) or "see the marking scheme"


def text_digest(variant: Variant) -> str:
    """The digest of what a variant says."""
    return canonical.digest([variant.title, variant.stem, variant.parts])


def answers_as_json(value: Any) -> Any:
    """Answers as JSON values, floats rounded; what JSON has no number for (an expression, a fraction) as exact text."""
    match value:
        case float():
            return rounded(value)
        case None | bool() | int() | str():
            return value
        case Decimal() | Fraction():
            return str(value)
        case tuple() | list():
            return list(map(answers_as_json, value))
        case dict():
            return {str(key): answers_as_json(item) for key, item in value.items()}
        case _ if is_dataclass(value) and not isinstance(value, type):
            return answers_as_json({field.name: getattr(value, field.name) for field in fields(value)})
    return str(value)


def failed_record(plan: PaperPlan, exam: Exam, candidate: Candidate | None, batch: int) -> FailedRecord:
    """The record of a paper that could not be made."""
    slots = []
    for slot in plan.slots:
        record = SlotRecord(id=slot.id, seed=slot.seed, pin=slot.pin, marks=slot.marks, redrawn=slot.redraw_count)
        slots.append(record)
    return FailedRecord(
        **_owner(plan.name, candidate),
        specification=exam.digest,
        batch=batch,
        sections=tuple(map(len, plan.sections)),
        questions=tuple(slots),
    )


def build_fields(exam: Exam, bank: Bank, folder: Path, papers: Iterable[PaperRecord]) -> dict[str, Any]:
    """The fields of a manifest about exam and bank. folder: where the manifest stands."""
    digests: dict[str, str] = {}
    for paper in papers:
        for question in paper.questions:
            if question.id in bank:
                digests[question.id] = bank[question.id].digest
    return {
        "version": VERSION,
        "exam": exam.id,
        "title": line(exam.title),
        "exampaper": __version__,
        "banks": tuple(map(_bank_name, bank.folders, repeat(folder))),
        "bank": bank.digest,
        "questions": dict(sorted(digests.items())),
    }


def _bank_name(bank: Path, folder: Path) -> str:
    """A bank's folder as a reprint finds it: from the manifest, where both lie below the working folder."""
    absolute, here = bank.resolve(), Path.cwd()
    if absolute == packaged("bank").resolve():
        return PACKAGED
    if absolute.is_relative_to(here) and folder.resolve().is_relative_to(here):
        return Path(os.path.relpath(absolute, folder.resolve())).as_posix()
    return absolute.as_posix()


# ------------------------------------------------------------------ records → plans


def bank_folders(manifest: Manifest, path: Path) -> list[Path]:
    """The bank folders of a build, later ones going before. path: that of the manifest, from which they are found."""
    return [packaged("bank") if name == PACKAGED else (path.parent / name).resolve() for name in manifest.banks]


def previous_plans(manifest: Manifest) -> dict[str, PreviousPlan]:
    """What papers had, by name, also those that could not be made: later ones adapt to it."""
    return {record.paper: PreviousPlan(record.specification, _slots(record)) for record in manifest.planned}


def exam_of(manifest: Manifest, record: PaperRecord) -> Exam:
    """The exam that a paper was made for."""
    return exams.from_specification(manifest.specifications[record.specification])


def plan_of(record: PaperRecord) -> PaperPlan:
    """What stood on the paper of a record, but for the paper's key, which no manifest has."""
    return PaperPlan(record.paper, b"", _slots(record))


def _slots(record: PaperRecord | FailedRecord) -> Slots:
    slots = map(_slot, record.questions)
    return tuple(tuple(islice(slots, count)) for count in record.sections)


def _slot(record: QuestionRecord | SlotRecord) -> Slot:
    marks = record.exam_marks if isinstance(record, QuestionRecord) else record.marks
    return Slot(record.id, record.seed, record.pin, marks, record.redrawn)
