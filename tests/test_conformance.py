"""Every question × every target, over several seeds."""

from __future__ import annotations

import re

import pytest

from exampaper import nodes
from exampaper.engines import latex as latex_engine
from exampaper.model import Heading, Paper, PaperSection, PlacedQuestion
from exampaper.papers.documents import DOCUMENTS, Document, source
from exampaper.questions.bank import Bank
from exampaper.questions.question import Question, params_from_json, params_to_json
from exampaper.targets import TARGETS, with_documents
from exampaper.testing import check_documents, check_kinds, check_secrecy, check_variant, check_words
from exampaper.text import walk
from exampaper.writers import plain
from tests.conftest import ROOT

IDS = [path.relative_to(ROOT / "bank").with_suffix("").as_posix() for path in sorted(ROOT.glob("bank/*/*.md"))]
SEEDS = range(40)
ONE_BY_ONE = [target.name for target in with_documents() if not target.batched]  # those of LaTeX are made many at once


@pytest.mark.parametrize("id", IDS)
class TestQuestion:
    def test_every_draw_checks(self, bank: Bank, id: str) -> None:
        question = bank[id]
        check = question.behaviour.check
        for seed in SEEDS:
            variant = question.variant(seed)
            if check:
                check(variant.params, variant.answers, lambda variant=variant: variant.markdown)
            assert variant.marks == question.marks

    def test_a_seed_always_gives_the_same(self, bank: Bank, id: str) -> None:
        again = Bank.load(ROOT / "bank")
        for seed in range(5):
            assert str(bank[id].variant(seed)) == str(again[id].variant(seed))

    def test_draws_vary(self, bank: Bank, id: str) -> None:
        assert len({bank[id].draw(seed) for seed in range(60)}) > 10

    def test_params_survive_json(self, bank: Bank, id: str) -> None:
        import json

        question = bank[id]
        for seed in SEEDS:
            params = question.draw(seed)
            assert params_from_json(type(params), json.dumps(params_to_json(params))) == params

    def test_its_pins_check(self, bank: Bank, id: str) -> None:
        for pin in bank[id].pins:
            variant = bank[id].variant(pin=pin)
            if check := bank[id].behaviour.check:
                check(variant.params, variant.answers, lambda variant=variant: variant.markdown)

    def test_computed_questions_have_slips(self, bank: Bank, id: str) -> None:
        if bank[id].kind.name == "computed":
            names = {slip.name for seed in SEEDS for slip in bank[id].variant(seed).slips}
            verdicts = [len(getattr(kind, "words", ())) == 2 for kind in bank[id].behaviour.types.values()]
            assert len(names) >= (1 if all(verdicts) else 2)  # between two verdicts there is one wrong one

    @pytest.mark.parametrize("target", TARGETS)
    def test_every_target_writes_it(self, bank: Bank, id: str, target: str) -> None:
        for seed in SEEDS:
            check_variant(target, bank[id].variant(seed))

    def test_its_key_is_one_line(self, bank: Bank, id: str) -> None:
        for seed in SEEDS:
            for part in bank[id].variant(seed).parts:
                assert plain.line(part.key) == " ".join(plain.line(part.key).split())

    def test_no_answer_stands_in_the_question(self, bank: Bank, id: str) -> None:
        for seed in SEEDS:
            variant = bank[id].variant(seed)
            asked = [n for blocks in (variant.stem, *(p.text for p in variant.parts)) for n in walk(blocks)]
            answered = {n for p in variant.parts for n in walk(p.answer) if isinstance(n, nodes.Figure)}
            assert not answered & {n for n in asked if isinstance(n, nodes.Figure)}

    @pytest.mark.parametrize("target", ONE_BY_ONE)
    def test_the_documents_of_every_target_are_made(self, bank: Bank, id: str, target: str) -> None:
        check_documents(target, paper_of(bank, id, seeds=range(12)))


@pytest.mark.parametrize("target", TARGETS)
class TestTarget:
    def test_every_kind_of_node_is_known(self, target: str) -> None:
        check_kinds(target)

    def test_no_word_gets_lost(self, target: str) -> None:
        check_words(target)

    def test_no_question_paper_tells_an_answer(self, target: str) -> None:
        if TARGETS[target].documents:
            check_secrecy(target)


@pytest.mark.latex
@pytest.mark.parametrize("document", DOCUMENTS)
@pytest.mark.parametrize("ids", [IDS[at : at + 8] for at in range(0, len(IDS), 8)], ids=lambda ids: ids[0])
def test_latex_makes_a_pdf_of_them(bank: Bank, ids: list[str], document: Document) -> None:
    """Many in one pass, for to start LaTeX takes longer than its work; but no number of a question has three digits."""
    paper = paper_of(bank, *ids, seeds=range(12))
    made = latex_engine.compiled(source(paper, document, "latex"))
    assert made.pdf.startswith(b"%PDF")
    assert re.findall(r"(?m)^Overfull.*", made.log) == []


def paper_of(bank: Bank, *ids: str, seeds: range) -> Paper:
    return Paper(Heading("Exam"), "A", "0000-0000-0", tuple(_section(bank[id], seeds) for id in ids))


def _section(question: Question, seeds: range) -> PaperSection:
    variants = tuple(PlacedQuestion(number, question.variant(seed)) for number, seed in enumerate(seeds, 1))
    return PaperSection(question.id, (), variants)
