"""A fall: a value that hangs on both ends."""


def solve(low, high, factor):
    return factor * (high * high - low * low)


def check(low, high, factor, value):
    return factor * (high - low) * (high + low)
