"""Finding and loading questions. Every fault of a bank is told in one run."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterator, Mapping
from functools import cached_property
from pathlib import Path

from exampaper.faults import Fault, Faulty, Place, fault, nearest
from exampaper.files import packaged
from exampaper.questions import marks, source
from exampaper.questions.kinds import behaviour
from exampaper.questions.question import Question, files_digest


class Bank(Mapping[str, Question]):
    """Questions by id, in the order of topic and name."""

    def __init__(self, questions: Mapping[str, Question], folders: tuple[Path, ...]) -> None:
        self._questions = dict(questions)
        self.folders = folders

    @classmethod
    def load(cls, *folders: str | Path, only: Collection[str] | None = None) -> Bank:
        """The bank of these folders, later ones going before; without any, `bank/` here or the packaged one.

        only: the ids to load; what may be wrong with the others does not matter then.
        Raises Faulty with all the faults of all the files.
        """
        found: dict[str, Question] = {}
        faults: list[Fault] = []
        places = tuple(map(_named, folders or [default_folder()]))
        for folder in places:
            for path in question_files(folder):
                if only is not None and _id(path, folder) not in only:
                    continue
                try:
                    loaded = load_question(path, folder)
                    found[loaded.id] = loaded
                except Faulty as error:
                    faults += error.faults
        if faults:
            raise Faulty(*faults)
        return cls(dict(sorted(found.items())), places)

    def __getitem__(self, id: str) -> Question:
        """The question of an id. Raises KeyError."""
        return self._questions[id]

    def __iter__(self) -> Iterator[str]:
        return iter(self._questions)

    def __len__(self) -> int:
        return len(self._questions)

    def find(self, id: str) -> Question:
        """The question of an id. Raises Faulty with the nearest known one."""
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
    return packaged("bank") if path == Path("packaged") and not path.exists() else path


def default_folder() -> Path:
    """A `bank` in the working folder, or else the packaged one."""
    return Path("bank") if Path("bank").is_dir() else packaged("bank")


def own_bank() -> str:
    """How to have both banks, where one in the working folder hides the packaged one; else nothing."""
    if default_folder() != Path("bank") or Path("bank").resolve() == packaged("bank").resolve():
        return ""
    return "to have both, name them: --bank bank --bank packaged"


def question_files(folder: Path) -> list[Path]:
    """The Markdown files of a bank. Raises Faulty when there is no such folder, or nothing in it."""
    if not folder.is_dir():
        raise fault(f"no bank folder {folder}", remedy="a bank is a folder with a sub-folder per topic")
    found = sorted(folder.glob("*/*.md"))
    if not found:
        raise fault("no questions in this bank", folder, remedy="put them at TOPIC/NAME.md")
    return found


def load_question(path: Path, folder: Path) -> Question:
    """One question, loaded and validated as far as that is possible without a draw. Raises Faulty."""
    read = source.read(path)
    id = _id(path, folder)
    loaded = Question(id, read, behaviour(read))
    faults: list[Fault] = []
    for look in (_see_template, _see_pins, _see_marks, _see_images):
        try:
            look(loaded)
        except Faulty as error:
            faults += error.faults
    if faults:
        raise Faulty(*faults)
    return loaded


def _see_template(loaded: Question) -> None:
    _ = loaded.template


def _see_images(loaded: Question) -> None:
    _ = loaded.images


def _see_pins(loaded: Question) -> None:
    _ = loaded.pins


def _see_marks(loaded: Question) -> None:
    """Marking points that no condition hides must add up already here."""
    for part, wanted in zip(loaded.source.parts, loaded.part_marks, strict=True):
        written = marks.written_marks(part.marking.text)
        if written is not None and written != wanted:
            place = Place(loaded.source.path, part.marking.line)
            raise Faulty(Fault(f"marking points add up to {written}, not to {wanted}", place))
