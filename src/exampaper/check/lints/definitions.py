"""Definitions that go by one name: deviations of a sample and of a population, logarithms of several bases."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterable, Iterator

from exampaper.check import applies
from exampaper.check.call_graph import Route, Routes, routes_of
from exampaper.check.finding import Finding
from exampaper.check.registry import lint
from exampaper.check.sample import Sample
from exampaper.check.worded import worded_question

_SPREAD = r"(?:standard deviation|variance|covariance)"
_OF_SAMPLE = re.compile(
    rf"\b(?:sample|corrected|unbiased|empirical) (?:standard )?{_SPREAD}|Bessel|s_\{{?\s*n\s*-\s*1\s*\}}?"
    rf"|\b{_SPREAD}\b[^.?]*(?:divid\w+ by|denominator)[^.?]{{0,20}}n\s*[-−]\s*1"
    r"|Stichproben(?:standardabweichung|varianz)",
    re.IGNORECASE,
)
_OF_POPULATION = re.compile(
    rf"\b(?:population|uncorrected|biased) \(?(?:standard )?{_SPREAD}|\(population\) (?:standard )?{_SPREAD}"
    rf"|\b{_SPREAD} of the (?:whole |entire )?population|\\sigma_\{{?\s*n\s*\}}?(?!\s*-)|Populationsvarianz"
    rf"|\b{_SPREAD}\b[^.?]*(?:divid\w+ by|denominator)[^.?]{{0,8}}n\b(?!\s*[-−])",
    re.IGNORECASE,
)
_BY_NAME = {
    **dict.fromkeys(("stdev", "variance", "sample_deviation", "sample_variance", "sample_covariance"), "sample"),
    **dict.fromkeys(("pstdev", "pvariance", "population_deviation", "population_variance"), "population"),
    "population_covariance": "population",
    "covariance": "sample",
}
_BY_DDOF = {"std": "population", "var": "population", "nanstd": "population", "nanvar": "population", "cov": "sample"}
"""What NumPy's functions compute unless `ddof` says otherwise."""


@lint(
    "other-deviation",
    "the question asks for the deviation of a sample, the code computes that of a population, or the other way round",
    remedy="take sample_deviation or population_deviation of exampaper.author, whichever the question names",
    kinds=applies.computes,
)
def deviations_agree(sample: Sample) -> Iterator[Finding]:
    """A sample's deviation divides by n - 1, a population's by n; NumPy, pandas and `statistics` have other defaults.

    Words like “sample standard deviation”, “population variance” or $s_{n-1}$ are looked for in the question, and in
    both routes the functions that compute one or the other, `ddof`, and sums of squares that are divided.

    Example: “the sample standard deviation”, and `numpy.std(values)`.
    """
    text = worded_question(sample)
    is_of_sample, is_of_population = bool(_OF_SAMPLE.search(text)), bool(_OF_POPULATION.search(text))
    routes = routes_of(sample)
    if is_of_sample == is_of_population or routes is None:
        return
    wanted, other = ("sample", "population") if is_of_sample else ("population", "sample")
    has_pandas = any(
        isinstance(node, ast.Import | ast.ImportFrom) and "pandas" in ast.unparse(node) for node in _all(sample)
    )
    found = _spreads(_nodes(routes, routes.solve), has_pandas)
    if other in found and wanted not in found and wanted not in _spreads(_nodes(routes, routes.check), has_pandas):
        called, line = found[other]
        message = f"the question asks for that of a {wanted}, but {called} computes that of a {other}"
        yield sample.finding(message, at=str(line))


def _all(sample: Sample) -> Iterable[ast.AST]:
    return ast.walk(sample.python)


def _nodes(routes: Routes, route: Route) -> Iterator[ast.AST]:
    for name in sorted(route.names):
        yield from ast.walk(routes.functions[name])


def _spreads(nodes: Iterable[ast.AST], has_pandas: bool) -> dict[str, tuple[str, int]]:
    """What is computed, “sample” or “population”: by which piece of source, and on which line."""
    found: dict[str, tuple[str, int]] = {}
    for node in nodes:
        kind = ""
        if isinstance(node, ast.Call):
            kind = _of_call(node, has_pandas)
        elif isinstance(node, ast.BinOp) and isinstance(node.op, ast.Div):
            kind = _of_quotient(node)
        if kind:
            found.setdefault(kind, (ast.unparse(node)[:60], getattr(node, "lineno", 1)))
    return found


