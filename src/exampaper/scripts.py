"""What of a text must be set together, and which way it is read, in any script."""

from __future__ import annotations

import re
import unicodedata

JOINERS = "\u200c\u200d"
SPACE = "\u200b"  # of no width: a line may break there
_VIRAMA = 9  # the combining class of signs that bind the letter before them to the one after


def clusters(text: str) -> list[str]:
    """The text in signs as a reader counts them: a letter with its marks, a conjunct, a family of emoji.

    An approximation of the extended grapheme clusters of Unicode Standard Annex 29, by what `unicodedata` knows.
    """
    parts: list[str] = []
    for sign in text:
        if parts and (_clings(sign) or _binds(parts[-1], sign)):
            parts[-1] += sign
        else:
            parts.append(sign)
    return parts


def _clings(sign: str) -> bool:
    """Whether a sign belongs to the one before it."""
    vowel_or_tail = "\u1160" <= sign <= "\u11ff"  # of a Korean syllable in parts
    tone = "\U0001f3fb" <= sign <= "\U0001f3ff"  # of an emoji's skin
    tag = "\U000e0020" <= sign <= "\U000e007f"  # of a region's flag
    return unicodedata.category(sign)[0] == "M" or sign in JOINERS or vowel_or_tail or tone or tag


def _binds(cluster: str, sign: str) -> bool:
    """Whether a cluster takes the sign after it in."""
    if _regional(sign):  # two letters are a flag
        return len(cluster) == 1 and _regional(cluster)
    last = cluster[-1]
    return not sign.isspace() and (last == "\u200d" or unicodedata.combining(last) == _VIRAMA)


def _regional(sign: str) -> bool:
    return "\U0001f1e6" <= sign <= "\U0001f1ff"


def breakable(text: str, most: int) -> str:
    """The text with invisible places to break a line in words longer than a line. most: clusters that fit in one."""
    return re.sub(r"\S+", lambda word: _parted(word[0], most), text) if len(text) > most else text


def _parted(word: str, most: int) -> str:
    """A word in pieces; one whose letters are joined to each other, as in Arabic, stays whole."""
    if any(map(leftward, word)):
        return word
    signs = clusters(word)
    pieces = ["".join(signs[at : at + most]) for at in range(0, len(signs), most)]
    return SPACE.join(pieces)


def leftward(text: str) -> bool:
    """Whether a text is read from right to left: by its first letter that has a direction."""
    for direction in map(unicodedata.bidirectional, text):
        if direction in ("L", "R", "AL"):
            return direction != "L"
    return False


def wide(cluster: str) -> bool:
    """Whether a line may break beside it as beside a word: Chinese characters, kana, Korean syllables."""
    return unicodedata.east_asian_width(cluster[0]) in "WF" and unicodedata.category(cluster[0]) == "Lo"


def code_points(text: str, most: int = 12) -> str:
    """The signs of a text, each once, as everybody can read them: U+0E2A U+0E21. most: of how many."""
    points = [f"U+{ord(sign):04X}" for sign in dict.fromkeys(text)]
    return " ".join(points[:most]) + (" …" if len(points) > most else "")


def seen(text: str) -> str:
    """The text without signs that are never seen themselves: joiners and marks of direction."""
    return "".join(sign for sign in text if unicodedata.category(sign) != "Cf")
