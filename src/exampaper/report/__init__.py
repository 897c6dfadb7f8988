"""The report of a build for the instructor: who got what, and how fair it was. Equal manifests give equal bytes."""

from exampaper.report.pages import html, typst
from exampaper.report.telling import incomplete, lacking, report
from exampaper.report.values import Report

__all__ = ["Report", "html", "incomplete", "lacking", "report", "typst"]
