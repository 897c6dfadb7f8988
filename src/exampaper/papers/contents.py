"""Papers → the contents of their files, and where these lie. Some engines take many papers at once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import zip_longest
from pathlib import Path, PurePosixPath
from typing import Any

from exampaper.engines import Job, Typeset
from exampaper.engines.fonts import NONE, Fonts
from exampaper.faults import Faulty
from exampaper.files import write
from exampaper.model import Paper
from exampaper.papers import overfull
from exampaper.papers.candidates import unprintable, with_printable
from exampaper.papers.documents import (
    ALL_DOCUMENTS,
    BOOKLET,
    FOR_CANDIDATES,
    Document,
    data_files,
    documents_of,
    images,
    job,
    source,
    unsettable,
)
from exampaper.papers.filling import page_plan
from exampaper.papers.overfull import Overfull
from exampaper.papers.pdf_pages import pages
from exampaper.targets import DEFAULT, PDF, TARGETS, with_documents
from exampaper.writers import UnknownCharacter


@dataclass(frozen=True, slots=True)
class OutputOptions:
    """Which files a build is to write.

    formats: PDF, or suffixes of targets. engine: the target whose engine makes the PDFs.
    split: question papers apart from what holds answers.
    """

    formats: tuple[str, ...] = (PDF,)
    engine: str = DEFAULT
    split: bool = False
    fonts: Fonts = NONE


def as_json(wanted: OutputOptions) -> dict[str, Any]:
    """How the manifest keeps it: `from_json` reads it back."""
    folders = map(Path.resolve, wanted.fonts.folders)
    return {
        "formats": list(wanted.formats),
        "engine": wanted.engine,
        "split": wanted.split,
        "fonts": {"folders": list(map(str, folders)), "families": list(wanted.fonts.families)},
    }


def from_json(built: Mapping[str, Any]) -> OutputOptions:
    named = built.get("fonts", {})
    fonts = Fonts(tuple(map(Path, named.get("folders", ()))), tuple(named.get("families", ())))
    return OutputOptions(tuple(built["formats"]), built["engine"], built["split"], fonts)


def compiles_in_batches(wanted: OutputOptions) -> bool:
    """Whether papers are compiled in batches."""
    return PDF in wanted.formats and TARGETS[wanted.engine].batched


Files = dict[tuple[Document, str], bytes]
"""The contents of files by document and suffix. A file with a name of its own has /name for a suffix."""


@dataclass(frozen=True, slots=True)
class RenderedPaper:
    """The files of a paper.

    jobs: what its PDFs are compiled from. missing: characters of the candidate that no font has, by column.
    overfull: what does not fit on its pages. pages: how many its PDFs have.
    """

    files: Files
    jobs: Mapping[Document, Job] = field(default_factory=dict)
    missing: Mapping[str, str] = field(default_factory=dict)
    overfull: tuple[Overfull, ...] = ()
    pages: Mapping[Document, int] = field(default_factory=dict)


def contents(
    papers: Sequence[Paper],
    wanted: OutputOptions,
    documents: Sequence[Document] | None = None,
    aims: Sequence[int | None] = (),
) -> list[RenderedPaper | Faulty]:
    """The files of papers, compiled in one batch if the engine takes batches; for one that cannot be made, why.

    documents: all of a paper without them. aims: the number of pages that each question paper is to have, if that can
    be.
    """
    results: list[RenderedPaper | Faulty] = []
    for paper, aim in zip_longest(papers, aims):
        which = documents_of(paper.layout) if documents is None else documents
        results.append(_rendered(paper, wanted, which, aim))
    return _compiled_batch(results, wanted) if compiles_in_batches(wanted) else results


def _rendered(
    paper: Paper, wanted: OutputOptions, documents: Sequence[Document], aim: int | None
) -> RenderedPaper | Faulty:
    """A paper's files; where no font has a character of its candidate, with a line to write on.

    If papers are compiled in batches, its jobs are still to be done.
    """
    lacking = unprintable(paper.candidate, wanted.fonts)
    if lacking:
        paper = with_printable(paper, wanted.fonts)
    try:
        planned = {document: _planned(paper, document, wanted, aim) for document in documents}
        sources = RenderedPaper(_source_files(paper, wanted, planned), _jobs(planned, wanted), lacking)
        if compiles_in_batches(wanted):
            return sources
        (compiled,) = _compiled([sources], wanted)
        printed = [document for document in documents if document != BOOKLET]  # nothing of the questions is in it
        ruled = overfull.measured(paper, printed, wanted.fonts, _ruled_by(wanted))
        return replace(compiled, overfull=(*compiled.overfull, *ruled))
    except UnknownCharacter as error:
        return unsettable(paper, error)
    except Faulty as error:
        return error


def _planned(paper: Paper, document: Document, wanted: OutputOptions, aim: int | None) -> Paper:
    """A paper with the pages of one of its documents."""
    if document not in FOR_CANDIDATES:
        return paper
    return replace(paper, pages=page_plan(paper, _ruled_by(wanted), wanted.fonts, aim, document))


def _source_files(paper: Paper, wanted: OutputOptions, documents: Mapping[Document, Paper]) -> Files:
    """The files of a paper that need no engine: data, sources, and the images beside these.

    documents: those that are written, each with the paper as it is set out there.
    """
    files: Files = {}
    if "question-paper" in documents:
        for name, content in data_files(paper).items():
            files["question-paper", f"/{name}"] = content
    for document, set_out in documents.items():
        for target in with_documents():
            if target.suffix in wanted.formats:
                files[document, target.suffix] = source(set_out, document, target.name, wanted.fonts).encode()
                for name, image in images(paper, document, target.name).items():
                    files[document, name] = image
    return files


def _jobs(documents: Mapping[Document, Paper], wanted: OutputOptions) -> dict[Document, Job]:
    if PDF not in wanted.formats:
        return {}
    return {document: job(paper, document, wanted.engine, wanted.fonts) for document, paper in documents.items()}


def _ruled_by(wanted: OutputOptions) -> str:
    """The target by which papers are measured: that of the PDFs, and of mere sources the default."""
    return wanted.engine if PDF in wanted.formats else DEFAULT


# ------------------------------------------------------------------ compiling


def _compiled_batch(results: Sequence[RenderedPaper | Faulty], wanted: OutputOptions) -> list[RenderedPaper | Faulty]:
    """Papers with their PDFs. Where one fails, each is tried by itself, and the others go without those that fail."""
    try:
        return _with_pdfs(results, wanted)
    except Faulty:
        return _with_pdfs([_fault_of(result, wanted) or result for result in results], wanted)


def _with_pdfs(results: Sequence[RenderedPaper | Faulty], wanted: OutputOptions) -> list[RenderedPaper | Faulty]:
    sound = {number: result for number, result in enumerate(results) if isinstance(result, RenderedPaper)}
    batch = [*results]
    for number, paper in zip(sound, _compiled(list(sound.values()), wanted), strict=True):
        batch[number] = paper
    return batch


def _fault_of(result: RenderedPaper | Faulty, wanted: OutputOptions) -> Faulty | None:
    if isinstance(result, Faulty):
        return result
    try:
        _compiled([result], wanted)
    except Faulty as error:
        return error
    return None


def _compiled(papers: Sequence[RenderedPaper], wanted: OutputOptions) -> list[RenderedPaper]:
    """Papers with the PDFs of their jobs, one document of all papers at a time. Raises Faulty, UnknownCharacter."""
    compiled = [*papers]
    for document in papers[0].jobs if papers else ():
        jobs = [paper.jobs[document] for paper in papers]
        typeset = TARGETS[wanted.engine].engine.pdfs(jobs, wanted.fonts)
        for number, result in enumerate(typeset):
            compiled[number] = _with_pdf(compiled[number], document, result)
    return compiled


def _with_pdf(paper: RenderedPaper, document: Document, typeset: Typeset) -> RenderedPaper:
    """A paper with the PDF of a document, and what its engine reports that does not fit."""
    files = {**paper.files, (document, PDF): typeset.pdf}
    count = pages(typeset.pdf)
    counts = {**paper.pages, document: count} if count else paper.pages
    misfits = (*paper.overfull, *overfull.reported(document, typeset.misfits))
    return replace(paper, files=files, overfull=misfits, pages=counts)


def rendered_paper(paper: Paper, wanted: OutputOptions, aim: int | None = None) -> RenderedPaper:
    """The files of one paper by itself. aim: its number of pages. Raises Faulty where it cannot be made."""
    (rendered,) = contents([paper], wanted, aims=[aim])
    if isinstance(rendered, Faulty):
        raise rendered
    return rendered


def write_paper(paper: Paper, folder: Path, names: Mapping[str, Document], wanted: OutputOptions) -> None:
    """Some documents of one paper, by the file name each shall have. Raises Faulty."""
    rendered = rendered_paper(paper, wanted)
    for name, document in names.items():
        for (owner, suffix), content in rendered.files.items():
            if owner == document:
                write(folder / _named(name, suffix), content)


# ------------------------------------------------------------------ places


def place(folder: str, document: Document, suffix: str, split: bool) -> str:
    """Where a document lies below the exam's folder."""
    file = f"{folder}/{_named(document, suffix)}"
    if not split:
        return file
    return f"marking/{file}" if holds_answers(document) else f"question-papers/{file}"


def document_of(at: str) -> Document:
    """Which document stands at a place, or what it lies beside; data come with the question paper."""
    name = PurePosixPath(at).name
    for document in ALL_DOCUMENTS:
        if name.startswith(document):
            return document
    return "question-paper"


def _named(document: str, suffix: str) -> str:
    """A document's file; one that lies beside it under a name of its own has /name for a suffix."""
    return suffix[1:] if suffix.startswith("/") else f"{document}.{suffix}"


def holds_answers(document: Document) -> bool:
    return document not in FOR_CANDIDATES
