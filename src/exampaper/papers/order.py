"""What an instructor orders → the sheets to make: by label or by candidate, beside what was built before."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Literal

from exampaper.exams.exam import Exam
from exampaper.exams.roster import folder as folder_of
from exampaper.faults import fault
from exampaper.files import holds, table, write
from exampaper.model import Candidate
from exampaper.papers import build, manifest
from exampaper.papers.plan import dealt, labels, plan
from exampaper.papers.secret import mark
from exampaper.questions.bank import Bank

DEAL = "deal.csv"


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
    """earlier: the manifest of the same key, if one stands there. more: what the manifest is to hold beside papers.

    standing: the manifest that stands there, of whatever key or seed.
    """

    sheets: Sequence[build.Sheet]
    earlier: Mapping[str, Any] | None
    more: Mapping[str, Any]
    standing: Mapping[str, Any] | None


def prepare(order: Order, folder: Path) -> Prepared:
    """Plan the papers. Raises Faulty when the folder holds those of another key."""
    standing = _standing(folder)
    earlier = _earlier(order, folder, standing)
    before = manifest.before(earlier) if earlier else {}
    names = order.names
    due = frozenset(names)
    kept = [name for name in before if name not in due] if order.kept else []
    planned = plan(order.exam, order.bank, order.secret, [*names, *kept], before, order.turns)
    more = {
        "secret": {"key": order.kept, "mark": mark(order.secret)},
        "told": list(planned.told),
        **_deal(order, earlier),
    }
    entries = [*earlier["papers"], *earlier["failed"]] if earlier else []
    batches = {manifest.name(each): each["batch"] for each in entries}
    sheets = build.sheets(planned, _people(order, entries), batches, due)
    return Prepared(sheets, earlier if order.kept else None, more, standing)


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


def _earlier(order: Order, folder: Path, found: dict[str, Any] | None) -> dict[str, Any] | None:
    if found is None or found["secret"]["mark"] == mark(order.secret):
        return found
    if found["secret"]["key"]:
        remedy = "give the same --key, or choose another --output: printed papers must stay reprintable"
        raise fault("here stand papers that were built with another key", folder, remedy=remedy)
    return None


def _deal(order: Order, earlier: Mapping[str, Any] | None) -> dict[str, Any]:
    """Which candidate gets which version."""
    if not (order.versions and order.candidates):
        return {}
    given = {each["id"]: each["label"] for each in (earlier or {}).get("deal", ())}
    ids = [candidate.id for candidate in order.candidates]
    versions = dealt(order.secret, ids, order.names, given)
    return {"deal": [{"id": each.id, "name": each.name, "label": versions[each.id]} for each in order.candidates]}


def finish(site: build.Site, bank: Bank, outcomes: Sequence[build.Outcome], prepared: Prepared) -> Mapping[str, Any]:
    """Write what is told of all papers: manifest, answer key, report, who gets which version. The manifest."""
    from exampaper import report
    from exampaper.engines import typst

    whole = build.conclude(site, bank, outcomes, prepared.more, prepared.earlier)
    told = report.report(whole)
    write(site.folder / "report.html", report.html(told).encode(), private=True)
    write(site.folder / "report.pdf", typst.pdf(report.typst(told, site.wanted.fonts), site.wanted.fonts), private=True)
    if deal := whole.get("deal"):
        rows = [["id", "name", "version"], *([each["id"], each["name"], each["label"]] for each in deal)]
        write(site.folder / DEAL, table(rows), private=True)
    if prepared.standing:
        _clear(site.folder, prepared.standing, whole)
    return whole


def _clear(folder: Path, before: Mapping[str, Any], now: Mapping[str, Any]) -> None:
    """Take away files of drafts that are no longer drafts of anything; what was changed by hand stays."""
    wanted = {at for each in now["papers"] for at in each["files"]}
    gone = [
        folder / at
        for each in before["papers"]
        for at, sha in each["files"].items()
        if at not in wanted and holds(folder / at, sha)
    ]
    for path in gone:
        path.unlink()
    for place in {path.parent for path in gone} - {(folder / at).parent for at in wanted}:
        (place / build.RECORD).unlink(missing_ok=True)
        if not any(place.iterdir()):
            place.rmdir()
