"""A question's Markdown file, read: front matter and sections, each with its line.

Nothing is rendered here. Headings and front matter are fixed text, so a file's
shape is known (and its faults told) before any value is drawn.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Annotated, Any

import yaml
from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

from exampaper.faults import Fault, Faulty, Place, fault, nearest
from exampaper.markdown import TextError
from exampaper.model import Kind
from exampaper.questions.code import fences

Count = Annotated[int, Field(ge=1)]
Range = Annotated[list[Annotated[int, Field(ge=0)]], Field(min_length=2, max_length=2)]


class Choices(BaseModel):
    """A choice question: so many options, the key of an answer and the values its slips lead to."""

    model_config = ConfigDict(strict=True, extra="forbid", frozen=True)

    of: str
    count: Annotated[int, Field(ge=2, le=8)] = 4
    apart: Annotated[float, Field(ge=0)] = 0


class FrontMatter(BaseModel):
    """What stands between the two lines of dashes."""

    model_config = ConfigDict(strict=True, extra="forbid", frozen=True)

    title: str
    kind: Kind = "computed"
    marks: Count | list[Count]
    minutes: Annotated[float, Field(gt=0)] = 0
    difficulty: Annotated[int, Field(ge=1, le=5)] = 2
    draw: dict[str, Any] = {}
    where: str | list[str] = ""
    answers: dict[str, Any] = {}
    asks: str | list[str] = ""
    space: Annotated[float, Field(ge=0)] | list[Annotated[float, Field(ge=0)]] = 4
    key: str | list[str] = ""
    pins: dict[str, dict[str, Any]] = {}
    choices: Choices | None = None
    show: Range = [5, 5]
    true: Range = [1, 4]
    ask: Range = [1, 1]
    allow: dict[str, str] = {}

    @model_validator(mode="before")
    @classmethod
    def _minutes(cls, data: Any) -> Any:
        """A minute a mark, where nothing is said."""
        if isinstance(data, dict) and "minutes" not in data and (marks := data.get("marks")):
            total = sum(marks) if isinstance(marks, list) and all(type(mark) is int for mark in marks) else marks
            return {**data, "minutes": total}
        return data


@dataclass(frozen=True, slots=True)
class Section:
    """The text below a heading; `line` is where the text begins, from 1."""

    text: str = ""
    line: int = 1

    def line_of(self, error: TextError) -> int:
        """The file's line of a fault in what was made of it: where its words stand, or the line it was found on."""
        head = error.words.split("\n")[0].strip()
        for offset, line in enumerate(self.text.split("\n")):
            if head and head in line:
                return self.line + offset
        blank = len(self.text) - len(self.text.lstrip("\n"))
        return self.line + blank + error.line


@dataclass(frozen=True, slots=True)
class PartSource:
    label: str
    text: Section
    answer: Section
    marking: Section


@dataclass(frozen=True, slots=True)
class Source:
    """A question's file. `extra` holds the sections of its kind (“Statements”, “Subjects”)."""

    path: Path
    front: FrontMatter
    lines: Mapping[tuple[str, ...], int]
    stem: Section
    parts: tuple[PartSource, ...]
    extra: Mapping[str, Section]
    declared: Mapping[str, yaml.MappingNode] = field(default_factory=dict)

    @property
    def labels(self) -> tuple[str, ...]:
        """The labels of the parts; one that is empty, of a plain question."""
        return tuple(part.label for part in self.parts)

    @property
    def draw(self) -> yaml.MappingNode | None:
        """What the front matter declares to be drawn, as it is written: 0.10 keeps its places."""
        return self.declared.get("draw")

    @property
    def answers(self) -> yaml.MappingNode | None:
        """What the front matter declares of the answers."""
        return self.declared.get("answers")

    @property
    def sections(self) -> Iterator[Section]:
        """The texts that stand on a page."""
        yield self.stem
        for part in self.parts:
            yield from (part.text, part.answer, part.marking)

    def place(self, *keys: str) -> Place:
        """Where a front matter entry stands."""
        return Place(self.path, self.lines.get(keys, 1))


