"""What a process of the server does: draws variants, marks, gives hints and answers, each when it is asked for."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import asdict, dataclass, field, replace
from fractions import Fraction
from pathlib import Path
from typing import Any

from exampaper.answers.kind import Verdict
from exampaper.faults import Fault, Faulty
from exampaper.languages import DEFAULT, language
from exampaper.marking import AskedPart, Follow, Marked, MarkedField, asked_parts, follow_of, mark
from exampaper.model import Variant
from exampaper.practice.exercise import ExerciseVariant, exercise_variant, without_variants
from exampaper.questions.bank import Bank, load_question
from exampaper.questions.python_file import in_a_line
from exampaper.questions.question import Question, own_files
from exampaper.questions.wanted import Wanted, select
from exampaper.text import inline
from exampaper.writers.html import WRITER

KEPT = 2000
"""Variants that a process keeps, to mark what is typed for them."""


@dataclass(frozen=True, slots=True)
class Drawn:
    """A variant, ready to be marked."""

    variant: Variant
    asked: tuple[AskedPart, ...]
    exercise: ExerciseVariant
    follow: Follow


@dataclass
class Desk:
    """The questions of a bank as they are on the disk, and the variants that were drawn of them.

    folders: those of the bank, later ones going before. wanted: what is offered. is_preview: whether an author looks,
    who is told the common errors and what is wrong with a question.
    """

    folders: tuple[Path, ...]
    wanted: Wanted
    is_preview: bool = False
    _files: dict[str, tuple[Path, Path]] = field(default_factory=dict)
    _questions: dict[str, tuple[str, Question]] = field(default_factory=dict)
    _drawn: OrderedDict[tuple[str, int, str], Drawn] = field(default_factory=OrderedDict)

    def answer(self, request: Mapping[str, Any]) -> dict[str, Any]:
        """The answer to a request, as JSON values; with "faults" where a question is at fault.

        A variant of a question that was saved since is "stale"; what is not there is "missing".
        """
        try:
            return _DOING[request["do"]](self, request)
        except Faulty as error:
            return {"faults": [_told(each) for each in error.faults]}
        except LookupError as error:
            return {"missing": str(error)}
        except Exception as error:  # of a question's own Python, where nothing else tells it
            return {"faults": [{"where": "", "message": in_a_line(error), "remedy": "", "see": ""}]}

    def _list(self, request: Mapping[str, Any]) -> dict[str, Any]:
        """The headings of the questions that are offered now."""
        if self.is_preview:
            (id,) = self.wanted.names
            return {"questions": [self._heading_or_name(id)]}
        bank = Bank.load(*self.folders)
        headings = []
        for question in select(bank, self.wanted):
            self._questions[question.id] = (self._version(question.id), question)
            headings.append(without_variants(question).heading())
        return {"questions": headings, "broken": list(bank.broken)}

    def _heading_or_name(self, id: str) -> dict[str, Any]:
        try:
            return without_variants(self._question(id)).heading()
        except Faulty:  # told when it is drawn
            topic = id.partition("/")[0]
            return {"id": id, "title": id, "topic": topic, "marks": 0, "minutes": 0, "difficulty": 0, "lang": DEFAULT}

    def _version_of(self, request: Mapping[str, Any]) -> dict[str, Any]:
        return {"version": self._version(request["id"])}

    def _draw(self, request: Mapping[str, Any]) -> dict[str, Any]:
        """A variant without its answers."""
        id, seed = request["id"], request["seed"]
        version = self._version(id)
        drawn = self._variant(id, seed, version)
        heading = without_variants(self._question(id)).heading()
        return {"heading": heading, "seed": seed, "version": version, **drawn.exercise.asked()}

    def _mark(self, request: Mapping[str, Any]) -> dict[str, Any]:
        """The verdicts on the fields of one part, and what it earns."""
        drawn = self._asked(request)
        if drawn is None:
            return {"stale": True}
        part = drawn.asked[request["part"]]
        typed = {}
        for asked, texts in zip(drawn.asked, request["texts"], strict=False):
            named = zip(asked.fields, texts or (), strict=False)
            typed[asked.label] = {each.name: text for each, text in named}
        marked = mark(drawn.asked, typed, drawn.follow)
        return _judged(marked, request["part"], part)

    def _hint(self, request: Mapping[str, Any]) -> dict[str, Any]:
        drawn = self._asked(request)
        if drawn is None:
            return {"stale": True}
        return asdict(drawn.exercise.parts[request["part"]].points[request["number"]])

    def _solution(self, request: Mapping[str, Any]) -> dict[str, Any]:
        drawn = self._asked(request)
        if drawn is None:
            return {"stale": True}
        part = drawn.exercise.parts[request["part"]]
        told: dict[str, Any] = {"answer": part.answer, "points": [asdict(point) for point in part.points]}
        if self.is_preview:
            told["errors"] = _errors(drawn.variant, request["part"])
        return told

    def _asked(self, request: Mapping[str, Any]) -> Drawn | None:
        """The variant of a request; None where its question was saved since. Raises IndexError for no such part."""
        version = self._version(request["id"])
        if version != request["version"]:
            return None
        drawn = self._variant(request["id"], request["seed"], version)
        if not 0 <= request["part"] < len(drawn.asked):
            raise IndexError("no such part")
        return drawn

    def _variant(self, id: str, seed: int, version: str) -> Drawn:
        at = (id, seed, version)
        if at not in self._drawn:
            question = self._question(id)
            variant = question.variant(seed)
            asked = asked_parts(question, variant)
            exercise = exercise_variant(variant, asked)
            self._drawn[at] = Drawn(variant, asked, exercise, follow_of(question, variant))
            while len(self._drawn) > KEPT:
                self._drawn.popitem(last=False)
        self._drawn.move_to_end(at)
        return self._drawn[at]

    def _question(self, id: str) -> Question:
        """The question as it was saved last. Raises LookupError, Faulty."""
        version = self._version(id)
        known = self._questions.get(id)
        if known is None or known[0] != version:
            path, folder = self._file(id)
            known = self._questions[id] = (version, load_question(path, folder))
        return known[1]

    def _version(self, id: str) -> str:
        """What changes whenever one of its files is saved. Raises LookupError."""
        stamps = []
        for path in own_files(self._file(id)[0]):
            try:
                stamps.append(f"{path.suffix}{path.stat().st_mtime_ns}")
            except FileNotFoundError:  # an editor is just putting the new one in its place
                continue
        return " ".join(stamps)

    def _file(self, id: str) -> tuple[Path, Path]:
        """The file of a question and the bank that it is in. Raises LookupError for a name of none.

        A name that was asked for is looked up among those of files, and never made a path of.
        """
        if id not in self._files or not self._files[id][0].exists():
            self._files = _files(self.folders)
        if id not in self._files:
            raise LookupError("no such question")
        return self._files[id]


_DOING: Mapping[str, Callable[[Desk, Mapping[str, Any]], dict[str, Any]]] = {
    "list": Desk._list,
    "version": Desk._version_of,
    "draw": Desk._draw,
    "mark": Desk._mark,
    "hint": Desk._hint,
    "answer": Desk._solution,
}


def _files(folders: Iterable[Path]) -> dict[str, tuple[Path, Path]]:
    """The files of questions by id, each with its bank; later banks go before."""
    files = {}
    for folder in folders:
        for path in folder.glob("*/*.md"):
            files[f"{path.parent.name}/{path.stem}"] = (path, folder)
    return files


def _told(fault: Fault) -> dict[str, str]:
    return {"where": str(fault.place), "message": fault.message, "remedy": fault.remedy, "see": fault.see}


def _judged(marked: Marked, at: int, part: AskedPart) -> dict[str, Any]:
    """What the page is told of one part: as the marker in the browser would tell it."""
    after = marked.parts[at]
    judged = [_verdict(each) for each in after.fields]
    complete = all(each["kind"] != "unreadable" for each in judged)
    known = [replace(each, share=each.share or Fraction(0)) for each in after.fields]
    earned = replace(after, fields=tuple(known)).marks
    return {"judged": judged, "earned": max(0, earned or 0), "complete": complete}


def _verdict(field: MarkedField) -> dict[str, Any]:
    message = field.judgement.message
    if not field.understood:
        return {"kind": "unreadable", "message": message if field.typed.strip() else "Nothing is typed yet."}
    if field.slip is not None:
        name = str(WRITER.inlines(inline(field.slip.name)))
        slip = {"name": name, "marks": field.slip.marks, "carried": field.slip.carried}
        return {"kind": "slip", "message": message, "slip": slip}
    kind = field.judgement.verdict.value
    share = float(field.share or 0)
    return {
        "kind": "partial" if kind == Verdict.WRONG.value and share > 0 else kind,
        "message": message,
        "marks": share,
    }


def _errors(variant: Variant, part: int) -> list[str]:
    """The common errors of a part with what they lead to, as HTML."""
    errors = []
    for slip in variant.parts[part].slips:
        words = WRITER.inlines(inline(slip.name)), WRITER.inlines(inline(slip.printed))
        values = {"name": words[0], "value": words[1], "marks": slip.marks}
        errors.append(language(variant.lang).say("error-earning" if slip.marks else "error", **values))
    return errors
