"""Finding and loading questions. Every fault of a bank is told in one run."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Collection, Iterator, Mapping
from functools import cached_property
from itertools import chain
from operator import attrgetter
from pathlib import Path
from types import MappingProxyType
from typing import Any

from exampaper import text
from exampaper.faults import Fault, Faulty, Place, fault, nearest
from exampaper.maths import MathsError, macros
from exampaper.packaged import packaged
from exampaper.questions import marks, question_file
from exampaper.questions.code import first_mark
from exampaper.questions.kinds import behaviour_of, layouts
from exampaper.questions.python_file import Execute
from exampaper.questions.question import Question, files_digest
from exampaper.questions.sections import Section

PACKAGED = "packaged"
"""The name of the bank that ships with the package."""


class Bank(Mapping[str, Question]):
    """Questions by id, in the order of topic and name.

    broken: what is wrong with files that do not load, by id. They are no questions of the bank until they are mended.
    """

    def __init__(
        self,
        questions: Mapping[str, Question],
        folders: tuple[Path, ...],
        broken: Mapping[str, tuple[Fault, ...]] = MappingProxyType({}),
    ) -> None:
        self._questions = dict(questions)
        self.folders = folders
        self.broken = dict(broken)

    @classmethod
    def load(cls, *folders: str | Path, only: Collection[str] | None = None) -> Bank:
        """The bank of these folders, later ones going before; without any, `bank/` here or the packaged one.

        only: the ids to load; what may be wrong with the others does not matter then.
        Raises Faulty where no question loads, with all the faults of all the files.
        """
        places = tuple(map(_named, folders or [default_folder()]))
        paths: dict[str, tuple[Path, Path]] = {}
        for folder in places:
            paths |= {_id(path, folder): (path, folder) for path in question_files(folder)}
        loaded: dict[str, Question] = {}
        broken: dict[str, tuple[Fault, ...]] = {}
        for id, (path, folder) in sorted(paths.items()):
            if only is not None and id not in only:
                continue
            try:
                loaded[id] = load_question(path, folder)
            except Faulty as error:
                broken[id] = error.faults
        if broken and not loaded:
            raise Faulty(*chain.from_iterable(broken.values()))
        return cls(loaded, places, broken)

    def __getitem__(self, id: str) -> Question:
        """The question of an id. Raises KeyError."""
        return self._questions[id]

    def __iter__(self) -> Iterator[str]:
        return iter(self._questions)

    def __len__(self) -> int:
        return len(self._questions)

    def find(self, id: str) -> Question:
        """The question of an id. Raises Faulty: with what is wrong with it, or with the nearest known one."""
        if id in self.broken:
            raise Faulty(*self.broken[id])
        if id not in self:
            raise fault(f"no question {id!r} in the bank", remedy=nearest(id, self))
        return self[id]

    def file_digest(self, id: str) -> str | None:
        """SHA-256 over a question's files, loaded or not; None where there are none."""
        paths = [folder / f"{id}.md" for folder in reversed(self.folders)]
        return next((files_digest(path) for path in paths if path.exists()), None)

    @property
    def topics(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(q.topic for q in self.values()))

    def of_topic(self, topic: str) -> list[str]:
        """The ids of a topic's questions."""
        return [id for id in self if self[id].topic == topic]

    @cached_property
    def digest(self) -> str:
        """SHA-256 over every file of every question."""
        total = hashlib.sha256()
        for id, item in self._questions.items():
            total.update(f"{id}\0{item.digest}\0".encode())
        return total.hexdigest()


def _id(path: Path, folder: Path) -> str:
    return path.relative_to(folder).with_suffix("").as_posix()


def _named(folder: str | Path) -> Path:
    """A folder; `packaged` is the bank that ships with the package, where no folder here is called so."""
    path = Path(folder)
    return packaged("bank") if path == Path(PACKAGED) and not path.exists() else path


def default_folder() -> Path:
    """A `bank` in the working folder, or else the packaged one."""
    return Path("bank") if Path("bank").is_dir() else packaged("bank")


def own_bank() -> str:
    """How to have both banks, where one in the working folder hides the packaged one; else nothing."""
    if default_folder() != Path("bank") or Path("bank").resolve() == packaged("bank").resolve():
        return ""
    return f"to have both, name them, your own last, since later ones go before: --bank {PACKAGED} --bank bank"


def question_files(folder: Path) -> list[Path]:
    """The Markdown files of a bank's questions: TOPIC/NAME.md, but for a README and what begins with . _ ~ or #.

    Raises Faulty when there is no such folder, or nothing in it.
    """
    if not folder.is_dir():
        raise fault(f"no bank folder {folder}", remedy="a bank is a folder with a sub-folder per topic")
    paths = sorted(filter(_is_question, folder.glob("*/*.md")))
    if not paths:
        raise fault("no questions in this bank", folder, remedy="put them at TOPIC/NAME.md")
    return paths


def _is_question(path: Path) -> bool:
    """Whether a file is meant as a question: no note to readers, no hidden file, no editor's backup, no draft."""
    hidden = path.name[0] in ASIDE or path.parent.name[0] in ASIDE
    return not hidden and not README.fullmatch(path.name) and path.is_file()


ASIDE = "._~#"
README = re.compile(r"readme(\..*)?\.md", re.IGNORECASE)


def load_question(path: Path, folder: Path, execute: Execute | None = None) -> Question:
    """One question, loaded and validated as far as that is possible without a draw. Raises Faulty."""
    id = _id(path, folder)
    if re.search(r"\s", id):  # a copy that a file manager made, mostly
        raise fault("a question's name holds no spaces", path, remedy="rename the file, or take it out of the bank")
    file = question_file.read(path, layouts())
    loaded = Question(id, file, behaviour_of(file, execute))
    faults: list[Fault] = []
    for look in LOOKS:
        try:
            look(loaded)
        except Faulty as error:
            faults += error.faults
    if faults:
        raise Faulty(*faults)
    return loaded


def _see_fixed_texts(loaded: Question) -> None:
    """What no value can change is read already here."""
    path = loaded.source.path
    faults: list[Fault] = []
    for section in loaded.source.sections:
        faults += _unreadable(section, loaded.source.macros, path)
    try:
        text.inline(loaded.title)
    except text.TextError as error:
        faults.append(Fault(f"title: {error}", loaded.source.place("title"), error.remedy))
    if faults:
        raise Faulty(*faults)


def _unreadable(section: Section, own: macros.Macros, path: Path) -> Iterator[Fault]:
    if first_mark(section.text) or "](" in section.text:
        return
    try:
        text.parse(macros.in_text(section.text, own, text.formulas))
    except text.TextError as error:
        yield Fault(str(error), Place(path, section.line_of(error)), error.remedy)
    except MathsError as error:
        yield Fault(str(error), Place(path, section.line), "give it what its entry in `macros` takes")


def _see_marks(loaded: Question) -> None:
    """Marking points that no condition hides must add up already here."""
    for part, wanted in zip(loaded.source.parts, loaded.part_marks, strict=True):
        written = marks.written_marks(part.marking.text)
        if written is not None and written != wanted:
            place = Place(loaded.source.path, part.marking.line)
            raise Faulty(Fault(f"marking points add up to {written}, not to {wanted}", place))


LOOKS: tuple[Callable[[Question], Any], ...] = (
    attrgetter("templates"),
    _see_fixed_texts,
    attrgetter("pins"),
    _see_marks,
    attrgetter("images"),
)
"""What raises Faulty for a question that is not as it should be."""
