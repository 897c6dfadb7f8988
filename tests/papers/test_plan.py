"""What stands on every paper: fair, and undisturbed by edits."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from exampaper.exams.exam import Exam
from exampaper.exams.loader import load, parse
from exampaper.papers import draws
from exampaper.papers.plan import Plan, PreviousPlan, plan_papers
from exampaper.papers.seeds import question_seed
from exampaper.papers.selection import BALANCE
from exampaper.papers.versions import deal_versions, labels
from exampaper.questions.bank import Bank
from exampaper.questions.hints import spoilt
from tests.conftest import ROOT

OPEN = """---
title: T
kind: open
marks: {marks}
minutes: {minutes}
difficulty: {difficulty}
---
Why?

## Answer

So.

## Marking

- [{marks}] So.
"""
COMPUTED = """---
title: T
kind: computed
marks: 2
minutes: 4
difficulty: 2
key: << n >>
---
What is << k >> + 1?

## Answer

<< n >>.

## Marking

- [2] << n >>
"""
PYTHON = """
from dataclasses import dataclass
@dataclass(frozen=True)
class Params:
    k: int
@dataclass(frozen=True)
class Answers:
    n: int
def draw(rng):
    return Params(rng.integer(1, {size}))
def solve(params):
    return Answers(params.k + 1)
def check(params, answers):
    assert sum(1 for _ in range(params.k + 1)) == answers.n
