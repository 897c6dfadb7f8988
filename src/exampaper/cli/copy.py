"""exampaper copy: a question of the package in a bank of one's own."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from exampaper.cli.shared import load_bank, note
from exampaper.packaged import packaged


def copy(
    id: Annotated[str, typer.Argument(metavar="TOPIC/NAME", help="The question's id.")],
    bank: Annotated[Path, typer.Option("--bank", help="The bank to put it in.")] = Path("bank"),
    source: Annotated[
        list[Path] | None, typer.Option("--from", help="The bank to take it from (repeatable); else the packaged one.")
    ] = None,
) -> None:
    """Copy a question with all its files into your own bank, to change it there. Nothing is overwritten."""
    from exampaper.questions.bank import own_bank
    from exampaper.skeletons import copy_question

    question = load_bank(source or [packaged("bank")]).find(id)
    for path in copy_question(question, bank):
        print(path)
    where = "" if bank == Path("bank") else f" --bank {bank}"
    print(f"yours to change; see it with: exampaper show {id}{where}; prove it with: exampaper check {id}{where}")
    if not where and own_bank():
        note(f"{bank}/ here goes before the packaged bank; {own_bank()}")