def read(path: Path) -> Source:
    """The source of a question.

    Raises Faulty: unreadable file, malformed or unknown front matter, unknown or missing headings.
    """
    text = _text(path)
    front_text, body, body_line = _split(text, path)
    data, lines, declared = _yaml(front_text, path)
    front = _front(data, lines, path)
    _see_fences(body, body_line, path)
    found = list(_sections(body, body_line))
    stem, extra, parts = _arrange(found, path, front.kind)
    for part in parts:
        if not (part.text.text.strip() or (stem.text.strip() and not part.label)):
            what = f"part ({part.label})" if part.label else "the question"
            raise fault(f"{what} asks nothing", path, part.text.line if part.label else stem.line, "write its text")
    return Source(path, front, lines, stem, parts, extra, declared)


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        raise fault("not UTF-8 text", path, remedy=f"save it as UTF-8 (byte {error.start} is not)") from None
    except OSError as error:
        raise fault(f"cannot be read: {error.strerror}", path) from None


def _split(text: str, path: Path) -> tuple[str, str, int]:
    lines = text.split("\n")
    if lines[0].strip() != "---":
        raise fault("no front matter", path, 1, "begin the file with a line of three dashes")
    for number, line in enumerate(lines[1:], 2):
        if line.strip() == "---":
            return "\n".join(lines[1 : number - 1]), "\n".join(lines[number:]), number + 1
    raise fault("front matter does not end", path, 1, "close it with a line of three dashes")


_YAML = "the front matter is YAML: `key: value` lines; put a text with : or # between quotes"


class _Loader(yaml.SafeLoader):
    """YAML whose keys are text: `true:` and `no:` are names here, not booleans."""

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Any, Any]:
        return {str(key.value): self.construct_object(value, deep=True) for key, value in node.value}


def _yaml(text: str, path: Path) -> tuple[dict[str, Any], dict[tuple[str, ...], int], dict[str, yaml.MappingNode]]:
    try:
        node = yaml.compose(text, Loader=yaml.SafeLoader)
        data = yaml.load(text, Loader=_Loader)
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 2 if error.problem_mark else 1
        raise fault(f"front matter: {error.problem}", path, line, _YAML) from None
    except (yaml.YAMLError, ValueError) as error:
        raise fault(f"front matter: {' '.join(str(error).split())}", path, 2, _YAML) from None
    if not isinstance(node, yaml.MappingNode):
        raise fault("front matter is not a list of `key: value` lines", path, 2)
    declared = {str(key.value): value for key, value in node.value if isinstance(value, yaml.MappingNode)}
    return data, dict(_key_lines(node, (), path)), declared


def _key_lines(node: yaml.MappingNode, above: tuple[str, ...], path: Path) -> Iterator[tuple[tuple[str, ...], int]]:
    seen: set[tuple[str, ...]] = set()
    for key, value in node.value:
        here = (*above, str(key.value))
        line = key.start_mark.line + 2
        if here in seen:
            raise fault(f"{'.'.join(here)} stands twice", path, line)
        seen.add(here)
        yield here, line
        if isinstance(value, yaml.MappingNode):
            yield from _key_lines(value, here, path)


def _front(data: dict[str, Any], lines: Mapping[tuple[str, ...], int], path: Path) -> FrontMatter:
    try:
        front = FrontMatter.model_validate(data)
    except ValidationError as error:
        told = {e["loc"][0]: _front_fault(e, lines, path) for e in reversed(error.errors())}  # one for each key
        raise Faulty(*reversed(told.values())) from None
    if faults := [Fault(message, Place(path, lines[key,]), remedy) for key, message, remedy in _misplaced(front)]:
        raise Faulty(*faults)
    return front


def _front_fault(error: Any, lines: Mapping[tuple[str, ...], int], path: Path) -> Fault:
    loc = tuple(str(step) for step in error["loc"])
    line = next((lines[loc[:n]] for n in range(len(loc), 0, -1) if loc[:n] in lines), 1)
    if error["type"] == "extra_forbidden":
        return Fault(f"unknown key {loc[0]!r}", Place(path, line), nearest(loc[0], FrontMatter.model_fields))
    if error["type"] == "missing":
        return Fault(f"{loc[0]} is missing", Place(path, line), f"add a line `{loc[0]}: …` to the front matter")
    return Fault(f"{loc[0]}: {error['msg']}", Place(path, line), "docs/question-format.md shows every key")


_OF_KIND: Mapping[str, tuple[Kind, ...]] = {
    "show": ("statements",),
    "true": ("statements",),
    "ask": ("open",),
    "choices": ("computed", "graph"),
    "answers": ("computed", "graph"),
    "asks": ("computed", "graph"),
}


