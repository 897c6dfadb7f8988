"""Keyed hashes: what all the randomness of a paper comes from."""

from __future__ import annotations

import hashlib
import hmac

from exampaper.questions.question import SEEDS


def paper_key(exam_id: str, secret: bytes, name: str) -> bytes:
    """What all the randomness of one paper comes from: a keyed hash of exam and name."""
    return hmac.new(secret, f"{exam_id}\0{name}".encode(), hashlib.sha256).digest()


def question_seed(key: bytes, id: str, redrawn: int = 0) -> int:
    """The seed of a question's variant in the paper of this key."""
    said = f"{id}\0{redrawn}" if redrawn else id
    return int.from_bytes(hmac.new(key, said.encode(), hashlib.sha256).digest()[:8], "big") % SEEDS


def rank(key: bytes, purpose: str, id: str) -> bytes:
    """By this, things are put in an order that nobody without the key can tell."""
    return hmac.new(key, f"{purpose}\0{id}".encode(), hashlib.sha256).digest()
