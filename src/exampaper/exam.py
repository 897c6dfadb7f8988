"""exam.toml → Exam. Every fault of a file is told in one run, with its line and a remedy."""

from __future__ import annotations

import datetime
import re
import tomllib
from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    PrivateAttr,
    ValidationError,
    field_validator,
    model_validator,
)
from pydantic_core import ErrorDetails, PydanticCustomError

from exampaper.faults import Fault, Faulty, Place, fault, nearest
from exampaper.model import Heading
from exampaper.toml_lines import Path as Keys
from exampaper.toml_lines import lines, nearest_line

# not by strftime, which speaks the machine's language
MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
SLUG = r"^[a-z0-9][a-z0-9-]{0,63}$"
QUESTION = r"^[^\s/]+(/[^\s/]+)+$"
FULL = r"\S"


def _wrong(message: str, remedy: str) -> PydanticCustomError:
    """What a validator raises. As context, so that braces in a text are left alone."""
    return PydanticCustomError("exam", "{told}", {"told": message, "remedy": remedy})


def _plain(text: str) -> str:
    """Text for one paragraph: line ends and indents become single spaces."""
    folded = " ".join(text.split())
    hidden = next((sign for sign in folded if not sign.isprintable() and not sign.isspace()), None)
    if hidden is not None:
        raise _wrong(f"holds the unprintable character U+{ord(hidden):04X}", "take it out")
    return folded


def _day(given: Any) -> Any:
    """One message for both types that a date may have."""
    if isinstance(given, str):
        return _plain(given)
    if isinstance(given, datetime.date) and not isinstance(given, datetime.datetime):
        return given
    raise _wrong("is no date", "write date = 2027-01-15, or a text between quotes")


Text = Annotated[str, AfterValidator(_plain)]
Title = Annotated[str, Field(pattern=FULL), AfterValidator(_plain)]
Id = Annotated[str, Field(pattern=QUESTION, description="a question's id: topic/name")]


class Strict(BaseModel):
    model_config = ConfigDict(strict=True, extra="forbid", frozen=True)


class Pick(Strict):
    """One question by its id, or some of a topic, or some of a list."""

    question: Id | None = Field(default=None, description="this question")
    topic: Annotated[str, Field(pattern=FULL)] | None = Field(default=None, description="any question of this topic")
    one_of: tuple[Id, ...] = Field(default=(), description="any of these questions")
    count: int = Field(default=1, ge=1, description="how many of the topic or list")
    pin: Annotated[str, Field(pattern=FULL)] | None = Field(default=None, description="the pinned variant of this name")
    marks: int | None = Field(default=None, ge=1, description="marks in place of the question's own")

    @model_validator(mode="after")
    def _one_way(self) -> Pick:
        if sum(bool(way) for way in (self.question, self.topic, self.one_of)) != 1:
            raise _wrong("give one of question, topic or one_of", 'for example { topic = "rnn", count = 2 }')
        if self.question and self.count != 1:
            raise _wrong("a question is asked once: count is for topic and one_of", "take count out")
        if self.pin and not self.question:
            raise _wrong("a pin belongs to one question", f'write {{ question = "topic/name", pin = "{self.pin}" }}')
        return self


class Section(Strict):
    """A section of the paper: its heading and what to ask in it."""

    title: Title
    instruction: Text = ""
    shuffle: bool = Field(default=False, description="questions in another order on every paper")
    picks: Annotated[tuple[Pick, ...], Field(min_length=1)]

    @field_validator("picks", mode="before")
    @classmethod
    def _short(cls, given: Any) -> Any:
        """A question's id alone is a pick."""
        if not isinstance(given, tuple):
            return given
        return tuple({"question": item} if isinstance(item, str) else item for item in given)


class Exam(Strict):
    """What an exam asks for, and how its papers are headed."""

    id: Annotated[str, Field(pattern=SLUG, description="names the output folder")]
    title: Title
    institution: Text = ""
    course: Text = ""
    date: Annotated[datetime.date | str, BeforeValidator(_day)] = Field(
        default="", description="a date, printed as 15 January 2027, or a text, printed as it is"
    )
    duration: Text = Field(default="", description="as printed: 2 hours")
    minutes: int | None = Field(default=None, ge=1, description="the duration as a number")
    instructions: tuple[Title, ...] = ()
    candidate: tuple[Title, ...] = Field(
        default=("Name", "Candidate number"), description="lines of the candidate's box"
    )
    paper: Literal["a4", "us-letter"] = "a4"
    marks: int | None = Field(default=None, ge=1, description="the total that the marks must add up to")
    answer_space: bool = Field(default=False, description="ruled space below each question")
    shuffle: bool = Field(default=False, description="questions in another order on every paper, within their sections")
    shuffle_statements: bool = Field(default=True, description="statements in drawn order; false: in the bank's order")
    sections: Annotated[tuple[Section, ...], Field(min_length=1)]

    _file: Path | None = PrivateAttr(None)
    _lines: Mapping[Keys, int] = PrivateAttr(default_factory=dict)

    def place(self, *path: str | int) -> Place:
        """Where an entry of the file stands, or what it is in; nowhere for an exam made in Python."""
        return Place(self._file, nearest_line(self._lines, path)) if self._file else Place()


