"""Practice papers: questions that a student asks for, drawn afresh, with what there is to know about their answers."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from pydantic import ValidationError

from exampaper import text
from exampaper.counting import counted
from exampaper.digests import digest
from exampaper.faults import Faulty, fault
from exampaper.files import write
from exampaper.languages import DEFAULT, Language, language, shared
from exampaper.manifest import Record
from exampaper.model import Heading, Paper, PaperSection, Part, PlacedQuestion, PrintedSlip, Variant
from exampaper.nodes import Block, Code, Inline, Listing, Paragraph, Strong, Text
from exampaper.papers.assemble import numbered
from exampaper.papers.codes import paper_code
from exampaper.papers.contents import OutputOptions, rendered_paper
from exampaper.papers.documents import Document
from exampaper.papers.identity import question_paper
from exampaper.papers.seeds import paper_key, question_seed, rank
from exampaper.questions.bank import Bank
from exampaper.questions.question import Question

USUAL_COUNT = 6
"""Questions of a practice paper, where nobody says how many."""

FOLDER, RECORD = "practice", "practice.json"

OTHER_VALUES = 20  # draws of a question that comes again, for values that it did not have before

DOCUMENTS: Mapping[Document, str] = {"question-paper": "questions", "answer-paper": "answers"}
"""The documents of a practice paper, and what their files are called."""


class PracticeQuestion(Record):
    """A question of a practice paper. question: the digest of its files."""

    id: str
    seed: int
    question: str


class PracticeRecord(Record):
    """A practice paper that was made: all that it takes to draw it again.

    label: its seed. command: what draws it. banks: the folders. files: the digest of each, by its name.
    """

    version: int = 1
    code: str
    label: str
    command: str
    answer_space: bool
    banks: tuple[str, ...]
    questions: tuple[PracticeQuestion, ...]
    files: dict[str, str]


@dataclass(frozen=True, slots=True)
class Repeat:
    """A question that comes again. number, first: its places. same: whether with the same values."""

    number: int
    first: int
    same: bool

    def told(self, words: Language) -> str:
        """The same in a sentence."""
        key = "practice.again-same" if self.same else "practice.again"
        return words.say(key, number=self.number, first=self.first)

    def __str__(self) -> str:
        sentence = self.told(language(DEFAULT))
        return sentence[:1].lower() + sentence[1:].removesuffix(".")


# ------------------------------------------------------------------ drawing


def practice_paper(
    questions: Sequence[Question], count: int, seed: int, *, command: str = "", answer_space: bool = True
) -> Paper:
    """A practice paper: no question a second time while others are left, and then with other values if there are any.

    command: what draws it again; it stands on the paper. Raises Faulty.
    """
    key = paper_key("practice", str(seed).encode(), "")
    variants: list[Variant] = []
    for number in range(count):
        lap, place = divmod(number, len(questions))
        question = sorted(questions, key=lambda each: rank(key, f"lap {lap}", each.id))[place]
        seen = [variant.params for variant in variants if variant.id == question.id]
        variants.append(_unseen(question, key, lap, seen))
    return _paper(variants, str(seed), command, answer_space)


def _unseen(question: Question, key: bytes, lap: int, seen: Sequence[object]) -> Variant:
    """A variant with other parameters than those that were seen, if some draws find one."""
    name = f"{question.id}\0{lap}"
    variant = question.variant(question_seed(key, name))
    for attempt in range(1, OTHER_VALUES):
        if variant.params not in seen:
            break
        variant = question.variant(question_seed(key, name, attempt))
    return variant


def _paper(variants: Sequence[Variant], label: str, command: str, answer_space: bool) -> Paper:
    placed = numbered(variants, 1)
    words = language(shared(variant.lang for variant in variants))
    sentences = [_times(placed, words), *(repeat.told(words) for repeat in repeats(placed))]
    instructions = [text.parse(sentence, lang=words.code) for sentence in sentences]
    if command:
        told = Text(words.say("practice.command")), Code(command)
        instructions.append((Paragraph(told),))
    minutes = words.counted("minute", sum(variant.minutes for variant in variants))
    heading = Heading(
        title=words.say("practice.title"),
        duration=words.say("practice.about", time=minutes),
        lang=words.code,
        instructions=tuple(instructions),
        candidate=(),
        answer_space=answer_space,
    )
    paper = Paper(heading, label, "", (PaperSection(words.say("practice.questions"), (), placed),))
    key = paper_key("practice", label.encode(), "")
    return replace(paper, code=paper_code(key, question_paper(paper)))


def _times(questions: Sequence[PlacedQuestion], words: Language) -> str:
    """The minutes that each question may take."""
    times = []
    for each in questions:
        minutes = words.number(each.variant.minutes)
        times.append(words.say("practice.time-of", number=each.number, minutes=minutes))
    return words.say("practice.times", times="; ".join(times))


def repeats(questions: Sequence[PlacedQuestion]) -> list[Repeat]:
    """The questions that come again, each with the first place that it has with these values, or at all."""
    found = []
    for at, each in enumerate(questions):
        earlier = [other for other in questions[:at] if other.variant.id == each.variant.id]
        alike = [other for other in earlier if other.variant.params == each.variant.params]
        if earlier:
            found.append(Repeat(each.number, (alike or earlier)[0].number, bool(alike)))
    return found


# ------------------------------------------------------------------ the answers


def with_common_errors(paper: Paper) -> Paper:
    """The paper as its answers are printed: below each answer the common errors, with what they lead to."""
    sections = []
    for section in paper.sections:
        questions = []
        for placed in section.questions:
            parts = tuple(_explained(part, placed.variant.lang) for part in placed.variant.parts)
            questions.append(replace(placed, variant=replace(placed.variant, parts=parts)))
        sections.append(replace(section, questions=tuple(questions)))
    return replace(paper, sections=tuple(sections))


def _explained(part: Part, lang: str) -> Part:
    if not part.slips:
        return part
    words = language(lang)
    title = Paragraph((Strong((Text(words.say("common-errors")),)),))
    errors = Listing(tuple(_error(slip, words) for slip in part.slips))
    return replace(part, answer=(*part.answer, title, errors))


def _error(slip: PrintedSlip, words: Language) -> tuple[Block, ...]:
    nodes: list[Inline] = []
    for is_value, piece in words.pieces("error-earning" if slip.marks else "error"):
        match is_value, piece:
            case True, "marks":
                nodes.append(Text(str(slip.marks)))
            case True, name:
                nodes += text.inline(slip.name if name == "name" else slip.printed, words.code)
            case _:
                nodes.append(Text(piece))
    return (Paragraph(tuple(nodes)),)


# ------------------------------------------------------------------ files and records


@dataclass(frozen=True, slots=True)
class PracticeFiles:
    """The files of a practice paper, by their names."""

    paper: Paper
    files: Mapping[str, bytes]


def rendered(paper: Paper) -> PracticeFiles:
    """Questions and, apart from them, answers. Raises Faulty."""
    both: dict[str, bytes] = {}
    for document, name in DOCUMENTS.items():
        printed = paper if document == "question-paper" else with_common_errors(paper)
        for (owner, suffix), content in rendered_paper(printed, OutputOptions()).files.items():
            if owner == document:
                both[suffix[1:] if suffix.startswith("/") else f"{name}.{suffix}"] = content
    return PracticeFiles(paper, both)


def save(made: PracticeFiles, bank: Bank, command: str, output: Path) -> Path:
    """Write a practice paper with its record; the folder that it is in. Raises Faulty."""
    paper = made.paper
    folder = output / FOLDER / paper.label
    questions = []
    for placed in paper.questions:
        id, seed = placed.variant.id, placed.variant.seed or 0
        questions.append(PracticeQuestion(id=id, seed=seed, question=bank[id].digest))
    record = PracticeRecord(
        version=1,
        code=paper.code,
        label=paper.label,
        command=command,
        answer_space=paper.heading.answer_space,
        banks=tuple(str(each.resolve()) for each in bank.folders),
        questions=tuple(questions),
        files={name: digest(content) for name, content in made.files.items()},
    )
    for name, content in made.files.items():
        write(folder / name, content)
    write(folder / RECORD, record.model_dump_json(indent=1).encode())
    return folder


def find_record(code: str, *outputs: Path) -> PracticeRecord | None:
    """The record of the practice paper of a code below output folders; None without one."""
    for output in outputs:
        for path in sorted(output.glob(f"{FOLDER}/*/{RECORD}")):
            record = _read(path)
            if record is not None and record.code == code:
                return record
    return None


def _read(path: Path) -> PracticeRecord | None:
    """A record; None for a file that is none any more."""
    try:
        return PracticeRecord.model_validate_json(path.read_bytes())
    except (OSError, ValidationError):
        return None


def redrawn(record: PracticeRecord, bank: Bank) -> Paper:
    """The paper of a record. Raises Faulty for a question that is not there any more or fails."""
    gone = [each.id for each in record.questions if each.id not in bank]
    for id in gone:
        if id in bank.broken:
            raise Faulty(*bank.broken[id])
    if gone:
        message = f"practice paper {record.code}: no longer in the bank: {', '.join(gone)}"
        raise fault(message, remedy="name the bank of that time with --bank")
    variants = [bank[each.id].variant(each.seed) for each in record.questions]
    return _paper(variants, record.label, record.command, record.answer_space)


def differences(record: PracticeRecord, paper: Paper, bank: Bank) -> Iterator[str]:
    """What of its questions has changed since a paper was drawn; nothing where it says the same."""
    if paper.code == record.code:
        return
    changed = [each.id for each in record.questions if bank[each.id].digest != each.question]
    yield f"{counted(len(changed), 'question')} changed since: {', '.join(changed)}" if changed else "exampaper changed"
