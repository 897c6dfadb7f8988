"""Ranges hold something, triangles close, and probabilities are at most 1."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from exampaper.check import applies
from exampaper.check.finding import Finding
from exampaper.check.formulas import worth
from exampaper.check.registry import lint
from exampaper.check.sample import Sample
from exampaper.check.text import PROSE, question_formulas
from exampaper.model import Variant
from exampaper.nodes import Figure
from exampaper.show import question as question_text

_APART = "draw the second after the first, or reject such draws"

_NUMBER = r"[-−]?\d+(?:[.,]\d+)?(?:/\d+)?"
_UNIT = r"(?:\s?(?:%|°C?|[A-Za-zµΩ€$]{1,12}(?:/[A-Za-z]+)?[²³]?))"
_GOES_ON = r"(?![\d⁰¹²³⁴-⁹(^]|[.,:]\d|\s*[·×*/]|\s[+−-]\s|[a-zA-Z])"
_LARGE = re.compile(r"million|billion|thousand|hundred|times|dozen|Millionen|Tausend|mal", re.IGNORECASE)


def _pair(between: str, amount: str = _NUMBER) -> str:
    """A number, perhaps with a unit, a word, and another one."""
    second = rf"(?P<second>{amount}){_GOES_ON}(?P<other>{_UNIT})?"
    return rf"(?P<first>{amount})(?P<unit>{_UNIT})?\s+(?:{between})\s+{second}"


_FROM_TO = re.compile(rf"\b(?:from|von)\s+{_pair('(?:up )?to|until|till|bis')}")
_BETWEEN = re.compile(rf"\b(?:between|zwischen)\s+{_pair('and|und')}")
_NUMBERS = re.compile(
    rf"\b(?:integers|numbers|terms|Zahlen)\s+(?:from|between|von|zwischen)\s+{_pair('to|and|bis|und')}"
)
_DOTS = re.compile(rf"\b[a-zA-Z]\s*=\s*(?P<first>{_NUMBER}),\s*…,\s*(?P<second>{_NUMBER}){_GOES_ON}")
_INTERVAL = re.compile(
    rf"(?P<opens>[\[\](])(?P<first>{_NUMBER})\s*[,;]\s*(?P<second>{_NUMBER})(?P<closes>[\[\])])", re.IGNORECASE
)
_ON = re.compile(r"(?:interval|range|domain|Intervall|∈|\b(?:on|over|in|within|auf|über))\s*$", re.IGNORECASE)
_CHAIN = re.compile(
    rf"(?P<first>{_NUMBER})\s*(?P<one>[<≤>≥])\s*(?:\|?[a-zA-Z][₀-₉ₙᵢ]?\|?|f\(x\))\s*(?P<two>[<≤>≥])\s*"
    rf"(?P<second>{_NUMBER}){_GOES_ON}"
)
_POINT = rf"(?:[A-Z]\s?=?\s?)?(?P<{{0}}>\({_NUMBER}(?:\s*[,;|]\s*{_NUMBER})+\))"
_POINTS = re.compile(
    rf"\b(?:from|between|through|points|durch|zwischen|von)\s+(?:the points? )?{_POINT.format('first')}"
    rf"\s*(?:and|to|und|bis|,)\s+(?:the point )?{_POINT.format('second')}"
)


WITHOUT_PICTURES = replace(PROSE, block_kinds={**PROSE.block_kinds, Figure: lambda w, n: "…"})
"""What a picture is described by is no range: an arrow leads from 3 to 2."""


@lint("empty-range", "a range, an interval or a pair of limits is empty on some draw", remedy=_APART)
def ranges_hold_something(sample: Sample, variant: Variant) -> Iterator[Finding]:
    """Where two ends are drawn, they may be the same, and nothing is left to ask: an integral from 3 to 3.

    Looked at are the limits of integrals and sums, intervals, chains like 3 ≤ x ≤ 3, and “from … to …”, “between …
    and …”, also of points. What the author typed stays.

    Example: `$\\int_{<< low >>}^{<< high >>}$` with low = high.
    """
    prose = question_text(variant, WITHOUT_PICTURES)
    source = re.sub(r"\s", "", sample.question.source.path.read_text(encoding="utf-8"))
    for found in (*_empty_limits(variant), *_empty_in_words(prose)):
        if re.sub(r"\s", "", found) not in source:
            yield sample.finding(f"nothing lies in this range: {found}", variant, at="question")
            return


# ------------------------------------------------------------------ limits in formulas

_BRACES = r"\{(?:[^{}]|\{[^{}]*\})*\}"
_ARGUMENT = rf"(?:{_BRACES}|\\[a-zA-Z]+|[^\s{{}}\\])"
_LIMITS = re.compile(
    r"(?P<sign>\\o?int|\\sum|\\prod|\\right\s*[\])|]|\\[bB]igg?r?\s*[\])|])(?:\\limits)?\s*"
    rf"(?:_\s*(?P<low>{_ARGUMENT})\s*\^\s*(?P<high>{_ARGUMENT})|\^\s*(?P<high2>{_ARGUMENT})\s*_\s*(?P<low2>{_ARGUMENT}))"
)


def _empty_limits(variant: Variant) -> Iterator[str]:
    """Integrals between equal limits, and sums that end before they begin."""
    for tex in question_formulas(variant):
        for match in _LIMITS.finditer(tex):
            low, high = _bare(match["low"] or match["low2"]), _bare(match["high"] or match["high2"])
            start = worth(low.rpartition("=")[2])
            end = worth(high)
            if start is None or end is None:
                continue
            is_sum = match["sign"] in (r"\sum", r"\prod")
            is_empty = "=" in low and _are_plain(low, high) and end.real < start.real if is_sum else start == end
            if is_empty:
                yield match[0]


def _bare(argument: str) -> str:
    return argument[1:-1] if argument.startswith("{") else argument


def _are_plain(*limits: str) -> bool:
    """Whether both are numbers, and not letters of which nobody knows which is larger."""
    return all(re.fullmatch(r"\s*(?:[a-z]\s*=)?\s*[-−]?\d+\s*", limit) for limit in limits)


# ------------------------------------------------------------------ in words, and in one line


def _empty_in_words(prose: str) -> Iterator[str]:
    for pattern in (_FROM_TO, _BETWEEN, _DOTS):
        for match in pattern.finditer(prose):
            if _value(match["first"]) == _value(match["second"]) and _is_one_unit(match):
                yield match[0].strip()
    for match in _NUMBERS.finditer(prose):
        if _value(match["first"]) > _value(match["second"]) and _is_one_unit(match):
            yield match[0].strip()
    for match in _POINTS.finditer(prose):
        if re.sub(r"\s", "", match["first"]) == re.sub(r"\s", "", match["second"]):
            yield match[0]
    yield from _empty_intervals(prose)
    for match in _CHAIN.finditer(prose):
        upwards = {match["one"], match["two"]} <= {"<", "≤"}
        downwards = {match["one"], match["two"]} <= {">", "≥"}
        low, high = _value(match["first"]), _value(match["second"])
        if (upwards and low >= high) or (downwards and low <= high):
            yield match[0]


def _empty_intervals(prose: str) -> Iterator[str]:
    for match in _INTERVAL.finditer(prose):
        brackets = match["opens"] + match["closes"]
        is_half_open = brackets in ("[)", "(]")
        is_other = brackets in ("[]", "][", "[[", "]]") and _ON.search(prose[: match.start()])
        if (is_half_open or is_other) and _value(match["first"]) >= _value(match["second"]):
            yield match[0]


def _is_one_unit(match: re.Match[str]) -> bool:
    """Whether both amounts have the same unit; “from 3 m to 3 km” is a range, and so is “from 3 to 3 million”."""
    groups = match.groupdict()
    units = [(groups.get(name) or "").strip() for name in ("unit", "other")]
    if any(map(_LARGE.fullmatch, units)):
        return False
    return units[0] in ("", units[1]) or not units[1]


def _value(number: str) -> float:
    top, _, bottom = number.replace("−", "-").replace(",", ".").partition("/")
    return float(top) / (float(bottom) or 1.0) if bottom else float(top)


# ------------------------------------------------------------------ triangles and probabilities

_SIDE = rf"({_NUMBER}){_UNIT}?"
_SIDES = re.compile(rf"\bsides?\b[^.?!\d]{{0,40}}{_SIDE},\s+{_SIDE},?\s+(?:and\s+)?{_SIDE}{_GOES_ON}")
_NAMED_SIDE = re.compile(rf"(?<![\w])[abc]\s*=\s*({_NUMBER})(?![\d]|[.,]\d)")
_IS_ASKED = re.compile(
    r"\b(?:is there|exists?|can(?:not)?|could|possible|impossible|whether|why|inequality)\b", re.IGNORECASE
)


@lint(
    "no-triangle",
    "no triangle has the printed sides",
    remedy="reject draws whose longest side is too long",
    kinds=applies.english(),
)
def triangles_close(sample: Sample, variant: Variant) -> Iterator[Finding]:
    """The longest side of a triangle is shorter than the two others together.

    Looked at are texts that name a triangle and exactly three sides, and do not ask whether there is one.

    Example: “A triangle has sides of 3 cm, 4 cm and 8 cm.”
    """
    prose = question_text(variant, WITHOUT_PICTURES)
    if not re.search(r"\btriangle\b", prose, re.IGNORECASE) or _IS_ASKED.search(prose):
        return
    listed = _SIDES.search(prose)
    named = _NAMED_SIDE.findall(prose)
    sides = list(listed.groups()) if listed else named if len(named) == 3 else []
    *short, longest = sorted(map(_value, sides)) or [0.0, 0.0, 0.0, -1.0]
    if sides and sum(short) <= longest:
        yield sample.finding(f"no triangle has sides of {', '.join(sides)}", variant, at="question")


_CHANCE = re.compile(
    rf"\bprobabilit(?:y|ies)\s+(?:of\s+|is\s+|=\s*)?(?P<a>{_NUMBER})(?P<a_unit>\s*%)?(?![\d]|[.,]\d)"
    rf"|\bP\([^()]*\)\s*=\s*(?P<b>{_NUMBER})(?P<b_unit>\s*%)?(?![\d]|[.,]\d|\s*[·×*(])"
)


@lint(
    "no-probability",
    "a printed probability is above 1, or below 0",
    remedy="let `draw` keep it between 0 and 1",
    kinds=applies.english(),
)
def probabilities_are_shares(sample: Sample, variant: Variant) -> Iterator[Finding]:
    """A probability is between 0 and 1, or between 0 % and 100 %.

    Example: “with probability << p / 10 >>” with p = 12.
    """
    prose = question_text(variant, WITHOUT_PICTURES)
    for match in _CHANCE.finditer(prose):
        value = _value(match["a"] or match["b"])
        most = 100 if match["a_unit"] or match["b_unit"] else 1
        if not 0 <= value <= most:
            yield sample.finding(f"no probability is {value:g}: {match[0]}", variant, at="question")
            return
