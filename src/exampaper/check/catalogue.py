"""The rules as people read them: in the terminal, and in the tables of docs/prove-a-question.md.

`python -m exampaper.check.catalogue docs/prove-a-question.md` writes the tables anew.
"""

from __future__ import annotations

import inspect
import re
import sys
from pathlib import Path

from exampaper.check.registry import Rule, rules
from exampaper.faults import fault, nearest


def explain(code: str) -> str:
    """The documentation of a rule, for the terminal. Raises Faulty for an unknown code.

    code: as it is declared, or with spaces, underscores or capital letters.
    """
    wanted = "-".join(code.lower().replace("_", " ").replace("-", " ").split())
    if wanted not in rules():
        raise fault(f"no rule is called {code!r}", remedy=nearest(wanted, rules()))
    rule = rules()[wanted]
    lines = [f"{rule.code}: {rule.title}", _standing(rule), f"kinds: {_kinds(rule)}", "", rule.text, ""]
    lines.append(f"What to do: {rule.remedy}.")
    if rule.is_lint:
        lines += ["", "To silence it for one question, in its front matter:", "", "allow:"]
        lines.append(f'  {rule.code}: "why this is meant"')
    return "\n".join(lines)


def _standing(rule: Rule) -> str:
    severity = "a warning" if rule.is_warning else "a fault"
    if rule.is_lint:
        return f"A lint, told as {severity}; a question may silence it with a reason."
    return "A proof: it can't be silenced."


def _kinds(rule: Rule) -> str:
    return inspect.getdoc(rule.kinds) or ""


def explain_all() -> str:
    """Every rule in a line, proofs and lints apart."""
    width = max(map(len, rules()))
    lines: list[str] = []
    for heading, are_lints in (("proofs (can't be silenced)", False), ("lints (can be silenced)", True)):
        lines += ["", heading, ""]
        for rule in rules().values():
            if rule.is_lint == are_lints:
                lines.append(f"  {rule.code.ljust(width)}  {rule.title}")
    return "\n".join([*lines[1:], "", "exampaper explain CODE tells more about one of them."])


def markdown_table(lints: bool) -> str:
    """The rows of the table in docs/prove-a-question.md: code, what is wrong, what to do."""
    rows = ["| rule | what is wrong | what to do |", "|---|---|---|"]
    for rule in rules().values():
        if rule.is_lint == lints:
            warning = " (warning)" if rule.is_warning else ""
            title, remedy = (text.replace("|", r"\|") for text in (rule.title, rule.remedy))
            rows.append(f"| `{rule.code}` | {title}{warning} | {remedy} |")
    return "\n".join(rows) + "\n"


TABLE = re.compile(r"\| rule \| what is wrong \| what to do \|\n(?:\|.*\n)+")


def with_tables(page: str) -> str:
    """A page of the docs with its two tables written anew: proofs first, then lints."""
    before, between, after = TABLE.split(page)
    return before + markdown_table(lints=False) + between + markdown_table(lints=True) + after


if __name__ == "__main__":
    path = Path(sys.argv[1])
    path.write_text(with_tables(path.read_text(encoding="utf-8")), encoding="utf-8")
