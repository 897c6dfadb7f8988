"""A question of the bank, and how a variant of it is made: draw → solve → word → nodes."""

from __future__ import annotations

import glob
import hashlib
import json
import secrets
import shlex
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, fields
from functools import cache, cached_property, partial
from pathlib import Path
from typing import Any, TypeVar

from pydantic import TypeAdapter, ValidationError

from exampaper.draw import Rejected, Rng, SeededRng
from exampaper.faults import Fault, Faulty, fault, nearest
from exampaper.figures import image
from exampaper.figures.images import KINDS as IMAGE_KINDS
from exampaper.marks import Marks, sum_of
from exampaper.model import Variant
from exampaper.nodes import Image
from exampaper.packaged import packaged
from exampaper.questions.behaviour import Behaviour
from exampaper.questions.calling import shape
from exampaper.questions.hints import Hints
from exampaper.questions.kind import QuestionKind
from exampaper.questions.kinds import KINDS
from exampaper.questions.macros import file_of_macros
from exampaper.questions.marking_rules import DEFAULT, RULES
from exampaper.questions.marks import as_bonus, scaled
from exampaper.questions.private_modules import private_modules
from exampaper.questions.python_file import in_a_line, line_in
from exampaper.questions.question_file import QuestionFile
from exampaper.questions.rendering import Recipe, Rendering
from exampaper.questions.templates import Templates, bonus_parts, default_keys, per_part
from exampaper.questions.ticking import with_boxes

ATTEMPTS = 1000
_CODES = {"draw": "draw-ends", "solve": "solve-ends", "figures": "figures-end", "slips": "slips-end"}
"""The rule that a function of a question breaks when it raises."""
SEEDS = 1 << 48  # small enough to read out and to be exact in any JSON reader

MOST_EXAMINED = 20_000
"""Draws of a question that are remembered: a space of more is seldom drawn from twice."""

T = TypeVar("T")


class Examined:
    """What is known of parameters: why they had better not be asked about, or that nothing speaks against them."""

    def __init__(self) -> None:
        self._known: dict[str, str] = {}

    def verdict(self, params: Any, examine: Callable[[Any], str]) -> str:
        """What was said of equal parameters, or else is said now. examine: "" where nothing speaks against them."""
        written = repr(params)
        if written in self._known:
            return self._known[written]
        verdict = examine(params)
        if len(self._known) < MOST_EXAMINED:
            self._known[written] = verdict
        return verdict


