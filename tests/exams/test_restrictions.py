"""Forms that an exam allows: what is told of them, and what is drawn."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from exampaper.exams.exam import Exam, from_specification, specification
from exampaper.exams.loader import parse
from exampaper.exams.restrictions import restricted_bank
from exampaper.exams.validation import validate
from exampaper.faults import Fault, Faulty
from exampaper.questions.bank import Bank
from tests.command import run

HEAD = 'id = "e"\ntitle = "E"\n[[sections]]\ntitle = "S"\npicks = [\n'
COUNT, CLAIMS = "t/count", "t/claims"

COMPUTED = """---
title: Parameters
kind: computed
marks: 4
minutes: 1
difficulty: 1
draw:
  layer: [single, plain, grouped, depthwise]
  after: [bias, norm, nothing]
  groups: 1..6
  size: 1..9999
answers:
  total: int
---
<< layer >>, << after >>, << groups >> and << size >>?

## Answer

<< total >>

## Marking

- [4] << total >>
"""
SOLVE = """def solve(groups, size):
    return groups * size


def check(groups, size, total):
    assert total == sum([size] * groups)
"""
LISTED = """---
title: Claims
kind: statements
marks: 5
minutes: 1
difficulty: 1
show: [4, 4]
true: [2, 2]
---
Which are true?

## Statements

"""
OPEN = """---
title: Why
kind: open
marks: 6
minutes: 1
difficulty: 1
---
Why << subject >>?

## Subjects

### {max_pooling} max pooling

- Because.

### {dropout} dropout

- Because.

## Answer

<< reasons[0] >>

## Marking

