"""A paper again, from the code on its page: the same bytes, or an account of what has changed since."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from exampaper.digests import digest, holds
from exampaper.exams.exam import Exam
from exampaper.faults import Fault, Faulty, fault
from exampaper.files import write
from exampaper.manifest import NAME, Manifest, PaperRecord, by_paper, read
from exampaper.model import Candidate, Paper
from exampaper.papers import drift
from exampaper.papers.assemble import assemble_paper
from exampaper.papers.contents import (
    OutputOptions,
    RenderedPaper,
    contents,
    document_of,
    from_json,
    holds_answers,
    place,
    rendered_paper,
)
from exampaper.papers.page_count import shared_count
from exampaper.papers.plan import PaperPlan, plan_papers
from exampaper.papers.records import exam_of, plan_of
from exampaper.papers.withdrawn import returned
from exampaper.questions.bank import Bank


@dataclass(frozen=True, slots=True)
class Reprint:
    """The files of a paper by their place below the exam's folder, and what has changed since it was built.

    same: whether every byte is that of the first print; None where no manifest tells.
    """

    exam: str
    files: Mapping[str, bytes]
    drift: tuple[str, ...]
    same: bool | None


@dataclass(frozen=True, slots=True)
class Printed:
    """A paper as it was printed: its record, the manifest that holds it, and the path of that manifest."""

    path: Path
    manifest: Manifest
    record: PaperRecord

    @property
    def batch(self) -> list[PaperRecord]:
        """The paper and those that went through LaTeX with it, in that order: fonts are shared by them."""
        known = by_paper(self.manifest.standing) | {self.record.paper: self.record}
        names = self.record.mates or (self.record.paper,)
        return list(filter(None, map(known.get, names)))

    @property
    def question_ids(self) -> set[str]:
        """The questions that it takes to print the paper again."""
        ids: set[str] = set()
        for record in self.batch:
            ids.update(question.id for question in record.questions)
        return ids


def manifests_below(*outputs: Path) -> list[Path]:
    """The manifests below output folders, each once."""
    paths: dict[Path, Path] = {}
    for output in outputs:
        for path in sorted(output.glob(f"*/{NAME}")):
            paths[path.resolve()] = path
    return list(paths.values())


def find_printed(code: str, manifests: Sequence[Path]) -> Printed | None:
    """The paper of a code. A manifest that cannot be read is passed over, unless it is the only one: then it raises."""
    for path in manifests:
        try:
            manifest = read(path)
        except Faulty:
            if len(manifests) == 1:
                raise
            continue
        for record in (*manifest.standing, *manifest.superseded):
            if record.code == code:
                return Printed(path, manifest, record)
    return None


# ------------------------------------------------------------------ from a manifest


def reprint_from_manifest(printed: Printed, bank: Bank) -> Reprint:
    """The paper that a manifest holds. Raises Faulty when a question of it cannot be made any more."""
    manifest = printed.manifest
    record = returned(printed.record)  # a reprint lies where papers are printed from, whoever has left
    wanted = from_json(record.built)
    paper = record_paper(manifest, record, bank)
    batch: list[tuple[PaperRecord, Paper | None]] = []
    company: list[Paper] = []
    aims: list[int | None] = []
    for member in printed.batch:
        mate = paper if member is printed.record else _paper_or_none(manifest, member, bank)
        batch.append((member, mate))
        if mate:
            company.append(mate)
            aims.append(member.aim)
    rendered = contents(company, wanted, aims=aims)[company.index(paper)]
    if isinstance(rendered, Faulty):
        raise rendered
    files = _placed(rendered, record.folder or paper.label, wanted)
    same = all(record.files.get(at) == digest(content) for at, content in files.items())
    changes = [*drift.paper_drift(record, paper, bank, wanted), *drift.other_drift(manifest, record, bank)]
    if not same and len(batch) > 1:
        changes += drift.batch_drift(printed.record, batch)
    return Reprint(manifest.exam, files, tuple(changes), same)


def record_paper(manifest: Manifest, record: PaperRecord, bank: Bank) -> Paper:
    """The paper of a record. Raises Faulty where a question of it is gone, or fails."""
    gone: list[str] = []
    broken: list[Fault] = []
    for question in record.questions:
        if question.id not in bank:
            gone.append(question.id)
            broken += bank.broken.get(question.id, ())
    if broken:
        raise Faulty(*broken)
    if gone:
        message = f"paper {record.paper}: no longer in the bank: {', '.join(gone)}"
        raise fault(message, remedy="name the bank of that time with --bank", code="reprint/question-gone")
    exam = exam_of(manifest, record)
    return assemble_paper(exam, bank, plan_of(record), record.owner, record.code)


def _paper_or_none(manifest: Manifest, record: PaperRecord, bank: Bank) -> Paper | None:
    """A paper that is only company: where it cannot be made any more, the others go without it."""
    try:
        return record_paper(manifest, record, bank)
    except Faulty:
        return None


# ------------------------------------------------------------------ from an exam file


def reprint_from_exam(
    code: str, exam: Exam, bank: Bank, secret: bytes, owners: Iterable[Candidate | str], wanted: OutputOptions
) -> Reprint:
    """The paper of a code, planned anew. owners: all the candidates or labels of the build.

    The code vouches for what its question paper says to its candidate: with any of that changed, no paper has it.
    Raises Faulty when none has.
    """
    candidates: dict[str, Candidate | None] = {}
    for owner in owners:
        if isinstance(owner, str):
            candidates[owner] = None
        else:
            candidates[owner.id] = owner
    by_label = not any(candidates.values())
    plan = plan_papers(exam, bank, secret, list(candidates), ordering="by_label" if by_label else "by_key")
    for paper_plan in plan.papers:
        candidate = candidates[paper_plan.name]
        paper = _planned_or_none(exam, bank, paper_plan, candidate)
        if paper and paper.code == code:
            folder = candidate.folder if candidate else paper_plan.name
            aim = shared_count(exam, bank, secret, wanted.engine, wanted.fonts)
            return Reprint(exam.id, _placed(rendered_paper(paper, wanted, aim), folder, wanted), (), None)
    message = f"no paper of this exam has the code {code}"
    remedy = "key, roster, exam file or bank differ from the build's: with its manifest, reprint tells what changed"
    raise fault(message, remedy=remedy, code="reprint/unknown-code")


def _planned_or_none(exam: Exam, bank: Bank, plan: PaperPlan, candidate: Candidate | None) -> Paper | None:
    """A paper that was planned; one that cannot be made is not the one that was printed."""
    try:
        return assemble_paper(exam, bank, plan, candidate)
    except Faulty:
        return None


# ------------------------------------------------------------------ what to tell, and files


def explanation(reprint: Reprint, anyway: bool) -> list[str]:
    """What has changed since the first print, and whether the paper has. anyway: it is printed all the same."""
    sentences = list(map("changed since: {}".format, reprint.drift))
    if reprint.same is None:
        sentences.append(
            "the code vouches for exam, questions and candidate; only a manifest can tell whether templates"
        )
        sentences.append("or programs have changed: compare the pages")
    elif not reprint.same:
        sentences.append("the paper would not be the same" + (": printed anyway" if anyway else ""))
    elif reprint.drift:
        sentences.append("this paper is not affected: every byte is the same")
    return sentences


def _placed(rendered: RenderedPaper, folder: str, wanted: OutputOptions) -> dict[str, bytes]:
    files = {}
    for (document, suffix), content in rendered.files.items():
        files[place(folder, document, suffix, wanted.split)] = content
    return files


def save(reprint: Reprint, output: Path) -> list[Path]:
    """Write the files of a reprint, and return their paths.

    Raises Faulty where a file with another content exists: no first print is ever overwritten.
    """
    paths = list(map((output / reprint.exam).joinpath, reprint.files))
    files = dict(zip(paths, reprint.files.values(), strict=True))
    for path, content in files.items():
        if path.exists() and not holds(path, digest(content)):
            remedy = "keep it, and name another folder with --output"
            raise fault("already exists with different content", path, remedy=remedy, code="file/exists")
    for path, content in files.items():
        write(path, content, private=holds_answers(document_of(path.name)))
    return paths
