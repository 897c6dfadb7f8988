"""What an instructor asks for → the papers to make: by label or by candidate, beside what was built before."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from exampaper.exams.exam import Exam, specification
from exampaper.exams.roster import folder as folder_of
from exampaper.faults import fault
from exampaper.manifest import (
    NAME,
    DealRecord,
    FailedRecord,
    Manifest,
    OwnedRecord,
    PaperRecord,
    SecretRecord,
    by_paper,
    read,
)
from exampaper.model import Candidate
from exampaper.papers import resume
from exampaper.papers.plan import Ordering, plan_papers
from exampaper.papers.records import previous_plans
from exampaper.papers.secret import fingerprint
from exampaper.papers.task import PaperTask, paper_tasks
from exampaper.papers.versions import deal_versions, labels
from exampaper.papers.withdrawn import PLACE, returned
from exampaper.questions.bank import Bank


@dataclass(frozen=True, slots=True)
class BuildRequest:
    """The papers that an instructor asks for.

    keeps: whether earlier papers are to stay good, as those of a real exam. versions: how many papers A, B, …; None for
    one for each candidate.
    """

    exam: Exam
    bank: Bank
    secret: bytes
    keeps: bool
    candidates: tuple[Candidate, ...] = ()
    versions: int | None = 1

    @property
    def ordering(self) -> Ordering:
        return "by_label" if self.versions else "by_key"

    @property
    def names(self) -> list[str]:
        """The labels or candidates' ids of the papers."""
        return labels(self.versions) if self.versions else self.candidate_ids

    @property
    def candidate_ids(self) -> list[str]:
        return [candidate.id for candidate in self.candidates]


@dataclass(frozen=True, slots=True)
class Deal:
    """Which candidate gets which version. undealt: what those had who left, for when they come back."""

    dealt: tuple[DealRecord, ...]
    undealt: tuple[DealRecord, ...]


@dataclass(frozen=True, slots=True)
class BuildPlan:
    """The papers to make, and what stands beside them.

    standing: the manifest in the folder, of whatever secret or seed. earlier: the same, if it is of this one.
    withdrawn: papers of candidates who left the roster. back: papers of those who came back to it.
    failed: earlier papers that could not be made, of candidates who left. secret: if it is a key, earlier papers stay.
    notes: what the instructor should know.
    """

    tasks: Sequence[PaperTask]
    standing: Manifest | None
    earlier: Manifest | None
    withdrawn: Sequence[PaperRecord]
    back: Sequence[PaperRecord]
    failed: Sequence[FailedRecord]
    secret: SecretRecord
    specification: dict[str, Any]
    notes: Sequence[str]
    deal: Deal | None


def prepare_build(request: BuildRequest, folder: Path, jobs: int = 1) -> BuildPlan:
    """Plan the papers of a request. folder: where they go; jobs: the number of processes that plan many papers.

    Raises Faulty when the folder holds papers of another secret.
    """
    secret = SecretRecord(key=request.keeps, mark=fingerprint(request.secret))
    standing = standing_manifest(folder)
    requested = dict.fromkeys(request.names)
    earlier, back = _with_back(_of_this_secret(secret, folder, standing), requested)
    previous = previous_plans(earlier) if earlier else {}
    names = list(requested | dict.fromkeys(previous if request.keeps else ()))
    plan = plan_papers(request.exam, request.bank, request.secret, names, previous, request.ordering, jobs)
    left = _left(request, earlier.papers) if earlier else []
    deal = _deal(request, earlier)
    known = earlier.planned if earlier else ()
    failed = [record for record in earlier.failed if record.paper in names[len(requested) :]] if earlier else []
    batches = {record.paper: record.batch for record in known}
    return BuildPlan(
        tasks=paper_tasks(plan, _candidates(request, known), batches, requested),
        standing=standing,
        earlier=earlier,
        withdrawn=[*left, *(earlier.withdrawn if earlier else ())],
        back=back,
        failed=failed,
        secret=secret,
        specification=specification(request.exam),
        notes=[*plan.notes, *_roster_notes(left, back), *_undealt_notes(deal, earlier)],
        deal=deal,
    )


# ------------------------------------------------------------------ what stands in the folder


def standing_manifest(folder: Path) -> Manifest | None:
    """The manifest of whatever was built in a folder last. Raises Faulty where it cannot be read."""
    path = folder / NAME
    return read(path) if path.exists() else None


