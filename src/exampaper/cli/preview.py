"""exampaper preview: one question in the browser, shown again whenever it is saved."""

from __future__ import annotations

from typing import Annotated

import typer

from exampaper.cli.serving import LOOPBACK, HostOption, PortOption, serve_preview
from exampaper.cli.shared import BankOption
from exampaper.faults import fault, nearest


def preview(
    question: Annotated[str, typer.Argument(help="A question's id.")],
    host: HostOption = LOOPBACK,
    port: PortOption = None,
    bank: BankOption = None,
) -> None:
    """Show a question with its answer and marking in the browser, again whenever it is saved."""
    from exampaper.questions.bank import default_folder, question_files

    folders = [*(bank or [default_folder()])]
    known: list[str] = []
    for folder in folders:
        known += [path.relative_to(folder).with_suffix("").as_posix() for path in question_files(folder)]
    if question not in known:  # one that does not load is shown all the same, with what is wrong
        raise fault(f"no question {question!r} in the bank", remedy=nearest(question, known))
    serve_preview(question, folders, host, port)
