"""Who engages, from a network to the bilan and out again: handles planted there come to rest nowhere, whatever is written."""

import os
import zipfile
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
import time_machine

from scheduler.clock import SystemClock
from scheduler.testing.fake_mastodon import FakeMastodon, State
from scheduler.testing.fake_mastodon.engaging import Engaged
from tests.acceptance.calling import Answer, Program

MONDAY = datetime(2027, 6, 7, 6, 30, tzinfo=UTC)
CONFIG = """\
[calendar]
id = "publics-one"
folder = "."
timezone = "Europe/Paris"
language = "en"

[publics]
keep = "25 mois"
known = "connus.txt"
institutions = "institutions.txt"
controller = "Musée <b>de</b> Saint-Aubray"
contact = "dpo@musee.example"
basis = "public-interest"

[accounts.musee-mastodon]
network = "mastodon"
base_url = "{url}"
access_token = "env:MASTODON_TOKEN"
"""
CAMPAIGN = """\
version: 1
campaign: gestes
title: Gestes
language: fr
accounts: [musee-mastodon]
objectives:
  - {name: Publics, metric: people, target: "20"}
days:
  - date: 2027-06-07
    theme: Gestes
    posts:
      - {id: caisse, at: 9h, text: "Que contient la caisse ?"}
"""
PEOPLE = [f"Personne{number}@Planted.example" for number in range(24)]
HOUSES = [f"musee{number}@planted.example" for number in range(6)]
STRIPPED = ("planted", "personne1", "musee1@")


class Week:
    """A museum whose one post is out and drew people, seven days ago."""

    def __init__(self, scheduler: Program, folder: Path, server: State, clock: time_machine.Traveller) -> None:
        self.scheduler, self.folder, self.server, self.clock = scheduler, folder, server, clock
        self.config = folder / "config.toml"
        self.printed: list[str] = []

    def __call__(self, *words: str | Path) -> Answer:
        answer = self.scheduler(*words, "--config", self.config)
        self.printed += [answer.out, answer.err]
        return answer

    def well(self, *words: str | Path) -> Answer:
        answer = self(*words)
        assert answer.code == 0, answer.out + answer.err
        return answer

    @property
    def state(self) -> Path:
        (found,) = (self.folder.parent / "state").rglob("queue.db")
        return found.parent

    @property
    def key(self) -> Path:
        return self.state / "publics.key"


@pytest.fixture
def week(scheduler: Program, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Week]:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    folder = tmp_path / "calendar"
    folder.mkdir()
    with FakeMastodon(State(clock=SystemClock())) as server, time_machine.travel(MONDAY, tick=False) as clock:
        monkeypatch.setenv("MASTODON_TOKEN", server.token)
        (folder / "config.toml").write_text(CONFIG.format(url=server.base_url), encoding="utf-8")
        (folder / "gestes.yaml").write_text(CAMPAIGN, encoding="utf-8")
        (folder / "connus.txt").write_text(f"# équipe\n@{PEOPLE[0]}\n{PEOPLE[1].upper()}  # elle\n\n", encoding="utf-8")
        (folder / "institutions.txt").write_text("\n".join(HOUSES), encoding="utf-8")
        one = Week(scheduler, folder, server.state, clock)
        one.well("apply", "--yes")
        clock.shift(timedelta(minutes=31))
        one.well("run", "--once")
        (posted,) = server.state.posted
        server.state.engaged[posted.id] = Engaged(
            favourited_by=[*PEOPLE, *HOUSES, "musee"], reblogged_by=HOUSES[:5], replies=[(PEOPLE[2], "public")]
        )
        server.state.counts[posted.id] = {"favourites_count": 31, "reblogs_count": 5, "replies_count": 1}
        clock.shift(timedelta(days=7))
        yield one


def kept(folder: Path) -> dict[Path, bytes]:
    """Every file, what is in archives too; but the lists that a person wrote."""
    files = {one: one.read_bytes() for one in folder.rglob("*") if one.is_file() and one.suffix != ".txt"}
    for one in list(files):
        if zipfile.is_zipfile(one):
            with zipfile.ZipFile(one) as archive:
                files |= {one / name: archive.read(name) for name in archive.namelist()}
    return files


def test_a_handle_comes_to_rest_nowhere_and_the_key_in_one_file(week: Week, tmp_path: Path) -> None:
    done = week.well("collect", "--json").json
    assert done["people"] == {"acts": 36, "posts": 1, "left": 0, "off": False}
    out = tmp_path / "written"
    out.mkdir()
    for form in ("html", "md", "json", "csv", "csv-posts", "csv-weeks", "xlsx", "mail", "terminal"):
        week.well("report", "gestes", "--format", form, "--output", out / f"report.{form}")
    week.well("export", "csv", "--output", out / "queue.csv")
    week.well("export", "--handover", out / "handover.zip")
    week.well("backup", out / "copy.db")
    week.well("publics")
    week.well("publics", "register", "--format", "html", "--output", out / "register.html")
    week("doctor", "--json")
    week.well("history", "gestes/caisse/once/musee-mastodon")
    week.well("forget", PEOPLE[5])
    key = week.key.read_bytes()
    assert len(key) == 32
    assert week.key.stat().st_mode & 0o077 == 0 or os.name == "nt"
    files = kept(tmp_path)
    assert len([one for one in files if one.parent == out]) == 13
    for file, data in files.items():
        assert not [one for one in STRIPPED if one.encode() in data.lower()], file
        assert (key in data or key.hex().encode() in data) == (file == week.key), file
    printed = "".join(week.printed).lower()
    assert not [one for one in STRIPPED if one in printed]
    assert key.hex() not in printed