def _misplaced(front: FrontMatter) -> Iterator[tuple[str, str, str]]:
    """(key, message, remedy) of each entry that this kind of question has no use for, and of each empty range."""
    for key, kinds in _OF_KIND.items():
        if key in front.model_fields_set and front.kind not in kinds:
            yield key, f"{key} says nothing in a question of kind {front.kind}", f"it is for {' and '.join(kinds)}"
    for key in ("show", "true", "ask"):
        low, high = getattr(front, key)
        if low > high:
            yield key, f"{key}: from {low} to {high} there is nothing", f"write {key}: [{high}, {low}]"


def _see_fences(body: str, first_line: int, path: Path) -> None:
    """Code that does not end would take the headings below it in."""
    for first, _, closed in fences(body):
        if not closed:
            raise fault("fenced code does not end", path, first_line + first, "close it with the signs it begins with")


# ------------------------------------------------------------------ headings

_HEADING = re.compile(r"(#{1,6})\s+(.*?)\s*#*\s*$")


def _sections(body: str, first_line: int) -> Iterator[tuple[int, str, Section]]:
    """(level, heading, text below it) in order; the stem has level 0. Fenced code holds no headings."""
    level, title, start, gathered = 0, "", first_line, list[str]()
    fenced = {first_line + line for first, end, _ in fences(body) for line in range(first, end)}
    for number, line in enumerate(body.split("\n"), first_line):
        found = None if number in fenced else _HEADING.match(line)
        # headings below a section of its own kind (subjects) belong to that section's text
        if found and not (title == "Subjects" and len(found[1]) == 3):
            yield level, title, Section("\n".join(gathered), start)
            level, title, start, gathered = len(found[1]), found[2], number + 1, []
        else:
            gathered.append(line)
    yield level, title, Section("\n".join(gathered), start)


_PART = re.compile(r"\(([a-z])\)$")
_EXTRA = {"statements": ("Statements",), "open": ("Subjects",)}
_OWN_ANSWER = ("statements",)  # their answer and marking are made from the list


def _arrange(
    found: list[tuple[int, str, Section]], path: Path, kind: Kind
) -> tuple[Section, dict[str, Section], tuple[PartSource, ...]]:
    stem = found[0][2]
    extra: dict[str, Section] = {}
    named: dict[str, dict[str, Section]] = {}
    part = ""
    for level, title, section in found[1:]:
        label = _PART.match(title)
        if level == 2 and title in _EXTRA.get(kind, ()):
            extra[title] = section
        elif level == 2 and label:
            part = label[1]
            _put(named.setdefault(part, {}), "Text", section, path)
        elif title in ("Answer", "Marking") and level == (3 if part else 2):
            _put(named.setdefault(part, {}), title, section, path)
        else:
            raise fault(f"heading {'#' * level} {title} cannot stand here", path, section.line - 1, _headings(kind))
    return stem, extra, _parts(named, path, kind)


def _put(sections: dict[str, Section], title: str, section: Section, path: Path) -> None:
    if title in sections:
        told = "a second part of this label" if title == "Text" else f"a second {title} for the same part"
        raise fault(told, path, section.line - 1, "take one out, or make it a part of its own")
    sections[title] = section


def _headings(kind: Kind) -> str:
    more = "".join(f", ## {name}" for name in _EXTRA.get(kind, ()))
    return f"headings are ## Answer and ## Marking, or ## (a) with ### Answer and ### Marking{more}"


def _parts(named: Mapping[str, Mapping[str, Section]], path: Path, kind: Kind) -> tuple[PartSource, ...]:
    if "" in named and len(named) > 1:
        raise fault("an Answer or Marking outside the parts", path, 1, "give each part (a), (b), … its own")
    labels = list(named) or [""]
    if labels != [""] and labels != [chr(97 + i) for i in range(len(labels))]:
        raise fault(f"parts are {', '.join(labels)}", path, remedy="label them (a), (b), (c), … in order")
    if kind not in _OWN_ANSWER:
        for label in labels:
            for title in ("Answer", "Marking"):
                if not named.get(label, {}).get(title, Section()).text.strip():
                    what, level = (f"part ({label})", "###") if label else ("the question", "##")
                    line = named.get(label, {}).get("Text", Section()).line
                    raise fault(f"{what} has no {title}", path, line, f"add a heading {level} {title} with its text")
    blank = Section()
    return tuple(
        PartSource(label, *(named.get(label, {}).get(t, blank) for t in ("Text", "Answer", "Marking")))
        for label in labels
    )
