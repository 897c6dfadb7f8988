"""Papers → files: many at a time, each whole or not at all, and only what is missing."""

from __future__ import annotations

import gc
import json
import os
import signal
from collections.abc import Callable, Collection, Container, Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import AbstractContextManager, nullcontext
from dataclasses import asdict, dataclass, field, replace
from functools import cache, partial
from itertools import chain
from multiprocessing import get_context, parent_process
from multiprocessing.connection import wait
from pathlib import Path, PurePosixPath
from threading import Thread, current_thread, main_thread
from typing import Any

from exampaper import canonical, limits
from exampaper.digests import digest
from exampaper.engines import fonts
from exampaper.exams.exam import Exam
from exampaper.faults import Fault, Faulty, fault
from exampaper.files import ready, write
from exampaper.model import Candidate, Paper
from exampaper.papers import assemble, manifest, provenance, store
from exampaper.papers.contents import Made, Wanted, as_json, contents, document_of, holds_answers, place, together
from exampaper.papers.documents import DOCUMENTS, Document
from exampaper.papers.identity import DESCRIPTIONS, digests, unprinted
from exampaper.papers.plan import Plan, Planned
from exampaper.questions.bank import Bank
from exampaper.targets import PDF, TARGETS

ALONE = 8  # for fewer papers, starting workers takes longer than the work
BATCH = 20  # papers that go through LaTeX together
RECORD = ".built.json"
UNFINISHED = "UNFINISHED.txt"
UNFINISHED_TEXT = (
    b"A build of these papers has not come to its end: some may be of an earlier draft than others, and what tells\n"
    b"of all of them (answer key, report) may be missing. Run the same command again before you print anything.\n"
)
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
    """What became of a paper. entry: what the manifest says of it; None where it failed. kept: it was there already.

    edited: files that somebody edited, which stay as they are, and where the fresh ones stand.
    """

    sheet: Sheet
    entry: Mapping[str, Any] | None = None
    faults: tuple[Fault, ...] = ()
    kept: bool = False
    edited: Mapping[str, str] = field(default_factory=dict)

    @property
    def name(self) -> str:
        return self.sheet.planned.name


Make = Callable[[tuple[Sheet, ...]], list[Outcome]]


@dataclass(frozen=True, slots=True)
class Site:
    """Where a build takes place: what every one of its papers needs.

    seconds: of the processor, that the questions of a paper may take a worker: they take a fraction of one.
    force: whether all is made anew, also over what somebody edited. secret: by what its key is known.
    told: the digests of the files that tell of all papers of before; they go as soon as one of these changes.
    """

    exam: Exam
    banks: tuple[Path, ...]
    folder: Path
    wanted: Wanted
    seconds: int = 30
    force: bool = False
    secret: Mapping[str, Any] = field(default_factory=dict)
    told: store.Digests = field(default_factory=dict)


# ------------------------------------------------------------------ the whole build


def build(site: Site, sheets: Sequence[Sheet], jobs: int) -> Iterator[Outcome]:
    """Make every paper, giving each as it is done. A paper that fails does not stop the others.

    Raises Faulty where nothing can be written, and for an engine that is not there.
    """
    ready(site.folder)
    if PDF in site.wanted.formats:
        TARGETS[site.wanted.engine].engine.ready()
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
    there = [_kept(site, bank, sheet) if sheet.due else None for sheet in unit]
    if all(kept or not sheet.due for sheet, kept in zip(unit, there, strict=True)):
        return [kept for kept in there if kept]
    mates = [sheet.planned.name for sheet in unit] if together(site.wanted) else []
    tasks = [_task(site, bank, sheet, mates) for sheet in unit]
    due = {document for task, kept in zip(tasks, there, strict=True) if not kept for document in task.documents}
    documents = [document for document in DOCUMENTS if document in due]
    made = iter(contents([task.paper for task in tasks if isinstance(task.paper, Paper)], site.wanted, documents))
    outcomes = []
    for task, kept in zip(tasks, there, strict=True):
        files = next(made) if isinstance(task.paper, Paper) else task.paper
        if task.sheet.due:
            outcomes.append(kept or _written(site, bank, task, files))
    return outcomes


@dataclass(frozen=True, slots=True)
class _Task:
    """A paper to write. mates: the papers that go through LaTeX with it. before: its entry of before.

    says: what its documents say. identities: what each document depends on. documents: those that must be set anew.
    """

    sheet: Sheet
    paper: Paper | Faulty
    mates: Sequence[str]
    before: Mapping[str, Any] = field(default_factory=dict)
    says: Mapping[str, str] = field(default_factory=dict)
    identities: Mapping[str, str] = field(default_factory=dict)
    documents: tuple[Document, ...] = ()


