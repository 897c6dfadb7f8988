"""The printed page says what was drawn: the third route."""

from __future__ import annotations

from collections.abc import Iterator

from exampaper.check import applies
from exampaper.check.finding import Finding
from exampaper.check.page import read_back
from exampaper.check.registry import proof
from exampaper.check.sample import Sample
from exampaper.model import Variant
from exampaper.questions.python_file import in_a_line
from exampaper.questions.read_back import Unread, differences


@proof(
    "read-back",
    "the printed page says something else than was drawn",
    remedy="find out which side is wrong, the text or `read`, and mend that one",
    kinds=applies.computes,
)
def page_says_what_was_drawn(sample: Sample, variant: Variant) -> Iterator[Finding]:
    """`solve` and `check` see parameters and no page, so `read` takes the page of each draw back to its parameters.

    Told are values in each other's place, a condition the wrong way round, and a snippet that the page does not have.

    Example: “<< wrong >>% of the ill, << right >>% of the healthy”, where `read` says "<< right >>% of the ill".
    """
    try:
        messages = differences(read_back(sample, variant), variant.params)
    except Unread as error:
        messages = [str(error)]
    except Exception as error:
        messages = [f"the page cannot be read: read raised {in_a_line(error)}"]
    for message in messages[:1]:
        yield sample.finding(message, variant, at="question", subject="read")
