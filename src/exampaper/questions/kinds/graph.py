"""Graph questions: computed ones whose answer is a drawing."""

from __future__ import annotations

from exampaper.questions.kind import QuestionKind
from exampaper.questions.kinds import computed

KIND = QuestionKind("graph", computed.computed, computed.KIND.layout, computes=True, draws_answer=True)
