"""Papers → files: many at a time, each whole or not at all, and only what is missing."""

from __future__ import annotations

import json
import signal
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from functools import cache, partial
from itertools import chain
from multiprocessing import get_context
from pathlib import Path
from typing import Any

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
    """A paper to make, and the name of its folder. batch: which papers go through LaTeX with it."""

    planned: Planned
    candidate: Candidate | None
    batch: int = 0

    @property
    def folder(self) -> str:
        return self.candidate.folder if self.candidate else self.planned.name


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a paper. entry: what the manifest says of it; None where it failed. kept: it was there already."""

    name: str
    entry: Mapping[str, Any] | None = None
    faults: tuple[Fault, ...] = ()
    kept: bool = False


@dataclass(frozen=True, slots=True)
class Site:
    """Where a build takes place: what every one of its papers needs."""

    exam: Exam
    banks: tuple[Path, ...]
    folder: Path
    wanted: Wanted


# ------------------------------------------------------------------ the whole build


def build(site: Site, sheets: Sequence[Sheet], jobs: int) -> Iterator[Outcome]:
    """Make every paper, giving each as it is done. A paper that fails does not stop the others.

    Raises Faulty where nothing can be written, for LaTeX without pdflatex, and when a worker process
    was killed; what is done stays done.
    """
    ready(site.folder)
    if together(site.wanted):
        from exampaper.engines.latex import program

        program()
    units = _units(sheets, site.wanted)
    make = partial(_made, site)
    if jobs == 1 or len(sheets) < ALONE:
        yield from chain.from_iterable(map(make, units))
        return
    try:
        with ProcessPoolExecutor(jobs, mp_context=FRESH, initializer=_deaf) as pool:
            yield from chain.from_iterable(pool.map(make, units))
    except BrokenProcessPool:
        remedy = "run the same command again: what is done is kept; fewer --jobs need less memory"
        raise fault("a worker process was killed by the system", remedy=remedy) from None


def sheets(plan: Plan, candidates: Mapping[str, Candidate], earlier: Mapping[str, int]) -> list[Sheet]:
    """The sheets of a plan. earlier: the batches of papers built before, which stay together."""
    first = max(earlier.values(), default=-1) + 1
    fresh = iter(range(first * BATCH, first * BATCH + len(plan.papers)))
    batches = {each.name: earlier[each.name] if each.name in earlier else next(fresh) // BATCH for each in plan.papers}
    return [Sheet(each, candidates.get(each.name), batches[each.name]) for each in plan.papers]


def _units(sheets: Sequence[Sheet], wanted: Wanted) -> list[tuple[Sheet, ...]]:
    """What goes to a worker at once."""
    if not together(wanted):
        return [(sheet,) for sheet in sheets]
    numbers = dict.fromkeys(sheet.batch for sheet in sheets)
    return [tuple(sheet for sheet in sheets if sheet.batch == number) for number in numbers]


def _deaf() -> None:
    """Ctrl-C is for the process that the user sees: it ends the workers."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)


# ------------------------------------------------------------------ a worker's share


@cache
def _bank(folders: tuple[Path, ...]) -> Bank:
    """The bank of a worker, loaded once: questions hold functions, which cannot travel between processes."""
    return Bank.load(*folders)


def _made(site: Site, unit: Sequence[Sheet]) -> list[Outcome]:
    """The papers of a unit: those that are there already, or all of them made and the missing ones written."""
    bank = _bank(site.banks)
    inputs = _inputs(site, bank, unit)
    there = [_kept(site, sheet, inputs) for sheet in unit]
    if all(there):
        return [outcome for outcome in there if outcome]
    papers = [_paper(site, bank, sheet) for sheet in unit]
    made = iter(contents([paper for paper in papers if isinstance(paper, Paper)], site.wanted))
    outcomes = []
    for sheet, paper in zip(unit, papers, strict=True):
        result = paper if isinstance(paper, Outcome) else _written(site, sheet, paper, next(made), inputs)
        outcomes.append(result)
    return outcomes


def _inputs(site: Site, bank: Bank, unit: Sequence[Sheet]) -> str:
    """SHA-256 over all that the files of a unit depend on."""
    said = [
        (assemble.fingerprint(site.exam, bank, sheet.planned, sheet.candidate).hex(), _code(site, bank, sheet))
        for sheet in unit
    ]
    return digest(json.dumps([repr(site.wanted), made_with(site.wanted), said]).encode())


