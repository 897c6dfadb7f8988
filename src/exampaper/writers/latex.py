"""Nodes → LaTeX for pdfLaTeX, in a form that an instructor would gladly edit."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from itertools import groupby, pairwise
from math import ceil
from textwrap import indent

from exampaper import figures, maths, nodes
from exampaper.scripts import SPACE, clusters, leftward, wide
from exampaper.writers import Writer, greek, plain, plain_line
from exampaper.writers.pieces import LONG, in_a_row, ragged

_ESCAPES = {
    "\\": r"\textbackslash{}",
    "{": r"\{",
    "}": r"\}",
    "$": r"\$",
    "&": r"\&",
    "#": r"\#",
    "_": r"\_",
    "%": r"\%",
    "^": r"\textasciicircum{}",
    "~": r"\textasciitilde{}",
    '"': r"\textquotedbl{}",
    "'": r"\textquotesingle{}",
    "`": r"\textasciigrave{}",
    "<": r"\textless{}",
    ">": r"\textgreater{}",
    "|": r"\textbar{}",
    "[": "{[}",  # never an optional argument of the \item or \\ before it
    "]": "{]}",
    "\u00a0": "~",
    "\u200b": r"\hspace{0pt}",
    "\u00ad": r"\-",
    "−": r"\ensuremath{-}",
    "’": "'",
    "‘": "`",
    "“": "``",
    "”": "''",
    "–": "--",
    "—": "---",
    "…": r"\dots{}",
}
# What fonts in T1 and TS1 encoding hold beyond ASCII
_SETTABLE = re.compile(r"(?![ĦħĸĿŀŉŦŧ])[ -~¡-žȘ-ț‚„†‡•‰‹›€™]")
# Of these, what the fonts make of several glyphs, so that machines would read these
_COMPOSED = frozenset("²³µ¹ĀāĈĉĊċĐĒēĔĕĖėĜĝĠġĢģĤĥĨĩĪīĬĭĮįĴĵĶķĻļŅņŌōŎŏŖŗŜŝŨũŪūŬŭŲųŴŵŶŷȘșȚț")
# Characters that the font would melt into one
_MELTING = {"--", ",,", "''", "``", "?`", "!`"}


def text(value: str) -> str:
    """Plain text as LaTeX that prints exactly it; what the fonts lack by its outlines."""
    line = unicodedata.normalize("NFC", re.sub(r"[^\S\u00a0]", " ", value))
    pieces: list[str] = []
    for run, outlined in _runs(line):
        if outlined:
            pieces.append(_outlined(run))
        else:
            pieces += map(_character, run)
    written = ""
    for piece, after in pairwise([*pieces, " "]):
        written += piece + "{}" * (piece[-1] + after[0] in _MELTING)
    return written


def _runs(line: str) -> Iterator[tuple[str, bool]]:
    """The text in runs, and whether each is drawn by its outlines."""
    if line.isascii() and line.isprintable():
        yield line, False
        return
    characters = list(_with_breaks(clusters(line)))
    drawn = _drawn(characters)
    at = 0
    for outlined, run in groupby(drawn):
        start, at = at, at + len(list(run))
        yield "".join(characters[start:at]), outlined


def _with_breaks(characters: Sequence[str]) -> Iterator[str]:
    """The characters, with a place to break the line between such as Chinese ones."""
    for character, after in pairwise([*characters, " "]):
        yield character
        if wide(character) and wide(after):
            yield SPACE


def _drawn(characters: Sequence[str]) -> list[bool]:
    """Whether each character is drawn; with text that runs to the left, what stands in it, since its order changes."""
    drawn = [not all(map(_settable, character)) for character in characters]
    for first, last in _spans_to_the_left(characters, drawn):
        drawn[first : last + 1] = [True] * (last + 1 - first)
    return drawn


def _spans_to_the_left(characters: Sequence[str], drawn: Sequence[bool]) -> list[tuple[int, int]]:
    """First and last character of each stretch that runs to the left and is drawn: perhaps all of the text."""
    turned: list[int] = []
    visible: list[int] = []
    for at, character in enumerate(characters):
        if drawn[at] and leftward(character):
            turned.append(at)
        if not character.isspace():
            visible.append(at)
    if turned and leftward("".join(characters)):
        return [(visible[0], visible[-1])]
    spans: list[tuple[int, int]] = []
    for first, last in pairwise(turned):
        if not any(map(_rightward, characters[first:last])):
            spans.append((first, last))
    return spans


def _rightward(character: str) -> bool:
    return unicodedata.bidirectional(character[0]) == "L"


def _settable(character: str) -> bool:
    """Whether the fonts have it, or LaTeX has a command for it."""
    known = character in _ESCAPES or character in greek.COMMANDS or character in greek.DRAWN
    return known or bool(_SETTABLE.match(character))


def _outlined(run: str) -> str:
    """What is drawn by the outlines that are kept under the text's code."""
    return rf"\outlined{{{run.encode('utf-16-be', 'surrogatepass').hex().upper()}}}"


