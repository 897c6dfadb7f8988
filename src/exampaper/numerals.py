"""How the numbers of a language are written: the decimal mark, and what keeps thousands apart."""

from __future__ import annotations

import re
from dataclasses import dataclass

_NUMBER = re.compile(r"(?<![\w.,])(\d+)(?:\.(\d+))?(?![\w]|[.,]\d)")
_POINT = re.compile(r"(?<=\d)\.(?=\d)")
_WHOLE = re.compile(r"(?<![\d.,}])\d{5,}(?![\d])")
_BETWEEN = re.compile(r"(?<=[\d)}\]]), (?=[-+−\d(\\\[])")
_THREES = re.compile(r"(?<=\d)(?=(?:\d{3})+$)")

IN_FORMULA = r"\,"
"""What keeps thousands apart in a formula."""


@dataclass(frozen=True, slots=True)
class Numerals:
    """How numbers are written.

    decimal: the mark. thousands: what stands between thousands of a number of five digits or more that is filled in;
    "" for nothing. between: what stands between numbers in a row, once one of them has decimals.
    """

    decimal: str = "."
    thousands: str = ""
    between: str = ", "

    @property
    def are_plain(self) -> bool:
        """Whether a number is written as a computer writes it."""
        return self.decimal == "." and not self.thousands

    def in_text(self, text: str) -> str:
        """The numbers of a text with the language's marks."""
        return text if self.are_plain else _NUMBER.sub(self._number, text)

    def _number(self, match: re.Match[str]) -> str:
        whole, decimals = match.groups()
        return self._apart(whole, self.thousands) + (f"{self.decimal}{decimals}" if decimals else "")

    def in_formula(self, formula: str) -> str:
        """The numbers of a formula in LaTeX with the language's marks; a row of decimals gets another separator."""
        if self.are_plain:
            return formula
        has_decimals = _POINT.search(formula) is not None
        row = _BETWEEN.sub(self.between, formula) if has_decimals and self.decimal == "," else formula
        grouped = _WHOLE.sub(lambda match: self._apart(match[0], IN_FORMULA), row) if self.thousands else row
        return _POINT.sub("{,}" if self.decimal == "," else self.decimal, grouped)

    def with_own_commas(self, formula: str) -> str:
        """A formula in which the commas that its author wrote within numbers take no more room than a point."""
        return re.sub(r"(?<=\d),(?=\d)", "{,}", formula) if self.decimal == "," else formula

    def in_label(self, words: str) -> str:
        """The same for words with formulas between dollars."""
        parted = re.split(r"(?<!\\)\$", words)
        return "$".join(
            self.in_formula(part) if number % 2 else self.in_text(part) for number, part in enumerate(parted)
        )

    def _apart(self, whole: str, mark: str) -> str:
        return _THREES.sub(lambda _: mark, whole) if len(whole) > 4 and mark else whole

    def with_point(self, page: str) -> str:
        """The same page with a point in place of each decimal mark, and its thousands together."""
        if self.are_plain:
            return page
        together = re.sub(r"(?<=\d)(?:\\,|[\u202f\u2009\u00a0])(?=\d{3}(?!\d))", "", page)
        return re.sub(r"(?<=\d)(?:\{,\}|,)(?=\d)", ".", together) if self.decimal == "," else together


PLAIN = Numerals()
