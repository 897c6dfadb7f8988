"""exampaper show, as a user runs it."""

from __future__ import annotations

import json
from pathlib import Path

from tests.command import run
from tests.conftest import ROOT


def test_the_manifest_seed_shows_the_same_variant(tmp_path: Path) -> None:
    run("build", "deep-learning", cwd=tmp_path)
    manifest = json.loads((tmp_path / "output/deep-learning/manifest.json").read_text(encoding="utf-8"))
    for entry in manifest["papers"][0]["questions"]:
        done = run("show", entry["id"], "--seed", str(entry["seed"]), "--json", cwd=tmp_path)
        assert json.loads(done.stdout)["params"] == entry["params"]


def test_show_is_readable(tmp_path: Path) -> None:
    done = run("show", "convolutions/parameter_count", "--pin", "seed", cwd=ROOT)
    assert "289" in done.stdout
    assert "\\" not in done.stdout
