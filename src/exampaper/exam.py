"""exam.toml → Exam. Every fault of a file is told in one run, with its line and a remedy."""

from __future__ import annotations

import datetime
import re
import tomllib
from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, PrivateAttr, ValidationError, field_validator, model_validator

from exampaper.faults import Fault, Faulty, Place, fault, nearest
from exampaper.model import Heading
from exampaper.toml_lines import lines

Id = Annotated[str, Field(pattern=r"^[^\s/]+/[^\s/]+$", description="a question's id: topic/name")]


class Strict(BaseModel):
    model_config = ConfigDict(strict=True, extra="forbid", frozen=True)


class Pick(Strict):
    """One question by its id, or some of a topic, or some of a list."""

    question: Id | None = Field(None, description="this question")
    topic: str | None = Field(None, description="any question of this topic")
    one_of: tuple[Id, ...] = Field((), description="any of these questions")
    count: int = Field(1, ge=1, description="how many of the topic or list")
    pin: str | None = Field(None, description="the pinned variant of this name")
    marks: int | None = Field(None, ge=1, description="marks in place of the question's own")

    @model_validator(mode="after")
    def _one_way(self) -> Pick:
        if sum(bool(way) for way in (self.question, self.topic, self.one_of)) != 1:
            raise ValueError("give one of question, topic or one_of")
        if self.question and self.count != 1:
            raise ValueError("a question is asked once: count is for topic and one_of")
        if self.pin and not self.question:
            raise ValueError("a pin belongs to one question: name it with question")
        return self


class Section(Strict):
    """A section of the paper: its heading and what to ask in it."""

    title: str
    instruction: str = ""
    shuffle: bool = Field(False, description="questions in another order on every paper")
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

    id: Annotated[str, Field(pattern=r"^[a-z0-9][a-z0-9-]{0,63}$", description="names the output folder")]
    title: str
    institution: str = ""
    course: str = ""
    date: datetime.date | str = ""
    duration: str = Field("", description="as printed: 2 hours")
    minutes: int | None = Field(None, ge=1)
    instructions: tuple[str, ...] = ()
    candidate: tuple[str, ...] = Field(("Name", "Candidate number"), description="lines of the candidate's box")
    paper: Literal["a4", "us-letter"] = "a4"
    marks: int | None = Field(None, ge=1, description="the total that the marks must add up to")
    answer_space: bool = Field(False, description="ruled space below each question")
    shuffle: bool = Field(False, description="questions in another order on every paper, within their sections")
    shuffle_statements: bool = Field(True, description="statements in another order on every paper")
    sections: Annotated[tuple[Section, ...], Field(min_length=1)]

    _file: Path = PrivateAttr(Path("exam.toml"))
    _lines: Mapping[tuple[str | int, ...], int] = PrivateAttr(default_factory=dict)

    def place(self, *path: str | int) -> Place:
        """Where an entry of the file stands, or what it is in."""
        return Place(self._file, _line(self._lines, path))


def load(path: Path) -> Exam:
    """The exam of a file. Raises Faulty."""
    try:
        return parse(path.read_text(encoding="utf-8"), path)
    except UnicodeDecodeError:
        raise fault("not UTF-8 text", path, remedy="save it as UTF-8") from None
    except OSError as error:
        remedy = "exampaper new exam FILE.toml begins one"
        raise fault(f"cannot be read: {error.strerror}", path, remedy=remedy) from None


def parse(text: str, path: Path) -> Exam:
    """The exam of a text. Raises Faulty with every fault."""
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        found = re.search(r"at line (\d+)", str(error))
        line = int(found[1]) if found else text.count("\n") + 1
        message = re.sub(r"\s*\(at .*\)$", "", str(error))
        raise fault(f"not TOML: {message}", path, line, "texts stand in double quotes") from None
    known = lines(text)
    try:
        exam = Exam.model_validate(_tuples(data))
    except ValidationError as error:
        raise Faulty(*(_fault(e, known, path) for e in error.errors())) from None
    exam._file, exam._lines = path, known
    return exam


def _tuples(value: Any) -> Any:
    """Arrays as tuples: the values are frozen."""
    if isinstance(value, dict):
        return {key: _tuples(item) for key, item in value.items()}
    return tuple(map(_tuples, value)) if isinstance(value, list) else value


def _line(known: Mapping[tuple[str | int, ...], int], path: tuple[str | int, ...]) -> int | None:
    return next((known[path[:n]] for n in range(len(path), 0, -1) if path[:n] in known), 1)


def _fault(error: Any, known: Mapping[tuple[str | int, ...], int], path: Path) -> Fault:
    loc = tuple(error["loc"])
    place = Place(path, _line(known, loc))
    name = ".".join(str(step) for step in loc)
    if error["type"] == "extra_forbidden":
        model = Pick if "picks" in loc else Section if "sections" in loc else Exam
        return Fault(f"unknown key {loc[-1]!r}", place, nearest(str(loc[-1]), model.model_fields))
    if error["type"] == "missing":
        return Fault(f"{name} is missing", place, f"add {loc[-1]} = …")
    message = re.sub(r"^Value error, ", "", error["msg"])
    return Fault(f"{name}: {message}", place, "see exam.schema.json for what can stand here")


