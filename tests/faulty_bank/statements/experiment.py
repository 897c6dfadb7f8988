"""Claims about even numbers, tried out."""


def three_is_even() -> bool:
    return 3 % 2 == 0


experiments = {"b": three_is_even}
