"""The manifest of a build: all that it takes to audit a paper, and to print it again."""

from __future__ import annotations

import json
import os
import re
from collections.abc import Mapping, Sequence
from dataclasses import asdict, fields, is_dataclass
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any

from exampaper import __version__, canonical
from exampaper.canonical import rounded, settled
from exampaper.exams import exam as exams
from exampaper.exams.exam import Exam
from exampaper.faults import fault
from exampaper.model import Candidate, Numbered, Paper, Variant
from exampaper.packaged import packaged
from exampaper.papers.deal import Slot
from exampaper.papers.plan import Before, Planned
from exampaper.questions.bank import PACKAGED, Bank
from exampaper.questions.question import params_to_json
from exampaper.writers.plain import line

NAME = "manifest.json"

Json = Mapping[str, Any]


# ------------------------------------------------------------------ writing


def entry(paper: Paper, planned: Planned, bank: Bank) -> dict[str, Any]:
    """What the manifest says of a paper."""
    slots = {slot.id: slot for slot in planned.slots}
    variants = [numbered.variant for numbered in paper.questions]
    return {
        "code": paper.code,
        **whose(paper.label, paper.candidate),
        "minutes": sum(variant.minutes for variant in variants),
        "difficulty": round(sum(v.marks * v.difficulty for v in variants) / sum(v.marks for v in variants), 4),
        "sections": [len(section.questions) for section in paper.sections],
        "questions": [_question(numbered, slots[numbered.variant.id], bank) for numbered in paper.questions],
    }


def whose(label: str, candidate: Candidate | None) -> dict[str, Any]:
    """How the manifest names a paper: by its label, or by its candidate."""
    if candidate is None:
        return {"label": label}
    return {"candidate": candidate.id, "name": candidate.name, "folder": candidate.folder, "more": dict(candidate.more)}


def _question(numbered: Numbered, slot: Slot, bank: Bank) -> dict[str, Any]:
    variant = numbered.variant
    return {
        "id": variant.id,
        "number": numbered.number,
        "kind": variant.kind,
        "marks": variant.marks,
        "asked": slot.marks,
        "minutes": variant.minutes,
        "difficulty": variant.difficulty,
        "seed": variant.seed,
        "pin": variant.pin,
        "redrawn": slot.redrawn,
        **({"why": "another paper has the variant that it would have had"} if slot.redrawn else {}),
        "params": settled(params_to_json(variant.params)),
        "answers": as_json(variant.answers),
        "printed": dict(variant.printed),
        "key": short(variant),
        "text": text_digest(variant),
        "question": bank[variant.id].digest,
    }


def short(variant: Variant) -> str:
    """The short answer of a question, its parts apart by semicolons."""
    parts = [(part.label, line(part.key)) for part in variant.parts if part.key]
    return "; ".join(f"({label}) {key}" if label else key for label, key in parts) or "see the marking scheme"


def text_digest(variant: Variant) -> str:
    """By this, a variant is known to say the same as before."""
    return canonical.digest([variant.title, variant.stem, variant.parts])


def head(exam: Exam, bank: Bank, folder: Path, papers: Sequence[Json]) -> dict[str, Any]:
    """What the manifest says of the whole: exam and bank. folder: where it stands."""
    used = sorted({question["id"] for each in papers for question in each["questions"]})
    return {
        "exam": exam.id,
        "title": line(exam.title),
        "exampaper": __version__,
        "banks": [_named(each, folder) for each in bank.folders],
        "bank": bank.digest,
        "questions": {id: bank[id].digest for id in used if id in bank},
    }


def _named(bank: Path, folder: Path) -> str:
    """A bank's folder as a reprint finds it: from the manifest, where both lie below the working folder."""
    whole, here = bank.resolve(), Path.cwd()
    if whole == packaged("bank").resolve():
        return PACKAGED
    if whole.is_relative_to(here) and folder.resolve().is_relative_to(here):
        return Path(os.path.relpath(whole, folder.resolve())).as_posix()
    return whole.as_posix()


def specifications(exam: Exam) -> dict[str, Any]:
    """The exam by its digest, by which papers refer to it."""
    return {exam.digest: exams.specification(exam)}


