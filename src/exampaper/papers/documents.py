"""A paper → the sources of its documents, through the templates of a target.

The templates say how a document looks; the writer says how a text is written. Plain text is escaped on its way into a
template whether the template asks for it or not.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Literal

from jinja2 import Environment, TemplateError, TemplateSyntaxError, pass_context
from jinja2.runtime import Context

from exampaper.engines import Job
from exampaper.engines.fonts import NONE, Fonts
from exampaper.faults import Faulty, fault
from exampaper.figures import tikz
from exampaper.figures.data import csv
from exampaper.jinja import environment
from exampaper.languages import DEFAULT, Language, language
from exampaper.layout import LINE, SIZE
from exampaper.maths.to_typst import quoted
from exampaper.model import Paper, Part, PrintedSlip
from exampaper.nodes import Block, DataFile, Image, Paragraph
from exampaper.papers.candidates import bearer, printed
from exampaper.papers.extent import estimated_lines
from exampaper.papers.identity import figures_of
from exampaper.scripts import leftward
from exampaper.targets import TARGETS, Target
from exampaper.text import data_of, inline
from exampaper.writers import UnknownCharacter, Writer, Written, plain

HIGHEST = 22.0
"""Centimetres of the largest answer space: it stands on one page."""

QUARTER = 10
"""The same where no space for answers can grow to fill the page."""

TAIL = 6
"""Lines, about, at the end of a text that is torn: so many stay with the space for the answer."""

HALF = 28
"""Lines, about, that are kept on one page; a text with more may be broken, rather than leave half a page empty."""

DATA_NAME, UNSETTABLE = "paper/data-name", "paper/character"
NAMES_ITS_PAPER = frozenset({DATA_NAME, UNSETTABLE})
"""Codes of faults whose message names the paper."""

Document = Literal["question-paper", "answer-paper", "marking-scheme"]
DOCUMENTS: tuple[Document, ...] = ("question-paper", "answer-paper", "marking-scheme")


def source(paper: Paper, document: Document, target: str, fonts: Fonts = NONE, writer: Writer | None = None) -> str:
    """The source of one document of a paper, as a person reads it.

    target: its name. writer: another one for the same target.
    Raises Faulty for a template that fails, UnknownCharacter for a text that the target cannot set.
    """
    known = TARGETS[target]
    text = _rendered(known, _template_of(document, known), writer or known.writer, _variables(paper, document), fonts)
    return known.tools.finished(text, fonts)


def job(paper: Paper, document: Document, target: str, fonts: Fonts = NONE) -> Job:
    """One document of a paper for the engine of a target, by its name.

    The same document as `source` gives, in the form that is compiled fastest. Raises what `source` raises.
    """
    known = TARGETS[target]
    form = known.tools.compiled_form
    if form is None or _has_own_templates(known):
        text = source(paper, document, target, fonts)
        tag = language(paper.heading.lang).tag
        return Job(text, title(paper, document), images(paper, document, target), tag)
    variables = _variables(paper, document) | {"for_compiler": True}
    text = _rendered(known, _template_of(document, known), form.writer, variables, fonts)
    shared = _shared_files(known, fonts, paper.heading.lang)
    return Job(known.tools.finished(text, fonts), title(paper, document), shared)


def measuring_job(paper: Paper, target: str, fonts: Fonts = NONE) -> Job:
    """The question paper, written so that the engine measures its parts. Raises what `source` raises."""
    known = TARGETS[target]
    form = known.tools.compiled_form
    variables = _variables(paper, "question-paper") | {"for_compiler": form is not None, "measuring": True}
    writer = form.writer if form else known.writer
    text = _rendered(known, _template_of("question-paper", known), writer, variables, fonts)
    return Job(
        known.tools.finished(text, fonts), beside=_shared_files(known, fonts, paper.heading.lang) if form else {}
    )


def print_job(papers: Sequence[Paper], document: Document, target: str, fonts: Fonts = NONE, bundle: str = "") -> Job:
    """A document of several papers in one file, one after another, or a question of each for who marks it.

    bundle: the title of such a file. The target has a compiled form, and its templates are those of the package.
    Raises what `source` raises.
    """
    known = TARGETS[target]
    form = known.tools.compiled_form
    assert form is not None
    more = {"for_compiler": True, "in_print": True, "bundled": bool(bundle)}
    bodies = [_rendered(known, f"in_print.{known.suffix}", form.writer, _about_bundle(bundle, papers[0]) | more, fonts)]
    for paper in papers:
        variables = _variables(paper, document) | more
        bodies.append(_rendered(known, _template_of(document, known), form.writer, variables, fonts))
    return Job(
        known.tools.finished("\n".join(bodies), fonts), bundle, _shared_files(known, fonts, papers[0].heading.lang)
    )


def _about_bundle(bundle: str, paper: Paper) -> dict[str, Any]:
    return {"bundle": bundle, "paper": paper, "words": language(paper.heading.lang)}


def can_share_a_file(target: str) -> bool:
    """Whether a target sets several papers in one file: with templates of one's own it does not."""
    known = TARGETS[target]
    return known.tools.compiled_form is not None and not _has_own_templates(known)


