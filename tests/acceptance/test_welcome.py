"""New followers are welcomed once for ever: the real program against a strict fake of Mastodon, pass by pass as cron would."""

import itertools
import os
import re
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
import time_machine

from scheduler.testing.fake_mastodon import FakeMastodon, Fault, Posted, State
from scheduler.testing.fake_mastodon.server import WORDS
from tests.acceptance.calling import Program

CONFIG = """
[calendar]
id = "a1b2c3d4"
folder = "calendars"
timezone = "Europe/Paris"
language = "en"

[roles.press]
name = "Press"
people = ["l.diallo"]

[accounts.musee]
network = "mastodon"
base_url = "{base_url}"
access_token = "env:MUSEE_TOKEN"
"""
HEAD = "version: 1\ncampaign: accueil\ntitle: Accueil\nlanguage: fr\naccounts: [musee]\n"
WELCOME = 'welcome:\n  - {{id: bienvenue, account: musee, text: "Bienvenue {{follower}} !", approve: once{more}}}\n'
NOW = datetime(2027, 6, 7, 9, tzinfo=UTC)
OLD = ["ada@old.example", "grace"]


@pytest.fixture
def server() -> Iterator[FakeMastodon]:
    with FakeMastodon(State(following=list(OLD))) as running:
        yield running


class Calendar:
    """The folder, the program and its clock."""

    def __init__(self, folder: Path, program: Program, server: FakeMastodon, clock: time_machine.Traveller) -> None:
        self.folder, self.program, self.server, self.clock = folder, program, server, clock
        (folder / "calendars").mkdir()
        self.config = folder / "config.toml"
        self.config.write_text(CONFIG.format(base_url=server.base_url), encoding="utf-8")

    def write(self, more: str = "", head: str = HEAD) -> None:
        text = head + WELCOME.format(more=more)
        (self.folder / "calendars" / "accueil.yaml").write_text(text, encoding="utf-8")

    def apply(self, *words: str) -> str:
        return self.program("apply", "--yes", *words, "--config", self.config).out

    def passes(self, number: int = 1, every: timedelta = timedelta(minutes=16)) -> None:
        for _ in range(number):
            self.clock.shift(every)
            self.program("run", "--once", "--config", self.config)

    def follow(self, *handles: str) -> None:
        self.server.state.following[:0] = handles

    @property
    def sent(self) -> list[Posted]:
        return list(self.server.state.posted)

    @property
    def texts(self) -> list[str]:
        return [one.text for one in self.sent]

    @property
    def queue(self) -> list[dict[str, object]]:
        found: list[dict[str, object]] = self.program.well("queue", "--json", "--config", self.config).json[
            "deliveries"
        ]
        return found

    @property
    def state(self) -> Path:
        return Path(os.environ["XDG_STATE_HOME"])


@pytest.fixture
def calendar(
    tmp_path: Path, server: FakeMastodon, scheduler: Program, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Calendar]:
    monkeypatch.setenv("MUSEE_TOKEN", server.token)
    folder = tmp_path / "client"
    folder.mkdir()
    with time_machine.travel(NOW, tick=False) as clock:
        yield Calendar(folder, scheduler, server, clock)


def test_who_followed_before_is_not_greeted_and_who_comes_is_once(calendar: Calendar) -> None:
    calendar.write()
    calendar.apply()
    calendar.passes(2)
    assert calendar.texts == []
    calendar.follow("lin@new.example", "mary")
    calendar.passes(4)
    assert sorted(calendar.texts) == ["Bienvenue @lin@new.example !", "Bienvenue @mary !"]
    assert {one.visibility for one in calendar.sent} == {"direct"}
    # Who leaves and comes back is the same person; a list in another order holds nobody new.
    calendar.server.state.following.remove("mary")
    calendar.passes()
    calendar.server.state.shuffled = 1
    calendar.follow("mary")
    calendar.passes(3)
    assert len(calendar.texts) == 2
    assert [one["state"] for one in calendar.queue] == ["published", "published"]


def test_nothing_names_the_person_once_the_message_is_settled(
    calendar: Calendar, monkeypatch: pytest.MonkeyPatch
) -> None:
    calendar.write()
    calendar.apply()
    calendar.passes(2)
    name = "zoe.de-la-tour"
    calendar.follow(f"{name}@far.example", "unsent.person@far.example")
    calendar.server.state.faults = [Fault.STRANGE]
    said = {"error": "Validation failed: @unsent.person@far.example has blocked you"}
    monkeypatch.setitem(WORDS, Fault.STRANGE, (422, said))
    calendar.passes(1, timedelta(minutes=16))
    waiting = [one for one in calendar.queue if one["state"] not in {"published", "cancelled"}]
    assert waiting
    for one in waiting:
        calendar.program.well("cancel", str(one["id"]), "--yes", "--config", calendar.config)
    calendar.passes(3)
    calendar.program.well("backup", "--config", calendar.config)
    files = [path for path in calendar.state.rglob("*") if path.is_file()]
    assert any("backups" in str(path) for path in files)
    for needle in (name, "unsent.person"):
        found = [str(path) for path in files if needle.encode() in path.read_bytes()]
        assert not found, "no database, log, journal or copy names the person"
    out = calendar.program.well("queue", "--json", "--config", calendar.config).out
    exported = calendar.program.well("export", "csv", "--config", calendar.config).out
    tag = str(calendar.queue[0]["tag"])
    told = calendar.program.well("history", tag, "--json", "--config", calendar.config).out
    for text in (out, exported, told):
        assert "far.example" not in text
        assert name not in text
    assert "bienvenue" not in exported
    calendar.program.well("history", "--verify", "--config", calendar.config)


