"""A paper again, from the code on its page: the same bytes, or an account of what has changed since."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from exampaper.exams.exam import Exam
from exampaper.faults import Faulty, fault
from exampaper.files import digest, write
from exampaper.model import Candidate, Paper
from exampaper.papers import assemble, build, contents, manifest
from exampaper.papers.build import Sheet
from exampaper.papers.contents import Made, Wanted
from exampaper.papers.plan import plan
from exampaper.questions.bank import Bank, question_digest
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


def find(code: str, manifests: Sequence[Path]) -> tuple[Json, Json] | None:
    """The manifest that holds a paper, and its entry there."""
    for path in manifests:
        found = manifest.read(path)
        for each in found["papers"]:
            if each["code"] == code:
                return found, each
    return None


def from_manifest(whole: Json, each: Json, bank: Bank) -> Reprint:
    """The paper of an entry. Raises Faulty when a question of it cannot be made any more."""
    wanted = Wanted(tuple(whole["built"]["formats"]), whole["built"]["engine"], whole["built"]["split"])
    mates = [each]
    if contents.together(wanted):  # fonts are shared by all that were compiled together
        mates = [mate for mate in whole["papers"] if mate["batch"] == each["batch"]]
    papers = [_paper(whole, mate, bank) for mate in mates]
    paper = papers[mates.index(each)]
    made = contents.contents(papers, wanted)[mates.index(each)]
    if isinstance(made, Faulty):
        raise made
    files = _placed(made, each.get("folder", paper.label), wanted)
    same = {at: digest(content) for at, content in files.items()} == each["files"]
    return Reprint(whole["exam"], files, tuple(_drift(each, paper, bank, wanted)), same)


def _paper(whole: Json, each: Json, bank: Bank) -> Paper:
    gone = [question["id"] for question in each["questions"] if question["id"] not in bank]
    if gone:
        remedy = "name the bank of that time with --bank"
        raise fault(f"paper {manifest.name(each)}: no longer in the bank: {', '.join(gone)}", remedy=remedy)
    exam, planned = manifest.exam_of(whole, each), manifest.planned_of(each)
    return assemble.paper(exam, bank, planned, each["code"], manifest.candidate_of(each))


def from_key(code: str, exam: Exam, bank: Bank, secret: bytes, people: Sequence[Candidate | str]) -> Reprint:
    """The paper of a code, planned anew. people: all the candidates or labels of the build, in their order.

    The code vouches for exam, questions and candidate: with any of them changed, no paper has it.
    """
    by_name = {person if isinstance(person, str) else person.id: person for person in people}
    for planned in plan(exam, bank, secret, list(by_name)).papers:
        person = by_name[planned.name]
        candidate = None if isinstance(person, str) else person
        if assemble.code(planned.key, assemble.fingerprint(exam, bank, planned, candidate)) == code:
            (made,) = contents.contents([assemble.paper(exam, bank, planned, code, candidate)], Wanted())
            if isinstance(made, Faulty):
                raise made
            return Reprint(exam.id, _placed(made, Sheet(planned, candidate).folder, Wanted()), (), None)
    raise fault(
        f"no paper of this exam has the code {code}",
        remedy="another key, roster, exam file or bank than at the time; with the manifest, what changed can be told",
    )


def _placed(made: Made, folder: str, wanted: Wanted) -> dict[str, bytes]:
    return {contents.place(folder, document, suffix, wanted.split): c for (document, suffix), c in made.files.items()}


def save(reprint: Reprint, output: Path) -> list[Path]:
    """Write the files of a reprint."""
    paths = []
    for at, content in reprint.files.items():
        path = output / reprint.exam / at
        write(path, content, private="question-paper" not in path.name)
        paths.append(path)
    return paths


# ------------------------------------------------------------------ drift


def _drift(each: Json, paper: Paper, bank: Bank, wanted: Wanted) -> Iterator[str]:
    """What has changed since the paper was built, question by question."""
    for then, numbered in zip(each["questions"], paper.questions, strict=True):
        variant = numbered.variant
        told = f"question {numbered.number} ({variant.id})"
        if manifest.text_digest(variant) != then["text"]:
            yield f"{told}: says something else on this paper" + _values(then, variant.params, variant.answers)
        elif question_digest(bank[variant.id]) != then["question"]:
            yield f"{told}: its files have changed; this paper says the same"
    now = build.made_with(wanted)
    for what in ("templates", "program"):
        if now[what] != each["with"][what]:
            yield {"templates": "the templates have changed", "program": "exampaper itself has changed"}[what]
    for name, then in each["with"]["versions"].items():
        if (version := now["versions"].get(name, "none")) != then:
            yield f"{name} was {then} and is {version}"


def _values(then: Json, params: Any, answers: Any) -> str:
    """Which of parameters and answers are others now."""
    changed = []
    if params_to_json(params) != then["params"]:
        changed.append("its parameters")
    if manifest.as_json(answers) != then["answers"]:
        changed.append("its answers")
    return f" ({' and '.join(changed)} changed)" if changed else " (its wording changed)"
