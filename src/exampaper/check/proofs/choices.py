"""Choices: the letter of the key stands before the key on the page, and before nothing else that is right."""

from __future__ import annotations

from collections.abc import Iterator

from exampaper.check import applies
from exampaper.check.finding import Finding
from exampaper.check.registry import proof
from exampaper.check.sample import Sample
from exampaper.model import Variant
from exampaper.nodes import Block, Listing
from exampaper.questions.options import LETTERS, none_of_these
from exampaper.text import walk
from exampaper.writers.plain import WRITER, line


@proof(
    "choice-key",
    "the letter of the key is not that of the right option",
    remedy="list the options with `<< choices >>`, each as it is; reject draws on which a slip leads to the key",
    kinds=applies.chooses,
)
def letter_is_right(sample: Sample, variant: Variant) -> Iterator[Finding]:
    """The printed options are read again: the key stands at its letter, and at no other one.

    Where “none of these” is right, the key stands nowhere; where it is wrong, the key does. What is listed in a text of
    its own words is told, too.

    Example: a list that leaves out the first option, so that all letters are shifted.
    """
    lists = list(_printed_options(variant))
    for name, right in variant.choices.items():
        wanted = sample.question.source.choices[name]
        none = line(none_of_these(wanted.none, variant.lang))
        key = _printed_key(variant, name)
        offered = next((options for options in lists if _fits(options, variant.offered[name], key, none)), None)
        if offered is None:
            yield sample.finding(f"no list offers {key} among {variant.offered[name]} options", variant, at="question")
            continue
        at_key = [letter for letter, words in zip(LETTERS, offered, strict=False) if words == key]
        expected = [] if none and offered[LETTERS.index(right)] == none else [right]
        if at_key != expected:
            where = " and ".join(at_key) or "nowhere"
            yield sample.finding(f"{right} is said to be right, but {key} stands at {where}", variant, at="question")


def _printed_options(variant: Variant) -> Iterator[list[str]]:
    """The options of each list with letters, as they are printed; also without the unit that stands behind each."""
    for node in walk(variant.question_blocks):
        if isinstance(node, Listing) and node.letters:
            options = list(map(_words, node.items))
            yield options
            bare, last = zip(*(words.rpartition(" ")[::2] for words in options), strict=True)
            if all(bare) and len(set(last)) == 1:
                yield list(bare)


def _words(item: tuple[Block, ...]) -> str:
    return str(WRITER.blocks(item))


def _printed_key(variant: Variant, name: str) -> str:
    """The key of a choice as an option would print it, with a decimal point as all that rules look at."""
    value = getattr(variant.answers, name)
    printed = variant.printed[name]
    if isinstance(value, str):
        return line(printed)
    return line(f"${printed}$")


def _fits(options: list[str], count: int, key: str, none: str) -> bool:
    """Whether a list may be that of a choice."""
    return len(options) == count and (key in options or (bool(none) and none in options))
