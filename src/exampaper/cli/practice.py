"""exampaper practice: a fresh practice paper, or a page that marks in the browser."""

from __future__ import annotations

import secrets
import shlex
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from exampaper.cli.selecting import (
    AnswerOption,
    DifficultyOption,
    KindOption,
    MinutesOption,
    SearchOption,
    wanted_questions,
)
from exampaper.cli.serving import LOOPBACK, HostOption, PortOption, serve_practice
from exampaper.cli.shared import JOBS, BankOption, JobsOption, OutputOption, load_bank, note, note_broken
from exampaper.counting import counted
from exampaper.faults import fault

if TYPE_CHECKING:
    from exampaper.questions.bank import Bank
    from exampaper.questions.question import Question

NotLikeOption = Annotated[
    list[str] | None,
    typer.Option("--not-like", help="None of this question, topic, or practice paper by its code (repeatable)."),
]


def practice(
    about: Annotated[list[str] | None, typer.Argument(help="Questions or topics; all without any.")] = None,
    number: Annotated[int | None, typer.Option("-n", min=1, max=200, help="How many questions.")] = None,
    seed: Annotated[int | None, typer.Option("--seed", help="Redraw an earlier paper.")] = None,
    kind: KindOption = None,
    difficulty: DifficultyOption = None,
    minutes: MinutesOption = None,
    answer: AnswerOption = None,
    search: SearchOption = None,
    not_like: NotLikeOption = None,
    space: Annotated[bool, typer.Option(help="Space for the answers on the paper.")] = True,
    html: Annotated[Path | None, typer.Option("--html", help="Write a page that marks in the browser.")] = None,
    variants: Annotated[int, typer.Option("--variants", min=1, max=100, help="Of each question on the page.")] = 5,
    serve: Annotated[
        bool, typer.Option("--serve", help="Practise in the browser, with fresh draws without end.")
    ] = False,
    host: HostOption = LOOPBACK,
    port: PortOption = None,
    jobs: JobsOption = JOBS,
    output: OutputOption = Path("output"),
    bank: BankOption = None,
) -> None:
    """Draw a fresh practice paper, and its answers as a separate paper; or a page to practise on."""
    from exampaper.papers.practice import USUAL_COUNT
    from exampaper.questions.wanted import select

    if serve and html:
        raise fault("both --serve and --html", remedy="a file marks by itself; a server is asked: give one of them")
    left_out = list(_left_out(not_like or [], output))
    wanted = wanted_questions(about, kind, difficulty, minutes, answer, search, left_out)
    if serve:
        serve_practice(wanted, bank, host, port, jobs)
        return
    questions = load_bank(bank)
    note_broken(questions)
    pool = select(questions, wanted)
    used = secrets.randbelow(10**6) if seed is None else seed
    count = number or min(len(pool), USUAL_COUNT)
    filters = {
        "--kind": kind,
        "--difficulty": difficulty,
        "--minutes": minutes,
        "--answer": answer,
        "--search": search,
        "--not-like": left_out,
    }
    again = ["exampaper", "practice", *(about or []), *_options(filters), "-n", str(count)]
    seeded = ["--seed", str(used)]
    if html is None:
        again += [] if space else ["--no-space"]
        _write_paper(questions, pool, count, used, shlex.join([*again, *seeded]), space, output)
        again += [] if output == Path("output") else ["--output", str(output)]
    else:
        _write_page(pool, count, variants, used, html)
        again += ["--html", str(html), "--variants", str(variants)]
    print(f"again: {shlex.join([*again, *_bank_options(bank), *seeded])}")


def _options(filters: dict[str, str | list[str] | None]) -> Iterator[str]:
    """The options as they are typed."""
    for name, given in filters.items():
        for value in [given] if isinstance(given, str) else given or []:
            yield from (name, value)


def _left_out(given: Iterable[str], output: Path) -> Iterator[str]:
    """The questions and topics that shall not come; the code of a practice paper stands for all that were on it."""
    from exampaper.papers.codes import parse_code
    from exampaper.papers.practice import find_record

    for word in given:
        code = None if "/" in word else parse_code(word)
        if code is None:
            yield word
            continue
        record = find_record(code, output, Path("output"))
        if record is None:
            raise fault(f"no practice paper has the code {code} below {output}", remedy="name its folder with --output")
        yield from dict.fromkeys(question.id for question in record.questions)


def _write_paper(
    bank: Bank, pool: Sequence[Question], count: int, seed: int, command: str, space: bool, output: Path
) -> None:
    from exampaper.papers.practice import practice_paper, rendered, repeats, save

    paper = practice_paper(pool, count, seed, command=command, answer_space=space)
    for repeat in repeats(paper.questions):
        note(str(repeat))
    folder = save(rendered(paper), bank, command, output)
    minutes = sum(question.variant.minutes for question in paper.questions)
    size = f"{counted(count, 'question')}, {counted(paper.marks, 'mark')}, about {minutes:g} min"
    print(f"{size}: {folder / 'questions.pdf'}")
    print(f"answers: {folder / 'answers.pdf'}")
    print(f"code: {paper.code}")


def _write_page(pool: Sequence[Question], count: int, variants: int, seed: int, path: Path) -> None:
    from exampaper.languages import language, shared
    from exampaper.practice.exercise import draw_exercises
    from exampaper.practice.page import save

    if count > len(pool):
        note(f"{counted(len(pool), 'question')} to choose from, each with {counted(variants, 'variant')}")
    exercises = draw_exercises(pool, count, variants, seed)
    for exercise in exercises:
        if len(exercise.variants) < variants:
            note(f"{exercise.id}: {len(exercise.variants)} of {counted(variants, 'variant')}: it draws too few values")
    topics = dict.fromkeys(exercise.topic for exercise in exercises)
    words = language(shared(exercise.lang for exercise in exercises))
    save(exercises, words.say("practice.page", topics=", ".join(topics)), path, words.code)
    marks = sum(exercise.marks for exercise in exercises)
    print(f"{counted(len(exercises), 'question')}, {counted(marks, 'mark')}: {path}")


def _bank_options(folders: Iterable[Path] | None) -> list[str]:
    """The --bank options by which the command means the same elsewhere; none for the packaged bank."""
    from exampaper.packaged import packaged
    from exampaper.questions.bank import default_folder

    chosen = list(folders or [default_folder()])
    options: list[str] = []
    if chosen != [packaged("bank")]:
        for folder in chosen:
            options += ["--bank", str(folder.resolve() if folder.exists() else folder)]
    return options