"""


def exam(picks: str) -> Exam:
    return parse(f'id = "x"\ntitle = "T"\n[[sections]]\ntitle = "S"\npicks = [{picks}]\n', Path("x.toml"))


@pytest.fixture
def pool(tmp_path: Path) -> Bank:
    """Six open questions a, …, f of a topic; their minutes and difficulties differ."""
    (tmp_path / "t").mkdir()
    for number, name in enumerate("abcdef"):
        text = OPEN.format(marks=2, minutes=4 + number % 3, difficulty=1 + number % 4)
        (tmp_path / "t" / f"{name}.md").write_text(text)
    return Bank.load(tmp_path)


def numbers(tmp_path: Path, size: int) -> Bank:
    """A bank of one computed question with so many variants."""
    (tmp_path / "t").mkdir()
    (tmp_path / "t" / "n.md").write_text(COMPUTED)
    (tmp_path / "t" / "n.py").write_text(PYTHON.format(size=size))
    return Bank.load(tmp_path)


def chosen(made: Plan) -> list[tuple[str, ...]]:
    return [tuple(slot.id for slot in paper.slots) for paper in made.papers]


def test_pools_are_used_evenly(pool: Bank) -> None:
    made = plan_papers(exam('{ topic = "t", count = 2 }'), pool, b"k", labels(60))
    uses = Counter(id for ids in chosen(made) for id in ids)
    assert set(uses) == set(pool)
    assert max(uses.values()) - min(uses.values()) <= 2


def test_papers_are_alike_in_length_and_difficulty(pool: Bank) -> None:
    made = plan_papers(exam('{ topic = "t", count = 3 }'), pool, b"k", labels(60))
    minutes = [sum(pool[id].source.front.minutes for id in ids) for ids in chosen(made)]
    mean = sum(minutes) / len(minutes)
    assert max(abs(m / mean - 1) for m in minutes) <= BALANCE or any("minutes" in told for told in made.notes)


def test_what_the_pools_do_not_allow_is_told(tmp_path: Path) -> None:
    (tmp_path / "t").mkdir()
    for name, minutes in (("a", 2), ("b", 20)):
        (tmp_path / "t" / f"{name}.md").write_text(OPEN.format(marks=2, minutes=minutes, difficulty=2))
    made = plan_papers(exam('{ one_of = ["t/a", "t/b"] }'), Bank.load(tmp_path), b"k", labels(4))
    assert [told.split(" differ")[0] for told in made.notes] == ["expected minutes"]


def test_no_two_papers_share_a_variant_while_there_are_fresh_ones(tmp_path: Path) -> None:
    bank = numbers(tmp_path, 40)
    made = plan_papers(exam('"t/n"'), bank, b"k", labels(40))
    params = [bank["t/n"].draw(slot.seed or 0) for paper in made.papers for slot in paper.slots]
    assert sorted(each.k for each in params) == list(range(1, 41))
    assert made.notes == ()


def test_when_all_are_dealt_neighbours_differ_and_it_is_told(tmp_path: Path) -> None:
    bank = numbers(tmp_path, 3)
    made = plan_papers(exam('"t/n"'), bank, b"k", labels(12))
    drawn = [bank["t/n"].draw(paper.slots[0].seed or 0).k for paper in made.papers]
    assert set(Counter(drawn).values()) == {4}
    assert all(one != other for one, other in pairwise(drawn))
    assert made.notes == ("t/n has 3 variants only: up to 4 papers share one, no neighbours share one",)


def had(asked: Exam, made: Plan) -> dict[str, PreviousPlan]:
    """What a manifest tells of a plan."""
    return {paper.name: PreviousPlan(asked.digest, paper.sections) for paper in made.papers}


@given(st.permutations([f"c{n}" for n in range(8)]), st.integers(1, 7))
@settings(max_examples=20, deadline=None)
def test_earlier_papers_stay_whoever_joins(bank: Bank, names: list[str], first: int) -> None:
    asked = exam('"rnn/statements", "convolutions/output_size", { topic = "vae", marks = 5 }')
    before = plan_papers(asked, bank, b"k", names[:first])
    after = plan_papers(asked, bank, b"k", sorted(names), had(asked, before))
    held = {paper.name: paper for paper in after.papers}
    assert all(held[paper.name] == paper for paper in before.papers)


def test_earlier_papers_keep_their_variants_in_a_small_space(tmp_path: Path) -> None:
    bank = numbers(tmp_path, 6)
    asked = exam('"t/n"')
    before = plan_papers(asked, bank, b"k", ["m", "n", "o"])
    after = plan_papers(asked, bank, b"k", ["a", "b", "c", "m", "n", "o"], had(asked, before))
    assert after.papers[3:] == before.papers
    assert len({bank["t/n"].draw(paper.slots[0].seed or 0) for paper in after.papers}) == 6


def opens(folder: Path, count: int) -> Bank:
    """A bank of so many open questions, of 5, 6, … 9 minutes."""
    (folder / "t").mkdir(exist_ok=True)
    for number in range(count):
        (folder / "t" / f"q{number:02}.md").write_text(OPEN.format(marks=2, minutes=5 + number % 5, difficulty=2))
    return Bank.load(folder)


def test_a_large_pool_is_used_evenly_and_papers_are_alike(tmp_path: Path) -> None:
    made = plan_papers(exam('{ topic = "t", count = 10 }'), opens(tmp_path, 40), b"k", labels(100))
    used = Counter(slot.id for paper in made.papers for slot in paper.slots)
    assert set(used.values()) == {25}
    assert made.notes == ()  # minutes and difficulty within the bound


def test_another_question_in_a_large_pool_changes_no_earlier_paper(tmp_path: Path) -> None:
    asked = exam('{ topic = "t", count = 5 }')
    before = plan_papers(asked, opens(tmp_path, 20), b"k", labels(12))
    after = plan_papers(asked, opens(tmp_path, 21), b"k", labels(16), had(asked, before))
    assert after.papers[:12] == before.papers
    assert "t/q20" in {slot.id for paper in after.papers[12:] for slot in paper.slots}


def test_a_question_taken_away_changes_only_the_papers_that_had_it(tmp_path: Path) -> None:
    asked = exam('{ topic = "t", count = 5 }')
    before = plan_papers(asked, opens(tmp_path, 20), b"k", labels(12))
    (tmp_path / "t" / "q07.md").unlink()
    after = plan_papers(asked, Bank.load(tmp_path), b"k", labels(12), had(asked, before))
    for old, new in zip(before.papers, after.papers, strict=True):
        ids, now = ({slot.id for slot in paper.slots} for paper in (old, new))
        assert new == old if "t/q07" not in ids else len(now & ids) == 4


def test_overlapping_pools_stay_in_their_sections_when_one_grows(tmp_path: Path) -> None:
    bank = opens(tmp_path, 5)
    picks = '{ one_of = ["t/q00", "t/q01", "t/q02"] }, { one_of = ["t/q01", "t/q02", "t/q03"] }'
    small, large = exam(picks), exam(picks.replace('"t/q03"', '"t/q03", "t/q04"'))
    before = plan_papers(small, bank, b"k", labels(9))
    after = plan_papers(large, bank, b"k", labels(9), had(small, before))
    assert [paper.sections for paper in after.papers] == [paper.sections for paper in before.papers]


@given(st.permutations([f"c{n}" for n in range(7)]))
@settings(max_examples=10, deadline=None)
def test_the_order_of_a_roster_does_not_matter(bank: Bank, names: list[str]) -> None:
    asked = exam('"rnn/statements", { topic = "vae", marks = 5 }')
    one, other = (
        plan_papers(asked, bank, b"k", sorted(names), ordering="by_key"),
        plan_papers(asked, bank, b"k", names, ordering="by_key"),
    )
    assert {paper.name: paper for paper in one.papers} == {paper.name: paper for paper in other.papers}


PICKS = ["rnn/statements", "attention/statements", "gan/statements", "convolutions/parameter_count"]


@given(st.sets(st.sampled_from(PICKS), min_size=1), st.sets(st.sampled_from(PICKS), min_size=1))
@settings(max_examples=20, deadline=None)
def test_a_variant_depends_on_its_paper_and_question_alone(bank: Bank, few: set[str], many: set[str]) -> None:
    def seeds(ids: set[str]) -> dict[tuple[str, str], int | None]:
        made = plan_papers(exam(", ".join(f'"{id}"' for id in sorted(ids))), bank, b"k", ["A", "B"])
        return {(paper.name, slot.id): slot.seed for paper in made.papers for slot in paper.slots}

    one, other = seeds(few), seeds(many)
    assert all(other[at] == seed for at, seed in one.items() if at in other)


def test_a_question_that_cannot_be_drawn_is_left_to_its_paper(one: Callable[..., Bank]) -> None:
    bank = one(COMPUTED, PYTHON.format(size=9).replace("return Params(rng.integer(1, 9))", "raise ValueError('no')"))
    assert len(plan_papers(exam('"topic/name"'), bank, b"k", labels(3)).papers) == 3


def test_versions_are_dealt_evenly_and_neighbours_differ() -> None:
    ids = [f"s{n}" for n in range(41)]
    given_ = deal_versions(b"k", ids, labels(4), {})
    assert sorted(Counter(given_.values()).values()) == [10, 10, 10, 11]
    assert all(given_[one] != given_[other] for one, other in pairwise(ids))
    more = deal_versions(b"k", ["new", *ids], labels(4), given_)
    assert {id: more[id] for id in ids} == given_


LISTED = """---
title: T
kind: statements
marks: 2
show: {show}
true: 1
pins:
  telling: {{shown: [told, wrong]}}
