"""Options that several commands have, and what is made of them."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, TypeVar

import typer

from exampaper.faults import fault
from exampaper.targets import PDF, engines, formats

if TYPE_CHECKING:
    from exampaper.exams.exam import Exam
    from exampaper.papers.contents import OutputOptions
    from exampaper.questions.bank import Bank

DRAFT_SEED = 0
JOBS = os.cpu_count() or 1


def one_of(names: Callable[[], Sequence[str]]) -> dict[str, Any]:
    """What makes an option take one of some names: those of the table of targets."""

    def checked(value: str) -> str:
        if value not in names():
            raise typer.BadParameter(f"{value!r} is not one of {', '.join(map(repr, names()))}.")
        return value

    return {"parser": checked, "metavar": "|".join(names())}


BankOption = Annotated[list[Path] | None, typer.Option("--bank", help="A bank folder (repeatable).")]
OutputOption = Annotated[Path, typer.Option("--output", help="The folder to write below.")]
FormatOption = Annotated[
    list[str] | None, typer.Option("--format", help="What to write (repeatable).", **one_of(formats))
]
EngineOption = Annotated[str, typer.Option("--engine", help="What makes the PDF.", **one_of(engines))]
JobsOption = Annotated[int, typer.Option("--jobs", min=1, help="Number of worker processes.")]

Item = TypeVar("Item")


def note(sentence: str) -> None:
    """Print a note on stderr."""
    print(f"note: {sentence}", file=sys.stderr)


def load_bank(folders: Iterable[Path] | None, only: Collection[str] | None = None) -> Bank:
    """The bank of the named folders, or the usual one. only: the ids to load."""
    from exampaper.questions.bank import Bank

    return Bank.load(*(folders or ()), only=only)


def note_broken(bank: Bank) -> None:
    """Say which questions do not load, where they are not asked for."""
    for id, faults in bank.broken.items():
        note(f"{id} does not load, and is left out: {faults[0]}")


def load_exam(name: str) -> Exam:
    """The exam of a path, or the packaged one of a name. Raises Faulty."""
    from exampaper.exams.loader import find_exam, load

    return load(find_exam(name))


def wanted_files(chosen: Sequence[str] | None, engine: str, split: bool, exam: Exam) -> OutputOptions:
    """The files to write, PDFs unless others are named. Raises Faulty for fonts of the exam that are not there."""
    from exampaper.exams.typefaces import fonts_of
    from exampaper.papers.contents import OutputOptions

    return OutputOptions(tuple(chosen or [PDF]), engine, split, fonts_of(exam))


def secret_of(seed: int | None, key: Path | None, output: Path, create: bool = True) -> bytes:
    """What the papers are drawn from. create: make a key that is not there.

    Raises Faulty for both a seed and a key, and for a key that is none.
    """
    from exampaper.papers.secret import load_secret

    if key is None:
        return str(DRAFT_SEED if seed is None else seed).encode()
    if seed is not None:
        raise fault("both --seed and --key", remedy="--seed is for drafts and practice, --key for a real exam")
    is_new = create and not key.exists()
    secret = load_secret(key, output, create)
    if is_new:
        note(f"{key} created: keep it, it is needed for reprints; whoever has it knows every paper")
    return secret


def progress(items: Iterator[Item], total: int, description: str) -> Iterator[Item]:
    """The items, under a progress bar where a person is watching."""
    if not sys.stderr.isatty():
        return items
    from rich.console import Console
    from rich.progress import track

    return iter(track(items, description, total, console=Console(stderr=True), transient=True))
