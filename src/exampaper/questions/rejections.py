"""How often draws of a question are thrown away, and why."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from exampaper.draw import Rejected, SeededRng
from exampaper.faults import Faulty
from exampaper.questions.question import Question

NO_REASON = "rejected without a reason"


@dataclass(frozen=True, slots=True)
class Rejections:
    """What became of the draws of some seeds. accepted: how many were kept; by_reason: the others."""

    accepted: int
    by_reason: Mapping[str, int]

    @property
    def rejected(self) -> int:
        return sum(self.by_reason.values())

    @property
    def share(self) -> float:
        """The share of all draws that was thrown away."""
        return self.rejected / max(self.rejected + self.accepted, 1)


def rejections(question: Question, seeds: Iterable[int]) -> Rejections:
    """The draws of these seeds, each until one is accepted. Raises Faulty for what the question raises."""
    accepted, reasons = 0, Counter[str]()
    for seed in seeds:
        rng = SeededRng(seed)
        for _ in range(question.attempts):
            try:
                question.drawn(rng)
            except Rejected as rejected:
                reasons[str(rejected) or NO_REASON] += 1
                continue
            accepted += 1
            break
    return Rejections(accepted, dict(reasons.most_common()))


def known_rejections(question: Question, seeds: Iterable[int]) -> Rejections | None:
    """The same; None where the question raises something, which is told elsewhere."""
    try:
        return rejections(question, seeds)
    except Faulty:
        return None


def as_text(found: Rejections) -> str:
    """A line for all, and one for each reason."""
    total = found.accepted + found.rejected
    lines = [f"{found.rejected} of {total} draws thrown away ({found.share:.0%})"]
    for reason, count in found.by_reason.items():
        lines.append(f"{count / total:5.0%}  {count:6}  {reason}")
    return "\n".join(lines)
