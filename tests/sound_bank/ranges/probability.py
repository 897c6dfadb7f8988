"""A probability below 1."""


def solve(trials, chance):
    return trials * chance


def check(trials, chance, expected):
    assert expected / trials == chance