@pytest.mark.long
def test_a_copy_names_nobody_who_is_still_to_be_greeted(calendar: Calendar) -> None:
    calendar.write(head=HEAD + "approvals: [press]\n")
    calendar.apply()
    calendar.passes(2)
    calendar.follow("zoe.de-la-tour@far.example")
    calendar.passes()
    assert [one["state"] for one in calendar.queue] == ["awaiting"]
    copy = calendar.folder / "copy.db"
    calendar.program.well("backup", str(copy), "--config", calendar.config)
    assert b"zoe" not in copy.read_bytes()
    with closing(sqlite3.connect(copy)) as raw:
        ((follower, said),) = raw.execute("SELECT follower, conditions FROM deliveries").fetchall()
    assert follower == ""
    assert '"cancel","passed"' in said, "restored, it is cancelled before it goes out to nobody"
    assert "zoe" in str(calendar.queue), "what waits here still knows for whom it is"


@pytest.mark.long
def test_two_names_of_one_account_greet_nobody_twice(calendar: Calendar) -> None:
    text = calendar.config.read_text(encoding="utf-8")
    again = text[text.index("[accounts.musee]") :].replace("accounts.musee", "accounts.other")
    calendar.config.write_text(text + again, encoding="utf-8")
    calendar.write(head=HEAD.replace("[musee]", "[musee, other]"))
    file = calendar.folder / "calendars" / "accueil.yaml"
    second = '  - {id: bis, account: other, text: "Bonjour {follower} !", approve: once}\n'
    both = file.read_text(encoding="utf-8") + second
    file.write_text(both, encoding="utf-8")
    calendar.apply()
    calendar.passes(2)
    calendar.follow("lin@new.example")
    calendar.passes(3)
    assert calendar.texts == ["Bienvenue @lin@new.example !"]
    assert "the same account as musee" in calendar.program("doctor", "--config", calendar.config).out
    # Once the first is gone the other begins anew, and marks whom the first has greeted.
    file.write_text(both.replace(WELCOME.format(more="").split("\n")[1] + "\n", ""), encoding="utf-8")
    calendar.apply()
    calendar.passes(4)
    assert len(calendar.texts) == 1


@pytest.mark.long
@pytest.mark.parametrize("lost", ["key", "database"])
def test_with_a_new_key_or_a_restored_database_nobody_is_greeted_again(calendar: Calendar, lost: str) -> None:
    calendar.write()
    calendar.apply()
    calendar.passes(2)
    before = calendar.state / "before.db"
    (database,) = calendar.state.rglob("queue.db")
    with sqlite3.connect(database) as source, sqlite3.connect(before) as copy:
        source.backup(copy)
    calendar.follow("lin@new.example")
    calendar.passes(3)
    assert len(calendar.texts) == 1
    if lost == "key":
        (key,) = calendar.state.rglob("welcome.key")
        assert key.stat().st_mode & 0o777 == 0o600
        assert key.stat().st_size == 32
        key.unlink()
    else:
        for path in database.parent.glob("queue.db*"):
            path.unlink()
        before.rename(database)
        calendar.passes()
        calendar.program("adopt", "--yes", "--by", "a.martin", "--config", calendar.config)
    calendar.passes(3)
    assert len(calendar.texts) == 1, "who was greeted is not greeted again"
    calendar.follow("mary")
    calendar.passes(4)
    assert calendar.texts[1:] == ["Bienvenue @mary !"]


@pytest.mark.long
def test_messages_keep_their_distance_their_number_and_the_quiet_hours(calendar: Calendar) -> None:
    calendar.write(", a_day: 3, spread: 30min, not_between: [18h, 8h]")
    calendar.apply()
    calendar.passes(2)
    calendar.follow(*(f"person{n}@new.example" for n in range(7)))
    calendar.passes(3 * 24 * 4, timedelta(minutes=15, seconds=1))
    hours = [one.at.astimezone(UTC) + timedelta(hours=2) for one in calendar.sent]
    assert len(hours) == 7
    assert all(8 <= hour.hour < 18 for hour in hours)
    assert all(later - hour >= timedelta(minutes=30) for hour, later in itertools.pairwise(hours))
    assert [sum(1 for hour in hours if hour.day == day) for day in (7, 8, 9)] == [3, 3, 1]


