"""Chemical equations balance."""

from __future__ import annotations

import re
from collections.abc import Iterator

from exampaper.check.finding import Finding
from exampaper.check.reactions import can_balance, reactions
from exampaper.check.registry import lint
from exampaper.check.sample import Sample
from exampaper.check.text import PROSE
from exampaper.model import Variant
from exampaper.show import answer
from exampaper.show import question as question_text

_TO_BE_FOUND = re.compile(
    r"balanc|coefficient|complet|stoichiometr|missing|unbalanced|which numbers?|how many|Koeffizient|ausgleich|ergänz",
    re.IGNORECASE,
)


@lint(
    "unbalanced-reaction",
    "no numbers balance a printed reaction",
    remedy="look for a wrong species or number: on both sides are as many atoms of each element, and one charge",
)
def reactions_balance(sample: Sample, variant: Variant) -> Iterator[Finding]:
    """On both sides of a reaction stand the same atoms, and the same charge.

    Numbers that are written must balance it; letters and gaps are solved for. So are species without a number, where
    none has one, or the question asks for numbers. Letters that are no elements are none of a reaction's.

    Example: `$12 \\, \\mathrm{CO_2} + x \\, \\mathrm{O_2} \\to 2 \\, \\mathrm{C_6 H_{12} O_6} + 12 \\, \\mathrm{O_2}$`
    has no hydrogen on its left.
    """
    prose = question_text(variant, PROSE)
    is_asked = bool(_TO_BE_FOUND.search(prose))
    for where, words in (("question", prose), ("answer", answer(variant, PROSE))):
        for reaction in reactions(words):
            is_whole = reaction.has_counts and not (is_asked and where == "question")
            if not can_balance(reaction, unwritten_is_one=is_whole):
                yield sample.finding(f"no numbers balance {reaction.text}", variant, at=where)
                return
