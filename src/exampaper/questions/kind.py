"""What a kind of question is: all that sets it apart, in one value."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from types import ModuleType

from exampaper.packaged import packaged
from exampaper.questions.behaviour import Behaviour
from exampaper.questions.question_file import Layout, QuestionFile


@dataclass(frozen=True, slots=True)
class DefaultTexts:
    """Templates that stand in for what a question of the kind does not write itself; "" for nothing.

    below: stands below the question's own text. rule: below that, where the marking is this one, too.
    """

    below: str = ""
    rule: str = ""
    answer: str = ""
    marking: str = ""
    key: str = ""

    @classmethod
    def of(cls, folder: Path) -> DefaultTexts:
        """Those of a folder, each in a file of its name: below.md, rule.md, answer.md, marking.md, key.md."""
        texts = {}
        for name in cls.__dataclass_fields__:
            path = folder / f"{name}.md"
            texts[name] = path.read_text(encoding="utf-8") if path.exists() else ""
        return cls(**texts)


@dataclass(frozen=True)
class QuestionKind:
    """A kind of question.

    behaviour: makes what a question does, from its file and its Python module; raises Faulty. layout: what its file
    looks like. folder: where its templates lie; `texts` are read from there, and new.md and new.py are the skeleton of
    a new question. also: names of other skeletons that it has there, for special uses of it.

    computes: whether parameters and answers come from front matter or Python, and are proven.
    draws_answer: whether the answer is a drawing. lists: whether statements are picked from a list.
    marked_by_person: whether nobody but a person can mark it, so that it has no key.
    """

    name: str
    behaviour: Callable[[QuestionFile, ModuleType | None], Behaviour]
    layout: Layout = field(default_factory=Layout)
    folder: Path | None = None
    also: tuple[str, ...] = ()
    computes: bool = False
    draws_answer: bool = False
    lists: bool = False
    marked_by_person: bool = False

    @cached_property
    def texts(self) -> DefaultTexts:
        return DefaultTexts.of(self._templates)

    def skeleton(self, name: str = "new") -> list[Path]:
        """The files of a new question, its Markdown first. name: new, or one of `also`."""
        return sorted(self._templates.glob(f"{name}.*"))

    @property
    def _templates(self) -> Path:
        return self.folder or packaged("templates") / "kinds" / self.name
