"""exampaper list: the questions of a bank."""

from __future__ import annotations

import sys
from typing import Annotated, Any

import typer

from exampaper.cli.selecting import (
    AnswerOption,
    DifficultyOption,
    KindOption,
    MinutesOption,
    SearchOption,
    wanted_questions,
)
from exampaper.cli.shared import BankOption, load_bank, note_broken
from exampaper.faults import fault, nearest


def list_questions(
    topic: Annotated[str | None, typer.Option("--topic", help="Only this topic.")] = None,
    kind: KindOption = None,
    difficulty: DifficultyOption = None,
    minutes: MinutesOption = None,
    answer: AnswerOption = None,
    search: SearchOption = None,
    bank: BankOption = None,
) -> None:
    """List the questions of the bank."""
    from rich.console import Console
    from rich.table import Table

    from exampaper.questions.wanted import answers_of, select
    from exampaper.writers.plain import line

    wanted = wanted_questions([topic] if topic else None, kind, difficulty, minutes, answer, search)
    questions = load_bank(bank)
    note_broken(questions)
    if topic and topic not in questions.topics:
        raise fault(f"no topic {topic!r} in the bank", remedy=nearest(topic, questions.topics))
    chosen = select(questions, wanted)
    table = Table(box=None, pad_edge=False)
    table.add_column("question", min_width=max(len(question.id) for question in chosen))
    for heading in ("title", "kind", "answers", "marks", "minutes", "difficulty", "pins"):
        table.add_column(heading)
    for question in chosen:
        front = question.source.front
        facts = (str(question.marks), f"{front.minutes:g}", str(front.difficulty), ", ".join(question.pins))
        table.add_row(question.id, line(front.title), front.kind, ", ".join(answers_of(question)), *facts)
    plain: dict[str, Any] = {"markup": False, "emoji": False, "highlight": False}
    Console(width=None if sys.stdout.isatty() else 140, **plain).print(table)
