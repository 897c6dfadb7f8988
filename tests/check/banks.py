"""The banks of faulty and of sound questions, and what a check reports of them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from functools import cache
from pathlib import Path

from exampaper.check import Report, check_all
from exampaper.check.effort import Effort
from exampaper.check.run import Task
from exampaper.check.select_questions import select_questions
from exampaper.check.worker import checked
from exampaper.questions.bank import load_question
from exampaper.questions.question import Question
from tests.conftest import ROOT

FAULTY = ROOT / "tests" / "faulty_bank"
SOUND = ROOT / "tests" / "sound_bank"


# question: the rules that must find it faulty; a rule in brackets warns
CAUGHT = {
    "accepts/eigenvector": {"accepts", "mutation"},
    "angles/arc": {"degrees-as-radians"},
    "angles/both": {"degrees-as-radians"},
    "angles/helper": {"degrees-as-radians"},
    "angles/named": {"degrees-as-radians"},
    "boundary/at_most": {"other-boundary"},
    "boundary/formula": {"other-boundary"},
    "boundary/more_than": {"other-boundary"},
    "boundary/or_more": {"other-boundary"},
    "definitions/by_hand": {"other-deviation"},
    "definitions/ln": {"other-log-base"},
    "definitions/log10": {"other-log-base"},
    "definitions/population": {"other-deviation"},
    "definitions/unbiased": {"other-deviation"},
    "draws/clock": {"reads-clock"},
    "draws/counter": {"deterministic", "(few-variants)"},
    "draws/crashes": {"crash"},
    "draws/exits": {"crash"},
    "draws/exits_in_check": {"second-route"},
    "draws/folder": {"deterministic"},
    "draws/hangs": {"draw-ends"},
    "draws/imported_clock": {"reads-clock"},
    "draws/late": {"timed-out"},
    "draws/list": {"json"},
    "draws/marking_order": {"deterministic"},
    "draws/never_accepts": {"draw-ends"},
    "draws/not_json": {"json"},
    "draws/other_process": {"crash"},
    "draws/raises": {"draw-ends"},
    "draws/rare_division": {"solve-ends"},
    "draws/rejects_most": {"(often-rejected)"},
    "draws/set_order": {"deterministic", "(few-variants)"},
    "draws/skewed": {"(few-variants)"},
    "draws/sleeps": {"(waits)"},
    "draws/sorted": {"(sample-order)"},
    "draws/today": {"reads-clock", "(few-variants)"},
    "draws/two_only": {"(few-variants)"},
    "independent/alias": {"independent"},
    "independent/calls_check": {"independent"},
    "independent/calls_solve": {"independent"},
    "independent/part": {"independent"},
    "independent/shares_helper": {"(shared-helper)"},
    "independent/shares_method": {"(shared-helper)"},
    "independent/written_twice": {"(shared-formula)"},
    "keys/assumed": {"unstated-assumption"},
    "keys/coincidence": {"second-route", "(few-variants)"},
    "keys/constant": {"(constant-key)"},
    "keys/corner": {"second-route"},
    "keys/harmonic_mean": {"second-route"},
    "keys/percent": {"second-route", "(few-variants)"},
    "keys/pin": {"second-route"},
    "keys/power_rule": {"second-route", "(few-variants)"},
    "keys/unstated_assumption": {"second-route", "(few-variants)"},
    "keys/verdict": {"(constant-verdict)"},
    "keys/where": {"unstated-assumption"},
    "listing/other": {"other-program"},
    "loads/key": {"loads"},
    "loads/marks": {"loads"},
    "loads/no_check": {"no-second-route"},
    "loads/no_reason": {"loads"},
    "mutations/accepts_all": {"mutation"},
    "mutations/arrows": {"mutation"},
    "mutations/circular": {"mutation"},
    "mutations/decimal": {"mutation"},
    "mutations/even_sign": {"mutation"},
    "mutations/exchanged": {"mutation"},
    "mutations/first_only": {"mutation"},
    "mutations/interval": {"mutation"},
    "mutations/matrix": {"mutation"},
    "mutations/middle": {"mutation"},
    "mutations/nothing": {"mutation"},
    "mutations/order": {"mutation"},
    "mutations/percent": {"mutation"},
    "mutations/positive_only": {"mutation"},
    "mutations/relation": {"mutation"},
    "mutations/rows": {"mutation"},
    "mutations/significant": {"mutation"},
    "mutations/strict": {"mutation"},
    "mutations/tie": {"half-even", "mutation"},
    "mutations/too_wide": {"mutation"},
    "mutations/trace": {"mutation"},
    "mutations/turned": {"mutation"},
    "mutations/two_points": {"mutation"},
    "mutations/undrawn": {"(unproven-figure)"},
    "mutations/union": {"mutation", "(few-variants)"},
    "mutations/words": {"mutation", "(constant-verdict)"},
    "options/expression": {"choices"},
    "options/fixed_letter": {"fixed-letter"},
    "options/grouped": {"options-alike"},
    "options/inline": {"options-alike"},
    "options/lengths": {"options-alike"},
    "options/letters": {"options-alike"},
    "options/long": {"options-alike"},
    "options/one_in": {"options-alike"},
    "options/percent": {"options-alike"},
    "options/repeated": {"options-alike"},
    "options/rounded": {"options-alike", "(few-variants)"},
    "options/sets": {"options-alike"},
    "options/table": {"options-alike", "(few-variants)"},
    "options/unreduced": {"options-alike"},
    "options/value": {"options-alike"},
    "options/words": {"options-alike"},
    "page/leak": {"answer-leaks", "answer-repeated"},
    "page/leak_alt": {"answer-leaks"},
    "page/leak_code": {"answer-leaks"},
    "page/leak_computed": {"number-leaks"},
    "page/leak_digits": {"number-leaks"},
    "page/leak_label": {"answer-leaks"},
    "page/leak_number": {"answer-leaks", "(few-variants)"},
    "page/leak_text": {"answer-leaks"},
    "page/leak_words": {"answer-leaks"},
    "page/no_glyph": {"page"},
    "page/too_wide": {"overfull"},
    "page/wide_figure": {"overfull"},
    "page/wide_table": {"overfull"},
    "page/wide_word": {"overfull"},
    "parameters/hidden": {"derivable"},
    "parameters/idle": {"idle-parameter"},
    "parameters/idle_both": {"idle-parameter"},
    "parameters/idle_deep": {"idle-parameter"},
    "parameters/idle_entry": {"idle-parameter"},
    "printed/absent": {"key-not-in-answer"},
    "printed/bare_float": {"bare-float"},
    "printed/coefficient": {"coefficient"},
    "printed/cut": {"hidden-digits"},
    "printed/cut_one": {"hidden-digits"},
    "printed/decimal_mark": {"decimal-mark"},
    "printed/deep_tie": {"rounding-tie"},
    "printed/formula": {"scientific-notation"},
    "printed/fraction_signs": {"two-signs"},
    "printed/hidden_digits": {"hidden-digits"},
    "printed/infinite": {"no-number-printed", "not-a-number"},
    "printed/key_signs": {"two-signs"},
    "printed/level": {"rounded-verdict", "(few-variants)"},
    "printed/limit": {"rounded-verdict"},
    "printed/long_float": {"unrounded-number"},
    "printed/minus_zero": {"minus-zero", "(constant-key)"},
    "printed/negative": {"unreduced-fraction"},
    "printed/one": {"rounding-tie"},
    "printed/other_key": {"key-not-in-answer"},
    "printed/other_marking": {"other-marking"},
    "printed/other_sign": {"key-of-other-sign"},
    "printed/places": {"other-precision"},
    "printed/quotient": {"unrounded-number"},
    "printed/radius": {"hidden-digits"},
    "printed/scientific": {"scientific-notation"},
    "printed/share": {"(few-variants)", "(share-as-percentage)"},
    "printed/short_float": {"inexact-expression"},
    "printed/tie": {"rounding-tie"},
    "printed/two_signs": {"two-signs"},
    "printed/unproven": {"nothing-proven-printed"},
    "printed/unreduced": {"unreduced-fraction"},
    "printed/whole": {"unreduced-fraction"},
    "printed/zero_term": {"zero-term"},
    "ranges/between": {"empty-range"},
    "ranges/chain": {"empty-range"},
    "ranges/integral": {"empty-range"},
    "ranges/interval": {"empty-range"},
    "ranges/probability": {"no-probability"},
    "ranges/reversed": {"empty-range"},
    "ranges/triangle": {"no-triangle"},
    "ranges/words": {"empty-range"},
    "reactions/charge": {"unbalanced-reaction"},
    "reactions/rust": {"unbalanced-reaction"},
    "reactions/wrong_number": {"unbalanced-reaction"},
    "read_back/condition": {"read-back"},
    "read_back/exchanged": {"read-back"},
    "read_back/exchangeable": {"(exchangeable)"},
    "read_back/raises": {"read-back"},
    "rounded/context": {"rounded-data"},
    "rounded/expression": {"rounded-data"},
    "rounded/filter": {"rounded-data"},
    "rounded/tuple": {"rounded-data"},
    "slips/always_key": {"slip-is-key"},
    "slips/earns_all": {"slip-marks"},
    "slips/same_name": {"slip-names"},
    "slips/unknown_field": {"slips-end"},
    "slips/wrong_type": {"slip-value"},
    "statements/always": {"(telling-words)"},
    "statements/experiment": {"statement-experiment"},
    "statements/impossible": {"loads"},
    "statements/long": {"(long-stem)"},
    "statements/named": {"(stem-tells)"},
    "statements/spaces": {"same-statement"},
    "statements/twice": {"same-statement"},
    "text/figure": {"text"},
    "text/formula": {"text"},
    "text/graph": {"figures-end"},
    "text/marks": {"marks"},
    "text/no_key": {"no-key"},
    "text/undefined": {"text"},
    "ties/floats": {"half-even"},
    "ties/formatted": {"half-even"},
    "ties/round": {"half-even"},
    "ties/whole": {"half-even"},
    "units/declared": {"other-unit"},
    "units/figures": {"other-precision"},
    "units/key": {"other-unit"},
    "units/tenth": {"other-precision"},
    "walks/draw": {"draw-ends"},
    "walks/marks": {"marks"},
    "walks/masked": {"rounding-tie", "(share-as-percentage)"},
    "walks/rounding": {"rounded-verdict"},
    "walks/text": {"text"},
}


TOPICS = sorted({id.partition("/")[0] for id in CAUGHT})
QUICK = replace(Effort.of(40), walked=250, corners=30, mutated=4, pages=2)
THOROUGH = {"draws", "keys", "walks"}  # faults that are rare
APART = {  # what ends its process, or is told by a second one
    "draws/crashes",
    "draws/exits",
    "draws/folder",
    "draws/late",
    "draws/marking_order",
    "draws/other_process",
    "draws/set_order",
}


@cache
def reported(folder: Path, topic: str) -> Mapping[str, Report]:
    """The reports of a topic, kept for other tests."""
    found = [task for task in select_questions([folder], []) if task.id.startswith(f"{topic}/")]
    effort = replace(QUICK, walked=2500, corners=100) if topic in THOROUGH else QUICK
    reports = {task.id: proven(task, effort) for task in found if task.id not in APART}
    apart = check_all([task for task in found if task.id in APART], 40, 0, jobs=2)
    return reports | {report.id: report for report in apart}


def proven(task: Task, effort: Effort) -> Report:
    """The last of the reports that grow while a question is checked."""
    *_, (report, _) = checked(task.path, task.folder, effort)
    return report


def faulty(id: str) -> Report:
    return reported(FAULTY, id.partition("/")[0])[id]


UNREAD = "exchangeable"
"""Most questions of these banks are about something else, and read nothing back: this warning is looked for in one."""


def codes(report: Report) -> set[str]:
    late = {"timed-out"} if report.timed_out else set()
    found = {f"({found.rule})" if found.warning else found.rule for found in report.faults}
    return late | (found if report.id.endswith(UNREAD) else found - {f"({UNREAD})"})


def question(id: str, folder: Path = FAULTY) -> Question:
    return load_question(folder / f"{id}.md", folder)
