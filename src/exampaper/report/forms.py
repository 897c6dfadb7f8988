"""Which forms of its questions a build has dealt, and on how many papers."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from exampaper.manifest import QuestionRecord
from exampaper.questions.forms import LISTED
from exampaper.report.model import Dealt
from exampaper.writers import plain_line


def forms_dealt(by_question: Mapping[str, Sequence[QuestionRecord]]) -> Iterator[Dealt]:
    """The forms of each question, parameter by parameter; the commonest first."""
    for id, records in by_question.items():
        for name in names_in(records):
            counts = Counter(form for record in records for form in forms_in(record, name))
            ranked = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
            shown_name = "statements" if name == LISTED else plain_line(name)
            yield Dealt(id, len(records), shown_name, tuple((plain_line(form), n) for form, n in ranked))


def forms_in(record: QuestionRecord, name: str) -> tuple[str, ...]:
    """The forms that a variant has by a parameter: its value, or each of its statements."""
    if name not in record.forms:
        return ()
    value = record.params[name]
    return tuple(map(_text, value)) if name == LISTED else (_text(value),)


def _text(value: Any) -> str:
    """As an exam file has it, but for the quotes."""
    return value if isinstance(value, str) else json.dumps(value)


def names_in(records: Iterable[QuestionRecord]) -> tuple[str, ...]:
    """The parameters by which variants are told apart as forms."""
    return tuple(dict.fromkeys(name for record in records for name in record.forms))
