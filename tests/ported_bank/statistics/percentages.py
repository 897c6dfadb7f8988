"""Row, column and total percentages of a table of counts (after R/exams relfreq)."""

from exampaper.author import *

RATINGS = ("Very good", "Good", "Bad", "Very bad")
WAYS = {"rating": "{} % of those who rate it as {} live in {}.", "place": "{0} % of those in {2} rate it as {1}.", "all": "{} % of all rate it as {} and live in {}."}


def counts(rng) -> tuple[int, int, int, int]:
    return rng.composition(rng.choice((80, 125, 160)), 4)


def percent(city, suburbs, of):
    """Rows of the percentages of counts, to one place."""
    whole = {"rating": lambda a, b: (a + b, a + b), "place": lambda a, b: (sum(city), sum(suburbs)), "all": lambda a, b: [sum(city + suburbs)] * 2}[of]
    return [tuple(round_half_up(Fraction(100 * x, n), 1) for x, n in zip(pair, whole(*pair))) for pair in zip(city, suburbs)]


def claims(city, suburbs, of):
    told = percent(city, suburbs, of)
    for row, rating in enumerate(RATINGS):
        for column, place in enumerate(("the city", "the suburbs")):
            for way, words in WAYS.items():
                right = percent(city, suburbs, way)[row][column]
                if way != of and abs(right - told[row][column]) < 1:
                    reject("another reading is right, too, or nearly so")
                yield words.format(told[row][column], rating.lower(), place), way == of, f"That would be {right} %.", f"{row}{column}"


def context(city, suburbs, of):
    shares = [(rating, *row) for rating, row in zip(RATINGS, percent(city, suburbs, of))]
    return {"rows": list(zip(RATINGS, city, suburbs)), "shares": shares}


def tables(text):
    numbers = [line.split("|")[2:4] for line in text.split("\n") if line.startswith(("| Good", "| Bad", "| Very"))]
    return numbers[:4], numbers[4:]


def check(text):
    """Count people from the printed table."""
    people, shares = ([[float(x) for x in row] for row in table] for table in tables(text))
    for row in range(4):
        for column in range(2):
            among = sum(people[row]), sum(each[column] for each in people), sum(map(sum, people))
            yield from (abs(100 * people[row][column] / n - shares[row][column]) < 0.06 for n in among)


def read(text):
    city, suburbs = zip(*(map(int, row) for row in tables(text)[0]))
    return {"city": city, "suburbs": suburbs}