# ------------------------------------------------------------------ reading


def load(path: Path) -> Exam:
    """The exam of a file. Raises Faulty with every fault."""
    try:
        return parse(path.read_bytes().decode("utf-8-sig"), path)
    except UnicodeDecodeError as error:
        line = error.object[: error.start].count(b"\n") + 1
        raise fault("not UTF-8 text", path, line, "save it as UTF-8") from None
    except OSError as error:
        remedy = "exampaper new exam FILE.toml begins one"
        raise fault(f"cannot be read: {error.strerror}", path, remedy=remedy) from None


def parse(text: str, path: Path) -> Exam:
    """The exam of a text. Raises Faulty with every fault; of malformed TOML, the first is known."""
    text = text.removeprefix("\ufeff")
    data = _toml(text, path)
    known = lines(text)
    try:
        exam = Exam.model_validate(_tuples(data))
    except ValidationError as error:
        faults = [_fault(e, known, path) for e in error.errors() if not _follows(e)]
        raise Faulty(*sorted(faults, key=lambda f: f.place.line or 0)) from None
    exam._file, exam._lines = path, known
    return exam


def specification(exam: Exam) -> dict[str, Any]:
    """An exam as JSON values, its date as it is printed: `from_specification` reads it back."""
    printed = exam.model_copy(update={"date": _printed(exam.date)})
    return printed.model_dump(mode="json", exclude_defaults=True)


def from_specification(values: Mapping[str, Any]) -> Exam:
    """The exam that a manifest keeps."""
    return Exam.model_validate(_tuples(values))