def room(paper: Paper, number: int, part: Part) -> tuple[str, float]:
    """What is ruled below a part, and how many centimetres of it its question gives: ("none", 0) for nothing.

    A part whose answer is drawn gets a frame to draw in, where others get lines.
    """
    ruling = paper.layout.ruling_of(number, paper.heading.answer_space)
    if ruling == "none" or not part.space:
        return "none", 0.0
    if ruling == "lines" and figures_of(part.answer):
        return "frame", min(part.space, HIGHEST)
    return ruling, min(part.space, HIGHEST)


@dataclass(frozen=True, slots=True)
class PageView:
    """The pages of a paper as its templates know them. measuring: each part stands on a page of its own."""

    paper: Paper
    measuring: bool = False

    def starts(self, number: int, label: str) -> bool:
        """Whether a part of a question begins a page."""
        if self.measuring:
            return True
        if self.paper.pages is not None:
            return (number, label) in self.paper.pages.starts
        if number == self.paper.questions[0].number:
            return self.paper.layout.cover_page and label == self.paper.questions[0].variant.parts[0].label
        return (number, label) in self.paper.first_parts and self.paper.layout.begins_page(number)

    def torn(self, number: int, label: str) -> bool:
        """Whether the text of a part, with what leads to it, goes on on the next page."""
        return self.paper.pages is not None and (number, label) in self.paper.pages.torn

    def more(self, size: float) -> float:
        """How much larger an answer space may become, in centimetres."""
        layout = self.paper.layout
        return max(0.0, min(HIGHEST, size * layout.stretch) - size) if layout.fill else 0.0

    def less(self, size: float) -> float:
        """How much smaller it may become."""
        return size * (1 - self.paper.layout.shrink) if self.paper.layout.fill else 0.0

    def room(self, number: int, part: Part) -> tuple[str, float]:
        """What is ruled below a part, and how many centimetres high."""
        kind, size = room(self.paper, number, part)
        if self.measuring:
            return kind, 0.0
        if self.paper.pages is not None:
            size = self.paper.pages.rooms.get((number, part.label), size)
        return kind, size


def _has_own_templates(target: Target) -> bool:
    """Whether the working folder has templates of its own, which may lean on all being in one file."""
    own = _own_templates() / target.name
    return own.is_dir() and not own.samefile(target.folder)


def _own_templates() -> Path:
    return Path("templates").resolve()


def _template_of(document: Document, target: Target) -> str:
    return f"{document.replace('-', '_')}.{target.suffix}"


def _variables(paper: Paper, document: Document) -> dict[str, Any]:
    """What the templates of a document know."""
    return {
        "paper": printed(paper),
        "heading": paper.heading,
        "words": language(paper.heading.lang),
        "document": document,
        "title": title(paper, document),
        "for_compiler": False,
        "measuring": False,
        "in_print": False,
        "bundled": False,
    }


