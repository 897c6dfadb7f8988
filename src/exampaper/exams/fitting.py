"""An exam against a bank: what it asks for and cannot have."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain

from exampaper.exams.exam import Exam, Pick
from exampaper.faults import Fault, Place, nearest


@dataclass(frozen=True)
class _Asked:
    """A pick, where it stands, and the questions it may come to: none that is picked by name elsewhere."""

    pick: Pick
    place: Place
    free: frozenset[str]


def validate(exam: Exam, marks: Mapping[str, int], pins: Mapping[str, Collection[str]]) -> list[Fault]:
    """What the exam asks of a bank and cannot have. marks, pins: of each question, by id."""
    asked = _asked(exam, marks)
    unknown = [list(_unknown(each, marks, pins)) for each in asked]
    sound = [each for each, faults in zip(asked, unknown, strict=True) if not faults]  # tell each pick once
    faults = [*chain(*unknown), *_twice(sound), *_too_many(sound), *_unequal(sound, marks)]
    faults.sort(key=lambda f: f.place.line or 0)
    return faults or list(_total(exam, asked, marks))


def _asked(exam: Exam, marks: Mapping[str, int]) -> list[_Asked]:
    picks = [(s, p, pick) for s, section in enumerate(exam.sections) for p, pick in enumerate(section.picks)]
    named = frozenset(pick.question for *_, pick in picks if pick.question)
    return [_Asked(pick, exam.place("sections", s, "picks", p), _free(pick, marks, named)) for s, p, pick in picks]


def _free(pick: Pick, ids: Collection[str], named: frozenset[str]) -> frozenset[str]:
    if pick.question:
        return frozenset({pick.question})
    return frozenset(pick.one_of or (id for id in ids if _topic(id) == pick.topic)) - named


def _topic(id: str) -> str:
    return id.rpartition("/")[0]


def _unknown(asked: _Asked, marks: Mapping[str, int], pins: Mapping[str, Collection[str]]) -> Iterator[Fault]:
    pick, place = asked.pick, asked.place
    for id in filter(None, (pick.question, *pick.one_of)):
        if id not in marks:
            yield Fault(f"no question {id!r} in the bank", place, nearest(id, marks))
    topics = {_topic(id) for id in marks}
    if pick.topic and pick.topic not in topics:
        yield Fault(f"no topic {pick.topic!r} in the bank", place, nearest(pick.topic, topics))
    if pick.pin and pick.question and pick.question in marks and pick.pin not in (known := pins.get(pick.question, ())):
        remedy = nearest(pick.pin, known) if known else "it has none: take pin out"
        yield Fault(f"{pick.question} has no pin {pick.pin!r}", place, remedy)


def _twice(asked: Sequence[_Asked]) -> Iterator[Fault]:
    seen: dict[str, Place] = {}
    for each in asked:
        id = each.pick.question
        if id in seen:
            line = seen[id].line
            remedy = f"it stands in line {line} already: " if line else ""
            yield Fault(f"{id} is picked twice", each.place, f"{remedy}take one out")
        elif id:
            seen[id] = each.place
        for id, count in Counter(each.pick.one_of).items():
            if count > 1:
                yield Fault(f"{id} stands twice in one_of", each.place, "name it once")


def _too_many(asked: Sequence[_Asked]) -> Iterator[Fault]:
    """Picks that some paper could not fill: at worst, those before them take what they could have had."""
    choices = [each for each in asked if not each.pick.question]
    for number, each in enumerate(choices):
        taken = _most_taken(each.free, choices[:number])
        left = len(each.free) - taken
        if each.pick.count > left:
            what = f"topic {each.pick.topic}" if each.pick.topic else "the list"
            count = f"only {left} may be" if taken else f"only {left} {'is' if left == 1 else 'are'}"
            remedy = "ask for fewer, or take another away that asks for the same questions"
            yield Fault(f"{each.pick.count} asked of {what}, but {count} left", each.place, remedy)


def _most_taken(free: frozenset[str], earlier: Sequence[_Asked]) -> int:
    """The most of these questions that earlier picks can come to: a maximum matching of picks and questions."""
    seats = [each.free & free for each in earlier for _ in range(min(each.pick.count, len(free)))]
    holder: dict[str, int] = {}

    def seated(seat: int, tried: set[str]) -> bool:
        for id in seats[seat]:
            if id not in tried:
                tried.add(id)
                if id not in holder or seated(holder[id], tried):
                    holder[id] = seat
                    return True
        return False

    return sum(seated(seat, set()) for seat in range(len(seats)))


def _worth(asked: _Asked, marks: Mapping[str, int]) -> list[int]:
    """The marks of each question a pick may come to."""
    return sorted(asked.pick.marks or marks[id] for id in asked.free if id in marks)


def _unequal(asked: Sequence[_Asked], marks: Mapping[str, int]) -> Iterator[Fault]:
    """Picks on which the total of a paper would depend. One that takes all it may come to is none."""
    for each in asked:
        values = sorted(set(_worth(each, marks)))
        if len(values) > 1 and each.pick.count < len(each.free):
            told = f"{', '.join(map(str, values[:-1]))} or {values[-1]}"
            message = f"a question of {told} marks: papers would differ in their total"
            yield Fault(message, each.place, "give the pick marks of its own: marks = …")


def _total(exam: Exam, asked: Sequence[_Asked], marks: Mapping[str, int]) -> Iterator[Fault]:
    # each pick's questions have equal marks, or it takes them all
    total = sum(sum(_worth(each, marks)[: each.pick.count]) for each in asked)
    if exam.marks is not None and total != exam.marks:
        remedy = "change the declared marks, or those of the picks"
        message = f"marks add up to {total}, not to the declared {exam.marks}"
        yield Fault(message, exam.place("marks"), remedy)
