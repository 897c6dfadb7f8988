"""The record beside each finished paper, by which the next build knows what it need not make again.

First it compares a digest of all that the paper is made from, which is fast. Where that differs, the paper is put
together, and each document is set anew only if what it says has changed.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path, PurePosixPath

from pydantic import Field, ValidationError

from exampaper import canonical
from exampaper.engines import fonts
from exampaper.manifest import PaperRecord, Record, SecretRecord, Toolchain
from exampaper.marks import as_number
from exampaper.model import Paper
from exampaper.papers import provenance, replacement
from exampaper.papers.codes import paper_code
from exampaper.papers.contents import OutputOptions, holds_answers, place
from exampaper.papers.documents import Document, documents_of
from exampaper.papers.identity import unprinted
from exampaper.papers.task import BuildContext, PaperResult, PaperTask
from exampaper.questions.bank import Bank

FILE = ".built.json"


class BuildRecord(Record):
    """What is kept of a paper beside its answers, for the same eyes.

    inputs: the digest of all that it was made from. documents: digests of what each of them depends on.
    """

    inputs: str
    documents: dict[str, str] = Field(default={})
    entry: PaperRecord
    secret: SecretRecord | None = None


def record_place(context: BuildContext, task: PaperTask) -> str:
    """Where the record of a paper lies below the exam's folder: beside what holds its answers."""
    marking_scheme = place(task.folder, "marking-scheme", "", context.wanted.split)
    return PurePosixPath(marking_scheme).with_name(FILE).as_posix()


def recorded(context: BuildContext, task: PaperTask) -> BuildRecord | None:
    """The record of an earlier run, perhaps a killed one; None where there is none, or it is damaged."""
    try:
        return BuildRecord.model_validate_json((context.folder / record_place(context, task)).read_bytes())
    except (OSError, ValidationError):
        return None


def unfinished_secret(folder: Path) -> SecretRecord | None:
    """The secret or seed of papers that a build left without a manifest; None where there are no such papers."""
    for path in sorted(folder.rglob(FILE)):
        try:
            secret = json.loads(path.read_bytes())["secret"]
            return SecretRecord(key=bool(secret["key"]), mark=str(secret["mark"]))
        except (OSError, ValueError, KeyError, TypeError):
            continue
    return None


def finished(context: BuildContext, bank: Bank, task: PaperTask) -> PaperResult | None:
    """The result of a task of which all is there already; None where something is to be made."""
    record = recorded(context, task)
    if context.force or record is None or record.inputs != input_digest(context, bank, task):
        return None
    paths = replacement.find_all(context.folder, record.entry.files)
    if not all(paths.values()):
        return None
    return PaperResult(task, record.entry, kept=True, edited=replacement.set_aside(context.folder, paths))


def toolchain(wanted: OutputOptions) -> Toolchain:
    """The templates, programs, libraries and fonts that make the papers."""
    return Toolchain(
        templates=provenance.templates(Path("templates").resolve()),
        program=provenance.program(),
        versions=provenance.versions(wanted.engine),
        fonts=fonts.digest(wanted.fonts),
    )


def input_digest(context: BuildContext, bank: Bank, task: PaperTask) -> str:
    """A digest of all that the files of a paper depend on, but for its company on the way through LaTeX."""
    questions = []
    for slot in task.plan.slots:
        marks = None if slot.marks is None else as_number(slot.marks)
        drawn = {
            "id": slot.id,
            "seed": slot.seed,
            "pin": slot.pin,
            "marks": marks,
            "redrawn": slot.redraw_count,
        }
        questions.append([drawn, bank[slot.id].digest])
    key = paper_code(task.plan.key)
    how = [context.wanted, toolchain(context.wanted).as_json(), *filter(None, [context.aim])]
    return canonical.digest([context.exam.digest, questions, task.candidate, task.folder, key, how])


def document_digests(
    context: BuildContext, task: PaperTask, paper: Paper, says: Mapping[str, str], members: Sequence[str]
) -> dict[str, str]:
    """What each document depends on: what it says, and what makes it. members: the papers of its batch."""
    wanted = context.wanted
    engine = wanted.engine if "pdf" in wanted.formats else ""
    how = [paper.code, engine, toolchain(wanted).as_json(), members, task.folder, wanted.split]
    question_paper = canonical.digest([says["question-paper"], unprinted(paper), how, context.aim, paper.layout])
    marking = canonical.digest([says["marking"], how, paper.layout])
    return {document: marking if holds_answers(document) else question_paper for document in documents_of(paper.layout)}


def is_current(
    context: BuildContext, task: PaperTask, document: Document, record: BuildRecord | None, digest: str
) -> bool:
    """Whether a document stands as it would be made now, in every format that is asked for."""
    if context.force or record is None or record.documents.get(document) != digest:
        return False
    files = record.entry.files
    for suffix in context.wanted.formats:
        at = place(task.folder, document, suffix, context.wanted.split)
        if at not in files or not replacement.find(context.folder, at, files[at]):
            return False
    return True
