"""Papers → files: many at a time, each whole or not at all, and only what is missing."""

from __future__ import annotations

import gc
import json
import os
import signal
from collections.abc import Callable, Container, Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass
from functools import cache, partial
from itertools import chain
from multiprocessing import get_context, parent_process
from multiprocessing.connection import wait
from pathlib import Path
from threading import Thread, current_thread, main_thread
from typing import Any

from exampaper import limits
from exampaper.exams.exam import Exam
from exampaper.faults import Fault, Faulty, fault
from exampaper.files import digest, holds, ready, table, write
from exampaper.model import Candidate, Paper
from exampaper.papers import assemble, manifest, provenance
from exampaper.papers.contents import Made, Wanted, contents, holds_answers, place, together
from exampaper.papers.plan import Plan, Planned
from exampaper.questions.bank import Bank

ALONE = 8  # for fewer papers, starting workers takes longer than the work
BATCH = 20  # papers that go through LaTeX together
RECORD = ".built.json"
FRESH = get_context("spawn")  # a forked process would hang in Typst, whose threads do not come along


@dataclass(frozen=True, slots=True)
class Sheet:
    """A paper to make, and the name of its folder.

    batch: which papers go through LaTeX with it. due: whether it is wanted itself, not just its company.
    """

    planned: Planned
    candidate: Candidate | None
    batch: int = 0
    due: bool = True

    @property
    def folder(self) -> str:
        return self.candidate.folder if self.candidate else self.planned.name


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a paper. entry: what the manifest says of it; None where it failed. kept: it was there already."""

    sheet: Sheet
    entry: Mapping[str, Any] | None = None
    faults: tuple[Fault, ...] = ()
    kept: bool = False

    @property
    def name(self) -> str:
        return self.sheet.planned.name


Make = Callable[[tuple[Sheet, ...]], list[Outcome]]


@dataclass(frozen=True, slots=True)
class Site:
    """Where a build takes place: what every one of its papers needs.

    seconds: of the processor, that the questions of a paper may take a worker: they take a fraction of one.
    """

    exam: Exam
    banks: tuple[Path, ...]
    folder: Path
    wanted: Wanted
    seconds: int = 30


# ------------------------------------------------------------------ the whole build


def build(site: Site, sheets: Sequence[Sheet], jobs: int) -> Iterator[Outcome]:
    """Make every paper, giving each as it is done. A paper that fails does not stop the others.

    Raises Faulty where nothing can be written, and for LaTeX without pdflatex.
    """
    ready(site.folder)
    if together(site.wanted):
        from exampaper.engines.latex import program

        program()
    units = _units(sheets, site.wanted)
    make = partial(_made, site)
    if jobs == 1 or sum(sheet.due for sheet in sheets) < ALONE:
        yield from chain.from_iterable(map(make, units))
        return
    yield from chain.from_iterable(_in_processes(make, units, jobs, site.banks))


def _in_processes(
    make: Make, units: Sequence[tuple[Sheet, ...]], jobs: int, banks: tuple[Path, ...]
) -> Iterator[list[Outcome]]:
    """What is made of each unit, in their order. A process that dies takes down only the unit that kills it again."""
    at, lived = 0, False
    while at < len(units):
        try:
            for made in _pooled(make, units[at:], jobs, banks):
                yield made
                at, lived = at + 1, True
        except BrokenProcessPool:
            for unit in units[at : at + jobs]:  # one of these was at work
                made = _alone(make, unit, banks)
                lived = lived or any(outcome.entry for outcome in made)
                yield made
                at += 1
            if not lived and at >= ALONE:  # it is no matter of single papers
                raise fault("the processes that make papers die", remedy="see what --jobs 1 says") from None


def _pooled(
    make: Make, units: Sequence[tuple[Sheet, ...]], jobs: int, banks: tuple[Path, ...]
) -> Iterator[list[Outcome]]:
    # Ctrl-C is for the process that the user sees, from their first moment: it ends the workers
    heard = signal.signal(signal.SIGINT, signal.SIG_IGN) if current_thread() is main_thread() else None
    try:
        pool = ProcessPoolExecutor(jobs, mp_context=FRESH, initializer=_ready, initargs=(banks,))
        futures = [pool.submit(make, unit) for unit in units]
    finally:
        if heard is not None:
            signal.signal(signal.SIGINT, heard)
    with pool:
        try:
            for future in futures:
                yield future.result()
        except BaseException:
            pool.shutdown(wait=False, cancel_futures=True)
            raise


def _alone(make: Make, unit: tuple[Sheet, ...], banks: tuple[Path, ...]) -> list[Outcome]:
    try:
        return next(iter(_pooled(make, [unit], 1, banks)))
    except BrokenProcessPool:
        message = "the process that makes this paper dies: a question ends it, or never comes to an end; or the system"
        remedy = "find the question with exampaper check; or run the same command again, with --jobs 1"
        return [Outcome(sheet, faults=(Fault(message, remedy=remedy),)) for sheet in unit if sheet.due]


def sheets(
    plan: Plan, candidates: Mapping[str, Candidate], batches: Mapping[str, int], due: Container[str]
) -> list[Sheet]:
    """The sheets of a plan. batches: those of papers planned before, which stay together."""
    first = max(batches.values(), default=-1) + 1
    fresh = iter(range(first * BATCH, first * BATCH + len(plan.papers)))
    number = {each.name: batches[each.name] if each.name in batches else next(fresh) // BATCH for each in plan.papers}
    return [Sheet(each, candidates.get(each.name), number[each.name], each.name in due) for each in plan.papers]


def _units(sheets: Sequence[Sheet], wanted: Wanted) -> list[tuple[Sheet, ...]]:
    """What goes to a worker at once. The company of a paper is always in the same order."""
    if not together(wanted):
        return [(sheet,) for sheet in sheets if sheet.due]
    units: dict[int, list[Sheet]] = {}
    for sheet in sorted(sheets, key=lambda sheet: sheet.planned.name):
        units.setdefault(sheet.batch, []).append(sheet)
    return [tuple(unit) for unit in units.values() if any(sheet.due for sheet in unit)]


def _ready(banks: tuple[Path, ...]) -> None:
    """A worker makes ready: it has the bank at hand, and ends with the process that started it, however that ends."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    _bank(banks)
    gc.freeze()  # SymPy and the bank stay: the collector need not go through them again and again
    parent = parent_process()
    if parent is not None:
        Thread(target=lambda: (wait([parent.sentinel]), os._exit(1)), daemon=True).start()


