"""Where each key of a TOML text stands: tomllib reads values but forgets their lines."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Generator, Iterator, Mapping

Path = tuple[str | int, ...]

_TOKEN = re.compile(
    r'"""(?:\\[\s\S]|[^\\])*?"{3,5}|'  # up to two quotes may stand right before the closing three
    r"'''[\s\S]*?'{3,5}|"
    r'"(?:\\.|[^"\\\n])*"|'
    r"'[^'\n]*'|"
    r"#[^\n]*|\n|[\[\]{}=,.]|[^\s\[\]{}=,.\"'#]+|[ \t\r]+"
)


def lines(text: str) -> dict[Path, int]:
    """The line (from 1) of each table, key and array item of a valid TOML text, by its path.

    What several lines add to (the `a` of `a.b` and `a.c`) has the first of them.
    """
    found: dict[Path, int] = {}
    for path, line in _Scanner(text).scan():
        found.setdefault(path, line)
    return found


def nearest_line(known: Mapping[Path, int], path: Path) -> int:
    """The line of a path, or of the nearest thing it is in; 1 where nothing is known."""
    return next((known[path[:n]] for n in range(len(path), 0, -1) if path[:n] in known), 1)


class _Scanner:
    """Walks the tokens. The text has passed tomllib, so nothing here needs to tell what is wrong with it."""

    def __init__(self, text: str) -> None:
        self.tokens: list[tuple[str, int]] = []
        line = 1
        for found in _TOKEN.finditer(text):
            token = found[0]
            if not token.startswith("#") and token.strip(" \t\r"):
                self.tokens.append((token, line))
            line += token.count("\n")
        self.at = 0
        self.counts: dict[Path, int] = {}

    def peek(self) -> str:
        return self.tokens[self.at][0] if self.at < len(self.tokens) else ""

    def take(self) -> tuple[str, int]:
        self.at += 1
        return self.tokens[self.at - 1]

    def scan(self) -> Iterator[tuple[Path, int]]:
        here: Path = ()
        while self.peek():
            if self.peek() == "\n":
                self.take()
            elif self.peek() == "[":
                here = yield from self.header()
            else:
                yield from self.entry(here)

    def header(self) -> Generator[tuple[Path, int], None, Path]:
        """A `[table]` or `[[array of tables]]`; returns the path that the keys below it stand in."""
        line = self.take()[1]
        many = self.peek() == "["
        if many:
            self.take()
        key = self.key()
        for _ in range(1 + many):
            self.take()
        path: Path = ()
        for step in key[:-1]:
            yield (*path, step), line
            path = self.current((*path, step))
        path = (*path, key[-1])
        yield path, line
        if many:
            self.counts[path] = self.counts.get(path, -1) + 1
            path = self.current(path)
            yield path, line
        return path

    def current(self, path: Path) -> Path:
        """The path, and for an array of tables the number of its newest table."""
        return (*path, self.counts[path]) if path in self.counts else path

    def key(self) -> list[str]:
        """A dotted key: its steps, unquoted."""
        steps = [self.name()]
        while self.peek() == ".":
            self.take()
            steps.append(self.name())
        return steps

    def name(self) -> str:
        token = self.take()[0]
        return str(tomllib.loads(f"x = {token}")["x"]) if token[0] in "\"'" else token

    def entry(self, here: Path) -> Iterator[tuple[Path, int]]:
        line = self.tokens[self.at][1]
        path = here
        for step in self.key():
            path = (*path, step)
            yield path, line
        self.take()  # the equals sign
        yield from self.value(path)

    def value(self, path: Path) -> Iterator[tuple[Path, int]]:
        if self.peek() == "[":
            yield from self.array(path)
        elif self.peek() == "{":
            yield from self.table(path)
        else:
            while self.peek() not in ("", "\n", ",", "]", "}"):
                self.take()

    def array(self, path: Path) -> Iterator[tuple[Path, int]]:
        self.take()
        number = 0
        while self.peek() != "]":
            if self.peek() in (",", "\n"):
                self.take()
                continue
            item = (*path, number)
            yield item, self.tokens[self.at][1]
            yield from self.value(item)
            number += 1
        self.take()

    def table(self, path: Path) -> Iterator[tuple[Path, int]]:
        self.take()
        while self.peek() != "}":
            if self.peek() in (",", "\n"):
                self.take()
            else:
                yield from self.entry(path)
        self.take()
