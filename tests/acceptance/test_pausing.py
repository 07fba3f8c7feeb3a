"""pause and resume as people call them: shown everywhere, while the database is locked, and nothing starts by itself after."""

import io
import os
import sqlite3
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import jsonschema
import pytest
import time_machine

from scheduler.app.schemas import schema_of
from scheduler.cli import context
from scheduler.store.place import sqlite_path
from scheduler.testing.fake_mastodon import FakeMastodon, State
from tests.acceptance.calling import Program
from tests.acceptance.small import calendar

NOW = datetime(2027, 6, 7, 7, tzinfo=UTC)
POSTS = """\
  - {id: one, date: 2027-06-07, at: "9:30", text: "The first post of the museum this week."}
  - {id: two, date: 2027-06-07, at: "9:40", too_late_after: 10m, text: "Another thing altogether, later on."}
"""


@pytest.fixture
def config(tmp_path: Path, scheduler: Program) -> Iterator[Path]:
    file = calendar(tmp_path / "small", POSTS)
    file.write_text(file.read_text(encoding="utf-8").replace("approvals: [press]\n", ""), encoding="utf-8")
    with time_machine.travel(NOW, tick=True):
        scheduler.well("apply", "--yes", "--config", file.parent / "config.toml")
        yield file.parent / "config.toml"


def test_an_account_is_paused_shown_everywhere_with_its_reason_and_resumed_by_rule(
    scheduler: Program, config: Path
) -> None:
    named = ("--config", config)
    with time_machine.travel(NOW, tick=True) as clock:
        pulled = scheduler.well(
            "pause", "--account", "musee-mastodon", "--reason", "a strike", "--by", "marie", "--json", *named
        )
        jsonschema.validate(pulled.json, schema_of("pause"))
        assert {one["account"] for one in pulled.json["stopped"]} == {"musee-mastodon"}
        assert (pulled.json["scope"], pulled.json["told"], len(pulled.json["stopped"])) == ("account", True, 2)
        queue = scheduler.well("queue", "--json", *named).json
        jsonschema.validate(queue, schema_of("queue"))
        assert [(one["name"], one["reason"], one["by"]) for one in queue["paused"]] == [
            ("musee-mastodon", "a strike", "marie")
        ]
        assert "musee-mastodon is paused, by marie (a strike)" in scheduler("queue", *named).out
        doctor = scheduler("doctor", *named)
        assert (doctor.code, "a strike" in doctor.out) == (4, True)
        clock.move_to(NOW + timedelta(hours=1))
        passed = scheduler("run", "--once", *named)
        assert (passed.code, "a strike" in passed.err) == (4, True)
        assert "2 published" in passed.out
        refused = scheduler("resume", *named)
        assert (refused.code, "musee-mastodon" in refused.out) == (4, True)
        asked = scheduler("resume", "--account", "musee-mastodon", "--json", *named)
        jsonschema.validate(asked.json, schema_of("resume"))
        assert (
            asked.code,
            [one["tag"].split("/")[1] for one in asked.json["late"]],
        ) == (4, ["one", "two"])
        assert scheduler("resume", "--account", "musee-mastodon", "--late", "perhaps", *named).code == 2
        done = scheduler.well("resume", "--account", "musee-mastodon", "--late", "hold", "--json", *named)
        assert [one["state"] for one in done.json["settled"]] == ["held", "missed"]
        assert scheduler.well("queue", "--json", *named).json["paused"] == []
        assert "published" not in scheduler("run", "--once", *named).out