@pytest.mark.long
def test_one_yes_covers_the_same_words_to_everybody_and_an_edit_asks_again(calendar: Calendar) -> None:
    head = HEAD + "approvals: [press]\n"
    calendar.write(head=head)
    calendar.apply()
    calendar.passes(2)
    calendar.follow("lin@new.example", "mary")
    calendar.passes(2)
    assert [one["state"] for one in calendar.queue] == ["awaiting", "awaiting"]
    first = str(calendar.queue[0]["tag"])
    calendar.program.well("approve", first, "--role", "press", "--by", "l.diallo", "--config", calendar.config)
    calendar.passes(3)
    assert len(calendar.texts) == 2, "the other one says the same words"
    calendar.follow("zoe")
    calendar.passes(3)
    assert len(calendar.texts) == 3
    text = (calendar.folder / "calendars" / "accueil.yaml").read_text(encoding="utf-8")
    (calendar.folder / "calendars" / "accueil.yaml").write_text(text.replace("Bienvenue", "Bonjour"), encoding="utf-8")
    calendar.apply()
    calendar.follow("nina")
    calendar.passes(3)
    assert len(calendar.texts) == 3
    assert [one["state"] for one in calendar.queue].count("awaiting") == 1


def test_a_welcome_is_explained_before_anybody_follows(calendar: Calendar) -> None:
    calendar.write(", a_day: 7", HEAD + "approvals: [press]\n")
    said = calendar.program.well("explain", "accueil/bienvenue", "--config", calendar.config).out
    told = " ".join(said.split())
    assert "Bienvenue @camille.durand-lefevre@mastodon.example" in told
    assert "one yes covers the same words to everybody. At most 7 a day" in told
    assert "scheduler apply" not in told, "its sample is never put into the queue"
    assert calendar.program("explain", "accueil/bienvenu", "--config", calendar.config).code != 0


@pytest.mark.long
def test_without_roles_each_message_is_a_draft_that_a_person_sends(calendar: Calendar) -> None:
    calendar.write()
    path = calendar.folder / "calendars" / "accueil.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace("approve: once", "approve: each"), encoding="utf-8")
    calendar.apply()
    calendar.passes(2)
    calendar.follow("lin@new.example", "mary")
    calendar.passes(3)
    assert calendar.texts == []
    drafts = calendar.queue
    assert [(one["state"], one["due"]) for one in drafts] == [("ready", None), ("ready", None)]
    week = calendar.program.well("week", "--json", "--config", calendar.config).json["posts"]
    assert [(one["day"], one["post"]) for one in week] == [("2027-06-07", "bienvenue")] * 2, "today, not in a week"
    assert "14 June" in calendar.program.well("week", "--config", calendar.config).out
    told = " ".join(calendar.program("doctor", "--config", calendar.config).out.split())
    assert "2 deliveries wait for a person’s key, the first until" in told
    calendar.program.well("send", "--now", str(drafts[0]["id"]), "--config", calendar.config)
    calendar.passes(1)
    assert len(calendar.texts) == 1
    calendar.passes(8, timedelta(days=1))
    assert sorted(str(one["state"]) for one in calendar.queue) == ["cancelled", "published"]


@pytest.mark.long
def test_a_text_that_changes_reaches_who_still_waits_and_a_welcome_that_goes_stops(calendar: Calendar) -> None:
    calendar.write(", not_between: [8h, 7h]")
    calendar.apply()
    calendar.passes(2)
    calendar.follow("lin@new.example")
    calendar.passes(2)
    path = calendar.folder / "calendars" / "accueil.yaml"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("Bienvenue {", "Bonjour {"), encoding="utf-8")
    calendar.apply()
    (waiting,) = calendar.queue
    assert waiting["parts"][0]["text"] == "Bonjour @lin@new.example !"  # type: ignore[index]
    path.write_text(HEAD + "posts: []\n", encoding="utf-8")
    calendar.apply()
    (gone,) = calendar.queue
    assert gone["state"] == "cancelled"
    calendar.passes(4, timedelta(hours=8))
    assert calendar.texts == []


def test_the_doctor_says_whose_followers_cannot_be_read(calendar: Calendar) -> None:
    calendar.write()
    calendar.apply()
    calendar.server.state.scopes = "read:statuses write:statuses"
    calendar.passes(2)
    said = calendar.program("doctor", "--json", "--config", calendar.config)
    codes = [one["code"] for one in said.json["findings"]]
    assert "doctor-welcome-unread" in codes
    calendar.server.state.scopes = "read write"
    calendar.passes(2)
    said = calendar.program("doctor", "--json", "--config", calendar.config)
    assert "doctor-welcome" in [one["code"] for one in said.json["findings"]]
    assert not re.search("@|example", said.out.replace(str(calendar.folder), ""))


def test_an_account_that_cannot_say_who_follows_it_is_refused_with_the_reason(calendar: Calendar) -> None:
    calendar.write()
    text = calendar.config.read_text(encoding="utf-8")
    calendar.config.write_text(text.replace("base_url", 'through = "handoff"\nbase_url'), encoding="utf-8")
    answer = calendar.program("check", "--json", "--config", calendar.config)
    assert answer.code == 1
    assert "welcome-cannot-list" in [one["code"] for one in answer.json["problems"]]
