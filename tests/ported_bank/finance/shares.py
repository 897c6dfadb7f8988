"""Shares in dollars or pounds (after R/exams currency8)."""

from exampaper.author import *

read = (
    "buys << dollars >> US dollars or << pounds >> British",
    "costs << price >> €",
    "<< shares >> shares worth in << currency >>?",
)


def solve(shares, price, dollars, pounds, currency):
    return shares * price * (dollars if currency == "US dollars" else pounds)


def check(shares, price, dollars, pounds, currency):
    """What one euro of a price brings, taken by the cent, for each share."""
    rates = {"US dollars": Fraction(dollars), "British pounds": Fraction(pounds)}
    return sum(int(100 * price) * rates[currency] / 100 for _ in range(shares))


def slips(shares, price, dollars, pounds, currency):
    rate = dollars if currency == "US dollars" else pounds
    return {
        "did not exchange": shares * price,
        "divided by the rate": shares * price / rate,
        "took the other currency": (shares * price * (pounds if rate == dollars else dollars), 1),
    }
