"""Exam × bank × secret → papers.

Each variant's seed is a hash of secret, exam, paper and question id alone, and each choice among
questions is by such a hash too: editing one question, or adding another, changes no other variant.
"""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Collection, Iterable, Sequence

from exampaper import exam as exams
from exampaper.bank import Bank
from exampaper.exam import Exam, Pick, Section
from exampaper.faults import Faulty
from exampaper.model import Heading, Numbered, Paper, PaperSection, Variant
from exampaper.question import SEEDS, Question

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"  # no I, L, O, U: nothing to take for another


def labels(count: int) -> list[str]:
    """A, B, …, Z, AA, AB, …: the labels of so many versions."""
    return [_label(number) for number in range(count)]


def _label(number: int) -> str:
    head, last = divmod(number, 26)
    return (_label(head - 1) if head else "") + chr(65 + last)


def validate(exam: Exam, bank: Bank) -> None:
    """Raises Faulty with everything this exam asks of this bank and cannot have."""
    faults = exams.validate(exam, {q.id: q.marks for q in bank.values()}, {q.id: tuple(q.pins) for q in bank.values()})
    if faults:
        raise Faulty(*faults)


def assemble(exam: Exam, bank: Bank, secret: bytes, label: str) -> Paper:
    """The paper of a label. `validate` has been called. Raises Faulty for a question that fails."""
    key = paper_key(exam.id, secret, label)
    named = {pick.question for section in exam.sections for pick in section.picks if pick.question}
    taken: set[str] = set()
    number = 1
    sections = []
    for section in exam.sections:
        variants = _variants(exam, section, bank, key, named, taken)
        sections.append(PaperSection(section.title, section.instruction, _numbered(variants, number)))
        number += len(variants)
    return Paper(exams.heading(exam), label, code(key), tuple(sections))


def paper_key(exam_id: str, secret: bytes, label: str) -> bytes:
    """What all the randomness of one paper comes from: a keyed hash of exam and label."""
    return hmac.new(secret, f"{exam_id}\0{label}".encode(), hashlib.sha256).digest()


def question_seed(key: bytes, id: str) -> int:
    """The seed of a question's variant in the paper of this key."""
    return int.from_bytes(hmac.new(key, id.encode(), hashlib.sha256).digest()[:8], "big") % SEEDS


def code(key: bytes) -> str:
    """A paper's short code, eight signs and a check sign: K7Q2-9XVB-M."""
    value = int.from_bytes(hmac.new(key, b"\0code", hashlib.sha256).digest()[:5], "big")
    signs = "".join(ALPHABET[value >> shift & 31] for shift in range(35, -5, -5))
    return f"{signs[:4]}-{signs[4:]}-{check_sign(signs)}"


def check_sign(signs: str) -> str:
    """Tells any one sign mistyped and any two neighbours swapped (weighted sum modulo the prime 31)."""
    return ALPHABET[sum(weight * ALPHABET.index(sign) for weight, sign in enumerate(signs, 2)) % 31]


def _numbered(variants: Iterable[Variant], first: int) -> tuple[Numbered, ...]:
    return tuple(Numbered(number, variant) for number, variant in enumerate(variants, first))


def _variants(
    exam: Exam, section: Section, bank: Bank, key: bytes, named: Collection[str], taken: set[str]
) -> list[Variant]:
    made: list[Variant] = []
    for pick in section.picks:
        for id in _chosen(pick, bank, key, named, taken):
            taken.add(id)
            made.append(_variant(exam, pick, bank[id], key))
    if section.shuffle or exam.shuffle:
        made.sort(key=lambda variant: _rank(key, "order", variant.id))
    return made


def _variant(exam: Exam, pick: Pick, question: Question, key: bytes) -> Variant:
    seed = None if pick.pin else question_seed(key, question.id)
    return question.variant(seed, pin=pick.pin, marks=pick.marks, shuffle=exam.shuffle_statements)


def _chosen(pick: Pick, bank: Bank, key: bytes, named: Collection[str], taken: Collection[str]) -> Sequence[str]:
    if pick.question:
        return [pick.question]
    pool = pick.one_of or [id for id in bank if bank[id].topic == pick.topic]
    free = [id for id in pool if id not in named and id not in taken]
    return sorted(free, key=lambda id: _rank(key, "pick", id))[: pick.count]


def _rank(key: bytes, purpose: str, id: str) -> bytes:
    return hmac.new(key, f"{purpose}\0{id}".encode(), hashlib.sha256).digest()


def practice(questions: Sequence[Question], count: int, seed: int) -> Paper:
    """A practice paper: no question a second time while others are left."""
    key = paper_key("practice", str(seed).encode(), "")
    variants = []
    for number in range(count):
        lap, place = divmod(number, len(questions))
        deck = sorted(questions, key=lambda question: _rank(key, f"lap {lap}", question.id))
        chosen = deck[place]
        variants.append(chosen.variant(question_seed(key, f"{chosen.id}\0{lap}")))
    heading = Heading(title="Practice paper", candidate=())
    return Paper(heading, str(seed), code(key), (PaperSection("Questions", "", _numbered(variants, 1)),))
