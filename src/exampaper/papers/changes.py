"""What has changed since the last build, in sentences for the instructor."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence

from exampaper.counting import counted
from exampaper.languages import DEFAULT, language
from exampaper.manifest import Manifest, PaperRecord, by_paper
from exampaper.papers.contents import document_of
from exampaper.papers.documents import DOCUMENTS
from exampaper.papers.identity import DESCRIPTIONS
from exampaper.papers.task import PaperResult

MOST_NAMES = 5


def changed_papers(before: Sequence[PaperRecord]) -> Iterator[str]:
    """Papers with another code than before. before: their earlier records."""
    if before:
        has, codes = ("has", "a new code") if len(before) == 1 else ("have", "new codes")
        papers = counted(len(before), "paper")
        yield (
            f"{papers} {has} changed since the last build and {has} {codes}: {_names(before)}; "
            "exampaper reprint OLD-CODE shows what has changed"
        )


def changed_documents(results: Sequence[PaperResult], earlier: Manifest | None) -> Iterator[str]:
    """Which documents of how many papers changed, and which did not, of those that bear the same code."""
    before = by_paper(earlier.standing) if earlier else {}
    groups: Counter[frozenset[str]] = Counter()
    outdated = 0
    for result in results:
        then, now = before.get(result.name), result.record
        if now and then and then.code == now.code:
            groups[_differing(then.files, now.files)] += 1
            outdated += DESCRIPTIONS in now.outdated
    unchanged = groups.pop(frozenset(), 0)
    for documents, count in groups.items():
        yield _document_note(documents, count)
    if groups and unchanged:
        yield f"{unchanged} {'paper is' if unchanged == 1 else 'papers are'} unchanged"
    if outdated:
        papers = "1 paper stays" if outdated == 1 else f"{outdated} papers stay"
        stays = f"the question papers of {papers} as before; --force makes all anew"
        yield f"the description of a figure has changed: {stays}"


def _document_note(documents: Collection[str], count: int) -> str:
    changed: list[str] = []
    same: list[str] = []
    for document in DOCUMENTS:
        group = changed if document in documents else same
        group.append(f"the {document.replace('-', ' ')}")
    listed = language(DEFAULT).listed
    return f"of {counted(count, 'paper')}, {listed(changed)} changed; {listed([*same, 'the code'])} did not"


def _differing(then: Mapping[str, str], now: Mapping[str, str]) -> frozenset[str]:
    return frozenset(document_of(at) for at in then.keys() & now.keys() if then[at] != now[at])


def stale_papers(results: Sequence[PaperResult], kept: Mapping[str, PaperRecord]) -> Iterator[str]:
    """Papers that could not be made now: what stands of them is of an earlier build."""
    stale = [kept[result.name] for result in results if not result.record and result.name in kept]
    if stale:
        yield f"the files of {_names(stale)} are of an earlier build: the paper could not be made now"


def _names(records: Sequence[PaperRecord]) -> str:
    return ", ".join(by_paper(records[:MOST_NAMES])) + (", …" if len(records) > MOST_NAMES else "")