@dataclass(frozen=True)
class Question:
    """A parameterised question. `variant` is what it is for."""

    id: str
    source: QuestionFile
    behaviour: Behaviour
    attempts: int = ATTEMPTS

    @property
    def topic(self) -> str:
        return self.id.rpartition("/")[0]

    @property
    def title(self) -> str:
        return self.source.front.title

    @property
    def kind(self) -> QuestionKind:
        return KINDS[self.source.front.kind]

    @cached_property
    def part_marks(self) -> tuple[Marks, ...]:
        return tuple(per_part(self.source, "marks"))

    @cached_property
    def bonus_parts(self) -> frozenset[str]:
        """The labels of the parts whose marks count beyond the total. Raises Faulty."""
        return bonus_parts(self.source)

    @property
    def marks(self) -> Marks:
        """Its marks, without the bonus."""
        return sum_of(marks for label, marks in self._marks_by_part if label not in self.bonus_parts)

    @property
    def bonus(self) -> Marks:
        """The marks that count beyond the total."""
        return sum_of(marks for label, marks in self._marks_by_part if label in self.bonus_parts)

    @property
    def _marks_by_part(self) -> Iterator[tuple[str, Marks]]:
        return zip(self.source.labels, self.part_marks, strict=True)

    def hints(self, params: Any = None) -> Hints:
        """What it gives away, and what it tests: its every variant, and with parameters the one of these."""
        own = self.source.front.hints
        return own if params is None else own | self.behaviour.hints(params)

    @cached_property
    def restrictions(self) -> dict[Any, Question]:
        """The question with fewer forms, as made by `forms.restricted`."""
        return {}

    @cached_property
    def digest(self) -> str:
        """SHA-256 over its files, as they were when this was first asked for."""
        return files_digest(self.source.path)

    @cached_property
    def images(self) -> Mapping[str, Image]:
        """The pictures among its files, by their names. Raises Faulty for one that cannot be printed."""
        files = own_files(self.source.path)
        return {file.name: image(file) for file in files if file.suffix.lower() in IMAGE_KINDS}

    @cached_property
    def templates(self) -> Templates:
        """Its texts, compiled once. Raises Faulty for a Jinja error."""
        keys = default_keys(self.source, self.behaviour.asked, self.behaviour.types)
        return Templates(self.source, self.kind.texts, keys)

    @cached_property
    def pins(self) -> Mapping[str, Any]:
        """The pinned parameters by name. Raises Faulty for a pin that does not fit Params."""
        return {name: self._pin(name, given) for name, given in self.source.front.pins.items()}

    def variant(
        self,
        seed: int | None = None,
        *,
        pin: str | None = None,
        marks: Marks | None = None,
        bonus: bool = False,
        boxes: bool | None = None,
        shuffle: bool = True,
        rule: str = DEFAULT,
    ) -> Variant:
        """One variant: of a seed, of a pin, or (neither given) a fresh one.

        marks: the marks it shall have; its marking points are scaled to them.
        bonus: whether all its marks count beyond the total.
        boxes: whether its options and statements have boxes to tick; None: as the question says.
        shuffle: whether statements come in drawn order, or in the bank's.
        rule: the name of the one by which selected statements earn marks.
        Raises Faulty with the place of what went wrong.
        """
        if seed is None and pin is None:
            seed = secrets.randbelow(SEEDS)
        params = self.pinned(pin) if pin is not None else self.draw(seed or 0)
        if pin is None and not shuffle:
            params = self.behaviour.in_bank_order(params)
        if marks is not None and self._marks_itself:
            made = self.of(params, seed=seed, pin=pin, part_marks=(marks,), rule=rule)
        else:
            made = self.of(params, seed=seed, pin=pin, rule=rule)
            made = made if marks is None else scaled(made, marks, self.source.path)
        if boxes if boxes is not None else self.source.front.tick == "boxes":
            made = with_boxes(made, self._ticked(made))
        return as_bonus(made) if bonus else made

    def _ticked(self, variant: Variant) -> set[str]:
        """The labels of the parts of which something is ticked: options or statements."""
        if self.kind.lists or self.kind.chooses:
            return set(self.source.labels)
        asked = self.behaviour.asked
        return {label for label, names in asked.items() if not variant.choices.keys().isdisjoint(names)}

    @property
    def _marks_itself(self) -> bool:
        """Whether its kind writes the marking, for any number of marks."""
        parts = self.source.parts
        return self.kind.lists and len(parts) == 1 and not parts[0].marking.text.strip()

    def pinned(self, name: str) -> Any:
        """The parameters of a pin by its name, or written out as JSON. Raises Faulty."""
        if name.startswith("{"):
            return self._given(name)
        if name not in self.pins:
            raise fault(f"{self.id} has no pin {name!r}", self.source.path, remedy=nearest(name, self.pins))
        return self.pins[name]

    def draw(self, seed: int, is_key_trusted: bool = False, examined: Examined | None = None) -> Any:
        """The parameters of a seed. Raises Faulty when no draw is accepted.

        is_key_trusted: whether what is thrown away is not first shown to `check`; quicker, for counting. examined: what
        earlier draws came to.
        """
        rng = SeededRng(seed)
        why = ""
        for _ in range(self.attempts):
            try:
                return self.drawn(rng, f"--seed {seed}", is_key_trusted, examined)
            except Rejected as rejected:
                why = str(rejected)
        raise fault(
            f"draw rejected {self.attempts} times in a row" + (f" (last: {why})" if why else ""),
            self.behaviour.module or self.source.path,
            remedy="make acceptable draws likelier",
            code="draw-ends",
            see=self.command(f"--seed {seed}"),
        )

    def drawn(self, rng: Rng, how: str = "", is_key_trusted: bool = False, examined: Examined | None = None) -> Any:
        """Parameters from a source of randomness. Raises Rejected for those that had better not be asked about."""
        params = self.proposed(rng, how)
        if examined is None:
            self._accept(params, is_key_trusted)
        elif why := examined.verdict(params, self._why_not):
            raise Rejected(why)
        return params

    def proposed(self, rng: Rng, how: str = "") -> Any:
        """What `draw` gives, before anybody has asked whether it leads to a good question. Raises Rejected, too."""
        return self.run("draw", self.behaviour.draw, rng, how=how, gives=(self.behaviour.params,))

    def _why_not(self, params: Any) -> str:
        """Why these parameters had better not be asked about; "" where nothing speaks against it."""
        try:
            self._accept(params)
        except Rejected as rejected:
            return str(rejected) or "rejected"
        return ""

    def _accept(self, params: Any, is_key_trusted: bool = False) -> None:
        """Raises Rejected for parameters that had better not be asked about.

        What the second route refuses is let through: a wrong key is told by a check, not hidden behind a draw that is
        thrown away. So is what raises: it is told when the variant is made. A `check` that raises on a draw that
        `where` excludes need not be able to compute with it.
        """
        behaviour = self.behaviour
        keeps_apart = any(choice.apart for choice in self.source.choices.values())
        if self.source.answers is None and not keeps_apart:
            return
        try:
            answers = behaviour.solve(params)
            excluded = behaviour.late(params, answers)
            why = excluded or behaviour.objection(answers, behaviour.slips(params, answers))
        except Rejected:
            raise
        except Exception:
            return
        if why and is_key_trusted:
            raise Rejected(why)
        if why:
            refusal = self._refusal(params, answers)
            if refusal is None or (excluded and not isinstance(refusal, AssertionError)):
                raise Rejected(why)

    def _refusal(self, params: Any, answers: Any) -> Exception | None:
        """What `check` raises for these answers; None where it accepts them."""
        try:
            if self.behaviour.check:
                self.behaviour.check(params, answers, lambda: self.of(params).markdown)
        except Exception as error:
            return error
        return None

    def of(
        self,
        params: Any,
        *,
        seed: int | None = None,
        pin: str | None = None,
        part_marks: tuple[Marks, ...] = (),
        rule: str = DEFAULT,
    ) -> Variant:
        """The variant of given parameters; `seed` or `pin` is what they are of.

        part_marks: instead of the question's own. rule: of marking statements.
        """
        how = f"--pin {shlex.quote(pin)}" if pin else "" if seed is None else f"--seed {seed}"
        recipe = Recipe(
            id=self.id,
            file=self.source,
            behaviour=self.behaviour,
            templates=self.templates,
            images=self.images,
            part_marks=part_marks or self.part_marks,
            bonus_parts=self.bonus_parts,
            rule=RULES[rule] if self.kind.lists else None,
            call=partial(self.run, how=how),
            see=self.command(how) if how else "",
        )
        return Rendering(recipe, params).variant(seed, pin)

    def run(self, name: str, function: Callable[..., T], *args: Any, how: str, gives: tuple[Any, ...] = ()) -> T:
        """Call one of the question's own functions; what it raises becomes a fault with its line.

        gives: the type of what it is to give, and of the items in it.
        """
        path = self.behaviour.module or self.source.path
        try:
            value = function(*args)
            if gives:
                shape(name, value, *gives)
            return value
        except (Rejected, Faulty, KeyboardInterrupt):
            raise
        except BaseException as error:  # a question that calls exit() ends itself, not the program
            message = f"{name} raised {in_a_line(error)}"
            see = self.command(how) if how else ""
            raise fault(message, path, line_in(error, path), code=_CODES.get(name, "text"), see=see) from error

    def _given(self, written: str) -> Any:
        try:
            given = json.loads(written)
        except ValueError as error:
            remedy = """as in --pin '{"rows": 3, "columns": 4}'"""
            raise fault(f"the pin is not valid JSON: {error}", remedy=remedy) from None
        return self._pin("given", given)

    def command(self, how: str, of: str = "show") -> str:
        """The command that shows a variant of it, by `--seed 7` or `--pin seed`; or another one about it."""
        return command(of, self.id, self.source.path.parents[1], how)

    def _pin(self, name: str, given: Mapping[str, Any]) -> Any:
        known = [f.name for f in fields(self.behaviour.params)]
        for key in given:
            if key not in known:
                place = self.source.place("pins", name, key)
                raise Faulty(Fault(f"pin {name}: no parameter {key!r}", place, nearest(key, known)))
        place = self.source.place("pins", name)
        try:
            params = params_from_json(self.behaviour.params, json.dumps(given, default=str))
        except ValidationError as error:
            first = error.errors()[0]
            where = ".".join(map(str, first["loc"]))
            raise Faulty(Fault(f"pin {name}: {where}: {first['msg']}", place)) from None
        if refusal := self.behaviour.refusal(params):
            raise Faulty(Fault(f"pin {name}: {refusal}", place))
        return params