def _character(character: str) -> str:
    """A single character that can be set."""
    if character in _ESCAPES:
        return _ESCAPES[character]
    if character in greek.COMMANDS:
        return rf"\ensuremath{{{greek.COMMANDS[character]}}}"
    if character in greek.DRAWN:
        return rf"\drawn{{{ord(character):04X}}}{{${greek.DRAWN[character]}$}}"
    return rf"\drawn{{{ord(character):04X}}}{{{character}}}" if character in _COMPOSED else character


def string(value: str) -> str:
    """Plain text for the title or the outline of a PDF."""
    written = ""
    for character in unicodedata.normalize("NFC", plain_line(value)):
        if character.isascii():
            written += _ESCAPES.get(character, character)
        else:
            written += rf"\unichar{{{ord(character)}}}"
    return written


def formula(tex: str) -> str:
    """A formula, without its dollars."""
    return maths.latex(tex, text)


def _listing(writer: Writer, node: nodes.Listing) -> str:
    if node.letters and in_a_row(node):
        return _row_of_options(writer, node)
    items = "\n".join(rf"\item {writer.blocks(item)}" for item in node.items)
    name = "itemize" if node.start is None and not node.letters else "enumerate"
    options = [] if node.start in (None, 1) else [f"start={node.start}"]
    if node.letters:
        options.append(rf"label={_TICKED * node.boxes}\textbf{{\Alph*}}")
    elif node.boxes:
        options.append(rf"label={_TICKED}\arabic*.")
    start = f"[{','.join(options)}]" if options else ""
    return f"\\begin{{{name}}}{start}\n{indent(items, '  ')}\n\\end{{{name}}}"


_TICKED = r"$\square$~"


def _row_of_options(writer: Writer, node: nodes.Listing) -> str:
    """Options beside one another; none is broken at the end of a line."""
    boxes = []
    for number, item in enumerate(node.items):
        letter = rf"\textbf{{{chr(ord('A') + number)}}}"
        boxes.append(rf"\mbox{{{_TICKED * node.boxes}{letter}\enspace {writer.blocks(item)}}}")
    row = r" \hspace{2em}".join(boxes)
    return rf"{{\raggedright {row}\par}}"


WIDTH = 75  # characters that a table's cells may have side by side
CELL = 20  # characters of a cell that is not worth breaking


ROWS = 20  # of a table that are kept on one page; a longer one goes on on the next


def _table(writer: Writer, node: nodes.Table) -> str:
    """A long table in pieces as equal as possible, each with the head and with columns of the same width."""
    count = max(1, ceil(len(node.rows) / ROWS))
    size = ceil(len(node.rows) / count)
    pieces: list[str] = []
    for number in range(count):
        rows = node.rows[number * size : (number + 1) * size]
        pieces.append(_tabular(writer, node, rows))
    return "\n\n\\pagebreak[0]\n".join(pieces)


def _length(cell: Sequence[nodes.Inline]) -> int:
    """About how many characters a cell shows."""
    return len(plain.WRITER.inlines(cell))


def _tabular(writer: Writer, node: nodes.Table, rows: Sequence[Sequence[Sequence[nodes.Inline]]]) -> str:
    """A table of some of the rows."""
    columns = zip(node.header, *node.rows, strict=True)
    longest = [max(column, key=_length) for column in columns]
    widths = list(map(_length, longest))
    body = [r"\toprule"]
    if len(rows) < len(node.rows) and not _is_broken(widths):
        body.append(_unseen(writer, longest))
    body += [_row(writer, node.header), r"\midrule"]
    body += [_row(writer, row) for row in rows]
    body.append(r"\bottomrule")
    begin = rf"\begin{{tabular}}{{{_columns(node, widths)}}}"
    tabular = [begin, *map("  {}".format, body), r"\end{tabular}"]
    if sum(widths) > WIDTH and max(widths) <= CELL:  # many narrow columns
        tabular = [r"\fitted{%", *tabular, "}"]
    return "\n".join([r"\begin{center}\renewcommand{\arraystretch}{1.4}", *tabular, r"\end{center}"])


def _unseen(writer: Writer, cells: Sequence[Sequence[nodes.Inline]]) -> str:
    """A row without height that makes each column as wide as in the other pieces of the table."""
    return " & ".join(rf"\hphantom{{{writer.inlines(cell)}}}" for cell in cells) + r" \\[-1.4\normalbaselineskip]"


def _is_broken(widths: Sequence[int]) -> bool:
    """Whether the cells of a row do not fit beside each other, so that the wide ones are broken."""
    return sum(widths) > WIDTH and max(widths) > CELL


