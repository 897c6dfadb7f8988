"""An exam against a bank: what it asks for and cannot have, and which of its questions cannot be made."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

from exampaper.exams.exam import Exam, Pick
from exampaper.exams.restrictions import form_faults, impossible, restriction
from exampaper.exams.toml_positions import KeyPath
from exampaper.faults import Fault, Faulty, Place, nearest
from exampaper.languages import language
from exampaper.model import Variant
from exampaper.questions.bank import Bank, own_bank
from exampaper.questions.forms import restricted
from exampaper.questions.question import Question

TRIALS = 3  # a question that fails with each of so many seeds is faulty; one that fails rarely fails a paper

UNKNOWN_QUESTION = "exam/unknown-question"
UNKNOWN_TOPIC = "exam/unknown-topic"
OTHER_LANGUAGE = "exam/other-language"


def validate(exam: Exam, bank: Bank) -> None:
    """Raises Faulty with everything that the exam asks of the bank and cannot have."""
    faults = list(_broken_questions(exam, bank))
    if not faults:
        marks: dict[str, int] = {}
        pins: dict[str, Collection[str]] = {}
        for id, question in bank.items():
            marks[id], pins[id] = question.marks, tuple(question.pins)
        faults = request_faults(exam, marks, pins) or list(form_faults(exam, bank, _picks(exam)))
        faults = faults or list(_other_languages(exam, bank))
        faults = faults or [*_no_statements(exam, bank), *_failing_questions(exam, bank)]
    if any(fault.code in (UNKNOWN_QUESTION, UNKNOWN_TOPIC) for fault in faults) and own_bank():
        faults.append(Fault("bank/ here goes before the packaged bank", remedy=own_bank()))
    if faults:
        raise Faulty(*dict.fromkeys(faults))


def pool_of(pick: Pick, bank: Bank, named: Collection[str] = ()) -> tuple[str, ...]:
    """The questions that a pick leaves a choice of. named: ids that are picked by name elsewhere."""
    ids = pick.one_of or bank.of_topic(pick.topic or "")
    return tuple(id for id in ids if id not in named)


# ------------------------------------------------------------------ what the bank does not have


@dataclass(frozen=True)
class _Request:
    """A pick, where it stands, and the questions it may come to: none that is picked by name elsewhere."""

    pick: Pick
    place: Place
    ids: frozenset[str]


def request_faults(exam: Exam, marks: Mapping[str, int], pins: Mapping[str, Collection[str]]) -> list[Fault]:
    """What the exam asks of a bank that does not have it. marks, pins: of each question, by id."""
    requests = _requests(exam, marks)
    faults: list[Fault] = []
    possible = []
    for request in requests:
        unknown = list(_unknown(request, marks, pins))
        faults += unknown
        if not unknown:  # one fault a pick is enough
            possible.append(request)
    faults += [*_repeated(possible), *_too_many(possible), *_unequal(possible, marks)]
    faults.sort(key=lambda fault: fault.place.line or 0)
    return faults or list(_wrong_total(exam, requests, marks))


def _requests(exam: Exam, ids: Collection[str]) -> list[_Request]:
    picks = _picks(exam)
    named = {pick.question for pick, _ in picks}
    return [_Request(pick, exam.place(*path), _possible_ids(pick, ids, named)) for pick, path in picks]


def _picks(exam: Exam) -> list[tuple[Pick, KeyPath]]:
    """The picks of all sections, each with its path in the exam file."""
    picks: list[tuple[Pick, KeyPath]] = []
    for at, section in enumerate(exam.sections):
        for number, pick in enumerate(section.picks):
            picks.append((pick, ("sections", at, "picks", number)))
    return picks


def _possible_ids(pick: Pick, ids: Collection[str], named: Collection[str | None]) -> frozenset[str]:
    if pick.question:
        return frozenset({pick.question})
    return frozenset(pick.one_of or (id for id in ids if _topic(id) == pick.topic)) - set(named)


def _topic(id: str) -> str:
    return id.rpartition("/")[0]


def _unknown(request: _Request, marks: Mapping[str, int], pins: Mapping[str, Collection[str]]) -> Iterator[Fault]:
    pick, place = request.pick, request.place
    for id in filter(None, (pick.question, *pick.one_of)):
        if id not in marks:
            yield Fault(f"no question {id!r} in the bank", place, nearest(id, marks), UNKNOWN_QUESTION)
    topics = set(map(_topic, marks))
    if pick.topic and pick.topic not in topics:
        yield Fault(f"no topic {pick.topic!r} in the bank", place, nearest(pick.topic, topics), UNKNOWN_TOPIC)
    if pick.pin and pick.question and pick.question in marks:
        known = pins.get(pick.question, ())
        if pick.pin not in known:
            remedy = nearest(pick.pin, known) if known else "it has none: take pin out"
            yield Fault(f"{pick.question} has no pin {pick.pin!r}", place, remedy, "exam/unknown-pin")


def _repeated(requests: Sequence[_Request]) -> Iterator[Fault]:
    first: dict[str, Place] = {}
    for request in requests:
        id = request.pick.question
        if id in first:
            line = first[id].line
            remedy = f"already picked in line {line}: take one out" if line else "take one out"
            yield Fault(f"{id} is picked twice", request.place, remedy)
        elif id:
            first[id] = request.place
        for repeated, count in Counter(request.pick.one_of).items():
            if count > 1:
                yield Fault(f"{repeated} is listed twice in one_of", request.place, "name it once")


def _too_many(requests: Sequence[_Request]) -> Iterator[Fault]:
    """Picks that some paper could not fill: at worst, those before them take what they could have had."""
    choices = [request for request in requests if not request.pick.question]
    for number, request in enumerate(choices):
        taken = _most_taken(request.ids, choices[:number])
        left = len(request.ids) - taken
        if request.pick.count > left:
            pool = f"topic {request.pick.topic}" if request.pick.topic else "the list"
            verb = "may be" if taken else "is" if left == 1 else "are"
            remedy = "ask for fewer, or take another away that asks for the same questions"
            yield Fault(f"{request.pick.count} asked of {pool}, but only {left} {verb} left", request.place, remedy)


def _most_taken(ids: frozenset[str], earlier: Sequence[_Request]) -> int:
    """The most of these questions that earlier picks can come to.

    A maximum matching of seats (a pick has as many as it takes questions) and questions, by augmenting paths: a seat
    takes a free question, or one whose holder can move to another (Kuhn's algorithm).
    """
    seats: list[frozenset[str]] = []
    for request in earlier:
        seats += [request.ids & ids] * min(request.pick.count, len(ids))
    holders: dict[str, int] = {}

    def seat_at(seat: int, tried: set[str]) -> bool:
        for id in seats[seat]:
            if id in tried:
                continue
            tried.add(id)
            if id not in holders or seat_at(holders[id], tried):
                holders[id] = seat
                return True
        return False

    return sum(seat_at(seat, set()) for seat in range(len(seats)))


def _possible_marks(request: _Request, marks: Mapping[str, int]) -> list[int]:
    """The marks of each question a pick may come to, in ascending order."""
    return sorted(request.pick.marks or marks[id] for id in request.ids if id in marks)


def _unequal(requests: Sequence[_Request], marks: Mapping[str, int]) -> Iterator[Fault]:
    """Picks on which the total of a paper would depend. One that takes all it may come to is none."""
    for request in requests:
        values = sorted(set(_possible_marks(request, marks)))
        if len(values) > 1 and request.pick.count < len(request.ids):
            alternatives = f"{', '.join(map(str, values[:-1]))} or {values[-1]}"
            message = f"a question of {alternatives} marks: papers would differ in their total"
            yield Fault(message, request.place, "give the pick marks of its own: marks = …")


def _wrong_total(exam: Exam, requests: Sequence[_Request], marks: Mapping[str, int]) -> Iterator[Fault]:
    total = 0
    for request in requests:  # each pick's questions have equal marks, or it takes them all
        total += sum(_possible_marks(request, marks)[: request.pick.count])
    if exam.marks is not None and total != exam.marks:
        remedy = "change the declared marks, or those of the picks"
        message = f"marks add up to {total}, not to the declared {exam.marks}"
        yield Fault(message, exam.place("marks"), remedy)


# ------------------------------------------------------------------ questions that cannot be made


def _broken_questions(exam: Exam, bank: Bank) -> Iterator[Fault]:
    """What is wrong with files of questions that the exam asks, or may ask."""
    for pick, path in _picks(exam):
        for id, faults in bank.broken.items():
            if id == pick.question or id in pick.one_of:
                yield from faults
            elif pick.topic == _topic(id):
                yield from faults
                remedy = "mend it, or name the questions to take: { one_of = [ … ] }"
                message = f"the topic {pick.topic!r} cannot be asked while {id} does not load"
                yield Fault(message, exam.place(*path), remedy)


def _failing_questions(exam: Exam, bank: Bank) -> Iterator[Fault]:
    """What is wrong with questions that no paper could have: each is tried with a few seeds."""
    for pick, path in _picks(exam):
        for id in (pick.question,) if pick.question else pool_of(pick, bank):
            chosen = restriction(pick, bank[id])
            try:
                variant = _tried(restricted(bank[id], chosen), pick.pin)
            except Faulty as error:  # too few statements are left
                variant = error
            if isinstance(variant, Faulty) and chosen:
                yield impossible(exam, pick, path, id, variant)
            elif isinstance(variant, Faulty):
                yield from variant.faults
            else:
                yield from _too_few_marks(pick, variant, exam.place(*path, "marks"))


def _other_languages(exam: Exam, bank: Bank) -> Iterator[Fault]:
    """Picks that may come to a question in another language than the exam's."""
    if exam.mixed_languages:
        return
    own = language(exam.lang).english
    for pick, path in _picks(exam):
        for id in (pick.question,) if pick.question else pool_of(pick, bank):
            lang = bank[id].source.front.lang
            if lang != exam.lang:
                message = f"{id} is in {language(lang).english}, the exam in {own}"
                remedy = f"ask for a question in {own}, say lang = {lang!r}, or allow both: mixed_languages = true"
                yield Fault(message, exam.place(*path), remedy.replace("'", '"'), OTHER_LANGUAGE)
                break


def _no_statements(exam: Exam, bank: Bank) -> Iterator[Fault]:
    """Picks that say how statements earn marks, and can have none."""
    for pick, path in _picks(exam):
        ids = (pick.question,) if pick.question else pool_of(pick, bank)
        if pick.statements and not any(bank[id].kind.lists for id in ids):
            remedy = "take it out: it says how statements earn marks"
            yield Fault("statements: the pick asks for no statements", exam.place(*path, "statements"), remedy)


def _too_few_marks(pick: Pick, variant: Variant, place: Place) -> Iterator[Fault]:
    least = sum(len(part.marking) for part in variant.parts)
    if pick.marks and pick.marks < least:
        message = f"{pick.marks} marks cannot be shared among {least} marking points of {variant.id}"
        yield Fault(message, place, f"give it {least} at least")


def _tried(question: Question, pin: str | None) -> Variant | Faulty:
    """A variant of the question; its first fault, where it fails with every seed that is tried."""
    failures = []
    for seed in range(1 if pin else TRIALS):
        try:
            return question.variant(seed, pin=pin)
        except Faulty as error:
            failures.append(error)
    return failures[0]
