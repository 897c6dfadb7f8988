"""Row, column and total percentages of a table of counts (after R/exams relfreq)."""

from exampaper.author import *

read = "| City | << city >> |", "| Suburbs | << suburbs >> |"
RATINGS, PLACES = ("very good", "good", "bad", "very bad"), ("the city", "the suburbs")
WORDS = {
    "rating": "{} % of those who rate it as {} live in {}.",
    "place": "{0} % of those who live in {2} rate it as {1}.",
    "all": "{} % of all rate it as {} and live in {}.",
}


def percent(city, suburbs, of):
    """Of each place its percentages, to one decimal place."""
    both = [a + b for a, b in zip(city, suburbs)]
    wholes = {"rating": [both, both], "place": [[sum(city)] * 4, [sum(suburbs)] * 4], "all": [[sum(both)] * 4] * 2}
    tables = zip((city, suburbs), wholes[of])
    return [[round_half_up(Fraction(100 * x, n), 1) for x, n in zip(*table)] for table in tables]


def claims(city, suburbs, of):
    tables = {way: percent(city, suburbs, way) for way in WORDS}
    for place, rating in outcomes(range(2), range(4)):
        told = tables[of][place][rating]
        for way, words in WORDS.items():
            right = tables[way][place][rating]
            if way != of and abs(right - told) < 1:
                reject("another reading is right, or nearly so")
            yield words.format(told, RATINGS[rating], PLACES[place]), way == of, f"It is {right} %.", f"{place}{rating}"


def context(city, suburbs, of):
    return {"shares": percent(city, suburbs, of)}


def check(city, suburbs, text):
    """Count the people that each printed percentage may be of."""
    shares = [line.split("|")[2:6] for line in text.split("\n") if ", in % |" in line]
    for place, rating in outcomes(range(2), range(4)):
        people = (city, suburbs)[place]
        among = city[rating] + suburbs[rating], sum(people), sum(city + suburbs)
        yield from (abs(100 * people[rating] / n - float(shares[place][rating])) < 0.06 for n in among)
