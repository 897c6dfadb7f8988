"""exampaper marks: what was entered in mark sheets, checked, counted and told."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from exampaper.cli.shared import load_exam, note
from exampaper.counting import counted
from exampaper.faults import fault

if TYPE_CHECKING:
    from exampaper.manifest import Manifest

MOST = 40  # faults that are told one by one
RESULTS, REGISTRY = "results.html", "results.csv"


def marks(
    files: Annotated[list[Path], typer.Argument(help="marks.xlsx or marks.csv, filled in; several go together.")],
    manifest: Annotated[
        Path | None, typer.Option("--manifest", help="The manifest of the build; else the one beside the file.")
    ] = None,
    exam: Annotated[
        str | None, typer.Option("--exam", help="An exam file whose grades go before those of the build.")
    ] = None,
    output: Annotated[
        Path | None, typer.Option("--output", help="The folder for the results; else that of the manifest.")
    ] = None,
) -> None:
    """Read marks back: what is missing or impossible, totals, statistics of each question, results for the registry."""
    from exampaper.files import write
    from exampaper.manifest import read
    from exampaper.marksheet.page import results_page
    from exampaper.marksheet.read import read_marks
    from exampaper.marksheet.registry import registry
    from exampaper.marksheet.statistics import results
    from exampaper.marksheet.summary import faults_told, summary

    path = manifest or _manifest_of(files[0])
    built = read(path)
    grades = load_exam(exam).grades if exam else _grades(built)
    entered = read_marks(files, built)
    found = results(entered.people)
    folder = output or path.parent
    write(folder / RESULTS, results_page(built, entered, found, grades).encode(), private=True)
    for sentence in entered.notes:
        note(sentence)
    for sentence in faults_told(entered.faults, MOST):
        print(f"error: {sentence}", file=sys.stderr)
    for line in summary(entered, found):
        print(line)
    print(f"report: {folder / RESULTS}")
    if entered.faults:
        count = counted(len(entered.faults), "fault")
        print(f"{count} to be mended; {folder / REGISTRY} is written when there are none", file=sys.stderr)
        raise typer.Exit(1)
    write(folder / REGISTRY, registry(entered.people, grades), private=True)
    print(f"for the registry: {folder / REGISTRY}")


def _manifest_of(file: Path) -> Path:
    """The manifest beside a file, or the only one below `output`. Raises Faulty where it is not clear which."""
    from exampaper.manifest import NAME
    from exampaper.papers.reprint import manifests_below

    beside = file.parent / NAME
    if beside.exists():
        return beside
    paths = manifests_below(Path("output"))
    if len(paths) != 1:
        message = f"no {NAME} beside {file}, and {counted(len(paths), 'manifest')} below output"
        raise fault(message, remedy="name the manifest of the build with --manifest")
    return paths[0]


def _grades(manifest: Manifest) -> dict[str, Any]:
    """The scale of the exam that the papers were built for last; none where it has none."""
    specification = manifest.specifications[manifest.papers[-1].specification] if manifest.papers else {}
    grades: dict[str, Any] = specification.get("grades", {})
    return grades
