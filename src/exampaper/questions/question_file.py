"""A question's Markdown file, read: front matter and sections, each with its line.

Nothing is rendered here. Headings and front matter are fixed text, so a file's
shape is known (and its faults told) before any value is drawn.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import yaml

from exampaper.faults import Place, fault, nearest
from exampaper.questions.cases import Case, merged
from exampaper.questions.code import fences
from exampaper.questions.front_matter import (
    Choices,
    ComputedFrontMatter,
    Entries,
    FrontMatter,
    read_entries,
    validated,
)
from exampaper.questions.macros import declared
from exampaper.questions.sections import PartSections, Section


@dataclass(frozen=True, slots=True)
class Layout:
    """What the files of a kind of question look like.

    front_matter: the model of its front matter. sections: headings of level 2 that it has of its own; headings below
    them are their text. answers_itself: whether Answer and Marking may be left out, since they are made from a section.
    """

    front_matter: type[FrontMatter] = FrontMatter
    sections: tuple[str, ...] = ()
    answers_itself: bool = False


@dataclass(frozen=True, slots=True)
class QuestionFile:
    """A question's file. `extra` holds the sections of its kind (“Statements”, “Subjects”); `macros`, LaTeX by name."""

    path: Path
    front: FrontMatter
    entries: Entries
    stem: Section
    parts: tuple[PartSections, ...]
    extra: Mapping[str, Section]
    macros: Mapping[str, str]

    @property
    def labels(self) -> tuple[str, ...]:
        """The labels of the parts; one that is empty, of a plain question."""
        return tuple(part.label for part in self.parts)

    @property
    def draw(self) -> yaml.MappingNode | None:
        """What the front matter declares to be drawn, as it is written: 0.10 keeps its places."""
        return self.entries.nodes.get("draw")

    @property
    def answers(self) -> yaml.MappingNode | None:
        """What the front matter declares of the answers."""
        return self.entries.nodes.get("answers")

    @property
    def choices(self) -> Choices | None:
        """What is to be chosen from; None where nothing is."""
        return self.front.choices if isinstance(self.front, ComputedFrontMatter) else None

    @property
    def sections(self) -> Iterator[Section]:
        """The texts that stand on a page."""
        yield self.stem
        for part in self.parts:
            yield from (part.text, part.answer, part.marking)

    def place(self, *keys: str) -> Place:
        """Where a front matter entry stands."""
        return self.entries.place(self.path, *keys)


def read(path: Path, layouts: Mapping[str, Layout]) -> QuestionFile:
    """The file of a question.

    layouts: that of each kind, by its name. Raises Faulty: unreadable file, malformed or unknown front matter, unknown
    or missing headings.
    """
    front_text, body, body_line = _split(_text(path), path)
    entries = read_entries(front_text, path)
    name = str(entries.data.get("kind", "computed"))
    if name not in layouts:
        raise fault(f"kind: {name!r} is not a kind of question", path, entries.lines["kind",], nearest(name, layouts))
    layout = layouts[name]
    front = validated(entries, layout.front_matter, _keys_elsewhere(layout, layouts), path)
    macros = declared(front, entries, path)
    _see_fences(body, body_line, path)
    headed = list(_sections(body, body_line, layout))
    stem, extra, parts = _with_cases(headed, path, layout)
    for part in parts:
        if not (part.text.text.strip() or (stem.text.strip() and not part.label)):
            what = f"part ({part.label})" if part.label else "the question"
            raise fault(f"{what} asks nothing", path, part.text.line if part.label else stem.line, "write its text")
    return QuestionFile(path, front, entries, stem, parts, extra, macros)


def _keys_elsewhere(layout: Layout, layouts: Mapping[str, Layout]) -> dict[str, list[str]]:
    """Keys that this kind does not know, each with the kinds that do."""
    kinds: dict[str, list[str]] = {}
    for name, other in layouts.items():
        for key in other.front_matter.model_fields:
            if key not in layout.front_matter.model_fields:
                kinds.setdefault(key, []).append(name)
    return kinds


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        raise fault("not UTF-8 text", path, remedy=f"save it as UTF-8 (byte {error.start} is not)") from None
    except OSError as error:
        raise fault(f"cannot be read: {error.strerror}", path) from None


def _split(text: str, path: Path) -> tuple[str, str, int]:
    """The front matter, what stands below it, and the line on which that begins. Raises Faulty."""
    lines = text.split("\n")
    if lines[0].strip() != "---":
        raise fault("no front matter", path, 1, "begin the file with a line of three dashes")
    for number, line in enumerate(lines[1:], 2):
        if line.strip() == "---":
            return "\n".join(lines[1 : number - 1]), "\n".join(lines[number:]), number + 1
    raise fault("front matter does not end", path, 1, "close it with a line of three dashes")


def _see_fences(body: str, first_line: int, path: Path) -> None:
    """Code that does not end would take the headings below it in."""
    for first, _, closed in fences(body):
        if not closed:
            raise fault("fenced code does not end", path, first_line + first, "close it with the signs it begins with")