def test_at_a_terminal_it_asks_post_by_post_and_what_is_missed_needs_its_tag(
    scheduler: Program, config: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    named = ("--config", config)
    with time_machine.travel(NOW, tick=True) as clock:
        scheduler.well("pause", "--account", "musee-mastodon", *named)
        clock.move_to(NOW + timedelta(hours=1))
        scheduler("run", "--once", *named)
        monkeypatch.setattr(context, "interactive", lambda: True)
        monkeypatch.setattr(sys, "stdin", io.StringIO("s\nsmall/two/once/musee-mastodon\n"))
        scheduler.well("resume", "--account", "musee-mastodon", *named)
        assert "2 published" in scheduler("run", "--once", *named).out


def test_pause_works_while_the_database_is_locked(
    scheduler: Program, config: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("scheduler.store.engines.BUSY_SECONDS", 0.2)
    database = sqlite_path("small-one")
    with time_machine.travel(NOW, tick=True) as clock:
        with closing(sqlite3.connect(database, timeout=5)) as other:
            other.execute("PRAGMA locking_mode=EXCLUSIVE")
            other.execute("BEGIN EXCLUSIVE")
            pulled = scheduler.well("pause", "--reason", "fire", "--json", "--config", config)
            other.rollback()
        assert (pulled.json["told"], Path(pulled.json["file"]).exists()) == (False, True)
        assert pulled.json["trouble"]
        clock.move_to(NOW + timedelta(hours=1))
        assert "published" not in scheduler("run", "--once", "--config", config).out


REAL = """
[calendar]
id = "a1b2c3d7"
timezone = "UTC"
language = "en"

[accounts.musee]
network = "mastodon"
base_url = "{base_url}"
access_token = "env:MUSEE_TOKEN"
"""


def test_a_campaign_that_is_not_in_the_queue_is_paused_with_a_warning(scheduler: Program, config: Path) -> None:
    slip = scheduler("pause", "--campaign", "smal", "--config", config)
    assert (slip.code, "there are: small" in slip.err) == (4, True)
    assert (
        "paused, by root (no reason given)"
        in scheduler("pause", "--by", "root", "--config", config).out + scheduler("queue", "--config", config).out
    )
    scheduler.well("resume", "--late", "hold", "--config", config)
    assert "called" not in scheduler.well("pause", "--campaign", "small", "--config", config).err


def test_a_daemon_says_first_that_it_is_paused(scheduler: Program, config: Path) -> None:
    scheduler.well("pause", "--reason", "a strike", "--config", config)
    (config.parent / "STOP").touch()
    command = [sys.executable, "-m", "scheduler", "run", "--config", str(config)]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True, env=dict(os.environ)) as daemon:
        assert daemon.stderr is not None
        patience = threading.Timer(30, daemon.kill)
        patience.start()
        said = "".join(daemon.stderr.readline() for _ in range(3))
        (config.parent / "STOP").unlink()
        scheduler.well("resume", "--late", "hold", "--config", config)
        assert any("The brake is off." in row for row in daemon.stderr), "nor is it left unsaid that it goes on"
        daemon.terminate()
        daemon.communicate()
        patience.cancel()
    assert "a strike" in said
    assert "a file named STOP is deleted by hand" in said


@pytest.mark.long
def test_a_running_daemon_stops_within_a_second_and_starts_nothing_by_itself(
    scheduler: Program, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    many = 60
    with FakeMastodon(State()) as server:
        monkeypatch.setenv("MUSEE_TOKEN", server.token)
        (tmp_path / "config.toml").write_text(REAL.format(base_url=server.base_url), encoding="utf-8")
        now = datetime.now(UTC)
        posts = "".join(
            f'  - {{id: p{n}, date: {now:%Y-%m-%d}, at: "{now:%H:%M}", too_late_after: 12h, text: "Message numéro {n}."}}\n'
            for n in range(many)
        )
        head = "version: 1\ncampaign: essai\ntitle: Essai\nlanguage: en\naccounts: [musee]\nposts:\n"
        (tmp_path / "essai.yaml").write_text(head + posts, encoding="utf-8")
        named = ("--config", tmp_path / "config.toml")
        scheduler.well("apply", "--yes", "--now", *named)
        command = [sys.executable, "-m", "scheduler", "run", *map(str, named)]
        with subprocess.Popen(command, stderr=subprocess.DEVNULL, env=dict(os.environ)) as daemon:
            try:
                with server.state.changed:
                    assert server.state.changed.wait_for(lambda: len(server.state.posted) >= 2, timeout=60)
                pulled = scheduler.well("pause", "--campaign", "essai", "--json", *named).json
                with server.state.changed:
                    server.state.changed.wait_for(lambda: len(server.state.posted) == many, timeout=1)
                    stopped = len(server.state.posted)
                    server.state.changed.wait_for(lambda: len(server.state.posted) > stopped, timeout=2)
                    assert len(server.state.posted) == stopped < many, "nothing follows a second after"
                assert stopped + len(pulled["stopped"]) + len(pulled["flying"]) >= many
                assert scheduler("resume", "--campaign", "essai", *named).code == 4
                scheduler.well("resume", "--campaign", "essai", "--late", "missed", *named)
                with server.state.changed:
                    server.state.changed.wait_for(lambda: len(server.state.posted) > stopped, timeout=2)
                    assert len(server.state.posted) == stopped
            finally:
                daemon.terminate()
        states = {one["state"] for one in scheduler.well("queue", "--json", *named).json["deliveries"]}
        assert states == {"published", "missed"}
