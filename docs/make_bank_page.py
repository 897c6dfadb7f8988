"""The page of the bank, `docs/bank.md`: what each question asks, and a picture of one variant of it.

`python docs/make_bank_page.py`
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pypdfium2
from PIL import Image, ImageChops, ImageOps

from exampaper.engines import typst as engine
from exampaper.model import Heading, Paper, PaperSection
from exampaper.papers.assemble import numbered
from exampaper.papers.documents import source
from exampaper.questions.bank import Bank
from exampaper.questions.question import Question
from exampaper.questions.wanted import answers_of
from exampaper.writers.plain import line

ROOT = Path(__file__).resolve().parents[1]
PAGE = ROOT / "docs" / "bank.md"
PICTURES = "pictures/bank"
SEED = 1
SCALE = 1.6
WHITE = 255
HEAD, FOOT = 0.198, 0.92  # shares of a page's height, between which the question stands
LEFT_AND_RIGHT = 0.085, 0.95  # shares of its width

INTRODUCTION = """# The bank

{questions} questions in {topics} topics, with one of the many variants of each. `exampaper list` finds them by topic,
kind, answer, difficulty or words; `exampaper show ID` draws another variant, with its answer and its marking scheme.
"""


def main() -> None:
    bank = Bank.load(ROOT / "bank")
    folder = PAGE.parent / PICTURES
    folder.mkdir(parents=True, exist_ok=True)
    for question in bank.values():
        picture(question).save(folder / name(question), optimize=True)
    PAGE.write_text(page(bank), encoding="utf-8")


def page(bank: Bank) -> str:
    """The page in Markdown: a table of the topics, then a section for each."""
    introduction = INTRODUCTION.format(questions=len(bank), topics=len(bank.topics))
    return "\n".join([introduction, *_contents(bank), *_topics(bank)])


def _contents(bank: Bank) -> Iterator[str]:
    for topic in bank.topics:
        titles = [line(question.title) for question in bank.values() if question.topic == topic]
        yield f"- [{topic}](#{topic}): {'; '.join(titles)}"
    yield ""


def _topics(bank: Bank) -> Iterator[str]:
    for topic in bank.topics:
        yield f"## {topic}\n"
        for question in bank.values():
            if question.topic == topic:
                yield from _entry(question)


def _entry(question: Question) -> Iterator[str]:
    front = question.source.front
    title = line(question.title)
    facts = [
        f"`{question.id}`",
        front.kind,
        f"answer: {', '.join(answers_of(question))}",
        f"{question.marks} marks",
        f"{front.minutes:g} minutes",
        f"difficulty {front.difficulty}",
    ]
    yield f"### {title}\n"
    yield f"{', '.join(facts)}\n"
    yield f'<img src="{PICTURES}/{name(question)}" width="640" alt="A variant of “{title}”">\n'


def name(question: Question) -> str:
    """Of the picture's file."""
    return f"{question.id.replace('/', '-')}.png"


def picture(question: Question) -> Image.Image:
    """The question alone, as it is printed, without the head and the foot of the page."""
    section = PaperSection("Question", (), numbered([question.variant(SEED)], 1))
    paper = Paper(Heading(title="Example", candidate=(), answer_space=False), question.id, "", (section,))
    pages = pypdfium2.PdfDocument(engine.pdf(source(paper, "question-paper", "typst")))
    rendered = [each.render(scale=SCALE).to_pil().convert("L") for each in pages]
    strips = [_strip(whole, is_first=number == 0) for number, whole in enumerate(rendered)]
    strips[-1] = _without_last_line(strips[-1])  # "End of paper"
    joined = Image.new("L", (strips[0].width, sum(strip.height for strip in strips)), WHITE)
    top = 0
    for strip in strips:
        joined.paste(strip, (0, top))
        top += strip.height
    return ImageOps.expand(joined, border=round(8 * SCALE), fill=WHITE).quantize(16)


def _strip(whole: Image.Image, is_first: bool) -> Image.Image:
    """A page without its head, its foot, its margins and the white below the text."""
    width, height = whole.size
    left, right = LEFT_AND_RIGHT
    body = whole.crop(
        (round(left * width), round(HEAD * height * is_first), round(right * width), round(FOOT * height))
    )
    return _down_to_ink(body)


def _without_last_line(strip: Image.Image) -> Image.Image:
    bottom = strip.height
    while bottom and _has_ink(strip, bottom - 1):
        bottom -= 1
    return _down_to_ink(strip.crop((0, 0, strip.width, bottom)))


def _has_ink(strip: Image.Image, row: int) -> bool:
    return strip.crop((0, row, strip.width, row + 1)).histogram()[WHITE] < strip.width


def _down_to_ink(strip: Image.Image) -> Image.Image:
    box = ImageChops.invert(strip).getbbox()
    return strip.crop((0, 0, strip.width, box[3] if box else 0))


if __name__ == "__main__":
    main()
