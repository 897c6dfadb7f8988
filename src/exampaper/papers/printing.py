"""The papers of a build → files to be printed, each of many papers; and bundles of one question for who marks it."""

from __future__ import annotations

import io
import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field, replace
from functools import cache, partial
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from exampaper.digests import digest, holds
from exampaper.engines import Job
from exampaper.faults import fault
from exampaper.files import write
from exampaper.languages import Language, language
from exampaper.manifest import Manifest, PaperRecord, by_paper, read
from exampaper.model import Paper
from exampaper.papers import joining
from exampaper.papers.candidates import bearer
from exampaper.papers.contents import OutputOptions, from_json, place
from exampaper.papers.documents import Document, can_share_a_file, job, print_job
from exampaper.papers.filling import page_plan
from exampaper.papers.identity import digests
from exampaper.papers.records import exam_of
from exampaper.papers.reprint import record_paper
from exampaper.papers.workers import FRESH
from exampaper.questions.bank import Bank
from exampaper.targets import PDF, TARGETS
from exampaper.writers.typst import text as typst_text

if TYPE_CHECKING:
    from pikepdf import Pdf

Order = Literal["roster", "seat", "version"]
ORDERS: tuple[Order, ...] = ("roster", "seat", "version")

PLACE = "print"
RECORD = ".printed.json"
TOGETHER = 20
"""Papers that are set in one file, and share their fonts."""

SEATS = ("seat", "place", "desk")
"""What the column of a roster is called that says where a candidate sits."""


@dataclass(frozen=True, slots=True)
class PrintRequest:
    """What is to be printed.

    order: of the papers in a file. equal: whether all have as many pages as the longest. separators: a sheet before
    each that says whose it is. by_question: also a file for each question.
    """

    order: Order = "roster"
    equal: bool = False
    separators: bool = False
    by_question: bool = False


@dataclass(frozen=True, slots=True)
class PrintFile:
    """A file that was written. blank: how many of its pages are empty. size: in bytes."""

    path: Path
    papers: int
    pages: int
    blank: int
    size: int


@dataclass(frozen=True, slots=True)
class Copy:
    """A paper to print: its record, and whose it is."""

    record: PaperRecord
    name: str


@dataclass(frozen=True, slots=True)
class Setting:
    """What it takes to set papers again, for a worker. manifest: its path; stamp: its digest."""

    manifest: Path
    banks: tuple[Path, ...]
    document: Document = "marking-scheme"
    stamp: str = ""


# ------------------------------------------------------------------ which papers, in which order


def copies(manifest: Manifest, order: Order) -> list[Copy]:
    """The papers to print. Where versions are dealt to candidates, each of them gets a copy.

    Raises Faulty for an order by seats where nobody has one.
    """
    records = by_paper(manifest.papers)
    if order == "version" or not manifest.deal:
        found = [Copy(record, record.name or record.paper) for record in records.values()]
    else:
        found = [Copy(records[dealt.label], f"{dealt.id} {dealt.name}") for dealt in manifest.deal]
    if order == "version":
        return sorted(found, key=lambda copy: _natural(copy.record.paper))
    return sorted(found, key=_seat) if order == "seat" else found


def _seat(copy: Copy) -> list[tuple[int, int | str]]:
    for column, value in copy.record.more.items():
        if column.casefold() in SEATS:
            return _natural(value)
    remedy = f"give the roster a column called {' or '.join(SEATS)}, or print in another order"
    raise fault(f"{copy.name} has no seat", remedy=remedy, code="print/seat")


def _natural(text: str) -> list[tuple[int, int | str]]:
    """For an order in which 2 goes before 10."""
    return [(0, int(piece)) if piece.isdecimal() else (1, piece) for piece in re.findall(r"\d+|\D+", text)]


# ------------------------------------------------------------------ files


