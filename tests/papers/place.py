"""A working folder with an exam of one question, where papers are built again and again."""

from __future__ import annotations

import csv
import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from typer.testing import CliRunner

from exampaper import cli
from exampaper.faults import Faulty

ONE_QUESTION = """
id = "e"
title = "An exam"
[[sections]]
title = "One"
picks = ["t/q"]
"""
QUESTION = """---
title: Sum
kind: computed
marks: 2
minutes: 3
difficulty: 2
key: << total >>
---
What is $<< n >> + 1$?

![two nodes](figure:g)

## Answer

It is << total >>.

## Marking

- [2] << total >>
"""
PYTHON = """
from dataclasses import dataclass
from exampaper.nodes import Graph, GraphEdge
@dataclass(frozen=True)
class Params:
    n: int
@dataclass(frozen=True)
class Answers:
    total: int
def draw(rng): return Params(rng.integer(1, 9999))
def solve(params): return Answers(params.n + 1)
def check(params, answers): assert answers.total - 1 == params.n
def figures(params, answers):
    return {"g": Graph((("a", "a"), ("b", "b")), (GraphEdge("a", "b"),))}
"""


@dataclass(frozen=True)
class Done:
    code: int
    out: str
    err: str


@dataclass(frozen=True)
class Place:
    """A working folder with an exam, its bank and a roster."""

    folder: Path

    def run(self, *arguments: object) -> Done:
        done = CliRunner().invoke(cli.app, [*map(str, arguments)])
        if isinstance(done.exception, Faulty):
            return Done(2, done.stdout, "\n".join(map(str, done.exception.faults)) + done.stderr)
        if done.exception and not isinstance(done.exception, SystemExit):
            raise done.exception
        return Done(done.exit_code, done.stdout, done.stderr)

    def build(self, *arguments: object) -> Done:
        return self.run("build", "e.toml", "--jobs", 1, *arguments)

    def edit(self, old: str, new: str, file: str = "bank/t/q.md") -> None:
        path = self.folder / file
        text = path.read_text(encoding="utf-8")
        assert old in text
        path.write_text(text.replace(old, new), encoding="utf-8")

    def roster(self, *ids: str) -> None:
        with (self.folder / "roster.csv").open("w", encoding="utf-8", newline="") as file:
            csv.writer(file).writerows([["id", "name"], *([id, f"Person {id}"] for id in ids)])

    @property
    def made(self) -> Path:
        return self.folder / "output" / "e"

    @property
    def manifest(self) -> Any:
        return json.loads((self.made / "manifest.json").read_bytes())

    def files(self, pattern: str = "**/*") -> dict[str, bytes]:
        found = (path for path in self.made.glob(pattern) if path.is_file())
        return {path.relative_to(self.made).as_posix(): path.read_bytes() for path in found}

    def codes(self) -> dict[str, str]:
        return {each.get("candidate", each.get("label")): each["code"] for each in self.manifest["papers"]}


KEYED = ("--roster", "roster.csv", "--key", "exam.key")


def named(files: dict[str, bytes], name: str) -> dict[str, bytes]:
    return {at: content for at, content in files.items() if Path(at).stem == name}
