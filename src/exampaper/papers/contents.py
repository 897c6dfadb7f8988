"""Papers → the contents of their files, and where these lie. LaTeX takes many papers at once."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path, PurePosixPath
from typing import Any

from exampaper.engines.fonts import NONE, Fonts
from exampaper.engines.lettering import missing
from exampaper.faults import Faulty
from exampaper.files import write
from exampaper.model import Candidate, Format, Paper, Target
from exampaper.papers import overfull
from exampaper.papers.documents import DOCUMENTS, Document, data_files, pictures, source, title, unsettable
from exampaper.papers.overfull import Overfull
from exampaper.scripts import seen
from exampaper.writers import UnknownCharacter


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which files a build is to write. split: question papers apart from what holds answers."""

    formats: tuple[Format, ...] = ("pdf",)
    engine: Target = "typst"
    split: bool = False
    fonts: Fonts = NONE


def as_json(wanted: Wanted) -> dict[str, Any]:
    """How the manifest keeps it: `from_json` reads it back."""
    folders = [str(folder.resolve()) for folder in wanted.fonts.folders]
    return {
        "formats": list(wanted.formats),
        "engine": wanted.engine,
        "split": wanted.split,
        "fonts": {"folders": folders, "families": list(wanted.fonts.families)},
    }


def from_json(built: Mapping[str, Any]) -> Wanted:
    named = built.get("fonts", {})
    fonts = Fonts(tuple(map(Path, named.get("folders", ()))), tuple(named.get("families", ())))
    return Wanted(tuple(built["formats"]), built["engine"], built["split"], fonts)


def together(wanted: Wanted) -> bool:
    """Whether papers are compiled in batches."""
    return wanted.engine == "latex" and "pdf" in wanted.formats


@dataclass(frozen=True, slots=True)
class Made:
    """The files of a paper by document and suffix. missing: by column, signs of the candidate that no font has.

    overfull: what does not fit on its pages. latex: the sources and titles of its documents, where they are still to
    be compiled; beside: the images in them.
    """

    files: Mapping[tuple[Document, str], bytes]
    latex: Mapping[Document, tuple[str, str]]
    missing: Mapping[str, str] = field(default_factory=dict)
    overfull: tuple[Overfull, ...] = ()
    beside: Mapping[str, bytes] = field(default_factory=dict)


def contents(papers: Sequence[Paper], wanted: Wanted, documents: Sequence[Document] = DOCUMENTS) -> list[Made | Faulty]:
    """The files of papers, those for LaTeX compiled together; for one that cannot be made, why."""
    made = [_sources(paper, wanted, documents) for paper in papers]
    if not together(wanted):
        return made
    compiled = iter(_compiled([each for each in made if isinstance(each, Made)]))
    return [next(compiled) if isinstance(each, Made) else each for each in made]


def _sources(paper: Paper, wanted: Wanted, documents: Sequence[Document]) -> Made | Faulty:
    """A paper's files; where no font has a sign of its candidate, with a line to write on."""
    lacking = _missing(paper.candidate, wanted.fonts)
    if paper.candidate and lacking:
        paper = replace(paper, candidate=_settable(paper.candidate, wanted.fonts))
    try:
        files, latex = dict(_files(paper, wanted, documents)), dict(_for_latex(paper, wanted, documents))
        misfits = () if together(wanted) else overfull.measured(paper, documents, wanted.fonts)
        beside = {name: image for document in latex for name, image in pictures(paper, document).items()}
        return Made(files, latex, lacking, misfits, beside)
    except UnknownCharacter as error:
        return unsettable(paper, error)
    except Faulty as error:
        return error


def _for_latex(
    paper: Paper, wanted: Wanted, documents: Sequence[Document]
) -> Iterator[tuple[Document, tuple[str, str]]]:
    for document in documents if together(wanted) else ():
        yield document, (source(paper, document, "latex", wanted.fonts), title(paper, document))


