"""What became of a build, in sentences."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import repeat
from operator import attrgetter
from pathlib import Path

from exampaper.counting import counted
from exampaper.faults import Fault
from exampaper.manifest import PaperRecord
from exampaper.marks import counted_marks, sum_of
from exampaper.papers.documents import ALL_DOCUMENTS, NAMES_ITS_PAPER
from exampaper.papers.page_count import spread
from exampaper.papers.store import MARKS, REPORT_HTML, StoredBuild
from exampaper.papers.task import PaperResult
from exampaper.report import is_incomplete, missing_characters

MOST = 5  # edited files are named one by one
FONTS = "pip install 'exampaper[names]' for Chinese, Japanese and Korean, or fonts = \"fonts/\" in the exam file"


@dataclass(frozen=True, slots=True)
class Summary:
    """What to tell of a build.

    notes: what the instructor should know. errors: what they should mend. papers: how many papers and files there are.
    unfinished: papers that failed, or that somebody has to complete by hand; empty where all is well. next: where to
    look next.
    """

    notes: tuple[str, ...]
    errors: tuple[str, ...]
    papers: str
    unfinished: tuple[str, ...]
    next: str = ""


def summarise(results: Sequence[PaperResult], stored: StoredBuild, folder: Path) -> Summary:
    """The summary of a build. folder: where its papers are."""
    records = [result.record for result in results if result.record]
    notes = [*stored.manifest.told, *_edited(stored, folder)]
    if stored.stale:
        notes.append("what was made to be printed is of papers that have changed, and gone: run exampaper print again")
    errors: list[str] = []
    unfinished = []
    incomplete = 0
    for record in records:
        incomplete += is_incomplete(record)
        sentences = errors if is_incomplete(record) else notes
        sentences += missing_characters(record)
    for result in results:
        errors += map(_of_paper, repeat(result.name), result.faults)
    if incomplete:
        unfinished.append(f"{counted(incomplete, 'paper')} to be completed by hand; or give a font: {FONTS}")
    if len(records) < len(results):
        unfinished.append(f"{counted(len(results) - len(records), 'paper')} failed")
    kept = sum(result.kept for result in results)
    papers = _papers(records, kept, folder)
    return Summary(tuple(notes), tuple(errors), papers, tuple(unfinished), _next(records, folder))


def _next(records: Sequence[PaperRecord], folder: Path) -> str:
    """A paper to look at, who got what, and how marks come back."""
    paper = next((at for record in records for at in record.files if at.endswith("question-paper.pdf")), "")
    look = f"look at {folder / paper}; " if paper else ""
    return f"{look}who got what: {folder / REPORT_HTML}\nmarks: enter them, then exampaper marks {folder / MARKS[0]}"


def _papers(records: Sequence[PaperRecord], kept: int, folder: Path) -> str:
    if not records:
        return ""
    marks = _marks(records[0])
    files = sum(map(len, map(attrgetter("files"), records)))
    already = f"; {counted(kept, 'paper')} already existed" if kept else ""
    made = f"{counted(len(records), 'paper')} ({marks}), {counted(files, 'file')} in {folder}{already}"
    return "\n".join(filter(None, [made, _pages(records)]))


def _marks(record: PaperRecord) -> str:
    """The marks of a paper with their noun."""
    bonus = sum_of(question.bonus_marks for question in record.questions)
    return counted_marks(record.marks, bonus)


def _pages(records: Sequence[PaperRecord]) -> str:
    """How many pages the PDFs have."""
    told = []
    for document in ALL_DOCUMENTS:
        counts = [record.pages[document] for record in records if document in record.pages]
        if counts:
            told.append(f"{document.replace('-', ' ')} {spread(counts)}")
    return f"pages: {', '.join(told)}" if told else ""


def _edited(stored: StoredBuild, folder: Path) -> Iterator[str]:
    """Which files somebody edited."""
    for at in filter(stored.edited.__contains__, MARKS):
        yield f"{folder / at} was filled in and stays; the fresh sheet, without marks, is {stored.edited[at]}"
    edited = [(at, fresh) for at, fresh in stored.edited.items() if at not in MARKS]
    for at, fresh in edited[:MOST]:
        yield f"{folder / at} was edited by hand and stays; the fresh one is {fresh}; --force overwrites it"
    if len(edited) > MOST:
        yield f"so were {len(edited) - MOST} more files; fresh ones have .new in their names"
    if stored.left:
        more = ", …" if len(stored.left) > MOST else ""
        names = ", ".join(map(str, map(folder.joinpath, stored.left[:MOST])))
        yield f"edited by hand, and no longer part of any paper: {names}{more}"


def _of_paper(name: str, fault: Fault) -> str:
    return str(fault) if fault.code in NAMES_ITS_PAPER else f"paper {name}: {fault}"
