"""A plan → papers: every slot becomes a variant, and every paper has its code."""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any

from exampaper import canonical
from exampaper.exams import exam as exams
from exampaper.exams.exam import Exam
from exampaper.model import Candidate, Heading, Numbered, Paper, PaperSection, Variant
from exampaper.papers.deal import Slot
from exampaper.papers.identity import question_paper
from exampaper.papers.keyed import paper_key, question_seed, rank
from exampaper.papers.plan import Planned, plan
from exampaper.questions.bank import Bank
from exampaper.questions.question import Question

ALPHABET = "23456789ACEFHJKMNPRTWXY"  # 23 signs, a prime; of signs that look alike (8 B, 5 S, 0 O D Q, …) one at most
BASE = len(ALPHABET)
SIGNS = 8


def paper(
    exam: Exam, bank: Bank, planned: Planned, candidate: Candidate | None = None, printed: str | None = None
) -> Paper:
    """The paper that was planned. printed: the code that it bore; the one that it has by now, without.

    Raises Faulty for a question that fails.
    """
    number = 1
    sections = []
    for section, slots in zip(exam.sections, planned.sections, strict=True):
        variants = [_variant(exam, slot, bank[slot.id]) for slot in slots]
        introduction = exams.passage(exam, section.instruction)
        sections.append(PaperSection(section.title, introduction, _numbered(variants, number)))
        number += len(variants)
    made = Paper(exams.heading(exam), planned.name, printed or "", tuple(sections), candidate)
    return made if printed else replace(made, code=code(planned.key, question_paper(made)))


def assemble(exam: Exam, bank: Bank, secret: bytes, label: str) -> Paper:
    """The paper of a label alone. `plan.validate` has been called. Raises Faulty for a question that fails."""
    return paper(exam, bank, plan(exam, bank, secret, [label]).papers[0])


def _variant(exam: Exam, slot: Slot, question: Question) -> Variant:
    return question.variant(slot.seed, pin=slot.pin, marks=slot.marks, shuffle=exam.shuffle_statements)


def _numbered(variants: Iterable[Variant], first: int) -> tuple[Numbered, ...]:
    return tuple(Numbered(number, variant) for number, variant in enumerate(variants, first))


# ------------------------------------------------------------------ codes


def code(key: bytes, said: Any = None) -> str:
    """A paper's short code, eight signs and a check sign: K7P2-9XWA-5. Without the key, it tells nothing.

    said: what its question paper says. Two papers of one key that say the same to their candidate share a code.
    """
    content = bytes.fromhex(canonical.digest(said)) if said is not None else b""
    value = int.from_bytes(hmac.new(key, b"\0code" + content, hashlib.sha256).digest(), "big")
    signs = "".join(ALPHABET[value // BASE**place % BASE] for place in range(SIGNS))
    return f"{signs[:4]}-{signs[4:]}-{check_sign(signs)}"


def check_sign(signs: str) -> str:
    """Tells any one sign mistyped and any two exchanged (a weighted sum modulo a prime)."""
    return ALPHABET[sum(weight * ALPHABET.index(sign) for weight, sign in enumerate(signs, 2)) % BASE]


def read_code(typed: str) -> str | None:
    """The code that was typed, in any case, hyphens or none, B for 8, S for 5 and so on; None for a slip."""
    signs = "".join(typed.upper().split()).replace("-", "").translate(str.maketrans("BSZG", "8526"))
    if len(signs) != SIGNS + 1 or set(signs) - set(ALPHABET) or check_sign(signs[:-1]) != signs[-1]:
        return None
    return f"{signs[:4]}-{signs[4:8]}-{signs[8]}"


# ------------------------------------------------------------------ practice


def practice(questions: Sequence[Question], count: int, seed: int) -> Paper:
    """A practice paper: no question a second time while others are left."""
    key = paper_key("practice", str(seed).encode(), "")
    variants = []
    for number in range(count):
        lap, place = divmod(number, len(questions))
        deck = sorted(questions, key=lambda question: rank(key, f"lap {lap}", question.id))
        chosen = deck[place]
        variants.append(chosen.variant(question_seed(key, f"{chosen.id}\0{lap}")))
    heading = Heading(title="Practice paper", candidate=())
    return Paper(heading, str(seed), code(key), (PaperSection("Questions", (), _numbered(variants, 1)),))
