"""The filters of question texts: how values and words come into a sentence or a formula."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from decimal import Decimal
from fractions import Fraction
from typing import Any

from jinja2 import Environment, pass_environment
from jinja2.filters import make_attrgetter

from exampaper.marks import Marks, marks_of
from exampaper.maths import filled
from exampaper.questions import articles
from exampaper.questions.numerals import money, scientific, thousands, trimmed
from exampaper.questions.printing import Unprintable, fraction, pmatrix, printed

_SMALL = ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"]
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


def plural(count: int, singular: str, many: str = "") -> str:
    """“1 filter”, “3 filters”."""
    return f"{printed(count)} {noun(count, singular, many)}"


def each(marks: Marks, count: int) -> Marks | str:
    """The marks of one of so many equal shares; nothing where these are neither whole nor half."""
    try:
        return marks_of(Fraction(marks) / count)
    except ValueError:
        return ""


def noun(count: int, singular: str, many: str = "") -> str:
    """“filter” for one, “filters” for any other number."""
    return singular if count == 1 else many or f"{singular}s"


def article(value: Any) -> str:
    """“a” or “an”, by how the value is read: an 8, an hour, a uniform, an MRI, an $n$."""
    return articles.article(printed(value))


def words(count: int) -> str:
    """“two” for 2; digits from thirteen on."""
    return _SMALL[count] if 0 <= count < len(_SMALL) else str(count)


def ordinal(count: int) -> str:
    """“third” for 3."""
    if 0 <= count < len(_ORDINAL):
        return _ORDINAL[count]
    suffix = "th" if count % 100 in (11, 12, 13) else {1: "st", 2: "nd", 3: "rd"}.get(count % 10, "th")
    return f"{count}{suffix}"


def listed(items: Sequence[Any], word: str = "and") -> str:
    """“1, 3 and 5”."""
    *first, last = [*map(printed, items)] or [""]
    return f" {word} ".join(filter(None, (", ".join(first), last)))


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


FILTERS: dict[str, Callable[..., Any]] = {
    "each": each,
    "plural": plural,
    "noun": noun,
    "article": article,
    "words": words,
    "ordinal": ordinal,
    "listed": listed,
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
