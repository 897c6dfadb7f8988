"""A part whose second route is the first."""


def solve_a(a: int, b: int) -> int:
    return a + b


def solve_b(total: int) -> int:
    return 2 * total


def check_a(a: int, b: int, total: int) -> None:
    assert total - b == a


def check_b(total: int, double: int) -> None:
    assert double == solve_b(total)
