"""La moyenne de deux valeurs."""

from exampaper.author import *

read = "$a = << a >>$", "$b = << b >>$", "ville de << population >> habitants"


def solve(a, b):
    return (a + b) / 2


def check(a, b, moyenne):
    assert near(moyenne - a, b - moyenne)


def slips(a, b):
    return {"oublié de diviser": (a + b, 1)}


def figures(a, b):
    return {"barres": Plot(Axis(categories=("$a$", "$b$")), Axis("valeur"), (Bars((float(a), float(b))),))}
