"""Candidates who left the roster, and those who came back."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from tests.papers.place import KEYED, Place


@pytest.mark.parametrize("split", [(), ("--split",)], ids=["plain", "split"])
def test_who_left_the_roster_is_put_apart_and_back(place: Place, split: Sequence[str]) -> None:
    build = (*KEYED, "--format", "typ", *split)
    place.build(*build)
    before, codes = place.files(), place.codes()
    place.roster("s1", "s3")
    for number in range(2):
        done = place.build(*build)
        assert ("no longer on the roster: s2" in done.err) == (number == 0)
        apart = {at.removeprefix("withdrawn/") for at in place.files() if at.startswith("withdrawn/")}
        assert apart == {at for at in before if "s2/" in at}
        assert not [at for at in place.files() if "s2/" in at and not at.startswith("withdrawn/")]
    assert place.codes() == {name: code for name, code in codes.items() if name != "s2"}
    assert [each["candidate"] for each in place.manifest["withdrawn"]] == ["s2"]
    assert "s2" not in (place.made / "answer-key.csv").read_text()
    assert place.run("reprint", codes["s2"], "--output", "again").code == 0
    again = place.folder / "again" / "e"
    assert {path.relative_to(again).as_posix() for path in again.rglob("*.typ")} == {
        at for at in before if "s2/" in at and at.endswith(".typ")
    }
    place.roster("s1", "s2", "s3")
    done = place.build(*build)
    assert "on the roster again: s2" in done.err
    assert "3 papers already existed" in done.out
    assert place.codes() == codes
    assert {at: content for at, content in place.files().items() if "/" in at} == {
        at: content for at, content in before.items() if "/" in at
    }
    assert not (place.made / "withdrawn").exists()


def test_what_was_edited_goes_with_who_left(place: Place) -> None:
    place.build(*KEYED, "--format", "tex")
    (place.made / "s2" / "question-paper.tex").write_text("mine")
    (place.made / "s2" / "notes.txt").write_text("large print")
    place.roster("s1", "s3")
    place.build(*KEYED, "--format", "tex")
    assert (place.made / "withdrawn" / "s2" / "question-paper.tex").read_text() == "mine"
    place.roster("s1", "s2", "s3")
    place.build(*KEYED, "--format", "tex")
    assert (place.made / "s2" / "question-paper.tex").read_text() == "mine"
    assert (place.made / "s2" / "notes.txt").read_text() == "large print"


def test_a_version_that_was_dealt_is_kept_for_who_comes_back(place: Place) -> None:
    build = (*KEYED, "--versions", 2, "--format", "typ")
    place.build(*build)
    dealt = {each["id"]: each["label"] for each in place.manifest["deal"]}
    place.roster("s1", "s3")
    done = place.build(*build)
    assert "no longer on the roster: s2" in done.err
    place.roster("s2", "s1", "s3")
    place.build(*build)
    assert {each["id"]: each["label"] for each in place.manifest["deal"]} == dealt
