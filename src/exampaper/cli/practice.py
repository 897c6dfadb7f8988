"""exampaper practice: a fresh practice paper."""

from __future__ import annotations

import secrets
import shlex
from collections.abc import Iterable
from pathlib import Path
from typing import Annotated

import typer

from exampaper.cli.shared import BankOption, OutputOption, load_bank, note, note_broken
from exampaper.counting import counted


def practice(
    about: Annotated[list[str] | None, typer.Argument(help="Questions or topics; all without any.")] = None,
    number: Annotated[int | None, typer.Option("-n", min=1, max=200, help="How many questions.")] = None,
    seed: Annotated[int | None, typer.Option("--seed", help="Redraw an earlier paper.")] = None,
    output: OutputOption = Path("output"),
    bank: BankOption = None,
) -> None:
    """Draw a fresh practice paper, and its answers as a separate paper."""
    from exampaper.papers import contents
    from exampaper.papers.practice import USUAL_COUNT, practice_paper, select_questions

    questions = load_bank(bank)
    note_broken(questions)
    pool = select_questions(questions, about or [])
    used = secrets.randbelow(10**6) if seed is None else seed
    count = number or min(len(pool), USUAL_COUNT)
    if count > len(pool):
        again = "it comes" if len(pool) == 1 else "they come"
        note(f"{counted(len(pool), 'question')} to choose from: {again} again, with other values where any are drawn")
    paper = practice_paper(pool, count, used)
    folder = output / "practice" / str(used)
    contents.write_paper(
        paper, folder, {"questions": "question-paper", "answers": "answer-paper"}, contents.OutputOptions()
    )
    print(f"{counted(count, 'question')}, {counted(paper.marks, 'mark')}: {folder / 'questions.pdf'}")
    print(f"answers: {folder / 'answers.pdf'}")
    elsewhere = [] if output == Path("output") else ["--output", str(output)]
    banks = _bank_options(bank)
    command = ["exampaper", "practice", *(about or []), "-n", str(count), *banks, *elsewhere, "--seed", str(used)]
    print(f"again: {shlex.join(command)}")


def _bank_options(folders: Iterable[Path] | None) -> list[str]:
    """The --bank options by which the command means the same elsewhere; none for the packaged bank."""
    from exampaper.packaged import packaged
    from exampaper.questions.bank import default_folder

    chosen = list(folders or [default_folder()])
    options: list[str] = []
    if chosen != [packaged("bank")]:
        for folder in chosen:
            options += ["--bank", str(folder.resolve() if folder.exists() else folder)]
    return options