def print_files(setting: Setting, request: PrintRequest, jobs: int) -> Iterator[PrintFile]:
    """Write the files to print below the folder of a manifest, and tell each. Raises Faulty."""
    manifest = read(setting.manifest)
    setting = replace(setting, stamp=digest(setting.manifest.read_bytes()))
    if not manifest.papers:
        raise fault("there are no papers", setting.manifest, remedy="build some first", code="print/none")
    found = copies(manifest, request.order)
    written: dict[str, str] = {}
    split = from_json(manifest.papers[0].built).split
    words = language(exam_of(manifest, manifest.papers[0]).lang)
    for document, name in (("question-paper", "question-papers"), ("marking-scheme", "marking-schemes")):
        at = f"{'marking/' if split and document != 'question-paper' else ''}{PLACE}/{name}.pdf"
        setting = replace(setting, document=document)  # type: ignore[arg-type]
        joined = _joined(setting, manifest, found, request, jobs)
        title = words.say(f"title-of-{name}", title=manifest.title)
        yield _written(setting, at, joined, title, written, words)
    if request.by_question:
        for title, at, joined in _bundles(setting, manifest, found):
            at = f"{'marking/' if split else ''}{PLACE}/by-question/{at}.pdf"
            yield _written(setting, at, joined, f"{manifest.title}: {title}", written, words)
    keep = {"papers": fingerprint(manifest), "files": written}
    write(setting.manifest.parent / PLACE / RECORD, json.dumps(keep, indent=1).encode(), private=True)


def _written(
    setting: Setting, at: str, joined: joining.Joined, title: str, written: dict[str, str], words: Language
) -> PrintFile:
    content = joining.saved(joined, title, words.tag)
    path = setting.manifest.parent / at
    write(path, content, private="question-papers" not in path.name)
    written[at] = digest(content)
    return PrintFile(path, joined.papers, joined.pages, joined.blank, len(content))


def fingerprint(manifest: Manifest) -> str:
    """What tells whether the papers are those that were printed."""
    return digest(json.dumps([[record.paper, record.files] for record in manifest.papers]).encode())


def remove_stale(folder: Path, manifest: Manifest) -> list[str]:
    """Take away what was made to be printed of papers that have changed since; whatever else is there stays."""
    try:
        kept = json.loads((folder / PLACE / RECORD).read_bytes())
        files: Mapping[str, str] = kept["files"]
        if kept["papers"] == fingerprint(manifest):
            return []
    except (OSError, ValueError, KeyError, TypeError):
        return []
    removed = []
    for at, sha in files.items():
        if holds(folder / at, sha):
            (folder / at).unlink()
            removed.append(at)
    (folder / PLACE / RECORD).unlink(missing_ok=True)
    return removed


# ------------------------------------------------------------------ whole papers


def _joined(
    setting: Setting, manifest: Manifest, found: Sequence[Copy], request: PrintRequest, jobs: int
) -> joining.Joined:
    """A document of all papers. One that somebody edited is taken as it stands in its file."""
    import pikepdf

    joined = joining.begun()
    longest = max((copy.record.pages.get(setting.document, 0) for copy in found), default=0)
    sheets = pikepdf.open(io.BytesIO(_separators(found))) if request.separators else None
    ranges: dict[str, tuple[Pdf, int, int]] = {}
    wanted = list(dict.fromkeys(copy.record.paper for copy in found))
    sources = _sources(setting, manifest, wanted, jobs)
    for number, copy in enumerate(found):
        while copy.record.paper not in ranges:
            ranges |= next(sources)
        if sheets:
            joining.add(joined, f"Sheet of {copy.name}", sheets, number, number + 1)
            joined.papers -= 1
        source, first, end = ranges[copy.record.paper]
        joining.add(joined, copy.name, source, first, end, longest if request.equal else 0)
    return joined


