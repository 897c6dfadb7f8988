"""Die Rate eines Annuitätendarlehens (in der Art der Übungen von R/exams zur Finanzmathematik)."""

from exampaper.author import *

read = "Darlehen von << loan >> €", "zu << interest >> % Zinsen", "in << years >> gleichen Raten"


def solve_a(loan, interest, years):
    q = 1 + Fraction(interest) / 100
    return loan * q**years * (q - 1) / (q**years - 1)


def solve_b(loan, years, rate):
    return years * round(rate, 2) - loan


def check(loan, interest: float, years):
    """Die Rate, nach deren Zahlungen nichts vom Darlehen übrig ist, Jahr für Jahr."""

    def left(rate):
        debt = float(loan)
        for _ in range(years):
            debt += debt * interest / 100 - rate
        return debt

    rate = root(left, 1, loan)
    return {"rate": rate, "paid": sum([round(rate, 2)] * years) - loan}


def slips_a(loan, interest, years):
    return {
        "Zinsen nur auf den Anfang": (loan * (Fraction(1, years) + Fraction(interest) / 100), 1),
        "ohne Zinsen": Fraction(loan, years),
    }


def slips_b(loan, interest, years):
    return {"Zinsen auf das ganze Darlehen": loan * Fraction(interest) / 100 * years}
