"""A plan → papers: every slot becomes a variant, and every paper has its code."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from itertools import count

from exampaper.exams import exam as exams
from exampaper.exams.exam import Exam
from exampaper.exams.restrictions import restricted_bank
from exampaper.model import Candidate, Paper, PaperSection, PlacedQuestion, Variant
from exampaper.papers.codes import paper_code
from exampaper.papers.identity import question_paper
from exampaper.papers.plan import PaperPlan, plan_papers
from exampaper.questions.bank import Bank


def assemble_paper(
    exam: Exam, bank: Bank, plan: PaperPlan, candidate: Candidate | None = None, printed_code: str | None = None
) -> Paper:
    """The paper of a plan. printed_code: the code that it bore in print; else it gets the one of what it says now.

    Raises Faulty for a question that fails.
    """
    bank = restricted_bank(exam, bank)
    number = 1
    sections = []
    for at, (section, slots) in enumerate(zip(exam.sections, plan.sections, strict=True)):
        variants = []
        for slot in slots:
            variants.append(
                bank[slot.id].variant(
                    slot.seed,
                    pin=slot.pin,
                    marks=slot.marks,
                    shuffle=exam.shuffle_statements,
                    rule=exam.rule_of(at, slot.id),
                )
            )
        introduction = exams.passage(exam, section.instruction)
        sections.append(PaperSection(section.title, introduction, numbered(variants, number)))
        number += len(variants)
    paper = Paper(exams.heading(exam), plan.name, printed_code or "", tuple(sections), candidate)
    return paper if printed_code else replace(paper, code=paper_code(plan.key, question_paper(paper)))


def assemble_label(exam: Exam, bank: Bank, secret: bytes, label: str) -> Paper:
    """The paper of a label alone. The exam has been validated. Raises Faulty for a question that fails."""
    return assemble_paper(exam, bank, plan_papers(exam, bank, secret, [label]).papers[0])


def numbered(variants: Iterable[Variant], first: int) -> tuple[PlacedQuestion, ...]:
    """The variants with their numbers, counted from the first."""
    return tuple(map(PlacedQuestion, count(first), variants))