---
Which are TRUE?

## Statements

- [x] {{told reveals: secret}} The secret is 7.
  > It is.
- [x] {{two}} Two is even.
  > It is.
- [ ] {{wrong}} Three is even.
  > It is not.
- [ ] {{four}} Four is odd.
  > It is not.
"""


def hinting(tmp_path: Path, show: str = "2", asked: str = "tests: [secret]") -> Bank:
    """A list of statements of which one reveals a secret, a question that asks it, and one that does not."""
    (tmp_path / "t").mkdir()
    (tmp_path / "t" / "listed.md").write_text(LISTED.format(show=show))
    for name, more in (("asks", asked), ("other", "")):
        text = OPEN.format(marks=2, minutes=4, difficulty=2)
        (tmp_path / "t" / f"{name}.md").write_text(text.replace("kind: open", f"kind: open\n{more}"))
    return Bank.load(tmp_path)


def told_secrets(bank: Bank, made: Plan) -> list[bool]:
    """Of each paper, whether its statements reveal the secret."""
    found = []
    for paper in made.papers:
        (slot,) = [slot for slot in paper.slots if slot.id == "t/listed"]
        question = bank["t/listed"]
        params = question.pinned(slot.pin) if slot.pin else question.draw(slot.seed or 0)
        found.append("told" in params.shown)
    return found


class TestGiveaways:
    def test_a_variant_gives_nothing_away_that_the_paper_asks(self, tmp_path: Path) -> None:
        bank = hinting(tmp_path)
        made = plan_papers(exam('"t/listed", "t/asks"'), bank, b"k", labels(12))
        assert not any(told_secrets(bank, made))
        assert not [note for note in made.notes if "gives away" in note]

    def test_beside_another_question_it_may(self, tmp_path: Path) -> None:
        bank = hinting(tmp_path)
        assert any(told_secrets(bank, plan_papers(exam('"t/listed", "t/other"'), bank, b"k", labels(12))))

    def test_an_exam_that_leaves_no_other_way_is_told(self, tmp_path: Path) -> None:
        bank = hinting(tmp_path)
        made = plan_papers(exam('"t/asks", { question = "t/listed", pin = "telling" }'), bank, b"k", labels(3))
        (note,) = [note for note in made.notes if "gives away" in note]
        assert note.startswith("t/listed gives away what t/asks asks (secret), on 3 papers")

    def test_a_question_that_gives_another_away_is_not_chosen_beside_it(self, tmp_path: Path) -> None:
        bank = hinting(tmp_path, asked="reveals: [key]\ntests: []")
        for name, more in (("x", "tests: [key]"), ("y", "tests: [lock]")):
            text = OPEN.format(marks=2, minutes=4, difficulty=2)
            (tmp_path / "t" / f"{name}.md").write_text(text.replace("kind: open", f"kind: open\n{more}"))
        bank = Bank.load(tmp_path)
        made = plan_papers(exam('"t/asks", { one_of = ["t/x", "t/y", "t/other"] }'), bank, b"k", labels(9))
        assert "t/x" not in {id for paper in chosen(made) for id in paper}

    def test_an_earlier_paper_that_would_give_away_is_drawn_again(self, tmp_path: Path) -> None:
        bank, before = hinting(tmp_path), exam('"t/listed", "t/other"')
        made = plan_papers(before, bank, b"k", labels(12))
        assert any(told_secrets(bank, made))
        again = plan_papers(exam('"t/listed", "t/asks"'), bank, b"k", labels(12), had(before, made))
        assert not any(told_secrets(bank, again))

    def test_the_packaged_exam_keeps_them_apart(self, bank: Bank) -> None:
        packaged = load(ROOT / "exams" / "deep-learning.toml")
        made = plan_papers(packaged, bank, b"k", labels(12))
        for paper in made.papers:
            hints = {}
            for slot in paper.slots:
                hints[slot.id] = bank[slot.id].hints(bank[slot.id].draw(slot.seed or 0))
            assert not list(spoilt(hints))


def test_lists_of_unequal_length_are_told(tmp_path: Path) -> None:
    made = plan_papers(exam('"t/listed"'), hinting(tmp_path, show="[2, 3]"), b"k", labels(3))
    (note,) = [note for note in made.notes if "statements" in note]
    assert (
        note
        == "t/listed shows 2 to 3 statements, on some papers more than on others: show: 3 in its file makes them alike"
    )


def test_the_plan_is_the_same_whether_one_process_draws_or_two(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    bank, names = numbers(tmp_path, 12), [f"s{number}" for number in range(60)]
    asked = exam('"t/n"')
    alone = plan_papers(asked, bank, b"k", names, ordering="by_key")
    monkeypatch.setattr(draws, "FEW", 10)
    shared = plan_papers(asked, bank, b"k", names, ordering="by_key", jobs=2)
    assert repr(shared) == repr(alone)
    assert [paper.key for paper in shared.papers] == [paper.key for paper in alone.papers]


def test_the_first_draws_of_many_papers_come_from_other_processes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(draws, "FEW", 2)
    monkeypatch.setattr(draws, "TOGETHER", 2)
    bank, asked = numbers(tmp_path, 1000), exam('"t/n"')
    wanted = [(bytes([number]) * 32, (("t/n", 0),)) for number in range(5)]
    found = list(draws.drawn_beforehand(asked, bank, wanted, jobs=2))
    for (key, _), paper in zip(wanted, found, strict=True):
        seed = question_seed(key, "t/n")
        assert paper["t/n", seed].identity == (bank["t/n"].draw(seed).k,)
    assert list(draws.drawn_beforehand(asked, bank, wanted, jobs=1)) == [{}] * 5


def test_equal_parameters_are_examined_once(tmp_path: Path) -> None:
    (tmp_path / "t").mkdir()
    front = "title: T\nkind: computed\nmarks: 2\nminutes: 4\ndifficulty: 2\ndraw: {k: 1..3}\nanswers: {n: int}"
    body = "What is << k >> + 1?\n\n## Answer\n\n<< n >>.\n\n## Marking\n\n- [2] << n >>\n"
    (tmp_path / "t" / "n.md").write_text(f"---\n{front}\n---\n{body}")
    (tmp_path / "t" / "n.py").write_text(
        "def solve(k):\n    return k + 1\n\n\ndef check(k, n):\n    assert n - 1 == k\n"
    )
    bank = Bank.load(tmp_path)
    asked: list[int] = []
    behaviour = replace(bank["t/n"].behaviour, solve=lambda params: asked.append(params.k))
    known = draws.Draws(Bank({"t/n": replace(bank["t/n"], behaviour=behaviour)}, bank.folders))
    identities = {known.of("t/n", seed).identity for seed in range(40)}
    assert identities == {(1,), (2,), (3,)}
    assert sorted(asked) == [1, 2, 3]


@pytest.mark.parametrize("name", ["deep-learning", "final", "quiz"])
def test_versions_of_the_packaged_exams_are_equally_long_and_hard(bank: Bank, name: str) -> None:
    assert plan_papers(load(ROOT / "exams" / f"{name}.toml"), bank, b"k", labels(6)).notes == ()