def heading(exam: Exam) -> Heading:
    """What stands above every paper of the exam."""
    when = f"{exam.date.day} {exam.date:%B %Y}" if isinstance(exam.date, datetime.date) else exam.date
    return Heading(
        title=exam.title,
        institution=exam.institution,
        course=exam.course,
        date=when,
        duration=exam.duration or (f"{exam.minutes} minutes" if exam.minutes else ""),
        instructions=exam.instructions,
        candidate=exam.candidate,
        format=exam.paper,
        answer_space=exam.answer_space,
    )


def schema() -> dict[str, Any]:
    """The JSON Schema by which an editor completes an exam file."""
    made = Exam.model_json_schema()
    picks = made["$defs"]["Section"]["properties"]["picks"]
    picks["items"] = {"anyOf": [{"type": "string", "description": "a question's id"}, {"$ref": "#/$defs/Pick"}]}
    return made


# ------------------------------------------------------------------ against a bank


def validate(exam: Exam, marks: Mapping[str, int], pins: Mapping[str, Collection[str]]) -> list[Fault]:
    """What the exam asks of a bank and cannot have. marks, pins: of each question, by id."""
    faults = [f for place, pick in _picks(exam) for f in _unknown(pick, place, marks, pins)]
    if not faults:
        faults = [*_twice(exam), *_too_many(exam, marks)]
    if not faults:
        faults = list(_total(exam, marks))
    return faults


def _picks(exam: Exam) -> Iterator[tuple[Place, Pick]]:
    for s, section in enumerate(exam.sections):
        for p, pick in enumerate(section.picks):
            yield exam.place("sections", s, "picks", p), pick


def _unknown(
    pick: Pick, place: Place, marks: Mapping[str, int], pins: Mapping[str, Collection[str]]
) -> Iterator[Fault]:
    for id in filter(None, (pick.question, *pick.one_of)):
        if id not in marks:
            yield Fault(f"no question {id!r} in the bank", place, nearest(id, marks))
    topics = {id.partition("/")[0] for id in marks}
    if pick.topic and pick.topic not in topics:
        yield Fault(f"no topic {pick.topic!r} in the bank", place, nearest(pick.topic, topics))
    if pick.pin and pick.question and pick.pin not in pins.get(pick.question, (pick.pin,)):
        yield Fault(f"{pick.question} has no pin {pick.pin!r}", place, nearest(pick.pin, pins[pick.question]))


def _twice(exam: Exam) -> Iterator[Fault]:
    seen: dict[str, Place] = {}
    for place, pick in _picks(exam):
        if pick.question in seen:
            also = f"it stands in line {seen[pick.question].line} too"
            yield Fault(f"{pick.question} is picked twice", place, also)
        if pick.question:
            seen.setdefault(pick.question, place)
        for id, count in Counter(pick.one_of).items():
            if count > 1:
                yield Fault(f"{id} stands twice in one_of", place, "name it once")


def pool(pick: Pick, ids: Collection[str]) -> tuple[str, ...]:
    """The questions that a pick may choose from."""
    if pick.question:
        return (pick.question,)
    return pick.one_of or tuple(id for id in ids if id.rpartition("/")[0] == pick.topic)


def _too_many(exam: Exam, ids: Collection[str]) -> Iterator[Fault]:
    """Picks whose pool may be used up by the picks before them."""
    named = {pick.question for _, pick in _picks(exam)}
    earlier: list[tuple[frozenset[str], int]] = []
    for place, pick in _picks(exam):
        if pick.question:
            continue
        free = frozenset(pool(pick, ids)) - named
        # at worst every earlier pick takes what this one could have had
        used = sum(min(count, len(free & other)) for other, count in earlier)
        if pick.count > len(free) - used:
            what = f"topic {pick.topic}" if pick.topic else "the list"
            left = max(len(free) - used, 0)
            yield Fault(
                f"{pick.count} asked of {what}, but only {left} may be left", place, "ask for fewer, or name others"
            )
        earlier.append((free, pick.count))


def _total(exam: Exam, marks: Mapping[str, int]) -> Iterator[Fault]:
    total = 0
    for place, pick in _picks(exam):
        worth = {pick.marks or marks[id] for id in pool(pick, marks)}
        if len(worth) > 1:
            remedy = "give the pick marks = … of its own"
            yield Fault(f"questions of {sorted(worth)} marks: papers would differ in their total", place, remedy)
        total += pick.count * max(worth)
    if exam.marks is not None and total != exam.marks:
        remedy = "change the declared marks, or those of the picks"
        yield Fault(f"marks add up to {total}, not to the declared {exam.marks}", exam.place("marks"), remedy)
