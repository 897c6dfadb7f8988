"""exampaper check: the proof of a bank."""

from __future__ import annotations

import json
from typing import Annotated

import typer

from exampaper.cli.shared import JOBS, BankOption, JobsOption, progress


def check(
    questions: Annotated[list[str] | None, typer.Argument(help="Questions or topics; all without any.")] = None,
    draws: Annotated[int, typer.Option("--draws", min=1, help="Draws of each question, e.g. 10000 overnight.")] = 40,
    seed: Annotated[int, typer.Option("--seed", help="The first seed.")] = 0,
    as_json: Annotated[bool, typer.Option("--json", help="The reports as JSON.")] = False,
    watch: Annotated[bool, typer.Option("--watch", help="Re-run on every save, until Ctrl-C.")] = False,
    bank: BankOption = None,
    jobs: JobsOption = JOBS,
) -> None:
    """Prove the keys of a bank, and say what was proven."""
    from exampaper.check import check_all
    from exampaper.check.report_table import as_json as json_of
    from exampaper.check.report_table import as_text
    from exampaper.check.select_questions import select_questions
    from exampaper.check.watch import changes

    wanted = select_questions(bank or [], questions or [])
    for due in changes(wanted) if watch else [wanted]:
        reports = list(progress(check_all(due, draws, seed, jobs), len(due), "Checking"))
        print(json.dumps(json_of(reports), ensure_ascii=False, indent=1) if as_json else as_text(reports), flush=True)
    if not all(report.sound for report in reports):
        raise typer.Exit(1)