def test_the_bilan_counts_people_and_says_why_nobody_is_called_new(week: Week) -> None:
    week.well("collect")
    week.clock.shift(timedelta(days=1))
    report = week.well("report", "gestes", "--json").json
    found = report["publics"]
    rows = {row["circle"]: row for row in found["rows"]}
    assert (rows["people"]["people"], rows["institutions"]["people"]) == (30, 6)
    assert (rows["known"]["people"], rows["new"]["people"]) == (8, None)
    assert found["reason"] == "publics-why-short"
    assert "2027-06-07" in str(found["since"])
    (goal,) = report["objectives"]
    assert (goal["metric"], goal["value"], goal["reached"]) == ("people", 30, "yes")
    assert not [word for word in str(report).split("'") if len(word) == 32 and set(word) <= set("0123456789abcdef")]


def test_who_asks_is_found_and_forgotten_by_a_handle_alone(week: Week, monkeypatch: pytest.MonkeyPatch) -> None:
    week.well("collect")
    assert week.well("forget", f"@{HOUSES[0]}", "--count", "--json").json["acts"] == 2
    assert "2 acts" in week.well("forget", HOUSES[0].upper()).out
    assert week.well("forget", HOUSES[0], "--json").json["acts"] == 0
    assert week("forget", " @ ").code == 1
    before = week.well("publics", "--json").json
    assert (before["acts"], before["people"], before["key"]) == (34, 29, "there")
    assert before["refused"] >= 1
    week.clock.shift(timedelta(days=21))
    week.well("collect")
    assert week.well("publics", "--json").json["people"] == 29, "read again at 28 days, and left out"


def test_pseudonyms_expire_and_the_numbers_of_their_week_stay(week: Week) -> None:
    week.well("collect")
    week.clock.shift(timedelta(days=40))
    week.well("run", "--once")
    assert week.well("publics", "--json").json["people"] == 30
    week.clock.shift(timedelta(days=25 * 31))
    week.well("run", "--once")
    after = week.well("publics", "--json").json
    assert (after["acts"], after["people"], after["oldest"]) == (0, 0, None)
    assert after["weeks"] == [
        {
            "week": "2027-W23",
            "look_back_days": 180,
            "posts": 1,
            "people": 30,
            "new": None,
            "returning": None,
            "institutions": 6,
            "individuals": 24,
            "simulated": False,
        }
    ]


@pytest.mark.long
def test_whoever_purges_before_a_day_keeps_the_numbers_too(week: Week) -> None:
    week.well("collect")
    week.clock.shift(timedelta(days=9))
    assert week.well("publics", "purge", "--before", "2027-07-01", "--json").json == {"acts": 36}
    assert [one["people"] for one in week.well("publics", "--json").json["weeks"]] == [30]
    assert week("publics", "purge", "--before", "demain").code == 2
    assert week.well("publics", "purge", "--json").json == {"acts": 0}


def test_a_key_that_is_lost_is_not_made_anew_in_silence(week: Week) -> None:
    week.well("collect")
    held = week.key.read_bytes()
    week.key.unlink()
    assert "is not there any more" in week("forget", PEOPLE[0]).err
    assert week.well("publics", "--json").json["key"] == "lost"
    assert "Who engages cannot be collected" in week("doctor").out
    report = week.well("report", "gestes", "--json").json
    assert report["publics"]["reason"] == "publics-why-key"
    week.clock.shift(timedelta(days=21))
    assert week("collect").code == 3
    assert not week.key.exists()
    week.key.write_bytes(held)
    week.key.chmod(0o644)
    assert "chmod 600" in week("forget", PEOPLE[0]).err
    week.key.chmod(0o600)
    assert week.well("forget", PEOPLE[0], "--json").json["acts"] == 1


@pytest.mark.long
def test_a_new_key_is_asked_for_and_begins_anew(week: Week) -> None:
    week.well("collect")
    held = week.key.read_bytes()
    assert week("publics", "rotate").code != 0
    assert week.key.read_bytes() == held
    assert week.well("publics", "rotate", "--yes", "--json").json == {"acts": 36}
    assert week.key.read_bytes() != held
    now = week.well("publics", "--json").json
    assert (now["acts"], now["lost"], now["key"], now["refused"]) == (0, 0, "there", 0)
    week.key.write_bytes(held)
    assert week.well("publics", "--json").json["key"] == "other"
    assert "another key" in week("forget", PEOPLE[0]).err


def test_the_page_of_the_register_says_what_the_configuration_says(week: Week) -> None:
    page = week.well("publics", "register").out
    for said in ("25 months", "dpo@musee.example", "article 6(1)(e)", "Read on: Mastodon.", "scheduler forget"):
        assert said in page
    assert "Musée \\<b\\>de\\</b\\> Saint-Aubray" in page
    html = week.well("publics", "register", "--format", "html", "--language", "fr").out
    assert "25 mois" in html
    assert "&lt;b&gt;de&lt;/b&gt;" in html
    assert "Mission d’intérêt public" in html
    assert "<script" not in html
    assert week("publics", "register", "--format", "pdf").code == 2
    assert week("publics", "registre").code == 2


def test_without_its_table_nobody_is_collected(week: Week) -> None:
    text = week.config.read_text(encoding="utf-8")
    first, last = text.index("[publics]"), text.index("[accounts")
    week.config.write_text(text[:first] + text[last:], encoding="utf-8")
    assert week.well("collect", "--json").json["people"] == {"acts": 0, "posts": 0, "left": 0, "off": True}
    assert not week.key.exists()
    assert "not collected" in week.well("publics").out
    assert not [path for _, path in week.server.requests if path.endswith("/favourited_by")]
    report = week.well("report", "gestes", "--json").json
    assert report["publics"]["reason"] == "publics-why-off"
