"""Practice and preview from a server, as seen in a real Chromium."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from exampaper.marking import asked_parts
from exampaper.questions.bank import Bank
from exampaper.questions.wanted import Wanted
from tests.practice.test_browser import browser  # noqa: F401 (a fixture)
from tests.serve.served import Served, served
from tests.serve.test_application import QUESTION, folder, save  # noqa: F401 (a fixture)

COUNT = "convolutions/parameter_count"


class Watched:
    """A tab that hears errors and requests."""

    def __init__(self, browser: Any, address: str) -> None:  # noqa: F811
        self.tab = browser.new_context(viewport={"width": 360, "height": 740}).new_page()
        self.errors: list[str] = []
        self.requests: list[str] = []
        self.tab.on("console", lambda message: self.errors.append(message.text))
        self.tab.on("pageerror", lambda error: self.errors.append(str(error)))
        self.tab.on("request", lambda request: self.requests.append(request.url))
        self.tab.goto(address)
        self.tab.wait_for_selector("html[data-ready]")


def test_a_student_practises(browser: Any, server: Served, bank: Bank) -> None:  # noqa: F811
    watched = Watched(browser, server.address)
    tab = watched.tab
    tab.evaluate(
        "[...document.querySelectorAll('#list button')]"
        ".find(b => b.textContent.includes('Parameters of a convolution')).click()"
    )
    tab.wait_for_selector("h2:has-text('Parameters of a convolution')")
    seeds = [url.partition("question/" + COUNT)[2] for url in watched.requests if COUNT in url]
    assert seeds == [""]  # the server draws
    tab.get_by_role("button", name="Hint").click()
    tab.wait_for_selector("text=Hint, for")
    tab.locator("#question input[type=text]").fill("((")
    tab.get_by_role("button", name="Check").click()
    tab.wait_for_selector(".feedback > .imprecise")
    with tab.expect_response("**/question/**") as drawn:
        tab.get_by_role("button", name="Another one like this").click()
    variant = bank[COUNT].variant(drawn.value.json()["seed"])
    (part,) = asked_parts(bank[COUNT], variant)
    tab.locator("#question input[type=text]").fill(str(part.fields[0].key))
    tab.get_by_role("button", name="Check").click()
    tab.wait_for_selector(f"text=Right. {part.marks} of {part.marks} marks.")
    tab.get_by_role("button", name="Show the answer").click()
    tab.wait_for_selector(".solution")
    assert tab.evaluate("document.documentElement.scrollWidth") <= 360
    assert watched.errors == []
    assert all(url.startswith((server.address, "data:")) for url in watched.requests)


def test_an_author_sees_what_was_saved_and_what_is_wrong(browser: Any, folder: Path) -> None:  # noqa: F811
    with served(folder, Wanted(names=("sums/double",)), is_preview=True) as server:
        tab = Watched(browser, server.address).tab
        tab.wait_for_selector("text=What is twice")
        tab.wait_for_selector(".solution")  # an author needs not ask
        tab.wait_for_timeout(1000)
        save(folder / "sums/double.md", QUESTION.replace("What is twice", "Give twice"))
        tab.wait_for_selector("text=Give twice")
        save(folder / "sums/double.md", QUESTION.replace("<< n >>", "<< m >>"))
        tab.wait_for_selector(".faults")
        line = 1 + QUESTION.splitlines().index("What is twice $<< n >>$?")
        assert f"double.md:{line}" in tab.inner_text(".faults")
        save(folder / "sums/double.md", QUESTION)
        tab.wait_for_selector("text=What is twice")