def failed(planned: Planned, exam: Exam, candidate: Candidate | None, batch: int) -> dict[str, Any]:
    """What is kept of a paper that could not be made, so that it is drawn the same when it can."""
    return {
        **whose(planned.name, candidate),
        "specification": exam.digest,
        "batch": batch,
        "sections": [len(section) for section in planned.sections],
        "questions": [asdict(slot) for slot in planned.slots],
    }


def as_json(value: Any) -> Any:
    """Answers as JSON values, floats rounded; what JSON has no number for (an expression, a fraction) as exact text."""
    match value:
        case float():
            return rounded(value)
        case None | bool() | int() | str():
            return value
        case Decimal() | Fraction():
            return str(value)
        case tuple() | list():
            return [as_json(item) for item in value]
        case dict():
            return {str(key): as_json(item) for key, item in value.items()}
    if is_dataclass(value) and not isinstance(value, type):
        return {field.name: as_json(getattr(value, field.name)) for field in fields(value)}
    return str(value)


def dumped(manifest: Json) -> bytes:
    return json.dumps(manifest, ensure_ascii=False, indent=1).encode()


# ------------------------------------------------------------------ reading

_KEYS = {"exam", "specifications", "papers", "failed", "superseded", "secret"}
_OF_PAPER = {"code", "sections", "questions", "specification", "batch", "mates", "files", "with", "built"}
_OF_QUESTION = {"id", "number", "seed", "pin", "marks", "redrawn", "params", "answers", "text", "question"}


def read(path: Path) -> dict[str, Any]:
    """A manifest. Raises Faulty when it cannot be read."""
    remedy = "put back the manifest that the build wrote, or choose another --output"
    try:
        found = json.loads(path.read_bytes())
        known = _whole(found)
    except OSError as error:
        raise fault(f"cannot be read: {error.strerror}", path, remedy=remedy) from None
    except (ValueError, AttributeError, TypeError):
        raise fault("is no manifest", path, remedy=remedy) from None
    if not known:
        raise fault("is no manifest of this release, or damaged", path, remedy=remedy)
    return dict(found)


def _whole(found: Json) -> bool:
    """Whether everything is there that papers are found and printed again by."""
    papers = [*standing(found), *found["superseded"]] if found.keys() >= _KEYS else [{}]
    return bool(re.fullmatch(exams.SLUG, found["exam"])) and all(
        paper.keys() >= _OF_PAPER
        and paper["specification"] in found["specifications"]
        and all(question.keys() >= _OF_QUESTION for question in paper["questions"])
        for paper in papers
    )


def banks(manifest: Json, path: Path) -> list[Path]:
    """The bank folders of a build, later ones going before, as they are found from its manifest."""
    named = manifest.get("banks", ())
    return [packaged("bank") if each == PACKAGED else (path.parent / each).resolve() for each in named]


def standing(manifest: Json) -> list[Json]:
    """The papers that stand in files: those of the roster, and those of candidates who left it."""
    return [*manifest["papers"], *manifest.get("withdrawn", ())]


def before(manifest: Json) -> dict[str, Before]:
    """What papers had, by name, also those that could not be made: later ones adapt to it."""
    papers = [*standing(manifest), *manifest["failed"]]
    return {name(each): Before(each["specification"], planned_of(each).sections) for each in papers}


def name(each: Json) -> str:
    """The label or the candidate's id of a paper."""
    return str(each.get("label", each.get("candidate")))


def exam_of(manifest: Json, each: Json) -> Exam:
    """The exam that a paper was made for."""
    return exams.from_specification(manifest["specifications"][each["specification"]])


def planned_of(each: Json) -> Planned:
    """What stood on the paper of an entry."""
    slots = [Slot(q["id"], q["seed"], q["pin"], q.get("asked", q["marks"]), q["redrawn"]) for q in each["questions"]]
    ends = [sum(each["sections"][: number + 1]) for number in range(len(each["sections"]))]
    sections = tuple(tuple(slots[end - count : end]) for end, count in zip(ends, each["sections"], strict=True))
    return Planned(name(each), b"", sections)


def candidate_of(each: Json) -> Candidate | None:
    if "candidate" not in each:
        return None
    return Candidate(each["candidate"], each["name"], each["folder"], each["more"])