def _sources(
    setting: Setting, manifest: Manifest, names: Sequence[str], jobs: int
) -> Iterator[dict[str, tuple[Pdf, int, int]]]:
    """Where the pages of each paper are, some papers at a time."""
    import pikepdf

    records = by_paper(manifest.papers)
    groups = [names[at : at + TOGETHER] for at in range(0, len(names), TOGETHER)]
    for group, content in zip(groups, _set(setting, records[names[0]], groups, jobs), strict=True):
        source = pikepdf.open(io.BytesIO(content)) if content else None
        counts = [records[name].pages.get(setting.document, 0) for name in group]
        if source is None or sum(counts) != len(source.pages):
            yield {name: _standing(setting, records[name]) for name in group}
            continue
        found: dict[str, tuple[Pdf, int, int]] = {}
        first = 0
        for name, count in zip(group, counts, strict=True):
            edited = _edited(setting, records[name])
            found[name] = edited or (source, first, first + count)
            first += count
        yield found


def _set(setting: Setting, example: PaperRecord, groups: Sequence[Sequence[str]], jobs: int) -> Iterable[bytes]:
    """Each group of papers in one PDF; nothing where the engine or somebody's own templates cannot do that."""
    built = from_json(example.built)
    if PDF not in built.formats or TARGETS[built.engine].tools.plain_pdf is None or not can_share_a_file(built.engine):
        return [b""] * len(groups)
    if jobs == 1 or len(groups) < 2:
        return map(partial(set_group, setting), groups)
    return _in_workers(setting, groups, min(jobs, len(groups)))


def _in_workers(setting: Setting, groups: Sequence[Sequence[str]], jobs: int) -> Iterator[bytes]:
    with ProcessPoolExecutor(jobs, mp_context=FRESH) as pool:
        yield from pool.map(partial(set_group, setting), groups)


def set_group(setting: Setting, names: Sequence[str]) -> bytes:
    """A document of some papers in one PDF. Raises Faulty for one that is no longer what was built."""
    manifest, bank = _known(setting.manifest, setting.banks, setting.stamp)
    records = by_paper(manifest.papers)
    papers = [paper_again(manifest, records[name], bank, setting.document) for name in names]
    built = from_json(records[names[0]].built)
    return _plain(print_job(papers, setting.document, built.engine, built.fonts), built)


def _plain(made: Job, built: OutputOptions) -> bytes:
    plain_pdf = TARGETS[built.engine].tools.plain_pdf
    assert plain_pdf is not None
    return plain_pdf(made, built.fonts)


@cache
def _known(path: Path, banks: tuple[Path, ...], stamp: str) -> tuple[Manifest, Bank]:
    """What a process reads once."""
    manifest = read(path)
    ids = {question.id for record in manifest.papers for question in record.questions}
    return manifest, Bank.load(*banks, only=ids)


def paper_again(manifest: Manifest, record: PaperRecord, bank: Bank, document: Document) -> Paper:
    """A paper of a manifest, with its pages. Raises Faulty where it would not say what was built."""
    paper = record_paper(manifest, record, bank)
    what = "question-paper" if document == "question-paper" else "marking"
    if digests(paper)[what] != record.says.get(what):
        message = f"paper {record.paper}: bank or program have changed since it was built"
        raise fault(message, remedy="run exampaper build again, then print", code="print/changed")
    if document != "question-paper":
        return paper
    built = from_json(record.built)
    return replace(paper, pages=page_plan(paper, built.engine, built.fonts, record.aim))


def _standing(setting: Setting, record: PaperRecord) -> tuple[Pdf, int, int]:
    """The PDF of a paper as it stands in its folder. Raises Faulty where there is none."""
    import pikepdf

    path = _path(setting, record)
    try:
        source = pikepdf.open(path)
    except (OSError, pikepdf.PdfError):
        remedy = "build it again, with --format pdf"
        raise fault("there is no PDF of this paper", path, remedy=remedy, code="print/no-pdf") from None
    return source, 0, len(source.pages)


def _edited(setting: Setting, record: PaperRecord) -> tuple[Pdf, int, int] | None:
    """The PDF that somebody put in the place of ours."""
    path = _path(setting, record)
    at = path.relative_to(setting.manifest.parent).as_posix()
    if not path.is_file() or holds(path, record.files.get(at, "")):
        return None
    return _standing(setting, record)


