"""The filters of question texts: how values and words come into a sentence or a formula."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from jinja2 import Environment, pass_environment
from jinja2.filters import make_attrgetter

from exampaper.languages import Language
from exampaper.maths import filled
from exampaper.questions import articles
from exampaper.questions.numerals import money, scientific, thousands, trimmed
from exampaper.questions.printing import Unprintable, fraction, pmatrix, printed

_ORDINAL = [
    "zeroth",
    "first",
    "second",
    "third",
    "fourth",
    "fifth",
    "sixth",
    "seventh",
    "eighth",
    "ninth",
    "tenth",
    "eleventh",
    "twelfth",
]


@dataclass(frozen=True, slots=True, eq=False)
class Wording:
    """The filters that speak a language; what it lacks raises Unprintable."""

    language: Language

    def plural(self, count: int, *forms: str) -> str:
        """“1 filter”, “3 filters”. forms: the noun as it is after one, and after other numbers."""
        return f"{self._number(count)} {self.noun(count, *forms)}"

    def noun(self, count: int, *forms: str) -> str:
        """“filter” for one, “filters” for any other number."""
        own, language = list(filter(None, forms)), self.language
        if len(own) == 1 and language.regular:
            own.append(language.regular.format(noun=own[0]))
        if len(own) < len(language.forms):
            raise Unprintable(
                f"plural, noun: no rule makes {language.english} plurals: give all forms ({', '.join(language.forms)}) "
                'in the case that is wanted, n | plural("…", "…")',
                "no-filter",
            )
        return own[language.forms.index(language.form_of(count, language.forms))]

    def article(self, value: Any) -> str:
        """“a” or “an”, by how the value is read: an 8, an hour, a uniform, an MRI, an $n$."""
        if not self.language.has_articles:
            raise Unprintable(f"article: there is none for {self.language.english}: write the article", "no-filter")
        return articles.article(printed(value))

    def words(self, count: int) -> str:
        """“two” for 2; digits from thirteen on."""
        spelt = self.language.spelt
        if not 0 <= count < len(spelt):
            return self._number(count)
        if not spelt[count]:
            message = f"words: {count} has several forms in {self.language.english}: write it yourself, with <% if … %>"
            raise Unprintable(message, "no-filter")
        return spelt[count]

    def ordinal(self, count: int) -> str:
        """“third” for 3."""
        if self.language.ordinal:
            return self.language.ordinal.format(n=count)
        if not self.language.has_articles:
            message = f"ordinal: {self.language.english} has several forms of it: write it yourself"
            raise Unprintable(message, "no-filter")
        return _english_ordinal(count)

    def listed(self, items: Sequence[Any], word: str = "") -> str:
        """“1, 3 and 5”; where decimals have a comma, “1,5; 2 and 3”."""
        texts = list(map(self._number, items))
        between = self.language.numerals.between if any(map(_has_decimals, items)) else ", "
        return self.language.listed(texts, word, between)

    def quoted(self, text: str) -> str:
        """“text”, between the language's quotation marks."""
        return self.language.quoted(text)

    def say(self, key: str, **values: Any) -> str:
        """Fixed words that every paper of the language has."""
        return self.language.say(key, **{name: printed(value) for name, value in values.items()})

    def _number(self, value: Any) -> str:
        """A value as it prints in running text."""
        text = printed(value)
        return text if isinstance(value, str) else self.language.numerals.in_text(text)


def _has_decimals(value: Any) -> bool:
    return not isinstance(value, str) and re.search(r"\d\.\d", printed(value)) is not None


def _english_ordinal(count: int) -> str:
    if 0 <= count < len(_ORDINAL):
        return _ORDINAL[count]
    suffix = "th" if count % 100 in (11, 12, 13) else {1: "st", 2: "nd", 3: "rd"}.get(count % 10, "th")
    return f"{count}{suffix}"


def capital(text: str) -> str:
    """The text with its first letter capital."""
    return text[:1].upper() + text[1:]


def column(values: Sequence[Any]) -> str:
    r"""Values as a LaTeX column vector."""
    return pmatrix([[value] for value in values])


def signed(value: Any, *letters: str) -> str:
    """“+ 3”, “- 3”: the second term of a sum; “- x” for -1 and "x", and nothing for 0 and "x"."""
    text = term(value, *letters) if letters else printed(value)
    return f"- {text[1:].lstrip()}" if text.startswith("-") else text and f"+ {text}"


def bracketed(value: Any) -> str:
    """“(-3)”, but “3”: a number where it may not begin with a sign."""
    text = printed(value)
    return filled.bracketed(text) if text.startswith("-") else text


def coefficient(value: Any) -> str:
    """What stands before a letter: “3”, “-3”, but nothing for 1, “-” for -1."""
    text = printed(value)
    if filled.is_sum(text):
        return filled.bracketed(text)
    return {"1": "", "-1": "-"}.get(text, text)


def term(value: Any, letters: str) -> str:
    """“3x”, “-x”; nothing for 0."""
    return "" if printed(value) == "0" else f"{coefficient(value)}{letters}"


def terms(values: Sequence[Any], *letters: str) -> str:
    """“2x - y”: a sum of letters with these coefficients; "" as a letter for the number alone."""
    if len(values) != len(letters):
        raise Unprintable(f"{len(values)} coefficients for {len(letters)} letters")
    parts: list[str] = []
    for value, letter in zip(values, letters, strict=True):
        if printed(value) != "0":
            parts.append(signed(value, letter) if letter else signed(value))
    return " ".join(parts).removeprefix("+ ").replace("- ", "-", parts[0].startswith("- ")) if parts else "0"


def polynomial(values: Sequence[Any], letter: str = "x") -> str:
    """“x^{2} - 3x”: a polynomial from its coefficients, that of the highest power first."""
    powers = [f"{letter}^{{{n}}}" for n in range(len(values) - 1, 1, -1)]
    return terms(values, *[*powers, letter, ""][-len(values) :] if values else ())


def no_case(text: str) -> str:
    """Raises Unprintable: the draw is none of those that the question has words for."""
    raise Unprintable("no case of the question holds for this draw: add one, or # otherwise")


@pass_environment
def joined(environment: Environment, values: Sequence[Any], by: str = "", attribute: str | int | None = None) -> str:
    """Jinja's join, but that decimals and floats are printed as they would be by themselves."""
    items = values if attribute is None else map(make_attrgetter(environment, attribute), values)
    return by.join(printed(item) if isinstance(item, float | Decimal) else str(item) for item in items)


FILTERS: dict[str, Callable[..., str]] = {
    "capital": capital,
    "pmatrix": pmatrix,
    "column": column,
    "signed": signed,
    "fraction": fraction,
    "bracketed": bracketed,
    "coefficient": coefficient,
    "term": term,
    "terms": terms,
    "polynomial": polynomial,
    "thousands": thousands,
    "money": money,
    "scientific": scientific,
    "trimmed": trimmed,
    "join": joined,
    "no_case": no_case,
}
"""Those that are the same in every language."""

SPEAKING = ("plural", "noun", "article", "words", "ordinal", "listed", "quoted", "say")
"""Those that speak a language."""


def filters_of(language: Language) -> dict[str, Callable[..., str]]:
    """All filters of a question in some language."""
    wording = Wording(language)
    return {**FILTERS, **{name: getattr(wording, name) for name in SPEAKING}}
