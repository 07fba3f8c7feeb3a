"""What the program offers is written down, and what is written down is there."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
import typer.main

from scheduler.cli import app
from scheduler.connector import discover
from scheduler.connector.base import Ability
from tests.structure import commands_page
from tests.structure.source import ROOT, name

PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md"))]


def commands(group: object, before: str = "scheduler") -> Iterator[tuple[str, str]]:
    """Each command of the program with its help, groups opened."""
    for word, command in getattr(group, "commands", {}).items():
        if getattr(command, "hidden", False):
            continue
        if getattr(command, "commands", None):
            yield from commands(command, f"{before} {word}")
        else:
            yield f"{before} {word}", command.help or ""


ALL_COMMANDS = dict(commands(typer.main.get_command(app)))


def test_the_program_has_its_commands() -> None:
    assert {"scheduler check", "scheduler demo", "scheduler run"} <= set(ALL_COMMANDS)


@pytest.mark.parametrize("command", sorted(ALL_COMMANDS))
def test_every_command_is_documented_and_has_help(command: str) -> None:
    pages = "\n".join(page.read_text(encoding="utf-8") for page in PAGES)
    assert re.search(rf"{command}\b", pages), f"no page of README.md or docs/ shows `{command}`"
    assert ALL_COMMANDS[command].strip(), f"`{command}` has no help"


def test_the_page_of_commands_is_what_the_program_says() -> None:
    assert commands_page.PAGE.read_text(encoding="utf-8") == commands_page.page(), "run `make docs`"


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


def row(network: str) -> str:
    """The network's row of the table in docs/networks.md, "" where there is none."""
    page = (ROOT / "docs" / "networks.md").read_text(encoding="utf-8")
    found = re.search(rf"^\| `{network}` \|.*$", page, re.MULTILINE)
    return found.group() if found else ""


@pytest.mark.parametrize("network", discover.names())
def test_every_network_has_a_true_row(network: str) -> None:
    shown = row(network)
    assert shown, f"docs/networks.md has no row for {network}"
    connector = discover.load(network)
    rules = connector.rules
    assert ("| not yet |" in shown) == (Ability.PUBLISH not in connector.can)
    if network == "rehearsal":
        return  # it shows the rules of the network that it stands in for
    facts = [
        rules.max_length,
        rules.url_length or "as written",
        f"{rules.pictures.most}, {rules.pictures.max_bytes / 1e6:.1f} MB",
        f"| {' '.join(rules.pictures.formats)} | {rules.pictures.alt_length} |",
        f"| {'yes' if rules.threads else 'no'} | {'yes' if rules.first_comment else 'no'} |",
    ]
    assert not [fact for fact in facts if str(fact) not in shown]


@pytest.mark.parametrize("network", discover.names())
def test_every_network_keeps_the_contract(network: str) -> None:
    path = ROOT / "tests" / "networks" / f"test_{network}.py"
    assert path.exists(), f"tests/networks/test_{network}.py inherits no contract"
    assert "Contract" in path.read_text(encoding="utf-8")