# ------------------------------------------------------------------ a worker's share


@cache
def _bank(folders: tuple[Path, ...]) -> Bank:
    """The bank of a worker, loaded once: questions hold functions, which cannot travel between processes."""
    return Bank.load(*folders)


def _made(site: Site, unit: Sequence[Sheet]) -> list[Outcome]:
    """The papers of a unit: those that are there already, and those that were missing, made in the same company."""
    bank = _bank(site.banks)
    there = [_kept(site, bank, sheet) for sheet in unit]
    if all(kept or not sheet.due for sheet, kept in zip(unit, there, strict=True)):
        return [kept for kept in there if kept]
    papers = [_paper(site, bank, sheet) for sheet in unit]
    made = iter(contents([paper for paper in papers if isinstance(paper, Paper)], site.wanted))
    mates = [sheet.planned.name for sheet in unit]
    outcomes = []
    for sheet, paper, kept in zip(unit, papers, there, strict=True):
        files = next(made) if isinstance(paper, Paper) else paper
        if sheet.due:
            outcomes.append(kept or _written(site, sheet, paper, files, mates))
    return outcomes


def _inputs(site: Site, bank: Bank, sheet: Sheet) -> str:
    """SHA-256 over all that the files of a paper depend on, but the company it had on its way through LaTeX."""
    said = _said(site, bank, sheet)
    code = assemble.code(sheet.planned.key, said)
    whole = [repr(site.wanted), made_with(site.wanted), code, sheet.folder, said.hex()]
    return digest(json.dumps(whole).encode())


def made_with(wanted: Wanted) -> dict[str, Any]:
    """The templates, programs and libraries that make the papers."""
    return {
        "templates": provenance.templates(Path("templates").resolve()),
        "program": provenance.program(),
        "versions": provenance.versions(wanted.engine == "latex"),
    }


def _said(site: Site, bank: Bank, sheet: Sheet) -> bytes:
    return assemble.fingerprint(site.exam, bank, sheet.planned, sheet.candidate)


def _kept(site: Site, bank: Bank, sheet: Sheet) -> Outcome | None:
    """What an earlier run, perhaps a killed one, has made of a sheet already."""
    try:
        done = json.loads(_record(site, sheet).read_bytes())
        files = done["entry"]["files"].items()
        if done["inputs"] == _inputs(site, bank, sheet) and all(holds(site.folder / at, sha) for at, sha in files):
            return Outcome(sheet, done["entry"], kept=True)
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        pass  # there is none, or it is damaged: the paper is made again
    return None


def _record(site: Site, sheet: Sheet) -> Path:
    """Where it is kept what a paper was made from: with its answers, for the same eyes."""
    return (site.folder / place(sheet.folder, "marking-scheme", "", site.wanted.split)).with_name(RECORD)


def _paper(site: Site, bank: Bank, sheet: Sheet) -> Paper | Faulty:
    code = assemble.code(sheet.planned.key, _said(site, bank, sheet))
    try:
        with _limited(site.seconds):
            return assemble.paper(site.exam, bank, sheet.planned, code, sheet.candidate)
    except Faulty as error:
        return error


