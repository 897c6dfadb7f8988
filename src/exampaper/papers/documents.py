"""A paper → the source of its documents, through the templates of a target.

The templates say how a document looks; the writer says how a text is written. Plain text
is escaped on its way into a template whether the template asks for it or not.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any, Literal

from jinja2 import Environment, TemplateError, TemplateSyntaxError

from exampaper.engines.fonts import NONE, Fonts, listed
from exampaper.engines.lettering import outline
from exampaper.engines.typst import html, picture_pdf
from exampaper.faults import Faulty, fault
from exampaper.figures.data import csv
from exampaper.figures.images import file_name
from exampaper.files import packaged
from exampaper.jinja import environment
from exampaper.model import Paper, Target, Variant
from exampaper.nodes import Block, DataFile, Figure, Image, Paragraph
from exampaper.papers import qr
from exampaper.papers.extent import estimated_lines
from exampaper.scripts import leftward
from exampaper.text import data_of, inline, walk
from exampaper.writers import UnknownCharacter, Writer, Written, latex, plain, typst

LINE = 0.8
"""Centimetres from one ruled line of an answer space to the next."""

HALF = 28
"""Lines, about, that are kept on one page; a text with more may be broken, rather than leave half a page empty."""

Document = Literal["question-paper", "answer-paper", "marking-scheme"]
DOCUMENTS: tuple[Document, ...] = ("question-paper", "answer-paper", "marking-scheme")
WRITERS: Mapping[Target, Writer] = {"typst": typst.WRITER, "latex": latex.WRITER}


def source(paper: Paper, document: Document, target: Target, fonts: Fonts = NONE, writer: Writer | None = None) -> str:
    """The source text of one document of a paper. writer: another one for the same target.

    Raises Faulty for a template that fails, UnknownCharacter for a text that the target cannot set.
    """
    name = f"{document.replace('-', '_')}.{WRITERS[target].suffix}"
    try:
        template = _environment(target, Path("templates").resolve(), writer).get_template(name)
        said = {"paper": paper, "heading": paper.heading, "document": document, "title": title(paper, document)}
        written = template.render(said | {"fonts": Written(listed(fonts))})
        return _with_outlines(written, fonts) if target == "latex" else written
    except TemplateSyntaxError as error:
        file = Path(error.filename) if error.filename else None
        raise fault(f"in the template: {error.message}", file, error.lineno) from None
    except TemplateError as error:
        raise fault(f"template {name}: {error}", remedy=f"mend it in templates/{target}/") from None
    except (UnknownCharacter, Faulty):
        raise
    except Exception as error:  # what a user's own template computes
        told = f"template {name}: {type(error).__name__}: {error}"
        raise fault(told, remedy=f"mend it in templates/{target}/") from None


_OUTLINED = re.compile(r"\\outlined\{((?:[0-9A-F]{4})+)\}")
_BEGIN = "\\begin{document}\n"


def _with_outlines(source: str, fonts: Fonts) -> str:
    """A LaTeX source that brings the outlines of what it has no font for."""
    codes = dict.fromkeys(_OUTLINED.findall(source))
    return source.replace(_BEGIN, _BEGIN + "".join(_kept(code, fonts) for code in codes), 1)


def _kept(code: str, fonts: Fonts) -> str:
    text = bytes.fromhex(code).decode("utf-16-be", "surrogatepass")
    drawn = outline(text, fonts)
    lines = drawn.path.replace(" h ", " h\n")
    return f"% {text}\n\\outline{{{code}}}{{{drawn.width / 10:g}}}{{{drawn.depth / 10 + 0.25:g}}}{{{lines}}}\n"


def pictures(paper: Paper, document: Document) -> dict[str, bytes]:
    """The files of images that a document in LaTeX wants beside it, by what comes after its own name."""
    blocks = [block for question in paper.questions for block in _said(question.variant, document)]
    blocks += [block for text in paper.introductions for block in text]
    images = (node.picture for node in walk(blocks) if isinstance(node, Figure))
    return {file_name(image): _file(image) for image in images if isinstance(image, Image)}


def data_files(paper: Paper) -> dict[str, bytes]:
    """The data that come with a paper, CSV files named by its code. Raises Faulty for two of one name."""
    found: dict[str, DataFile] = {}
    for question in paper.questions:
        for data in data_of(question.variant.asked):
            if found.setdefault(data.name, data) != data:
                told = f"paper {paper.label}: two data files are called {data.name!r}"
                raise fault(told, remedy=f"give that of {question.variant.id} another name")
    return {f"{paper.code}-{name}.csv": csv(data) for name, data in found.items()}


def _said(variant: Variant, document: Document) -> tuple[Block, ...]:
    question = () if document == "marking-scheme" else variant.asked
    return question if document == "question-paper" else (*question, *variant.told)


def _file(image: Image) -> bytes:
    """What pdfLaTeX reads: it knows no SVG."""
    return picture_pdf(image.content) if image.kind == "svg" else image.content


def title(paper: Paper, document: Document) -> str:
    """What a reader of PDFs calls the document."""
    return f"{plain.line(paper.heading.title)}: {document.replace('-', ' ')}, {paper.bearer}"


def unsettable(paper: Paper, error: UnknownCharacter) -> Faulty:
    """The fault of a character that cannot be set: where in the paper it stands, and what to do."""
    remedy = 'leave it out, or name a folder of fonts in the exam file: fonts = "fonts/"; see exampaper doctor'
    return fault(f"paper {paper.label}: {error}{_where(paper, error.character)}", remedy=remedy)


def _where(paper: Paper, character: str) -> str:
    for name in ("title", "institution", "course", "date", "duration", "instructions", "candidate"):
        if character in repr(getattr(paper.heading, name)):
            return f" in the exam's {name}"
    for section in paper.sections:
        if character in f"{section.title}{section.instruction!r}":
            return f" in the section {section.title!r}"
        for question in section.questions:
            if character in repr(question.variant):
                return f" in question {question.number} ({question.variant.id})"
    return ""


def notebook(variant: Variant) -> str:
    """A variant as HTML that stands by itself, for a notebook's cell."""
    template = _environment("typst", Path("templates").resolve()).get_template("notebook.typ")
    page = html(template.render(variant=variant))
    style = page.partition("<style>")[2].partition("</style>")[0]
    body = page.partition("<body>")[2].rpartition("</body>")[0]
    return f'<div class="exampaper"><style>{style}</style>{body}</div>'