def _rendered(target: Target, name: str, writer: Writer, variables: Mapping[str, Any], fonts: Fonts) -> str:
    """What a template makes of its variables. Raises Faulty, UnknownCharacter."""
    list_fonts = target.tools.fonts
    if list_fonts is not None:
        variables = {**variables, "fonts": Written(list_fonts(fonts))}
    variables = {"words": language(DEFAULT), **variables}
    with _faults_of_templates(target.name, name):
        if "document" in variables:
            variables = {**variables, "pages": PageView(variables["paper"], variables["measuring"])}
        template = _environment(target.name, _own_templates(), writer).get_template(name)
        return template.render(variables)


@cache
def _shared_files(target: Target, fonts: Fonts, lang: str) -> dict[str, bytes]:
    """The files beside a source for the compiler: the same for all papers of a language."""
    form = target.tools.compiled_form
    assert form is not None
    files = {}
    for name in form.files:
        files[name] = _rendered(target, name, form.writer, {"words": language(lang)}, fonts).encode()
    return files


@contextmanager
def _faults_of_templates(target: str, name: str) -> Iterator[None]:
    """Tells what is wrong with a template, which may be a user's own, as a fault with its place and a remedy."""
    try:
        yield
    except TemplateSyntaxError as error:
        file = Path(error.filename) if error.filename else None
        raise fault(f"in the template: {error.message}", file, error.lineno) from None
    except TemplateError as error:
        raise fault(f"template {name}: {error}", remedy=f"mend it in templates/{target}/") from None
    except (UnknownCharacter, Faulty):
        raise
    except Exception as error:  # what a user's own template computes
        message = f"template {name}: {type(error).__name__}: {error}"
        raise fault(message, remedy=f"mend it in templates/{target}/") from None


@cache
def _environment(target: str, own: Path, writer: Writer) -> Environment:
    """Templates of the working folder go before those of the package."""
    env = environment(
        own / target, TARGETS[target].folder, keep_trailing_newline=True, finalize=lambda value: _escaped(writer, value)
    )
    env.filters.update(_filters(TARGETS[target], writer))
    env.globals["language"] = language
    return env


def _filters(target: Target, writer: Writer) -> dict[str, Any]:
    """The filters of a template. Lengths are in centimetres."""

    def string(value: Any) -> Written:
        return Written(target.tools.string(str(value)))

    @pass_context
    def say(context: Context, key: str, **values: Any) -> Written:
        """Fixed words in the language of the paper, with values in their holes: text, or source as it is."""
        return _worded(context["words"], writer, key, values)

    return {
        "say": say,
        "count": pass_context(lambda context, count, key: context["words"].counted(key, count)),
        "error": pass_context(lambda context, slip: _error(context["words"], writer, slip)),
        "source": Written,
        "blocks": lambda blocks, depth=0: _indented(writer.blocks(blocks), depth),
        "argument": lambda text: text if text.startswith("[") else Written(f"({text})"),
        "is_line": lambda blocks: list(map(type, blocks)) == [Paragraph],
        "figures": figures_of,
        "figure_only": lambda blocks: Written(tikz(blocks[0].picture)),
        "long": _is_long,
        "short": lambda blocks: estimated_lines(blocks) <= TAIL,
        "key": pass_context(lambda context, markdown: _line(context["words"], writer, markdown)),
        "plain": plain.line,
        "leftward": leftward,
        "typst_arrangement": _typst_arrangement,
        "qr": lambda code: Written(target.tools.qr(code)),
        "string": string,
        "pdf": string,
        "centimetres": lambda length: Written(f"{length:g}"),
        "lines": lambda length: Written(str(max(1, round(length / LINE)))),
    }


def _worded(words: Language, writer: Writer, key: str, values: Mapping[str, Any]) -> Written:
    written = ""
    for is_name, piece in words.pieces(key):
        written += _escaped(writer, values[piece] if is_name else piece)
    return Written(written)


def _line(words: Language, writer: Writer, markdown: str) -> Written:
    return writer.inlines(inline(markdown, words.code)) if markdown else Written("")


def _error(words: Language, writer: Writer, slip: PrintedSlip) -> Written:
    """A common error with the value that it leads to, and the marks that it still earns."""
    values = {"name": _line(words, writer, slip.name), "value": _line(words, writer, slip.printed)}
    if slip.marks:
        return _worded(words, writer, "error-earning", {**values, "marks": slip.marks})
    return _worded(words, writer, "error", values)


