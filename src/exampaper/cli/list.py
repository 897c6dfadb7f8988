"""exampaper list: the questions of a bank."""

from __future__ import annotations

import sys
from typing import Annotated, Any

import typer

from exampaper.cli.shared import BankOption, load_bank, note_broken
from exampaper.faults import fault, nearest


def list_questions(
    topic: Annotated[str | None, typer.Option("--topic", help="Only this topic.")] = None, bank: BankOption = None
) -> None:
    """List the questions of the bank."""
    from rich.console import Console
    from rich.table import Table

    from exampaper.writers.plain import line

    questions = load_bank(bank)
    note_broken(questions)
    if topic and topic not in questions.topics:
        raise fault(f"no topic {topic!r} in the bank", remedy=nearest(topic, questions.topics))
    table = Table(box=None, pad_edge=False)
    table.add_column("question", min_width=max(map(len, questions)))
    for heading in ("title", "kind", "marks", "minutes", "pins"):
        table.add_column(heading)
    for question in questions.values():
        if topic in (None, question.topic):
            front = question.source.front
            pins = ", ".join(question.pins)
            table.add_row(question.id, line(front.title), front.kind, str(question.marks), f"{front.minutes:g}", pins)
    plain: dict[str, Any] = {"markup": False, "emoji": False, "highlight": False}
    Console(width=None if sys.stdout.isatty() else 120, **plain).print(table)
