"""What a check can find: each rule once, by its name, with what breaks it and what to do then.

The table in docs/prove-a-question.md is this one.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Described:
    """What is wrong where a rule is broken, and what to do about it."""

    wrong: str
    remedy: str


_TOLD = (
    (
        "loads",
        "the files do not load: front matter, headings, Python, lists",
        "mend the line that is told",
    ),
    (
        "no second route",
        "a computed question without a `check`",
        "write one, by another way than `solve`",
    ),
    (
        "draw ends",
        "`draw` raised, came to no end, or rejected a thousand times in a row",
        "accept more, or draw what you need directly",
    ),
    (
        "solve ends",
        "`solve` raised, or came to no end, for some parameters",
        "let `draw` avoid them, or solve them",
    ),
    (
        "figures end",
        "`figures` raised",
        "as it says; nodes must exist",
    ),
    (
        "slips end",
        "`slips` raised, or names no answer",
        "a slip's field is one of `Answers`, its value of that type",
    ),
    (
        "crash",
        "its process ended by itself",
        "run the command that shows it, and read what Python says",
    ),
    (
        "second route",
        "`check` refuses the key",
        "find out which side is wrong, and mend that one",
    ),
    (
        "mutation",
        "`check` accepts a wrong answer; or (warning) it cannot see a drawing, because that is made of no answer,"
        " or no wrong value of an answer is known",
        "let `check` look at that answer, and closely enough; make the figure from `answers`",
    ),
    (
        "independent",
        "`check` calls `solve`, or `solve` asks `check` (fault); or they share a helper, a method or a long "
        "formula (warning)",
        "take another way",
    ),
    (
        "assumptions",
        "the key holds for positive letters only, or whole ones, and the question does not say so",
        "say so",
    ),
    (
        "deterministic",
        "one seed, two variants: here, or in another process with other hashes, another time zone and another folder",
        "no order of sets, no clock (`today`, `now`), no files, no state between calls",
    ),
    (
        "waits",
        "a question that sleeps, and so takes time that no work needs (warning)",
        "drop the call",
    ),
    (
        "json",
        "parameters that JSON cannot hold, or that can change",
        "use whole numbers, texts, decimals and tuples of them",
    ),
    (
        "printed",
        "rounding changes a verdict or the key; a tie; −0, 1e−7, + −3 (also where it was set as + (−3)), a drawn "
        "coefficient of 1 or 0 (1x, 0x, x + 0), nan, a quotient of Decimals with all its digits, a float in an "
        "exact expression, an unreduced fraction; a key that the model answer does not tell; digits that the key "
        "needs and the text cuts; a share that looks like a percentage, or other decimal places than the question"
        " asks for (warning)",
        "keep clear of the edge in `draw`; declare a precision; write sums with `signed`, `polynomial` or "
        "`terms`; print what was proven",
    ),
    (
        "options",
        "two options of a list are alike in words or in value, or too few slips differ from the key; a model "
        "answer names a letter by hand, although the options are shuffled",
        "reject such draws; write more slips; write `<< choice >>`",
    ),
    (
        "parameters matter",
        "a parameter, or an entry of one, changes nothing",
        "drop it, or print it",
    ),
    (
        "derivable",
        "the key needs a value that is never printed",
        "print it",
    ),
    (
        "statements",
        "wrong numbers of statements, the same one twice, or an experiment that disagrees",
        "see `show` and `true`; find out which is wrong, the statement or its experiment",
    ),
    (
        "marks",
        "points do not add up for a draw; a slip earns all",
        "count again, under every condition",
    ),
    (
        "key",
        "no short answer; or (warning) the key, or a yes or no that the text tells, is the same on every draw",
        "see `key` in the front matter; vary what it hangs on",
    ),
    (
        "order",
        "`rng.sample` keeps the order of its items, and a parameter has it on every draw (warning)",
        "say `shuffled=True`, or `shuffled=False` if the order is meant",
    ),
    (
        "slips",
        "two slips of a part have the same name; one leads to the key on every draw, or to no value of its field",
        "name them apart; drop it",
    ),
    (
        "text",
        "the text does not render: an unknown name, a formula, a figure",
        "mend the line that is told",
    ),
    (
        "page",
        "a sign no font has; a formula, word, table or figure wider than its line, or higher than the page",
        "shorten it, or break it in two",
    ),
    (
        "answer leaks",
        "the key or the model answer stands in the question: its text, code, figures, their descriptions, or the file",
        "word it apart",
    ),
    (
        "space",
        "two of thirty candidates are likely to share a variant (warning)",
        "vary more in `draw`",
    ),
    (
        "timed out",
        "the question came to no end within the time limit, which says nothing of its key: neither sound nor faulty",
        "look for a loop without end outside of the question's own file; let `solve` and `check` do less; or ask "
        "for less with --draws, which makes everything else less, too",
    ),
)

RULES: Mapping[str, Described] = {name: Described(wrong, remedy) for name, wrong, remedy in _TOLD}


def remedy(rule: str) -> str:
    """What to do where a finding says nothing closer; "" of a rule that is not known here."""
    return RULES[rule].remedy if rule in RULES else ""
