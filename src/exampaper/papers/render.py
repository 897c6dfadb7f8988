"""A batch of papers → their files on the disk: the share of one worker."""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping, Sequence
from contextlib import AbstractContextManager, nullcontext
from dataclasses import asdict, dataclass, field, replace
from functools import cache
from multiprocessing import parent_process
from pathlib import Path, PurePosixPath
from typing import Any

from exampaper import limits
from exampaper.digests import digest
from exampaper.faults import Faulty
from exampaper.files import write
from exampaper.manifest import PaperRecord
from exampaper.model import Paper
from exampaper.papers import replacement
from exampaper.papers.assemble import assemble_paper
from exampaper.papers.contents import (
    RenderedPaper,
    as_json,
    compiles_in_batches,
    contents,
    document_of,
    from_json,
    holds_answers,
    place,
)
from exampaper.papers.documents import ALL_DOCUMENTS, Document, documents_of
from exampaper.papers.identity import DESCRIPTIONS, digests
from exampaper.papers.records import paper_record
from exampaper.papers.replacement import File
from exampaper.papers.resume import (
    BuildRecord,
    document_digests,
    finished,
    input_digest,
    is_current,
    record_place,
    recorded,
    toolchain,
)
from exampaper.papers.task import Batch, BuildContext, PaperResult, PaperTask
from exampaper.questions.bank import Bank

UNFINISHED = "UNFINISHED.txt"
UNFINISHED_TEXT = (
    b"A build of these papers did not finish: some may be of an earlier draft than others, and the files about\n"
    b"all of them (answer key, report) may be missing. Run the same command again before you print anything.\n"
)


@cache
def cached_bank(folders: tuple[Path, ...]) -> Bank:
    """The bank of a worker, loaded once: questions hold functions, which cannot travel between processes."""
    return Bank.load(*folders)


def render_batch(context: BuildContext, batch: Batch) -> list[PaperResult]:
    """The requested papers of a batch: those that are there already, and the others, made in the same company."""
    bank = cached_bank(context.banks)
    results: dict[str, PaperResult | None] = {}
    for task in batch:
        if task.requested:
            results[task.name] = finished(context, bank, task)
    if not all(results.values()):
        members = [task.name for task in batch] if compiles_in_batches(context.wanted) else []
        assembled = {}
        for task in batch:
            assembled[task.name] = _assembled(context, bank, task, members)
        rendered = _rendered(context, assembled, results)
        for name, result in results.items():
            if result is None:
                results[name] = _stored(context, bank, assembled[name], rendered.get(name))
    return list(filter(None, results.values()))


@dataclass(frozen=True, slots=True)
class _Assembled:
    """A task whose paper is put together, or has failed.

    members: the papers of its batch. before: its record of an earlier build. says: digests of what its documents say.
    depends: digests of what each document depends on. documents: those that must be set anew.
    """

    task: PaperTask
    paper: Paper | Faulty
    members: Sequence[str]
    before: PaperRecord | None = None
    says: Mapping[str, str] = field(default_factory=dict)
    depends: Mapping[str, str] = field(default_factory=dict)
    documents: tuple[Document, ...] = ()

    @property
    def previous_files(self) -> Mapping[str, str]:
        return self.before.files if self.before else {}


def _assembled(context: BuildContext, bank: Bank, task: PaperTask, members: Sequence[str]) -> _Assembled:
    paper = _paper(context, bank, task)
    if isinstance(paper, Faulty) or not task.requested:
        return _Assembled(task, paper, members)
    record = recorded(context, task)
    says = digests(paper)
    depends = document_digests(context, task, paper, says, members)
    stale = []
    for document in documents_of(paper.layout):
        if not is_current(context, task, document, record, depends[document]):
            stale.append(document)
    return _Assembled(task, paper, members, record.entry if record else None, says, depends, tuple(stale))


def _paper(context: BuildContext, bank: Bank, task: PaperTask) -> Paper | Faulty:
    try:
        with _time_limit(context.cpu_seconds):
            return assemble_paper(context.exam, bank, task.plan, task.candidate)
    except Faulty as error:
        return error


def _time_limit(cpu_seconds: int) -> AbstractContextManager[None]:
    """Ends a worker whose work does not end. Without workers, the user sees that it hangs."""
    return nullcontext() if parent_process() is None else limits.within(cpu_seconds)


def _rendered(
    context: BuildContext, assembled: Mapping[str, _Assembled], results: Mapping[str, PaperResult | None]
) -> dict[str, RenderedPaper | Faulty]:
    """The files of all papers that could be assembled, as far as one without a result needs a document anew."""
    stale: set[Document] = set()
    papers: dict[str, Paper] = {}
    for name, item in assembled.items():
        if name in results and results[name] is None:
            stale.update(item.documents)
        if isinstance(item.paper, Paper):
            papers[name] = item.paper
    documents = sorted(stale, key=ALL_DOCUMENTS.index)
    made = contents(list(papers.values()), context.wanted, documents, [context.aim] * len(papers))
    return dict(zip(papers, made, strict=True))


