"""Whose paper it is, as it is printed: the box for the candidate, the foot of a page, and what no font can show."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from itertools import product, repeat

from exampaper.engines.fonts import Fonts
from exampaper.engines.lettering import missing
from exampaper.languages import Language, language
from exampaper.model import Candidate, Paper
from exampaper.scripts import breakable, seen

_OWNERS = ("candidate", "student", "matriculation", "registration")
_IDS = ("id", "number")
ID_LABELS = frozenset([*_IDS, "candidate", *map(" ".join, product(_OWNERS, _IDS))])
"""What the line for a candidate's id may be called, in lower case."""

LONG_WORD = 20
"""Characters of a word that a line may break in."""

LONGEST_ID = 28
"""Characters of a candidate's id at the foot of a page."""


def bearer(paper: Paper) -> str:
    """Whose paper it is, for titles and the foot of a page: Paper A, Candidate 1234."""
    words = language(paper.heading.lang)
    if paper.candidate is None:
        return words.say("paper-of-label", label=paper.label)
    id = paper.candidate.id
    return words.say("paper-of-candidate", id=id if len(id) <= LONGEST_ID else f"{id[: LONGEST_ID - 1]}…")


def box(paper: Paper) -> tuple[tuple[str, str], ...]:
    """The lines of the candidate's box, each with what is printed there: "" for a line to fill in.

    A known candidate's name and id are always there, whether or not the exam asks for them.
    """
    labels = list(paper.heading.candidate)
    if paper.candidate is None:
        return tuple(zip(labels, repeat("")))
    words = language(paper.heading.lang)
    names, ids = _lines(words)
    asked_for = set(map(str.casefold, labels))
    if not asked_for & names:
        labels.insert(0, words.say("name"))
    if not asked_for & ids:
        labels.append(words.say("candidate"))
    more = paper.candidate.more
    values = dict(zip(map(str.casefold, more), more.values(), strict=True))
    values |= dict.fromkeys(names, paper.candidate.name) | dict.fromkeys(ids, paper.candidate.id)
    return tuple((label, breakable(values.get(label.casefold(), ""), LONG_WORD)) for label in labels)


def _lines(words: Language) -> tuple[set[str], frozenset[str]]:
    """What the lines for a candidate's name and id may be called, in lower case: in English always."""
    names = {"name", words.say("name").casefold()}
    own = {words.say("candidate").casefold(), *map(str.casefold, words.listed_words("id-lines"))}
    return names, ID_LABELS | (own - names)


@dataclass(frozen=True, slots=True)
class PrintedPaper(Paper):
    """A paper as the templates know it."""

    @property
    def bearer(self) -> str:
        return bearer(self)

    @property
    def duration(self) -> str:
        """What the candidate has, or all have."""
        return self.layout.duration or self.heading.duration

    @property
    def box(self) -> tuple[tuple[str, str], ...]:
        return box(self)


def printed(paper: Paper) -> PrintedPaper:
    """The paper, for the templates."""
    values = {field.name: getattr(paper, field.name) for field in fields(paper)}
    return PrintedPaper(**values)


# ------------------------------------------------------------------ what no font can show


def unprintable(candidate: Candidate | None, fonts: Fonts) -> dict[str, str]:
    """The characters of a candidate that no font has, by column."""
    if candidate is None:
        return {}
    by_column: dict[str, str] = {}
    for column, text in {"id": candidate.id, "name": candidate.name, **candidate.more}.items():
        if lacking := missing(text, fonts):
            by_column[column] = lacking
    return by_column


def with_printable(paper: Paper, fonts: Fonts) -> Paper:
    """The paper with a candidate of whom everything can be printed.

    An id is replaced by the name of the candidate's folder, any other text by nothing: a line to write on.
    """
    candidate = paper.candidate
    if candidate is None:
        return paper
    more: Mapping[str, str] = {column: _printable(text, fonts) for column, text in candidate.more.items()}
    id = _printable(candidate.id, fonts) or candidate.folder
    name = _printable(candidate.name, fonts)
    return replace(paper, candidate=replace(candidate, id=id, name=name, more=more))


def _printable(text: str, fonts: Fonts) -> str:
    """The text, perhaps without its joiners and marks of direction; empty where no font has it."""
    for form in (text, seen(text)):
        if not missing(form, fonts):
            return form
    return ""
