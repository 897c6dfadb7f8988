"""The templates of a question: its own texts, and its kind's where it has none, compiled once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import jinja2

from exampaper.answers.kind import AnswerType
from exampaper.faults import Fault, Faulty, fault
from exampaper.questions.code import Either, shielded
from exampaper.questions.kind import DefaultTexts
from exampaper.questions.question_file import QuestionFile
from exampaper.questions.sections import PartSections, Section
from exampaper.questions.templating import compiled


def per_part(file: QuestionFile, name: str) -> Any:
    """A front matter entry as one value a part. Raises Faulty where it has not as many."""
    value, count = getattr(file.front, name), len(file.parts)
    alike = count if name == "space" else 1
    values = tuple(value) if isinstance(value, list) else (value,) * alike
    if len(values) == count:
        return values
    if values == ("",):
        return values * count
    message = f"{name} has {len(values)} entries, the question {count} parts"
    raise Faulty(Fault(message, file.place(name), f"give {name} as a list, one entry a part"))


@dataclass(frozen=True, slots=True)
class PartTemplates:
    """The templates of a part."""

    text: jinja2.Template
    answer: jinja2.Template
    marking: jinja2.Template
    key: jinja2.Template


class Templates:
    """The templates of a question; `either` is what may be code or a value, each with its line.

    keys: the short answers of a question that writes none, one a part. Raises Faulty for a Jinja error.
    """

    def __init__(self, file: QuestionFile, default: DefaultTexts, keys: Sequence[str] = ()) -> None:
        self.either: list[tuple[int, Either]] = []
        self._file = file
        self._default = default
        marks_otherwise = bool(file.parts[0].marking.text.strip())
        self.stem = self._compiled(file.stem, default.below, "" if marks_otherwise else default.rule)
        written = zip(file.parts, self._keys(keys), strict=True)
        self.parts = [self._part(part, key) for part, key in written]

    def _keys(self, keys: Sequence[str]) -> Sequence[str]:
        """The short answers, one a part: as written, else as given, else of the kind."""
        file = self._file
        if file.front.key:
            return tuple(per_part(file, "key"))
        default = self._default.key.rstrip("\n")
        return keys or (default,) * len(file.parts)

    def _part(self, part: PartSections, key: str) -> PartTemplates:
        answer, marking = part.answer, part.marking
        if not answer.text.strip():
            answer = Section(self._default.answer)
        if not marking.text.strip():
            marking = Section(self._default.marking)
        key_line = self._file.place("key").line or 1
        return PartTemplates(
            self._compiled(part.text),
            self._compiled(answer),
            self._compiled(marking),
            self._compiled(Section(key, key_line)),
        )

    def _compiled(self, section: Section, *below: str) -> jinja2.Template:
        code = shielded(section.text)
        for doubt in code.doubts:
            self.either.append((section.line + doubt.line, doubt))
        text = "\n\n".join([code.text, *filter(None, below)])
        try:
            return compiled(text, str(self._file.path), section.line, self._file.front.lang)
        except jinja2.TemplateSyntaxError as error:
            raise fault(f"in the text: {error.message}", self._file.path, error.lineno) from None


def default_keys(file: QuestionFile, asked: Mapping[str, Sequence[str]], types: Mapping[str, AnswerType]) -> list[str]:
    """The short answers of a question that writes none: what its parts ask for, as it prints."""
    if not all(asked.values()):
        return []
    keys = []
    for names in asked.values():
        key = ", ".join(types[name].in_text(name) for name in names)
        is_chosen = file.choices is not None and file.choices.of in names
        keys.append(f"<< choice >>: {key}" if is_chosen else key)
    return keys
