"""What an instructor orders → the sheets to make: by label or by candidate, beside what was built before."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from exampaper.exams.exam import Exam
from exampaper.faults import fault
from exampaper.files import table, write
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
    def names(self) -> list[str]:
        return labels(self.versions) if self.versions else [candidate.id for candidate in self.candidates]


@dataclass(frozen=True, slots=True)
class Prepared:
    """earlier: the manifest of the same key, if one stands there. more: what the manifest is to hold beside papers."""

    sheets: Sequence[build.Sheet]
    earlier: Mapping[str, Any] | None
    more: Mapping[str, Any]


def prepare(order: Order, folder: Path) -> Prepared:
    """Plan the papers. Raises Faulty when the folder holds those of another key."""
    earlier = _earlier(order, folder)
    before = manifest.redraws(earlier) if earlier else {}
    names = order.names
    kept = [name for name in before if name not in set(names)] if order.kept else []
    planned = plan(order.exam, order.bank, order.secret, [*kept, *names], before)
    wanted = set(names)
    due = type(planned)(tuple(each for each in planned.papers if each.name in wanted), planned.told)
    people = {} if order.versions else {candidate.id: candidate for candidate in order.candidates}
    batches = {manifest.name(each): each["batch"] for each in earlier["papers"]} if earlier else {}
    more = {
        "secret": {"key": order.kept, "mark": mark(order.secret)},
        "told": list(planned.told),
        **_deal(order, earlier),
    }
    return Prepared(build.sheets(due, people, batches), earlier if order.kept else None, more)


def _earlier(order: Order, folder: Path) -> dict[str, Any] | None:
    path = folder / manifest.NAME
    if not path.exists():
        return None
    found = manifest.read(path)
    if found["secret"]["mark"] == mark(order.secret):
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
    write(site.folder / "report.pdf", typst.pdf(report.typst(told)), private=True)
    if deal := whole.get("deal"):
        rows = [["id", "name", "version"], *([each["id"], each["name"], each["label"]] for each in deal)]
        write(site.folder / DEAL, table(rows))
    return whole
