"""The languages of papers: their fixed words, numbers, dates and plurals, one small file each.

A file `languages/CODE.toml` of the working folder goes before those here. What a file does not say (months, the rule of
plurals, the decimal mark) is asked of `babel`, which is imported when that is needed.
"""

from __future__ import annotations

import datetime
import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from exampaper.faults import Faulty, fault
from exampaper.numerals import Numerals

if TYPE_CHECKING:
    from babel.core import Locale

DEFAULT = "en"
HERE = Path(__file__).parent
UNKNOWN = "language/unknown"
CODE = r"[A-Za-z]{2,3}(-[A-Za-z0-9]+)*"

Entry = str | Mapping[str, str] | Sequence[str]
"""Fixed words: a text, one by the count that it stands with, or several."""

_HOLE = re.compile(r"\{(\w+)\}")


@dataclass(frozen=True, slots=True, eq=False)
class Language:
    """A language that papers are printed in.

    code: as in `lang = "de"`. name: its own, and `english` the English one. region: whose hyphenation Typst takes; tex:
    by what name TeX knows it. quotes: around what is quoted, and within
    that. conjunction: before the last of a list. numerals: how
    numbers are written. before_sign: what stands before : ; ? and !, empty for nothing.
    spelt: the whole numbers from 0 in words, "" for one that has several forms. ordinal: a pattern with {n}, or "".
    has_articles: whether the rules of its articles are known. regular: how a plural is made, a pattern with {noun}; ""
    where nobody can tell. months, singular: of a language that does not ask babel. words: all fixed words by key.
    messages: what the marker says, by the English sentence, with the same holes.
    """

    code: str
    name: str
    english: str
    region: str
    tex: str
    date_pattern: str
    quotes: tuple[str, str, str, str]
    conjunction: str
    numerals: Numerals
    before_sign: str = ""
    spelt: tuple[str, ...] = ()
    ordinal: str = ""
    has_articles: bool = False
    regular: str = ""
    months: tuple[str, ...] = ()
    singular: tuple[int, ...] = ()
    words: Mapping[str, Entry] = field(default_factory=dict)
    messages: Mapping[str, str] = field(default_factory=dict)

    @property
    def tag(self) -> str:
        """As a PDF or a page names it: en-GB."""
        return f"{self.code}-{self.region.upper()}" if self.region and "-" not in self.code else self.code

    def __reduce__(self) -> tuple[Any, tuple[str]]:
        return language, (self.code,)

    def say(self, key: str, /, **values: Any) -> str:
        """The fixed words of a key, with values in their holes."""
        return "".join(str(values[piece[1]]) if piece[0] else piece[1] for piece in self.pieces(key))

    def pieces(self, key: str) -> list[tuple[bool, str]]:
        """The fixed words of a key in pieces: each with whether it is the name of a value that belongs there."""
        entry = self.words[key]
        assert isinstance(entry, str), f"{key} has several forms"
        parted = _HOLE.split(entry)
        return [(bool(number % 2), piece) for number, piece in enumerate(parted) if piece]

    def listed_words(self, key: str) -> tuple[str, ...]:
        """The words of a key that has several."""
        entry = self.words[key]
        assert isinstance(entry, tuple), f"{key} has one form"
        return entry

    def counted(self, key: str, count: float | Decimal, **values: Any) -> str:
        """So many of something: 1 mark, 2 marks."""
        forms = self.words[key]
        assert isinstance(forms, Mapping), f"{key} has one form"
        text = forms[self.form_of(count, list(forms))]
        for name, value in {"n": self.number(count), **values}.items():
            text = text.replace(f"{{{name}}}", str(value))
        return text

    def form_of(self, count: float | Decimal, forms: Sequence[str]) -> str:
        """Which of the forms belongs to a count: `one`, `few`, `other` as Unicode's CLDR names them.

        A form that is not there is the last one: the French `many`, for millions, is hardly needed.
        """
        form = self._form(count)
        return form if form in forms else forms[-1]

    def _form(self, count: float | Decimal) -> str:
        if self.singular:
            return "one" if count in self.singular else "other"
        return self._locale().plural_form(count)

    @property
    def forms(self) -> tuple[str, ...]:
        """The names of the forms that a counted noun has, as its own files have them."""
        forms = self.words["mark"]
        assert isinstance(forms, Mapping)
        return tuple(forms)

    def number(self, value: float | Decimal | str) -> str:
        """A number in running text, with its decimal mark and its thousands apart."""
        text = value if isinstance(value, str) else f"{value:g}" if isinstance(value, float) else f"{value}"
        return self.numerals.in_text(text)

    def day(self, date: datetime.date) -> str:
        """A date with its month in words."""
        if self.months:
            return f"{date.day} {self.months[date.month - 1]} {date.year}"
        from babel.dates import format_date

        return format_date(date, self.date_pattern, locale=self._locale())

    def quoted(self, text: str) -> str:
        """The text between quotation marks."""
        return f"{self.quotes[0]}{text}{self.quotes[1]}"

    def typeset(self, text: str) -> str:
        """Running text with the spaces that no line breaks at."""
        return spaced(text, self.before_sign)

    def listed(self, items: Sequence[str], word: str = "", between: str = ", ") -> str:
        """“1, 3 and 5”."""
        *first, last = [*items] or [""]
        return f" {word or self.conjunction} ".join(filter(None, (between.join(first), last)))

    def _locale(self) -> Locale:
        from babel.core import Locale

        return Locale.parse(self.code, sep="-")


def language(code: str) -> Language:
    """The language of a code. Raises Faulty for one that has no file, and for a file that lacks something."""
    return _read(code, Path("languages").resolve())


