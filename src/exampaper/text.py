"""Markdown with maths → a tree of nodes.

The dialect is small on purpose: it has what every writer can set. Raw HTML, links and headings are refused with their
line, and so is what looks like markup but is not.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import lru_cache
from itertools import chain
from typing import Any, Literal, TypeVar

from markdown_it.tree import SyntaxTreeNode

from exampaper import figures as drawing
from exampaper import maths, nodes
from exampaper.languages import DEFAULT, Language, language
from exampaper.markdown import FORMULA, TextError, doubts, parser
from exampaper.maths.characters import is_control
from exampaper.nodes import Beside, Block, Inline, Picture

__all__ = ["TextError", "codes", "data_of", "formulas", "graphs", "inline", "parse", "rewritten", "walk"]

T = TypeVar("T")

DEPTH = 4  # lists in lists: LaTeX has no more
TAB = 4  # columns between tab stops in code


def parse(source: str, figures: Mapping[str, Beside] | None = None, lang: str = DEFAULT) -> tuple[Block, ...]:
    """The blocks of a Markdown text.

    figures: what the text may name: `![alt](figure:name)`, `![alt](file.png)` for a file beside the question, and
    `[](csv:name)` for a data file that comes with the paper. lang: the code of the text's language.

    Raises TextError for what the dialect does not have, a formula that does not parse, a figure that does not exist,
    and what looks like markup but is not.
    """
    return _read(source, figures or {}, lang) if "](" in source else _read_without_figures(source, lang)


@lru_cache(maxsize=4096)  # many texts are the same in every variant of a question
def _read_without_figures(source: str, lang: str) -> tuple[Block, ...]:
    return _read(source, {}, lang)


def _read(source: str, figures: Mapping[str, Beside], lang: str) -> tuple[Block, ...]:
    for character in dict.fromkeys(source):  # each once
        if _is_hidden(character):
            raise TextError(f"the unprintable character U+{ord(character):04X}", words=character)
    words = language(lang)
    tree = SyntaxTreeNode(parser(words.quotes).parse(source))
    return _Reader(figures, words).blocks(tree.children)


def _is_hidden(character: str) -> bool:
    """Whether a reader cannot see that the character is there."""
    is_visible = character.isprintable() or character.isspace() or character == FORMULA
    return is_control(character) or not is_visible


def formulas(source: str) -> Iterator[str]:
    """The LaTeX of every formula of a Markdown text, whether it parses or not."""
    blocks = parser().parse(source)
    inlines = chain.from_iterable(block.children or () for block in blocks)
    for token in chain(blocks, inlines):
        if token.type.startswith("math_"):
            yield token.content


def codes(source: str) -> Iterator[str]:
    """All code of a Markdown text, within lines and in blocks of its own."""
    blocks = parser().parse(source)
    inlines = chain.from_iterable(block.children or () for block in blocks)
    for token in chain(blocks, inlines):
        if token.type in ("code_inline", "fence", "code_block"):
            yield f"{token.content}{token.info}"


def inline(source: str, lang: str = DEFAULT) -> tuple[Inline, ...]:
    """The inline nodes of a text of one paragraph. Raises TextError for any other text."""
    blocks = parse(source, lang=lang)
    if len(blocks) == 1 and isinstance(blocks[0], nodes.Paragraph):
        return blocks[0].children
    raise TextError("expected one line of text", words=source)


def graphs(blocks: Iterable[Block | Inline]) -> list[Picture]:
    """The pictures of all figures, in their order."""
    return [node.picture for node in walk(blocks) if isinstance(node, nodes.Figure)]


def data_of(blocks: Iterable[Block | Inline]) -> list[nodes.DataFile]:
    """The data files that a text names, in their order."""
    return [node.data for node in walk(blocks) if isinstance(node, nodes.DataLink)]


Leaf = nodes.Text | nodes.Maths | nodes.DisplayMaths


def rewritten(blocks: Sequence[T], change: Callable[[Leaf], Any]) -> tuple[T, ...]:
    """The same blocks, or the same running text, with every piece of text and every formula changed."""
    return tuple(_rewritten(block, change) for block in blocks)


def _rewritten(node: Any, change: Callable[[Leaf], Any]) -> Any:
    match node:
        case nodes.Text() | nodes.Maths() | nodes.DisplayMaths():
            return change(node)
        case nodes.Emph() | nodes.Strong() | nodes.Paragraph() | nodes.Quote():
            children: Any = rewritten(node.children, change)
            return replace(node, children=children)
        case nodes.Listing():
            return replace(node, items=tuple(rewritten(item, change) for item in node.items))
        case nodes.Table():
            header, *rows = ([rewritten(cell, change) for cell in row] for row in (node.header, *node.rows))
            return replace(node, header=tuple(header), rows=tuple(map(tuple, rows)))
    return node


def walk(blocks: Iterable[Block | Inline]) -> Iterable[Block | Inline]:
    """Every node, parents before children."""
    for node in blocks:
        yield node
        match node:
            case nodes.Emph() | nodes.Strong() | nodes.Paragraph() | nodes.Quote():
                yield from walk(node.children)
            case nodes.Listing():
                for item in node.items:
                    yield from walk(item)
            case nodes.Table():
                for row in (node.header, *node.rows):
                    for cell in row:
                        yield from walk(cell)


_PICTURES = "put its file beside that of the text, or return it under this name from the question's function `figures`"


class _Reader:
    """A reading of one text: for each type of Markdown token, what makes a node of it. Each method raises TextError.

    figures: what the text may name.
    """

    def __init__(self, figures: Mapping[str, Beside], words: Language) -> None:
        self.figures, self.words = figures, words
        self.block: dict[str, Callable[[SyntaxTreeNode], Block]] = {
            "paragraph": self._paragraph,
            "math_block": lambda n: nodes.DisplayMaths(self._formula(n)),
            "bullet_list": lambda n: nodes.Listing(self._items(n)),
            "ordered_list": lambda n: nodes.Listing(self._items(n), int(n.attrs.get("start", 1))),
            "table": self._table,
            "fence": _fence,
            "code_block": _code_block,
            "blockquote": lambda n: nodes.Quote(self.blocks(n.children)),
        }
        self.inline: dict[str, Callable[[SyntaxTreeNode], Inline]] = {
            "text": self._text,
            "text_special": lambda n: nodes.Text(n.content),
            "softbreak": lambda n: nodes.Text(" "),
            "hardbreak": lambda n: nodes.LineBreak(),
            "em": lambda n: nodes.Emph(self._inlines(n.children)),
            "strong": lambda n: nodes.Strong(self._inlines(n.children)),
            "code_inline": _code,
            "math_inline": lambda n: nodes.Maths(self._formula(n)),
            "link": self._data_link,
        }

    def blocks(self, children: Iterable[SyntaxTreeNode]) -> tuple[Block, ...]:
        return tuple(self._known(self.block, child)(child) for child in children)

    def _inlines(self, children: Sequence[SyntaxTreeNode]) -> tuple[Inline, ...]:
        doubts.look(children, _line(children[0]) if children else 0)
        return _joined(self._known(self.inline, child)(child) for child in children)

    def _known(self, makers: Mapping[str, Callable[[SyntaxTreeNode], Block | Inline]], node: SyntaxTreeNode):  # type: ignore[no-untyped-def]
        if node.type not in makers:
            raise TextError(_refusal(node.type), _line(node), node.content if not node.children else "")
        return makers[node.type]

    def _text(self, node: SyntaxTreeNode) -> Inline:
        return nodes.Text(self.words.typeset(_text(node)))

    def _formula(self, node: SyntaxTreeNode) -> str:
        return self.words.numerals.with_own_commas(_formula(node))

    def _paragraph(self, node: SyntaxTreeNode) -> Block:
        children = node.children[0].children
        match [child.type for child in children]:
            case ["image"]:
                return self._figure(children[0])
            case ["math_inline_double"]:
                return nodes.DisplayMaths(self._formula(children[0]))
        return nodes.Paragraph(self._inlines(children))

    def _figure(self, node: SyntaxTreeNode) -> Block:
        source = str(node.attrs["src"])
        words = f"({source})"
        picture = self.figures.get(source.removeprefix("figure:"))
        if not isinstance(picture, Picture):
            known = ", ".join(sorted(self.figures)) or "none"
            raise TextError(f"no figure {source} (known: {known})", _line(node), words, _PICTURES)
        try:
            drawing.size(picture)
            alt = node.content.strip() or picture.alt or drawing.describe(picture)
        except ValueError as error:
            raise TextError(f"figure {source}: {error}", _line(node), words) from None
        if not alt:
            raise TextError(f"figure {source} has no description", _line(node), words)
        return nodes.Figure(picture, alt)

    def _data_link(self, node: SyntaxTreeNode) -> Inline:
        kind, _, name = str(node.attrs["href"]).partition(":")
        if kind != "csv":
            raise TextError(_refusal("link"), _line(node))
        data = self.figures.get(name)
        if not isinstance(data, nodes.DataFile):
            message = f"no data file {name!r}: `figures` returns none of this name"
            raise TextError(message, _line(node), f"({kind}:{name})")
        return nodes.DataLink(data)

    def _items(self, node: SyntaxTreeNode) -> tuple[tuple[Block, ...], ...]:
        for item in node.children:
            _refuse_task(item)
        if node.level >= 2 * DEPTH:  # each list is two levels of the tree: itself and its item
            raise TextError(f"lists are nested more than {DEPTH} deep", _line(node))
        return tuple(self.blocks(item.children) for item in node.children)

    def _table(self, node: SyntaxTreeNode) -> Block:
        head = node.children[0].children[0]
        body = node.children[1].children if len(node.children) > 1 else []
        rows = tuple(map(self._cells, body))
        return nodes.Table(self._cells(head), rows, tuple(map(_alignment, head.children)))

    def _cells(self, row: SyntaxTreeNode) -> tuple[tuple[Inline, ...], ...]:
        return tuple(map(self._cell, row.children))

    def _cell(self, cell: SyntaxTreeNode) -> tuple[Inline, ...]:
        return self._inlines(cell.children[0].children) if cell.children else ()


def _refuse_task(item: SyntaxTreeNode) -> None:
    """Raises TextError for an item that begins with a box to tick."""
    if not item.children or not item.children[0].children:
        return
    first = item.children[0].children[0].content
    if re.match(r"\[[ xX]\](\s|$)", first):
        doubts.look_at_text(f"- {first}", _line(item))


def _fence(node: SyntaxTreeNode) -> Block:
    first, end = node.map or (0, 0)
    if end - first - 1 <= len(node.content.splitlines()):  # no line is left for its end
        raise TextError("fenced code does not end", first, node.markup, _FENCE)
    language, numbered = _info(node)
    return _code_lines(node, first + 1, language, numbered)


_FENCE = "close it with the characters that it begins with, indented as they are"


def _code_block(node: SyntaxTreeNode) -> Block:
    return _code_lines(node, _line(node))


def _code_lines(node: SyntaxTreeNode, line: int, language: str = "", numbered: bool = False) -> Block:
    doubts.code(node.content, line)
    return nodes.CodeBlock(node.content.rstrip("\n").expandtabs(TAB), language, numbered)


def _code(node: SyntaxTreeNode) -> Inline:
    doubts.code(node.content, _line(node))
    return nodes.Code(node.content.expandtabs(TAB))


def _text(node: SyntaxTreeNode) -> str:
    single_spaced = re.sub(r"[ \t]+", " ", node.content)
    return _with_minus(single_spaced, node.previous_sibling is None)


_HYPHEN_OF_A_NUMBER = re.compile(r"(?<![^\s([{“‘\"'/=<>≤≥±:;,…–—])-(?=\.?\d)")


def _with_minus(text: str, begins: bool) -> str:
    """The text with a minus for a hyphen before a number, unless a word or number ends there: -3, not 2-3 or layer-3.

    begins: whether nothing is before the text in its line, such as a formula.
    """
    head = "-" if text.startswith("-") and not begins else ""
    return head + _HYPHEN_OF_A_NUMBER.sub("−", text.removeprefix(head))


def _info(node: SyntaxTreeNode) -> tuple[str, bool]:
    """The language of fenced code, and whether its lines are numbered: ```python numbered."""
    words = node.info.split()
    languages = [word for word in words if word != "numbered"]
    language = languages[0] if languages else ""
    for word in languages:
        if word != language:
            message = f"{word!r} is unknown after the language of code: only `numbered` is known"
            raise TextError(message, _line(node), node.info)
    return language, "numbered" in words


def _formula(node: SyntaxTreeNode) -> str:
    tex = node.content.replace(FORMULA, "").strip()
    doubts.formula(tex, _line(node))
    try:
        maths.parse(tex)
    except maths.MathsError as error:
        raise TextError(f"in the formula ${tex}$: {error}", _line(node), tex) from None
    return tex


def _line(node: SyntaxTreeNode) -> int:
    """The line where a node begins, from 0: of the nearest ancestor that knows its lines."""
    ancestor: SyntaxTreeNode | None = node
    while ancestor is not None:
        if ancestor.map is not None:
            return ancestor.map[0]
        ancestor = ancestor.parent
    return 0


def _joined(children: Iterable[Inline]) -> tuple[Inline, ...]:
    """The children with neighbouring texts joined, so that a soft line break leaves a plain space."""
    result: list[Inline] = []
    for child in children:
        if isinstance(child, nodes.Text) and result and isinstance(result[-1], nodes.Text):
            result[-1] = nodes.Text(result[-1].text + child.text)
        elif child != nodes.Text(""):
            result.append(child)
    return tuple(result)


def _alignment(cell: SyntaxTreeNode) -> Literal["left", "center", "right"]:
    alignment = re.search(r"text-align:(left|center|right)", str(cell.attrs.get("style", "")))
    return alignment[1] if alignment else "left"  # type: ignore[return-value]


_REFUSALS = {
    "html_block": "raw HTML",
    "html_inline": "raw HTML",
    "heading": "a heading",
    "hr": "a rule",
    "link": "a link",
    "image": "an image within a line: give it a paragraph of its own",
    "math_inline_double": "display maths within a line: give it a paragraph of its own",
}


def _refusal(kind: str) -> str:
    """What is wrong with a kind of Markdown that the dialect does not have."""
    what, _, remedy = _REFUSALS.get(kind, kind).partition(": ")
    message = f"{what} is not allowed here"
    return f"{message}: {remedy}" if remedy else message