def _task(site: Site, bank: Bank, sheet: Sheet, mates: Sequence[str]) -> _Task:
    paper = _paper(site, bank, sheet)
    if isinstance(paper, Faulty) or not sheet.due:
        return _Task(sheet, paper, mates)
    before = _recorded(site, sheet)
    says = digests(paper)
    identities = _identities(site, sheet, paper, says, mates)
    due = tuple(document for document in DOCUMENTS if not _stands(site, sheet, document, before, identities))
    return _Task(sheet, paper, mates, before.entry if before else {}, says, identities, due)


def _identities(
    site: Site, sheet: Sheet, paper: Paper, says: Mapping[str, str], mates: Sequence[str]
) -> dict[str, str]:
    """By these, documents are known to need no setting anew: they say the same, and are made with the same."""
    wanted = site.wanted
    engine = wanted.engine if "pdf" in wanted.formats else ""
    how = [paper.code, engine, made_with(wanted), mates, sheet.folder, wanted.split]
    question = canonical.digest([says["question-paper"], unprinted(paper), how])
    marking = canonical.digest([says["marking"], how])
    return {document: marking if holds_answers(document) else question for document in DOCUMENTS}


def _stands(
    site: Site, sheet: Sheet, document: Document, before: _Record | None, identities: Mapping[str, str]
) -> bool:
    if site.force or before is None or before.documents.get(document) != identities[document]:
        return False
    places = [place(sheet.folder, document, suffix, site.wanted.split) for suffix in site.wanted.formats]
    files = before.entry["files"]
    return all(at in files and store.fresh(site.folder, at, files[at]) for at in places)


def made_with(wanted: Wanted) -> dict[str, Any]:
    """The templates, programs, libraries and fonts that make the papers."""
    return {
        "templates": provenance.templates(Path("templates").resolve()),
        "program": provenance.program(),
        "versions": provenance.versions(wanted.engine),
        "fonts": fonts.digest(wanted.fonts),
    }


# ------------------------------------------------------------------ the record beside a paper


@dataclass(frozen=True, slots=True)
class _Record:
    """What is kept of a paper beside its answers, for the same eyes.

    inputs: a digest of all that it was made from, fast to compare. documents: what each of them depends on.
    """

    inputs: str
    documents: Mapping[str, str]
    entry: Mapping[str, Any]


def _inputs(site: Site, bank: Bank, sheet: Sheet) -> str:
    """A digest of all that the files of a paper depend on, but the company it had on its way through LaTeX."""
    questions = [[asdict(slot), bank[slot.id].digest] for slot in sheet.planned.slots]
    key = assemble.code(sheet.planned.key)
    how = [site.wanted, made_with(site.wanted)]
    return canonical.digest([site.exam.digest, questions, sheet.candidate, sheet.folder, key, how])


def _recorded(site: Site, sheet: Sheet) -> _Record | None:
    """What an earlier run, perhaps a killed one, has recorded; None where there is nothing, or it is damaged."""
    try:
        done = json.loads((site.folder / _record(site, sheet)).read_bytes())
        dict(done["entry"]["files"])
        return _Record(done["inputs"], done.get("documents", {}), done["entry"])
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return None


def unfinished(folder: Path) -> dict[str, Any]:
    """By what the key or seed of papers is known that a build left without a manifest; nothing where there are none."""
    for path in sorted(folder.rglob(RECORD)):
        try:
            secret = json.loads(path.read_bytes())["secret"]
            return {"key": bool(secret["key"]), "mark": str(secret["mark"])}
        except (OSError, ValueError, KeyError, TypeError):
            continue
    return {}


def _kept(site: Site, bank: Bank, sheet: Sheet) -> Outcome | None:
    """A sheet of which all is there already."""
    record = _recorded(site, sheet)
    if site.force or record is None or record.inputs != _inputs(site, bank, sheet):
        return None
    found = {at: store.fresh(site.folder, at, sha) for at, sha in record.entry["files"].items()}
    if not all(found.values()):
        return None
    return Outcome(sheet, record.entry, kept=True, edited=store.aside(site.folder, found))


def _record(site: Site, sheet: Sheet) -> str:
    marking = place(sheet.folder, "marking-scheme", "", site.wanted.split)
    return PurePosixPath(marking).with_name(RECORD).as_posix()


def _paper(site: Site, bank: Bank, sheet: Sheet) -> Paper | Faulty:
    try:
        with _limited(site.seconds):
            return assemble.paper(site.exam, bank, sheet.planned, sheet.candidate)
    except Faulty as error:
        return error