@cache
def _environment(target: Target, own: Path, writer: Writer | None = None) -> Environment:
    """Templates of the working folder go before those of the package."""
    writer = writer or WRITERS[target]
    folders = own / target, packaged("templates") / target
    env = environment(*folders, keep_trailing_newline=True, finalize=lambda value: _written(writer, value))
    env.filters.update(
        blocks=lambda blocks, depth=0: _indented(writer.blocks(blocks), depth),
        is_line=lambda blocks: [type(block) for block in blocks] == [Paragraph],
        figures=lambda blocks: [node for node in walk(blocks) if isinstance(node, Figure)],
        long=lambda blocks: estimated_lines(blocks) > HALF,
        key=lambda markdown: writer.inlines(inline(markdown)) if markdown else Written(""),
        plain=plain.line,
        leftward=leftward,
        qr=lambda code: Written({"typst": qr.typst, "latex": qr.latex}[target](code)),
        string=lambda value: Written(typst.string(str(value))),
        pdf=lambda value: Written(latex.string(str(value))),
        centimetres=lambda length: Written(f"{length:g}"),
        lines=lambda centimetres: Written(str(max(1, round(centimetres / LINE)))),
    )
    return env


def _indented(text: str, depth: int) -> Written:
    """All but the first line moved in."""
    return Written(text.replace("\n", "\n" + " " * depth))


def _written(writer: Writer, value: Any) -> str:
    if isinstance(value, Written):
        return value
    return writer.text(str(value))