def _missing(candidate: Candidate | None, fonts: Fonts) -> dict[str, str]:
    """By column, the signs of a candidate that no font has."""
    if candidate is None:
        return {}
    columns = {"id": candidate.id, "name": candidate.name, **candidate.more}
    lacking = {column: missing(text, fonts) for column, text in columns.items()}
    return {column: signs for column, signs in lacking.items() if signs}


def _settable(candidate: Candidate, fonts: Fonts) -> Candidate:
    """A candidate of whom everything can be set: an id as its folder is named, and nothing for any other text."""
    texts = {column: _settable_text(text, fonts) for column, text in candidate.more.items()}
    id = _settable_text(candidate.id, fonts) or candidate.folder
    return replace(candidate, id=id, name=_settable_text(candidate.name, fonts), more=texts)


def _settable_text(text: str, fonts: Fonts) -> str:
    """The text, perhaps without its joiners and marks of direction; empty where no font has it."""
    return next((each for each in (text, seen(text)) if not missing(each, fonts)), "")


def _files(paper: Paper, wanted: Wanted, documents: Sequence[Document]) -> Iterator[tuple[tuple[Document, str], bytes]]:
    """The files of a paper that need no LaTeX."""
    from exampaper.engines import typst

    if "question-paper" in documents:
        yield from ((("question-paper", f"/{name}"), content) for name, content in data_files(paper).items())
    for document in documents:
        for suffix, target in TARGETS.items():
            if suffix in wanted.formats:
                yield (document, suffix), source(paper, document, target, wanted.fonts).encode()
        if "tex" in wanted.formats:
            yield from (((document, name), image) for name, image in pictures(paper, document).items())
        if "pdf" in wanted.formats and wanted.engine == "typst":
            yield (document, "pdf"), typst.pdf(source(paper, document, "typst", wanted.fonts), wanted.fonts)


TARGETS: Mapping[Format, Target] = {"tex": "latex", "typ": "typst"}


def _compiled(made: Sequence[Made]) -> list[Made | Faulty]:
    """Papers with the PDFs of their LaTeX sources. Where one fails, the others go without it."""
    try:
        return list(_together(made))
    except Faulty as error:
        return [error] if len(made) == 1 else _without_the_faulty(made)


def _without_the_faulty(made: Sequence[Made]) -> list[Made | Faulty]:
    alone = [_alone(each) for each in made]
    rest = iter(_together([each for each, fault in zip(made, alone, strict=True) if fault is None]))
    return [next(rest) if fault is None else fault for fault in alone]


def _alone(made: Made) -> Faulty | None:
    try:
        list(_together([made]))
    except Faulty as error:
        return error
    return None


def _together(made: Sequence[Made]) -> Iterator[Made]:
    from exampaper.engines import latex

    typeset = {}
    beside = {name: image for each in made for name, image in each.beside.items()}
    documents = tuple(made[0].latex) if made else ()
    for document in documents:
        sources, titles = zip(*(each.latex[document] for each in made), strict=True)
        typeset[document] = latex.pdfs(sources, titles, beside)
    for number, each in enumerate(made):
        pdfs: dict[tuple[Document, str], bytes] = {(d, "pdf"): typeset[d][number].pdf for d in documents}
        told = (overfull.by_tex(d, misfit) for d in documents for misfit in typeset[d][number].misfits)
        yield replace(each, files={**each.files, **pdfs}, overfull=tuple(filter(None, told)))


def write_paper(paper: Paper, folder: Path, names: Mapping[str, Document], wanted: Wanted) -> None:
    """Some documents of one paper, by the file name each shall have. Raises Faulty."""
    (made,) = contents([paper], wanted)
    if isinstance(made, Faulty):
        raise made
    for name, document in names.items():
        for (each, suffix), content in made.files.items():
            if each == document:
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
    return next((document for document in DOCUMENTS if name.startswith(document)), "question-paper")


def _named(document: str, suffix: str) -> str:
    """A document's file; one that lies beside it under a name of its own has /name for a suffix."""
    return suffix[1:] if suffix.startswith("/") else f"{document}.{suffix}"


def holds_answers(document: Document) -> bool:
    return document != "question-paper"
