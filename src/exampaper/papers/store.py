"""The end of a build: its manifest and the files about all papers, and what is no longer one of them put away."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from operator import attrgetter
from pathlib import Path
from typing import Any

from exampaper import report
from exampaper.digests import digest, holds
from exampaper.engines import typst
from exampaper.engines.fonts import Fonts
from exampaper.faults import Faulty
from exampaper.manifest import NAME, FailedRecord, Manifest, PaperRecord, by_paper, dumped
from exampaper.marksheet.layout import mark_sheet
from exampaper.marksheet.write import csv_file, workbook
from exampaper.papers import overfull, printing, resume
from exampaper.papers.changes import changed_documents, changed_papers, stale_papers
from exampaper.papers.records import build_fields, failed_record
from exampaper.papers.render import UNFINISHED
from exampaper.papers.replacement import File, edited, replace_files
from exampaper.papers.request import BuildPlan
from exampaper.papers.resume import toolchain
from exampaper.papers.task import BuildContext, PaperResult
from exampaper.papers.withdrawn import move_apart, withdrawn
from exampaper.questions.bank import Bank
from exampaper.spreadsheets import table

ANSWER_KEY = "answer-key.csv"
DEAL = "deal.csv"
REPORT_HTML = "report.html"
REPORT_PDF = "report.pdf"
MARKS = ("marks.xlsx", "marks.csv")


@dataclass(frozen=True, slots=True)
class StoredBuild:
    """The manifest of a build, and the files that somebody edited, each with the fresh one beside it.

    left: files of earlier papers that somebody edited, and that nothing takes the place of. stale: files to print that
    were taken away, since their papers have changed.
    """

    manifest: Manifest
    edited: Mapping[str, str]
    left: tuple[str, ...] = ()
    stale: tuple[str, ...] = ()


def store_build(context: BuildContext, bank: Bank, results: Sequence[PaperResult], plan: BuildPlan) -> StoredBuild:
    """Write manifest, answer key, report and deal, and put away what is no longer a paper of the build.

    Raises Faulty where something cannot be written, or the report's template fails.
    """
    manifest = _manifest(context, bank, results, plan)
    files = {ANSWER_KEY: table(_answer_key(manifest.papers)), **_deal(manifest), **_mark_sheets(manifest)}
    failure: Faulty | None = None
    try:
        files |= _reports(manifest, context.wanted.fonts)
    except Faulty as error:  # a template of one's own: the manifest is kept all the same
        failure = error
    written = {at: digest(content) for at, content in files.items()}
    _write(context, manifest.model_copy(update={"written": written}), files)
    move_apart(context.folder, manifest.withdrawn)
    stale = printing.remove_stale(context.folder, manifest)
    left = _clear(context.folder, plan.standing, manifest) if plan.standing else []
    (context.folder / UNFINISHED).unlink(missing_ok=True)
    if failure:
        raise failure
    by_hand: dict[str, str] = {}
    for result in results:
        by_hand |= result.edited
    return StoredBuild(manifest, by_hand | edited(context.folder, written), tuple(left), tuple(stale))


def _write(context: BuildContext, manifest: Manifest, files: Mapping[str, bytes]) -> None:
    """Write the manifest and the files about all papers, in place of the earlier ones. Raises Faulty."""
    wanted = {at: File(content, filled_in=at in MARKS) for at, content in files.items()}
    record = NAME, dumped(manifest)
    gone = context.overview.keys() - files
    replace_files(context.folder, record, wanted, context.overview, gone=gone, force=context.force)


def overview_digests(folder: Path, standing: Manifest | None) -> dict[str, str]:
    """The digests of the files about all papers of the build that stands in a folder, whatever its secret or seed."""
    if standing is None:
        return {}
    if standing.written is not None:
        return standing.written
    names = (ANSWER_KEY, DEAL, REPORT_HTML, REPORT_PDF)  # before digests of them were kept: as they stand
    return {name: digest((folder / name).read_bytes()) for name in names if (folder / name).is_file()}


# ------------------------------------------------------------------ the files about all papers


def _reports(manifest: Manifest, fonts: Fonts) -> dict[str, bytes]:
    statistics = report.report(manifest)
    pdf = typst.pdf(report.typst(statistics, fonts), fonts)
    return {REPORT_HTML: report.html(statistics).encode(), REPORT_PDF: pdf}


def _answer_key(papers: Sequence[PaperRecord]) -> list[list[str]]:
    """A row for each paper, a column for each question, its short answer in each cell."""
    rows = [[paper.paper, paper.code, *map(attrgetter("key"), paper.questions)] for paper in papers]
    most = max(map(len, rows), default=2) - 2
    return [["paper", "code", *map("Q{}".format, range(1, most + 1))], *rows]


def _mark_sheets(manifest: Manifest) -> dict[str, bytes]:
    """The files to enter marks in."""
    sheet = mark_sheet(manifest)
    if not sheet.marks:
        return {}
    return dict(zip(MARKS, (workbook(sheet), csv_file(sheet)), strict=True))


def _deal(manifest: Manifest) -> dict[str, bytes]:
    """Which candidate gets which version, where there are both."""
    if not manifest.deal:
        return {}
    rows = [["id", "name", "version"]]
    for dealt in manifest.deal:
        rows.append([dealt.id, dealt.name, dealt.label])
    return {DEAL: table(rows)}


# ------------------------------------------------------------------ the manifest


def _manifest(context: BuildContext, bank: Bank, results: Sequence[PaperResult], plan: BuildPlan) -> Manifest:
    """The manifest of a build, beside what it holds of earlier ones."""
    merged = _merged(context, results, plan)
    return Manifest(
        **build_fields(context.exam, bank, context.folder, merged.papers),
        **toolchain(context.wanted).as_json(),
        secret=plan.secret,
        told=tuple(_notes(results, plan, merged)),
        **_deal_fields(plan),
        specifications=_specifications(context, plan, merged),
        papers=tuple(merged.papers),
        failed=tuple(merged.failed),
        superseded=tuple(merged.superseded),
        withdrawn=tuple(merged.withdrawn),
    )


@dataclass(frozen=True, slots=True)
class _Merged:
    """The papers of a build, and those that stay of earlier ones.

    kept: earlier records, by paper. changed: those of them whose paper now says something else.
    """

    kept: Mapping[str, PaperRecord]
    papers: list[PaperRecord]
    changed: list[PaperRecord]
    superseded: list[PaperRecord]
    withdrawn: list[PaperRecord]
    failed: list[FailedRecord]


def _merged(context: BuildContext, results: Sequence[PaperResult], plan: BuildPlan) -> _Merged:
    """A paper that is not made now stays, even where it failed.

    One that no longer says the same keeps its old record among the superseded: what was printed can then be told from
    what it is now.
    """
    earlier = plan.earlier if plan.secret.key else None
    kept = by_paper(earlier.standing) if earlier else {}
    apart = by_paper(map(withdrawn, plan.withdrawn))
    papers, changed = dict(kept), []
    for name in apart:
        papers.pop(name, None)
    for result in results:
        if result.record:
            before = papers.pop(result.name, None)  # what is made now comes last
            if before and before.code != result.record.code:
                changed.append(before)
            papers[result.name] = result.record
    superseded = [*(earlier.superseded if earlier else ()), *changed]
    failed = [*_failed(context, results, kept), *plan.failed]
    return _Merged(kept, list(papers.values()), changed, superseded, list(apart.values()), failed)


def _notes(results: Sequence[PaperResult], plan: BuildPlan, merged: _Merged) -> Iterator[str]:
    yield from plan.notes
    yield from overfull.notes(merged.papers)
    yield from changed_papers(merged.changed)
    yield from changed_documents(results, plan.earlier)
    yield from stale_papers(results, merged.kept)


def _specifications(context: BuildContext, plan: BuildPlan, merged: _Merged) -> dict[str, dict[str, Any]]:
    """The exams of all papers, by digest."""
    known = dict(plan.earlier.specifications if plan.earlier else {})
    known[context.exam.digest] = plan.specification
    records = (*merged.papers, *merged.withdrawn, *merged.superseded, *merged.failed)
    used = set(map(attrgetter("specification"), records))
    return {sha: exam for sha, exam in known.items() if sha in used}


def _deal_fields(plan: BuildPlan) -> dict[str, Any]:
    return {} if plan.deal is None else {"deal": plan.deal.dealt, "undealt": plan.deal.undealt}


def _failed(
    context: BuildContext, results: Sequence[PaperResult], kept: Mapping[str, PaperRecord]
) -> Iterator[FailedRecord]:
    for result in results:
        if not result.record and result.name not in kept:
            task = result.task
            yield failed_record(task.plan, context.exam, task.candidate, task.batch)


# ------------------------------------------------------------------ what is no longer one of them


def _clear(folder: Path, before: Manifest, now: Manifest) -> list[str]:
    """Take away files that are no longer of any paper; what was changed by hand stays, and is returned."""
    wanted: set[str] = set()
    places: set[Path] = set()
    for record in now.standing:
        wanted.update(record.files)
    left = []
    for record in before.standing:
        for at, sha in record.files.items():
            path = folder / at
            if at not in wanted and holds(path, sha):
                path.unlink()
                places.add(path.parent)
            elif at not in wanted and path.exists():
                left.append(at)
    for place in places - {(folder / at).parent for at in wanted}:
        (place / resume.FILE).unlink(missing_ok=True)
        _remove_empty(place, folder)
    return left


def _remove_empty(place: Path, folder: Path) -> None:
    while place != folder and not any(place.iterdir()):
        place.rmdir()
        place = place.parent
