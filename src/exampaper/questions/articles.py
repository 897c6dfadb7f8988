"""“a” or “an”: by how a word, a number, a letter or an abbreviation is read aloud."""

from __future__ import annotations

import re
import unicodedata

_SPELT_WITH_A_VOWEL = frozenset("AEFHILMNORSX")  # ef, aitch, el, em, …; but you, double-you, why
_READ_AS_LETTERS = frozenset(("LED", "MIT", "NIH", "FAQ", "HIV", "SAS", "SOS"))
_SILENT_H = re.compile(r"h(?:our|onest|onou?r|eir)", re.IGNORECASE)
_CONSONANT = re.compile(  # words that begin with the sound of you or of one
    r"uni(?!n|mp|dent|mag)|u(?:s[aeu]|ti|te[nr]|biq|ra(?:n|l)|ro|kul|kra|na?nim)|u(?:rin|topi)|eu(?!ler)|ewe"
    r"|one(?:s|self|time)?\b|once\b|ouija",
    re.IGNORECASE,
)
_ONSETS = re.compile(r"(?:[BCFGKP][LR]|[DTW]R|S[CKLMNPTW][RLW]?|[CSTPW]H|SHR|THR|QU|TW|[B-DF-HJ-NP-TV-Z])?[AEIOUY]")
_COMMAND = re.compile(r"\\([A-Za-z]+)\s*")
_GREEK = re.compile(r"(?:var)?(?:alpha|epsilon|eta|iota|omicron|upsilon|omega)", re.IGNORECASE)
_GREEK_LETTER = re.compile(r"GREEK (?:SMALL|CAPITAL) (?:LETTER )?(\w+)")


def article(text: str) -> str:
    """The article before this text, which may be a formula. “an 8”, “an hour”, “a uniform”, “an MRI”, “an $n$”."""
    return "an" if _begins_with_a_vowel(_spoken(text)) else "a"


def _spoken(text: str) -> str:
    r"""What is read first: without marks, brackets and the commands of a formula, but a Greek letter by its name."""
    rest = text.strip()
    while rest and not rest[0].isalnum():
        if rest[0] in "-−+±":
            return "minus"
        found = _COMMAND.match(rest)
        if found and _names_something(found[1]):
            return found[1]
        rest = rest[found.end() if found else 1 :].lstrip()
    return rest


_LAYOUT = re.compile(
    r"[dt]?frac|sqrt|math\w+|text\w*|boldsymbol|bm|left|right|[bB]igg?[lrm]?|operatorname|displaystyle|quad"
)


def _names_something(command: str) -> bool:
    return not _LAYOUT.fullmatch(command)


def _begins_with_a_vowel(spoken: str) -> bool:
    if spoken[:1].isdigit():
        return _number(spoken)
    if greek := _GREEK_LETTER.match(unicodedata.name(spoken[:1], "")) if spoken else None:
        return bool(_GREEK.fullmatch(greek[1]))
    word = re.match(r"[^\W\d_]*", spoken)[0]  # type: ignore[index]
    if len(word) == 1:
        return word.upper() in _SPELT_WITH_A_VOWEL
    if word.isupper() and _is_spelt(word):
        return word[0] in _SPELT_WITH_A_VOWEL
    if _SILENT_H.match(word):
        return True
    plain = unicodedata.normalize("NFD", word[:1])[:1].lower()
    return plain in tuple("aeiou") and not _CONSONANT.match(word)


def _is_spelt(word: str) -> bool:
    """Whether capitals are read letter by letter: MRI and LSTM, but not NASA or GAN."""
    return word in _READ_AS_LETTERS or not _ONSETS.match(word) or word[0] == "U"


def _number(digits: str) -> bool:
    """Eight, eleven, eighteen, eighty, …: of the first group of three digits."""
    whole = re.match(r"\d+(?:(?:\{,\}|,|\\,|[\u00a0\u2009\u202f ])\d{3}(?!\d))*", digits)[0]  # type: ignore[index]
    figures = re.sub(r"\D", "", whole)
    lead = figures[: (len(figures) - 1) % 3 + 1]  # 11 000 is read as 11 thousand
    return lead[0] == "8" or lead in ("11", "18")
