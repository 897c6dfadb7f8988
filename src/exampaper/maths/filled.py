r"""Values that are filled into a formula are written as a mathematician would write them.

A template writes text, not formulas: `x^<< n >>` would raise only the first digit of 10, `<< a >>^2` square -2 to -4.
So each value comes between marks, and what is beside it decides how it is written: in braces as an argument, in
brackets as a base or after an operation; what the filter `signed` made of 1 is only a sign before a letter, and of 0
nothing after one. The marks are gone once `settled` is done.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from itertools import chain

from exampaper.maths.commands import ACCENTS, ARROWS, FUNCTIONS, OPERATORS, STYLES, SYMBOLS, TEXTS
from exampaper.maths.shorthand import SHORTHAND
from exampaper.numerals import PLAIN, Numerals

TEXT, EXPRESSION = "\ufdd0", "\ufdd1"  # where words, or a value of SymPy, begin: characters that no text may have
_END = "\ufdd2"
MARKS = TEXT + EXPRESSION + _END
FORMULA = "\ue000"
"""Marks a value that is LaTeX, until it is known whether it was filled in within a formula."""

_FIRST = 0xF0000  # of the private characters that stand for values while `settled` looks for formulas


def marked(text: str, kind: str = TEXT) -> str:
    """A filled-in text between marks. kind: TEXT or EXPRESSION. Text that has its marks already stays as it is."""
    return text if _END in text else f"{kind}{text}{_END}"


def unmarked(text: str) -> str:
    """The text without marks."""
    return text.translate(dict.fromkeys(map(ord, MARKS)))


@dataclass(frozen=True, slots=True, eq=False)
class _Value:
    """A value that is filled in, and how it is written if that is in a formula. kind: TEXT or EXPRESSION."""

    text: str
    in_formula: str
    kind: str

    @property
    def is_number(self) -> bool:
        return self.kind == EXPRESSION and bool(_NUMBER.fullmatch(self.text) or _AMOUNT.fullmatch(self.text))

    def written(self, numerals: Numerals) -> _Value:
        """The same with the marks of a language. Words keep their points outside of formulas: they may be dates."""
        if numerals.are_plain:
            return self
        in_formula = self.in_formula
        if not self.is_number:
            return _Value(self.text, numerals.in_formula(in_formula), self.kind)
        text = self.text
        if numerals.decimal == ",":  # no comma is left for thousands
            text, in_formula = text.replace(",", "\u202f"), in_formula.replace("{,}", r"\,")
        return _Value(numerals.in_text(text), numerals.in_formula(in_formula), self.kind)

    @property
    def in_text(self) -> str:
        """How it is written outside of a formula: LaTeX is marked, so that the reader of the text can refuse it."""
        is_latex = self.kind == EXPRESSION and not self.is_number
        return FORMULA + self.text if is_latex else self.text


_MARKED = re.compile(f"([{TEXT}{EXPRESSION}])([^{MARKS}]*){_END}")


Finder = Callable[[str], Iterable[str]]
"""Finds the formulas of a text, or its code."""


def _none(text: str) -> Iterable[str]:
    return ()


def settled(text: str, formulas: Finder, codes: Finder = _none, numerals: Numerals = PLAIN) -> str:
    """The text without marks, each value written as its place demands.

    formulas, codes: find the formulas of a text, and its code, in which numbers keep the point. To tell which values
    are in one, the text is read once with a character before each value that no text has.
    """
    if _END not in text:
        return text
    between, values = _parted(text)
    if numerals.are_plain and all(value.in_text == value.in_formula for value in values):
        return _joined(between, [value.in_text for value in values])
    labels = [chr(_FIRST + number) for number in range(len(values))]
    labelled = _joined(between, [label + value.text for label, value in zip(labels, values, strict=True)])
    in_formulas = "".join(formulas(labelled))
    in_codes = "" if numerals.are_plain else "".join(codes(labelled))
    written = []
    for label, value in zip(labels, values, strict=True):
        shown = value if label in in_codes else value.written(numerals)
        written.append(shown.in_formula if label in in_formulas else shown.in_text)
    return _joined(between, written)


def _joined(between: list[str], values: list[str]) -> str:
    """Texts and the values between them, in turn."""
    pairs = zip(between, [*values, ""], strict=True)
    return "".join(chain.from_iterable(pairs))


def _parted(text: str) -> tuple[list[str], list[_Value]]:
    """The texts between the values, one more than there are values, and the values."""
    between: list[str] = []
    values: list[_Value] = []
    left, end = "", 0
    for match in _MARKED.finditer(text):
        kind, value = match[1], match[2]
        between.append(unmarked(text[end : match.start()]))
        left = (left + between[-1])[-_BEFORE:]
        end = match.end()
        right = unmarked(text[end : end + _AFTER])
        in_formula = _written(left, value, right, kind)
        values.append(_Value(value, in_formula, kind))
        left += in_formula
    return [*between, unmarked(text[end:])], values


_BEFORE, _AFTER = 400, 40  # characters beside a value that decide how it is written


# ------------------------------------------------------------------ one value

_TAKING = "|".join(
    ["[dtc]?frac", "[dt]?binom", "sqrt", "pmod", "math(?:op|bin|rel|ord)", *STYLES, *ACCENTS, *TEXTS, "operatorname"]
    + ["overset", "underset", "stackrel", "boxed", "phantom", "smash", *ARROWS]
    + [name for name, shorthand in SHORTHAND.items() if shorthand.least]
)
_ARGUMENT = re.compile(rf"(?:(?<!\\)[\^_]|\\(?:{_TAKING})\*?|\\sqrt\s*\[[^\]]*\])\s*$")
_TAKING_TWO = re.compile(r"\\(?:[dtc]?frac|[dt]?binom|overset|underset|stackrel|qty|SI|p?dv|comm|braket)\s*$")
_OPERATION = re.compile(rf"(?:[-+*/·×÷±∓−]|\\(?:cdot|times|div|pm|mp|ast|{'|'.join(FUNCTIONS)}))\s*$")
_FACTOR = re.compile(r"(?:[-*/·×÷−]|\\(?:cdot|times|div|ast))\s*$")
_FACTOR_AFTER = re.compile(r"\s*(?:[*/·×÷]|\\(?:cdot|times|div|ast)(?![A-Za-z]))")
_POWER = re.compile(
    r"\s*(?:[⁰¹²³⁴⁵⁶⁷⁸⁹⁻ⁿ]|\^(?!\s*(?:[-+*'](?![\d.])|\{\s*[-+*]\s*\}|\{?\s*\\(?:circ|prime|degree|top|dagger|ast)\b)))"
)
_WORDS = re.compile(rf"\\(?:{'|'.join([*TEXTS, *(re.escape(name) for name in OPERATORS)])})\s*\{{[^{{}}]*$")
_NUMBER = re.compile(r"-?\d+(?:(?:\{,\}|[\u00a0\u202f])\d+)*(?:[.,]\d+)?")
_AMOUNT = re.compile(r"[-−]?(?:\\\$|[€£¥])?\d{1,3}(?:[,\u202f]\d{3})*(?:[.,]\d+)?(?:\u00a0\w+)?")
"""What the filters `thousands` and `money` write."""

_LETTERS = "|".join([*STYLES, *(name for name, sign in SYMBOLS.items() if sign.role == "ord" and sign.text.isalpha())])
_LETTER_AFTER = re.compile(rf"\s*(?:[A-Za-zα-ωΓ-Ω]|\\(?:{_LETTERS})(?![A-Za-z]))")
_TERM = re.compile(r"[A-Za-zα-ωΓ-Ω](?:[\^_](?:\{[^{}]*\}|\w))*\s*$")  # that ends in a letter, or in its power
_SUM_ENDS = re.compile(r"\s*(?:[$=<>≤≥,;)\]+-]|\\(?:right|le|ge|ne|leq|geq|neq|approx|quad)(?![A-Za-z]))")
_TALL = re.compile(r"\\(?:[dt]?frac|sqrt|sum|prod|int|begin)\b")


def _written(left: str, text: str, right: str, kind: str) -> str:
    """How a value is written in a formula, by the source on its left and right."""
    if not text or _WORDS.search(left):
        return text
    if kind == EXPRESSION and _AMOUNT.fullmatch(text):
        text = re.sub(r",(?=\d{3})", "{,}", text)
        text = re.sub("\u00a0(\\w+)", r"\\,\\text{\1}", text)
    if text in ("+ 1", "- 1") and _LETTER_AFTER.match(right):
        return text[:2]
    if text == "+ 0" and _TERM.search(left) and _SUM_ENDS.match(right):
        return "{}"
    if _takes_argument(left):
        return text if _is_one(text, right) else f"{{{text}}}"
    is_value = kind == EXPRESSION or _NUMBER.fullmatch(text) or _FRACTION.fullmatch(text)
    if not is_value or text.startswith(r"\begin"):
        return text
    in_braces = left.rstrip().endswith("{") and re.match(r"\s*\}", right)
    if in_braces and not _takes_argument(left.rstrip()[:-1]):
        left, right = "", right.lstrip()[1:]  # braces that only group, and print nothing
    return _bracketed_where_needed(left, text, right)


def _bracketed_where_needed(left: str, text: str, right: str) -> str:
    if _POWER.match(right):
        return text if _is_base(text) else bracketed(text)
    if text.startswith("-") and _OPERATION.search(left):
        return f"{{{bracketed(text)}}}"
    is_factor = _FACTOR.search(left) or _FACTOR_AFTER.match(right)
    if is_factor and is_sum(text):
        return bracketed(text)
    return text


_FRACTION = re.compile(r"-?\\frac\{\d+\}\{\d+\}")


def _takes_argument(left: str) -> bool:
    """Whether a command before a value takes it as its first argument, or as its second."""
    return bool(_ARGUMENT.search(left) or _TAKING_TWO.search(_without_last_argument(left.rstrip())))


def _without_last_argument(left: str) -> str:
    """The text without its last argument: a group, a command or a character."""
    if not left.endswith("}"):
        return re.sub(r"(?:\\[A-Za-z]+|[^{\s])$", "", left)
    depth = 0
    for at in range(len(left) - 1, -1, -1):
        depth += (left[at] == "}") - (left[at] == "{")
        if depth == 0:
            return left[:at]
    return ""


def _is_one(text: str, right: str) -> bool:
    """Whether TeX takes all of it as one argument."""
    if text.startswith("{"):
        return True  # its author took care
    is_token = re.fullmatch(r"\\[A-Za-z]+|[^\s\\]", text)
    joins_digits = text.isdigit() and re.match(r"[\d.]|\{,\}", right)
    return bool(is_token) and not joins_digits


def _is_base(text: str) -> bool:
    """Whether a power after it is one of all of it: a number, a letter or a command, perhaps with an index."""
    return bool(re.fullmatch(r"\d+(?:\.\d+)?|(?:\\[A-Za-z]+|[A-Za-z])(?:_(?:\w|\{\w+\}))?", text))


def is_sum(text: str) -> bool:
    """Whether it is a sum or a difference, outside of any brackets. A sign at the beginning makes none."""
    depth = 0
    for at, character in enumerate(text):
        depth += (character in "{([") - (character in "})]")
        if character in "+-" and depth == 0 and at > 0:
            return True
    return False


def bracketed(text: str) -> str:
    """A formula in brackets as high as it is."""
    return rf"\left({text}\right)" if _TALL.search(text) else f"({text})"