def refuse_new_secret(path: Path, folder: Path) -> None:
    """Raises Faulty where papers of a secret stand and the named file is not there: its name is misspelt."""
    if path.exists():
        return
    standing = standing_manifest(folder)
    secret = standing.secret if standing else resume.unfinished_secret(folder)
    if secret and secret.key:
        message = f"there is no file {path}, and this folder holds papers built with a different key"
        remedy = "name the key that they were built with, or choose another --output; nothing was made"
        raise fault(message, folder, remedy=remedy, code="build/other-secret")


def _of_this_secret(secret: SecretRecord, folder: Path, standing: Manifest | None) -> Manifest | None:
    """The manifest in the folder, if it is of this secret or seed. Raises Faulty if it is of another secret."""
    known = standing.secret if standing else resume.unfinished_secret(folder)
    if known is None or known.mark == secret.mark:
        return standing
    if known.key:
        message = "this folder holds papers built with a different key"
        remedy = "give the same --key, or choose another --output: printed papers must stay reprintable"
        raise fault(message, folder, remedy=remedy, code="build/other-secret")
    return None


# ------------------------------------------------------------------ who left the roster, and who is back


def _with_back(earlier: Manifest | None, requested: Collection[str]) -> tuple[Manifest | None, list[PaperRecord]]:
    """The earlier manifest as if those who came back had never left, and their records."""
    if earlier is None:
        return None, []
    back, away = [], []
    for record in earlier.withdrawn:
        if record.paper in requested:
            back.append(record)
        else:
            away.append(record)
    papers = (*earlier.papers, *map(returned, back))
    return earlier.model_copy(update={"papers": papers, "withdrawn": tuple(away)}), back


def _left(request: BuildRequest, papers: Iterable[PaperRecord]) -> list[PaperRecord]:
    """The papers of candidates who are no longer on the roster, where each has a paper."""
    if request.versions or not request.candidates:
        return []
    ids = {None, *request.candidate_ids}
    return [record for record in papers if record.candidate not in ids]


def _candidates(request: BuildRequest, known: Iterable[OwnedRecord]) -> dict[str, Candidate]:
    """Candidates by id, also earlier ones who are no longer on the roster. Earlier folders stay theirs."""
    if request.versions:
        return {}
    candidates: dict[str, Candidate] = {}
    owners: dict[str, str] = {}  # ids by folder
    for record in known:
        if record.owner:
            candidates[record.owner.id] = record.owner
            owners[record.folder.lower()] = record.owner.id
    for candidate in request.candidates:
        folder = candidates.get(candidate.id, candidate).folder
        if owners.get(folder.lower(), candidate.id) != candidate.id:
            folder = folder_of(candidate.id, marked=True)
        candidates[candidate.id] = replace(candidate, folder=folder)
    return candidates


def _roster_notes(left: Sequence[PaperRecord], back: Sequence[PaperRecord]) -> Iterator[str]:
    if left:
        papers = "paper is" if len(left) == 1 else "papers are"
        names = ", ".join(by_paper(left))
        yield f"no longer on the roster: {names}; their {papers} in {PLACE}/, and can still be reprinted"
    if back:
        yield f"on the roster again: {', '.join(by_paper(back))}; their files are back from {PLACE}/"


# ------------------------------------------------------------------ versions for a roster


def _deal(request: BuildRequest, earlier: Manifest | None) -> Deal | None:
    """Which candidate gets which version; None where each has a paper of their own, or there is no roster."""
    if not (request.versions and request.candidates):
        return None
    before = (*earlier.deal, *earlier.undealt) if earlier else ()
    previous = {record.id: record.label for record in before}
    versions = deal_versions(request.secret, request.candidate_ids, request.names, previous)
    dealt = []
    for candidate in request.candidates:
        dealt.append(DealRecord(id=candidate.id, name=candidate.name, label=versions[candidate.id]))
    return Deal(tuple(dealt), tuple(record for record in before if record.id not in versions))


def _undealt_notes(deal: Deal | None, earlier: Manifest | None) -> Iterator[str]:
    if deal is None or earlier is None:
        return
    undealt = {record.id for record in deal.undealt}
    names = ", ".join(record.id for record in earlier.deal if record.id in undealt)
    if names:
        yield f"no longer on the roster: {names}; whoever comes back gets the same version again"
