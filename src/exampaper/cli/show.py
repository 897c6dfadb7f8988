"""exampaper show: one variant of a question."""

from __future__ import annotations

import json
import sys
from contextlib import redirect_stdout
from typing import Annotated

import typer

from exampaper.cli.shared import BankOption, load_bank
from exampaper.faults import fault


def show(
    question: Annotated[str, typer.Argument(help="A question's id.")],
    seed: Annotated[int | None, typer.Option("--seed", help="The variant of this seed; a fresh one without.")] = None,
    pin: Annotated[
        str | None, typer.Option("--pin", help="The pinned variant of this name, or parameters as JSON.")
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Everything, as JSON.")] = False,
    forms: Annotated[bool, typer.Option("--forms", help="What an exam can restrict it to.")] = False,
    bank: BankOption = None,
) -> None:
    """Show one variant of a question, with its answer and marking."""
    from exampaper import show as shown

    if pin is not None and seed is not None:
        raise fault("both --seed and --pin", remedy="a pin has its values; a seed draws them: give one of them")
    if forms:
        with redirect_stdout(sys.stderr):
            lines = shown.forms(load_bank(bank).find(question))
        print("\n".join(lines))
        return
    with redirect_stdout(sys.stderr):  # what a question prints is no part of the answer
        variant = load_bank(bank).find(question).variant(seed, pin=pin)
    print(json.dumps(shown.as_json(variant), ensure_ascii=False, indent=1) if as_json else shown.as_text(variant))
