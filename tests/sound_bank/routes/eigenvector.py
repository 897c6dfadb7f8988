"""Any multiple of an eigenvector is right."""

read = r"\begin{pmatrix} << a >> & << c >> \\ 0 & << b >> \end{pmatrix}$ to its eigenvalue << b >>."


def solve(a, b, c):
    return c, b - a


def check(a, b, c, vector):
    x, y = vector
    assert any(vector)
    assert a * x + c * y == b * x


def accepts(a, b, c, vector, given):
    x, y = given
    return (x, y) != (0, 0) and a * x + c * y == b * x


def slips(a, b, c):
    return {"took the other eigenvalue": ((1, 0), 1), "exchanged the entries": ((b - a, c), 1)}
