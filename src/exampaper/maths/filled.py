r"""Values filled into a formula stand there as a mathematician would write them.

A template writes text, not formulas: `x^<< n >>` would raise only the first digit of 10, `<< a >>^2` square -2 to -4.
So each value comes between marks, and is set by what stands beside it: in braces as an argument, in brackets as a
base or after an operation; what the filter `signed` made of 1 is a sign alone before a letter, and of 0 nothing
behind one. Marks never leave this module's `settled`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from exampaper.maths.commands import ACCENTS, FUNCTIONS, OPERATORS, STYLES, SYMBOLS, TEXTS

TEXT, EXPRESSION = "\ufdd0", "\ufdd1"  # where words, or a value of SymPy, begin; no text may hold these signs
_END = "\ufdd2"
MARKS = TEXT + EXPRESSION + _END
FORMULA = "\ue000"
"""Stands before a value that is LaTeX, from where it is filled in to where it's known whether that is in a formula."""

_FIRST = 0xF0000  # of the private signs that stand for a value while its place is looked for


def marked(text: str, kind: str = TEXT) -> str:
    """A filled-in text between marks; one that has its marks already as it is."""
    return text if _END in text else f"{kind}{text}{_END}"


def unmarked(text: str) -> str:
    """The text without marks."""
    return text.translate(dict.fromkeys(map(ord, MARKS)))


@dataclass(frozen=True, slots=True, eq=False)
class _Value:
    """A value at its place, and how it is written if that is in a formula."""

    text: str
    in_formula: str
    kind: str

    @property
    def in_text(self) -> str:
        """LaTeX says that it is: outside of a formula, its reader will tell."""
        is_latex = self.kind == EXPRESSION and not _NUMBER.fullmatch(self.text)
        return FORMULA + self.text if is_latex else self.text


_MARKED = re.compile(f"([{TEXT}{EXPRESSION}])([^{MARKS}]*){_END}")


def settled(text: str, formulas: Callable[[str], Iterable[str]]) -> str:
    """The text without marks, its values set by their place. formulas: finds those of a text."""
    if _END not in text:
        return text
    between, values = _parted(text)
    sought = {chr(_FIRST + n): value for n, value in enumerate(values) if value.in_text != value.in_formula}
    if not sought:
        return _woven(between, [value.in_text for value in values])
    signs = {value: sign for sign, value in sought.items()}
    known = "".join(formulas(_woven(between, [signs.get(value, "") + value.text for value in values])))
    return _woven(between, [v.in_formula if signs.get(v, _END) in known else v.in_text for v in values])


def _woven(between: list[str], values: list[str]) -> str:
    return "".join(part for pair in zip(between, [*values, ""], strict=True) for part in pair)


def _parted(text: str) -> tuple[list[str], list[_Value]]:
    """What stands between the values, and the values."""
    between: list[str] = []
    values: list[_Value] = []
    left, end = "", 0
    for found in _MARKED.finditer(text):
        between.append(unmarked(text[end : found.start()]))
        left = (left + between[-1])[-_NEAR:]
        right = unmarked(text[found.end() : found.end() + 40])
        value = _Value(found[2], _written(left, found[2], right, found[1]), found[1])
        values.append(value)
        left, end = left + value.in_formula, found.end()
    return [*between, unmarked(text[end:])], values


_NEAR = 400  # signs before a value in which its command is looked for


# ------------------------------------------------------------------ one value