BACKUPS = ("~", ".bak", ".orig", ".swp", ".tmp", ".part")
"""How names of files end that editors leave beside a question, and that are none of it."""


def command(of: str, id: str, bank: Path, how: str = "") -> str:
    """A command about a question: `exampaper show ID --seed 7`; with its bank, where that is not the usual one."""
    usual = bank.resolve() in (packaged("bank").resolve(), Path("bank").resolve())
    return " ".join(filter(None, ["exampaper", of, id, how, "" if usual else f"--bank {bank}"]))


def own_files(markdown: Path) -> list[Path]:
    """All files of a question: those that share its stem, but for what editors leave there; shared ones last."""
    found = sorted(markdown.parent.glob(f"{glob.escape(markdown.stem)}.*"))
    own = [path for path in found if not path.name.endswith(BACKUPS) and path.is_file()]
    return own + private_modules(markdown.with_suffix(".py")) + file_of_macros(markdown)


def files_digest(markdown: Path) -> str:
    """SHA-256 over all files of a question: those that share its stem, also data that its Python reads."""
    total = hashlib.sha256()
    for path in own_files(markdown):
        name = path.suffix if path.name.startswith(f"{markdown.stem}.") else path.name
        total.update(f"{name}\0".encode() + hashlib.sha256(path.read_bytes()).digest())
    return total.hexdigest()


@cache
def _adapter(kind: Any) -> TypeAdapter[Any]:
    return TypeAdapter(kind)


def params_from_json(kind: type, given: str) -> Any:
    """Parameters from JSON, strictly. Raises pydantic.ValidationError."""
    return _adapter(kind).validate_json(given, strict=True)


def params_to_json(params: Any) -> Any:
    """Parameters as JSON values: `params_from_json` reads them back."""
    kind: Any = type(params)
    return _adapter(kind).dump_python(params, mode="json")
