"""Statements that say the same, that are told by the text above them, or by their own words."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from math import comb

from exampaper.check import applies
from exampaper.check.finding import Finding
from exampaper.check.registry import lint
from exampaper.check.sample import Sample
from exampaper.check.stems import above_statements, names, runs, word_count, words_in, words_of
from exampaper.model import Variant
from exampaper.questions.statements import Statement

MOST_WORDS = 45  # above the statements: under exam pressure, a stem is read once
COPIED = 5  # words in a row that stand in two texts by no chance
CUES = (
    *("always|never|every|each|all|any|whatever|whichever", "may|might|can|cannot", "only", "exactly|even", "enough"),
    *("because|since|as|so", "not|no|neither|nor", "must|needs?|needed|requires?|has to|have to", "if|whenever"),
    *(
        "helps?|prevents?|keeps?",
        "unchanged|same|equals?",
        "although|while|whereas|but",
        "increases?|larger|more|grows?",
    ),
    *("decreases?|smaller|less|falls?", "in practice|usually|generally|often", "exists?|some"),
)
"""Words that tell of truth in badly made lists, however the subject is: absolute, hedging, giving reasons."""
UNLIKELY = 0.01  # the chance of so uneven a word in a list where words tell nothing


@lint("same-statement", "two statements say the same", remedy="drop one, or group them", kinds=applies.lists)
def statements_differ(sample: Sample) -> Iterator[Finding]:
    """Of two statements that say the same, both may stand on one paper. Spaces and capital letters make no difference.

    Example: “ReLU is convex.” and “ReLU is  convex.”
    """
    statements = sample.question.behaviour.statements
    counts = Counter(_bare(statement.text) for statement in statements)
    for statement in statements:
        if counts.pop(_bare(statement.text), 0) > 1:
            message = f"two statements say the same: {statement.text[:60]}"
            yield sample.finding(message, at="show", subject=_bare(statement.text))


def _bare(words: str) -> str:
    return "".join(words.lower().split())


@lint(
    "long-stem",
    "the text above the statements is long",
    remedy="define only what is used: a definition below ## Definitions is printed with the statements that need it",
    kinds=applies.lists,
    warning=True,
)
def stem_is_short(sample: Sample, variant: Variant) -> Iterator[Finding]:
    """Under exam pressure a candidate reads the text above the statements once. Formulas are not counted.

    Example: three sentences of definitions above a list of which most statements need none.
    """
    count = word_count(above_statements(variant))
    if count > MOST_WORDS:
        yield sample.finding(
            f"{count} words stand above the statements, {MOST_WORDS} are enough", variant, at="question"
        )


@lint(
    "stem-tells",
    "the text above the statements tells one of them",
    remedy="say it without that name, or define it only with the statements that need it",
    kinds=applies.lists,
    warning=True,
)
def stem_tells_nothing(sample: Sample, variant: Variant) -> Iterator[Finding]:
    """A name that the text introduces may say what a statement claims, and so may a sentence that it repeats.

    Looked for are two words or more of an emphasised name, without the others, and five words in a row.

    Example: “*evidence lower bound*” above the statement “It is a lower bound of the likelihood”.
    """
    above = above_statements(variant)
    copied = runs(words_of(above), COPIED)
    introduced = list(names(above))
    for id, statement in _shown(sample, variant):
        words = words_in(statement.text)
        told = _part_of_a_name(words, introduced) or " ".join(min(copied & runs(words, COPIED), default=()))
        if told:
            message = f"the text above the statements says “{told}”, as does the statement {id}"
            yield sample.finding(message, variant, at="question", subject=id)


def _shown(sample: Sample, variant: Variant) -> Iterator[tuple[str, Statement]]:
    """The statements of a list that a variant shows, but for those that only pins have."""
    for statement in sample.question.behaviour.statements:
        if statement.is_drawn and statement.id in variant.params.shown:
            yield statement.id, statement


def _part_of_a_name(words: Sequence[str], introduced: Sequence[Sequence[str]]) -> str:
    """Two words or more of a name that stand there without the rest of it; "" where none do."""
    for name in introduced:
        if tuple(name) in runs(words, len(name)):
            continue
        for length in range(len(name) - 1, 1, -1):
            for part in sorted(runs(name, length) & runs(words, length)):
                return " ".join(part)
    return ""


@lint(
    "telling-words",
    "words tell which statements are true",
    remedy="word some statements otherwise: true ones as absolutely as false ones, false ones with reasons or without",
    kinds=applies.english(applies.lists),
    warning=True,
)
def words_tell_nothing(sample: Sample) -> Iterator[Finding]:
    """Whoever has learnt nothing should not see the truth in words such as “always”, “only” or “because”.

    Counted are true and false statements with such a word; told is what would come about by chance less than once in a
    hundred lists.

    Example: eight statements with “always”, all of them false.
    """
    drawn = [statement for statement in sample.question.behaviour.statements if statement.is_drawn]
    all_true = sum(statement.true for statement in drawn)
    for cue in CUES:
        pattern = re.compile(rf"\b({cue})\b")
        having = [statement for statement in drawn if pattern.search(" ".join(words_in(statement.text)))]
        true = sum(statement.true for statement in having)
        if chance(true, len(having), all_true, len(drawn)) < UNLIKELY:
            listed = cue.replace("?", "").replace("|", ", ")
            message = f"of {len(having)} statements with words such as {listed}, {true} are true"
            yield sample.finding(f"{message} (of all {len(drawn)}, {all_true})", at="show", subject=cue)


def chance(true: int, having: int, all_true: int, count: int) -> float:
    """The chance that a word has as uneven a share of true statements, or a more uneven one (Fisher's exact test).

    true: of the statements that have it. having: how many have it. all_true, count: of all statements.
    """
    ways = [comb(all_true, hits) * comb(count - all_true, having - hits) for hits in range(having + 1)]
    return sum(way for way in ways if way <= ways[true]) / sum(ways)