- [6] << reasons[0] >>
"""
DRAWN = COMPUTED.replace("marks: 4", "marks: 6").replace("[4]", "[6]").replace("layer", "layout")
GROUPS = ("direction", "gradient", "kl", "bound", "metric", "beta")


def listed() -> str:
    """Statements of six groups, two true and two false ones in each."""
    text = LISTED
    for group in GROUPS:
        for number, name in enumerate(("score", "mean", "limit", "sign")):
            text += f"- [{'x '[number % 2]}] {{{group}/{name}}} Claim {name} of {group}.\n  > Because of {name}.\n"
    return text


@pytest.fixture(scope="module")
def bank(tmp_path_factory: pytest.TempPathFactory) -> Bank:
    return Bank.load(write_bank(tmp_path_factory.mktemp("bank")))


def write_bank(folder: Path) -> Path:
    """A bank of a question in several forms, one of statements, and two that a pool can hold."""
    files = {"count.md": COMPUTED, "count.py": SOLVE, "claims.md": listed(), "why.md": OPEN}
    files |= {
        "metrics.md": DRAWN,
        "metrics.py": SOLVE,
        "plain.md": OPEN.split("## Subjects")[0].replace("<< subject >>", ""),
    }
    files["plain.md"] += "## Answer\n\nSo.\n\n## Marking\n\n- [6] So.\n"
    (folder / "t").mkdir(parents=True)
    for name, text in files.items():
        (folder / "t" / name).write_text(text, encoding="utf-8")
    return folder


def exam(*entries: str) -> Exam:
    return parse(HEAD + "".join(f"  {{ {entry} }},\n" for entry in entries) + "]\n", Path("e.toml"))


def told(bank: Bank, *entries: str) -> list[tuple[int | None, str, str]]:
    with pytest.raises(Faulty) as error:
        validate(exam(*entries), bank)
    return [(fault.place.line, fault.message, fault.remedy) for fault in error.value.faults]


def refused(entry: str) -> Fault:
    with pytest.raises(Faulty) as error:
        exam(entry)
    (only,) = error.value.faults
    assert only.place.line == 6
    return only


# ------------------------------------------------------------------ what is drawn


@pytest.mark.parametrize("seed", range(30))
def test_only_the_forms_that_are_allowed_are_drawn(seed: int, bank: Bank) -> None:
    wanted = exam(f'question = "{COUNT}", forms = {{ layer = ["grouped", "depthwise"], after = "bias" }}')
    params = restricted_bank(wanted, bank)[COUNT].draw(seed)
    assert params.layer in ("grouped", "depthwise")
    assert params.after == "bias"


@pytest.mark.parametrize("seed", range(30))
def test_statements_that_are_left_out_are_not_drawn(seed: int, bank: Bank) -> None:
    wanted = exam(f'question = "{CLAIMS}", without = ["direction", "gradient/score"]')
    shown = restricted_bank(wanted, bank)[CLAIMS].draw(seed).shown
    assert not any(id.startswith("direction/") or id == "gradient/score" for id in shown)


def test_some_of_a_group_can_stay(bank: Bank) -> None:
    wanted = exam(f'question = "{CLAIMS}", without = "gradient/score"')
    question = restricted_bank(wanted, bank)[CLAIMS]
    shown = {id for seed in range(100) for id in question.draw(seed).shown}
    assert any(id.startswith("gradient/") for id in shown)
    assert "gradient/score" not in shown


def test_a_draw_that_is_allowed_is_the_one_without_restriction(bank: Bank) -> None:
    """And an entry without any has the very question of the bank."""
    wanted = exam(f'question = "{COUNT}", forms = {{ layer = ["plain"] }}', f'question = "{CLAIMS}"')
    narrowed = restricted_bank(wanted, bank)
    assert narrowed[CLAIMS] is bank[CLAIMS]
    assert restricted_bank(exam(f'question = "{CLAIMS}"'), bank) is bank
    plain = [seed for seed in range(40) if bank[COUNT].draw(seed).layer == "plain"]
    assert plain
    assert all(narrowed[COUNT].draw(seed) == bank[COUNT].draw(seed) for seed in plain)


def test_a_choice_of_questions_is_restricted_where_it_can_be(bank: Bank) -> None:
    ids = ["t/why", "t/metrics"]
    wanted = exam(f'one_of = {json.dumps(ids)}, marks = 6, forms = {{ subject = "max_pooling", layout = "plain" }}')
    validate(wanted, bank)
    narrowed = restricted_bank(wanted, bank)
    assert {narrowed[ids[0]].draw(seed).subject for seed in range(10)} == {"max_pooling"}
    assert {narrowed[ids[1]].draw(seed).layout for seed in range(10)} == {"plain"}


def test_a_manifest_keeps_the_choice() -> None:
    wanted = exam(
        f'question = "{COUNT}", forms = {{ groups = [1, 2], layer = "plain" }}',
        f'question = "{CLAIMS}", without = "kl"',
    )
    assert from_specification(json.loads(json.dumps(specification(wanted)))).sections == wanted.sections


def test_an_exam_that_says_nothing_of_forms_has_the_digest_of_before() -> None:
    assert "forms" not in json.dumps(specification(exam(f'question = "{COUNT}"')))


# ------------------------------------------------------------------ what is told


def test_names_that_no_question_has(bank: Bank) -> None:
    entries = (
        f'question = "{COUNT}", forms = {{ layer = ["groupd", "plain"], leyer = "plain" }}',
        f'question = "{CLAIMS}", without = ["directions", "gradient/scor"]',
        'question = "t/plain", without = ["x"]',
        'question = "t/why", forms = { subject = 3 }',
    )
    assert [(line, message) for line, message, _ in told(bank, *entries)] == [
        (6, 'forms: layer is never "groupd"'),
        (6, "forms: no question of this entry draws 'leyer'"),
        (7, "without: no statement or group 'directions'"),
        (7, "without: no statement or group 'gradient/scor'"),
        (8, "without: no statement or group 'x'"),
        (9, "forms: subject is never 3"),
    ]
    remedies = [remedy for *_, remedy in told(bank, *entries)]
    assert remedies[:5] == [
        "did you mean 'grouped'?",
        "did you mean 'layer'?",
        "did you mean 'direction'?",
        "did you mean 'gradient/score'?",
        "take it out: there are no statements here",
    ]


def test_forms_that_no_draw_comes_to(bank: Bank) -> None:
    ((line, message, remedy),) = told(bank, f'question = "{COUNT}", forms = {{ layer = "plain", groups = [7] }}')
    assert (line, remedy) == (6, "allow more forms, or leave out less")
    assert message == f"{COUNT} cannot be drawn in the forms that the entry leaves: no draw comes to it"


def test_too_few_statements_left(bank: Bank) -> None:
    groups = sorted({statement.group for statement in bank[CLAIMS].behaviour.statements})
    ((line, message, _),) = told(bank, f'question = "{CLAIMS}", without = {json.dumps(groups[:-1])}')
    assert line == 6
    assert "true statements are asked for, of" in message


def test_two_entries_that_disagree(bank: Bank) -> None:
    pool = '"t/why", "t/metrics"'
    entries = (f'one_of = [{pool}], marks = 6, forms = {{ layout = "plain" }}', f"one_of = [{pool}], marks = 6")
    assert [(line, message) for line, message, _ in told(bank, *entries)] == [
        (7, "t/metrics may also be picked elsewhere, with other forms")
    ]


@pytest.mark.parametrize(
    ("entry", "message"),
    [
        ("forms = 3", "forms is no table of parameters"),
        ("forms = {}", "forms is no table of parameters"),
        ("forms = { layer = [] }", "forms leaves nothing for layer"),
        ("forms = { layer = [{ a = 1 }] }", "forms has a value of layer that none can have"),
        ('pin = "seed", forms = { layer = "plain" }', "a pin has its own values: forms and without are for drawn ones"),
        ("without = 3", "without is not a list"),
        ('form = { layer = "plain" }', "unknown key 'form'"),
    ],
)
def test_what_is_written_wrongly(entry: str, message: str) -> None:
    assert refused(f'question = "{COUNT}", {entry}').message == message


# ------------------------------------------------------------------ as a user runs it


def test_build_and_reprint_with_forms(tmp_path: Path) -> None:
    write_bank(tmp_path / "bank")
    text = HEAD + f'  {{ question = "{COUNT}", forms = {{ layer = "grouped" }} }},\n  "{CLAIMS}",\n]\n'
    (tmp_path / "e.toml").write_text(text, encoding="utf-8")
    assert run("build", "e.toml", "--versions", "9", "--jobs", "2", cwd=tmp_path).returncode == 0
    manifest = json.loads((tmp_path / "output/e/manifest.json").read_text(encoding="utf-8"))
    assert {paper["questions"][0]["params"]["layer"] for paper in manifest["papers"]} == {"grouped"}
    assert manifest["papers"][0]["questions"][0]["forms"] == ["layer", "after"]
    assert manifest["papers"][0]["questions"][1]["forms"] == ["shown"]
    done = run("reprint", manifest["papers"][3]["code"], "--output", "again", cwd=tmp_path)
    assert done.returncode == 0
    for path in map(Path, done.stdout.split()):
        assert (tmp_path / path).read_bytes() == (tmp_path / "output/e/D" / path.name).read_bytes()
    assert "grouped" in (tmp_path / "output/e/report.html").read_text(encoding="utf-8")


def test_show_tells_what_there_is_to_choose(tmp_path: Path) -> None:
    write_bank(tmp_path / "bank")
    assert run("show", COUNT, "--forms", cwd=tmp_path).stdout.splitlines() == [
        'forms: layer = ["single", "plain", "grouped", "depthwise"]',
        'forms: after = ["bias", "norm", "nothing"]',
    ]
    assert '"gradient", "gradient/limit"' in run("show", CLAIMS, "--forms", cwd=tmp_path).stdout
