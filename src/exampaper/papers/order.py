"""What an instructor orders → the sheets to make: by label or by candidate, beside what was built before."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Literal

from exampaper.exams.exam import Exam
from exampaper.exams.roster import folder as folder_of
from exampaper.faults import fault
from exampaper.model import Candidate
from exampaper.papers import build, manifest
from exampaper.papers.plan import dealt, labels, plan
from exampaper.papers.secret import mark
from exampaper.papers.withdrawn import PLACE, returned
from exampaper.questions.bank import Bank

Json = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Order:
    """versions: how many papers A, B, …; None for one a candidate. kept: whether earlier papers are to stay good."""

    exam: Exam
    bank: Bank
    secret: bytes
    kept: bool
    candidates: tuple[Candidate, ...] = ()
    versions: int | None = 1

    @property
    def turns(self) -> Literal["listed", "keyed"]:
        return "listed" if self.versions else "keyed"

    @property
    def names(self) -> list[str]:
        return labels(self.versions) if self.versions else [candidate.id for candidate in self.candidates]


@dataclass(frozen=True, slots=True)
class Prepared:
    """The sheets to make, and what stands beside them.

    standing: the manifest that stands there, of whatever key or seed. earlier: the same, if it is of this key or seed.
    keeps: whether papers of it stay that are not made now. withdrawn: papers of candidates who left the roster.
    back: papers of those who came back to it. failed: earlier papers that could not be made, of candidates who left.
    more: what the manifest is to hold beside papers.
    """

    sheets: Sequence[build.Sheet]
    standing: Json | None
    earlier: Json | None
    keeps: bool
    withdrawn: Sequence[Json]
    back: Sequence[Json]
    failed: Sequence[Json]
    more: Json


def prepare(order: Order, folder: Path) -> Prepared:
    """Plan the papers. Raises Faulty when the folder holds those of another key."""
    standing = _standing(folder)
    names = order.names
    due = frozenset(names)
    found = _earlier(order, folder, standing)
    back = [each for each in (found or {}).get("withdrawn", ()) if manifest.name(each) in due]
    earlier = _with_those_back(found, back) if found else None
    before = manifest.before(earlier) if earlier else {}
    kept = [name for name in before if name not in due] if order.kept else []
    planned = plan(order.exam, order.bank, order.secret, [*names, *kept], before, order.turns)
    left = _left(order, earlier["papers"]) if earlier else []
    entries = [*manifest.standing(earlier), *earlier["failed"]] if earlier else []
    deal = _deal(order, earlier)
    told = [*planned.told, *_told(left, back), *_undealt(deal, earlier)]
    more = {"secret": identified(order), "told": told, **deal}
    batches = {manifest.name(each): each["batch"] for each in entries}
    return Prepared(
        sheets=build.sheets(planned, _people(order, entries), batches, due),
        standing=standing,
        earlier=earlier,
        keeps=order.kept,
        withdrawn=[*left, *(earlier or {}).get("withdrawn", ())],
        back=back,
        failed=[each for each in earlier["failed"] if manifest.name(each) not in due] if earlier and order.kept else [],
        more=more,
    )


def identified(order: Order) -> dict[str, Any]:
    """By what a manifest knows the key or seed it was built with."""
    return {"key": order.kept, "mark": mark(order.secret)}


def _with_those_back(earlier: Json, back: Sequence[Json]) -> Json:
    """The earlier manifest as if those who came back had never left."""
    away = [each for each in earlier.get("withdrawn", ()) if each not in back]
    return {**earlier, "papers": [*earlier["papers"], *map(returned, back)], "withdrawn": away}


def _left(order: Order, papers: Sequence[Json]) -> list[Json]:
    """The papers of candidates who are no longer on the roster, where each has a paper."""
    if order.versions or not order.candidates:
        return []
    ids = {candidate.id for candidate in order.candidates}
    return [each for each in papers if "candidate" in each and each["candidate"] not in ids]


def _undealt(deal: Json, earlier: Json | None) -> Iterator[str]:
    had = {each["id"] for each in (earlier or {}).get("deal", ())}
    if names := [each["id"] for each in deal.get("undealt", ()) if each["id"] in had]:
        yield f"no longer on the roster: {', '.join(names)}; who comes back has the same version again"


def _told(left: Sequence[Json], back: Sequence[Json]) -> Iterator[str]:
    if left:
        names = ", ".join(each["candidate"] for each in left)
        papers = "paper is" if len(left) == 1 else "papers are"
        yield f"no longer on the roster: {names}; their {papers} in {PLACE}/, and can still be reprinted"
    if back:
        names = ", ".join(each["candidate"] for each in back)
        yield f"on the roster again: {names}; what lay in {PLACE}/ is back in its place"


def _people(order: Order, entries: Sequence[Mapping[str, Any]]) -> dict[str, Candidate]:
    """Candidates by id, also those of before who are no longer on the roster. Folders of before stay theirs."""
    if order.versions:
        return {}
    known = {candidate.id: candidate for each in entries if (candidate := manifest.candidate_of(each))}
    taken = {candidate.folder.lower(): candidate.id for candidate in known.values()}
    people = dict(known)
    for each in order.candidates:
        folder = known[each.id].folder if each.id in known else each.folder
        if taken.get(folder.lower(), each.id) != each.id:
            folder = folder_of(each.id, marked=True)
        people[each.id] = replace(each, folder=folder)
    return people


def _standing(folder: Path) -> dict[str, Any] | None:
    """The manifest of whatever was built here last."""
    path = folder / manifest.NAME
    return manifest.read(path) if path.exists() else None


def refuse_new_key(key: Path, folder: Path) -> None:
    """Raises Faulty where papers of a key stand and the one that is named is not there: its name is misspelt."""
    if key.exists():
        return
    standing = _standing(folder)
    if not (standing["secret"] if standing else build.unfinished(folder)).get("key"):
        return
    remedy = "name the key that they were built with, or choose another --output; nothing was made"
    raise fault(f"there is no file {key}, and this folder holds papers of another key", folder, remedy=remedy)


def _earlier(order: Order, folder: Path, found: dict[str, Any] | None) -> dict[str, Any] | None:
    secret = found["secret"] if found else build.unfinished(folder)
    if not secret or secret["mark"] == mark(order.secret):
        return found
    if secret["key"]:
        remedy = "give the same --key, or choose another --output: printed papers must stay reprintable"
        raise fault("this folder holds papers that were built with another key", folder, remedy=remedy)
    return None


def _deal(order: Order, earlier: Json | None) -> dict[str, Any]:
    """Which candidate gets which version; what those had who left is kept for when they come back."""
    if not (order.versions and order.candidates):
        return {}
    before = [*(earlier or {}).get("deal", ()), *(earlier or {}).get("undealt", ())]
    ids = [candidate.id for candidate in order.candidates]
    versions = dealt(order.secret, ids, order.names, {each["id"]: each["label"] for each in before})
    return {
        "deal": [{"id": each.id, "name": each.name, "label": versions[each.id]} for each in order.candidates],
        "undealt": [each for each in before if each["id"] not in versions],
    }
