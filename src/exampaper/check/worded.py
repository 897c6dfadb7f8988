"""The text of a question as its author wrote it: words around the places where values are filled in."""

from __future__ import annotations

import re
from typing import cast

from exampaper.check.sample import Sample

HOLE = r"\$?<<\s*(?:params\.|answers\.)?(?P<name>[A-Za-z_]\w*)(?P<rest>[^<>]*)>>\$?"
"""A place where a value is filled in: its first name, and what is done with it."""

_REMARK = re.compile(r"<#.*?#>", re.DOTALL)
_FENCE = re.compile(r"(?ms)^[ \t]*(`{3,}|~{3,}).*?^[ \t]*\1[ \t]*$")


def worded_question(sample: Sample) -> str:
    """The question's text as it stands in the file, stem and parts, without remarks and code; its spaces are single."""
    if "worded question" not in sample.remembered:
        source = sample.question.source
        texts = [source.stem.text, *(f"{part.lead.text}\n{part.text.text}" for part in source.parts)]
        bare = _FENCE.sub("…", _REMARK.sub("", "\n\n".join(texts)))
        sample.remembered["worded question"] = re.sub(r"\s+", " ", bare)
    return cast(str, sample.remembered["worded question"])
