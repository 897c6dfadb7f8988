"""Papers → the contents of their files, and where these lie. LaTeX takes many papers at once."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from exampaper.faults import Faulty
from exampaper.files import write
from exampaper.model import Candidate, Format, Paper, Target
from exampaper.papers.documents import DOCUMENTS, Document, data_files, pictures, source, title, unsettable
from exampaper.writers import UnknownCharacter


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which files a build is to write. split: question papers apart from what holds answers."""

    formats: tuple[Format, ...] = ("pdf",)
    engine: Target = "typst"
    split: bool = False


def together(wanted: Wanted) -> bool:
    """Whether papers are compiled in batches."""
    return wanted.engine == "latex" and "pdf" in wanted.formats


@dataclass(frozen=True, slots=True)
class Made:
    """The files of a paper by document and suffix. missing: signs of the candidate that no font has.

    latex: the sources and titles of its documents, where they are still to be compiled; beside: the images in them.
    """

    files: Mapping[tuple[Document, str], bytes]
    latex: Mapping[Document, tuple[str, str]]
    missing: str = ""
    beside: Mapping[str, bytes] = field(default_factory=dict)


def contents(papers: Sequence[Paper], wanted: Wanted) -> list[Made | Faulty]:
    """The files of papers, those for LaTeX compiled together; for one that cannot be made, why."""
    made = [_printable(paper, wanted) for paper in papers]
    if not together(wanted):
        return made
    compiled = iter(_compiled([each for each in made if isinstance(each, Made)]))
    return [next(compiled) if isinstance(each, Made) else each for each in made]


def _printable(paper: Paper, wanted: Wanted) -> Made | Faulty:
    """A paper's files; a sign of its candidate that no font has is printed as ?, and told."""
    missing = ""
    while True:
        try:
            latex = {d: (source(paper, d, "latex"), title(paper, d)) for d in DOCUMENTS} if together(wanted) else {}
            beside = {name: image for d in latex for name, image in pictures(paper, d).items()}
            return Made(dict(_files(paper, wanted)), latex, missing, beside)
        except UnknownCharacter as error:
            sign = _of_candidate(paper, error.character)
            if not (paper.candidate and sign):
                return unsettable(paper, error)
            missing += sign
            paper = replace(paper, candidate=_without(paper.candidate, sign))
        except Faulty as error:
            return error


def _of_candidate(paper: Paper, sign: str) -> str:
    """The sign, where it is the candidate's; for a plain one that a joiner made unprintable, the joiner; else none."""
    said = (
        "".join((paper.candidate.id, paper.candidate.name, *paper.candidate.more.values())) if paper.candidate else ""
    )
    if sign.isascii():
        return next((each for each in said if unicodedata.category(each) == "Cf"), "")
    return sign if sign in said else ""


def _without(candidate: Candidate, sign: str) -> Candidate:
    """With ? for the sign; with nothing for one that is never seen itself (a joiner, a mark of direction)."""
    instead = "" if unicodedata.category(sign) == "Cf" else "?"
    more = {label: value.replace(sign, instead) for label, value in candidate.more.items()}
    id, name = candidate.id.replace(sign, instead), candidate.name.replace(sign, instead)
    return replace(candidate, id=id, name=name, more=more)


def _files(paper: Paper, wanted: Wanted) -> Iterator[tuple[tuple[Document, str], bytes]]:
    """The files of a paper that need no LaTeX."""
    from exampaper.engines import typst

    yield from ((("question-paper", f"/{name}"), content) for name, content in data_files(paper).items())
    for document in DOCUMENTS:
        for suffix, target in TARGETS.items():
            if suffix in wanted.formats:
                yield (document, suffix), source(paper, document, target).encode()
        if "tex" in wanted.formats:
            yield from (((document, name), image) for name, image in pictures(paper, document).items())
        if "pdf" in wanted.formats and wanted.engine == "typst":
            yield (document, "pdf"), typst.pdf(source(paper, document, "typst"))


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

    pdfs = {}
    beside = {name: image for each in made for name, image in each.beside.items()}
    for document in DOCUMENTS if made else ():
        sources, titles = zip(*(each.latex[document] for each in made), strict=True)
        pdfs[document] = latex.pdfs(sources, titles, beside)
    for number, each in enumerate(made):
        yield replace(each, files={**each.files, **{(d, "pdf"): pdfs[d][number] for d in DOCUMENTS}})


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


def _named(document: str, suffix: str) -> str:
    """A document's file; one that lies beside it under a name of its own has /name for a suffix."""
    return suffix[1:] if suffix.startswith("/") else f"{document}.{suffix}"


def holds_answers(document: Document) -> bool:
    return document != "question-paper"
