"""Nobody is welcomed twice: real daemons, killed at each point, against `mastodon-mock`, whose author is not us.

Only what each follower was told by that server is believed. `make test-servers` runs this.
"""

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing, suppress
from importlib.util import find_spec
from pathlib import Path
from threading import Event
from typing import Any

import pytest
import requests

from scheduler.app.scheduler import Scheduler
from scheduler.cli import main
from scheduler.store import welcomed
from tests.servers import postgres
from tests.servers.greeter import POINTS

ROOT = Path(__file__).parent.parent.parent
PATIENCE = 60.0
OURS = "ada_token"
CONFIG = """
[calendar]
id = "{id}"
folder = "calendars"
timezone = "Europe/Paris"
{database}
[accounts.musee]
network = "mastodon"
base_url = "{base_url}"
access_token = "env:MUSEE_TOKEN"
"""
CAMPAIGN = """
version: 1
campaign: accueil
title: Accueil
language: fr
accounts: [musee]
welcome:
  - {id: bienvenue, account: musee, text: "Bienvenue {follower} au musée.", approve: once, a_day: 500}
"""

pytestmark = [
    pytest.mark.servers,
    pytest.mark.skipif(find_spec("mastodon_mock") is None, reason="mastodon-mock is absent: pip install mastodon-mock"),
    pytest.mark.skipif(os.name == "nt", reason="SIGKILL and its guarantees are POSIX's"),
]


class Town:
    """The server: whom it told what, and who follows."""

    def __init__(self, address: str) -> None:
        self.address = address
        self.tokens: dict[str, str] = {}
        self.ours = str(self._get("/api/v1/accounts/verify_credentials", OURS)["id"])

    def _get(self, path: str, token: str, **given: str) -> Any:
        headers = {"Authorization": f"Bearer {token}"}
        answer = requests.get(f"{self.address}{path}", params=given, headers=headers, timeout=20)
        answer.raise_for_status()
        return answer.json()

    def _post(self, path: str, token: str, **given: str) -> Any:
        headers = {"Authorization": f"Bearer {token}"}
        answer = requests.post(f"{self.address}{path}", data=given, headers=headers, timeout=20)
        answer.raise_for_status()
        return answer.json()

    def join(self, *names: str) -> None:
        for name in names:
            more = {"username": name, "email": f"{name}@mail.example", "password": "mot-de-passe", "agreement": "true"}
            self.tokens[name] = str(self._post("/api/v1/accounts", OURS, **more)["access_token"])

    def follow(self, *names: str) -> None:
        for name in names:
            self._post(f"/api/v1/accounts/{self.ours}/follow", self.tokens[name])

    def leave(self, *names: str) -> None:
        for name in names:
            self._post(f"/api/v1/accounts/{self.ours}/unfollow", self.tokens[name])

    def told(self, name: str) -> int:
        """How often we have written to this person."""
        found = self._get("/api/v1/notifications", self.tokens[name], limit="80")
        return sum(1 for one in found if one["type"] == "mention")


@pytest.fixture
def town(tmp_path: Path) -> Iterator[Town]:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = int(taken.getsockname()[1])
    command = [sys.executable, "-m", "mastodon_mock", "serve", "--in-memory", "--demo", "--host", "127.0.0.1"]
    with (tmp_path / "mock.log").open("wb") as log:
        process = subprocess.Popen([*command, "--port", str(port)], cwd=tmp_path, stdout=log, stderr=subprocess.STDOUT)
        try:
            for _ in range(300):
                assert process.poll() is None, (tmp_path / "mock.log").read_text()
                with suppress(OSError), closing(socket.create_connection(("127.0.0.1", port), 1)):
                    break
                Event().wait(0.1)
            yield Town(f"http://127.0.0.1:{port}")
        finally:
            process.terminate()
            process.wait(20)


