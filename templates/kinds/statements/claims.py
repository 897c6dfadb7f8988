"""TITLE."""

from exampaper.author import *

read = "$a = << a >>$ and $b = << b >>$"  # the page says what was drawn


def claims(a, b):  # all that could be claimed: text, truth, reason, and what never meets another of its name
    yield "The numbers of $a$ have the larger sum.", sum(a) > sum(b), f"The sums are {sum(a)} and {sum(b)}.", "sum"
    yield "The numbers of $b$ have the larger sum.", sum(b) > sum(a), f"The sums are {sum(a)} and {sum(b)}.", "sum"
    yield "Some number is in both.", bool({*a} & {*b}), "Compare them one by one.", "both"
    yield "No number is in both.", not {*a} & {*b}, "Compare them one by one.", "both"
    yield "The largest number of all is in $a$.", max(a) >= max(b), f"The largest are {max(a)} and {max(b)}."


def check(a, b):  # the truths of all of them again, by another way
    more, same = sum(x - y for x, y in zip(a, b, strict=True)), any(x == y for x, y in outcomes(a, b))
    return [more > 0, more < 0, same, not same, any(all(x >= y for y in b) for x in a)]
