"""The manifest of a build: all that it takes to audit a paper, and to print it again.

`manifest.json` is the JSON of a `Manifest`. A record writes exactly the keys that were set when it was made or read, so
that a manifest of an earlier release is carried on as it was.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator
from pydantic_core import from_json

from exampaper.choice import Choice, Counted
from exampaper.exams.texts import SLUG
from exampaper.faults import fault
from exampaper.marks import Marks, sum_of
from exampaper.marks_entry import KeptMarks
from exampaper.model import Candidate

VERSION = 1
"""The version of the format. Manifests that do not say theirs are of the first."""

NAME = "manifest.json"

Number = int | float


class Record(BaseModel):
    """An entry of a manifest, frozen; every key and type is checked when it is read."""

    model_config = ConfigDict(frozen=True, strict=True, extra="forbid", validate_by_name=True, validate_by_alias=True)

    def as_json(self) -> dict[str, Any]:
        """The record as JSON values, with the keys that were set."""
        return self.model_dump(by_alias=True, exclude_unset=True)


class SlotRecord(Record):
    """A question at its place in a paper that could not be made. marks: those that the exam gives it, if it does."""

    id: str
    seed: int | None
    pin: str | None
    marks: KeptMarks | None
    redrawn: int


class QuestionRecord(Record):
    """A question of a paper.

    marks: as printed. asked: those that the exam gives it, if it does. redrawn: how often it was drawn again, and why.
    printed: the answers as the key prints them. key: the short answer. text: the digest of what the variant says.
    question: the digest of the question's files. parts: the marks of each part, by its label. bonus: the labels of
    those whose marks count beyond the total, which `marks` leaves out. forms: the parameters by
    which its variants are told apart as forms.
    """

    id: str
    number: int
    kind: str = ""
    marks: KeptMarks
    asked: KeptMarks | None = None
    minutes: Number = 0
    difficulty: Number = 0
    seed: int | None
    pin: str | None
    redrawn: int
    why: str = ""
    params: Any
    answers: dict[str, Any]
    printed: dict[str, Any] = {}
    key: str = ""
    text: str
    question: str
    parts: dict[str, KeptMarks] = {}
    bonus: tuple[str, ...] = ()
    forms: tuple[str, ...] = ()

    @property
    def exam_marks(self) -> Marks | None:
        """The marks that the exam gives the question; None where it has its own."""
        return self.asked if "asked" in self.model_fields_set else self.marks

    @property
    def marks_by_part(self) -> dict[str, Marks]:
        """All marks that there are to have, with the bonus, by the labels of parts."""
        return self.parts or {"": self.marks}

    @property
    def bonus_marks(self) -> Marks:
        """The marks that count beyond the total."""
        return sum_of(self.parts[label] for label in self.bonus)


class ChoiceRecord(Record):
    """Questions of which some are to be answered. numbers: theirs; counted: which answers count, of more."""

    numbers: tuple[int, ...]
    answer: int
    counted: Counted = "best"

    @property
    def choice(self) -> Choice:
        return Choice(self.answer, self.counted)


class OwnedRecord(Record):
    """Whose paper it is: a label's, or a candidate's with their name, folder and further columns of the roster."""

    label: str | None = None
    candidate: str | None = None
    name: str = ""
    folder: str = ""
    more: dict[str, str] = {}

    @property
    def paper(self) -> str:
        """The label or the candidate's id."""
        return str(self.label if self.candidate is None else self.candidate)

    @property
    def owner(self) -> Candidate | None:
        """The candidate; None for a paper of a label."""
        if self.candidate is None:
            return None
        return Candidate(self.candidate, self.name, self.folder, self.more)


class Toolchain(Record):
    """Digests of templates, program and the exam's own fonts, and the versions of programs and libraries."""

    templates: str = ""
    program: str = ""
    versions: dict[str, str]
    fonts: str | None = None


class PaperRecord(OwnedRecord):
    """A paper that was made.

    sections: how many questions each has. specification: the digest of its exam. batch, mates: which papers went
    through LaTeX with it. says: digests of what its documents say. outdated: what of it stands as it was set before.
    files: the digest of each, by its place below the manifest's folder. built: which files were asked for.
    missing: by column, characters of the candidate that no font has. overfull: what does not fit on its pages.
    aim: the number of pages that its question paper was to have. pages: how many each document has, as PDF.
    choices: where candidates answer some of several questions.
    """

    code: str
    minutes: Number = 0
    difficulty: Number = 0
    sections: tuple[int, ...]
    questions: tuple[QuestionRecord, ...]
    specification: str
    batch: int
    says: dict[str, str] = {}
    outdated: tuple[str, ...] = ()
    files: dict[str, str]
    mates: tuple[str, ...]
    built: dict[str, Any]
    toolchain: Toolchain = Field(alias="with")
    missing: dict[str, str] = {}
    overfull: tuple[dict[str, Any], ...] = ()
    aim: int | None = None
    pages: dict[str, int] = {}
    choices: tuple[ChoiceRecord, ...] = ()

    @property
    def marks(self) -> Marks:
        """The marks that there are to have, without the bonus."""
        left_out: set[int] = set()
        for choice in self.choices:
            left_out.update(choice.numbers[choice.answer :])
        return sum_of(question.marks for question in self.questions if question.number not in left_out)


