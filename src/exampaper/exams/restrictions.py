"""An exam's choice of forms against a bank: what it names must be there, and a paper must be possible."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from typing import Any

from exampaper.exams.exam import Exam, Pick
from exampaper.exams.form_choice import toml
from exampaper.exams.toml_positions import KeyPath
from exampaper.faults import Fault, Faulty, nearest
from exampaper.questions.bank import Bank
from exampaper.questions.forms import Restriction, forms_of, parameters, restricted, same, statement_names
from exampaper.questions.question import Question


def restricted_bank(exam: Exam, bank: Bank) -> Bank:
    """The bank in which the questions of an exam draw only the forms that it allows. It has been validated."""
    changed: dict[str, Question] = {}
    named = _named(exam)
    for section in exam.sections:
        for pick in section.picks:
            for id in possible(pick, bank, named) if pick.forms or pick.without else ():
                changed[id] = restricted(bank[id], restriction(pick, bank[id]))
    return Bank({**bank, **changed}, bank.folders, bank.broken) if changed else bank


def _named(exam: Exam) -> set[str | None]:
    return {pick.question for section in exam.sections for pick in section.picks}


def possible(pick: Pick, bank: Bank, named: Collection[str | None] = ()) -> list[str]:
    """The questions that a pick may come to. named: ids that are picked by name, which no other pick comes to."""
    if pick.question:
        return [pick.question] if pick.question in bank else []
    ids = pick.one_of or bank.of_topic(pick.topic or "")
    return [id for id in ids if id in bank and id not in named]


def restriction(pick: Pick, question: Question) -> Restriction:
    """What a pick says of the forms of one of its questions, as far as that has such parameters or statements."""
    known = parameters(question)
    forms = tuple((name, values) for name, values in pick.forms.items() if name in known)
    return Restriction(forms, pick.without if question.behaviour.without is not None else ())


# ------------------------------------------------------------------ what the bank does not have


def form_faults(exam: Exam, bank: Bank, picks: Iterable[tuple[Pick, KeyPath]]) -> Iterator[Fault]:
    """What picks say of forms and their questions do not have. picks: with their paths in the exam file."""
    first: dict[str, tuple[Restriction, Pick]] = {}
    named = _named(exam)
    for pick, path in picks:
        questions = [bank[id] for id in possible(pick, bank, named)]
        for name, values in pick.forms.items():
            for fault in _unknown_forms(name, values, questions):
                yield Fault(fault.message, exam.place(*path, "forms", name), fault.remedy, "exam/unknown-form")
        yield from _unknown_statements(exam, pick, path, questions)
        for question in questions:
            wanted = restriction(pick, question)
            before, _ = first.setdefault(question.id, (wanted, pick))
            if before != wanted:
                message = f"{question.id} may also be picked elsewhere, with other forms"
                yield Fault(message, exam.place(*path), "name it in one place alone, or give both the same forms")


def _unknown_forms(name: str, values: tuple[Any, ...], questions: Iterable[Question]) -> Iterator[Fault]:
    """What is wrong with the values of a parameter, without its place."""
    names: dict[str, None] = {}
    having = []
    for question in questions:
        names |= dict.fromkeys(parameters(question))
        if name in parameters(question):
            having.append(question)
    if not having:
        remedy = nearest(name, names) if names else "take it out: nothing is drawn there"
        yield Fault(f"forms: no question of this entry draws {name!r}", remedy=remedy)
        return
    known = [forms_of(question).get(name, ()) for question in having]
    if not all(known):
        return  # a parameter of many values: trial draws tell whether it comes to these
    choices = sum(known, ())
    for value in values:
        if not any(same(value, choice) for choice in choices):
            yield Fault(f"forms: {name} is never {toml(value)}", remedy=_nearest_value(value, choices))


def _nearest_value(value: Any, choices: Iterable[Any]) -> str:
    if isinstance(value, str):
        texts = [choice for choice in choices if isinstance(choice, str)]
        if texts:
            return nearest(value, texts)
    return f"known: {', '.join(map(toml, dict.fromkeys(choices)))}"


def _unknown_statements(exam: Exam, pick: Pick, path: KeyPath, questions: Iterable[Question]) -> Iterator[Fault]:
    known: set[str] = set()
    for question in questions if pick.without else ():
        known |= statement_names(question)
    for number, name in enumerate(pick.without):
        if name not in known:
            remedy = nearest(name, known) if known else "take it out: there are no statements here"
            place = exam.place(*path, "without", number)
            yield Fault(f"without: no statement or group {name!r}", place, remedy, "exam/unknown-form")


def impossible(exam: Exam, pick: Pick, path: KeyPath, id: str, why: Faulty) -> Fault:
    """That a question cannot be drawn in the forms of a pick. why: what drawing it ended with."""
    key = "without" if pick.without and not pick.forms else "forms"
    first = why.faults[0]
    reason = "no draw comes to it" if first.code == "draw-ends" else first.message
    message = f"{id} cannot be drawn in the forms that the entry leaves: {reason}"
    return Fault(message, exam.place(*path, key), "allow more forms, or leave out less", "exam/impossible-form")
