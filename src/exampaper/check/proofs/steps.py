"""Steps without which there is no question, or no variant of it: the program tells where one of them fails."""

from __future__ import annotations

from exampaper.check import applies
from exampaper.check.registry import proof


@proof("loads", "the files do not load: front matter, headings, Python, lists", remedy="mend the line that is told")
def loads() -> None:
    """A question is read before anything is drawn: its front matter, its headings, its Python file.

    Whatever is wrong there is told with its line: an unknown key of the front matter, marks that do not add up, a
    missing section, a function that asks for a name which nothing has.

    Example: `mark: 3` in the front matter, where `marks: 3` is meant.
    """


@proof(
    "no-second-route",
    "a computed question has no `check`",
    remedy="write one, by another way than `solve`",
    kinds=applies.computes,
)
def no_second_route() -> None:
    """A key that is computed once may be wrong, and nobody would notice. `check` computes it again by another way.

    Example: `solve` uses a formula; `check` counts, or puts the answer back into the question.
    """


@proof(
    "draw-ends",
    "`draw` raised, did not end, or rejected a thousand times in a row",
    remedy="accept more, or draw what you need directly",
)
def draw_ends() -> None:
    """Every seed must lead to parameters, or a candidate has no paper.

    Example: `if a % 97: rng.reject("not a multiple of 97")` throws away 96 draws of 97; `97 * rng.integer(1, 9)` draws
    what is meant. A division by a drawn number that is 0 once in a thousand draws is found on an exhaustive walk.
    """


@proof(
    "solve-ends",
    "`solve` raised, or did not end, for some parameters",
    remedy="let `draw` avoid them, or solve them",
    kinds=applies.computes,
)
def solve_ends() -> None:
    """`solve` must answer for all parameters that `draw` gives.

    Example: `1 / (params.a - params.b)` where both may be 5.
    """


@proof("figures-end", "`figures` raised", remedy="mend what it says; the nodes of an edge must exist")
def figures_end() -> None:
    """A figure is made for each variant, and so must not fail on any.

    Example: an edge to a node "c" in a graph of "a" and "b".
    """


@proof(
    "slips-end",
    "`slips` raised, or a slip names no answer or no part",
    remedy="a slip's field is one of `Answers`, its value of that type",
    kinds=applies.computes,
)
def slips_end() -> None:
    """Slips are wrong answers that people come to; each is printed in the marking scheme as the answer would be.

    Example: `Slip("sign", "totl", -params.a)` where the field is called `total`.
    """


@proof(
    "crash",
    "the question's process ended before its proof did",
    remedy="run the command that shows it, and read what Python says",
)
def crash() -> None:
    """Each question is proven in a process of its own, so that one that ends it does no harm to the others.

    Example: `os._exit(1)`, or a library that runs out of memory.
    """


@proof(
    "timed-out",
    "the proof did not end within the time limit: the question is neither sound nor faulty",
    remedy="look for a loop without end outside of the question's own file; let `solve` and `check` do less; or ask "
    "for less with --draws, which makes everything else less, too",
)
def timed_out() -> None:
    """The steps of a question's own functions are counted. Only what is counted nowhere runs into the time limit.

    The report tells how far the proof had come, and what was known by then.

    Example: `0 in itertools.repeat(1)`, a loop without end inside Python's library.
    """


@proof("text", "the text does not render: an unknown name, a formula, a figure", remedy="mend the line that is told")
def text() -> None:
    """Each variant's texts are filled in and read as Markdown, on every draw.

    Example: `<< totl >>` where the answer is called `total`, or `$\\frac{1}{2$`.
    """


@proof(
    "bare-float",
    "a float without a declared precision stands in a text",
    remedy="declare `Places` or `Significant` on its field",
)
def bare_float() -> None:
    """A float prints at the precision that is declared for it, so that the page, the key and the tolerance agree.

    Example: `rate: float` prints nothing; `rate: Annotated[float, Places(2)]` prints 0.33.
    """


@proof(
    "choices",
    "the options of a choice question can't be made: too few slips differ, or there is no such answer",
    remedy="write more slips, or draw parameters for which they differ",
)
def choices() -> None:
    """The wrong options of a choice question are what its slips lead to. On each draw enough of them must differ.

    Example: `choices: {of: total, count: 4}` with two slips, or with a slip that leads to the key for a = 1.
    """


@proof("marks", "the marking points do not add up to the marks", remedy="count again, under every condition")
def marks() -> None:
    """The points of the marking scheme add up to the marks of the question, or of the part, on every draw.

    Example: a point within `<% if stable %>` without another one of the same marks under `<% else %>`.
    """
