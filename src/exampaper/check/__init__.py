"""The proofs over a bank: what `exampaper check` establishes, rule by rule."""

from exampaper.check.findings import Found, Report
from exampaper.check.run import Limits, Task, check_all

__all__ = ["Found", "Limits", "Report", "Task", "check_all"]
