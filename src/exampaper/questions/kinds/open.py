"""Open questions: text, answer and marking, perhaps about one of several subjects with its valid reasons."""

from __future__ import annotations

from dataclasses import dataclass
from types import ModuleType
from typing import Any

from pydantic import Field

from exampaper.draw import Rng
from exampaper.faults import fault
from exampaper.questions.behaviour import Behaviour, Context, NoAnswers
from exampaper.questions.front_matter import FrontMatter, Range
from exampaper.questions.kind import QuestionKind
from exampaper.questions.question_file import Layout, QuestionFile
from exampaper.questions.subjects import Subject, subjects

SECTION = "Subjects"


class OpenFrontMatter(FrontMatter):
    """ask: how many reasons are asked for."""

    ask: Range = Field(default=[1, 1])


@dataclass(frozen=True)
class OpenParams:
    """The subject asked about, and how many reasons are wanted."""

    subject: str
    count: int


def open_question(file: QuestionFile, module: ModuleType | None) -> Behaviour:
    """Raises Faulty for a pool without subjects, and for a subject with too few reasons."""
    if SECTION not in file.extra:
        return Behaviour()
    pool = {subject.id: subject for subject in subjects(file.extra[SECTION], file.path)}
    assert isinstance(file.front, OpenFrontMatter)
    fewest, most = file.front.ask
    if not pool:
        raise fault("no subjects", file.path, file.extra[SECTION].line, "add one with ### {name} its name")
    for subject in pool.values():
        if len(subject.reasons) < most:
            remedy = f"give at least {most}, as many as `ask` may ask for"
            raise fault(f"{subject.name} has too few reasons", file.path, subject.line, remedy)

    def draw(rng: Rng) -> OpenParams:
        return OpenParams(rng.choice(list(pool)), rng.integer(fewest, most))

    def context(params: OpenParams, answers: Any) -> Context:
        return _context(pool[params.subject], params.count)

    def refusal(params: OpenParams) -> str:
        return "" if params.subject in pool else f"no subject {params.subject!r}"

    return Behaviour(OpenParams, NoAnswers, draw, context=context, refusal=refusal, forms={"subject": tuple(pool)})


def _context(subject: Subject, count: int) -> Context:
    return {
        "subject": subject.name,
        "plural": subject.plural,
        "reasons": subject.reasons[:count],
        "others": subject.reasons[count:],
    }


KIND = QuestionKind("open", open_question, Layout(OpenFrontMatter, (SECTION,)), marked_by_person=True)
