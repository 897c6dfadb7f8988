"""exampaper show: one variant of a question."""

from __future__ import annotations

import json
import sys
from contextlib import redirect_stdout
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from exampaper.cli.shared import BankOption, load_bank
from exampaper.faults import fault

if TYPE_CHECKING:
    from exampaper.model import Variant
    from exampaper.questions.question import Question


def show(
    question: Annotated[str, typer.Argument(help="A question's id.")],
    seed: Annotated[int | None, typer.Option("--seed", help="The variant of this seed; a fresh one without.")] = None,
    pin: Annotated[
        str | None, typer.Option("--pin", help="The pinned variant of this name, or parameters as JSON.")
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Everything, as JSON.")] = False,
    pdf: Annotated[Path | None, typer.Option("--pdf", help="Write question and marking scheme to this file.")] = None,
    html: Annotated[Path | None, typer.Option("--html", help="Write a page for the browser to this file.")] = None,
    rejections: Annotated[
        bool, typer.Option("--rejections", help="How often draws are thrown away, and why, of 200 seeds.")
    ] = False,
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
    if rejections:
        print(_rejections(load_bank(bank).find(question), seed or 0))
        return
    with redirect_stdout(sys.stderr):  # what a question prints is no part of the answer
        variant = load_bank(bank).find(question).variant(seed, pin=pin)
    if pdf or html:
        _save(variant, pdf, html)
        return
    print(json.dumps(shown.as_json(variant), ensure_ascii=False, indent=1) if as_json else shown.as_text(variant))


def _rejections(question: Question, first_seed: int) -> str:
    from exampaper.questions.rejections import as_text, rejections

    with redirect_stdout(sys.stderr):
        return as_text(rejections(question, range(first_seed, first_seed + 200)))


def _save(variant: Variant, pdf: Path | None, html: Path | None) -> None:
    from exampaper.papers.variant_files import save_html, save_pdf

    if pdf:
        save_pdf(variant, pdf)
        print(pdf)
    if html:
        save_html(variant, html)
        print(html)
