"""A manifest → what there is to tell of the build that wrote it. Equal manifests give equal reports."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from statistics import fmean
from typing import Any

from exampaper.report.answers import answers_of
from exampaper.report.histograms import histogram
from exampaper.report.values import Distinctness, Json, Pool, Report, Row, Spread, Use
from exampaper.scripts import code_points, seen
from exampaper.writers import plain_line


def report(manifest: Json) -> Report:
    """What there is to tell of the build that wrote this manifest."""
    papers: Sequence[Json] = manifest["papers"]
    taken = _taken(papers)
    distinctness = tuple(_distinctness(id, papers) for id in taken)
    everywhere = tuple(id for id, having in taken.items() if len(having) == len(papers))
    return Report(
        **{key: plain_line(str(manifest[source])) for key, source in _HEAD.items()},
        told=tuple(
            map(plain_line, (*manifest.get("told", ()), *(told for paper in papers for told in lacking(paper))))
        ),
        papers=len(papers),
        printed=sum(each.papers for each in distinctness),
        variants=sum(each.variants for each in distinctness),
        twins=_twins(papers),
        ids=tuple(taken),
        everywhere=everywhere,
        pools=_pools(manifest, [Use(id, len(having)) for id, having in taken.items() if id not in everywhere]),
        distinctness=distinctness,
        minutes=_spread([each["minutes"] for each in papers]),
        difficulty=_spread([each["difficulty"] for each in papers]),
        answers=tuple(answers_of(id, having) for id, having in taken.items()),
        rows=_rows(papers, _short_ids(taken)),
    )


def lacking(paper: Json) -> Iterator[str]:
    """What of its candidate could not be printed on a paper."""
    for column, signs in paper.get("missing", {}).items():
        told = f"candidate {paper['candidate']}: no font here has {code_points(signs)} of the {column}: "
        if not seen(signs):
            yield told + "left out, since it is never seen itself"
        else:
            yield told + ("its folder's name is printed" if column == "id" else "its line is left to be written on")


def incomplete(paper: Json) -> bool:
    """Whether somebody has to write on the paper what is to be seen there."""
    return any(map(seen, paper.get("missing", {}).values()))


_HEAD = {"exam": "exam", "title": "title", "program": "exampaper"}


def _taken(papers: Sequence[Json]) -> dict[str, list[Json]]:
    """The questions of all papers by their id, in the order of ids."""
    taken: dict[str, list[Json]] = {}
    for paper in papers:
        for question in paper["questions"]:
            taken.setdefault(question["id"], []).append(question)
    return dict(sorted(taken.items()))


def _variant(question: Json) -> str:
    """By this, two variants of a question are the same."""
    return json.dumps(question["params"], sort_keys=True)


def _twins(papers: Sequence[Json]) -> int:
    alike = Counter(tuple(sorted((q["id"], _variant(q)) for q in paper["questions"])) for paper in papers)
    return sum(count for count in alike.values() if count > 1)


def _pools(manifest: Json, uses: Sequence[Use]) -> tuple[Pool, ...]:
    """Questions by the pick they come from; by a manifest that does not say, all in one."""
    names = _pool_names(manifest)
    pools: dict[str, list[Use]] = {}
    for use in uses:
        found = names.get(use.id) or names.get(use.id.partition("/")[0], "Questions that some papers have")
        pools.setdefault(found, []).append(use)
    return tuple(Pool(name, tuple(members)) for name, members in pools.items())


def _pool_names(manifest: Json) -> dict[str, str]:
    """What the pool of a question is called, by the question's id or its topic."""
    names: dict[str, str] = {}
    for exam in manifest.get("specifications", {}).values():
        for pick in (pick for section in exam["sections"] for pick in section["picks"]):
            if ids := pick.get("one_of"):
                names |= dict.fromkeys(ids, f"One of {', '.join(ids[:4])}{', …' * (len(ids) > 4)}")
            elif topic := pick.get("topic"):
                names.setdefault(topic, f"{pick.get('count', 1)} of the topic {topic}")
    return names


def _distinctness(id: str, papers: Sequence[Json]) -> Distinctness:
    at = [next((q for q in paper["questions"] if q["id"] == id), None) for paper in papers]
    variants = [_variant(q) if q else None for q in at]
    groups = Counter(variant for variant in variants if variant is not None)
    having = [q for q in at if q]
    return Distinctness(
        id=id,
        papers=len(having),
        variants=len(groups),
        redrawn=sum(q["redrawn"] > 0 for q in having),
        largest=max(groups.values()),
        neighbours=sum(one is not None and one == next_ for one, next_ in pairwise(variants)),
        fixed=all(q["pin"] is not None or q["seed"] is None for q in having),
    )


def _spread(values: Sequence[float]) -> Spread | None:
    return Spread(fmean(values), min(values), max(values), histogram(values)) if values else None


def _short_ids(ids: Mapping[str, Any]) -> dict[str, str]:
    """Ids without their topic, where no other topic has such a question."""
    last = {id: id.rpartition("/")[2] for id in ids}
    times = Counter(last.values())
    return {id: short if times[short] == 1 else id for id, short in last.items()}


def _rows(papers: Sequence[Json], short: Mapping[str, str]) -> tuple[Row, ...]:
    return tuple(
        Row(
            name=plain_line(str(paper.get("label", paper.get("candidate")))),
            candidate=plain_line(paper.get("name", "")),
            code=paper["code"],
            questions=tuple(short[q["id"]] for q in sorted(paper["questions"], key=lambda q: q["number"])),
        )
        for paper in papers
    )