class Calendar:
    """The calendar's folder, and the daemons that work with it."""

    def __init__(self, folder: Path, town: Town, database: str) -> None:
        self.folder, self.town = folder, town
        (folder / "calendars").mkdir(parents=True)
        self.config = folder / "config.toml"
        several = f'[publishing]\nworkers = "many"\n[database]\nurl = "{database}"\n' if database else ""
        text = CONFIG.format(id=f"town{abs(hash(str(folder))) % 10**8}", base_url=town.address, database=several)
        self.config.write_text(text, encoding="utf-8")
        (folder / "calendars" / "accueil.yaml").write_text(CAMPAIGN, encoding="utf-8")
        self.daemons: list[subprocess.Popen[bytes]] = []

    def daemon(self, kill_at: str = "") -> subprocess.Popen[bytes]:
        command = [sys.executable, "-m", "tests.servers.greeter", str(self.config)]
        with (self.folder / f"daemon-{len(self.daemons)}.log").open("wb") as log:
            made = subprocess.Popen(
                command, cwd=ROOT, stdout=log, stderr=subprocess.STDOUT, env={**os.environ, "KILL_AT": kill_at}
            )
        self.daemons.append(made)
        return made

    def stop(self) -> None:
        for one in self.daemons:
            if one.poll() is None:
                one.terminate()
        for one in self.daemons:
            one.wait(30)

    def logs(self) -> str:
        return "\n".join(path.read_text(errors="replace") for path in sorted(self.folder.glob("daemon-*.log")))


@pytest.fixture(params=["file", "server"])
def calendar(
    request: pytest.FixtureRequest, tmp_path: Path, town: Town, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Calendar]:
    if request.param == "server" and postgres.missing():
        pytest.skip(postgres.missing())
    monkeypatch.setenv("MUSEE_TOKEN", OURS)
    monkeypatch.setenv("PGPASSWORD", postgres.PASSWORD)
    database = postgres.shared().of(tmp_path) if request.param == "server" else ""
    made = Calendar(tmp_path / "client", town, database)
    assert main(["apply", "--yes", "--config", str(made.config)]) == 0
    yield made
    made.stop()


def until(calendar: Calendar, town: Town, names: list[str]) -> None:
    """Wait until each of `names` was written to."""
    begun = time.monotonic()
    while not all(town.told(name) for name in names):
        assert time.monotonic() - begun < PATIENCE, calendar.logs()
        Event().wait(0.2)


def until_marked(calendar: Calendar) -> None:
    """Wait until all who follow are marked."""
    begun = time.monotonic()
    with Scheduler.find(calendar.config, []) as scheduler:
        while True:
            found = welcomed.progress(scheduler.ground.database).get("musee")
            if found and found.read_at and not found.marking:
                return
            assert time.monotonic() - begun < PATIENCE, calendar.logs()
            Event().wait(0.2)


def test_nobody_is_welcomed_twice_whatever_is_killed(calendar: Calendar, town: Town) -> None:
    before = [f"ancien{number}" for number in range(3)]
    town.join(*before)
    town.follow(*before)
    new: list[str] = []
    for number, point in enumerate(POINTS):
        # Two at once: one works, the other takes over when it is killed.
        first = calendar.daemon(kill_at=point)
        other = calendar.daemon(kill_at=point)
        if point not in {"key made", "list begun"}:
            name = f"nouveau{number}"
            town.join(name)
            town.follow(name)
            new.append(name)
        with suppress(subprocess.TimeoutExpired):
            first.wait(12)
        with suppress(subprocess.TimeoutExpired):
            other.wait(6)
        last = calendar.daemon()
        if number == 1:
            until_marked(calendar)  # who follows from here on is new
        # Of what was never sent nobody knows that, until a newer message stands in the account's list: see the end.
        until(calendar, town, new if point != POINTS[-1] else new[:-1])
        for one in (first, other, last):
            if one.poll() is None:
                os.kill(one.pid, signal.SIGKILL)
                one.wait(10)
    town.leave(*new[:2])
    calm = calendar.daemon()
    Event().wait(2)
    town.follow(*reversed(new[:2]))
    town.join("dernier")
    town.follow("dernier")
    until(calendar, town, [*new, "dernier"])
    Event().wait(2)
    calm.terminate()
    calm.wait(30)
    assert {name: town.told(name) for name in before} == dict.fromkeys(before, 0)
    assert {name: town.told(name) for name in [*new, "dernier"]} == dict.fromkeys([*new, "dernier"], 1)
