r"""What reads like markup and is none: an unclosed `$`, two amounts of money, `\alpha` in running text, `2*3*4`.

Markdown takes all of it without a word, and the page says something else than its author meant.
Here it is told. What is escaped, in code or in a formula is left alone.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from markdown_it.tree import SyntaxTreeNode

from exampaper.markdown import FORMULA, TextError


class Sign(NamedTuple):
    """What to look for in running text, what to say of it, and what to do about it."""

    pattern: re.Pattern[str]
    message: str
    remedy: str


ESCAPED = "\ue001"  # stands for a sign that was written with a backslash
OTHER = "\ue002"  # for a formula, code or emphasis beside the text

IN_TEXT = (
    Sign(
        re.compile(FORMULA + r"[^\n]{0,40}"),
        "a formula is filled in outside of a formula",
        "put dollars around it: $<< value >>$",
    ),
    Sign(
        re.compile(r".{0,20}\$.{0,20}"),
        "a $ that begins or ends no formula",
        r"close the formula, or write \$ for the sign itself",
    ),
    Sign(re.compile(r"``\S[^`\n]*''|``\S[^`\n]*’’"), "LaTeX's quotation marks", 'write "…"'),
    Sign(
        re.compile(r"`+.{0,20}"), "a ` that begins or ends no code", r"close the code, or write \` for the sign itself"
    ),
    Sign(
        re.compile(r"\S*\*\*\S*"),
        "a ** that begins or ends no strong text",
        r"close it without a space inside, put code between backticks, or write \*\* for the signs themselves",
    ),
    Sign(
        re.compile(r"(?:^|(?<=\s))(?!\W*[A-Za-z]:\\)[^\s\\]*(\\[A-Za-z]{2,})"),  # and no path such as C:\Users
        "a LaTeX command outside of a formula",
        r"put dollars around the formula, write **…** or *…* for bold or italic text, or put code between backticks",
    ),
    Sign(re.compile(r"\w*[\^_]\{"), "a formula outside of a formula", "put dollars around it"),
    Sign(
        re.compile(r"\w+\^[^\s^]+\^"),
        "a superscript that is none",
        "write it as a formula: $x^2$ (or put code between backticks)",
    ),
    Sign(
        re.compile(r"\w+~[\w+\-]+~"),
        "a subscript that is none",
        r"write it as a formula: $\mathrm{H_2O}$ (or put code between backticks)",
    ),
    Sign(re.compile(r"~~\S[^~\n]*~~"), "text that is not struck out", "leave it out, or put code between backticks"),
    Sign(
        re.compile(r"(?m)[-*+]\s\[[ xX]\](?=\s|$)"),
        "a box to tick outside of a list of statements",
        r"only ## Statements has them; elsewhere begin the item with its text, or with \[ \]",
    ),
    Sign(
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
_AS_TEXT = re.compile(r"\\(?:text\w*|math(?:rm|bf|it|sf|tt)|operatorname\*?|mbox)\s*\{[^{}]*\}")


def look(children: Sequence[SyntaxTreeNode], line: int) -> None:
    """Raises TextError for the first doubt in what stands in a line; `line` is that of the first of them."""
    look_at_text(_written(children), line)
    for at, node in enumerate(children):
        if doubt := _doubt(children, at):
            message, words, remedy = doubt
            raise TextError(f"{message}: {words}", line + _breaks(children[:at]), words, remedy)
        if node.type == "math_inline":
            formula(node.content, line + _breaks(children[:at]))


def look_at_text(written: str, line: int) -> None:
    """Raises TextError for the first doubt in running text."""
    for sign in IN_TEXT:
        if found := sign.pattern.search(written):
            words = found[found.lastindex or 0].strip()
            words = words.replace(FORMULA, "").replace(ESCAPED, "\\").replace(OTHER, "…")
            raise TextError(f"{sign.message}: {words}", line + written[: found.start()].count("\n"), words, sign.remedy)


def formula(tex: str, line: int) -> None:
    r"""Raises TextError for running text in a formula, which would be set as products of letters."""
    if found := _PROSE.search(_AS_TEXT.sub(lambda text: "." * len(text[0]), tex)):
        words = " ".join(tex.split())[:60]
        remedy = rf"close the formula before it, write \$ for an amount of money, or \text{{{found[0]}}}"
        raise TextError(f"“{found[0]}” in a formula: ${words}$", line, tex.strip().split("\n")[0], remedy)


def code(text: str, line: int) -> None:
    """Raises TextError for a value that would print as LaTeX in code."""
    before, found, after = text.partition(FORMULA)
    if found:
        words = (before.split("\n")[-1] + after.split("\n")[0]).replace(FORMULA, "").strip()
        told = f"a formula is filled in in code: {words[:60]}"
        raise TextError(told, line + before.count("\n"), words, "give it there as a text")


def _written(children: Sequence[SyntaxTreeNode]) -> str:
    """The text of a line as it was written, with a sign in place of what is escaped, and of what is no text."""
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


def _breaks(children: Sequence[SyntaxTreeNode]) -> int:
    return _written(children).count("\n")


# ------------------------------------------------------------------ what stands beside what


def _doubt(children: Sequence[SyntaxTreeNode], at: int) -> tuple[str, str, str] | None:
    """(message, words, remedy) of what is wrong with one node among others."""
    node = children[at]
    before, after = _source_at(children, at - 1)[-1:], _source_at(children, at + 1)[:1]
    match node.type:
        case "em" | "strong" if node.markup[0] == "*" and _operand(before)[1] and _operand(after)[0]:
            words = f"{before.strip(OTHER)}{node.markup}{_plain(node)}{node.markup}{after.strip(OTHER)}"
            return "asterisks within a word or a product are taken for emphasis", words, _PRODUCT
        case "strong" if node.markup == "__" and _plain(node) in _DUNDER:
            return "underscores are taken for emphasis", f"__{_plain(node)}__", "put code between backticks"
        case "math_inline" if _is_money(node.content, before, after):
            return "two signs of money are taken for a formula", f"${node.content}$", _MONEY
        case "text_special" if node.markup in (r"\,", r"\;") and before.isalnum() and after.isalnum():
            return "a space of LaTeX outside of a formula", node.markup, "write a plain space"
        case "text_special" if node.markup in _BRACKETED:
            closing, inside = _BRACKETED[node.markup]
            end = next((end for end in range(at, len(children)) if children[end].markup == closing), at)
            if inside.search(_written(children[at + 1 : end])):
                return r"LaTeX's brackets of a formula", f"{node.markup} … {closing}", _BRACKETS
    return None


_PRODUCT = r"write a product as a formula, $2 \cdot 3$, or as code, or \* for the sign itself"
_MONEY = r"write \$ for the sign itself, or no space inside of the dollars"
_BRACKETS = "write $…$ (or $$…$$ in a paragraph of its own); brackets themselves need no backslash"
_BRACKETED = {  # other words in escaped brackets are just that
    r"\(": (r"\)", re.compile(r"^\s+\S|[\\^_=+<>/]|^[A-Za-z]$")),
    r"\[": (r"\]", re.compile(r"^\s+\S|[\\^_=]")),
}


def _source_at(children: Sequence[SyntaxTreeNode], at: int) -> str:
    return _source(children[at]) if 0 <= at < len(children) else ""


def _operand(sign: str) -> tuple[bool, bool]:
    """Whether a sign can begin, and whether it can end, what is multiplied."""
    inner = sign.isalnum() or sign == OTHER
    return inner or sign == "(", inner or sign == ")"


def _plain(node: SyntaxTreeNode) -> str:
    return "".join(child.content or "…" for child in node.children)


def _is_money(tex: str, before: str, after: str) -> bool:
    """Whether dollars stand as between amounts: `$15 and $40`, `15$ and 40$`, `$5-$10`."""
    opens, closes = tex[:1].isspace(), tex[-1:].isspace()
    if closes and not opens:
        return after.isalnum() or after == "\\"
    if opens and not closes:
        return before.isalnum()
    return tex[:1].isdigit() and after.isdigit() and "\\" not in tex
