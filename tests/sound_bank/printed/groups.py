"""A large answer prints in groups of three digits."""


def solve(a, b):
    return a * b


def check(a, b, product):
    assert divmod(product, a) == (b, 0)


def context(product):
    return {"grouped": f"{product:,}"}
