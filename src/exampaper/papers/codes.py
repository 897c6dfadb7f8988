"""The code of a paper: eight characters and a check character, by which a reprint asks for it."""

from __future__ import annotations

import hashlib
import hmac
from typing import Any

from exampaper import canonical

ALPHABET = "23456789ACEFHJKMNPRTWXY"
"""23 characters, a prime number; of characters that look alike (8 B, 5 S, 0 O D Q, …) one at most."""

BASE = len(ALPHABET)
LENGTH = 8


def paper_code(paper_key: bytes, content: Any = None) -> str:
    """The code of a paper, as in K7P2-9XWA-5. It tells nothing without the paper's key.

    content: what its question paper says. Two papers of one key that say the same to their candidate share a code.
    """
    suffix = bytes.fromhex(canonical.digest(content)) if content is not None else b""
    value = int.from_bytes(hmac.new(paper_key, b"\0code" + suffix, hashlib.sha256).digest(), "big")
    characters = ""
    for _ in range(LENGTH):
        value, place = divmod(value, BASE)
        characters += ALPHABET[place]
    return f"{characters[:4]}-{characters[4:]}-{check_character(characters)}"


def check_character(characters: str) -> str:
    """A weighted sum modulo a prime: it detects any one mistyped character and any two exchanged."""
    total = 0
    for weight, character in enumerate(characters, 2):
        total += weight * ALPHABET.index(character)
    return ALPHABET[total % BASE]


def parse_code(typed: str) -> str | None:
    """The code that was typed, in any case, with hyphens or without, B for 8, S for 5 and so on; None for a typo."""
    characters = "".join(typed.upper().split()).replace("-", "").translate(str.maketrans("BSZG", "8526"))
    if len(characters) != LENGTH + 1 or not set(characters) <= set(ALPHABET):
        return None
    if check_character(characters[:-1]) != characters[-1]:
        return None
    return f"{characters[:4]}-{characters[4:8]}-{characters[8]}"