# ------------------------------------------------------------------ headings

_HEADING = re.compile(r"(#{1,6})\s+(.*?)\s*#*\s*$")
_PART = re.compile(r"\(([a-z])\)$")


@dataclass(frozen=True, slots=True)
class _Headed:
    """A heading, its level, and the text below it; the stem has level 0."""

    level: int
    title: str
    section: Section


def _sections(body: str, first_line: int, layout: Layout) -> Iterator[_Headed]:
    """The sections in order. Fenced code holds no headings."""
    level, title, start, gathered = 0, "", first_line, list[str]()
    fenced: set[int] = set()
    for first, end, _ in fences(body):
        fenced.update(range(first_line + first, first_line + end))
    for number, line in enumerate(body.split("\n"), first_line):
        match = None if number in fenced else _HEADING.match(line)
        # headings below a section of the kind's own (subjects) belong to that section's text
        if match and not (title in layout.sections and len(match[1]) == 3):
            yield _Headed(level, title, Section("\n".join(gathered), start))
            level, title, start, gathered = len(match[1]), match[2], number + 1, []
        else:
            gathered.append(line)
    yield _Headed(level, title, Section("\n".join(gathered), start))


def _with_cases(
    headed: list[_Headed], path: Path, layout: Layout
) -> tuple[Section, dict[str, Section], tuple[PartSections, ...]]:
    """The stem, the sections of the kind's own, and the parts, of one text or of several cases."""
    begins = [number for number, heading in enumerate(headed) if heading.level == 1]
    if not begins:
        return _arranged(headed, path, layout)
    if begins[0] > 1:
        heading = headed[1]
        remedy = "above the first case stands only what all cases have in common: put it into each"
        raise fault(f"{heading.title} stands above the cases", path, heading.section.line - 1, remedy)
    cases = []
    for begin, end in zip(begins, [*begins[1:], len(headed)], strict=True):
        stem, extra, parts = _arranged(headed[begin:end], path, layout)
        line = headed[begin].section.line - 1
        if extra:
            raise fault(f"{' and '.join(extra)} below a case", path, line, "such a question has no cases")
        cases.append(Case(headed[begin].title, line, stem, parts))
    stem, parts = merged(headed[0].section, cases, path)
    return stem, {}, parts


def _arranged(
    headed: list[_Headed], path: Path, layout: Layout
) -> tuple[Section, dict[str, Section], tuple[PartSections, ...]]:
    """The stem, the sections of the kind's own, and the parts."""
    extra: dict[str, Section] = {}
    named: dict[str, dict[str, Section]] = {}
    part = ""
    for heading in headed[1:]:
        label = _PART.match(heading.title)
        if heading.level == 2 and heading.title in layout.sections:
            extra[heading.title] = heading.section
        elif heading.level == 2 and label:
            part = label[1]
            _put(named.setdefault(part, {}), "Text", heading.section, path)
        elif heading.title in ("Answer", "Marking") and heading.level == (3 if part else 2):
            _put(named.setdefault(part, {}), heading.title, heading.section, path)
        else:
            message = f"heading {'#' * heading.level} {heading.title} is not allowed here"
            raise fault(message, path, heading.section.line - 1, _known_headings(layout))
    return headed[0].section, extra, _parts(named, path, layout)


def _put(sections: dict[str, Section], title: str, section: Section, path: Path) -> None:
    if title in sections:
        message = "a second part of this label" if title == "Text" else f"a second {title} for the same part"
        raise fault(message, path, section.line - 1, "take one out, or make it a part of its own")
    sections[title] = section


def _known_headings(layout: Layout) -> str:
    own = "".join(f", ## {name}" for name in layout.sections)
    return f"headings are ## Answer and ## Marking, or ## (a) with ### Answer and ### Marking{own}"


def _parts(named: Mapping[str, Mapping[str, Section]], path: Path, layout: Layout) -> tuple[PartSections, ...]:
    if "" in named and len(named) > 1:
        raise fault("an Answer or Marking outside the parts", path, 1, "give each part (a), (b), … its own")
    labels = list(named) or [""]
    in_order = [chr(ord("a") + number) for number in range(len(labels))]
    if labels not in ([""], in_order):
        raise fault(f"parts are {', '.join(labels)}", path, remedy="label them (a), (b), (c), … in order")
    parts = []
    for label in labels:
        sections = named.get(label, {})
        if not layout.answers_itself:
            _see_answered(label, sections, path)
        text, answer, marking = (sections.get(title, Section()) for title in ("Text", "Answer", "Marking"))
        parts.append(PartSections(label, text, answer, marking))
    return tuple(parts)


def _see_answered(label: str, sections: Mapping[str, Section], path: Path) -> None:
    """Raises Faulty for a part without an answer, or without marking."""
    for title in ("Answer", "Marking"):
        if not sections.get(title, Section()).text.strip():
            what, level = (f"part ({label})", "###") if label else ("the question", "##")
            line = sections.get("Text", Section()).line
            raise fault(f"{what} has no {title}", path, line, f"add a heading {level} {title} with its text")