def _toml(text: str, path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        found = re.search(r"at line (\d+)", str(error))
        line = int(found[1]) if found else text.rstrip().count("\n") + 1  # at the end of the document
        message = re.sub(r"\s*\(at .*\)$", "", str(error))
        raise fault(f"not TOML: {message}", path, line, _syntax_remedy(message)) from None
    except (ValueError, RecursionError):  # a number of thousands of digits, thousands of brackets
        message = "not TOML that can be read: too long a number or too deep a list"
        raise fault(message, path, remedy="an exam needs neither: take it out") from None


SYNTAX = {
    "Cannot overwrite": "write each key once",
    "Cannot declare": "write each table once; [[sections]] begins a section",
    "Illegal character": "close the text with a quote on its line",
    "Unclosed array": "close the list with ], and put commas between its items",
    "Unclosed inline table": 'write { topic = "rnn", count = 2 }, with commas between',
    "Unescaped '\\'": "write texts with a backslash between single quotes",
    "Unterminated string": "close the text with the quotes it began with",
    "Expected '='": 'write key = value, with a text between quotes: title = "Deep Learning"',
}


def _syntax_remedy(message: str) -> str:
    found = (remedy for start, remedy in SYNTAX.items() if message.startswith(start))
    return next(found, 'texts stand between quotes, lists in brackets: picks = ["rnn/statements"]')


def _tuples(value: Any) -> Any:
    """Arrays as tuples: the values are frozen."""
    if isinstance(value, dict):
        return {key: _tuples(item) for key, item in value.items()}
    return tuple(map(_tuples, value)) if isinstance(value, list) else value


# ------------------------------------------------------------------ telling what is wrong


def _follows(error: ErrorDetails) -> bool:
    """Whether it only follows from faults told already: a list is "too short" when its items are faulty."""
    return error["type"] == "too_short" and bool(error["input"])


def _fault(error: ErrorDetails, known: Mapping[Keys, int], path: Path) -> Fault:
    loc = error["loc"]
    name = next((step for step in reversed(loc) if isinstance(step, str)), "")
    place = Place(path, nearest_line(known, loc))
    if error["type"] == "extra_forbidden":
        return Fault(f"unknown key {name!r}", place, _key_remedy(name, loc[:-1]))
    if error["type"] == "missing":
        example = '["topic/name"]' if name == "picks" else '"…"'
        remedy = "begin a section with [[sections]]" if name == "sections" else f"add {name} = {example}"
        return Fault(f"{name} is missing", place, remedy)
    message, remedy = _told(error, name)
    return Fault(message, place, remedy)


def _key_remedy(name: str, inside: Keys) -> str:
    """For a key that is known elsewhere, where it belongs; else the nearest one."""
    model = Pick if "picks" in inside else Section if "sections" in inside else Exam
    if model is Section and name in Pick.model_fields:
        return f'{name} belongs in a pick: picks = [{{ question = "topic/name", {name} = … }}]'
    if model is not Exam and name in Exam.model_fields:
        return f"{name} belongs above the first [[sections]]"
    if model is Exam and name == "picks":
        return "picks belong below a [[sections]]"
    return nearest(name, model.model_fields)


REMEDIES = {
    "string_type": ("is not a text", "put it between quotes"),
    "int_type": ("is not a whole number", "write a whole number, without quotes"),
    "int_from_float": ("is not a whole number", "write a whole number"),
    "bool_type": ("is neither true nor false", "write true or false, without quotes"),
    "tuple_type": ("is not a list", "put it in brackets, with commas between"),
    "greater_than_equal": ("is below 1", "give at least 1"),
    "too_short": ("is empty", "give at least one"),
}
PATTERNS = {
    SLUG: ("{name} is {given!r}", "use small letters, digits and hyphens only, at most 64"),
    QUESTION: (
        "{given!r} is no question's id",
        'write "topic/name"; for any of a topic, {{ topic = "{given}" }}',
    ),
    FULL: ("{name} is empty", "write a text"),
}


def _told(error: ErrorDetails, name: str) -> tuple[str, str]:
    """What is wrong with a value, and the remedy."""
    kind, context, given = error["type"], error.get("ctx", {}), error["input"]
    if kind == "exam":
        of_pick = name == "picks"  # a pick as a whole, and no key of it
        return (error["msg"] if of_pick else f"{name} {error['msg']}"), context["remedy"]
    if kind == "string_pattern_mismatch":
        message, remedy = PATTERNS[context["pattern"]]
        return message.format(name=name, given=given), remedy.format(given=given)
    if kind == "literal_error":
        return f"{name} is {given!r}", nearest(str(given).lower(), ("a4", "us-letter"))
    if name == "sections":
        return "sections are not written as sections", "begin each with [[sections]], in double brackets"
    if name == "picks" and kind not in ("tuple_type", "too_short"):
        return f"{given!r} is no pick", 'write "topic/name" or { topic = "…", count = 2 }'
    message, remedy = REMEDIES.get(kind, (error["msg"], "see exam.schema.json for what can stand here"))
    return f"{name} {message}", remedy


# ------------------------------------------------------------------ what is made of it


def heading(exam: Exam) -> Heading:
    """What stands above every paper of the exam."""
    return Heading(
        title=exam.title,
        institution=exam.institution,
        course=exam.course,
        date=_printed(exam.date),
        duration=exam.duration or (f"{exam.minutes} minutes" if exam.minutes else ""),
        instructions=exam.instructions,
        candidate=exam.candidate,
        format=exam.paper,
        answer_space=exam.answer_space,
    )


def _printed(date: datetime.date | str) -> str:
    return date if isinstance(date, str) else f"{date.day} {MONTHS[date.month - 1]} {date.year}"


def schema() -> dict[str, Any]:
    """The JSON Schema by which an editor completes an exam file."""
    made: dict[str, Any] = _without_null(Exam.model_json_schema())
    picks = made["$defs"]["Section"]["properties"]["picks"]
    picks["items"] = {"anyOf": [{"type": "string", "description": "a question's id"}, {"$ref": "#/$defs/Pick"}]}
    made["$defs"]["Pick"]["oneOf"] = [{"required": [way]} for way in ("question", "topic", "one_of")]
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **made}


def _without_null(node: Any) -> Any:
    """A schema without null, which TOML does not have."""
    if isinstance(node, list):
        return [_without_null(item) for item in node if item != {"type": "null"}]
    if not isinstance(node, dict):
        return node
    kept = {k: _without_null(v) for k, v in node.items() if not (k == "default" and v is None)}
    return {**kept.pop("anyOf")[0], **kept} if len(kept.get("anyOf", ())) == 1 else kept


# ------------------------------------------------------------------ against a bank


@dataclass(frozen=True)
class _Asked:
    """A pick, where it stands, and the questions it may come to: none that is picked by name elsewhere."""

    pick: Pick
    place: Place
    free: frozenset[str]


def validate(exam: Exam, marks: Mapping[str, int], pins: Mapping[str, Collection[str]]) -> list[Fault]:
    """What the exam asks of a bank and cannot have. marks, pins: of each question, by id."""
    asked = _asked(exam, marks)
    unknown = [list(_unknown(each, marks, pins)) for each in asked]
    sound = [each for each, faults in zip(asked, unknown, strict=True) if not faults]  # tell each pick once
    faults = [*chain(*unknown), *_twice(sound), *_too_many(sound), *_unequal(sound, marks)]
    faults.sort(key=lambda f: f.place.line or 0)
    return faults or list(_total(exam, asked, marks))


