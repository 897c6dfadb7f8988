"""What a paper says, document by document: its code vouches for the question paper, and for nothing else.

A change of marking, answer or description of a figure is no change of what a candidate reads: the question paper,
its code and its bytes stay as they are, and only the marking documents are set anew.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from itertools import chain, repeat
from typing import Any

from exampaper import canonical
from exampaper.languages import DEFAULT
from exampaper.layout import PLAIN
from exampaper.model import Candidate, Heading, Paper, PaperSection, Part, PlacedQuestion
from exampaper.nodes import Block, Figure
from exampaper.text import walk

DESCRIPTIONS = "descriptions"
"""The descriptions of the figures of a question paper, for those who cannot see them: kept apart from what it says."""


def digests(paper: Paper) -> dict[str, str]:
    """What a paper's manifest keeps of what its documents say.

    question-paper: what a candidate reads; descriptions: those of its figures, as its PDF has them; marking: all.
    """
    return {
        "question-paper": canonical.digest(question_paper(paper)),
        DESCRIPTIONS: canonical.digest(_descriptions(paper)),
        "marking": canonical.digest(replace(paper, code="", layout=PLAIN, pages=None)),
    }


def question_paper(paper: Paper) -> dict[str, Any]:
    """All that a candidate reads on the question paper."""
    return {
        "heading": _without_descriptions(canonical.tree(paper.heading)),
        "bearer": _bearer(paper.candidate, paper.heading) if paper.candidate else paper.label,
        "sections": list(map(_section, paper.sections, repeat(paper.heading))),
    }


def unprinted(paper: Paper) -> Any:
    """What else a template of one's own may put on a question paper: nothing of it is an answer."""
    about = []
    for numbered in paper.questions:
        variant = numbered.variant
        about.append([variant.id, variant.title, variant.kind, variant.minutes, variant.difficulty])
    return [about, paper.candidate.more if paper.candidate else {}]


def _bearer(candidate: Candidate, heading: Heading) -> dict[str, Any]:
    printed_labels = set(map(str.casefold, heading.candidate))
    more = {label: value for label, value in candidate.more.items() if label.casefold() in printed_labels}
    return {"id": candidate.id, "name": candidate.name, "more": more}


def _section(section: PaperSection, heading: Heading) -> dict[str, Any]:
    around: dict[str, Any] = _without_descriptions(canonical.tree(replace(section, questions=())))
    return around | {"questions": list(map(_question, section.questions, repeat(heading)))}


def _question(numbered: PlacedQuestion, heading: Heading) -> dict[str, Any]:
    variant = numbered.variant
    about = {} if variant.lang == DEFAULT else {"lang": variant.lang}
    return about | {
        "number": numbered.own_name or numbered.number,
        "stem": _without_descriptions(canonical.tree(variant.stem)),
        "parts": list(map(_part, variant.parts, repeat(heading))),
    }


def _part(part: Part, heading: Heading) -> dict[str, Any]:
    printed = {"label": part.label, "marks": part.marks, "text": _without_descriptions(canonical.tree(part.text))}
    if not heading.answer_space:
        return printed
    drawn = bool(figures_of(part.answer))  # then the space is no ruled one
    return printed | {"space": canonical.tree(part.space), "drawn": drawn}


def _without_descriptions(tree: Any) -> Any:
    """A tree of JSON values without the descriptions of its figures."""
    if isinstance(tree, list):
        return list(map(_without_descriptions, tree))
    if not isinstance(tree, dict):
        return tree
    is_figure = tree.get("is") == canonical.TAGS[Figure]
    kept: dict[str, Any] = {}
    for name, item in tree.items():
        if not (is_figure and name == "alt"):
            kept[name] = _without_descriptions(item)
    return kept


def _descriptions(paper: Paper) -> list[str]:
    blocks = list(chain.from_iterable(paper.introductions))
    for numbered in paper.questions:
        blocks += numbered.variant.question_blocks
    return [figure.alt for figure in figures_of(blocks)]


def figures_of(blocks: Iterable[Block]) -> list[Figure]:
    """The figures of some texts, in their order."""
    return [node for node in walk(blocks) if isinstance(node, Figure)]