def made_with(wanted: Wanted) -> dict[str, Any]:
    """The templates, programs and libraries that make the papers."""
    return {
        "templates": provenance.templates(Path("templates").resolve()),
        "program": provenance.program(),
        "versions": provenance.versions(wanted.engine == "latex"),
    }


def _code(site: Site, bank: Bank, sheet: Sheet) -> str:
    said = assemble.fingerprint(site.exam, bank, sheet.planned, sheet.candidate)
    return assemble.code(sheet.planned.key, said)


def _kept(site: Site, sheet: Sheet, inputs: str) -> Outcome | None:
    """What an earlier run, perhaps a killed one, has made of a sheet already."""
    try:
        done = json.loads(_record(site, sheet).read_bytes())
    except (OSError, ValueError):
        return None
    if done["inputs"] != inputs or not all(holds(site.folder / at, sha) for at, sha in done["entry"]["files"].items()):
        return None
    return Outcome(sheet.planned.name, done["entry"], kept=True)


def _record(site: Site, sheet: Sheet) -> Path:
    """Where it is kept what a paper was made from: with its answers, for the same eyes."""
    return (site.folder / place(sheet.folder, "marking-scheme", "", site.wanted.split)).with_name(RECORD)


def _paper(site: Site, bank: Bank, sheet: Sheet) -> Paper | Outcome:
    try:
        return assemble.paper(site.exam, bank, sheet.planned, _code(site, bank, sheet), sheet.candidate)
    except Faulty as error:
        return Outcome(sheet.planned.name, faults=error.faults)


def _written(site: Site, sheet: Sheet, paper: Paper, made: Made | Faulty, inputs: str) -> Outcome:
    name = sheet.planned.name
    if isinstance(made, Faulty):
        return Outcome(name, faults=made.faults)
    files = {
        place(sheet.folder, document, suffix, site.wanted.split): (document, content)
        for (document, suffix), content in made.files.items()
    }
    try:
        for at, (document, content) in files.items():
            write(site.folder / at, content, private=holds_answers(document))
        entry = manifest.entry(paper, sheet.planned, _bank(site.banks)) | {
            "specification": manifest.spec_digest(site.exam),
            "batch": sheet.batch,
            "files": {at: digest(content) for at, (_, content) in files.items()},
            "missing": made.missing,
            "with": made_with(site.wanted),
        }
        write(_record(site, sheet), json.dumps({"inputs": inputs, "entry": entry}).encode(), private=True)
    except Faulty as error:
        return Outcome(name, faults=error.faults)
    return Outcome(name, entry)


# ------------------------------------------------------------------ what is told of all papers


def conclude(
    site: Site, bank: Bank, outcomes: Sequence[Outcome], more: Mapping[str, Any], earlier: Mapping[str, Any] | None
) -> dict[str, Any]:
    """Write the manifest and the answer key. more: what else the manifest holds.

    earlier: a manifest whose other papers are still good, and stay in this one.
    """
    entries = [outcome.entry for outcome in outcomes if outcome.entry]
    made = {outcome.name for outcome in outcomes if outcome.entry}  # what failed keeps what it had
    before = [each for each in earlier["papers"] if manifest.name(each) not in made] if earlier else []
    papers = [*before, *entries]
    specifications = {**(earlier["specifications"] if earlier else {}), **manifest.specifications(site.exam)}
    used = {each["specification"] for each in papers}
    whole = {
        **manifest.head(site.exam, bank, papers),
        **made_with(site.wanted),
        "built": {"formats": list(site.wanted.formats), "engine": site.wanted.engine, "split": site.wanted.split},
        **more,
        "specifications": {key: value for key, value in specifications.items() if key in used},
        "papers": papers,
    }
    write(site.folder / "answer-key.csv", table(_answer_key(papers)), private=True)
    write(site.folder / manifest.NAME, manifest.dumped(whole), private=True)
    return whole


def _answer_key(entries: Sequence[Mapping[str, Any]]) -> Iterator[list[str]]:
    """A row a paper, a column a question, its short answer in each cell."""
    most = max((len(each["questions"]) for each in entries), default=0)
    yield ["paper", "code", *(f"Q{number}" for number in range(1, most + 1))]
    for each in entries:
        yield [manifest.name(each), each["code"], *(question["key"] for question in each["questions"])]
