"""Practice papers: questions that a student asks for, drawn afresh."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import partial

from exampaper.faults import Faulty, fault, nearest
from exampaper.model import Heading, Paper, PaperSection
from exampaper.papers.assemble import numbered
from exampaper.papers.codes import paper_code
from exampaper.papers.seeds import paper_key, question_seed, rank
from exampaper.questions.bank import Bank
from exampaper.questions.question import Question

USUAL_COUNT = 6
"""Questions of a practice paper, where nobody says how many."""


def select_questions(bank: Bank, words: Iterable[str]) -> list[Question]:
    """The questions of these ids and topics, each once; all without any. Raises Faulty for an unknown one."""
    selected: dict[str, None] = {}
    for word in words:
        if word in bank.broken:
            raise Faulty(*bank.broken[word])
        ids = [id for id in bank if word in (id, bank[id].topic)]
        if not ids:
            raise fault(f"no question or topic {word!r} in the bank", remedy=nearest(word, [*bank, *bank.topics]))
        selected |= dict.fromkeys(ids)
    return list(map(bank.__getitem__, selected or bank))


def practice_paper(questions: Sequence[Question], count: int, seed: int) -> Paper:
    """A practice paper: no question a second time while others are left."""
    key = paper_key("practice", str(seed).encode(), "")
    by_id = {question.id: question for question in questions}
    variants = []
    for number in range(count):
        lap, place = divmod(number, len(questions))
        id = sorted(by_id, key=partial(rank, key, f"lap {lap}"))[place]
        variants.append(by_id[id].variant(question_seed(key, f"{id}\0{lap}")))
    heading = Heading(title="Practice paper", candidate=())
    section = PaperSection("Questions", (), numbered(variants, 1))
    return Paper(heading, str(seed), paper_code(key), (section,))