def _columns(node: nodes.Table, widths: Sequence[int]) -> str:
    """Left, centred or right, and wide enough to be broken in where that is needed."""
    if not _is_broken(widths):
        return "".join(align[0] for align in node.align)
    broken = sum(width for width in widths if width > CELL)
    narrow = sum(widths) - broken
    share = (WIDTH - narrow) / WIDTH / broken
    columns = ""
    for align, width in zip(node.align, widths, strict=True):
        if width <= CELL:
            columns += align[0]
        else:
            part = max(0.1, share * width - 0.03)
            columns += rf">{{\raggedright\arraybackslash}}p{{{part:.2f}\linewidth}}"
    return columns


def _row(writer: Writer, cells: Sequence[Sequence[nodes.Inline]]) -> str:
    return " & ".join(map(writer.inlines, cells)) + r" \\"


def _code(writer: Writer, node: nodes.CodeBlock) -> str:
    lines: list[str] = []
    for number, line in enumerate(node.text.split("\n"), 1):
        before = rf"\makebox[1.6em][r]{{\footnotesize {number}}}\quad " if node.numbered else ""
        lines.append(before + _code_line(line))
    code = "\\\\\n".join(lines)
    return f"\\begin{{flushleft}}\\ttfamily\n{code}\n\\end{{flushleft}}"


def _code_line(line: str) -> str:
    """Spaces are kept; a line that is too long may be broken at them."""
    rest = line.lstrip(" ")
    words = [_UNBROKEN.sub(r"\g<0>" + "\u200b", word) for word in rest.split(" ")]
    return "~" * (len(line) - len(rest)) + "\\ ".join(map(text, words)) or "~"


def _spaces_kept(code: str) -> str:
    """Code in the line, with as many spaces as it has."""
    return re.sub(r"^ |(?<= ) | $", r"\\ ", text(code))


_UNBROKEN = re.compile(r"\S{40}(?=\S)")


def _figure(writer: Writer, node: nodes.Figure) -> str:
    return f"\\begin{{center}}\n{figures.tikz(node.picture, formula, text)}\n\\end{{center}}"


Run = Sequence[tuple[nodes.Block, str]]
"""Blocks that are one paragraph to TeX, each with what was written of it."""


def _together(written: Run) -> str:
    """Blocks as paragraphs, with an empty line between."""
    runs: list[list[tuple[nodes.Block, str]]] = []
    before: nodes.Block | None = None
    for block, text in written:
        if before is not None and _joins(before, block):
            runs[-1].append((block, text))
        else:
            runs.append([(block, text)])
        before = block
    return "\n\n".join(map(_run, runs))


def _joins(block: nodes.Block, after: nodes.Block) -> bool:
    """A formula on a line of its own belongs to the paragraph around it: no empty line parts them."""
    kinds = {type(block), type(after)}
    return nodes.DisplayMaths in kinds and kinds <= {nodes.Paragraph, nodes.DisplayMaths}


def _run(run: Run) -> str:
    text = "\n".join(text for _, text in run)
    for block, _ in run:
        if isinstance(block, nodes.Paragraph) and ragged(block.children):
            return rf"{{\raggedright {text}\par}}"
    return text


def _text(node: nodes.Text) -> str:
    """Running text, in which a long word (an address) may be broken after its punctuation."""
    return text(LONG.sub(lambda word: re.sub(r"(?<=[./_=&?:,])(?=\w)", "\u200b", word[0]), node.text))


WRITER = Writer(
    suffix="tex",
    text=text,
    together=_together,
    inline_kinds={
        nodes.Text: lambda w, n: _text(n),
        nodes.Emph: lambda w, n: rf"\emph{{{w.inlines(n.children)}}}",
        nodes.Strong: lambda w, n: rf"\textbf{{{w.inlines(n.children)}}}",
        nodes.Code: lambda w, n: rf"\texttt{{{_spaces_kept(n.text)}}}",
        nodes.Maths: lambda w, n: f"${formula(n.tex)}$",
        nodes.LineBreak: lambda w, n: "\\\\\n",
        nodes.Blank: lambda w, n: rf"\rule[-0.4ex]{{{n.width:g}em}}{{0.4pt}}",
        nodes.DataLink: lambda w, n: rf"\datafile{{{text(n.data.name)}}}",
    },
    block_kinds={
        nodes.Paragraph: lambda w, n: w.inlines(n.children),
        nodes.DisplayMaths: lambda w, n: f"\\[\n  {formula(n.tex)}\n\\]",
        nodes.Listing: _listing,
        nodes.Table: _table,
        nodes.CodeBlock: _code,
        nodes.Quote: lambda w, n: f"\\begin{{quote}}\n{w.blocks(n.children)}\n\\end{{quote}}",
        nodes.Figure: _figure,
    },
)