def _path(setting: Setting, record: PaperRecord) -> Path:
    folder = record.folder or record.paper
    at = place(folder, setting.document, PDF, from_json(record.built).split)
    return setting.manifest.parent / at


# ------------------------------------------------------------------ separator sheets


def _separators(found: Sequence[Copy]) -> bytes:
    """A page for each paper that says whose it is, in large letters."""
    from exampaper.engines import typst

    pages = []
    for copy in found:
        record = copy.record
        name = f"{record.candidate} {record.name}" if record.candidate else copy.name
        lines = "".join(f"#block[{typst_text(f'{column}: {value}')}]" for column, value in record.more.items() if value)
        pages.append(
            f'#v(1fr)#block(text(size: 40pt, weight: "bold")[{typst_text(name)}])'
            f"#block(text(size: 30pt)[{typst_text(record.code)}]){lines}#v(2fr)"
        )
    head = (
        '#set page(paper: "a4", margin: 3cm)\n#set text(font: "New Computer Modern", size: 18pt)\n#set align(center)\n'
    )
    return typst.plain_pdf(Job(head + "\n#pagebreak()\n".join(pages)))


# ------------------------------------------------------------------ by question


@dataclass(frozen=True, slots=True)
class _Bundle:
    """One question of many papers. title: as a marker reads it."""

    title: str
    papers: list[Paper] = field(default_factory=list)


def _bundles(setting: Setting, manifest: Manifest, found: Sequence[Copy]) -> Iterator[tuple[str, str, joining.Joined]]:
    """A file for each question: its title, its name and its pages."""
    import pikepdf

    built = from_json(manifest.papers[0].built)
    for name, bundle in _by_question(setting, manifest, found).items():
        joined = joining.begun()
        for title, content in _bundle_pdfs(bundle, built):
            with pikepdf.open(io.BytesIO(content)) as source:
                joining.add(joined, title, source, 0, len(source.pages))
        joined.papers = len(bundle.papers)
        yield bundle.title, name, joined


def _by_question(setting: Setting, manifest: Manifest, found: Sequence[Copy]) -> dict[str, _Bundle]:
    """The papers with one question each: by its number, or where questions are shuffled by its id."""
    known, bank = _known(setting.manifest, setting.banks, setting.stamp)
    exam = exam_of(manifest, manifest.papers[0])
    shuffled = exam.shuffle or any(section.shuffle for section in exam.sections)
    bundles: dict[str, _Bundle] = {}
    for paper_name in dict.fromkeys(copy.record.paper for copy in found):
        record = by_paper(known.papers)[paper_name]
        paper = paper_again(known, record, bank, "marking-scheme")
        for numbered in paper.questions:
            id, number = numbered.variant.id, numbered.number
            name = id.replace("/", "-") if shuffled else f"question-{number:02}"
            title = id if shuffled else language(exam.lang).say("question-number", number=number)
            bundles.setdefault(name, _Bundle(title)).papers.append(_with_only(paper, number))
    return dict(sorted(bundles.items()))


def _with_only(paper: Paper, number: int) -> Paper:
    """A paper with one of its questions."""
    for section in paper.sections:
        for numbered in section.questions:
            if numbered.number == number:
                return replace(paper, sections=(replace(section, questions=(numbered,)),))
    raise ValueError(number)


def _bundle_pdfs(bundle: _Bundle, built: OutputOptions) -> Iterator[tuple[str, bytes]]:
    """The PDFs of a bundle: one, or one for each paper where an engine cannot set them together."""
    if TARGETS[built.engine].tools.plain_pdf is not None and can_share_a_file(built.engine):
        made = print_job(bundle.papers, "marking-scheme", built.engine, built.fonts, bundle.title)
        yield bundle.title, _plain(made, built)
        return
    jobs = [job(paper, "marking-scheme", built.engine, built.fonts) for paper in bundle.papers]
    typeset = TARGETS[built.engine].engine.pdfs(jobs, built.fonts)
    for paper, each in zip(bundle.papers, typeset, strict=True):
        yield bearer(paper), each.pdf
