"""Planted secrets meet every failure on every network; then everything that was written, printed or told is searched."""

import base64
import json
import os
import sqlite3
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from urllib.parse import quote

import pytest
import time_machine

from scheduler.testing.server import BEFORE, Answer, Fault, Network
from tests.acceptance.calling import Program
from tests.acceptance.five import WATCHED, Networks, Told, running

HEAD = """
[calendar]
id = "91a47ed5"
folder = "calendars"
timezone = "UTC"
language = "fr"

[notify]
urls = ["env:NOTIFY_URL"]
"""
CAMPAIGN = """
version: 1
campaign: essai
title: Essai
language: fr
timezone: UTC
accounts: [musee-x, musee-facebook, musee-mastodon, musee-bluesky]
posts:
"""
POST = "  - {{id: essai-{number}, date: 2027-06-07, at: {at}, text: Message numéro {number} du musée.}}\n"
NINE = datetime(2027, 6, 7, 9, tzinfo=UTC)
FAULTS = [fault for fault in Fault if fault is not Fault.SLOW]


@pytest.fixture
def told(monkeypatch: pytest.MonkeyPatch) -> Iterator[Told]:
    with Told() as one:
        monkeypatch.setenv("NOTIFY_URL", one.address)
        yield one


@pytest.fixture
def networks(monkeypatch: pytest.MonkeyPatch) -> Iterator[Networks]:
    with running() as one:
        for name, value in one.secrets.items():
            monkeypatch.setenv(name, value)
        yield one


@pytest.fixture
def config(tmp_path: Path, networks: Networks) -> Path:
    (tmp_path / "calendars").mkdir()
    hours = enumerate(NINE + timedelta(minutes=10 * number) for number in range(len(FAULTS)))
    posts = "".join(POST.format(number=number, at=f"{at:%H:%M}") for number, at in hours)
    (tmp_path / "calendars" / "essai.yaml").write_text(CAMPAIGN + posts, encoding="utf-8")
    (tmp_path / "config.toml").write_text(HEAD + networks.accounts, encoding="utf-8")
    return tmp_path / "config.toml"


def says_back(networks: Networks, monkeypatch: pytest.MonkeyPatch) -> None:
    """Make each network put the account's secrets into the words of its refusals, as gateways and debug pages do."""
    known = " ".join(networks.secrets.values())
    for kind in {
        type(server.network) for server in (networks.x, networks.facebook, networks.mastodon, networks.bluesky)
    }:
        plainly = kind.refusal

        def refusal(self: Network, fault: Fault, plainly: object = plainly) -> Answer:
            answer: Answer = plainly(self, fault)  # type: ignore[operator]
            if fault not in {Fault.BAD, Fault.STRANGE, Fault.FORBIDDEN}:
                return answer
            error = {"message": f"no: {known}", "code": 100, "type": "OAuthException"}
            body = {"error": error, "detail": f"no: {known}", "title": known, "message": f"no: {known}"}
            return Answer(status=answer.status, body=body)

        monkeypatch.setattr(kind, "refusal", refusal)


def spellings(secret: str) -> set[bytes]:
    """How a secret may stand somewhere: as it is, in an address, in JSON, in Base64."""
    plain = {secret, quote(secret, safe=""), json.dumps(secret)[1:-1], base64.b64encode(secret.encode()).decode()}
    return {one.encode() for one in plain}


@pytest.mark.long
@pytest.mark.filterwarnings("ignore:'imghdr' is deprecated:DeprecationWarning")  # an optional import of Apprise's own
def test_no_failure_shows_a_secret(
    scheduler: Program,
    config: Path,
    networks: Networks,
    told: Told,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    says_back(networks, monkeypatch)
    printed: list[str] = []

    def call(*words: str) -> None:
        answer = scheduler(*words, "--config", config)
        printed.extend((answer.out, answer.err))

    with time_machine.travel(NINE - timedelta(hours=1), tick=True) as clock:
        call("apply", "--yes")
        for number, fault in enumerate(FAULTS):
            for server in (networks.x, networks.facebook, networks.mastodon, networks.bluesky):
                server.network.faults, server.network.other_faults = [fault], []
            clock.move_to(NINE + timedelta(minutes=10 * number, seconds=5))
            call("run", "--once", "--log", "json")
            call("accounts", "--test")  # whoever was blocked by a 401 goes on
        for server in (networks.x, networks.facebook, networks.mastodon, networks.bluesky):
            server.network.other_faults = [fault for fault in FAULTS if fault in BEFORE]
        for words in (
            ["accounts", "--test"],
            ["accounts", "--test", "--json"],
            ["doctor"],
            ["queue", "--json"],
            ["queue"],
        ):
            call(*words)
        call("history", "essai/essai-1/once/musee-x")
        call("collect")
    assert told.bodies, "failures were told"
    state = Path(os.environ["XDG_STATE_HOME"])
    written = {path: path.read_bytes() for path in state.rglob("*") if path.is_file()}
    databases = [path for path, data in written.items() if data.startswith(b"SQLite format 3\0")]
    assert databases
    for number, path in enumerate(databases):
        with sqlite3.connect(path) as source, sqlite3.connect(tmp_path / f"copy-{number}") as copy:
            source.backup(copy)
        written[tmp_path / f"copy-{number}"] = (tmp_path / f"copy-{number}").read_bytes()
    everything = {str(path): data for path, data in written.items()}
    everything |= {"printed": "".join(printed).encode(), "told": "".join(told.bodies).encode()}
    for secret in (*networks.secrets.values(), WATCHED):
        for spelling in spellings(secret):
            assert [place for place, data in everything.items() if spelling in data] == [], spelling
