"""One variant for a person at a terminal, or for another program."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from textwrap import fill
from typing import Any

from exampaper.model import MarkingPoint, Part, Variant
from exampaper.nodes import Block
from exampaper.papers.manifest import as_json as answers_json
from exampaper.questions.question import params_to_json
from exampaper.writers.plain import WRITER, line


def as_json(variant: Variant) -> dict[str, Any]:
    """Everything about a variant as JSON values."""
    return {
        "id": variant.id,
        "title": variant.title,
        "kind": variant.kind,
        "seed": variant.seed,
        "pin": variant.pin,
        "params": params_to_json(variant.params),
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
    pinned = f"--pin {variant.pin}" if variant.pin else f"--seed {variant.seed}"
    head = f"{variant.title}  [{variant.marks} marks]\nexampaper show {variant.id} {pinned}"
    rooms = {"Question": question(variant), "Answer": answer(variant), "Marking": marking(variant)}
    return "\n\n".join([head, *(f"── {name} ──\n\n{wrapped(text)}" for name, text in rooms.items())])


def question(variant: Variant) -> str:
    stem = WRITER.blocks(variant.stem)
    return "\n\n".join(filter(None, [stem, *_each(variant, lambda part: WRITER.blocks(part.text))]))


def answer(variant: Variant) -> str:
    return "\n\n".join(_each(variant, lambda part: WRITER.blocks(part.answer)))


def marking(variant: Variant) -> str:
    return "\n\n".join(_each(variant, _marking))


def _marking(part: Part) -> str:
    slips = (f"Common error: {line(s.name)}: {line(s.printed)}" for s in part.slips)
    return "\n".join([*map(_point, part.marking), *slips])


def _each(variant: Variant, write: Callable[[Part], str]) -> list[str]:
    return [f"({part.label}) {write(part)}" if part.label else write(part) for part in variant.parts if write(part)]


def _point(point: MarkingPoint) -> str:
    return f"[{point.marks}] {_text(point.text)}"


def _text(blocks: Sequence[Block]) -> str:
    return str(WRITER.blocks(blocks))


def wrapped(text: str, width: int = 90) -> str:
    """Long lines folded; short ones and indented ones as they are."""
    return "\n".join(
        fill(row, width, subsequent_indent=_hang(row)) if len(row) > width else row for row in text.split("\n")
    )


def _hang(row: str) -> str:
    lead = row[: len(row) - len(row.lstrip())]
    return lead + ("   " if row.lstrip()[:2].rstrip(".").isdigit() or row.lstrip().startswith("•") else "")
