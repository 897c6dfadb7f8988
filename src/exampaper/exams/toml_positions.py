"""Where each key of a TOML text stands: tomllib reads values but forgets their lines."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Generator, Iterator, Mapping

KeyPath = tuple[str | int, ...]
"""The keys and indexes that lead to a value: ("sections", 0, "title")."""

_TOKEN = re.compile(
    r'"""(?:\\[\s\S]|[^\\])*?"{3,5}|'  # up to two quotes may stand right before the closing three
    r"'''[\s\S]*?'{3,5}|"
    r'"(?:\\.|[^"\\\n])*"|'
    r"'[^'\n]*'|"
    r"#[^\n]*|\n|[\[\]{}=,.]|[^\s\[\]{}=,.\"'#]+|[ \t\r]+"
)


def line_numbers(text: str) -> dict[KeyPath, int]:
    """The line (from 1) of each table, key and array item of a valid TOML text, by its path.

    What several lines add to (the `a` of `a.b` and `a.c`) has the first of them.
    """
    lines: dict[KeyPath, int] = {}
    for path, line in _Scanner(text).scan():
        lines.setdefault(path, line)
    return lines


def nearest_line(lines: Mapping[KeyPath, int], path: KeyPath) -> int:
    """The line of a path, or of the nearest thing it is in; 1 where nothing is known."""
    for length in range(len(path), 0, -1):
        if path[:length] in lines:
            return lines[path[:length]]
    return 1


class _Scanner:
    """Walks the tokens. The text has passed tomllib, so it is known to be valid TOML."""

    def __init__(self, text: str) -> None:
        self.tokens: list[tuple[str, int]] = []
        line = 1
        for match in _TOKEN.finditer(text):
            token = match[0]
            if not token.startswith("#") and token.strip(" \t\r"):
                self.tokens.append((token, line))
            line += token.count("\n")
        self.at = 0
        self.counts: dict[KeyPath, int] = {}

    def peek(self) -> str:
        return self.tokens[self.at][0] if self.at < len(self.tokens) else ""

    def take(self) -> tuple[str, int]:
        self.at += 1
        return self.tokens[self.at - 1]

    def scan(self) -> Iterator[tuple[KeyPath, int]]:
        here: KeyPath = ()
        while self.peek():
            if self.peek() == "\n":
                self.take()
            elif self.peek() == "[":
                here = yield from self.header()
            else:
                yield from self.entry(here)

    def header(self) -> Generator[tuple[KeyPath, int], None, KeyPath]:
        """A `[table]` or `[[array of tables]]`; returns the path that the keys below it stand in."""
        line = self.take()[1]
        is_array = self.peek() == "["
        if is_array:
            self.take()
        key = self.key()
        for _ in range(1 + is_array):
            self.take()
        path: KeyPath = ()
        for step in key[:-1]:
            yield (*path, step), line
            path = self.current((*path, step))
        path = (*path, key[-1])
        yield path, line
        if is_array:
            self.counts[path] = self.counts.get(path, -1) + 1
            path = self.current(path)
            yield path, line
        return path

    def current(self, path: KeyPath) -> KeyPath:
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

    def entry(self, here: KeyPath) -> Iterator[tuple[KeyPath, int]]:
        line = self.tokens[self.at][1]
        path = here
        for step in self.key():
            path = (*path, step)
            yield path, line
        self.take()  # the equals sign
        yield from self.value(path)

    def value(self, path: KeyPath) -> Iterator[tuple[KeyPath, int]]:
        if self.peek() == "[":
            yield from self.array(path)
        elif self.peek() == "{":
            yield from self.table(path)
        else:
            while self.peek() not in ("", "\n", ",", "]", "}"):
                self.take()

    def array(self, path: KeyPath) -> Iterator[tuple[KeyPath, int]]:
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

    def table(self, path: KeyPath) -> Iterator[tuple[KeyPath, int]]:
        self.take()
        while self.peek() != "}":
            if self.peek() in (",", "\n"):
                self.take()
            else:
                yield from self.entry(path)
        self.take()