def _of_call(node: ast.Call, has_pandas: bool) -> str:
    name = ast.unparse(node.func).rpartition(".")[2]
    if name in _BY_NAME:
        is_function = isinstance(node.func, ast.Name) or ast.unparse(node.func) in (
            f"statistics.{name}",
            f"stats.{name}",
        )
        return _BY_NAME[name] if is_function else ""
    if name not in _BY_DDOF or not isinstance(node.func, ast.Attribute):
        return ""
    for keyword in node.keywords:
        if keyword.arg in ("ddof", "correction") and isinstance(keyword.value, ast.Constant):
            return {"0": "population", "1": "sample"}.get(str(keyword.value.value), "")
        if keyword.arg == "bias":
            return "population" if getattr(keyword.value, "value", False) else "sample"
        if keyword.arg is None or keyword.arg in ("ddof", "correction"):
            return ""
    return "" if has_pandas else _BY_DDOF[name]


def _of_quotient(node: ast.BinOp) -> str:
    """Of a sum of squares, divided by a number of items or by one less."""
    if not _is_sum_of_squares(node.left):
        return ""
    divisor = node.right
    is_one_less = (
        isinstance(divisor, ast.BinOp) and isinstance(divisor.op, ast.Sub) and ast.unparse(divisor.right) == "1"
    )
    count = divisor.left if isinstance(divisor, ast.BinOp) and is_one_less else divisor
    if not re.fullmatch(r"len\(.*\)|(?:.*\.)?(?:n|size|count)", ast.unparse(count)):
        return ""
    return "sample" if is_one_less else "population"


def _is_sum_of_squares(node: ast.AST) -> bool:
    if not (isinstance(node, ast.Call) and ast.unparse(node.func).rpartition(".")[2] in ("sum", "fsum") and node.args):
        return False
    item = node.args[0].elt if isinstance(node.args[0], ast.GeneratorExp | ast.ListComp) else node.args[0]
    if not isinstance(item, ast.BinOp):
        return False
    is_square = isinstance(item.op, ast.Pow) and ast.unparse(item.right) == "2" and isinstance(item.left, ast.BinOp)
    is_product = (
        isinstance(item.op, ast.Mult) and isinstance(item.left, ast.BinOp) and isinstance(item.right, ast.BinOp)
    )
    return is_square or (is_product and ast.dump(item.left) == ast.dump(item.right))


# ------------------------------------------------------------------ logarithms

_BASES = (
    ("e", re.compile(r"\\ln\b|\\log_\{?\s*e\b|natural logarithm|\bln\b", re.IGNORECASE)),
    ("10", re.compile(r"\\log_\{?\s*10\b|\\lg\b|common logarithm|logarithm to (?:the )?base 10", re.IGNORECASE)),
    ("2", re.compile(r"\\log_\{?\s*2(?!\d)|binary logarithm|logarithm to (?:the )?base 2(?!\d)|\\operatorname\{ld\}")),
)


@lint(
    "other-log-base",
    "the question has a logarithm of one base, the code takes only another",
    remedy="take log10, log2 or log of exampaper.author, whichever the question has",
    kinds=applies.english(applies.computes),
)
def bases_agree(sample: Sample) -> Iterator[Finding]:
    """`log` of Python is the natural logarithm, whatever `\\log` is on the page.

    Looked at are questions that name a single base, and routes that take logarithms of a single, other one. A quotient
    of two logarithms may have any.

    Example: $\\log_{10} << x >>$, and `math.log(x)`.
    """
    text = worded_question(sample)
    named = {base for base, pattern in _BASES if pattern.search(text)}
    routes = routes_of(sample)
    if len(named) != 1 or routes is None or re.search(r"\\log(?!_)", text):
        return
    nodes = [*_nodes(routes, routes.solve), *_nodes(routes, routes.check)]
    taken: dict[str, tuple[str, int]] = {}
    for node in nodes:
        base = _base(node)
        if base:
            taken.setdefault(base, (ast.unparse(node)[:60], getattr(node, "lineno", 1)))
    if len(taken) == 1 and "any" not in taken and not named & taken.keys():
        (base,), ((called, line),) = taken, taken.values()
        message = f"the question has a logarithm to the base {named.pop()}, but {called} is one to the base {base}"
        yield sample.finding(message, at=str(line))


def _base(node: ast.AST) -> str:
    """The base of a logarithm; “any” where it is given, or cancels out in a quotient; "" of anything else."""
    if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Div):
        both = [any(_base(part) for part in ast.walk(side)) for side in (node.left, node.right)]
        is_constant = (
            "log(2)" in ast.unparse(node.right) or "log(10)" in ast.unparse(node.right) or "LN" in ast.unparse(node)
        )
        return "any" if all(both) or is_constant else ""
    if not isinstance(node, ast.Call):
        return ""
    name = ast.unparse(node.func).rpartition(".")[2]
    if name == "log":
        return "e" if len(node.args) == 1 and not node.keywords else "any"
    return {"log10": "10", "log2": "2", "ln": "e", "bit_length": "2"}.get(name, "")
