"""Exam files and questions to begin with: skeletons, and copies of what is there."""

from __future__ import annotations

import re
import unicodedata
from pathlib import Path

from exampaper.faults import fault, nearest
from exampaper.files import write
from exampaper.languages import CODE, file_of, language
from exampaper.packaged import packaged
from exampaper.questions.kinds import KINDS
from exampaper.questions.question import Question, own_files


def create_exam(path: Path) -> None:
    """Write the packaged example as a new exam file, with its schema beside it.

    Raises Faulty for a name that does not end in .toml, and for a file that exists.
    """
    if path.suffix != ".toml":
        raise fault("an exam file ends in .toml", path, remedy=f"for example {path.name}.toml")
    _refuse_existing(path)
    example = (packaged("exams") / "deep-learning.toml").read_text(encoding="utf-8")
    write(path, example.replace('id = "deep-learning"', f'id = "{slug(path.stem)}"').encode())
    write(path.parent / "exam.schema.json", (packaged("exams") / "exam.schema.json").read_bytes())


def skeletons_by_name() -> dict[str, list[Path]]:
    """The files of each skeleton of a question: one a kind, by its name, and those for special uses of a kind."""
    found: dict[str, list[Path]] = {}
    for name, kind in KINDS.items():
        found[name] = kind.skeleton()
        for other in kind.also:
            found[other] = kind.skeleton(other)
    return found


def create_question(id: str, kind: str, bank: Path) -> list[Path]:
    """Write the skeleton of a question into a bank folder, and return its files.

    kind: the name of a skeleton. Raises Faulty for an unknown one, for an id that is not TOPIC/NAME, and for a file
    that exists.
    """
    skeletons = skeletons_by_name()
    if kind not in skeletons:
        raise fault(f"{kind!r} is not a kind of question", remedy=nearest(kind, skeletons))
    if not re.fullmatch(r"[a-z0-9_-]+/[a-z0-9_-]+", id):
        remedy = "use small letters, digits, _ and -: optimisation/step_size"
        raise fault(f"{id!r} is not a valid id", remedy=remedy)
    title = id.partition("/")[2].replace("_", " ").capitalize()
    texts = {}
    for skeleton in skeletons[kind]:
        path = bank / f"{id}{skeleton.suffix}"
        _refuse_existing(path)
        texts[path] = skeleton.read_text(encoding="utf-8").replace("TITLE", title)
    for path, text in texts.items():
        write(path, text.encode())
    return list(texts)


def create_language(code: str, like: str) -> Path:
    """Write the words of a language as a file of another one into the working folder, and return it.

    Raises Faulty for a code that is none, for an unknown language to begin with, and for a file that exists.
    """
    language(like)
    if not re.fullmatch(CODE, code):
        raise fault(f"{code!r} is no code of a language", remedy="give its ISO code: it, or de-AT")
    path = Path("languages") / f"{code}.toml"
    _refuse_existing(path)
    write(path, file_of(like).read_bytes())
    return path


def copy_question(question: Question, bank: Path) -> list[Path]:
    """Copy all files of a question into a bank folder, and return the new ones: its text, Python, pictures and data.

    Modules that its Python shares with others come along; one that is there already, and the same, stays.
    Raises Faulty where another file stands in the place of one of them: then nothing is copied.
    """
    contents: dict[Path, bytes] = {}
    for file in own_files(question.source.path):
        target, content = bank / question.topic / file.name, file.read_bytes()
        is_shared = file.name.startswith("_")
        if not is_shared:
            _refuse_existing(target)
        elif target.exists() and target.read_bytes() != content:
            raise fault("another module stands there", target, remedy=f"rename it; {question.id} imports one so named")
        if not target.exists():
            contents[target] = content
    for path, content in contents.items():
        write(path, content)
    return list(contents)


def _refuse_existing(path: Path) -> None:
    if path.exists():
        raise fault("already exists", path, remedy="choose another name", code="file/exists")


def slug(text: str) -> str:
    """Small letters, digits and hyphens only: what an exam's id may hold."""
    characters = []
    for character in unicodedata.normalize("NFKD", text.lower()):
        if character.isascii() and character.isalnum():
            characters.append(character)
        elif not unicodedata.combining(character):
            characters.append("-")
    words = "".join(characters).split("-")
    return "-".join(word for word in words if word) or "exam"
