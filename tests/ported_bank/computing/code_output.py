"""What a loop over a list prints (after a question of a PrairieLearn course)."""

from exampaper.author import *

read = "x = << start >>", "while x < << end >>:", "<< grow >>", "x += << step >>", "<< last >>"


def solve(start, step, end, grow, last):
    numbers = list(range(start, end, step))[:: -1 if "[x] +" in grow else 1]
    return str([*numbers, len(numbers)] if "len" in last else numbers[1:])


def check(text):
    """Run the listing on the page."""
    return runs(text.split("```")[1].removeprefix("python"))


def slips(start, step, end, grow, last):
    other = "y = y + [x]" if "[x] +" in grow else "y = [x] + y"
    return {"grew the list at the other end": (solve(start, step, end, other, last), 1)}
