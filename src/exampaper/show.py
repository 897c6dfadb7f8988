"""One variant for a person at a terminal, or for another program."""

from __future__ import annotations

import shlex
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from shutil import get_terminal_size
from textwrap import fill
from typing import Any

from exampaper.canonical import settled
from exampaper.maths import plain
from exampaper.model import Part, Variant
from exampaper.nodes import Maths
from exampaper.papers.records import answers_as_json as answers_json
from exampaper.questions.question import params_to_json
from exampaper.writers import Writer
from exampaper.writers.plain import WRITER, line


def as_json(variant: Variant) -> dict[str, Any]:
    """Everything about a variant as JSON values."""
    return {
        "id": variant.id,
        "title": line(variant.title),
        "kind": variant.kind,
        "seed": variant.seed,
        "pin": variant.pin,
        "params": settled(params_to_json(variant.params)),
        "answers": answers_json(variant.answers),
        "printed": dict(variant.printed),
        "marks": variant.marks,
        "key": {part.label: line(part.key) for part in variant.parts},
        "text": {"question": question(variant), "answer": answer(variant), "marking": marking(variant)},
        "slips": [
            {"name": line(s.name), "field": s.field, "value": line(s.printed), "marks": s.marks} for s in variant.slips
        ],
    }


def as_text(variant: Variant) -> str:
    """A readable question, answer and marking scheme."""
    pinned = f"--pin {shlex.quote(variant.pin)}" if variant.pin else f"--seed {variant.seed}"
    marks = f"[{variant.marks} mark{'s' * (variant.marks != 1)}]"
    head = f"{line(variant.title)}  {marks}\nexampaper show {variant.id} {pinned}"
    rooms = {"Question": question, "Answer": answer, "Marking": marking}
    width = min(90, get_terminal_size((90, 24)).columns)
    told = (f"── {name} ──\n\n{wrapped(room(variant, TERMINAL), width)}" for name, room in rooms.items())
    return "\n\n".join([head, *told])


def question(variant: Variant, writer: Writer = WRITER) -> str:
    stem = str(writer.blocks(variant.stem))
    return "\n\n".join(filter(None, [stem, *_each(variant, lambda part: writer.blocks(part.text))]))


def answer(variant: Variant, writer: Writer = WRITER) -> str:
    return "\n\n".join(_each(variant, lambda part: writer.blocks(part.answer)))


def marking(variant: Variant, writer: Writer = WRITER) -> str:
    return "\n\n".join(_each(variant, lambda part: _marking(part, writer)))


def _each(variant: Variant, write: Callable[[Part], str]) -> list[str]:
    written = ((part.label, write(part)) for part in variant.parts)
    return [f"({label}) {text}" if label else text for label, text in written if text]


def _marking(part: Part, writer: Writer) -> str:
    points = (f"[{point.marks}] {writer.blocks(point.text)}" for point in part.marking)
    slips = (f"Common error: {line(s.name)}: {line(s.printed)}" for s in part.slips)
    return "\n".join([*points, *slips])


# ------------------------------------------------------------------ for a terminal

TIED = "\u00a0"  # a space at which no line ends
SHORT = 30  # signs of a formula that stays on one line


def _tied(writer: Writer, node: Maths) -> str:
    told = plain(node.tex)
    return told.replace(" ", TIED) if len(told) <= SHORT else told


TERMINAL = replace(WRITER, inline_kinds={**WRITER.inline_kinds, Maths: _tied})


def wrapped(text: str, width: int) -> str:
    """Long lines folded; short ones as they are."""
    fold = partial(fill, width=width, break_on_hyphens=False)
    rows = (fold(row, subsequent_indent=_hang(row)) if len(row) > width else row for row in text.split("\n"))
    return "\n".join(rows).replace(TIED, " ")


def _hang(row: str) -> str:
    lead = row[: len(row) - len(row.lstrip())]
    return lead + ("   " if row.lstrip()[:2].rstrip(".").isdigit() or row.lstrip().startswith("•") else "")
