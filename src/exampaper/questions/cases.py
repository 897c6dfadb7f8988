"""Cases of a question: `# kind == "grouped"` begins a block with a text, an Answer and a Marking of its own.

Blocks become conditions within each section, at the lines at which they stand in the file, so that faults keep theirs.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from exampaper.faults import fault
from exampaper.questions.sections import PartSections, Section

OTHERWISE = "otherwise"
"""The condition of a last block, for all that no other one is for."""

_NONE_HOLDS = '<% else %><< "" | no_case >><% endif %>'


@dataclass(frozen=True, slots=True)
class Case:
    """A block: its condition, the line of its heading, its text, and its parts."""

    condition: str
    line: int
    stem: Section
    parts: tuple[PartSections, ...]


def merged(common: Section, cases: Sequence[Case], path: Path) -> tuple[Section, tuple[PartSections, ...]]:
    """The stem and the parts of a question with cases. common: what stands above the first.

    Raises Faulty for cases with different parts, and for an “otherwise” that is not the last.
    """
    labels = [part.label for part in cases[0].parts]
    for case in cases:
        if [part.label for part in case.parts] != labels:
            message = f"case {case.condition} has other parts than {cases[0].condition}"
            raise fault(message, path, case.line, f"give each case the parts {', '.join(labels) or 'of the others'}")
        if case.condition == OTHERWISE and case is not cases[-1]:
            raise fault("otherwise is not the last case", path, case.line, "move it to the end")
    stem = _joined(common, _chosen({case: case.stem for case in cases}))
    parts = []
    for number, label in enumerate(labels):
        sections = []
        for name in ("text", "answer", "marking", "lead"):
            sections.append(_chosen({case: getattr(case.parts[number], name) for case in cases}))
        parts.append(PartSections(label, *sections))
    return stem, tuple(parts)


def _chosen(sections: dict[Case, Section]) -> Section:
    """One section whose text is that of the case that holds; empty where all are.

    Each condition stands on the line of the heading above its text.
    """
    first, *_ = sections.values()
    if not any(section.text.strip() for section in sections.values()):
        return first
    text, line, branch = "", first.line - 1, "if"
    for case, section in sections.items():
        tag = "else" if case.condition == OTHERWISE else f"{branch} {case.condition}"
        between = "\n" * (section.line - 1 - line)
        text += f"{between}<% {tag} %>\n{section.text}"
        line = section.line + section.text.count("\n")
        branch = "elif"
    last = [*sections][-1]
    return Section(text + ("<% endif %>" if last.condition == OTHERWISE else _NONE_HOLDS), first.line - 1)


def _joined(above: Section, below: Section) -> Section:
    """Two sections as one, with the lines of both."""
    if not below.text.strip():
        return above
    between = max(below.line - above.line - above.text.count("\n"), 0)
    return Section(above.text + "\n" * between + below.text, above.line)
