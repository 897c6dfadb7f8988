"""What an exam names as its fonts → folders and families that are there."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from exampaper.engines.fonts import NONE, Fonts, families, in_folders
from exampaper.exams.exam import Exam
from exampaper.faults import Fault, Faulty, nearest


def fonts_of(exam: Exam) -> Fonts:
    """The fonts that an exam names, folders beside its file. Raises Faulty with every fault."""
    base = (exam.place().file or Path("exam.toml")).parent
    folders = tuple(base / name for name in exam.fonts if (base / name).is_dir())
    known = families(Fonts(folders))
    faults = list(_faults(exam, base, known))
    if faults:
        raise Faulty(*faults)
    return Fonts(folders, tuple(name for name in exam.fonts if name in known)) if exam.fonts else NONE


def _faults(exam: Exam, base: Path, known: tuple[str, ...]) -> Iterator[Fault]:
    for number, name in enumerate(exam.fonts):
        place = exam.place("fonts", number)
        if (base / name).is_dir():
            if not in_folders((base / name,)):
                yield Fault(f"the folder {name!r} holds no font", place, "put .ttf or .otf files into it")
        elif name not in known:
            remedy = f"make the folder {base / name}" if "/" in name else nearest(name, known)
            yield Fault(f"fonts: {name!r} is neither a folder beside the exam nor a family", place, remedy)
