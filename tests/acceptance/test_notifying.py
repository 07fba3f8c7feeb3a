"""The real program tells people: a real Apprise address on the loopback, real servers that are down, locked and dead."""

import http.server
import json
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

import jsonschema
import pytest
import time_machine

from scheduler.app.schemas import schema_of
from scheduler.testing.fake_mastodon import FakeMastodon, State
from tests.acceptance.calling import Program

CONFIG = """
[calendar]
id = "a1b2c3d4"
folder = "calendars"
timezone = "Europe/Paris"
language = "{language}"

[notify]
urls = ["env:NOTIFY_URL"]
{more}
"""
ACCOUNT = """
[accounts.{name}]
network = "mastodon"
base_url = "{base_url}"
access_token = "env:TOKEN_{token}"
"""
REHEARSED = """
[accounts.musee]
network = "mastodon"
through = "rehearsal"
"""
CAMPAIGN = """
version: 1
campaign: essai
title: Essai
language: fr
timezone: Europe/Paris
accounts: [{accounts}]
days:
  - date: 2027-06-07
    theme: Coulisses
    posts:
      - {{id: secret, at: 11h, text: "Un texte sous embargo que personne ne doit lire ailleurs."}}
"""
NOW = datetime(2027, 6, 7, 9, 0, tzinfo=UTC)
PLANTED = "planted-path-7f3a"


@dataclass
class Service:
    """A recording HTTP server that takes JSON notifications, and calls of the outside watch."""

    address: str = ""
    got: list[dict[str, str]] = field(default_factory=list)
    called: list[str] = field(default_factory=list)
    status: int = 200