class FailedRecord(OwnedRecord):
    """A paper that could not be made: kept, so that it has the same questions and variants when it can."""

    specification: str
    batch: int
    sections: tuple[int, ...]
    questions: tuple[SlotRecord, ...]


class SecretRecord(Record):
    """What identifies the secret or seed of a build and reveals nothing of it. key: whether it was a secret."""

    key: bool
    mark: str


class DealRecord(Record):
    """Which version a candidate gets."""

    id: str
    name: str = ""
    label: str


class Manifest(Record):
    """What a build keeps.

    questions: the digest of each question in use. told: the notes for the instructor. deal, undealt: which candidate
    gets which version, and what those had who left. specifications: exams by digest. papers: those that stand in files.
    superseded: earlier papers, printed perhaps, that now say something else. withdrawn: papers of candidates who left
    the roster. written: digests of the files about all papers.
    """

    version: int = VERSION
    exam: Annotated[str, Field(pattern=SLUG)]
    title: str = ""
    exampaper: str = ""
    banks: tuple[str, ...] = ()
    bank: str = ""
    questions: dict[str, str] = {}
    templates: str = ""
    program: str = ""
    versions: dict[str, str] = {}
    fonts: str | None = None
    secret: SecretRecord
    told: tuple[str, ...] = ()
    deal: tuple[DealRecord, ...] = ()
    undealt: tuple[DealRecord, ...] = ()
    specifications: dict[str, dict[str, Any]]
    papers: tuple[PaperRecord, ...]
    failed: tuple[FailedRecord, ...]
    superseded: tuple[PaperRecord, ...]
    withdrawn: tuple[PaperRecord, ...] = ()
    written: dict[str, str] | None = None

    @model_validator(mode="after")
    def _exams_are_there(self) -> Manifest:
        for paper in (*self.standing, *self.superseded):
            if paper.specification not in self.specifications:
                raise ValueError(f"the exam of paper {paper.paper} is missing")
        return self

    @property
    def standing(self) -> tuple[PaperRecord, ...]:
        """The papers that stand in files: those of the roster, and those of candidates who left it."""
        return *self.papers, *self.withdrawn

    @property
    def planned(self) -> tuple[PaperRecord | FailedRecord, ...]:
        """All papers that were planned, made or not."""
        return *self.standing, *self.failed


def by_paper(records: Iterable[PaperRecord]) -> dict[str, PaperRecord]:
    """Records by the label or candidate's id of their paper."""
    return {record.paper: record for record in records}


def dumped(manifest: Manifest) -> bytes:
    """The content of `manifest.json`."""
    return json.dumps(manifest.as_json(), ensure_ascii=False, indent=1).encode()


def read(path: Path) -> Manifest:
    """The manifest in a file. Raises Faulty where it cannot be read, is damaged, or is of another version."""
    remedy = "restore the manifest that the build wrote, or choose another --output"
    try:
        content = path.read_bytes()
        values = from_json(content)
    except OSError as error:
        raise fault(f"cannot be read: {error.strerror}", path, remedy=remedy, code="manifest/unreadable") from None
    except ValueError:
        raise fault("is not a manifest", path, remedy=remedy, code="manifest/damaged") from None
    version = values.get("version", VERSION) if isinstance(values, dict) else VERSION
    if version != VERSION:
        message = f"is a manifest of format version {version}; this release reads version {VERSION}"
        raise fault(message, path, remedy="use the release of exampaper that wrote it", code="manifest/version")
    try:
        return Manifest.model_validate_json(content)
    except ValidationError as error:
        message = f"is not a manifest that this release can read, or is damaged: {_first(error)}"
        raise fault(message, path, remedy=remedy, code="manifest/damaged") from None


def _first(error: ValidationError) -> str:
    """What is wrong first, and where: papers.0.code: Field required."""
    first = error.errors(include_url=False, include_context=False, include_input=False)[0]
    place = ".".join(map(str, first["loc"]))
    return f"{place}: {first['msg']}" if place else first["msg"]
