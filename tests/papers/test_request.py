"""Builds in a folder where papers stand, and the banks they are made from."""

from __future__ import annotations

import shutil

import pytest

from tests.papers.place import KEYED, Place


def test_a_misspelt_key_makes_nothing(place: Place) -> None:
    place.build(*KEYED, "--format", "typ")
    for _ in range(2):
        done = place.build("--roster", "roster.csv", "--key", "exma.key", "--format", "typ")
        assert done.code == 2
        assert "there is no file exma.key, and this folder holds papers built with a different key" in done.err
        assert not (place.folder / "exma.key").exists()
        (place.made / "manifest.json").unlink(missing_ok=True)  # as after a build that was killed
    assert place.build(*KEYED, "--format", "typ").code == 0


def test_drafts_are_no_obstacle_to_a_key(place: Place) -> None:
    place.build("--format", "typ")
    assert place.build(*KEYED, "--format", "typ").code == 0


@pytest.mark.parametrize("moved", [False, True])
def test_a_reprint_finds_the_banks_of_the_build(
    place: Place, monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory, moved: bool
) -> None:
    shutil.move(place.folder / "bank", place.folder / "mine")
    place.build("--format", "typ", "--bank", "packaged", "--bank", "mine")
    code = place.codes()["A"]
    there = place.folder
    if moved:
        there = tmp_path_factory.mktemp("moved") / "all"
        shutil.copytree(place.folder, there)
        shutil.rmtree(place.folder / "mine")
    elsewhere = tmp_path_factory.mktemp("elsewhere")
    monkeypatch.chdir(elsewhere)
    done = place.run("reprint", code, "--manifest", there / "output" / "e" / "manifest.json")
    assert (done.code, done.err) == (0, "")
    assert place.manifest["banks"] == ["packaged", "../../mine"]


def test_a_bank_that_is_gone_is_told(place: Place) -> None:
    shutil.move(place.folder / "bank", place.folder / "mine")
    place.build("--format", "typ", "--bank", "mine")
    shutil.move(place.folder / "mine", place.folder / "yours")
    done = place.run("reprint", place.codes()["A"])
    assert "the build's bank" in done.err
    assert place.run("reprint", place.codes()["A"], "--bank", "yours").code == 0


def test_later_banks_go_before(place: Place) -> None:
    shutil.copytree(place.folder / "bank", place.folder / "other")
    place.edit("What is", "Other:", "other/t/q.md")
    place.build("--format", "typ", "--bank", "bank", "--bank", "other")
    assert b"Other:" in (place.made / "A" / "question-paper.typ").read_bytes()
    place.edit('"t/q"', '"rnn/statements"', "e.toml")
    hint = place.build("--format", "typ").err.rpartition("name them")[2]
    named = [word for word in hint.split() if word in ("bank", "packaged")]
    assert named[-2:] == ["packaged", "bank"]