@pytest.fixture
def service(monkeypatch: pytest.MonkeyPatch) -> Iterator[Service]:
    recorded = Service()

    class Handler(http.server.BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            recorded.got.append(json.loads(self.rfile.read(int(self.headers["Content-Length"]))))
            self._answer()

        def do_GET(self) -> None:
            recorded.called.append(self.path)
            self._answer()

        def _answer(self) -> None:
            self.send_response(recorded.status)
            self.send_header("Content-Length", "0")
            self.end_headers()

        def log_message(self, format: str, *args: object) -> None: ...  # noqa: A002

    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        recorded.address = f"127.0.0.1:{server.server_port}"
        monkeypatch.setenv("NOTIFY_URL", f"json://{recorded.address}/{PLANTED}")
        monkeypatch.setenv("HEARTBEAT_URL", f"http://{recorded.address}/watch/{PLANTED}")
        yield recorded
        server.shutdown()
        thread.join()


def written(folder: Path, accounts: str, names: str, *, language: str = "fr", more: str = "") -> Path:
    (folder / "calendars").mkdir()
    config = folder / "config.toml"
    config.write_text(CONFIG.format(language=language, more=more) + accounts, encoding="utf-8")
    (folder / "calendars" / "essai.yaml").write_text(CAMPAIGN.format(accounts=names), encoding="utf-8")
    return config


pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning")


@pytest.mark.parametrize("language", ["fr", "en"])
def test_one_down_one_locked_one_dead_the_others_go_out_and_one_message_says_so(
    scheduler: Program, service: Service, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, language: str
) -> None:
    monkeypatch.setenv("SCHEDULER_LANGUAGE", language)
    with FakeMastodon() as fine, FakeMastodon() as dead, FakeMastodon(State(max_characters=5)) as locked:
        with FakeMastodon() as gone:
            down = gone.base_url
        servers = {"debout": fine.base_url, "eteint": down, "perdu": dead.base_url, "ferme": locked.base_url}
        for name in servers:
            monkeypatch.setenv(f"TOKEN_{name.upper()}", "another-token" if name == "perdu" else fine.token)
        accounts = "".join(ACCOUNT.format(name=name, base_url=url, token=name.upper()) for name, url in servers.items())
        config = written(tmp_path, accounts, ", ".join(servers), language=language)
        with time_machine.travel(NOW - timedelta(hours=1), tick=True) as clock:
            scheduler("apply", "--yes", "--config", config)
            clock.move_to(NOW + timedelta(seconds=5))
            scheduler("run", "--once", "--config", config)
            scheduler("run", "--once", "--config", config)
            posted = [one.text for one in fine.state.posted]
    assert len(posted) == 1
    assert len(service.got) == 1, "one message, and not again at the next pass"
    (told,) = service.got
    assert tmp_path.name in told["title"]
    for name in servers:
        assert (name in told["message"]) == (name != "debout")
    assert told["message"].count("→") == 3
    assert "essai/secret/once/eteint" in told["message"]
    assert ("lundi 7 juin 2027 à 11:00" if language == "fr" else "Monday 7 June 2027 at 11:00") in told["message"]
    for part in ("embargo", "personne", PLANTED, fine.token):
        assert part not in json.dumps(told, ensure_ascii=False)


def test_notify_says_of_each_address_whether_it_took_the_test(
    scheduler: Program, service: Service, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    config = written(tmp_path, REHEARSED, "musee", language="fr")
    listed = scheduler.well("notify", "--json", "--config", config).json
    assert listed["addresses"] == [{"place": f"json://{service.address}", "taken": None, "reason": ""}]
    assert service.got == []
    answer = scheduler.well("notify", "--test", "--config", config)
    assert f"json://{service.address}: taken" in answer.out
    assert "without the text of any post" in service.got[0]["message"]
    service.status = 500
    refused = scheduler("notify", "--test", "--json", "--config", config)
    assert refused.code == 3
    assert [one["taken"] for one in refused.json["addresses"]] == [False]
    jsonschema.validate(refused.json, schema_of("notify"))
    monkeypatch.delenv("NOTIFY_URL")
    unset = scheduler("notify", "--test", "--config", config)
    assert (unset.code, "NOTIFY_URL" in unset.out) == (3, True)
    for one in (listed, answer.out, answer.err, refused.out, refused.err, unset.out, unset.err):
        assert PLANTED not in str(one)


def test_the_doctor_names_an_address_that_would_tell_nobody(
    scheduler: Program, service: Service, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    watch = 'heartbeat_url = "env:HEARTBEAT_URL"'
    config = written(tmp_path, REHEARSED, "musee", language="en", more=watch)
    monkeypatch.chdir(tmp_path)
    found = scheduler("doctor")
    assert found.code == 1
    assert "notify.urls: env:NOTIFY_URL: No secret is read for a configuration that was found by itself" in found.out
    assert "notify.heartbeat_url: env:HEARTBEAT_URL: " in found.out
    assert scheduler("doctor", "--config", config).code == 0
    assert scheduler("doctor").code == 0, "named once, it may be found by itself"
    monkeypatch.delenv("NOTIFY_URL")
    gone = scheduler("doctor")
    assert (gone.code, "NOTIFY_URL" in gone.out, "HEARTBEAT_URL" in gone.out) == (1, True, False)
    assert service.got == []
    assert service.called == []


@pytest.mark.parametrize("language", ["fr", "en"])
def test_the_doctor_names_an_account_that_points_elsewhere_and_says_in_words_why_one_is_blocked(
    scheduler: Program, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, language: str
) -> None:
    monkeypatch.setenv("TOKEN_A", "a-token-that-is-dead-4f1d")
    with FakeMastodon() as server:
        account = ACCOUNT.format(name="musee", base_url=server.base_url, token="A")
        config = written(tmp_path, account, "musee", language=language)
        with time_machine.travel(NOW - timedelta(hours=1), tick=True):
            scheduler.well("apply", "--yes", "--config", config)
        with time_machine.travel(NOW + timedelta(minutes=1), tick=True):
            scheduler("run", "--once", "--config", config)
            found = scheduler("--language", language, "doctor", "--config", config)
            assert "send-unauthorized" not in found.out
            assert "401" in found.out
            moved = config.read_text(encoding="utf-8").replace(server.base_url, "https://elsewhere.example")
            config.write_text(moved, encoding="utf-8")
            away = scheduler("--language", language, "doctor", "--config", config)
    assert away.code != 0
    assert "--repin musee" in away.out


def test_notify_without_an_address_says_how(scheduler: Program, tmp_path: Path) -> None:
    scheduler.well("init", tmp_path / "musee")
    answer = scheduler("notify", "--test", "--config", tmp_path / "musee" / "config.toml")
    assert answer.code == 1
    assert "env:NOTIFY_URL" in answer.err


def test_init_sends_one_to_the_address_that_it_is_given(scheduler: Program, service: Service, tmp_path: Path) -> None:
    assert "--notify" in scheduler.well("init", tmp_path / "sans").out
    answer = scheduler.well("init", tmp_path / "avec", "--notify", "env:NOTIFY_URL", "--json")
    jsonschema.validate(answer.json, schema_of("init"))
    assert [one["taken"] for one in answer.json["addresses"]] == [True]
    assert len(service.got) == 1
    scheduler.well("check", tmp_path / "avec")
    service.status = 500
    assert scheduler("init", tmp_path / "sourd", "--notify", "env:NOTIFY_URL").code == 3
    assert (tmp_path / "sourd" / "config.toml").exists()
    clear = scheduler("init", tmp_path / "clair", "--notify", f"json://{service.address}/{PLANTED}")
    assert clear.code == 1
    assert PLANTED not in clear.err + clear.out
    assert not (tmp_path / "clair").exists()


def test_the_digest_tells_the_day_and_no_text(scheduler: Program, service: Service, tmp_path: Path) -> None:
    config = written(tmp_path, REHEARSED, "musee", more='digest = "8h30"')
    with time_machine.travel(NOW - timedelta(hours=3), tick=True):
        scheduler.well("apply", "--yes", "--config", config)
        scheduler.well("notify", "--digest", "--config", config)
    (told,) = service.got
    assert "Monday 7 June 2027" in told["title"]
    assert "- 07/06 11:00: essai/secret/once/musee" in told["message"]
    assert "embargo" not in told["message"]


def test_each_pass_calls_the_outside_watch_and_one_that_is_away_harms_nothing(
    scheduler: Program, service: Service, tmp_path: Path
) -> None:
    config = written(tmp_path, REHEARSED, "musee", more='heartbeat_url = "env:HEARTBEAT_URL"')
    assert "setting" not in scheduler.well("check", "--config", config, tmp_path).out
    scheduler.well("run", "--once", "--config", config)
    assert service.called == [f"/watch/{PLANTED}"]
    service.status = 503
    answer = scheduler.well("run", "--once", "--config", config)
    assert "503" in answer.err
    assert PLANTED not in answer.err + answer.out
