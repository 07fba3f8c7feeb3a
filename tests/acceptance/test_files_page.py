"""The examples of docs/files.md do what the page says."""

import re
import shlex
from pathlib import Path

import pytest

from scheduler.campaigns.headings import _KNOWN, PASSED, plain
from scheduler.campaigns.reader import read
from scheduler.render.sheets import COLUMNS
from scheduler.sentences import LANGUAGES, label
from tests.acceptance.calling import ROOT, Program
from tests.acceptance.small import CONFIG, calendar, picture

PAGE = (ROOT / "docs" / "files.md").read_text(encoding="utf-8")


def commands(heading: str) -> list[list[str]]:
    """The commands of one section, as typed."""
    section = re.split(r"^## ", PAGE, flags=re.MULTILINE)
    part = next(one for one in section if one.startswith(heading + "\n"))
    blocks = re.findall(r"```sh\n(.*?)```", part, re.DOTALL)
    return [shlex.split(line, comments=True)[1:] for block in blocks for line in block.splitlines() if line]


def test_every_export_and_beginning_of_the_page_works(
    tmp_path: Path, scheduler: Program, before_the_week: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    calendar(tmp_path, "  - {id: one, date: 2027-06-07, at: 9h, text: Good morning.}\n")
    small = (tmp_path / "small.yaml").read_text(encoding="utf-8")
    (tmp_path / "small.yaml").write_text(
        small.replace("campaign: small", "campaign: museumweek-2027"), encoding="utf-8"
    )
    monkeypatch.chdir(tmp_path)
    scheduler.well("apply", "--yes")
    for words in commands("Out"):
        made = scheduler.well(*words)
        out = Path(words[words.index("-o") + 1]) if "-o" in words else None
        assert (out.stat().st_size if out else len(made.out)) > 300, words
    for words in commands("Begin"):
        scheduler.well(*words)
    scheduler.well("check")


def test_the_table_of_the_page_is_imported(tmp_path: Path, scheduler: Program, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "calendars" / "media").mkdir(parents=True)
    (tmp_path / "calendars" / "config.toml").write_text(CONFIG.replace('"en"', '"fr"'), encoding="utf-8")
    picture(tmp_path / "calendars" / "media" / "reserves.jpg", (1, 2, 3))
    table = re.search(r"```csv\n(.*?)```", PAGE, re.DOTALL)
    assert table
    (tmp_path / "planning.csv").write_text(table[1], encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    for words in commands("In"):
        scheduler.well(*words)
    campaign = read(tmp_path / "calendars" / "semaine.yaml").campaign
    assert campaign is not None
    assert [one.theme for one in campaign.days] == ["Coulisses", "Question"]
    assert len(campaign.posts) == 3


@pytest.mark.parametrize("language", LANGUAGES)
def test_import_knows_the_headings_of_every_export(language: str) -> None:
    passed = {plain(word) for word in PASSED.split(", ")}
    assert not [name for name in COLUMNS if plain(label(f"sheet-{name}", language)) not in {*_KNOWN, *passed}]
