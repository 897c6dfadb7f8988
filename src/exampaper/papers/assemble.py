"""A plan → papers: every slot becomes a variant, and every paper has its code."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import count

from exampaper.choice import Choice
from exampaper.exams import exam as exams
from exampaper.exams.arrangements import arranged
from exampaper.exams.exam import Exam, Pick, Section
from exampaper.exams.restrictions import restricted_bank
from exampaper.languages import language
from exampaper.model import Candidate, Paper, PaperSection, PlacedQuestion, Variant
from exampaper.nodes import Paragraph, Text
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
    sections: list[PaperSection] = []
    picks: dict[int, Pick] = {}
    for at, (section, slots) in enumerate(zip(exam.sections, plan.sections, strict=True)):
        variants = []
        for slot in slots:
            variants.append(
                bank[slot.id].variant(
                    slot.seed,
                    pin=slot.pin,
                    marks=slot.marks,
                    bonus=exam.is_bonus(at, slot.id),
                    boxes=exam.has_boxes(at, slot.id),
                    shuffle=exam.shuffle_statements,
                    rule=exam.rule_of(at, slot.id),
                )
            )
        picks |= zip(count(number), picks_of(section, [slot.id for slot in slots], exam.shuffle))
        introduction = exams.passage(exam, section.instruction)
        placed = numbered(variants, number)
        if exam.pages.numbering == "section":
            placed = _named_by_section(placed, len(sections) + 1)
        if section.choice:
            introduction = (_rule(section.choice, placed, exam.lang), *introduction)
        sections.append(PaperSection(section.title, introduction, placed, section.choice))
        number += len(variants)
    paper = Paper(
        exams.heading(exam),
        plan.name,
        printed_code or "",
        tuple(sections),
        candidate,
        arranged(exams.layout(exam, picks), exam, candidate),
    )
    return paper if printed_code else replace(paper, code=paper_code(plan.key, question_paper(paper)))


def _rule(choice: Choice, questions: Iterable[PlacedQuestion], lang: str) -> Paragraph:
    """What a section says of its choice."""
    return Paragraph((Text(choice.rule([question.name for question in questions], language(lang))),))


def _named_by_section(questions: Iterable[PlacedQuestion], section: int) -> tuple[PlacedQuestion, ...]:
    named = []
    for at, question in enumerate(questions, 1):
        named.append(replace(question, own_name=f"{section}.{at}"))
    return tuple(named)


def picks_of(section: Section, ids: Sequence[str], shuffled: bool) -> list[Pick]:
    """What each question of a section was picked by. ids: the questions in their order; shuffled: in another one."""
    in_turn: list[Pick] = []
    for pick in section.picks:
        in_turn += [pick] * pick.count
    if not (shuffled or section.shuffle):
        return in_turn
    left, found = list(in_turn), []
    for id in ids:
        pick = min(left, key=lambda pick: _distance(pick, id))
        left.remove(pick)
        found.append(pick)
    return found


def _distance(pick: Pick, id: str) -> int:
    """How far a pick is from naming a question."""
    if pick.question == id:
        return 0
    if id in pick.one_of:
        return 1
    return 2 if pick.topic == id.rpartition("/")[0] else 3


def assemble_label(exam: Exam, bank: Bank, secret: bytes, label: str) -> Paper:
    """The paper of a label alone. The exam has been validated. Raises Faulty for a question that fails."""
    return assemble_paper(exam, bank, plan_papers(exam, bank, secret, [label]).papers[0])


def numbered(variants: Iterable[Variant], first: int) -> tuple[PlacedQuestion, ...]:
    """The variants with their numbers, counted from the first."""
    return tuple(map(PlacedQuestion, count(first), variants))
