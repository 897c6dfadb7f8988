"""Markdown with maths → a tree of nodes.

The dialect is small on purpose: what stands here is what every writer can set.
Raw HTML, links and headings are refused, with the line they stand on, and so is what
reads like markup and is none.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import chain
from typing import Literal

from markdown_it.tree import SyntaxTreeNode

from exampaper import figures as drawing
from exampaper import maths, nodes
from exampaper.markdown import FORMULA, TextError, doubts, parser
from exampaper.maths.characters import is_control
from exampaper.nodes import Beside, Block, Inline, Picture

__all__ = ["ROWS", "TextError", "graphs", "height", "inline", "parse", "walk"]

DEPTH = 4  # lists in lists: LaTeX knows no more
TAB = 4  # columns from one stop to the next, in code


def parse(source: str, figures: Mapping[str, Beside] | None = None) -> tuple[Block, ...]:
    """The blocks of a Markdown text; `![alt](figure:name)` takes its picture from `figures`.

    So does `![alt](file.png)`, a file beside the question, and `[](csv:name)`, a file that comes with the paper.

    Raises TextError for what the dialect does not know, for a formula that does
    not parse, for a figure that is not there and for what reads like markup and is none.
    """
    return _read(source, figures or {}) if "](" in source else _read_again(source)


@lru_cache(maxsize=4096)
def _read_again(source: str) -> tuple[Block, ...]:
    """Many texts are the same in every variant of a question."""
    return _read(source, {})


def _read(source: str, figures: Mapping[str, Beside]) -> tuple[Block, ...]:
    if hidden := next(filter(_is_hidden, source), None):
        raise TextError(f"the unprintable character U+{ord(hidden):04X}", words=hidden)
    tree = SyntaxTreeNode(parser().parse(source))
    return _Reader(figures).blocks(tree.children)


def _is_hidden(sign: str) -> bool:
    """Whether nobody sees that it is there."""
    return is_control(sign) or not (sign.isprintable() or sign.isspace() or sign == FORMULA)


def formulas(source: str) -> Iterator[str]:
    """The LaTeX of every formula of a Markdown text, whether it parses or not."""
    tokens = parser().parse(source)
    within = (child for token in tokens for child in token.children or ())
    return (token.content for token in chain(tokens, within) if token.type.startswith("math_"))


def inline(source: str) -> tuple[Inline, ...]:
    """The inline nodes of a text of one paragraph."""
    blocks = parse(source)
    if len(blocks) == 1 and isinstance(blocks[0], nodes.Paragraph):
        return blocks[0].children
    raise TextError("expected one line of text", words=source)


def graphs(blocks: Iterable[Block | Inline]) -> list[Picture]:
    """The pictures of all figures, in their order."""
    return [node.picture for node in walk(blocks) if isinstance(node, nodes.Figure)]


def data_of(blocks: Iterable[Block | Inline]) -> list[nodes.DataFile]:
    """The data files that are named, in their order."""
    return [node.data for node in walk(blocks) if isinstance(node, nodes.DataLink)]


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


LINE = 85  # signs in a line, about
FIGURE = 12  # lines that a figure is high, at least
POINTS = 13  # from one line to the next
ROW = 1.4  # lines that a row of a table is high, about
ROWS = 20  # of a table that are kept on one page; a longer one goes on on the next


def height(blocks: Iterable[Block]) -> int:
    """About how many lines blocks take: by this, what is longer than a page is not kept on one."""
    return sum(map(_height, blocks))


def _height(block: Block) -> int:
    match block:
        case nodes.Paragraph():
            return 1 + _length(block.children) // LINE
        case nodes.Listing():
            return sum(height(item) for item in block.items)
        case nodes.Table():
            return 2 + round(ROW * sum(max(1 + len(row) * _length(cell) // LINE for cell in row) for row in block.rows))
        case nodes.CodeBlock():
            return block.text.count("\n") + 1
        case nodes.Quote():
            return height(block.children)
        case nodes.Figure():
            return max(FIGURE, int(drawing.size(block.picture)[1] / POINTS))
        case nodes.DisplayMaths():
            return 3 + block.tex.count(r"\\")
    return 3


def _length(children: Iterable[Inline]) -> int:
    return sum(
        len(node.tex) // 2 if isinstance(node, nodes.Maths) else len(getattr(node, "text", ""))
        for node in walk(children)
    )


_PICTURES = "put its file beside that of the text, or let the question's function figures give it by name"


class _Reader:
    """One reading: Markdown token kinds → node makers, with the figures at hand."""

    def __init__(self, figures: Mapping[str, Beside]) -> None:
        self.figures = figures
        self.block: dict[str, Callable[[SyntaxTreeNode], Block]] = {
            "paragraph": self._paragraph,
            "math_block": lambda n: nodes.DisplayMaths(_formula(n)),
            "bullet_list": lambda n: nodes.Listing(self._items(n)),
            "ordered_list": lambda n: nodes.Listing(self._items(n), int(n.attrs.get("start", 1))),
            "table": self._table,
            "fence": _fence,
            "code_block": _code_block,
            "blockquote": lambda n: nodes.Quote(self.blocks(n.children)),
        }
        self.inline: dict[str, Callable[[SyntaxTreeNode], Inline]] = {
            "text": lambda n: nodes.Text(_with_minus(re.sub(r"[ \t]+", " ", n.content), n.previous_sibling is None)),
            "text_special": lambda n: nodes.Text(n.content),
            "softbreak": lambda n: nodes.Text(" "),
            "hardbreak": lambda n: nodes.LineBreak(),
            "em": lambda n: nodes.Emph(self._inlines(n.children)),
            "strong": lambda n: nodes.Strong(self._inlines(n.children)),
            "code_inline": _code,
            "math_inline": lambda n: nodes.Maths(_formula(n)),
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

    def _paragraph(self, node: SyntaxTreeNode) -> Block:
        children = node.children[0].children
        match [child.type for child in children]:
            case ["image"]:
                return self._figure(children[0])
            case ["math_inline_double"]:
                return nodes.DisplayMaths(_formula(children[0]))
        return nodes.Paragraph(self._inlines(children))

    def _figure(self, node: SyntaxTreeNode) -> Block:
        source = str(node.attrs["src"])
        words = f"({source})"
        picture = self.figures.get(source.removeprefix("figure:"))
        if not isinstance(picture, Picture):
            known = ", ".join(sorted(self.figures)) or "none"
            told = f"no figure {source} (known: {known})"
            raise TextError(told, _line(node), words, _PICTURES)
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
        data, words = self.figures.get(name), f"({kind}:{name})"
        if kind != "csv":
            raise TextError(_refusal("link"), _line(node))
        if not isinstance(data, nodes.DataFile):
            raise TextError(f"no data file {name!r}: what `figures` gives has none of this name", _line(node), words)
        return nodes.DataLink(data)

    def _items(self, node: SyntaxTreeNode) -> tuple[tuple[Block, ...], ...]:
        for item in node.children:
            self._no_task(item)
        if node.level >= 2 * DEPTH:  # each list is two levels of the tree: itself, and its item
            raise TextError(f"lists nest more than {DEPTH} deep", _line(node))
        return tuple(self.blocks(item.children) for item in node.children)

    def _no_task(self, item: SyntaxTreeNode) -> None:
        first = item.children[0].children[0].content if item.children and item.children[0].children else ""
        if re.match(r"\[[ xX]\](\s|$)", first):
            doubts.look_at_text(f"- {first}", _line(item))

    def _table(self, node: SyntaxTreeNode) -> Block:
        head = node.children[0].children[0]
        body = node.children[1].children if len(node.children) > 1 else []
        return nodes.Table(
            self._cells(head), tuple(self._cells(row) for row in body), tuple(_align(c) for c in head.children)
        )

    def _cells(self, row: SyntaxTreeNode) -> tuple[tuple[Inline, ...], ...]:
        return tuple(self._inlines(cell.children[0].children) if cell.children else () for cell in row.children)


def _fence(node: SyntaxTreeNode) -> Block:
    first, end = node.map or (0, 0)
    if end - first - 1 <= len(node.content.splitlines()):  # without a line for its end
        raise TextError("fenced code does not end", first, node.markup, _FENCE)
    return _block_of_code(node, first + 1, *_listing(node))


_FENCE = "close it with the signs that it begins with, as far in as these"


def _code_block(node: SyntaxTreeNode) -> Block:
    return _block_of_code(node, _line(node))


def _block_of_code(node: SyntaxTreeNode, line: int, language: str = "", numbered: bool = False) -> Block:
    doubts.code(node.content, line)
    return nodes.CodeBlock(node.content.rstrip("\n").expandtabs(TAB), language, numbered)


def _code(node: SyntaxTreeNode) -> Inline:
    doubts.code(node.content, _line(node))
    return nodes.Code(node.content.expandtabs(TAB))


_HYPHEN_OF_A_NUMBER = re.compile(r"(?<![^\s([{“‘\"'/=<>≤≥±:;,…–—])-(?=\.?\d)")


def _with_minus(text: str, begins: bool) -> str:
    """A hyphen before a number is its sign, where no word, number or formula ends: -3, but 2-3 and layer-3."""
    head = "-" if text.startswith("-") and not begins else ""
    return head + _HYPHEN_OF_A_NUMBER.sub("−", text.removeprefix(head))


def _listing(node: SyntaxTreeNode) -> tuple[str, bool]:
    """The language of a listing, and whether its lines have numbers: ```python numbered."""
    words = node.info.split()
    language = next((word for word in words if word != "numbered"), "")
    if strange := [word for word in words if word not in (language, "numbered")]:
        raise TextError(f"{strange[0]!r} is unknown after the language of code: `numbered` is", _line(node), node.info)
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
    step: SyntaxTreeNode | None = node
    while step is not None and step.map is None:
        step = step.parent
    return step.map[0] if step is not None and step.map else 0


def _joined(children: Iterable[Inline]) -> tuple[Inline, ...]:
    """Neighbouring texts made one, so that a soft line break leaves a plain space."""
    result: list[Inline] = []
    for child in children:
        if isinstance(child, nodes.Text) and result and isinstance(result[-1], nodes.Text):
            result[-1] = nodes.Text(result[-1].text + child.text)
        elif child != nodes.Text(""):
            result.append(child)
    return tuple(result)


def _align(cell: SyntaxTreeNode) -> Literal["left", "center", "right"]:
    found = re.search(r"text-align:(left|center|right)", str(cell.attrs.get("style", "")))
    return found.group(1) if found else "left"  # type: ignore[return-value]


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
    what, _, remedy = _REFUSALS.get(kind, kind).partition(": ")
    return f"{what} cannot stand here" + (f": {remedy}" if remedy else "")
