"""What stands between the two lines of dashes of a question's file: YAML, checked strictly, each key with its line."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any, Literal

import yaml
from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, ValidationError, model_validator

from exampaper.faults import Fault, Faulty, Place, fault, nearest
from exampaper.languages import DEFAULT, language
from exampaper.numerals import PLAIN, Numerals
from exampaper.questions.hints import Hints

Count = Annotated[int, Field(ge=1)]
_FROM_TO = "from the first number to the second, both included"
Range = Annotated[list[Annotated[int, Field(ge=0)]], Field(min_length=2, max_length=2), _FROM_TO]


def _from_itself(value: Any) -> Any:
    """A number alone is a range of one."""
    return [value, value] if type(value) is int else value


RangeOrNumber = Annotated[
    Range, _FROM_TO, BeforeValidator(_from_itself, json_schema_input_type=Annotated[int, Field(ge=0)] | Range)
]


def _known_language(code: str) -> str:
    try:
        return language(code).code
    except Faulty as error:
        raise ValueError(error.faults[0].message) from None


class Choices(BaseModel):
    """A choice question: so many options, the key of an answer and the values its slips lead to."""

    model_config = ConfigDict(strict=True, extra="forbid", frozen=True)

    of: str
    count: Annotated[int, Field(ge=2, le=8)] = 4
    apart: Annotated[float, Field(ge=0)] = 0


class FrontMatter(BaseModel):
    """The keys of every kind of question; a kind may have a model of its own with more of them."""

    model_config = ConfigDict(strict=True, extra="forbid", frozen=True)

    title: str
    kind: str = "computed"
    marks: Count | list[Count]
    minutes: Annotated[float, Field(gt=0)] = 0
    difficulty: Annotated[int, Field(ge=1, le=5)] = 2
    draw: dict[str, Any] = {}
    where: str | list[str] = ""
    space: Annotated[float, Field(ge=0)] | list[Annotated[float, Field(ge=0)]] = 4
    key: str | list[str] = ""
    lang: Annotated[str, AfterValidator(_known_language)] = DEFAULT
    decimals: Literal["point", "comma"] | None = None
    macros: dict[str, str] | str = {}
    pins: dict[str, dict[str, Any]] = {}
    allow: dict[str, str] = {}
    reveals: list[str] = []
    tests: list[str] = []

    @property
    def numerals(self) -> Numerals:
        """How its numbers are written: as in its language, unless it says something else of decimals."""
        if self.decimals is None:
            return language(self.lang).numerals
        return PLAIN if self.decimals == "point" else Numerals(",")

    @property
    def hints(self) -> Hints:
        """What every variant gives away, and what it tests."""
        return Hints(frozenset(self.reveals), frozenset(self.tests))

    @model_validator(mode="before")
    @classmethod
    def _minutes(cls, data: Any) -> Any:
        """A minute a mark, where nothing is said."""
        if not isinstance(data, dict) or "minutes" in data or not data.get("marks"):
            return data
        marks = data["marks"]
        are_listed = isinstance(marks, list) and all(type(mark) is int for mark in marks)
        return {**data, "minutes": sum(marks) if are_listed else marks}


class ComputedFrontMatter(FrontMatter):
    """With what is answered, what each part asks for, and perhaps chooses from."""

    answers: dict[str, Any] = {}
    asks: str | list[str] = ""
    choices: Choices | None = None


KeyPath = tuple[str, ...]
"""A key of the front matter, below the keys it stands in."""


@dataclass(frozen=True, slots=True)
class Entries:
    """The front matter as it was written.

    data: its values. lines: the line of each key in the file, from 1. nodes: of each mapping, the YAML, whose scalars
    keep their digits.
    """

    data: Mapping[str, Any]
    lines: Mapping[KeyPath, int]
    nodes: Mapping[str, yaml.MappingNode]

    def place(self, path: Path, *keys: str) -> Place:
        """Where a key stands, or the nearest one above it that does."""
        for count in range(len(keys), 0, -1):
            if keys[:count] in self.lines:
                return Place(path, self.lines[keys[:count]])
        return Place(path, 1)


# ------------------------------------------------------------------ YAML

_YAML = "the front matter is YAML: `key: value` lines; put a text with : or # between quotes"
_FIRST_LINE = 2  # of the file, below the dashes


class _Loader(yaml.SafeLoader):
    """YAML whose keys are text: `true:` and `no:` are names here, not booleans."""

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Any, Any]:
        return {str(key.value): self.construct_object(value, deep=True) for key, value in node.value}


def read_entries(text: str, path: Path) -> Entries:
    """The entries of a text. Raises Faulty for what is no YAML, no mapping, or says a key twice."""
    try:
        node = yaml.compose(text, Loader=yaml.SafeLoader)
        data = yaml.load(text, Loader=_Loader)
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + _FIRST_LINE if error.problem_mark else 1
        raise fault(f"front matter: {error.problem}", path, line, _YAML) from None
    except (yaml.YAMLError, ValueError) as error:
        raise fault(f"front matter: {' '.join(str(error).split())}", path, _FIRST_LINE, _YAML) from None
    if not isinstance(node, yaml.MappingNode):
        raise fault("front matter is not a list of `key: value` lines", path, _FIRST_LINE)
    nodes = {str(key.value): value for key, value in node.value if isinstance(value, yaml.MappingNode)}
    return Entries(data, dict(_key_lines(node, (), path)), nodes)


def _key_lines(node: yaml.MappingNode, above: KeyPath, path: Path) -> Iterator[tuple[KeyPath, int]]:
    seen: set[KeyPath] = set()
    for key, value in node.value:
        here = (*above, str(key.value))
        line = key.start_mark.line + _FIRST_LINE
        if here in seen:
            raise fault(f"{'.'.join(here)} appears twice", path, line)
        seen.add(here)
        yield here, line
        if isinstance(value, yaml.MappingNode):
            yield from _key_lines(value, here, path)


# ------------------------------------------------------------------ the model


def validated(
    entries: Entries, model: type[FrontMatter], elsewhere: Mapping[str, Iterable[str]], path: Path
) -> FrontMatter:
    """The front matter by the model of its kind.

    elsewhere: keys that only other kinds know, each with the names of these. Raises Faulty, with a fault for each key.
    """
    try:
        front = model.model_validate(entries.data)
    except ValidationError as error:
        by_key: dict[Any, Fault] = {}
        for problem in error.errors():
            by_key.setdefault(problem["loc"][0], _fault(problem, entries, model, elsewhere, path))
        raise Faulty(*by_key.values()) from None
    faults = list(_empty_ranges(front, entries, path))
    if faults:
        raise Faulty(*faults)
    return front


def _fault(
    error: Any, entries: Entries, model: type[FrontMatter], elsewhere: Mapping[str, Iterable[str]], path: Path
) -> Fault:
    location = tuple(str(step) for step in error["loc"])
    key = location[0]
    place = entries.place(path, *location)
    if error["type"] == "missing":
        return Fault(f"{key} is missing", place, f"add a line `{key}: …` to the front matter")
    if error["type"] != "extra_forbidden":
        return Fault(f"{key}: {error['msg']}", place, "docs/question-format.md shows every key")
    if len(location) == 1 and key in elsewhere:
        kind = entries.data.get("kind", "computed")
        message = f"{key} says nothing in a question of kind {kind}"
        return Fault(message, place, f"it is for {' and '.join(elsewhere[key])}")
    return Fault(f"unknown key {key!r}", place, nearest(key, model.model_fields))


def _empty_ranges(front: FrontMatter, entries: Entries, path: Path) -> Iterator[Fault]:
    for key, field in type(front).model_fields.items():
        if _FROM_TO not in field.metadata:
            continue
        low, high = getattr(front, key)
        if low > high:
            message = f"{key}: from {low} to {high} there is nothing"
            yield Fault(message, entries.place(path, key), f"write {key}: [{high}, {low}]")
