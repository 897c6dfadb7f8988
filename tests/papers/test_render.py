"""Documents of their own: a change of one is no change of the others."""

from __future__ import annotations

import pytest

from tests import pages
from tests.papers.place import KEYED, Place, named


@pytest.mark.parametrize("engine", ["typst", pytest.param("latex", marks=pytest.mark.latex)])
@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("- [2] << total >>", "- [1] << total >>\n- [1] a reason"),
        ("It is << total >>.", "That is << total >>."),
        ("![two nodes]", "![two nodes and an arrow]"),
    ],
    ids=["marking", "answer", "description"],
)
def test_what_no_candidate_reads_changes_no_question_paper(place: Place, engine: str, old: str, new: str) -> None:
    formats = ("--engine", engine, "--format", "pdf", "--format", "tex", "--format", "typ")
    assert place.build(*KEYED, *formats).code == 0
    before, codes = place.files(), place.codes()
    place.edit(old, new)
    done = place.build(*KEYED, *formats)
    after = place.files()
    assert place.codes() == codes
    assert named(before, "question-paper") == named(after, "question-paper")
    assert named(before, "marking-scheme").keys() == named(after, "marking-scheme").keys()
    assert place.manifest["superseded"] == []
    assert "new code" not in done.err
    told = done.err.partition("of 3 papers, ")[2]
    assert "the question paper" in told.partition(" changed; ")[2]
    for candidate, code in codes.items():
        assert code in pages.text((place.made / candidate / "marking-scheme.pdf").read_bytes())
    assert ("the answer paper" in told.partition(" changed")[0]) == (not old.startswith("-"))
    place.build(*KEYED, *formats)
    assert place.files("s*/*") == {at: content for at, content in after.items() if "/" in at}


def test_a_description_reaches_the_question_paper_when_it_is_asked_for(place: Place) -> None:
    place.build(*KEYED, "--format", "typ")
    place.edit("![two nodes]", "![a to b]")
    told = "the description of a figure has changed: the question papers of 3 papers stay as before"
    for _ in range(2):  # also when nothing is made any more
        assert told in place.build(*KEYED, "--format", "typ").err
    code = place.codes()["s1"]
    again = place.run("reprint", code, "--output", "again")
    assert "the description of a figure has changed since" in again.err
    assert told not in place.build(*KEYED, "--format", "typ", "--force").err
    assert all(b"a to b" in content for content in named(place.files(), "question-paper").values())
    assert place.codes()["s1"] == code


@pytest.mark.parametrize(
    ("old", "new", "file"),
    [
        ("What is", "What's", "bank/t/q.md"),
        ("marks: 2", "marks: 3", "bank/t/q.md"),
        ("An exam", "The exam", "e.toml"),
        ("Person s", "Dr s", "roster.csv"),
    ],
)
def test_what_a_candidate_reads_gives_another_code(place: Place, old: str, new: str, file: str) -> None:
    place.build(*KEYED, "--format", "typ")
    codes = place.codes()
    place.edit(old, new, file)
    if new == "marks: 3":
        place.edit("[2]", "[3]")
    assert "3 papers have changed since the last build and have new codes" in place.build(*KEYED, "--format", "typ").err
    assert not set(codes.values()) & set(place.codes().values())
    assert len(place.manifest["superseded"]) == 3


def test_minutes_and_titles_are_no_part_of_a_code(place: Place) -> None:
    place.build(*KEYED, "--format", "typ")
    before = place.files()
    place.edit("minutes: 3", "minutes: 4")
    place.edit("title: Sum", "title: A sum")
    assert "code" not in place.build(*KEYED, "--format", "typ").err.replace("the code did not", "")
    assert named(before, "question-paper") == named(place.files(), "question-paper")


def test_sources_alone_leave_the_pdfs_beside_them(place: Place) -> None:
    place.build(*KEYED)
    before = named(place.files("s1/*"), "question-paper")
    assert place.build(*KEYED, "--format", "tex").code == 0
    assert before.items() <= named(place.files("s1/*"), "question-paper").items()
    code = place.codes()["s1"]
    assert place.run("reprint", code, "--output", "again").code == 0
    again = place.folder / "again" / "e" / "s1"
    assert sorted(path.name for path in again.iterdir()) == sorted(
        path.name for path in (place.made / "s1").iterdir() if path.name != ".built.json"
    )
    place.edit("It is", "That is")
    place.build(*KEYED, "--format", "tex")
    assert sorted(path.name for path in (place.made / "s1").glob("*.pdf")) == ["question-paper.pdf"]  # no stale answers


def test_pdfs_of_another_code_do_not_stay(place: Place) -> None:
    place.edit("key: << total >>", "key: << total >>\npins:\n  one: {n: 1}")
    place.edit('"t/q"', '{ question = "t/q", pin = "one" }', "e.toml")  # the same on every paper
    place.build()
    place.build("--seed", 7, "--format", "tex")
    assert sorted(path.suffix for path in (place.made / "A").glob("*-*")) == [".tex"] * 3
