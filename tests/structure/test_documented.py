"""What the program offers is written down, and what is written down is there."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from scheduler.cli.program import commands
from scheduler.sentences import LOCALE, Plural, sentences
from tests.structure import commands_page, metrics_page
from tests.structure.source import ROOT, name

PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md"))]


ALL_COMMANDS = {f"scheduler {word}": command.help or "" for word, command in commands()}


def test_the_program_has_its_commands() -> None:
    assert {"scheduler check", "scheduler demo", "scheduler run"} <= set(ALL_COMMANDS)


@pytest.mark.parametrize("command", sorted(ALL_COMMANDS))
def test_every_command_is_documented_and_has_help(command: str) -> None:
    pages = "\n".join(page.read_text(encoding="utf-8") for page in PAGES)
    assert re.search(rf"{command}\b", pages), f"no page of README.md or docs/ shows `{command}`"
    assert ALL_COMMANDS[command].strip(), f"`{command}` has no help"


def test_the_page_of_commands_is_what_the_program_says() -> None:
    assert commands_page.PAGE.read_text(encoding="utf-8") == commands_page.page(), "run `make docs`"


def test_the_page_of_metrics_is_what_the_registry_says() -> None:
    assert metrics_page.PAGE.read_text(encoding="utf-8") == metrics_page.page(), "run `make docs`"


def test_no_page_shows_a_command_that_is_not_there() -> None:
    words = {command.split()[1] for command in ALL_COMMANDS}
    shown = {
        (name(page), word)
        for page in PAGES
        for block in re.findall(r"```(?:sh|console)\n(.*?)```", page.read_text(encoding="utf-8"), re.DOTALL)
        for word in re.findall(r"^(?:\$ )?scheduler ([a-z]+)", block, re.MULTILINE)
    }
    assert not {(page, word) for page, word in shown if word not in words}


def targets(page: Path) -> Iterator[str]:
    """The relative links and pictures of a page, without their anchors."""
    text = re.sub(r"```.*?```", "", page.read_text(encoding="utf-8"), flags=re.DOTALL)
    for target in re.findall(r"!?\[[^\]]*\]\(([^)\s]+)\)|src=\"([^\"]+)\"", text):
        link = "".join(target).partition("#")[0]
        if link and "://" not in link and not link.startswith("mailto:"):
            yield link


@pytest.mark.parametrize("page", PAGES, ids=name)
def test_links_between_pages_lead_somewhere(page: Path) -> None:
    missing = [link for link in targets(page) if not (page.parent / link).exists()]
    assert not missing, f"{name(page)} points to {missing}"


def test_no_sentence_sends_anybody_to_a_command_that_is_not_there() -> None:
    words = {command.split()[1] for command in ALL_COMMANDS}
    told = {
        (code, word)
        for code, (_, sentence) in sentences().items()
        for text in (sentence.text, sentence.advice)
        for part in ((text.one, text.many) if isinstance(text, Plural) else (text,))
        for word in re.findall(r"\bscheduler ([a-z]+)", part)
    }
    told |= {
        (path.stem, word)
        for path in LOCALE.glob("*/*.po")
        for word in re.findall(r"«\u00a0scheduler ([a-z]+)", path.read_text("utf-8"))
    }
    assert len({word for _, word in told}) > 10
    assert not {(code, word) for code, word in told if word not in words}
