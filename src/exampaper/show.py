"""One variant for a person at a terminal, or for another program."""

from __future__ import annotations

import shlex
from collections.abc import Callable
from dataclasses import replace
from shutil import get_terminal_size
from textwrap import fill
from typing import Any

from exampaper.canonical import settled
from exampaper.exams.form_choice import toml
from exampaper.marks import as_number
from exampaper.maths import plain
from exampaper.model import Part, PrintedSlip, Variant
from exampaper.nodes import Maths
from exampaper.papers.records import answers_as_json as answers_json
from exampaper.questions.forms import forms_of, statement_names
from exampaper.questions.question import Question, params_to_json
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
        "marks": as_number(variant.marks),
        **({"bonus": as_number(variant.bonus)} if variant.bonus else {}),
        "key": {part.label: line(part.key) for part in variant.parts},
        "text": {"question": question(variant), "answer": answer(variant), "marking": marking(variant)},
        "slips": list(map(_slip_as_json, variant.slips)),
    }


def _slip_as_json(slip: PrintedSlip) -> dict[str, Any]:
    return {"name": line(slip.name), "field": slip.field, "value": line(slip.printed), "marks": as_number(slip.marks)}


def as_text(variant: Variant) -> str:
    """A readable question, answer and marking scheme."""
    pinned = f"--pin {shlex.quote(variant.pin)}" if variant.pin else f"--seed {variant.seed}"
    head = f"{line(variant.title)}  [{variant.counted_marks}]\nexampaper show {variant.id} {pinned}"
    width = min(90, get_terminal_size((90, 24)).columns)
    text = head
    for name, section in {"Question": question, "Answer": answer, "Marking": marking}.items():
        text += f"\n\n── {name} ──\n\n{wrapped(section(variant, TERMINAL), width)}"
    return text


def question(variant: Variant, writer: Writer = WRITER) -> str:
    """The text of a question: its stem and its parts."""
    parts = _by_part(variant, lambda part: writer.blocks(part.text), lambda part: writer.blocks(part.lead))
    return "\n\n".join(filter(None, [writer.blocks(variant.stem), parts]))


def answer(variant: Variant, writer: Writer = WRITER) -> str:
    """The model answers, part by part."""
    return _by_part(variant, lambda part: writer.blocks(part.answer))


def marking(variant: Variant, writer: Writer = WRITER) -> str:
    """The marking points and the common errors, part by part."""
    return _by_part(variant, lambda part: _marking(part, writer))


def _by_part(variant: Variant, write: Callable[[Part], str], lead: Callable[[Part], str] = lambda part: "") -> str:
    """What is written of each part, with its label. lead: what is above it."""
    texts = []
    for part in variant.parts:
        if above := lead(part):
            texts.append(f"({part.parent}) {above}")
        if text := write(part):
            texts.append(f"{part.name} {text}" if part.name else text)
    return "\n\n".join(texts)


def _marking(part: Part, writer: Writer) -> str:
    lines = [f"[{point.marks}] {writer.blocks(point.text)}" for point in part.marking]
    for slip in part.slips:
        told = f"{slip.letter}: {line(slip.name)}" if slip.letter else f"{line(slip.name)}: {line(slip.printed)}"
        lines.append(f"Common error: {told}")
    return "\n".join(lines)


# ------------------------------------------------------------------ for a terminal

TIED = "\u00a0"  # a space at which no line ends
SHORT = 30  # characters of a formula that stays on one line


def _tied(writer: Writer, node: Maths) -> str:
    formula = plain(node.tex)
    return formula.replace(" ", TIED) if len(formula) <= SHORT else formula


TERMINAL = replace(WRITER, inline_kinds={**WRITER.inline_kinds, Maths: _tied})


def wrapped(text: str, width: int) -> str:
    """Long lines folded; short ones as they are."""
    rows: list[str] = []
    for row in text.split("\n"):
        if len(row) > width:
            row = fill(row, width, break_on_hyphens=False, subsequent_indent=_hang(row))
        rows.append(row)
    return "\n".join(rows).replace(TIED, " ")


def _hang(row: str) -> str:
    """The indent of the lines that continue a row; below the text of a list's item."""
    item = row.lstrip()
    is_listed = item[:2].rstrip(".").isdigit() or item.startswith("•")
    return " " * (len(row) - len(item)) + "   " * is_listed


def forms(question: Question) -> list[str]:
    """What an entry of an exam can restrict a question to, as an exam file has it, a line each."""
    lines = [f"forms: {name} = {toml(values)}" for name, values in forms_of(question).items()]
    names = statement_names(question)
    if names:
        lines.append(f"without: {toml(sorted(names))}")
    return lines or [f"{question.id} has no forms to choose from"]