_TAKING = "|".join(
    ["[dt]?frac", "binom", "sqrt", "pmod", "math(?:op|bin|rel|ord)", *STYLES, *ACCENTS, *TEXTS, "operatorname"]
)
_ARGUMENT = re.compile(rf"(?:(?<!\\)[\^_]|\\(?:{_TAKING})\*?|\\sqrt\s*\[[^\]]*\])\s*$")
_TAKING_TWO = re.compile(r"\\(?:[dt]?frac|binom)\s*$")
_OPERATION = re.compile(rf"(?:[-+*/·×÷±∓−]|\\(?:cdot|times|div|pm|mp|ast|{'|'.join(FUNCTIONS)}))\s*$")
_FACTOR = re.compile(r"(?:[-*/·×÷−]|\\(?:cdot|times|div|ast))\s*$")
_FACTOR_AFTER = re.compile(r"\s*(?:[*/·×÷]|\\(?:cdot|times|div|ast)(?![A-Za-z]))")
_POWER = re.compile(
    r"\s*(?:[⁰¹²³⁴⁵⁶⁷⁸⁹⁻ⁿ]|\^(?!\s*(?:[-+*'](?![\d.])|\{\s*[-+*]\s*\}|\{?\s*\\(?:circ|prime|degree|top|dagger|ast)\b)))"
)
_WORDS = re.compile(rf"\\(?:{'|'.join([*TEXTS, *(re.escape(name) for name in OPERATORS)])})\s*\{{[^{{}}]*$")
_NUMBER = re.compile(r"-?\d+(?:\{,\}\d+)*(?:\.\d+)?")
_LETTERS = "|".join([*STYLES, *(name for name, sign in SYMBOLS.items() if sign.role == "ord" and sign.text.isalpha())])
_LETTER_AFTER = re.compile(rf"\s*(?:[A-Za-zα-ωΓ-Ω]|\\(?:{_LETTERS})(?![A-Za-z]))")
_TERM = re.compile(r"[A-Za-zα-ωΓ-Ω](?:[\^_](?:\{[^{}]*\}|\w))*\s*$")  # that ends in a letter, or in its power
_SUM_ENDS = re.compile(r"\s*(?:[$=<>≤≥,;)\]+-]|\\(?:right|le|ge|ne|leq|geq|neq|approx|quad)(?![A-Za-z]))")
_TALL = re.compile(r"\\(?:[dt]?frac|sqrt|sum|prod|int|begin)\b")


def _written(left: str, text: str, right: str, kind: str) -> str:
    """How a value is written in a formula between these signs."""
    if not text or _WORDS.search(left):
        return text
    if text in ("+ 1", "- 1") and _LETTER_AFTER.match(right):
        return text[:2]
    if text == "+ 0" and _TERM.search(left) and _SUM_ENDS.match(right):
        return "{}"
    if _awaits(left):
        return text if _is_one(text, right) else f"{{{text}}}"
    whole = kind == EXPRESSION or _NUMBER.fullmatch(text) or _FRACTION.fullmatch(text)
    if not whole or text.startswith(r"\begin"):
        return text
    if left.rstrip().endswith("{") and re.match(r"\s*\}", right) and not _awaits(left.rstrip()[:-1]):
        left, right = "", right.lstrip()[1:]  # braces that group, and print nothing
    if _POWER.match(right):
        return text if _is_base(text) else bracketed(text)
    if text.startswith("-") and _OPERATION.search(left):
        return f"{{{bracketed(text)}}}"
    if is_sum(text) and (_FACTOR.search(left) or _FACTOR_AFTER.match(right)):
        return bracketed(text)
    return text


_FRACTION = re.compile(r"-?\\frac\{\d+\}\{\d+\}")


def _awaits(left: str) -> bool:
    """Whether what follows is the argument of a command."""
    return bool(_ARGUMENT.search(left) or _TAKING_TWO.search(_less_one(left.rstrip())))


def _less_one(left: str) -> str:
    """The text without its last argument: a group, a command or a sign."""
    if not left.endswith("}"):
        return re.sub(r"(?:\\[A-Za-z]+|[^{\s])$", "", left)
    depth = 0
    for at in range(len(left) - 1, -1, -1):
        depth += {"}": 1, "{": -1}.get(left[at], 0)
        if not depth:
            return left[:at]
    return ""


def _is_one(text: str, right: str) -> bool:
    """Whether TeX takes all of it as one argument."""
    if text.startswith("{"):
        return True  # its author took care
    return bool(re.fullmatch(r"\\[A-Za-z]+|[^\s\\]", text)) and not (text.isdigit() and re.match(r"[\d.]|\{,\}", right))


def _is_base(text: str) -> bool:
    """Whether a power of it is one of the whole: of a number, a letter, or what stands in brackets."""
    return bool(re.fullmatch(r"\d+(?:\.\d+)?|\\?[A-Za-z]+(?:_(?:\w|\{\w+\}))?", text)) and (
        text[0] in "\\" or text[0].isdigit() or len(text.partition("_")[0]) == 1
    )


def is_sum(text: str) -> bool:
    """Whether it is a sum or a difference, outside of any brackets."""
    depth = 0
    for at, sign in enumerate(text):
        depth += {"{": 1, "(": 1, "[": 1, "}": -1, ")": -1, "]": -1}.get(sign, 0)
        if sign in "+-" and not depth and at:
            return True
    return False


def bracketed(text: str) -> str:
    return rf"\left({text}\right)" if _TALL.search(text) else f"({text})"
