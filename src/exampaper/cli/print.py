"""exampaper print: one file of all papers for the print shop, and a file for each question for who marks it."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from exampaper.cli.shared import JOBS, BankOption, JobsOption, OutputOption, load_bank
from exampaper.counting import counted
from exampaper.faults import fault


def _orders() -> tuple[str, ...]:
    from exampaper.papers.printing import ORDERS

    return ORDERS


def print_papers(
    exam: Annotated[str, typer.Argument(help="The id of an exam that is built, or the folder of its papers.")],
    order: Annotated[str, typer.Option("--order", help="The order of the papers: roster, seat or version.")] = "roster",
    by_question: Annotated[
        bool, typer.Option("--by-question", help="Also a file for each question, for who marks it.")
    ] = False,
    equal: Annotated[bool, typer.Option("--equal", help="As many pages for each paper as the longest has.")] = False,
    separators: Annotated[
        bool, typer.Option("--separators", help="A sheet before each that says whose it is.")
    ] = False,
    staples: Annotated[
        bool, typer.Option("--staples", help="A mark in the corner of each paper, where it is stapled.")
    ] = False,
    output: OutputOption = Path("output"),
    bank: BankOption = None,
    jobs: JobsOption = JOBS,
) -> None:
    """Put the papers of a build into files to print: question papers, marking schemes, and questions one by one."""
    from exampaper.manifest import NAME, read
    from exampaper.papers.printing import PrintRequest, Setting, print_files
    from exampaper.papers.records import bank_folders

    if order not in _orders():
        raise fault(f"no order {order!r}", remedy=f"give one of {', '.join(_orders())}")
    folder = output / exam if (output / exam / NAME).exists() else Path(exam)
    path = folder / NAME
    if not path.exists():
        remedy = "build it first; then name it by its id, or by the folder of its papers"
        raise fault(f"no papers of {exam!r}", remedy=remedy, code="print/not-built")
    banks = tuple(bank or bank_folders(read(path), path))
    load_bank(banks, only=())
    request = PrintRequest(order, equal, separators, staples, by_question)  # type: ignore[arg-type]
    for made in print_files(Setting(path, banks), request, jobs):
        blank = f", {made.blank} blank" if made.blank else ""
        pages = f"{counted(made.papers, 'paper')}, {counted(made.pages, 'page')}{blank}"
        print(f"{made.path}: {pages}, {made.size / 1e6:.1f} MB")
