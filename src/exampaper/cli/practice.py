"""exampaper practice: a fresh practice paper, or a page that marks in the browser."""

from __future__ import annotations

import secrets
import shlex
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from exampaper.cli.shared import BankOption, OutputOption, load_bank, note, note_broken
from exampaper.counting import counted

if TYPE_CHECKING:
    from exampaper.questions.question import Question


def practice(
    about: Annotated[list[str] | None, typer.Argument(help="Questions or topics; all without any.")] = None,
    number: Annotated[int | None, typer.Option("-n", min=1, max=200, help="How many questions.")] = None,
    seed: Annotated[int | None, typer.Option("--seed", help="Redraw an earlier paper.")] = None,
    html: Annotated[Path | None, typer.Option("--html", help="Write a page that marks in the browser.")] = None,
    variants: Annotated[int, typer.Option("--variants", min=1, max=100, help="Of each question on the page.")] = 5,
    output: OutputOption = Path("output"),
    bank: BankOption = None,
) -> None:
    """Draw a fresh practice paper, and its answers as a separate paper; or a page to practise on."""
    from exampaper.papers.practice import USUAL_COUNT, select_questions

    questions = load_bank(bank)
    note_broken(questions)
    pool = select_questions(questions, about or [])
    used = secrets.randbelow(10**6) if seed is None else seed
    count = number or min(len(pool), USUAL_COUNT)
    again = ["exampaper", "practice", *(about or []), "-n", str(count), *_bank_options(bank)]
    if html is None:
        _write_paper(pool, count, used, output)
        again += [] if output == Path("output") else ["--output", str(output)]
    else:
        _write_page(pool, count, variants, used, html)
        again += ["--html", str(html), "--variants", str(variants)]
    print(f"again: {shlex.join([*again, '--seed', str(used)])}")


def _write_paper(pool: Sequence[Question], count: int, seed: int, output: Path) -> None:
    from exampaper.papers.contents import OutputOptions, write_paper
    from exampaper.papers.practice import practice_paper

    if count > len(pool):
        again = "it comes" if len(pool) == 1 else "they come"
        note(f"{counted(len(pool), 'question')} to choose from: {again} again, with other values where any are drawn")
    paper = practice_paper(pool, count, seed)
    folder = output / "practice" / str(seed)
    write_paper(paper, folder, {"questions": "question-paper", "answers": "answer-paper"}, OutputOptions())
    print(f"{counted(count, 'question')}, {counted(paper.marks, 'mark')}: {folder / 'questions.pdf'}")
    print(f"answers: {folder / 'answers.pdf'}")


def _write_page(pool: Sequence[Question], count: int, variants: int, seed: int, path: Path) -> None:
    from exampaper.practice.exercise import draw_exercises
    from exampaper.practice.page import save

    if count > len(pool):
        note(f"{counted(len(pool), 'question')} to choose from, each with {counted(variants, 'variant')}")
    exercises = draw_exercises(pool, count, variants, seed)
    topics = dict.fromkeys(exercise.topic for exercise in exercises)
    save(exercises, f"Practice: {', '.join(topics)}", path)
    marks = sum(exercise.marks for exercise in exercises)
    print(f"{counted(len(exercises), 'question')}, {counted(marks, 'mark')}: {path}")


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
