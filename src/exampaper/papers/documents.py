"""A paper → the source of its documents, through the templates of a target.

The templates say how a document looks; the writer says how a text is written. Plain text
is escaped on its way into a template whether the template asks for it or not.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any, Literal

from jinja2 import Environment, TemplateError, TemplateSyntaxError

from exampaper.engines.typst import html
from exampaper.faults import Faulty, fault
from exampaper.figures import layout
from exampaper.files import packaged
from exampaper.jinja import environment
from exampaper.model import Paper, Target, Variant
from exampaper.nodes import Block, Figure
from exampaper.papers import qr
from exampaper.text import height, inline, walk
from exampaper.writers import UnknownCharacter, Writer, Written, latex, typst

LINE = 0.8
"""Centimetres from one ruled line of an answer space to the next."""

HALF = 28
"""Lines, about, that are kept on one page; a text with more may be broken, rather than leave half a page empty."""

FIGURE = 13.0
"""Points of a figure's height that take a line."""

Document = Literal["question-paper", "answer-paper", "marking-scheme"]
DOCUMENTS: tuple[Document, ...] = ("question-paper", "answer-paper", "marking-scheme")
WRITERS: Mapping[Target, Writer] = {"typst": typst.WRITER, "latex": latex.WRITER}


def source(paper: Paper, document: Document, target: Target, writer: Writer | None = None) -> str:
    """The source text of one document of a paper. writer: another one for the same target.

    Raises Faulty for a template that fails, UnknownCharacter for a text that the target cannot set.
    """
    name = f"{document.replace('-', '_')}.{WRITERS[target].suffix}"
    try:
        template = _environment(target, Path("templates").resolve(), writer).get_template(name)
        return template.render(paper=paper, heading=paper.heading, document=document, title=title(paper, document))
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


def title(paper: Paper, document: Document) -> str:
    """What a reader of PDFs calls the document."""
    return f"{paper.heading.title}: {document.replace('-', ' ')}, {paper.bearer}"


def unsettable(paper: Paper, error: UnknownCharacter) -> Faulty:
    """The fault of a character that cannot be set: where in the paper it stands, and what to do."""
    remedy = "leave it out" + (", or build with --engine typst" if error.target == "pdfLaTeX" else "")
    return fault(f"paper {paper.label}: {error}{_where(paper, error.character)}", remedy=remedy)


def _where(paper: Paper, character: str) -> str:
    for name in ("title", "institution", "course", "date", "duration", "instructions", "candidate"):
        if character in "".join(getattr(paper.heading, name)):
            return f" in the exam's {name}"
    for section in paper.sections:
        if character in section.title + section.instruction:
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
        blocks=lambda children, depth=0: _indented(writer.blocks(children), depth),
        figures=lambda blocks: [node for node in walk(blocks) if isinstance(node, Figure)],
        long=lambda blocks: _lines(blocks) > HALF,
        key=lambda markdown: writer.inlines(inline(markdown)) if markdown else Written(""),
        qr=lambda code: Written({"typst": qr.typst, "latex": qr.latex}[target](code)),
        string=lambda value: Written(typst.string(str(value))),
        pdf=lambda value: Written(latex.string(str(value))),
        centimetres=lambda length: Written(f"{length:g}"),
        lines=lambda centimetres: Written(str(max(1, round(centimetres / LINE)))),
    )
    return env


def _lines(blocks: Sequence[Block]) -> float:
    """About how many lines blocks take, figures as high as they are."""
    drawn = sum(layout(node.graph).height for node in walk(blocks) if isinstance(node, Figure))
    return height(blocks) + drawn / FIGURE


def _indented(text: str, depth: int) -> Written:
    """All but the first line moved in."""
    return Written(text.replace("\n", "\n" + " " * depth))


def _written(writer: Writer, value: Any) -> str:
    if isinstance(value, Written):
        return value
    return writer.text(str(value))
