"""Jinja for question texts: `<< value >>`, `<% if %>`, `<# remark #>`; an unknown name is an error."""

from __future__ import annotations

from functools import cache
from types import CodeType
from typing import Any

from jinja2 import Environment, Template, TemplateSyntaxError, meta, nodes
from jinja2.compiler import CodeGenerator, Frame

from exampaper.jinja import environment, settled_breaks
from exampaper.languages import DEFAULT, language
from exampaper.maths import filled
from exampaper.questions.filters import FILTERS, SPEAKING, filters_of
from exampaper.questions.printing import Numeral, printed


def _filled_in(value: Any) -> str:
    """What `<< … >>` writes: the value between marks, by which `maths.filled.settled` finds its place."""
    text = printed(value)
    is_words = isinstance(value, str) and not isinstance(value, Numeral)
    return filled.marked(text, filled.TEXT if is_words else filled.EXPRESSION)


def _captured(value: Any) -> str:
    """What `<< … >>` writes within a `<% set %>` or `<% filter %>` block, whose text is a value again: no marks."""
    return filled.unmarked(printed(value))


class _CodeGenerator(CodeGenerator):
    """Jinja's own, but that it tells text that becomes a value from text that is printed."""

    capturing = 0

    def visit_AssignBlock(self, node: nodes.AssignBlock, frame: Frame) -> None:  # noqa: N802 (the name is Jinja's)
        self.capturing += 1
        super().visit_AssignBlock(node, frame)
        self.capturing -= 1

    def visit_FilterBlock(self, node: nodes.FilterBlock, frame: Frame) -> None:  # noqa: N802 (the name is Jinja's)
        self.capturing += 1
        super().visit_FilterBlock(node, frame)
        self.capturing -= 1

    def _make_finalize(self) -> CodeGenerator._FinalizeInfo:
        finalize = super()._make_finalize()
        return self._FinalizeInfo(_captured, "environment.captured(") if self.capturing else finalize


class _Environment(Environment):
    code_generator_class = _CodeGenerator
    captured = staticmethod(_captured)


class _Text(Template):
    """A template of running text, whose breaks are settled when it is printed."""

    def render(self, *args: Any, **values: Any) -> str:
        return settled_breaks(super().render(*args, **values))


@cache
def _environment(lang: str) -> Environment:
    env = environment(kind=_Environment, finalize=_filled_in)
    env.filters.update(filters_of(language(lang)))
    return env


_NAMES = (*FILTERS, *SPEAKING)


def _see_products(tree: nodes.Template) -> None:
    """A filter binds closer than a product: in -3 * x | signed, x is signed, and -3 times a text is no text at all.

    Raises jinja2.TemplateSyntaxError.
    """
    for product in tree.find_all(nodes.Mul):
        for factor in (product.left, product.right):
            if isinstance(factor, nodes.Filter) and factor.name in _NAMES:
                message = f"| {factor.name} takes only the last factor: put brackets around the whole product"
                raise TemplateSyntaxError(message, product.lineno)


def compiled(source: str, filename: str, line: int, lang: str = DEFAULT) -> Template:
    """A template whose error lines are those of the file: `line` is where the source begins, from 1.

    lang: the code of its language. Raises jinja2.TemplateSyntaxError.
    """
    env = _environment(lang)
    tree = env.parse("\n" * (line - 1) + source)
    _see_products(tree)
    code: CodeType = env.compile(tree, filename=filename)
    return _Text.from_code(env, code, env.make_globals(None))


def undeclared(source: str) -> set[str]:
    """The names that a template is to be given. Raises jinja2.TemplateSyntaxError."""
    return meta.find_undeclared_variables(_environment(DEFAULT).parse(source))
