"""How long an exam says that it lasts, against what its questions are thought to take."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from exampaper.exams.exam import Exam

OVER, UNDER = 1.1, 0.5  # of the duration: what candidates can hardly do, and what leaves them idle

_NUMBERS = (
    *("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"),
    *("thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen"),
)
_TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
_WORDS = {"a": 1, "an": 1, **dict(zip(_NUMBERS, range(1, 20), strict=True))}
_WORDS |= zip(_TENS, range(20, 100, 10), strict=True)
_FRACTIONS = {"½": 0.5, "¼": 0.25, "¾": 0.75}
_PLAINER = (  # several ways of writing a time → one
    (r"\b(\w+) and a half hours?\b", r"\1 hours 30 minutes"),
    (r"\bhours? and a half\b", "hour 30 minutes"),
    (r"\b(?:half an|a half) hour\b", "30 minutes"),
    (r"\bthree[- ]quarters of an hour\b", "45 minutes"),
    (r"\b(?:a )?quarter of an hour\b", "15 minutes"),
    (r"^(\d+):(\d\d)(?: ?h(?:ours?|rs?)?)?$", r"\1 hours \2 minutes"),  # anywhere else it is a time of day
    (r"\b(\d+) ?h ?(\d\d)\b(?! ?m)", r"\1 hours \2 minutes"),
)
_TIME = re.compile(
    rf"(?P<number>\d+(?:[.,]\d+)?)? ?(?P<fraction>[½¼¾])? ?"
    rf"(?P<word>\b(?:{'|'.join((*_TENS, *_NUMBERS))}|an?)\b"
    rf"(?:[- ](?:{'|'.join(_NUMBERS[:9])}))?)? ?-?"
    r"(?P<unit>hours?|heures?|hrs?|h|stunden?|std|minute[sn]?|mins?|m|[′'])(?![a-z])[.,]?(?: and)?\s*"
)


def minutes(text: str) -> float | None:
    """The minutes of a duration as people write it, and None for what is none: 2 hours, 1 h 30 min, three hours."""
    plain = " ".join(text.lower().split())
    for pattern, replacement in _PLAINER:
        plain = re.sub(pattern, replacement, plain)
    match = _first_time(plain)
    total = 0.0
    while match and _value(match):  # what follows at once belongs to it; reading time, set apart, does not
        total += _value(match) * (60 if match["unit"].startswith(("h", "st")) else 1)
        match = _TIME.match(plain, match.end())
    return total or None


def _first_time(text: str) -> re.Match[str] | None:
    for match in _TIME.finditer(text):
        if _value(match):
            return match
    return None


def _value(match: re.Match[str]) -> float:
    """The number of a time, without its unit."""
    words = re.split(r"[- ]", match["word"]) if match["word"] else []
    number = float((match["number"] or "0").replace(",", "."))
    return number + _FRACTIONS.get(match["fraction"] or "", 0.0) + sum(map(_WORDS.__getitem__, words))


def notes(exam: Exam, papers: Sequence[float]) -> Iterator[str]:
    """What contradicts the duration. papers: the minutes of each, as its questions' authors estimate them."""
    printed = minutes(exam.duration)
    if printed and exam.minutes and printed != exam.minutes:
        yield f"the duration {exam.duration!r} is {printed:g} minutes, but minutes = {exam.minutes}"
    lasts = printed or exam.minutes
    if lasts and papers and (max(papers) > OVER * lasts or min(papers) < UNDER * lasts):
        least, most = f"{min(papers):g}", f"{max(papers):g}"
        take = most if least == most else f"{least} to {most}"
        yield f"the exam lasts {lasts:g} minutes, but its questions are expected to take {take} minutes"
