"""exampaper reprint: a paper again, from the code at its foot."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from exampaper.cli.shared import BankOption, OutputOption, load_bank, load_exam, note, one_of, secret_of, wanted_files
from exampaper.counting import counted
from exampaper.faults import fault
from exampaper.model import Candidate
from exampaper.targets import DEFAULT, engines, formats

if TYPE_CHECKING:
    from exampaper.papers.practice import PracticeRecord
    from exampaper.papers.reprint import Printed
    from exampaper.questions.bank import Bank


FormatOption = Annotated[
    list[str] | None, typer.Option("--format", help="Without a manifest: what to write.", **one_of(formats))
]
EngineOption = Annotated[
    str, typer.Option("--engine", help="Without a manifest: what makes the PDF.", **one_of(engines))
]


def reprint(
    code: Annotated[str, typer.Argument(help="The code at the foot of the paper.")],
    output: OutputOption = Path("output"),
    manifest: Annotated[Path | None, typer.Option("--manifest", help="The manifest of the build.")] = None,
    key: Annotated[Path | None, typer.Option("--key", help="Without a manifest: the key of the exam.")] = None,
    seed: Annotated[int | None, typer.Option("--seed", help="Without a manifest: the seed of the draft.")] = None,
    exam: Annotated[str | None, typer.Option("--exam", help="Without a manifest: the exam file.")] = None,
    roster: Annotated[Path | None, typer.Option("--roster", help="Without a manifest: the roster.")] = None,
    versions: Annotated[int, typer.Option("--versions", min=1, help="Without a manifest: how many versions.")] = 26,
    format: FormatOption = None,
    engine: EngineOption = DEFAULT,
    split: Annotated[bool, typer.Option("--split", help="Without a manifest: in folders apart.")] = False,
    anyway: Annotated[bool, typer.Option("--anyway", help="Print even if the result would differ.")] = False,
    bank: BankOption = None,
) -> None:
    """Print a paper again, the same to the last byte, from the code at its foot."""
    from exampaper.papers.codes import parse_code
    from exampaper.papers.reprint import explanation, reprint_from_exam, reprint_from_manifest, save

    parsed = parse_code(code)
    if parsed is None:
        remedy = "it has eight characters and a check character, as in K7P2-9XWA-5: one is mistyped"
        raise fault(f"{code!r} is not a valid paper code", remedy=remedy)
    if exam:
        loaded = load_exam(exam)
        wanted = wanted_files(format, engine, split, loaded)
        secret = secret_of(seed, key, output, create=False)
        paper = reprint_from_exam(parsed, loaded, load_bank(bank), secret, _owners(roster, versions), wanted)
    elif manifest is None and (practised := _practice_record(parsed, output)):
        _redraw(practised, bank, output, anyway)
        return
    else:
        printed = _printed(parsed, manifest, output)
        paper = reprint_from_manifest(printed, _bank(bank, printed))
    for sentence in explanation(paper, anyway):
        print(sentence, file=sys.stderr)
    if paper.same is False and not anyway:
        raise typer.Exit(1)
    for path in save(paper, output):
        print(path)


def _owners(roster: Path | None, versions: int) -> Sequence[Candidate | str]:
    from exampaper.exams.roster import read
    from exampaper.papers.versions import labels

    return read(roster) if roster else labels(versions)


def _printed(code: str, manifest: Path | None, output: Path) -> Printed:
    """The paper of a code in the named manifest, or in those below the output folders. Raises Faulty without any."""
    from exampaper.papers.reprint import find_printed, manifests_below

    paths = [manifest] if manifest else manifests_below(output, Path("output"))
    printed = find_printed(code, paths)
    if printed is None:
        remedy = "name its manifest with --manifest, or its exam file and key with --exam and --key"
        raise fault(f"no paper has the code {code} in {counted(len(paths), 'manifest')}", remedy=remedy)
    return printed


def _practice_record(code: str, output: Path) -> PracticeRecord | None:
    from exampaper.papers.practice import find_record

    return find_record(code, output, Path("output"))


def _redraw(record: PracticeRecord, bank: list[Path] | None, output: Path, anyway: bool) -> None:
    """Write a practice paper again; where its questions have changed, only if it is wanted anyway."""
    from exampaper.papers.practice import differences, redrawn, rendered, save

    standing = [Path(folder) for folder in record.banks if Path(folder).is_dir()]
    questions = load_bank(bank or standing or None, only={question.id for question in record.questions})
    paper = redrawn(record, questions)
    changes = list(differences(record, paper, questions))
    for change in changes:
        print(f"{change}: the paper would not be the same{': drawn anyway' if anyway else ''}", file=sys.stderr)
    if changes and not anyway:
        raise typer.Exit(1)
    folder = save(rendered(paper), questions, record.command, output)
    print(folder / "questions.pdf")
    print(folder / "answers.pdf")


def _bank(folders: list[Path] | None, printed: Printed) -> Bank:
    """The bank that is named, that of the build, or else the usual one."""
    from exampaper.papers.records import bank_folders

    built = [] if folders else bank_folders(printed.manifest, printed.path)
    missing = [folder for folder in built if not folder.is_dir()]
    if missing:
        note(f"the build's bank {missing[0]} is not there; name it with --bank where it is now")
    return load_bank(folders or (None if missing else built), only=printed.question_ids)
