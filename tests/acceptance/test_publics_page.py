"""docs/publics.md shows a configuration, a list and commands: what it says there is what the program does."""

import re
from datetime import timedelta
from pathlib import Path

import pytest

from scheduler import config
from scheduler.app.publics import handles
from scheduler.connector import discover
from scheduler.connector.base import Ability
from scheduler.model.publics import FEWEST_PEOPLE
from scheduler.model.spans import KEEP_MONTHS, LOOK_BACK
from tests.acceptance.calling import Program
from tests.structure.source import ROOT

PAGE = (ROOT / "docs" / "publics.md").read_text(encoding="utf-8")
CALENDAR = '[calendar]\nid = "publics-page"\nfolder = "."\ntimezone = "Europe/Paris"\nlanguage = "en"\n'


def block(kind: str) -> str:
    (found,) = re.findall(rf"```{kind}\n(.*?)```", PAGE, re.DOTALL)
    return str(found)


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    (tmp_path / "connus.txt").write_text(block("text"), encoding="utf-8")
    (tmp_path / "institutions.txt").write_text("", encoding="utf-8")
    (tmp_path / "config.toml").write_text(CALENDAR + block("toml"), encoding="utf-8")
    return tmp_path


def test_the_table_is_read_as_it_says(folder: Path) -> None:
    read = config.load(folder / "config.toml", networks=discover.names())
    assert read.publics is not None
    assert (read.publics.collect, read.publics.keep, read.publics.look_back) == (True, 25, timedelta(days=180))
    assert (read.publics.keep, read.publics.look_back) == (KEEP_MONTHS, LOOK_BACK), "the page shows the defaults"
    assert read.publics.known == folder / "connus.txt"
    assert not read.notices


def test_the_list_holds_two_handles(folder: Path) -> None:
    assert list(handles(folder / "connus.txt")) == ["a.martin@mastodon.example", "conservation.bsky.social"]


def test_the_networks_are_those_that_say_who_engages() -> None:
    telling = {name for name in discover.names() if Ability.ENGAGERS in discover.load(name).can} - {"rehearsal"}
    rows = dict(re.findall(r"^\| ([\w, ]+) \| ([^|]+) \|", PAGE, re.MULTILINE))
    assert {name.lower() for name, read in rows.items() if name != "network" and "nothing" not in read} == telling
    assert all(discover.load(name).withheld for name in ("x", "facebook"))
    assert FEWEST_PEOPLE == 5
    assert "none under five" in PAGE


def test_each_command_is_one(folder: Path, scheduler: Program) -> None:
    for line in block("console").splitlines():
        words = line.removeprefix("$ scheduler ").split()
        if "--output" in words:
            words[-1] = str(folder / words[-1])
        if words[-1] == "rotate":
            words.append("--yes")
        scheduler.well(*words, "--config", folder / "config.toml")
    sheet = (folder / "registre.md").read_text(encoding="utf-8")
    assert "Musée de Saint-Aubray" in sheet
    assert "service des publics" in sheet


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ('keep = "40 months"', "36"),
        ('keep = "longtemps"', "25 months"),
        ('basis = "consent"', "legitimate-interest"),
        ('conservation = "25 months"', "keep"),
    ],
)
def test_what_cannot_be_read_is_named_with_the_mend(folder: Path, scheduler: Program, line: str, said: str) -> None:
    (folder / "config.toml").write_text(f"{CALENDAR}[publics]\n{line}\n", encoding="utf-8")
    answer = scheduler("publics", "--config", folder / "config.toml")
    assert answer.code != 0
    assert said in answer.err
