"""The command line: a thin shell. It reads the arguments, calls, and tells."""

from __future__ import annotations

import io
import json
import os
import re
import secrets
import shlex
import signal
import sys
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import redirect_stdout
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from exampaper import __version__
from exampaper.faults import Faulty, fault, nearest
from exampaper.model import Candidate
from exampaper.targets import DEFAULT, PDF, engines, formats

if TYPE_CHECKING:
    from exampaper.papers.build import Outcome
    from exampaper.papers.finish import Finished
    from exampaper.papers.reprint import Reprint
    from exampaper.questions.bank import Bank
    from exampaper.questions.question import Question

app = typer.Typer(
    help="Exam papers for courses whose answers can be computed.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)
new = typer.Typer(help="Begin a new exam or question.", no_args_is_help=True)
app.add_typer(new, name="new")

DRAFT_SEED = 0
MOST = 5  # of a kind are told one by one


def one_of(names: Callable[[], Sequence[str]]) -> dict[str, Any]:
    """What makes an option take one of some names: those of the table of targets."""

    def checked(value: str) -> str:
        if value not in names():
            raise typer.BadParameter(f"{value!r} is not one of {', '.join(map(repr, names()))}.")
        return value

    return {"parser": checked, "metavar": "|".join(names())}


BankOption = Annotated[list[Path] | None, typer.Option("--bank", help="A bank folder (repeatable).")]
OutputOption = Annotated[Path, typer.Option("--output", help="The folder to write below.")]


def main() -> None:
    """The command line: faults become a few lines on stderr and exit code 2."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):  # whatever the machine's encoding: papers and JSON are UTF-8
            stream.reconfigure(encoding="utf-8", errors="replace")
    for name in ("SIGTERM", "SIGHUP"):
        if hasattr(signal, name):  # as Ctrl-C: told, and the workers end, too
            signal.signal(getattr(signal, name), signal.default_int_handler)
    try:
        app()
    except BrokenPipeError:  # who reads has read enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(1)
    except Faulty as error:
        for each in dict.fromkeys(map(str, error.faults)):
            print(f"error: {each}", file=sys.stderr)
        sys.exit(2)


@app.callback(invoke_without_command=True)
def version(show: Annotated[bool, typer.Option("--version", help="Show the version.")] = False) -> None:
    if show:
        print(f"exampaper {__version__}")
        raise typer.Exit


@app.command()
def build(
    exam: Annotated[str, typer.Argument(help="An exam file, or the name of a packaged one.")],
    versions: Annotated[
        int | None, typer.Option("--versions", min=1, max=1000, help="How many versions: A, B, …")
    ] = None,
    roster: Annotated[
        Path | None,
        typer.Option("--roster", help="CSV with id and name: a paper for each, or versions dealt."),
    ] = None,
    seed: Annotated[int | None, typer.Option("--seed", help="The seed of a draft; 0 without a key.")] = None,
    key: Annotated[
        Path | None, typer.Option("--key", help="The secret of a real exam; made if it is not there.")
    ] = None,
    format: Annotated[
        list[str] | None, typer.Option("--format", help="What to write (repeatable).", **one_of(formats))
    ] = None,
    engine: Annotated[str, typer.Option("--engine", help="What makes the PDF.", **one_of(engines))] = DEFAULT,
    split: Annotated[bool, typer.Option("--split", help="Question papers apart from what holds answers.")] = False,
    force: Annotated[bool, typer.Option("--force", help="Make all anew, also over files edited by hand.")] = False,
    output: OutputOption = Path("output"),
    bank: BankOption = None,
    jobs: Annotated[int, typer.Option("--jobs", min=1, help="Processes at work.")] = os.cpu_count() or 1,
) -> None:
    """Build the papers of an exam: question papers, answer papers and marking schemes."""
    from exampaper.exams.reading import load
    from exampaper.exams.typefaces import fonts_of
    from exampaper.papers import build as builder
    from exampaper.papers import contents, order, plan, withdrawn
    from exampaper.papers.finish import finish, told_before

    loaded, questions = load(exam_file(exam)), load_bank(bank)
    plan.validate(loaded, questions)
    fonts = fonts_of(loaded)
    tell_broken(questions)
    people = candidates(roster) if roster else ()
    folder = output / loaded.id
    if key is not None:
        order.refuse_new_key(key, folder)
    secret = secret_of(seed, key, output)
    if people and key is None and seed is None:
        note("a draft, of seed 0, which anybody can draw; for a real exam, give a --key")
    asked = order.Order(loaded, questions, secret, key is not None, people, versions if people else versions or 1)
    prepared = order.prepare(asked, folder)
    wanted = contents.Wanted(tuple(format or [PDF]), engine, split, fonts)
    told = told_before(folder, prepared.standing)
    identified = order.identified(asked)
    site = builder.Site(loaded, questions.folders, folder, wanted, force=force, secret=identified, told=told)
    withdrawn.put_back(folder, prepared.back)
    outcomes = list(progress(builder.build(site, prepared.sheets, jobs), len(asked.names), "Building"))
    if not any(outcome.entry for outcome in outcomes):  # what stood there stays as it is
        tell_earlier(prepared.standing, folder)
        raise Faulty(*dict.fromkeys(fault for outcome in outcomes for fault in outcome.faults))
    tell(outcomes, finish(site, questions, outcomes, prepared), folder)


def secret_of(seed: int | None, key: Path | None, output: Path, make: bool = True) -> bytes:
    """What the papers are drawn from. make: a key that is not there.

    Raises Faulty for both a seed and a key, and for a key that is none.
    """
    from exampaper.papers import secret

    if key is None:
        return str(DRAFT_SEED if seed is None else seed).encode()
    if seed is not None:
        raise fault("both --seed and --key", remedy="--seed is for drafts and practice, --key for a real exam")
    made = make and not key.exists()
    found = secret.key(key, output, make=make)
    if made:
        note(f"{key} made: keep it, it is needed for reprints; whoever has it knows every paper")
    return found


def note(sentence: str) -> None:
    print(f"note: {sentence}", file=sys.stderr)


def tell_broken(bank: Bank) -> None:
    """What does not load, and is not asked for."""
    for id, faults in bank.broken.items():
        note(f"{id} does not load, and is left out: {faults[0]}")


def tell_earlier(standing: Mapping[str, Any] | None, folder: Path) -> None:
    if standing and standing["papers"]:
        note(f"what stands in {folder} is of an earlier build, and stays as it is")


def tell_edited(finished: Finished, folder: Path) -> None:
    """Which files somebody edited."""
    edited = list(finished.edited.items())
    for at, fresh in edited[:MOST]:
        note(f"{folder / at} was edited by hand and stays; the fresh one is {fresh}; --force overwrites it")
    if len(edited) > MOST:
        note(f"so were {len(edited) - MOST} more files; what is fresh has .new in its name")
    if finished.left:
        more = ", …" if len(finished.left) > MOST else ""
        names = ", ".join(str(folder / at) for at in finished.left[:MOST])
        note(f"edited by hand, and of no paper any more: {names}{more}")


def tell(outcomes: Sequence[Outcome], finished: Finished, folder: Path) -> None:
    """What became of a build, on stdout; what the instructor should know or mend, on stderr."""
    from exampaper.report import incomplete, lacking

    made = [outcome.entry for outcome in outcomes if outcome.entry]
    for sentence in finished.manifest["told"]:
        note(sentence)
    tell_edited(finished, folder)
    unfinished = [entry for entry in made if incomplete(entry)]
    for entry in made:
        for sentence in lacking(entry):
            print(f"{'error' if entry in unfinished else 'note'}: {sentence}", file=sys.stderr)
    for outcome in outcomes:
        for each in outcome.faults:
            print(f"error: {_whose(outcome.name, str(each))}", file=sys.stderr)
    if made:
        marks = sum(question["marks"] for question in made[0]["questions"])
        files = sum(len(entry["files"]) for entry in made)
        kept = sum(outcome.kept for outcome in outcomes)
        already = f"; {plural(kept, 'paper')} stood there already" if kept else ""
        print(f"{plural(len(made), 'paper')} ({plural(marks, 'mark')}), {plural(files, 'file')} in {folder}{already}")
    if unfinished:
        print(f"{plural(len(unfinished), 'paper')} to be completed by hand; or give a font: {FONTS}", file=sys.stderr)
    if len(made) < len(outcomes):
        print(f"{plural(len(outcomes) - len(made), 'paper')} failed", file=sys.stderr)
    if unfinished or len(made) < len(outcomes):
        raise typer.Exit(1)


FONTS = "pip install 'exampaper[names]' for Chinese, Japanese and Korean, or fonts = \"fonts/\" in the exam file"


def _whose(name: str, told: str) -> str:
    return told if told.startswith(f"paper {name}:") else f"paper {name}: {told}"


@app.command()
def practice(
    about: Annotated[list[str] | None, typer.Argument(help="Questions or topics; all without any.")] = None,
    number: Annotated[int | None, typer.Option("-n", min=1, max=200, help="How many questions.")] = None,
    seed: Annotated[int | None, typer.Option("--seed", help="Redraw an earlier paper.")] = None,
    output: OutputOption = Path("output"),
    bank: BankOption = None,
) -> None:
    """Draw a fresh practice paper, and its answers as a separate paper."""
    from exampaper.papers import assemble, contents

    questions = load_bank(bank)
    tell_broken(questions)
    pool = chosen(questions, about or [])
    used = secrets.randbelow(10**6) if seed is None else seed
    count = number or min(len(pool), 6)
    if count > len(pool):
        again = "it comes" if len(pool) == 1 else "they come"
        note(f"{plural(len(pool), 'question')} to choose from: {again} again, with other values where any are drawn")
    paper = assemble.practice(pool, count, used)
    folder = output / "practice" / str(used)
    contents.write_paper(paper, folder, {"questions": "question-paper", "answers": "answer-paper"}, contents.Wanted())
    print(f"{plural(count, 'question')}, {plural(paper.marks, 'mark')}: {folder / 'questions.pdf'}")
    print(f"answers: {folder / 'answers.pdf'}")
    elsewhere = [] if output == Path("output") else ["--output", str(output)]
    banks = [part for folder in named_banks(bank) for part in ("--bank", str(folder))]
    command = ["exampaper", "practice", *(about or []), "-n", str(count), *banks, *elsewhere, "--seed", str(used)]
    print(f"again: {shlex.join(command)}")


@app.command("list")
def list_(
    topic: Annotated[str | None, typer.Option("--topic", help="Only this topic.")] = None, bank: BankOption = None
) -> None:
    """List the questions of the bank."""
    from rich.console import Console
    from rich.table import Table

    from exampaper.writers.plain import line

    questions = load_bank(bank)
    tell_broken(questions)
    if topic and topic not in questions.topics:
        raise fault(f"no topic {topic!r} in the bank", remedy=nearest(topic, questions.topics))
    table = Table(box=None, pad_edge=False)
    table.add_column("question", min_width=max(map(len, questions)))
    for heading in ("title", "kind", "marks", "minutes", "pins"):
        table.add_column(heading)
    for question in questions.values():
        if topic in (None, question.topic):
            front = question.source.front
            pins = ", ".join(question.pins)
            table.add_row(question.id, line(front.title), front.kind, str(question.marks), f"{front.minutes:g}", pins)
    plain: dict[str, Any] = {"markup": False, "emoji": False, "highlight": False}
    Console(width=None if sys.stdout.isatty() else 120, **plain).print(table)


@app.command()
def show(
    question: Annotated[str, typer.Argument(help="A question's id.")],
    seed: Annotated[int | None, typer.Option("--seed", help="The variant of this seed; a fresh one without.")] = None,
    pin: Annotated[
        str | None, typer.Option("--pin", help="The pinned variant of this name, or parameters as JSON.")
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Everything, as JSON.")] = False,
    bank: BankOption = None,
) -> None:
    """Show one variant of a question, with its answer and marking."""
    from exampaper.show import as_json as json_of
    from exampaper.show import as_text

    if pin is not None and seed is not None:
        raise fault("both --seed and --pin", remedy="a pin has its values; a seed draws them: give one of them")
    with redirect_stdout(sys.stderr):  # what a question prints is no part of the answer
        variant = load_bank(bank).find(question).variant(seed, pin=pin)
    print(json.dumps(json_of(variant), ensure_ascii=False, indent=1) if as_json else as_text(variant))


@app.command()
def check(
    questions: Annotated[list[str] | None, typer.Argument(help="Questions or topics; all without any.")] = None,
    draws: Annotated[int, typer.Option("--draws", min=1, help="Draws a question; 10000 for the night.")] = 40,
    seed: Annotated[int, typer.Option("--seed", help="The first seed.")] = 0,
    as_json: Annotated[bool, typer.Option("--json", help="The reports as JSON.")] = False,
    watch: Annotated[bool, typer.Option("--watch", help="Again on every save, until Ctrl-C.")] = False,
    bank: BankOption = None,
    jobs: Annotated[int, typer.Option("--jobs", min=1, help="Processes at work.")] = os.cpu_count() or 1,
) -> None:
    """Prove the keys of a bank, and say what was proven."""
    from exampaper.check import check_all
    from exampaper.check.report_table import as_json as json_of
    from exampaper.check.report_table import as_text
    from exampaper.check.select_questions import select_questions
    from exampaper.check.watch import changes

    wanted = select_questions(bank or [], questions or [])
    for due in changes(wanted) if watch else [wanted]:
        reports = list(progress(check_all(due, draws, seed, jobs), len(due), "Checking"))
        print(json.dumps(json_of(reports), ensure_ascii=False, indent=1) if as_json else as_text(reports), flush=True)
    if not all(report.sound for report in reports):
        raise typer.Exit(1)


@app.command()
def explain(code: Annotated[str | None, typer.Argument(help="A rule; all without one.")] = None) -> None:
    """Explain a rule of check: what is wrong, why it matters and what to do."""
    from exampaper.check import catalogue

    print(catalogue.explain(code) if code else catalogue.explain_all())


@app.command()
def reprint(
    code: Annotated[str, typer.Argument(help="The code at the foot of the paper.")],
    output: OutputOption = Path("output"),
    manifest: Annotated[Path | None, typer.Option("--manifest", help="The manifest of the build.")] = None,
    key: Annotated[Path | None, typer.Option("--key", help="Without a manifest: the key of the exam.")] = None,
    seed: Annotated[int | None, typer.Option("--seed", help="Without a manifest: the seed of the draft.")] = None,
    exam: Annotated[str | None, typer.Option("--exam", help="Without a manifest: the exam file.")] = None,
    roster: Annotated[Path | None, typer.Option("--roster", help="Without a manifest: the roster.")] = None,
    versions: Annotated[int, typer.Option("--versions", min=1, help="Without a manifest: how many versions.")] = 26,
    format: Annotated[
        list[str] | None, typer.Option("--format", help="Without a manifest: what to write.", **one_of(formats))
    ] = None,
    engine: Annotated[
        str, typer.Option("--engine", help="Without a manifest: what makes the PDF.", **one_of(engines))
    ] = DEFAULT,
    split: Annotated[bool, typer.Option("--split", help="Without a manifest: in folders apart.")] = False,
    anyway: Annotated[bool, typer.Option("--anyway", help="Print it although it has changed.")] = False,
    bank: BankOption = None,
) -> None:
    """Print a paper again, the same to the last byte, from the code at its foot."""
    from exampaper.exams.reading import load
    from exampaper.exams.typefaces import fonts_of
    from exampaper.papers import contents, plan
    from exampaper.papers import reprint as reprints
    from exampaper.papers.assemble import read_code

    wanted = read_code(code)
    if wanted is None:
        raise fault(f"{code!r} is no code", remedy="eight signs and a check sign, as in K7P2-9XWA-5: one is mistyped")
    if exam:
        people = candidates(roster) if roster else plan.labels(versions)
        loaded = load(exam_file(exam))
        built = contents.Wanted(tuple(format or [PDF]), engine, split, fonts_of(loaded))
        secret = secret_of(seed, key, output, make=False)
        made = reprints.from_key(wanted, loaded, load_bank(bank), secret, people, built)
    else:
        places = [manifest] if manifest else reprints.manifests(output, Path("output"))
        found = reprints.find(wanted, places)
        if found is None:
            remedy = "name its manifest with --manifest, or its exam file and key with --exam and --key"
            raise fault(f"no paper has the code {wanted} in {plural(len(places), 'manifest')}", remedy=remedy)
        made = reprints.from_manifest(*found[1:], bank_of(bank, *found))
    told(made, anyway)
    for path in reprints.save(made, output):
        print(path)


def told(made: Reprint, anyway: bool) -> None:
    """What has changed since the first print. Ends the command where the paper has, unless it is wanted anyway."""
    for change in made.drift:
        print(f"changed since: {change}", file=sys.stderr)
    if made.same is None:
        print(
            "the code vouches for exam, questions and candidate; what else may have changed, templates and",
            file=sys.stderr,
        )
        print("programs, only the manifest tells: see that pages agree", file=sys.stderr)
    elif made.same and made.drift:
        print("this paper is not affected: every byte is the same", file=sys.stderr)
    elif not made.same:
        print("this paper would not be the same" + (": printed anyway" if anyway else ""), file=sys.stderr)
        if not anyway:
            raise typer.Exit(1)


@app.command()
def doctor() -> None:
    """Tell what works on this machine, and what to do about what does not."""
    from exampaper.doctor import findings

    for finding in findings():
        print(f"{'ok     ' if finding.fine else 'missing' if finding.optional else 'BROKEN '} {finding.text}")
    if any(not finding.fine and not finding.optional for finding in findings()):
        raise typer.Exit(1)


@new.command("exam")
def new_exam(path: Annotated[Path, typer.Argument(help="The file to begin, ending in .toml.")]) -> None:
    """Begin an exam file from the packaged example, with its schema beside it."""
    from exampaper.files import write
    from exampaper.packaged import packaged

    if path.suffix != ".toml":
        raise fault("an exam file ends in .toml", path, remedy=f"for example {path.name}.toml")
    if path.exists():
        raise fault("stands there already", path, remedy="choose another name")
    example = (packaged("exams") / "deep-learning.toml").read_text(encoding="utf-8")
    write(path, example.replace('id = "deep-learning"', f'id = "{slug(path.stem)}"').encode())
    write(path.parent / "exam.schema.json", (packaged("exams") / "exam.schema.json").read_bytes())
    print(f"{path} begun; build it with: {shlex.join(['exampaper', 'build', str(path)])}")


@new.command("question")
def new_question(
    id: Annotated[str, typer.Argument(metavar="TOPIC/NAME", help="The new question's id.")],
    kind: Annotated[str, typer.Option("--kind", help="What kind of question: computed, graph, statements, open.")],
    bank: Annotated[Path, typer.Option("--bank", help="The bank to put it in.")] = Path("bank"),
) -> None:
    """Begin a question: a commented skeleton that passes `exampaper check` as it stands."""
    from exampaper.files import write
    from exampaper.questions.kinds import KINDS

    if kind not in KINDS:
        raise fault(f"{kind!r} is not a kind of question", remedy=nearest(kind, KINDS))
    if not re.fullmatch(r"[a-z0-9_-]+/[a-z0-9_-]+", id):
        raise fault(f"{id!r} is no id", remedy="small letters, digits, _ and -: optimisation/step_size")
    written = []
    for skeleton in KINDS[kind].skeleton():
        path = bank / f"{id}{skeleton.suffix}"
        if path.exists():
            raise fault("stands there already", path, remedy="choose another name")
        title = id.partition("/")[2].replace("_", " ").capitalize()
        written.append((path, skeleton.read_text(encoding="utf-8").replace("TITLE", title)))
    for path, text in written:
        write(path, text.encode())
    print(f"{', '.join(str(path) for path, _ in written)} begun; prove it with: exampaper check {id}")


# ------------------------------------------------------------------ what the commands share


def exam_file(name: str) -> Path:
    """The exam of a path, or the packaged one of a name."""
    from exampaper.packaged import packaged

    path = Path(name)
    inside = packaged("exams") / f"{name}.toml"
    if path.is_file() or path.name != name:
        return path
    if not inside.exists() and not path.suffix:
        names = sorted(each.stem for each in packaged("exams").glob("*.toml"))
        raise fault(f"no exam {name!r}", remedy=f"give an exam file, or a packaged one: {', '.join(names)}")
    return inside if inside.exists() else path


def named_banks(folders: Iterable[Path] | None) -> list[Path]:
    """The bank folders that a command must name to mean the same elsewhere; none for the packaged one."""
    from exampaper.packaged import packaged
    from exampaper.questions.bank import default_folder

    chosen = list(folders or [default_folder()])
    if chosen == [packaged("bank")]:
        return []
    return [folder.resolve() if folder.exists() else folder for folder in chosen]


def load_bank(folders: Iterable[Path] | None, only: set[str] | None = None) -> Bank:
    from exampaper.questions.bank import Bank

    return Bank.load(*(folders or ()), only=only)


def bank_of(folders: list[Path] | None, path: Path, whole: Mapping[str, Any], paper: Mapping[str, Any]) -> Bank:
    """The bank of a reprint: the one that is named, that of the build, or else the usual one."""
    from exampaper.papers.manifest import banks
    from exampaper.papers.reprint import needed

    built = [] if folders else banks(whole, path)
    gone = [folder for folder in built if not folder.is_dir()]
    if gone:
        note(f"the build's bank {gone[0]} is not there; name it with --bank where it is now")
    return load_bank(folders or (None if gone else built), only=needed(whole, paper))


def candidates(roster: Path) -> tuple[Candidate, ...]:
    from exampaper.exams.roster import read

    return read(roster)


def chosen(bank: Bank, about: Iterable[str]) -> list[Question]:
    """The questions of these ids and topics, each once. Raises Faulty for an unknown one."""
    picked: dict[str, Question] = {}
    for word in about:
        if word in bank.broken:
            raise Faulty(*bank.broken[word])
        found = [q for q in bank.values() if word in (q.id, q.topic)]
        if not found:
            raise fault(f"no question or topic {word!r} in the bank", remedy=nearest(word, [*bank, *bank.topics]))
        picked |= {q.id: q for q in found}
    return list((picked or dict(bank)).values())


def progress(items: Iterator[Any], total: int, what: str) -> Iterator[Any]:
    """The items, under a progress bar where a person is watching."""
    if not sys.stderr.isatty():
        return items
    from rich.console import Console
    from rich.progress import track

    return iter(track(items, what, total, console=Console(stderr=True), transient=True))


def plural(count: int, noun: str) -> str:
    return f"{count} {noun}{'' if count == 1 else 's'}"


def slug(text: str) -> str:
    """Small letters, digits and hyphens only: what an exam's id may hold."""
    letters = unicodedata.normalize("NFKD", text.lower())
    kept = "".join(c if c.isascii() and c.isalnum() else "" if unicodedata.combining(c) else "-" for c in letters)
    return "-".join(filter(None, kept.split("-"))) or "exam"
