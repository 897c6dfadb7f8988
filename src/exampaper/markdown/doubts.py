r"""What looks like markup but is not: an unclosed `$`, two amounts of money, `\alpha` in running text, `2*3*4`.

Markdown takes all of it without a word, and the page says something other than its author meant; here it is refused.
What is escaped, in code or in a formula is left alone.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from markdown_it.tree import SyntaxTreeNode

from exampaper.markdown.error import TextError
from exampaper.maths.filled import FORMULA


class Doubt(NamedTuple):
    """What to look for in running text, what to say about it, and what its author can do."""

    pattern: re.Pattern[str]
    message: str
    remedy: str


ESCAPED = "\ue001"
"""Takes the place of a character that was written with a backslash."""

OTHER = "\ue002"
"""Takes the place of a formula, code or emphasis beside the text."""

IN_TEXT = (
    Doubt(
        re.compile(FORMULA + r"[^\n]{0,40}"),
        "a formula is filled in outside of a formula",
        "put dollars around it: $<< value >>$",
    ),
    Doubt(
        re.compile(r".{0,20}\$.{0,20}"),
        "a $ that neither begins nor ends a formula",
        r"close the formula, or write \$ for a dollar sign",
    ),
    Doubt(
        re.compile(r"``\S[^`\n]*''|``\S[^`\n]*’’"),
        "LaTeX's quotation marks",
        'write "…"',
    ),
    Doubt(
        re.compile(r"`+.{0,20}"),
        "a ` that neither begins nor ends code",
        r"close the code, or write \` for a backtick",
    ),
    Doubt(
        re.compile(r"\S*\*\*\S*"),
        "a ** that neither begins nor ends strong text",
        r"close it without a space inside, put code between backticks, or write \*\* for asterisks",
    ),
    Doubt(
        re.compile(r"(?:^|(?<=\s))(?!\W*[A-Za-z]:\\)[^\s\\]*(\\[A-Za-z]{2,})"),  # and no path such as C:\Users
        "a LaTeX command outside of a formula",
        r"put dollars around the formula, write **…** or *…* for bold or italic text, or put code between backticks",
    ),
    Doubt(re.compile(r"\w*[\^_]\{"), "a formula outside of a formula", "put dollars around it"),
    Doubt(
        re.compile(r"\w+\^[^\s^]+\^"),
        "what looks like a superscript but is not",
        "write it as a formula: $x^2$ (or put code between backticks)",
    ),
    Doubt(
        re.compile(r"\w+~[\w+\-]+~"),
        "what looks like a subscript but is not",
        r"write it as a formula: $\mathrm{H_2O}$ (or put code between backticks)",
    ),
    Doubt(
        re.compile(r"~~\S[^~\n]*~~"),
        "text that will not be struck out",
        "leave it out, or put code between backticks",
    ),
    Doubt(
        re.compile(r"(?m)[-*+]\s\[[ xX]\](?=\s|$)"),
        "a box to tick outside of a list of statements",
        r"only ## Statements has them; elsewhere begin the item with its text, or with \[ \]",
    ),
    Doubt(
        re.compile(r"(?m)^\|\s.*\s\|[ \t]*\n\|\s.*\s\|[ \t]*$"),
        "a table without a line of dashes below its head",
        r"write |---|---| there",
    ),
)

_NAMES = "init new del repr str len call iter next name main file doc dict class all slots enter exit eq lt hash"
_DUNDER = frozenset(_NAMES.split()) | {"getitem", "setitem", "contains", "add", "mul"}

_WORDS = "and|or|of|if|then|else|otherwise|the|for|with|are|each|where|that|from|have|has|when|which|let|per|not"
_PROSE = re.compile(  # two words beside each other
    rf"(?:^|(?<=\s))(?:(?:{_WORDS})\s+[A-Za-z]{{2,}}|[A-Za-z]{{2,}}\s+(?:{_WORDS}))(?=[\s,.;:]|$)"
)
_AS_TEXT = re.compile(r"\\(?:text\w*|math(?:rm|bf|it|sf|tt)|operatorname\*?|mbox|emph|ce)\s*\{(?:[^{}]|\{[^{}]*\})*\}")


def look(children: Sequence[SyntaxTreeNode], line: int) -> None:
    """Raises TextError for the first doubt about the inline nodes of a block. line: where they begin, from 0."""
    look_at_text(_written(children), line)
    for at, node in enumerate(children):
        node_line = line + _written(children[:at]).count("\n")
        doubt = _doubt(children, at)
        if doubt:
            message, words, remedy = doubt
            raise TextError(f"{message}: {words}", node_line, words, remedy)
        if node.type == "math_inline":
            formula(node.content, node_line)


def look_at_text(written: str, line: int) -> None:
    """Raises TextError for the first doubt about running text, with ESCAPED and OTHER in it. line: where it begins."""
    for doubt in IN_TEXT:
        match = doubt.pattern.search(written)
        if match:
            words = match[match.lastindex or 0].strip()
            words = words.replace(FORMULA, "").replace(ESCAPED, "\\").replace(OTHER, "…")
            match_line = line + written[: match.start()].count("\n")
            raise TextError(f"{doubt.message}: {words}", match_line, words, doubt.remedy)


def formula(tex: str, line: int) -> None:
    r"""Raises TextError for running text in a formula, which would be set as products of letters."""
    without_words = _AS_TEXT.sub(lambda words: "." * len(words[0]), tex)
    prose = _PROSE.search(without_words)
    if prose:
        words = " ".join(tex.split())[:60]
        remedy = rf"close the formula before it, write \$ for an amount of money, or \text{{{prose[0]}}}"
        raise TextError(f"“{prose[0]}” in a formula: ${words}$", line, tex.strip().split("\n")[0], remedy)


def code(text: str, line: int) -> None:
    """Raises TextError for a filled-in value that would print as LaTeX in code."""
    before, mark, after = text.partition(FORMULA)
    if mark:
        code_line = before.split("\n")[-1] + after.split("\n")[0]
        words = code_line.replace(FORMULA, "").strip()
        message = f"a formula is filled in within code: {words[:60]}"
        raise TextError(message, line + before.count("\n"), words, "fill it in as text there")


def _written(children: Sequence[SyntaxTreeNode]) -> str:
    """Inline nodes as they were written, with ESCAPED for what is escaped and OTHER for what is not text."""
    return "".join(map(_source, children))


def _source(node: SyntaxTreeNode) -> str:
    match node.type:
        case "text":
            return node.content
        case "text_special":  # a backslash before anything but punctuation is itself
            return node.content if node.content == node.markup else ESCAPED
        case "softbreak" | "hardbreak":
            return "\n"
    return OTHER


# ------------------------------------------------------------------ a node and its neighbours


def _doubt(children: Sequence[SyntaxTreeNode], at: int) -> tuple[str, str, str] | None:
    """The message, words and remedy of a doubt about one node among its neighbours; None where there is none."""
    node = children[at]
    before, after = _source_at(children, at - 1)[-1:], _source_at(children, at + 1)[:1]
    match node.type:
        case "em" | "strong" if node.markup[0] == "*" and _ends_operand(before) and _begins_operand(after):
            words = f"{before.strip(OTHER)}{node.markup}{_plain(node)}{node.markup}{after.strip(OTHER)}"
            return "asterisks within a word or a product are taken for emphasis", words, _PRODUCT
        case "strong" if node.markup == "__" and _plain(node) in _DUNDER:
            return "underscores are taken for emphasis", f"__{_plain(node)}__", "put code between backticks"
        case "math_inline" if _is_money(node.content, before, after):
            return "two signs of money are taken for a formula", f"${node.content}$", _MONEY
        case "text_special" if node.markup in (r"\,", r"\;") and before.isalnum() and after.isalnum():
            return "a space of LaTeX outside of a formula", node.markup, "write a plain space"
        case "text_special" if node.markup in _BRACKETED:
            closing, formula_like = _BRACKETED[node.markup]
            if formula_like.search(_written(_up_to(children[at + 1 :], closing))):
                return r"LaTeX's brackets of a formula", f"{node.markup} … {closing}", _BRACKETS
    return None


def _up_to(children: Sequence[SyntaxTreeNode], closing: str) -> Sequence[SyntaxTreeNode]:
    """The nodes before one that closes a bracket; none where it is not closed."""
    for end, node in enumerate(children):
        if node.markup == closing:
            return children[:end]
    return ()


_PRODUCT = r"write a product as a formula, $2 \cdot 3$, or as code, or \* for an asterisk"
_MONEY = r"write \$ for a dollar sign, or no space inside of the dollars"
_BRACKETS = "write $…$ (or $$…$$ in a paragraph of its own); brackets themselves need no backslash"
_BRACKETED = {  # other words in escaped brackets are just that
    r"\(": (r"\)", re.compile(r"^\s+\S|[\\^_=+<>/]|^[A-Za-z]$")),
    r"\[": (r"\]", re.compile(r"^\s+\S|[\\^_=]")),
}


def _source_at(children: Sequence[SyntaxTreeNode], at: int) -> str:
    return _source(children[at]) if 0 <= at < len(children) else ""


def _begins_operand(character: str) -> bool:
    return character.isalnum() or character in (OTHER, "(")


def _ends_operand(character: str) -> bool:
    return character.isalnum() or character in (OTHER, ")")


def _plain(node: SyntaxTreeNode) -> str:
    return "".join(child.content or "…" for child in node.children)


def _is_money(tex: str, before: str, after: str) -> bool:
    """Whether the dollars belong to amounts of money: `$15 and $40`, `15$ and 40$`, `$5-$10`."""
    opens, closes = tex[:1].isspace(), tex[-1:].isspace()
    if closes and not opens:
        return after.isalnum() or after == "\\"
    if opens and not closes:
        return before.isalnum()
    return tex[:1].isdigit() and after.isdigit() and "\\" not in tex
