"""A probability above 1."""


def solve(trials, chance):
    return trials * chance


def check(trials, chance, expected):
    assert sum([chance] * trials) == expected
