"""A paper again, from the code on its page: the same bytes, or an account of what has changed since."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from exampaper.digests import digest, holds
from exampaper.exams.exam import Exam
from exampaper.faults import Faulty, fault
from exampaper.files import write
from exampaper.model import Candidate, Paper
from exampaper.papers import assemble, build, contents, manifest
from exampaper.papers.build import Sheet
from exampaper.papers.contents import Made, Wanted
from exampaper.papers.identity import DESCRIPTIONS, digests
from exampaper.papers.plan import Planned, plan
from exampaper.papers.withdrawn import returned
from exampaper.questions.bank import Bank
from exampaper.questions.question import params_to_json

Json = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Reprint:
    """The files of a paper by their place below the exam's folder, and what has changed since it was built.

    same: whether every byte is that of the first print; None where no manifest tells.
    """

    exam: str
    files: Mapping[str, bytes]
    drift: tuple[str, ...]
    same: bool | None


def manifests(*outputs: Path) -> list[Path]:
    """The manifests below output folders, each once."""
    found = (path for output in outputs for path in sorted(output.glob(f"*/{manifest.NAME}")))
    return list({path.resolve(): path for path in found}.values())


def find(code: str, manifests: Sequence[Path]) -> tuple[Path, Json, Json] | None:
    """The manifest that holds a paper, and its entry there. One that cannot be read is passed over, unless alone."""
    for path in manifests:
        try:
            found = manifest.read(path)
        except Faulty:
            if len(manifests) == 1:
                raise
            continue
        for each in (*manifest.standing(found), *found["superseded"]):
            if each["code"] == code:
                return path, found, each
    return None


def needed(whole: Json, each: Json) -> set[str]:
    """The ids of the questions that it takes to print a paper again."""
    return {question["id"] for mate in _mates(whole, each) for question in mate["questions"]}


def _mates(whole: Json, each: Json) -> list[Json]:
    """The paper and those that went through LaTeX with it, in that order: fonts are shared by them."""
    known = {manifest.name(paper): paper for paper in manifest.standing(whole)} | {manifest.name(each): each}
    names = each["mates"] or [manifest.name(each)]
    return [known[name] for name in names if name in known]


def from_manifest(whole: Json, entry: Json, bank: Bank) -> Reprint:
    """The paper of an entry. Raises Faulty when a question of it cannot be made any more."""
    each = returned(entry)  # a reprint lies where papers are printed from, whoever has left
    wanted = contents.from_json(each["built"])
    paper = _paper(whole, each, bank)
    mates = _mates(whole, each)
    company = [paper if mate is each else _paper_or_none(whole, mate, bank) for mate in mates]
    papers = [mate for mate in company if mate]
    made = contents.contents(papers, wanted)[papers.index(paper)]
    if isinstance(made, Faulty):
        raise made
    files = _placed(made, each.get("folder", paper.label), wanted)
    same = all(each["files"].get(at) == digest(content) for at, content in files.items())
    drift = [*_drift(each, paper, bank, wanted), *_others(whole, each, bank)]
    if not same and len(mates) > 1:
        drift += _company(each, [(mate, other) for mate, other in zip(mates, company, strict=True)])
    return Reprint(whole["exam"], files, tuple(drift), same)


def _paper(whole: Json, each: Json, bank: Bank) -> Paper:
    gone = [question["id"] for question in each["questions"] if question["id"] not in bank]
    if broken := [fault for id in gone for fault in bank.broken.get(id, ())]:
        raise Faulty(*broken)
    if gone:
        remedy = "name the bank of that time with --bank"
        raise fault(f"paper {manifest.name(each)}: no longer in the bank: {', '.join(gone)}", remedy=remedy)
    exam, planned = manifest.exam_of(whole, each), manifest.planned_of(each)
    return assemble.paper(exam, bank, planned, manifest.candidate_of(each), each["code"])


def _paper_or_none(whole: Json, each: Json, bank: Bank) -> Paper | None:
    """A paper that is only company: where it cannot be made any more, the others go without it."""
    try:
        return _paper(whole, each, bank)
    except Faulty:
        return None


def from_key(
    code: str, exam: Exam, bank: Bank, secret: bytes, people: Sequence[Candidate | str], wanted: Wanted
) -> Reprint:
    """The paper of a code, planned anew. people: all the candidates or labels of the build.

    The code vouches for what its question paper says to its candidate: with any of that changed, no paper has it.
    """
    by_name = {person if isinstance(person, str) else person.id: person for person in people}
    turns: Literal["listed", "keyed"] = "listed" if all(isinstance(person, str) for person in people) else "keyed"
    for planned in plan(exam, bank, secret, list(by_name), turns=turns).papers:
        person = by_name[planned.name]
        candidate = None if isinstance(person, str) else person
        paper = _paper_of_plan(exam, bank, planned, candidate)
        if paper and paper.code == code:
            (made,) = contents.contents([paper], wanted)
            if isinstance(made, Faulty):
                raise made
            return Reprint(exam.id, _placed(made, Sheet(planned, candidate).folder, wanted), (), None)
    raise fault(
        f"no paper of this exam has the code {code}",
        remedy="another key, roster, exam file or bank than at the time; with the manifest, what changed can be told",
    )


def _paper_of_plan(exam: Exam, bank: Bank, planned: Planned, candidate: Candidate | None) -> Paper | None:
    """A paper that was planned; one that cannot be made is not the one that was printed."""
    try:
        return assemble.paper(exam, bank, planned, candidate)
    except Faulty:
        return None


def _placed(made: Made, folder: str, wanted: Wanted) -> dict[str, bytes]:
    return {contents.place(folder, document, suffix, wanted.split): c for (document, suffix), c in made.files.items()}


def save(reprint: Reprint, output: Path) -> list[Path]:
    """Write the files of a reprint. Raises Faulty where another content stands: no first print is ever overwritten."""
    files = {output / reprint.exam / at: content for at, content in reprint.files.items()}
    for path, content in files.items():
        if path.exists() and not holds(path, digest(content)):
            remedy = "keep it, and name another folder with --output"
            raise fault("already exists, and says something else", path, remedy=remedy)
    for path, content in files.items():
        write(path, content, private="question-paper" not in path.name)
    return list(files)


# ------------------------------------------------------------------ drift


def _drift(each: Json, paper: Paper, bank: Bank, wanted: Wanted) -> Iterator[str]:
    """What has changed since the paper was built, question by question."""
    for then, numbered in zip(each["questions"], paper.questions, strict=True):
        variant = numbered.variant
        told = f"question {numbered.number} ({variant.id})"
        if "says" in each and manifest.text_digest(variant) != then["text"]:
            yield f"{told}: says something else on this paper" + _values(then, variant.params, variant.answers)
        elif bank[variant.id].digest != then["question"]:
            yield f"{told}: its files have changed; this paper says the same"
    says = digests(paper)
    if _texts_changed(each, paper) and says["question-paper"] == each["says"]["question-paper"]:
        yield "nothing that the candidate reads has changed, only what markers do"
    if "says" in each and says[DESCRIPTIONS] != each["says"][DESCRIPTIONS]:
        yield "the description of a figure has changed since the question paper was set"
    now = build.made_with(wanted)
    for what, told in _CHANGED.items():
        if now[what] != each["with"].get(what, now[what]):
            yield told
    for name, then in each["with"]["versions"].items():
        if (version := now["versions"].get(name, "none")) != then:
            yield f"{name} was {then} and is {version}"


_CHANGED = {
    "templates": "the templates have changed",
    "program": "exampaper itself has changed",
    "fonts": "the exam's own fonts have changed",
}


def _texts_changed(each: Json, paper: Paper) -> bool:
    """Whether any question says something else, as far as the manifest tells."""
    return "says" in each and _says(paper) != [question["text"] for question in each["questions"]]


def _others(whole: Json, each: Json, bank: Bank) -> Iterator[str]:
    """What has changed of questions that other papers have."""
    here = {question["id"] for question in each["questions"]}
    for id, then in whole["questions"].items():
        if id not in here and (now := bank.file_digest(id)) != then:
            what = "is no longer in the bank" if now is None else "has changed"
            yield f"{id} {what}; it is not on this paper"


def _company(each: Json, mates: Sequence[tuple[Json, Paper | None]]) -> Iterator[str]:
    """Which of the papers that were compiled together with this one are not what they were."""
    if len(mates) < len(each["mates"]):
        yield "papers that were compiled together with this one are no longer in the manifest"
    for then, paper in mates:
        if then is not each and (paper is None or _texts_changed(then, paper)):
            yield f"paper {manifest.name(then)}, compiled together with this one, has changed, and with it shared fonts"


def _says(paper: Paper) -> list[str]:
    return [manifest.text_digest(numbered.variant) for numbered in paper.questions]


def _values(then: Json, params: Any, answers: Any) -> str:
    """Which of parameters and answers are others now."""
    changed = []
    if params_to_json(params) != then["params"]:
        changed.append("its parameters")
    if manifest.as_json(answers) != then["answers"]:
        changed.append("its answers")
    return f" ({' and '.join(changed)} changed)" if changed else " (its wording changed)"
