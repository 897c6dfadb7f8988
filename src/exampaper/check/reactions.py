"""Chemical reactions as they stand in a text, and whether any numbers balance them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from exampaper.oracles.linear import kernel

ELEMENTS = frozenset(
    [
        "H",
        "He",
        "Li",
        "Be",
        "B",
        "C",
        "N",
        "O",
        "F",
        "Ne",
        "Na",
        "Mg",
        "Al",
        "Si",
        "P",
        "S",
        "Cl",
        "Ar",
        "K",
        "Ca",
        "Sc",
        "Ti",
        "V",
        "Cr",
        "Mn",
        "Fe",
        "Co",
        "Ni",
        "Cu",
        "Zn",
        "Ga",
        "Ge",
        "As",
        "Se",
        "Br",
        "Kr",
        "Rb",
        "Sr",
        "Y",
        "Zr",
        "Nb",
        "Mo",
        "Tc",
        "Ru",
        "Rh",
        "Pd",
        "Ag",
        "Cd",
        "In",
        "Sn",
        "Sb",
        "Te",
        "I",
        "Xe",
        "Cs",
        "Ba",
        "La",
        "Ce",
        "Pr",
        "Nd",
        "Pm",
        "Sm",
        "Eu",
        "Gd",
        "Tb",
        "Dy",
        "Ho",
        "Er",
        "Tm",
        "Yb",
        "Lu",
        "Hf",
        "Ta",
        "W",
        "Re",
        "Os",
        "Ir",
        "Pt",
        "Au",
        "Hg",
        "Tl",
        "Pb",
        "Bi",
        "Po",
        "At",
        "Rn",
        "Fr",
        "Ra",
        "Ac",
        "Th",
        "Pa",
        "U",
        "Np",
        "Pu",
        "Am",
        "Cm",
        "Bk",
        "Cf",
        "Es",
        "Fm",
        "Md",
        "No",
        "Lr",
        "Rf",
        "Db",
        "Sg",
        "Bh",
        "Hs",
        "Mt",
        "Ds",
        "Rg",
        "Cn",
        "Nh",
        "Fl",
        "Mc",
        "Lv",
        "Ts",
        "Og",
    ]
)
CHARGE = "charge"

_ATOM = r"[A-Z][a-z]?[₀-₉0-9]*"
_BARE = rf"(?:{_ATOM}|\((?:{_ATOM})+\)[₀-₉0-9]*|\[(?:{_ATOM}|\((?:{_ATOM})+\)[₀-₉0-9]*)+\][₀-₉0-9]*)+"
_SPECIES = rf"(?:{_BARE}(?:\s?[⋅·]\s?\d*\s?{_BARE})?[⁰-⁹¹²³]*[⁺⁻]?(?:\s?\((?:s|l|g|aq)\))?|e⁻)"
_COUNT = r"(?:\d+/\d+|\d+(?:[.,]\d+)?|[a-z](?![a-z⁻])|[□?]|_+|…)"
_TERM = rf"(?:(?P<count>{_COUNT})\s*)?(?P<species>{_SPECIES})(?:\s?[↑↓])?"
_UNNAMED = re.sub(r"\?P<\w+>", "?:", _TERM)
_SIDE = rf"{_UNNAMED}(?:\s*\+\s*{_UNNAMED})*"
_REACTION = re.compile(
    rf"(?<![\w+⁺₀-₉.\]])(?<![+→⟶]\s)(?P<left>{_SIDE})\s*(?:→|⟶|⇌|⇄|⟷|->)\s*(?P<right>{_SIDE})(?!\s*[+→⟶⇌⇄]|[\w₀-₉⁺⁻(])"
)


@dataclass(frozen=True, slots=True)
class Term:
    """A species of one side. count: as written, "" for none. atoms: of each element, and the charge."""

    count: str
    atoms: Mapping[str, int]
    sign: int


@dataclass(frozen=True, slots=True)
class Reaction:
    """A reaction as it is written, and its terms: those on the right have the sign -1."""

    text: str
    terms: tuple[Term, ...]

    @property
    def has_counts(self) -> bool:
        """Whether any number is written before a species."""
        return any(term.count for term in self.terms)


def reactions(prose: str) -> Iterator[Reaction]:
    """The reactions of a plain text: 2 H₂ + O₂ → 2 H₂O. Those with letters that are no elements are left out."""
    for match in _REACTION.finditer(prose):
        sides = ((match["left"], 1), (match["right"], -1))
        terms = [_term(term, sign) for side, sign in sides for term in re.finditer(_TERM, side)]
        known = [term for term in terms if term is not None]
        has_compound = any(len(set(term.atoms) - {CHARGE}) > 1 for term in known)
        if len(known) == len(terms) and has_compound:
            yield Reaction(" ".join(match[0].split()), tuple(known))


def can_balance(reaction: Reaction, unwritten_is_one: bool) -> bool:
    """Whether positive numbers balance a reaction, those that are written among them.

    unwritten_is_one: whether no number before a species is a 1, and not one that is to be found.
    """
    columns: dict[str, Counter[str]] = {}
    for position, term in enumerate(reaction.terms):
        number = _number(term.count) if term.count else Fraction(1) if unwritten_is_one else None
        name = "known" if number is not None else term.count if term.count.isalpha() else f"unknown {position}"
        column = columns.setdefault(name, Counter())
        for element, count in term.atoms.items():
            column[element] += term.sign * count * (number or 1)  # type: ignore[assignment]
    elements = sorted({element for term in reaction.terms for element in term.atoms})
    return _has_positive([[column[element] for column in columns.values()] for element in elements])


def _has_positive(rows: Sequence[Sequence[int]]) -> bool:
    """Whether positive numbers solve the equations; of several free ones it is enough that none must be zero."""
    solutions = kernel(rows)
    if len(solutions) == 1:
        (numbers,) = solutions
        return all(number > 0 for number in numbers) or all(number < 0 for number in numbers)
    return bool(solutions) and all(any(column) for column in zip(*solutions, strict=True))


def _number(count: str) -> Fraction | None:
    return Fraction(count.replace(",", ".")) if count[0].isdigit() else None


# ------------------------------------------------------------------ species

_LOW = str.maketrans("₀₁₂₃₄₅₆₇₈₉", "0123456789")
_HIGH = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")
_PIECE = re.compile(r"([A-Z][a-z]?)(\d*)|([(\[])|[)\]](\d*)")


def _term(match: re.Match[str], sign: int) -> Term | None:
    """None for a species with letters that are no elements."""
    species = re.sub(r"\s?\((?:s|l|g|aq)\)$", "", match["species"])
    bare, size, charge = re.fullmatch(r"(.*?)([⁰-⁹¹²³]*)([⁺⁻]?)", species, re.DOTALL).groups()  # type: ignore[union-attr]
    atoms: Counter[str] = Counter()
    if bare != "e":
        for factor, part in re.findall(rf"(?:[⋅·]\s?(\d*)\s?)?({_BARE})", bare):
            for element, count in _atoms(part.translate(_LOW)).items():
                atoms[element] += int(factor or 1) * count
    if charge:
        atoms[CHARGE] = int(size.translate(_HIGH) or 1) * (1 if charge == "⁺" else -1)
    return Term(match["count"] or "", atoms, sign) if set(atoms) - {CHARGE} <= ELEMENTS else None


def _atoms(formula: str) -> Counter[str]:
    """How many atoms of each element: Ca(OH)2 has one Ca, two O and two H."""
    groups: list[Counter[str]] = [Counter()]
    for element, count, opens, times in _PIECE.findall(formula):
        if element:
            groups[-1][element] += int(count or 1)
        elif opens:
            groups.append(Counter())
        else:
            inner = groups.pop()
            for name, number in inner.items():
                groups[-1][name] += number * int(times or 1)
    return groups[0]