def _limited(seconds: int) -> AbstractContextManager[None]:
    """A worker ends where its work does not."""
    return (
        nullcontext() if parent_process() is None else limits.within(seconds)
    )  # no worker: the user sees that it hangs


def _written(site: Site, sheet: Sheet, paper: Paper | Faulty, made: Made | Faulty, mates: Sequence[str]) -> Outcome:
    if isinstance(paper, Faulty):
        return Outcome(sheet, faults=paper.faults)
    if isinstance(made, Faulty):
        return Outcome(sheet, faults=made.faults)
    files = {
        place(sheet.folder, document, suffix, site.wanted.split): (document, content)
        for (document, suffix), content in made.files.items()
    }
    try:
        for at, (document, content) in files.items():
            write(site.folder / at, content, private=holds_answers(document))
        entry = manifest.entry(paper, sheet.planned, _bank(site.banks)) | {
            "specification": site.exam.digest,
            "batch": sheet.batch,
            "mates": list(mates) if together(site.wanted) else [],
            "built": {"formats": list(site.wanted.formats), "engine": site.wanted.engine, "split": site.wanted.split},
            "files": {at: digest(content) for at, (_, content) in files.items()},
            "missing": made.missing,
            "with": made_with(site.wanted),
        }
        inputs = _inputs(site, _bank(site.banks), sheet)
        write(_record(site, sheet), json.dumps({"inputs": inputs, "entry": entry}).encode(), private=True)
    except Faulty as error:
        return Outcome(sheet, faults=error.faults)
    return Outcome(sheet, entry)


# ------------------------------------------------------------------ what is told of all papers


def conclude(
    site: Site, bank: Bank, outcomes: Sequence[Outcome], more: Mapping[str, Any], earlier: Mapping[str, Any] | None
) -> dict[str, Any]:
    """Write the manifest and the answer key. more: what else the manifest holds.

    earlier: a manifest whose other papers are still good, and stay in this one, also where a paper failed now. One
    that says something else than it did keeps its old entry among the superseded: what was printed can then be told
    from what it is now.
    """
    old = {manifest.name(each): each for each in earlier["papers"]} if earlier else {}
    made = {outcome.name: _merged(old.get(outcome.name), outcome.entry) for outcome in outcomes if outcome.entry}
    papers = [*(each for name, each in old.items() if name not in made), *made.values()]
    changed = [old[name] for name, each in made.items() if name in old and old[name]["code"] != each["code"]]
    superseded = [*(earlier["superseded"] if earlier else []), *changed]
    failed = [
        manifest.failed(each.sheet.planned, site.exam, each.sheet.candidate, each.sheet.batch)
        for each in outcomes
        if not each.entry and each.name not in old
    ]
    specifications = {**(earlier["specifications"] if earlier else {}), **manifest.specifications(site.exam)}
    used = {each["specification"] for each in (*papers, *superseded, *failed)}
    whole = {
        **manifest.head(site.exam, bank, papers),
        **made_with(site.wanted),
        **more,
        "told": [*more["told"], *_changed(changed)],
        "specifications": {key: value for key, value in specifications.items() if key in used},
        "papers": papers,
        "failed": failed,
        "superseded": superseded,
    }
    write(site.folder / "answer-key.csv", table(_answer_key(papers)), private=True)
    write(site.folder / manifest.NAME, manifest.dumped(whole), private=True)
    return whole


def _merged(old: Mapping[str, Any] | None, new: Mapping[str, Any]) -> Mapping[str, Any]:
    """A paper's entry; files of other formats that say the same stay good."""
    if old is None or old["code"] != new["code"] or old["built"]["split"] != new["built"]["split"]:
        return new
    return {**new, "files": {**old["files"], **new["files"]}}


def _changed(entries: Sequence[Mapping[str, Any]]) -> Iterator[str]:
    if entries:
        names = ", ".join(map(manifest.name, entries[:5])) + (", …" if len(entries) > 5 else "")
        what = "paper says" if len(entries) == 1 else "papers say"
        yield (
            f"{len(entries)} {what} something else than when built before, and has a new code: {names}; "
            "exampaper reprint OLD-CODE tells what has changed"
        )


def _answer_key(entries: Sequence[Mapping[str, Any]]) -> Iterator[list[str]]:
    """A row a paper, a column a question, its short answer in each cell."""
    most = max((len(each["questions"]) for each in entries), default=0)
    yield ["paper", "code", *(f"Q{number}" for number in range(1, most + 1))]
    for each in entries:
        yield [manifest.name(each), each["code"], *(question["key"] for question in each["questions"])]
