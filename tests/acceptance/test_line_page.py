"""docs/line.md shows each rule with an example: what it says there is what the program says."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
import time_machine

from scheduler import config
from scheduler.model.line import RULES
from tests.acceptance.calling import Program
from tests.structure.source import ROOT

PAGE = (ROOT / "docs" / "line.md").read_text(encoding="utf-8")
EXCEPTION = PAGE.partition("## One post that need not")[2].partition("## The rules")[0]
SECTIONS = {one[0]: one[1] for one in re.findall(r"^### `(\w+)`\n(.*?)(?=^### |\Z)", PAGE, re.MULTILINE | re.DOTALL)}
CONFIG = """\
[calendar]
id = "line-page"
folder = "."
timezone = "Europe/Paris"
language = "fr"
[accounts.musee-facebook]
network = "facebook"
through = "rehearsal"
[accounts.musee-mastodon]
network = "mastodon"
through = "rehearsal"
[line]
"""
HEAD = """\
version: 1
campaign: semaine
accounts: [musee-facebook, musee-mastodon]
posts:
"""


def block(text: str, kind: str) -> str:
    found = re.search(rf"```{kind}\n(.*?)```", text, re.DOTALL)
    assert found, f"no {kind} in {text[:60]}"
    return found[1]


@pytest.fixture
def before() -> Iterator[None]:
    with time_machine.travel("2027-06-01T07:00:00Z", tick=True):
        yield


def test_every_rule_has_its_section() -> None:
    assert set(SECTIONS) | {"acronyms"} == set(RULES)


@pytest.mark.parametrize("rule", sorted(SECTIONS))
def test_the_example_of_each_rule_says_what_the_page_says(
    rule: str, tmp_path: Path, scheduler: Program, before: None
) -> None:
    (tmp_path / "config.toml").write_text(CONFIG + block(SECTIONS[rule], "toml"), encoding="utf-8")
    (tmp_path / "semaine.yaml").write_text(HEAD + block(SECTIONS[rule], "yaml"), encoding="utf-8")
    found = scheduler("check", "--json", "--config", tmp_path / "config.toml").json["problems"]
    told = [f"{one['where']}: {one['message']} {one['advice']}" for one in found]
    assert "\n".join(told) == block(SECTIONS[rule], "text").strip(), "\n".join(told)
    assert {one["severity"] for one in found} == {"warning"}
    assert all(one["line"] >= 5 for one in found)
    (tmp_path / "config.toml").write_text(CONFIG.removesuffix("[line]\n"), encoding="utf-8")
    assert scheduler("check", "--json", "--config", tmp_path / "config.toml").json["problems"] == []


def test_the_example_of_an_exception_says_what_the_page_says(tmp_path: Path, scheduler: Program, before: None) -> None:
    (tmp_path / "config.toml").write_text(CONFIG + block(EXCEPTION, "toml"), encoding="utf-8")
    (tmp_path / "semaine.yaml").write_text(HEAD + block(EXCEPTION, "yaml"), encoding="utf-8")
    found = scheduler("check", "--json", "--config", tmp_path / "config.toml").json["problems"]
    told = [f"{one['where']}: {one['message']} {one['advice']}".rstrip() for one in found]
    assert "\n".join(told) == block(EXCEPTION, "text").strip(), "\n".join(told)
    assert "Nuit des musées" in scheduler("check", "--config", tmp_path / "config.toml").out, "said to people, too"


def test_the_sample_line_of_a_museum_loads_with_every_rule(tmp_path: Path) -> None:
    (tmp_path / "config.toml").write_text(CONFIG.removesuffix("[line]\n") + block(PAGE, "toml"), encoding="utf-8")
    line = config.load(tmp_path / "config.toml").line
    assert line is not None
    assert [name for name in RULES if not getattr(line, name)] == []
