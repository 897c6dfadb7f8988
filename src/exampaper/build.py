"""Papers → files. Each file appears whole or not at all."""

from __future__ import annotations

import csv
import io
import json
import os
import tempfile
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, fields, is_dataclass
from decimal import Decimal
from fractions import Fraction
from functools import cache, partial
from pathlib import Path
from typing import Any

import exampaper
from exampaper.assemble import assemble
from exampaper.bank import Bank, question_digest
from exampaper.documents import DOCUMENTS, Document, source, unsettable
from exampaper.exam import Exam
from exampaper.faults import fault
from exampaper.model import Format, Numbered, Paper, Target
from exampaper.question import params_to_json
from exampaper.writers import UnknownCharacter
from exampaper.writers.plain import line

ALONE = 8  # for fewer papers, starting workers takes longer than the work


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which files a build is to write."""

    formats: tuple[Format, ...] = ("pdf",)
    engine: Target = "typst"


def build(
    exam: Exam, bank: Bank, secret: bytes, labels: Sequence[str], folder: Path, wanted: Wanted, jobs: int
) -> Iterator[Paper]:
    """Write every paper below `folder`, giving each as it is done; then the manifest and the key.

    Raises Faulty: a question or an engine failed, the folder cannot be written.
    """
    papers = []
    for paper in _papers(partial(_one, exam, bank.folders, secret, folder, wanted), labels, jobs):
        papers.append(paper)
        yield paper
    write(folder / "answer-key.csv", answer_key(papers).encode("utf-8-sig"))
    manifest = json.dumps(manifest_of(exam, bank, papers), ensure_ascii=False, indent=1)
    write(folder / "manifest.json", manifest.encode())


def _papers(make: Callable[[str], Paper], labels: Sequence[str], jobs: int) -> Iterable[Paper]:
    if jobs == 1 or len(labels) < ALONE:
        yield from map(make, labels)
        return
    with ProcessPoolExecutor(jobs) as pool:
        yield from pool.map(make, labels)


@cache
def _bank(folders: tuple[Path, ...]) -> Bank:
    """The bank of a worker, loaded once: questions hold functions, which cannot travel between processes."""
    return Bank.load(*folders)


def _one(exam: Exam, folders: tuple[Path, ...], secret: bytes, folder: Path, wanted: Wanted, label: str) -> Paper:
    paper = assemble(exam, _bank(folders), secret, label)
    names: Mapping[str, Document] = {name: name for name in DOCUMENTS}
    write_paper(paper, folder / label, names, wanted)
    return paper


def write_paper(paper: Paper, folder: Path, names: Mapping[str, Document], wanted: Wanted) -> None:
    """The documents of a paper, by the file name each shall have."""
    for name, document in names.items():
        try:
            for suffix, content in _files(paper, document, wanted):
                write(folder / f"{name}.{suffix}", content)
        except UnknownCharacter as error:
            raise unsettable(paper, error) from None


def _files(paper: Paper, document: Document, wanted: Wanted) -> Iterator[tuple[str, bytes]]:
    targets: dict[Format, Target] = {"tex": "latex", "typ": "typst"}
    for suffix, target in targets.items():
        if suffix in wanted.formats:
            yield suffix, source(paper, document, target).encode()
    if "pdf" in wanted.formats:
        yield "pdf", pdf(source(paper, document, wanted.engine), wanted.engine)


def pdf(text: str, engine: Target) -> bytes:
    """The PDF of a source."""
    from exampaper.engines import latex, typst

    return {"typst": typst.pdf, "latex": latex.pdf}[engine](text)


def write(path: Path, content: bytes) -> None:
    """Write a file in one step. Raises Faulty when the folder cannot be written."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=".", suffix=".part")
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(content)
            Path(temporary).chmod(0o644)
            Path(temporary).replace(path)
        except BaseException:
            Path(temporary).unlink(missing_ok=True)
            raise
    except OSError as error:
        raise fault(
            f"cannot be written: {error.strerror}", path, remedy="choose another folder with --output"
        ) from None


# ------------------------------------------------------------------ manifest and key


def manifest_of(exam: Exam, bank: Bank, papers: Sequence[Paper]) -> dict[str, Any]:
    """What it takes to audit a build."""
    used = {question.variant.id for paper in papers for question in paper.questions}
    return {
        "exam": exam.id,
        "title": exam.title,
        "exampaper": exampaper.__version__,
        "bank": bank.digest,
        "questions": {id: question_digest(bank[id]) for id in sorted(used)},
        "papers": [
            {"code": paper.code, "label": paper.label, "questions": [_entry(question) for question in paper.questions]}
            for paper in papers
        ],
    }


def _entry(question: Numbered) -> dict[str, Any]:
    variant = question.variant
    return {
        "id": variant.id,
        "number": question.number,
        "marks": variant.marks,
        "seed": variant.seed,
        "pin": variant.pin,
        "params": params_to_json(variant.params),
        "answers": as_json(variant.answers),
        "printed": dict(variant.printed),
    }


def as_json(value: Any) -> Any:
    """Answers as JSON values; what JSON has no number for (an expression, a fraction) as exact text."""
    match value:
        case None | bool() | int() | float() | str():
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


def answer_key(papers: Sequence[Paper]) -> str:
    """CSV: a row a paper, a column a question, its short answer in each cell."""
    out = io.StringIO()
    table = csv.writer(out)
    most = max((len(paper.questions) for paper in papers), default=0)
    table.writerow(["paper", "code", *(f"Q{number}" for number in range(1, most + 1))])
    for paper in papers:
        table.writerow([harmless(paper.label), paper.code, *(harmless(short(q)) for q in paper.questions)])
    return out.getvalue()


def short(question: Numbered) -> str:
    """The short answer of a question, its parts apart by semicolons."""
    parts = [(part.label, line(part.key)) for part in question.variant.parts if part.key]
    return "; ".join(f"({label}) {key}" if label else key for label, key in parts) or "see the marking scheme"


def harmless(cell: str) -> str:
    """A cell that no spreadsheet takes for a formula."""
    return f"'{cell}" if cell.lstrip()[:1] in tuple("=+-@\t\r") and not _number(cell) else cell


def _number(cell: str) -> bool:
    try:
        float(cell)
    except ValueError:
        return False
    return True