# ------------------------------------------------------------------ storing a paper


def _stored(
    context: BuildContext, bank: Bank, item: _Assembled, rendered: RenderedPaper | Faulty | None
) -> PaperResult:
    """The result of a paper whose record and files are written. rendered: None where it could not be assembled."""
    task, paper = item.task, item.paper
    if isinstance(paper, Faulty):
        return PaperResult(task, faults=paper.faults)
    assert rendered is not None
    if isinstance(rendered, Faulty):
        return PaperResult(task, faults=rendered.faults)
    files = _files(context, item, rendered)
    record = paper_record(paper, task.plan, bank, _build_facts(context, item, paper, rendered, files))
    try:
        _write(context, bank, item, record, files)
    except Faulty as error:
        return PaperResult(task, faults=error.faults)
    return PaperResult(task, record, edited=replacement.edited(context.folder, record.files))


def _files(context: BuildContext, item: _Assembled, rendered: RenderedPaper) -> dict[str, File]:
    """The files to write, by their places below the exam's folder."""
    files = {}
    for (document, suffix), content in rendered.files.items():
        if document in item.documents:
            at = place(item.task.folder, document, suffix, context.wanted.split)
            files[at] = File(content, private=holds_answers(document))
    return files


def _write(context: BuildContext, bank: Bank, item: _Assembled, record: PaperRecord, files: Mapping[str, File]) -> None:
    """Write the record and the files of a paper, and take away what they replace. Raises Faulty."""
    gone = item.previous_files.keys() - record.files
    changes = bool(gone or files)
    overview = context.overview if changes else {}
    if changes and not (context.folder / UNFINISHED).exists():
        write(context.folder / UNFINISHED, UNFINISHED_TEXT)
    inputs = input_digest(context, bank, item.task)
    beside = BuildRecord(inputs=inputs, documents=dict(item.depends), entry=record, secret=context.secret)
    replacement.replace_files(
        context.folder,
        (record_place(context, item.task), json.dumps(beside.as_json()).encode()),
        files,
        {**item.previous_files, **overview},
        gone=[*gone, *overview],
        force=context.force,
    )


def _build_facts(
    context: BuildContext, item: _Assembled, paper: Paper, rendered: RenderedPaper, files: Mapping[str, File]
) -> dict[str, Any]:
    """The fields of a paper's record about its files and how they were made."""
    before, now = item.before, dict(item.says)
    says, missing = now, rendered.missing
    if before and "question-paper" not in item.documents:
        says, missing = now | {DESCRIPTIONS: before.says[DESCRIPTIONS]}, before.missing
    carried = _carried(item, paper, files, says)
    written = carried | {at: digest(file.content) for at, file in files.items()}
    overfull_before = before.overfull if before else ()
    still_overfull = (misfit for misfit in overfull_before if misfit["document"] not in item.documents)
    return {
        "specification": context.exam.digest,
        "batch": item.task.batch,
        "says": says,
        **({} if says == now else {"outdated": (DESCRIPTIONS,)}),
        "files": dict(sorted(written.items(), key=_document_order)),
        **_reprint_facts(context, item, carried),
        "missing": dict(missing),
        **({} if context.aim is None else {"aim": context.aim}),
        "pages": {**(before.pages if before else {}), **rendered.pages},
        "overfull": (*map(asdict, rendered.overfull), *still_overfull),
    }


def _carried(item: _Assembled, paper: Paper, files: Collection[str], says: Mapping[str, str]) -> dict[str, str]:
    """Earlier files that still say the same: of documents that stand, and in formats that are not made now."""
    before = item.before.says if item.before and item.before.code == paper.code else {}
    carried = {}
    for at, sha in item.previous_files.items():
        document = document_of(at)
        depends = ("marking",) if holds_answers(document) else ("question-paper", DESCRIPTIONS)
        same = all(before.get(what) == says[what] for what in depends)
        if at not in files and (same or document not in item.documents):
            carried[at] = sha
    return carried


def _reprint_facts(context: BuildContext, item: _Assembled, carried: Collection[str]) -> dict[str, Any]:
    """How a reprint makes the files again: also those in earlier formats, if all that makes them is the same."""
    wanted, mates = context.wanted, tuple(item.members)
    suffixes = {PurePosixPath(at).suffix[1:] for at in carried} - set(wanted.formats)
    if suffixes and item.before:
        built = from_json(item.before.built)
        engine = wanted.engine if "pdf" in wanted.formats else built.engine
        formats = filter(suffixes.__contains__, built.formats)
        both = replace(wanted, formats=(*formats, *wanted.formats), engine=engine)
        if toolchain(both) == item.before.toolchain:
            mates = mates if "pdf" in wanted.formats else item.before.mates
            wanted = both
    return {"mates": mates, "built": as_json(wanted), "toolchain": toolchain(wanted)}


def _document_order(file: tuple[str, str]) -> tuple[int, str]:
    at, _ = file
    return ALL_DOCUMENTS.index(document_of(at)), at