def _asked(exam: Exam, marks: Mapping[str, int]) -> list[_Asked]:
    picks = [(s, p, pick) for s, section in enumerate(exam.sections) for p, pick in enumerate(section.picks)]
    named = frozenset(pick.question for *_, pick in picks if pick.question)
    return [_Asked(pick, exam.place("sections", s, "picks", p), _free(pick, marks, named)) for s, p, pick in picks]


def _free(pick: Pick, ids: Collection[str], named: frozenset[str]) -> frozenset[str]:
    if pick.question:
        return frozenset({pick.question})
    return frozenset(pick.one_of or (id for id in ids if _topic(id) == pick.topic)) - named


def _topic(id: str) -> str:
    return id.rpartition("/")[0]


def _unknown(asked: _Asked, marks: Mapping[str, int], pins: Mapping[str, Collection[str]]) -> Iterator[Fault]:
    pick, place = asked.pick, asked.place
    for id in filter(None, (pick.question, *pick.one_of)):
        if id not in marks:
            yield Fault(f"no question {id!r} in the bank", place, nearest(id, marks))
    topics = {_topic(id) for id in marks}
    if pick.topic and pick.topic not in topics:
        yield Fault(f"no topic {pick.topic!r} in the bank", place, nearest(pick.topic, topics))
    if pick.pin and pick.question and pick.question in marks and pick.pin not in (known := pins.get(pick.question, ())):
        remedy = nearest(pick.pin, known) if known else "it has none: take pin out"
        yield Fault(f"{pick.question} has no pin {pick.pin!r}", place, remedy)


def _twice(asked: Sequence[_Asked]) -> Iterator[Fault]:
    seen: dict[str, Place] = {}
    for each in asked:
        id = each.pick.question
        if id in seen:
            line = seen[id].line
            remedy = f"it stands in line {line} already: " if line else ""
            yield Fault(f"{id} is picked twice", each.place, f"{remedy}take one out")
        elif id:
            seen[id] = each.place
        for id, count in Counter(each.pick.one_of).items():
            if count > 1:
                yield Fault(f"{id} stands twice in one_of", each.place, "name it once")


def _too_many(asked: Sequence[_Asked]) -> Iterator[Fault]:
    """Picks that some paper could not fill: at worst, those before them take what they could have had."""
    choices = [each for each in asked if not each.pick.question]
    for number, each in enumerate(choices):
        taken = _most_taken(each.free, choices[:number])
        left = len(each.free) - taken
        if each.pick.count > left:
            what = f"topic {each.pick.topic}" if each.pick.topic else "the list"
            count = f"only {left} may be" if taken else f"only {left} {'is' if left == 1 else 'are'}"
            remedy = "ask for fewer, or take another away that asks for the same questions"
            yield Fault(f"{each.pick.count} asked of {what}, but {count} left", each.place, remedy)


def _most_taken(free: frozenset[str], earlier: Sequence[_Asked]) -> int:
    """The most of these questions that earlier picks can come to: a maximum matching of picks and questions."""
    seats = [each.free & free for each in earlier for _ in range(min(each.pick.count, len(free)))]
    holder: dict[str, int] = {}

    def seated(seat: int, tried: set[str]) -> bool:
        for id in seats[seat]:
            if id not in tried:
                tried.add(id)
                if id not in holder or seated(holder[id], tried):
                    holder[id] = seat
                    return True
        return False

    return sum(seated(seat, set()) for seat in range(len(seats)))


def _worth(asked: _Asked, marks: Mapping[str, int]) -> list[int]:
    """The marks of each question a pick may come to."""
    return sorted(asked.pick.marks or marks[id] for id in asked.free if id in marks)


def _unequal(asked: Sequence[_Asked], marks: Mapping[str, int]) -> Iterator[Fault]:
    """Picks on which the total of a paper would depend. One that takes all it may come to is none."""
    for each in asked:
        values = sorted(set(_worth(each, marks)))
        if len(values) > 1 and each.pick.count < len(each.free):
            told = f"{', '.join(map(str, values[:-1]))} or {values[-1]}"
            message = f"a question of {told} marks: papers would differ in their total"
            yield Fault(message, each.place, "give the pick marks of its own: marks = …")


def _total(exam: Exam, asked: Sequence[_Asked], marks: Mapping[str, int]) -> Iterator[Fault]:
    # each pick's questions have equal marks, or it takes them all
    total = sum(sum(_worth(each, marks)[: each.pick.count]) for each in asked)
    if exam.marks is not None and total != exam.marks:
        remedy = "change the declared marks, or those of the picks"
        message = f"marks add up to {total}, not to the declared {exam.marks}"
        yield Fault(message, exam.place("marks"), remedy)
