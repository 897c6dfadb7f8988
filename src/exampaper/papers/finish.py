"""What tells of all papers of a build: manifest, answer key, report, and who gets which version."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from exampaper import report
from exampaper.digests import digest, holds
from exampaper.engines import typst
from exampaper.faults import Faulty
from exampaper.papers import manifest, overfull, store
from exampaper.papers.build import RECORD, UNFINISHED, Outcome, Site, made_with
from exampaper.papers.contents import document_of
from exampaper.papers.documents import DOCUMENTS
from exampaper.papers.order import Prepared
from exampaper.papers.withdrawn import put_apart, withdrawn
from exampaper.questions.bank import Bank
from exampaper.questions.wording import listed
from exampaper.spreadsheets import table

ANSWER_KEY = "answer-key.csv"
DEAL = "deal.csv"

Json = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Finished:
    """The manifest of a build, and the files that somebody edited, each with the fresh one beside it.

    left: files of earlier papers that somebody edited, and that nothing takes the place of.
    """

    manifest: Json
    edited: Mapping[str, str]
    left: tuple[str, ...] = ()


def finish(site: Site, bank: Bank, outcomes: Sequence[Outcome], prepared: Prepared) -> Finished:
    """Write what is told of all papers, and put away what is no longer one of them. Raises Faulty."""
    whole = _manifest(site, bank, outcomes, prepared)
    files = {ANSWER_KEY: table(_answer_key(whole["papers"])), **_deal(whole)}
    failed: Faulty | None = None
    try:
        told = report.report(whole)
        files |= {"report.html": report.html(told).encode(), "report.pdf": _printed(told, site)}
    except Faulty as error:  # a template of one's own: the manifest is kept all the same
        failed = error
    written = {at: digest(content) for at, content in files.items()}
    content = manifest.dumped({**whole, "written": written})
    wanted = {at: store.File(content) for at, content in files.items()}
    gone = [at for at in site.told if at not in files]
    store.replace(site.folder, (manifest.NAME, content), wanted, site.told, gone=gone, force=site.force)
    put_apart(site.folder, whole["withdrawn"])
    left = _clear(site.folder, prepared.standing, whole) if prepared.standing else ()
    (site.folder / UNFINISHED).unlink(missing_ok=True)
    if failed:
        raise failed
    edited = {at: fresh for outcome in outcomes for at, fresh in outcome.edited.items()}
    return Finished(whole, edited | store.edited(site.folder, written), tuple(left))


def _printed(told: report.Report, site: Site) -> bytes:
    return typst.pdf(report.typst(told, site.wanted.fonts), site.wanted.fonts)


def told_before(folder: Path, standing: Json | None) -> dict[str, str]:
    """The digests of the files that told of all papers of an earlier build, whatever its key or seed."""
    if standing is None:
        return {}
    if "written" in standing:
        return dict(standing["written"])
    names = (ANSWER_KEY, DEAL, "report.html", "report.pdf")  # before digests of them were kept: as they stand
    return {name: digest((folder / name).read_bytes()) for name in names if (folder / name).is_file()}


# ------------------------------------------------------------------ the manifest


def _manifest(site: Site, bank: Bank, outcomes: Sequence[Outcome], prepared: Prepared) -> dict[str, Any]:
    """The manifest of a build, beside what it holds of earlier ones.

    A paper that is not made now stays in it, also where it failed. One that says something else than it did keeps its
    old entry among the superseded: what was printed can then be told from what it is now.
    """
    earlier = prepared.earlier
    kept = {manifest.name(each): each for each in manifest.standing(earlier)} if earlier and prepared.keeps else {}
    made = {outcome.name: outcome.entry for outcome in outcomes if outcome.entry}
    apart = [withdrawn(each) for each in prepared.withdrawn]
    away = {manifest.name(each) for each in apart}
    papers = [*(each for name, each in kept.items() if name not in made and name not in away), *made.values()]
    changed = [kept[name] for name, each in made.items() if name in kept and kept[name]["code"] != each["code"]]
    superseded = [*(earlier["superseded"] if earlier and prepared.keeps else []), *changed]
    failed = [*_failed(site, outcomes, kept), *prepared.failed]
    specifications = {**(earlier["specifications"] if earlier else {}), **manifest.specifications(site.exam)}
    used = {each["specification"] for each in (*papers, *apart, *superseded, *failed)}
    return {
        **manifest.head(site.exam, bank, site.folder, papers),
        **made_with(site.wanted),
        **prepared.more,
        "told": [
            *prepared.more["told"],
            *overfull.notes(papers),
            *_changed(changed),
            *_documents(outcomes, earlier),
            *_stale(outcomes, kept),
        ],
        "specifications": {key: value for key, value in specifications.items() if key in used},
        "papers": papers,
        "failed": failed,
        "superseded": superseded,
        "withdrawn": apart,
    }


def _failed(site: Site, outcomes: Sequence[Outcome], kept: Json) -> list[dict[str, Any]]:
    return [
        manifest.failed(each.sheet.planned, site.exam, each.sheet.candidate, each.sheet.batch)
        for each in outcomes
        if not each.entry and each.name not in kept
    ]


def _answer_key(entries: Sequence[Json]) -> Iterator[list[str]]:
    """A row a paper, a column a question, its short answer in each cell."""
    most = max((len(each["questions"]) for each in entries), default=0)
    yield ["paper", "code", *(f"Q{number}" for number in range(1, most + 1))]
    for each in entries:
        yield [manifest.name(each), each["code"], *(question["key"] for question in each["questions"])]


def _deal(whole: Json) -> dict[str, bytes]:
    """Which candidate gets which version, where there are both."""
    if not whole.get("deal"):
        return {}
    rows = [["id", "name", "version"], *([each["id"], each["name"], each["label"]] for each in whole["deal"])]
    return {DEAL: table(rows)}


# ------------------------------------------------------------------ what has changed


def _changed(entries: Sequence[Json]) -> Iterator[str]:
    """Papers with another code."""
    if entries:
        what = "paper says" if len(entries) == 1 else "papers say"
        yield (
            f"{len(entries)} {what} something else than when built before, and has a new code: {_names(entries)}; "
            "exampaper reprint OLD-CODE tells what has changed"
        )


def _documents(outcomes: Sequence[Outcome], earlier: Json | None) -> Iterator[str]:
    """Which documents of how many papers changed, and which did not, of those that bear the same code."""
    before = {manifest.name(each): each for each in manifest.standing(earlier)} if earlier else {}
    groups: Counter[tuple[str, ...]] = Counter()
    outdated = 0
    for outcome in outcomes:
        then, now = before.get(outcome.name), outcome.entry
        if now and then and then["code"] == now["code"]:
            groups[_differing(then["files"], now["files"])] += 1
            outdated += "outdated" in now
    unchanged = groups.pop((), 0)
    for documents, number in groups.items():
        papers = "1 paper" if number == 1 else f"{number} papers"
        changed = [f"the {document.replace('-', ' ')}" for document in documents]
        same = [f"the {document.replace('-', ' ')}" for document in DOCUMENTS if document not in documents]
        yield f"of {papers}, {listed(changed)} changed; {listed([*same, 'the code'])} did not"
    if groups and unchanged:
        yield f"{unchanged} {'paper is' if unchanged == 1 else 'papers are'} as before"
    if outdated:
        papers = "1 paper stays" if outdated == 1 else f"{outdated} papers stay"
        told = f"the question papers of {papers} as set before; --force sets all anew"
        yield f"the description of a figure has changed: {told}"


def _differing(then: Mapping[str, str], now: Mapping[str, str]) -> tuple[str, ...]:
    changed = {document_of(at) for at in then.keys() & now.keys() if then[at] != now[at]}
    return tuple(document for document in DOCUMENTS if document in changed)


def _stale(outcomes: Sequence[Outcome], kept: Json) -> Iterator[str]:
    """Papers that could not be made now: what stands of them is of an earlier build."""
    names = [kept[outcome.name] for outcome in outcomes if not outcome.entry and outcome.name in kept]
    if names:
        yield f"what stands of {_names(names)} is of an earlier build: it could not be made now"


def _names(entries: Sequence[Json]) -> str:
    return ", ".join(map(manifest.name, entries[:5])) + (", …" if len(entries) > 5 else "")


# ------------------------------------------------------------------ what is no longer one of them


def _clear(folder: Path, before: Json, now: Json) -> list[str]:
    """Take away files of drafts that are no longer drafts of anything; what was changed by hand stays, and is given."""
    wanted = {at for each in manifest.standing(now) for at in each["files"]}
    old = [(at, sha) for each in manifest.standing(before) for at, sha in each["files"].items() if at not in wanted]
    gone = [folder / at for at, sha in old if holds(folder / at, sha)]
    for path in gone:
        path.unlink()
    for place in {path.parent for path in gone} - {(folder / at).parent for at in wanted}:
        (place / RECORD).unlink(missing_ok=True)
        _remove_empty(place, folder)
    return [at for at, _ in old if (folder / at).exists()]


def _remove_empty(place: Path, folder: Path) -> None:
    while place != folder and not any(place.iterdir()):
        place.rmdir()
        place = place.parent
