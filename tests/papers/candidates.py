"""A class of candidates, and the exam that is built for it."""

from __future__ import annotations

import csv
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from tests.conftest import ROOT

BANK = ROOT / "bank"
EXAM = """
id = "small"
title = "Small"
candidate = ["Name", "Candidate number", "Room"]
[[sections]]
title = "One"
picks = [
  "convolutions/parameter_count", "rnn/gradient_explosion", { one_of = ["vae/statements", "gan/statements"], marks = 5 }
]
"""
HOSTILE = {
    "s1": "Ada Lovelace",
    "s2": r"\input{/etc/passwd} $x$ & 50% #1 {~} ^ _",
    "s3": '#import "x"; *a* `b` @c <d> // e',
    "s4": "<script>alert(1)</script>",
    "s5": "$(rm -rf /) `id` ; | && '\"",
    "s6": '=HYPERLINK("http://x","y")',
    "../../x": "Robert'); DROP TABLE students;--",
    "a/b\\c": "Zoë Ångström-Çelik, Łukasz",
    "CON": "x" * 300,
    "-rf": "+1-1",
}


def roster(folder: Path, people: Mapping[str, str]) -> Path:
    path = folder / "roster.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(["id", "name", "room"])
        writer.writerows([id, name, f"R{number}"] for number, (id, name) in enumerate(people.items(), 1))
    return path


def tree(folder: Path) -> dict[str, bytes]:
    """Every file by its workspace."""
    return {str(path.relative_to(folder)): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


def manifest(folder: Path) -> Any:
    return json.loads((folder / "small" / "manifest.json").read_bytes())


CLASS = ("build", "small.toml", "--roster", "roster.csv", "--key", "exam.key")
WORKERS = (*CLASS, "--jobs", "2")