def _limited(seconds: int) -> AbstractContextManager[None]:
    """A worker ends where its work does not."""
    if parent_process() is None:
        return nullcontext()  # no worker: the user sees that it hangs
    return limits.within(seconds)


# ------------------------------------------------------------------ writing a paper


def _written(site: Site, bank: Bank, task: _Task, made: Made | Faulty) -> Outcome:
    sheet, paper = task.sheet, task.paper
    for failed in (paper, made):
        if isinstance(failed, Faulty):
            return Outcome(sheet, faults=failed.faults)
    assert isinstance(paper, Paper)
    assert isinstance(made, Made)
    before = task.before
    files = {
        place(sheet.folder, document, suffix, site.wanted.split): store.File(content, holds_answers(document))
        for (document, suffix), content in made.files.items()
        if document in task.documents
    }
    missing = dict(made.missing) if "question-paper" in task.documents else before["missing"]
    misfits = [*map(asdict, made.overfull), *_overfull_before(task)]
    said = {"missing": missing, "overfull": misfits}
    entry = manifest.entry(paper, sheet.planned, bank) | _made_of(site, task, files) | said
    record = {"inputs": _inputs(site, bank, sheet), "documents": task.identities, "entry": entry}
    content = json.dumps({**record, "secret": site.secret}).encode()
    gone = [at for at in before.get("files", {}) if at not in entry["files"]]
    told = site.told if gone or files else {}
    ours = {**before.get("files", {}), **told}
    try:
        if gone or files:
            _begin(site)
        store.replace(site.folder, (_record(site, sheet), content), files, ours, gone=[*gone, *told], force=site.force)
    except Faulty as error:
        return Outcome(sheet, faults=error.faults)
    return Outcome(sheet, entry, edited=store.edited(site.folder, entry["files"]))


def _overfull_before(task: _Task) -> list[Mapping[str, Any]]:
    """What did not fit in the documents that stand as they are."""
    return [each for each in task.before.get("overfull", ()) if each["document"] not in task.documents]


def _made_of(site: Site, task: _Task, files: Mapping[str, store.File]) -> dict[str, Any]:
    """What the manifest keeps of the documents of a paper, beside what stands in them."""
    now = dict(task.says)
    says = now if "question-paper" in task.documents else now | {DESCRIPTIONS: task.before["says"][DESCRIPTIONS]}
    carried = _carried(task, files, says)
    written = carried | {at: digest(file.content) for at, file in files.items()}
    return {
        "specification": site.exam.digest,
        "batch": task.sheet.batch,
        "says": says,
        **({} if says == now else {"outdated": [DESCRIPTIONS]}),
        "files": dict(sorted(written.items(), key=_in_order)),
        **_made_as(site, task, carried),
    }


def _begin(site: Site) -> None:
    """Say that what stands here is no whole, until it is."""
    if not (site.folder / UNFINISHED).exists():
        write(site.folder / UNFINISHED, UNFINISHED_TEXT)


def _carried(task: _Task, files: Container[str], says: Mapping[str, str]) -> dict[str, str]:
    """Files of before that still say the same: of documents that stand, and in formats that are not made now."""
    assert isinstance(task.paper, Paper)
    before = task.before
    then = before.get("says", {}) if before.get("code") == task.paper.code else {}
    same = {
        "question-paper": all(then.get(what) == says[what] for what in ("question-paper", DESCRIPTIONS)),
        "answer-paper": then.get("marking") == says["marking"],
        "marking-scheme": then.get("marking") == says["marking"],
    }
    return {
        at: sha
        for at, sha in before.get("files", {}).items()
        if at not in files and (document_of(at) not in task.documents or same[document_of(at)])
    }


def _made_as(site: Site, task: _Task, carried: Collection[str]) -> dict[str, Any]:
    """How a reprint makes the files again: also those in formats of before, if all that makes them is the same."""
    wanted, mates, before = site.wanted, list(task.mates), task.before
    suffixes = {PurePosixPath(at).suffix[1:] for at in carried} - set(wanted.formats)
    if suffixes:
        engine = wanted.engine if "pdf" in wanted.formats else before["built"]["engine"]
        formats = tuple(each for each in before["built"]["formats"] if each in suffixes)
        both = replace(wanted, formats=(*formats, *wanted.formats), engine=engine)
        if made_with(both) == before["with"]:
            wanted, mates = both, mates if "pdf" in site.wanted.formats else before["mates"]
    return {"mates": mates, "built": as_json(wanted), "with": made_with(wanted)}


def _in_order(file: tuple[str, str]) -> tuple[int, str]:
    at, _ = file
    return [*map(str, DOCUMENTS)].index(document_of(at)), at
