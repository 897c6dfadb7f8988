"""The Cholesky factor of a positive definite matrix (after R/exams cholesky)."""

from exampaper.author import *

read = "for which $L L^\\top = << matrix >>$"


def product(rng) -> Rows:
    below = rng.integers(3, -5, 5)
    a, b, c = rng.integers(3, 1, 5)
    lower = [[a, 0, 0], [below[0], b, 0], [below[1], below[2], c]]
    return Rows(matrix_product(lower, transposed(lower)))


def solve(matrix):
    factor = [[0] * 3 for _ in range(3)]
    for j in range(3):
        factor[j][j] = exact_sqrt(matrix[j][j] - dot(factor[j][:j], factor[j][:j]))
        for i in range(j + 1, 3):
            factor[i][j] = (matrix[i][j] - dot(factor[i][:j], factor[j][:j])) / factor[j][j]
    return factor


def check(matrix, factor):
    assert matrix_product(factor, transposed(factor)) == exact_matrix(matrix)
    assert all(factor[i][i] > 0 and not any(factor[i][i + 1 :]) for i in range(3))


def slips(factor):
    return {"gave the upper triangle": (transposed(factor), 3)}