@cache
def _read(code: str, own: Path) -> Language:
    path = own / f"{code}.toml"
    if not path.is_file():
        path = HERE / f"{code}.toml"
    if not re.fullmatch(CODE, code) or not path.is_file():
        known = ", ".join(codes())
        remedy = f"known: {known}; another one is a file: exampaper new language {code}"
        raise fault(f"no language {code!r}", remedy=remedy, code=UNKNOWN)
    return _made(code, _toml(path), path)


def file_of(code: str) -> Path:
    """The file of a language that there is."""
    own = Path("languages") / f"{code}.toml"
    return own if own.is_file() else HERE / f"{code}.toml"


def shared(codes: Iterable[str]) -> str:
    """The language that all of these are, else English."""
    found = set(codes)
    return found.pop() if len(found) == 1 else DEFAULT


def codes() -> tuple[str, ...]:
    """The languages that there are: those of the package, and those of the working folder."""
    files = [*HERE.glob("*.toml"), *Path("languages").glob("*.toml")]
    return tuple(sorted({file.stem for file in files}))


def _toml(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise fault(f"not TOML: {error}", path) from None
    except OSError as error:
        raise fault(f"cannot be read: {error.strerror}", path) from None


def _made(code: str, values: Mapping[str, Any], path: Path) -> Language:
    """A language of what its file says. Raises Faulty."""
    words = dict(_flat(values.get("words", {})))
    if path != HERE / f"{DEFAULT}.toml":
        _see_complete(values, words, path)
    numerals = Numerals(values.get("decimal") or _decimal(code, path), values["thousands"], values["between_numbers"])
    return Language(
        code=code,
        name=values["name"],
        english=values["english"],
        region=values.get("region", ""),
        tex=values.get("tex", ""),
        date_pattern=values.get("date", ""),
        quotes=_quotes(values["quotes"], values.get("before_sign", "")),
        conjunction=values["conjunction"],
        numerals=numerals,
        before_sign=values.get("before_sign", ""),
        spelt=tuple(values.get("spelt", ())),
        ordinal=values.get("ordinal", ""),
        has_articles=values.get("articles", False),
        regular=values.get("regular_plural", ""),
        months=tuple(values.get("months", ())),
        singular=tuple(values.get("singular", ())),
        words={key: _spaced(entry, values.get("before_sign", "")) for key, entry in words.items()},
        messages=values.get("messages", {}),
    )


def _quotes(marks: Sequence[str], space: str) -> tuple[str, str, str, str]:
    outer, end, inner, inner_end = (spaced(mark, space) for mark in marks)
    return outer, end, inner, inner_end


def _spaced(entry: Entry, space: str) -> Entry:
    if isinstance(entry, str):
        return spaced(entry, space)
    if isinstance(entry, Mapping):
        return {form: spaced(text, space) for form, text in entry.items()}
    return tuple(spaced(text, space) for text in entry)


_BROKEN = re.compile(r"(?<=\S) (?=[:;?!»])|^ (?=[:;?!»])|(?<=«) ")


def spaced(text: str, space: str) -> str:
    """The text with a space that no line breaks at before : ; ? ! and within « »; as it is where there is none."""
    return _BROKEN.sub(space, text) if space else text


def _decimal(code: str, path: Path) -> str:
    """The decimal mark by babel. Raises Faulty for a language that it does not know."""
    from babel.core import Locale, UnknownLocaleError

    try:
        return str(Locale.parse(code, sep="-").number_symbols["latn"]["decimal"])
    except (UnknownLocaleError, ValueError):
        raise fault(f"{code} is no language that babel knows", path, remedy="name the file by its ISO code") from None


def _flat(words: Mapping[str, Any], above: str = "") -> Iterator[tuple[str, Entry]]:
    """The fixed words by key; those of a table have its name before them: figures.graph."""
    for key, value in words.items():
        if isinstance(value, dict) and "other" not in value:
            yield from _flat(value, f"{above}{key}.")
        else:
            yield f"{above}{key}", tuple(value) if isinstance(value, list) else value


# ------------------------------------------------------------------ whether a file has all that it needs

_NEEDED = ("name", "english", "date", "quotes", "conjunction", "thousands", "between_numbers", "words")


def _see_complete(values: Mapping[str, Any], words: Mapping[str, Entry], path: Path) -> None:
    """Raises Faulty for a file that lacks words, or the places of values in them."""
    faults = [f"{key} is missing" for key in _NEEDED if key not in values]
    if not faults:
        faults = list(_differences(words))
    if faults:
        remedy = f"compare it with {HERE / f'{DEFAULT}.toml'}"
        raise Faulty(*(fault(message, path, remedy=remedy).faults[0] for message in faults))


def _differences(words: Mapping[str, Entry]) -> Iterator[str]:
    """What the words of a language lack, or have too much, beside the English ones."""
    english = language_words()
    for key in english:
        if key not in words:
            yield f"no words for {key!r}"
        elif _holes(words[key]) != _holes(english[key]):
            wanted = ", ".join(f"{{{name}}}" for name in sorted(_holes(english[key])))
            yield f"the words for {key!r} are to have {wanted or 'no values'}"
    for key in words:
        if key not in english:
            yield f"{key!r} is no entry of a language"


def language_words() -> Mapping[str, Entry]:
    """The English words by key: all that a language says."""
    return dict(_flat(_toml(HERE / f"{DEFAULT}.toml")["words"]))


def _holes(entry: Entry) -> frozenset[str]:
    """The values that fixed words take; a form may leave its count out: one mark."""
    if isinstance(entry, str):
        return frozenset(_HOLE.findall(entry))
    texts = entry.values() if isinstance(entry, Mapping) else entry
    return frozenset(name for text in texts for name in _HOLE.findall(text))
