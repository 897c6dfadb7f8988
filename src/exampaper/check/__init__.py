"""The proofs over a bank: what `exampaper check` establishes, rule by rule."""

from exampaper.check.finding import Finding, Report
from exampaper.check.run import Limits, Task, check_all

__all__ = ["Finding", "Limits", "Report", "Task", "check_all"]
