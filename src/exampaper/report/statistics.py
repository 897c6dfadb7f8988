"""A manifest → the numbers and rows of its report. Equal manifests give equal reports."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from operator import attrgetter
from statistics import fmean

from exampaper.manifest import Manifest, PaperRecord, QuestionRecord
from exampaper.report.answers import answers_of
from exampaper.report.forms import forms_dealt
from exampaper.report.histograms import histogram
from exampaper.report.model import Distinctness, Pool, Report, Row, Spread, Use
from exampaper.scripts import code_points, seen
from exampaper.writers import plain_line

MOST_IDS = 4  # of a pool's list are named
REST = "Questions that some papers have"


def report(manifest: Manifest) -> Report:
    """The report of the build that wrote a manifest."""
    papers = manifest.papers
    by_question = _by_question(papers)
    distinctness, answers, everywhere, sometimes = [], [], [], []
    variants = 0
    for id, records in by_question.items():
        distinctness.append(_distinctness(id, papers))
        variants += distinctness[-1].variants
        answers.append(answers_of(id, records))
        if len(records) == len(papers):
            everywhere.append(id)
        else:
            sometimes.append(Use(id, len(records)))
    return Report(
        exam=plain_line(manifest.exam),
        title=plain_line(manifest.title),
        program=plain_line(manifest.exampaper),
        notes=tuple(map(plain_line, _notes(manifest))),
        papers=len(papers),
        printed=sum(map(len, by_question.values())),
        variants=variants,
        twins=_twins(papers),
        ids=tuple(by_question),
        everywhere=tuple(everywhere),
        pools=_pools(manifest, sometimes),
        distinctness=tuple(distinctness),
        minutes=_spread(list(map(attrgetter("minutes"), papers))),
        difficulty=_spread(list(map(attrgetter("difficulty"), papers))),
        answers=tuple(answers),
        rows=_rows(papers, _short_ids(by_question)),
        forms=tuple(forms_dealt(by_question)),
    )


def _notes(manifest: Manifest) -> Iterator[str]:
    yield from manifest.told
    for paper in manifest.papers:
        yield from missing_characters(paper)


def missing_characters(paper: PaperRecord) -> Iterator[str]:
    """What of its candidate could not be printed on a paper."""
    for column, characters in paper.missing.items():
        missing = f"candidate {paper.candidate}: no available font has {code_points(characters)} of the {column}: "
        if not seen(characters):
            yield missing + "left out, since it is invisible by itself"
        elif column == "id":
            yield missing + "its folder's name is printed"
        else:
            yield missing + "its line is left blank, to be filled in by hand"


def is_incomplete(paper: PaperRecord) -> bool:
    """Whether somebody has to write on the paper what is to be seen there."""
    return any(map(seen, paper.missing.values()))


def _by_question(papers: Iterable[PaperRecord]) -> dict[str, list[QuestionRecord]]:
    """The questions of all papers by their id, in the order of ids."""
    by_question: dict[str, list[QuestionRecord]] = {}
    for paper in papers:
        for question in paper.questions:
            by_question.setdefault(question.id, []).append(question)
    return dict(sorted(by_question.items()))


# ------------------------------------------------------------------ distinctness


def _variant(question: QuestionRecord) -> str:
    """What two variants of a question are compared by."""
    return json.dumps(question.params, sort_keys=True)


def _twins(papers: Iterable[PaperRecord]) -> int:
    """How many papers equal another one in every question."""
    groups: Counter[frozenset[tuple[str, str]]] = Counter()
    for paper in papers:
        groups[frozenset((question.id, _variant(question)) for question in paper.questions)] += 1
    return groups.total() - list(groups.values()).count(1)


def _distinctness(id: str, papers: Sequence[PaperRecord]) -> Distinctness:
    """How distinct the variants of a question are. papers: all, in the order in which candidates sit."""
    groups: Counter[str] = Counter()
    redrawn = drawn = neighbours = 0
    before = None
    for paper in papers:
        record = next((question for question in paper.questions if question.id == id), None)
        variant = _variant(record) if record else None
        if record and variant:
            groups[variant] += 1
            redrawn += record.redrawn > 0
            drawn += record.pin is None and record.seed is not None
            neighbours += variant == before
        before = variant
    count, largest = groups.total(), max(groups.values())
    return Distinctness(id, count, len(groups), redrawn, largest, neighbours, fixed=not drawn)


# ------------------------------------------------------------------ pools


def _pools(manifest: Manifest, uses: Iterable[Use]) -> tuple[Pool, ...]:
    """Questions by the pick they come from; by a manifest that does not say, all in one."""
    names = _pool_names(manifest)
    pools: dict[str, list[Use]] = {}
    for use in uses:
        topic = use.id.partition("/")[0]
        name = names.get(use.id) or names.get(topic, REST)
        pools.setdefault(name, []).append(use)
    return tuple(map(Pool, pools, map(tuple, pools.values())))


def _pool_names(manifest: Manifest) -> dict[str, str]:
    """What the pool of a question is called, by the question's id or its topic."""
    names: dict[str, str] = {}
    for exam in manifest.specifications.values():
        for section in exam["sections"]:
            for pick in section["picks"]:
                ids, topic = pick.get("one_of"), pick.get("topic")
                if ids:
                    more = ", …" if len(ids) > MOST_IDS else ""
                    names |= dict.fromkeys(ids, f"One of {', '.join(ids[:MOST_IDS])}{more}")
                elif topic:
                    names.setdefault(topic, f"{pick.get('count', 1)} of the topic {topic}")
    return names


# ------------------------------------------------------------------ papers


def _spread(values: Sequence[float]) -> Spread | None:
    return Spread(fmean(values), min(values), max(values), histogram(values)) if values else None


def _short_ids(ids: Iterable[str]) -> dict[str, str]:
    """Ids without their topic, where no other topic has such a question."""
    last = {id: id.rpartition("/")[2] for id in ids}
    counts = Counter(last.values())
    return {id: short if counts[short] == 1 else id for id, short in last.items()}


def _rows(papers: Iterable[PaperRecord], short: Mapping[str, str]) -> tuple[Row, ...]:
    rows = []
    for paper in papers:
        by_number = {question.number: short[question.id] for question in paper.questions}
        ids = tuple(map(by_number.__getitem__, sorted(by_number)))
        rows.append(Row(plain_line(paper.paper), plain_line(paper.name), paper.code, ids))
    return tuple(rows)
