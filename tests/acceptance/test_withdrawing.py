"""Withdrawing by the real program: asked twice at a terminal, against a server that deletes, refuses or never answers."""

import json
import os
import pty
import select
import signal
import subprocess
import sys
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import jsonschema
import pytest
import time_machine

from scheduler.app.schemas import schema_of
from scheduler.testing.fake_mastodon import FakeMastodon, Fault, State
from tests.acceptance.calling import Program

pytestmark = pytest.mark.long

CONFIG = """
[calendar]
id = "a1b2c3d4"
folder = "calendars"
timezone = "UTC"
language = "en"

[accounts.musee]
network = "mastodon"
base_url = "{base_url}"
access_token = "env:MUSEE_TOKEN"

[accounts.repete]
network = "mastodon"
through = "rehearsal"
"""
CAMPAIGN = """
version: 1
campaign: essai
title: Essai
language: fr
timezone: UTC
accounts: [{accounts}]
too_late_after: 12h
days:
  - date: {day}
    posts:
      - id: caisse
        at: {hour}
        text: |
          Une.
          ---
          Deux.
          ---
          Trois.
        replies:
          - {{id: reponse, {later}, text: "La réponse."}}
"""
TAG = "essai/caisse/once/musee"


@pytest.fixture
def server() -> Iterator[FakeMastodon]:
    with FakeMastodon(State()) as running:
        yield running


