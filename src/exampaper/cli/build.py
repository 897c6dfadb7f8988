"""exampaper build: the papers of an exam."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from exampaper.cli.shared import (
    JOBS,
    BankOption,
    EngineOption,
    FormatOption,
    JobsOption,
    OutputOption,
    load_bank,
    load_exam,
    note,
    note_broken,
    progress,
    secret_of,
    wanted_files,
)
from exampaper.faults import Fault, Faulty
from exampaper.model import Candidate
from exampaper.targets import DEFAULT

if TYPE_CHECKING:
    from exampaper.papers.contents import OutputOptions
    from exampaper.papers.request import BuildRequest
    from exampaper.papers.summary import Summary


def build(
    exam: Annotated[str, typer.Argument(help="An exam file, or the name of a packaged one.")],
    versions: Annotated[
        int | None, typer.Option("--versions", min=1, max=1000, help="How many versions: A, B, …")
    ] = None,
    roster: Annotated[
        Path | None,
        typer.Option("--roster", help="CSV or .xlsx with id and name: a paper for each, or versions dealt."),
    ] = None,
    seed: Annotated[int | None, typer.Option("--seed", help="The seed of a draft; 0 without a key.")] = None,
    key: Annotated[
        Path | None, typer.Option("--key", help="The secret of a real exam; created if it does not exist.")
    ] = None,
    format: FormatOption = None,
    engine: EngineOption = DEFAULT,
    split: Annotated[bool, typer.Option("--split", help="Question papers apart from what holds answers.")] = False,
    force: Annotated[bool, typer.Option("--force", help="Make all anew, also over files edited by hand.")] = False,
    output: OutputOption = Path("output"),
    bank: BankOption = None,
    jobs: JobsOption = JOBS,
) -> None:
    """Build the papers of an exam: question papers, answer papers and marking schemes."""
    from exampaper.engines.fonts import families
    from exampaper.exams.arrangements import check
    from exampaper.exams.validation import validate
    from exampaper.papers.request import BuildRequest, refuse_new_secret

    loaded, questions = load_exam(exam), load_bank(bank)
    validate(loaded, questions)
    wanted = wanted_files(format, engine, split, loaded)
    note_broken(questions)
    candidates = _candidates(roster)
    check(loaded, candidates, families(wanted.fonts))
    folder = output / loaded.id
    if key is not None:
        refuse_new_secret(key, folder)
    secret = secret_of(seed, key, output)
    if candidates and key is None and seed is None:
        note("a draft, of seed 0, which anybody can draw; for a real exam, give a --key")
    count = versions if candidates else versions or 1
    request = BuildRequest(loaded, questions, secret, key is not None, candidates, count)
    summary = _built(request, folder, wanted, force, jobs)
    for sentence in summary.notes:
        note(sentence)
    for sentence in summary.errors:
        print(f"error: {sentence}", file=sys.stderr)
    if summary.papers:
        print(summary.papers)
        print(summary.next)
    for sentence in summary.unfinished:
        print(sentence, file=sys.stderr)
    if summary.unfinished:
        raise typer.Exit(1)


def _candidates(roster: Path | None) -> tuple[Candidate, ...]:
    from exampaper.exams.roster import read_roster

    if roster is None:
        return ()
    read = read_roster(roster)
    for sentence in read.notes:
        note(sentence)
    return read.candidates


def _built(request: BuildRequest, folder: Path, wanted: OutputOptions, force: bool, jobs: int) -> Summary:
    """Plan, make and store the papers. Raises Faulty where none could be made: then all stays as it is."""
    from exampaper.papers.build import build_papers
    from exampaper.papers.page_count import shared_count, standing_count
    from exampaper.papers.request import prepare_build
    from exampaper.papers.store import overview_digests, store_build
    from exampaper.papers.summary import summarise
    from exampaper.papers.task import BuildContext
    from exampaper.papers.withdrawn import move_back

    plan = prepare_build(request, folder, jobs)
    overview = overview_digests(folder, plan.standing)
    banks = request.bank.folders
    aim = standing_count(plan.earlier if request.keeps else None, request.exam) or shared_count(
        request.exam, request.bank, request.secret, wanted.engine, wanted.fonts
    )
    context = BuildContext(
        request.exam, banks, folder, wanted, force=force, secret=plan.secret, overview=overview, aim=aim
    )
    move_back(folder, plan.back)
    made = build_papers(context, plan.tasks, jobs)
    results = list(progress(made, len(request.names), "Building"))
    if not any(result.record for result in results):
        if plan.standing and plan.standing.papers:
            note(f"the files in {folder} are of an earlier build, and stay as they are")
        faults: list[Fault] = []
        for result in results:
            faults += result.faults
        raise Faulty(*dict.fromkeys(faults))
    return summarise(results, store_build(context, request.bank, results, plan), folder)
