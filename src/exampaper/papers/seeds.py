"""Keyed hashes, the only source of the randomness of a paper."""

from __future__ import annotations

import hmac

from exampaper.questions.question import SEEDS


def paper_key(exam_id: str, secret: bytes, name: str) -> bytes:
    """The key of one paper, a keyed hash of exam and name. name: the label or the candidate's id."""
    return hmac.digest(secret, f"{exam_id}\0{name}".encode(), "sha256")


def question_seed(paper_key: bytes, id: str, redraw_count: int = 0) -> int:
    """The seed of a question's variant in the paper of this key, after so many redraws."""
    message = f"{id}\0{redraw_count}" if redraw_count else id
    hashed = hmac.digest(paper_key, message.encode(), "sha256")
    return int.from_bytes(hashed[:8], "big") % SEEDS


def rank(key: bytes, purpose: str, id: str) -> bytes:
    """A sort key, for an order that nobody without the key can predict."""
    return hmac.digest(key, f"{purpose}\0{id}".encode(), "sha256")