@pytest.fixture
def config(tmp_path: Path, server: FakeMastodon, scheduler: Program, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A calendar of which a thread of three is out, its timed reply still to come."""
    monkeypatch.setenv("MUSEE_TOKEN", server.token)
    return published(tmp_path, server, scheduler, "musee")


def published(folder: Path, server: FakeMastodon, scheduler: Program, accounts: str) -> Path:
    (folder / "calendars").mkdir()
    config = folder / "config.toml"
    config.write_text(CONFIG.format(base_url=server.base_url), encoding="utf-8")
    datetime.now(UTC)
    (folder / "calendars" / "essai.yaml").write_text(essai(datetime.now(UTC), accounts), encoding="utf-8")
    scheduler.well("apply", "--yes", "--now", "--config", config)
    scheduler.well("run", "--once", "--config", config)
    return config


def essai(now: datetime, accounts: str) -> str:
    later = now + timedelta(hours=1)
    return CAMPAIGN.format(
        accounts=accounts,
        day=f"{now:%Y-%m-%d}",
        hour=f"{now:%H:%M}",
        later=f"date: {later:%Y-%m-%d}, at: {later:%H:%M}",
    )


def there(server: FakeMastodon) -> list[str]:
    return [one.text for one in server.state.posted if one.id not in server.state.gone]


def state(scheduler: Program, config: Path, tag: str = TAG) -> str:
    found = scheduler.well("queue", "--json", "--config", config).json["deliveries"]
    return str(next(one["state"] for one in found if one["tag"] == tag))


class Terminal:
    """The program on a terminal of its own, answered like a person does: after each question."""

    def __init__(self, *words: str | Path) -> None:
        self.seen = ""
        self._own, theirs = pty.openpty()
        command = [sys.executable, "-m", "scheduler", *map(str, words)]
        environment = dict(os.environ) | {"TERM": "dumb", "SCHEDULER_LANGUAGE": "en"}
        self._process = subprocess.Popen(command, stdin=theirs, stdout=theirs, stderr=theirs, env=environment)
        os.close(theirs)

    def asks(self, question: str) -> None:
        """Wait for a question."""
        while question not in self.seen:
            assert self._more(), self.seen

    def answer(self, line: str) -> None:
        os.write(self._own, f"{line}\n".encode())

    def end(self) -> int:
        while self._more():
            pass
        os.close(self._own)
        return self._process.wait(60)

    def _more(self) -> bool:
        ready, _, _ = select.select([self._own], [], [], 60)
        try:
            found = os.read(self._own, 4096) if ready else b""
        except OSError:  # the other end is closed
            found = b""
        self.seen += found.decode("utf-8", "replace")
        return bool(found)


def test_at_a_terminal_it_shows_every_address_and_asks_twice(
    scheduler: Program, server: FakeMastodon, config: Path
) -> None:
    terminal = Terminal("withdraw", TAG, "--by", "a.martin", "--config", config)
    terminal.asks(f"Delete 3 published messages of {TAG}?")
    for posted in server.state.posted:
        assert f"/{posted.id}" in terminal.seen
    assert there(server) == ["Une.", "Deux.", "Trois."]
    terminal.answer("y")
    terminal.asks(f"type {TAG}:")
    assert there(server) == ["Une.", "Deux.", "Trois."]
    terminal.answer(TAG)
    assert terminal.end() == 0, terminal.seen
    assert there(server) == []
    assert state(scheduler, config) == "withdrawn"
    assert state(scheduler, config, "essai/caisse/once+reponse/musee") == "cancelled"


@pytest.mark.parametrize(
    ("first", "second"),
    [
        pytest.param("n", None, marks=pytest.mark.long),
        ("y", "essai/caisse"),
        pytest.param("y", "", marks=pytest.mark.long),
    ],
)
def test_any_other_answer_deletes_nothing(
    scheduler: Program, server: FakeMastodon, config: Path, first: str, second: str | None
) -> None:
    terminal = Terminal("withdraw", TAG, "--config", config)
    terminal.asks("?")
    terminal.answer(first)
    if second is not None:
        terminal.asks(f"type {TAG}:")
        terminal.answer(second)
    assert terminal.end() == 4
    assert len(there(server)) == 3
    assert state(scheduler, config) == "published"


def test_without_a_terminal_both_answers_are_flags(scheduler: Program, server: FakeMastodon, config: Path) -> None:
    for words in ([], ["--yes"], ["--confirm", TAG], ["--yes", "--confirm", "essai/caisse"]):
        assert scheduler("withdraw", TAG, *words, "--config", config).code == 4
    assert len(there(server)) == 3
    answer = scheduler.well(
        "withdraw", TAG, "--yes", "--confirm", TAG, "--json", "--by", "a.martin", "--config", config
    )
    jsonschema.validate(answer.json, schema_of("withdraw"))
    assert [(one["part"], one["outcome"]) for one in answer.json["parts"]] == [(2, "gone"), (1, "gone"), (0, "gone")]
    assert all(
        one["shown_from"] < one["shown_until"] or one["shown_from"] == one["shown_until"]
        for one in answer.json["parts"]
    )
    assert there(server) == []
    life = scheduler.well("history", TAG, "--config", config).out
    assert life.count("a part deleted") == 3
    assert "a.martin withdrew it" in life
    again = scheduler("withdraw", TAG, "--yes", "--confirm", TAG, "--config", config)
    assert again.code == 1


def test_it_works_while_everything_is_paused(scheduler: Program, server: FakeMastodon, config: Path) -> None:
    scheduler.well("pause", "--config", config)
    scheduler.well("withdraw", TAG, "--yes", "--confirm", TAG, "--config", config)
    assert there(server) == []


def test_a_refused_deletion_ends_with_3_and_names_what_is_left(
    scheduler: Program, server: FakeMastodon, config: Path
) -> None:
    second = server.state.posted[1].id
    server.state.gone.add(second)  # somebody has deleted it by hand: that is gone, not failed
    with FakeMastodon(State()) as other:
        text = config.read_text(encoding="utf-8")
        config.write_text(text.replace(server.base_url, other.base_url), encoding="utf-8")
        refused = scheduler("withdraw", TAG, "--yes", "--confirm", TAG, "--json", "--config", config)
        config.write_text(text, encoding="utf-8")
        assert refused.code == 3, "a token that went elsewhere before deletes nothing"
        assert other.state.requests == []
    assert {one["outcome"] for one in refused.json["parts"]} == {"failed"}
    assert all(one["url"] and one["reason"] for one in refused.json["parts"])
    assert state(scheduler, config) == "published"
    scheduler.well("withdraw", TAG, "--yes", "--confirm", TAG, "--config", config)
    assert (there(server), state(scheduler, config)) == ([], "withdrawn")


def test_a_post_is_withdrawn_everywhere_by_its_name_or_its_code(
    scheduler: Program, server: FakeMastodon, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("MUSEE_TOKEN", server.token)
    config = published(tmp_path, server, scheduler, "musee, repete")
    found = scheduler.well("queue", "--json", "--config", config).json["deliveries"]
    code = next(one["code"] for one in found if one["tag"] == TAG)
    name = "essai/caisse/once"
    other = scheduler("withdraw", "essai/caisse", "--yes", "--confirm", "essai/seul", "--config", config)
    assert other.code == 4
    answer = scheduler.well("withdraw", code, "--yes", "--confirm", name, "--json", "--config", config)
    assert {one["tag"] for one in answer.json["parts"]} == {TAG, "essai/caisse/once/repete"}
    assert {state(scheduler, config, f"{name}/{account}") for account in ("musee", "repete")} == {"withdrawn"}
    assert there(server) == []


@pytest.mark.parametrize("deleted", [1, 2])
def test_killed_between_two_deletions_a_second_call_goes_on(
    scheduler: Program, server: FakeMastodon, config: Path, deleted: int
) -> None:
    killer = (
        "import os, signal, sys\n"
        "from scheduler.store import stops\n"
        "from scheduler.cli import main\n"
        "kept, left = stops.gone, [int(sys.argv.pop(1))]\n"
        "def gone(*given, **named):\n"
        "    kept(*given, **named)\n"
        "    left[0] -= 1\n"
        "    if not left[0]:\n"
        "        os.kill(os.getpid(), signal.SIGKILL)\n"
        "stops.gone = gone\n"
        "main()\n"
    )
    words = ["withdraw", TAG, "--yes", "--confirm", TAG, "--config", str(config)]
    done = subprocess.run([sys.executable, "-c", killer, str(deleted), *words], capture_output=True, check=False)
    assert done.returncode == -signal.SIGKILL, done.stderr
    assert len(there(server)) == 3 - deleted
    assert state(scheduler, config) == "published", "never claimed before it is so"
    asked = len(server.state.requests)
    answer = scheduler.well("withdraw", TAG, "--yes", "--confirm", TAG, "--json", "--config", config)
    assert [one["outcome"] for one in answer.json["parts"]] == ["gone"] * 3
    deletions = [one for one in server.state.requests[asked:] if one[0] == "DELETE"]
    assert len(deletions) == 3 - deleted, "what is known to be gone is not asked for again"
    assert (there(server), state(scheduler, config)) == ([], "withdrawn")


def test_killed_after_the_deletion_and_before_it_was_written_down(
    scheduler: Program, server: FakeMastodon, config: Path
) -> None:
    killer = (
        "import os, signal\n"
        "from scheduler.store import stops\n"
        "from scheduler.cli import main\n"
        "stops.gone = lambda *given, **named: os.kill(os.getpid(), signal.SIGKILL)\n"
        "main()\n"
    )
    words = ["withdraw", TAG, "--yes", "--confirm", TAG, "--config", str(config)]
    done = subprocess.run([sys.executable, "-c", killer, *words], capture_output=True, check=False)
    assert done.returncode == -signal.SIGKILL
    assert len(there(server)) == 2
    scheduler.well("withdraw", TAG, "--yes", "--confirm", TAG, "--config", config)
    assert (there(server), state(scheduler, config)) == ([], "withdrawn")


@pytest.mark.long
def test_the_daemon_in_the_middle_of_a_thread_stops_there(
    scheduler: Program, server: FakeMastodon, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("MUSEE_TOKEN", server.token)
    (tmp_path / "calendars").mkdir()
    config = tmp_path / "config.toml"
    config.write_text(CONFIG.format(base_url=server.base_url), encoding="utf-8")
    (tmp_path / "calendars" / "essai.yaml").write_text(essai(datetime.now(UTC), "musee"), encoding="utf-8")
    server.state.faults = [Fault.NONE, Fault.SLOW]
    scheduler("apply", "--yes", "--now", "--config", config)
    command = [sys.executable, "-m", "scheduler", "run", "--config", str(config)]
    with subprocess.Popen(command, stderr=subprocess.DEVNULL) as daemon:
        with server.state.changed:
            assert server.state.changed.wait_for(lambda: len(server.state.posted) == 2, timeout=60)
        words = ["withdraw", TAG, "--yes", "--confirm", TAG, "--json", "--config", str(config)]
        with subprocess.Popen([sys.executable, "-m", "scheduler", *words], stdout=subprocess.PIPE) as withdrawing:
            released = scheduler_asked(scheduler, config)
            assert released, "the stop stands in the journal while the call is in flight"
            server.release.set()
            out, _ = withdrawing.communicate(timeout=120)
        daemon.send_signal(signal.SIGTERM)
        daemon.wait(60)
    assert withdrawing.returncode == 0, out
    assert [one["outcome"] for one in json.loads(out)["parts"]] == ["gone", "gone"]
    assert len(server.state.posted) == 2, "the third part never left"
    assert (there(server), state(scheduler, config)) == ([], "withdrawn")


def scheduler_asked(scheduler: Program, config: Path) -> bool:
    """Whether the stop was written down, looked at until it is."""
    return any("a stop asked for" in scheduler.well("history", TAG, "--config", config).out for _ in range(600))


def test_what_was_withdrawn_is_not_counted_any_more(scheduler: Program, server: FakeMastodon, config: Path) -> None:
    scheduler.well("withdraw", TAG, "--yes", "--confirm", TAG, "--config", config)
    with time_machine.travel(datetime.now(UTC) + timedelta(hours=1, minutes=1), tick=True):
        assert scheduler.well("collect", "--json", "--config", config).json["due"] == 0


def test_the_report_says_that_something_was_withdrawn(scheduler: Program, server: FakeMastodon, config: Path) -> None:
    before = scheduler.well("report", "essai", "--json", "--config", config).json["said"]["cannot"]
    scheduler.well("withdraw", TAG, "--yes", "--confirm", TAG, "--config", config)
    after = scheduler.well("report", "essai", "--json", "--config", config).json["said"]["cannot"]
    said = "What 1 withdrawn post did while it was there: it counts nowhere."
    assert (said in before, said in after) == (False, True)


def test_the_post_as_it_was_named_confirms_for_all_its_accounts(
    scheduler: Program, server: FakeMastodon, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("MUSEE_TOKEN", server.token)
    config = published(tmp_path, server, scheduler, "musee, repete")
    words = ["withdraw", "essai/caisse", "--yes", "--confirm", "essai/caisse", "--json", "--config", str(config)]
    answer = scheduler.well(*words)
    assert {one["tag"] for one in answer.json["parts"]} == {TAG, "essai/caisse/once/repete"}
