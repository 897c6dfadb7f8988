"""The report of a build for the instructor: who got what, and how fair it was. Equal manifests give equal bytes."""

from exampaper.report.model import Report
from exampaper.report.render import html, typst
from exampaper.report.statistics import is_incomplete, missing_characters, report

__all__ = ["Report", "html", "is_incomplete", "missing_characters", "report", "typst"]
