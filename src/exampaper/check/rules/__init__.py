"""The rules of a check, by their subject. Adding one is adding a function, here and in its file."""

from exampaper.check.findings import Rule, VariantRule
from exampaper.check.rules.assumptions import assumptions_are_stated
from exampaper.check.rules.coefficients import coefficients_are_plain
from exampaper.check.rules.constant import key_changes, letter_is_drawn, order_is_meant, verdicts_change
from exampaper.check.rules.drawing import deterministic, reads_no_clock, survives_json, waits_for_nothing
from exampaper.check.rules.hidden import parameters_are_printed
from exampaper.check.rules.independence import independent
from exampaper.check.rules.key import key_is_answered, key_is_plain, marking_agrees, percent_is_meant
from exampaper.check.rules.leaks import repeats_no_answer, tells_no_answer
from exampaper.check.rules.options import options_differ
from exampaper.check.rules.parameters import derivable, parameters_matter
from exampaper.check.rules.printed import precision_is_kept, prints_plainly, rounds_well, values_are_numbers
from exampaper.check.rules.routes import second_route
from exampaper.check.rules.slips import slips_differ, slips_earn_less, slips_fit, slips_lead_elsewhere
from exampaper.check.rules.statements import statements_differ, statements_fit

OF_A_VARIANT: tuple[VariantRule, ...] = (
    second_route,
    survives_json,
    slips_earn_less,
    slips_differ,
    slips_fit,
    rounds_well,
    values_are_numbers,
    prints_plainly,
    coefficients_are_plain,
    key_is_plain,
    key_is_answered,
    options_differ,
    statements_fit,
    repeats_no_answer,
)
"""Each looks at one variant: on every draw, every pin, and on a walk through all."""

OF_A_SAMPLE: tuple[Rule, ...] = (
    deterministic,
    reads_no_clock,
    waits_for_nothing,
    slips_lead_elsewhere,
    marking_agrees,
    percent_is_meant,
    precision_is_kept,
    parameters_are_printed,
    assumptions_are_stated,
    parameters_matter,
    derivable,
    tells_no_answer,
    statements_differ,
    key_changes,
    verdicts_change,
    letter_is_drawn,
    order_is_meant,
    independent,
)
"""Each compares the variants of a sample, or reads the question's files."""