@pass_context
def _is_long(context: Context, blocks: Sequence[Block]) -> bool:
    """Whether a text may be broken; in large print it takes more lines, and there are fewer on a page."""
    if context.get("document") in ("answer-paper", "marking-scheme"):
        return estimated_lines(blocks) > QUARTER
    paper = context.get("paper")
    scale = paper.layout.scale if paper else 1.0
    return estimated_lines(blocks) * scale**2 > HALF


def _typst_arrangement(paper: Paper) -> Written:
    """What of a candidate's arrangements differs from the usual, as named arguments of Typst."""
    layout, words = paper.layout, ""
    if layout.size != SIZE:
        words += f", size: {layout.size:g}pt"
    if layout.family:
        words += f", family: {quoted(layout.family)}"
    if layout.colour:
        words += f", colour: {quoted(layout.colour)}"
    return Written(words)


def _indented(text: str, depth: int) -> Written:
    """All but the first line moved in."""
    return Written(text.replace("\n", "\n" + " " * depth))


def _escaped(writer: Writer, value: Any) -> str:
    if isinstance(value, Written):
        return value
    return writer.text(str(value))


def render_template(target: str, name: str, **variables: Any) -> str:
    """What any template of a target makes of some variables. Raises Faulty, UnknownCharacter."""
    known = TARGETS[target]
    return _rendered(known, name, known.writer, variables, NONE)


def title(paper: Paper, document: Document) -> str:
    """What a reader of PDFs calls the document."""
    words = language(paper.heading.lang)
    return words.say(f"title-of-{document}", title=plain.line(paper.heading.title), bearer=bearer(paper))


# ------------------------------------------------------------------ files beside a document


def images(paper: Paper, document: Document, target: str) -> dict[str, bytes]:
    """The files that the source of a document reads its images from, by what comes after its own name."""
    image_file = TARGETS[target].tools.image_file
    if image_file is None:
        return {}
    files: dict[str, bytes] = {}
    for figure in figures_of(_printed_blocks(paper, document)):
        if isinstance(figure.picture, Image):
            name, content = image_file(figure.picture)
            files[name] = content
    return files


def _printed_blocks(paper: Paper, document: Document) -> list[Block]:
    """The texts that a document prints."""
    blocks: list[Block] = []
    for question in paper.questions:
        variant = question.variant
        if document != "marking-scheme":
            blocks += variant.question_blocks
        if document != "question-paper":
            blocks += variant.solution_blocks
    for introduction in paper.introductions:
        blocks += introduction
    return blocks


def data_files(paper: Paper) -> dict[str, bytes]:
    """The data that come with a paper, CSV files named by its code. Raises Faulty for two of one name."""
    by_name: dict[str, DataFile] = {}
    for question in paper.questions:
        for data in data_of(question.variant.question_blocks):
            if by_name.setdefault(data.name, data) != data:
                message = f"paper {paper.label}: two data files are called {data.name!r}"
                raise fault(message, remedy=f"give that of {question.variant.id} another name", code=DATA_NAME)
    return {f"{paper.code}-{name}.csv": csv(data) for name, data in by_name.items()}


# ------------------------------------------------------------------ what cannot be set


def unsettable(paper: Paper, error: UnknownCharacter) -> Faulty:
    """The fault of a character that cannot be set: where in the paper it stands, and what to do."""
    remedy = 'leave it out, or name a folder of fonts in the exam file: fonts = "fonts/"; see exampaper doctor'
    return fault(f"paper {paper.label}: {error}{_where(paper, error.character)}", remedy=remedy, code=UNSETTABLE)


def _where(paper: Paper, character: str) -> str:
    for name in (
        "title",
        "institution",
        "course",
        "date",
        "duration",
        "instructions",
        "candidate",
        "cover",
        "running_head",
        "sheet_title",
        "sheet",
    ):
        if character in repr(getattr(paper.heading, name)):
            return f" in the exam's {name}"
    for section in paper.sections:
        if character in f"{section.title}{section.instruction!r}":
            return f" in the section {section.title!r}"
        for question in section.questions:
            if character in repr(question.variant):
                return f" in question {question.number} ({question.variant.id})"
    return ""
