"""`scheduler connect`: from the first question to the proof, and nothing written where anything fails."""

import io
import json
import os
import sqlite3
import stat
import sys
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import jsonschema
import keyring
import pytest

from scheduler.app import accounts as app_accounts
from scheduler.app import entering
from scheduler.app.keeping import Kept
from scheduler.app.scheduler import Scheduler
from scheduler.app.schemas import schema_of
from scheduler.clock import SimulatedClock
from scheduler.config import load
from scheduler.connector.base import SendFailure
from scheduler.model.health import Finding, Health
from scheduler.model.notice import Severity
from scheduler.sentences import LANGUAGES
from scheduler.sentences.stored import said
from scheduler.store import accounts, health
from scheduler.testing.fake_mastodon import FakeMastodon
from tests.acceptance.calling import Answer, Program
from tests.cli.connecting import CONFIG, Drawer, Recorder, Terminal, calendar

SECRET = "file:secrets/musee.access_token"
ANOTHER = "222222222222222222"


@pytest.fixture
def server() -> Iterator[FakeMastodon]:
    with FakeMastodon() as running:
        yield running


@pytest.fixture
def config(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("SCHEDULER_LANGUAGE", "en")
    return calendar(tmp_path)


@pytest.fixture
def scheduler(capsys: pytest.CaptureFixture[str]) -> Program:
    return Program(capsys)


@pytest.fixture
def piped(scheduler: Program, monkeypatch: pytest.MonkeyPatch, server: FakeMastodon) -> "Piped":
    return Piped(scheduler, monkeypatch, server)


class Piped:
    """`connect` in a script: the secret comes through the pipe."""

    def __init__(self, scheduler: Program, monkeypatch: pytest.MonkeyPatch, server: FakeMastodon) -> None:
        self.scheduler, self.monkeypatch, self.server = scheduler, monkeypatch, server

    def __call__(self, *words: str, secret: str = "", base_url: str | None = None, account: str = "musee") -> Answer:
        self.monkeypatch.setattr(sys, "stdin", io.StringIO(secret or self.server.token))
        address = self.server.base_url if base_url is None else base_url
        place = ["--base-url", address] if address else []
        return self.scheduler("connect", account, *place, "--secret-from-stdin", *words)

    def first(self) -> None:
        answer = self("--through", "mastodon", "--store", "file")
        assert answer.code == 0, answer.err


def state_of_everything(folder: Path) -> dict[str, bytes]:
    return {str(one.relative_to(folder)): one.read_bytes() for one in sorted(folder.rglob("*")) if one.is_file()}


def every_byte_kept(folder: Path) -> bytes:
    """All that was written below the calendar and the state, but for the secrets' own places."""
    places = (folder, Path(os.environ["XDG_STATE_HOME"]))
    return b"".join(
        one.read_bytes()
        for place in places
        for one in place.rglob("*")
        if one.is_file() and one.parent.name != "secrets" and not one.name.startswith("session")
    )


# -- the way through


def test_in_a_script_the_account_is_proved_written_and_pinned(piped: Piped, server: FakeMastodon, config: Path) -> None:
    answer = piped("--through", "mastodon", "--store", "file", "--json")
    assert answer.code == 0, answer.err
    assert answer.json["identity"] == "109348512345678901@127.0.0.1"
    assert answer.json["works"] is True
    jsonschema.validate(answer.json, schema_of("connect"))
    expected = CONFIG.replace(
        'through = "rehearsal"\nlanguages', f'base_url = "{server.base_url}"\naccess_token = "{SECRET}"\nlanguages', 1
    )
    assert config.read_text("utf-8") == expected
    kept = config.parent / "secrets" / "musee.access_token"
    assert (kept.read_text("utf-8"), stat.S_IMODE(kept.stat().st_mode)) == (server.token, 0o600)
    assert stat.S_IMODE(kept.parent.stat().st_mode) == 0o700
    assert server.state.posted == []
    listed = piped.scheduler.well("accounts", "--json").json["accounts"][0]
    jsonschema.validate({"accounts": [listed]}, schema_of("accounts"))
    assert (listed["tested"], listed["name"]) == (False, "@musee@127.0.0.1")
    assert listed["limits"]["max_characters"] == 500
    assert piped.scheduler.well("accounts", "--test", "--json").json["accounts"][0]["tested"] is True


def test_on_a_terminal_every_question_is_asked_and_a_wrong_token_may_be_typed_again(
    server: FakeMastodon, config: Path, tmp_path: Path
) -> None:
    with Terminal("connect", "musee", folder=tmp_path) as talk:
        talk.until("for real?")
        talk.enter("y")
        talk.until("address (as in mastodon.example):")
        talk.enter(f"{server.base_url}/@musee")
        talk.until("Number [1]:")
        talk.enter("1")
        talk.until("\naccess_token: ")
        talk.until("access_token: ")
        talk.enter("a-token-that-is-wrong")
        talk.until("Type them again?")
        talk.enter("y")
        talk.until("access_token: ")
        talk.until("access_token: ")
        talk.enter(server.token)
        talk.until("config.toml? [y/n]")
        assert config.read_text("utf-8") == CONFIG, "nothing is written before the last yes"
        assert not (tmp_path / "secrets").exists()
        talk.enter("y")
        assert talk.end() == 0
        assert "nobody has to allow it" in talk.words
        assert f"they are sent to {server.base_url} and nowhere else" in talk.words
        assert "Proved without posting" in talk.words
        assert (tmp_path / "secrets" / "musee.access_token").read_text("utf-8") == server.token
        for secret in (server.token, "a-token-that-is-wrong"):
            assert secret not in talk.seen
            assert secret.encode() not in every_byte_kept(tmp_path)


def test_a_no_at_the_end_leaves_everything_as_it_was(server: FakeMastodon, config: Path, tmp_path: Path) -> None:
    with Terminal(
        "connect", "neuf", "--network", "mastodon", "--base-url", server.base_url, "--store", "file", folder=tmp_path
    ) as talk:
        talk.until("access_token: ")
        talk.until("access_token: ")
        talk.enter(server.token)
        talk.until("config.toml? [y/n]")
        talk.enter("n")
        assert talk.end() == 4
        assert config.read_text("utf-8") == CONFIG
        assert not (tmp_path / "secrets").exists()


def test_a_new_account_is_written_at_the_end(piped: Piped, config: Path, server: FakeMastodon) -> None:
    answer = piped("--network", "mastodon", "--store", "file", account="neuf")
    assert answer.code == 0, answer.err
    text = config.read_text("utf-8")
    assert text.startswith(CONFIG)
    assert load(config).accounts["neuf"].settings == {"access_token": "file:secrets/neuf.access_token"}


def test_the_keyring_keeps_it_where_there_is_one(piped: Piped, config: Path, server: FakeMastodon) -> None:
    drawer, before = Drawer(), keyring.get_keyring()
    keyring.set_keyring(drawer)
    try:
        answer = piped("--through", "mastodon")
        assert answer.code == 0, answer.err
        assert drawer.kept == {("editorial-scheduler-c0ffee01", "musee.access_token"): server.token}
        assert piped.scheduler.well("accounts", "--test", "--json").json["accounts"][0]["trouble"] is None
    finally:
        keyring.set_keyring(before)
    assert not (config.parent / "secrets").exists()


def test_without_a_keyring_the_flag_is_named_and_nothing_is_kept(piped: Piped, config: Path) -> None:
    before, keyring_before = state_of_everything(config.parent), keyring.get_keyring()
    keyring.set_keyring(Drawer(locked=True))
    try:
        for words in ([], ["--store", "keyring"]):
            answer = piped("--through", "mastodon", *words)
            assert answer.code in {1, 4}
            assert "--store file" in answer.err
    finally:
        keyring.set_keyring(keyring_before)
    assert state_of_everything(config.parent) == before


def test_a_reference_is_proved_and_left_where_it_lies(
    scheduler: Program, config: Path, server: FakeMastodon, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("MUSEE_TOKEN", server.token)
    words = ["--base-url", server.base_url, "--set", "access_token=env:MUSEE_TOKEN"]
    assert scheduler("connect", "musee", "--through", "mastodon", *words).code == 0
    assert load(config).accounts["musee"].settings == {"access_token": "env:MUSEE_TOKEN"}
    assert scheduler.well("accounts", "--test").code == 0, "what was typed by hand is trusted"


def test_by_hand_needs_no_credentials(scheduler: Program, config: Path) -> None:
    answer = scheduler("connect", "insta", "--network", "instagram", "--through", "handoff")
    assert answer.code == 0, answer.err
    assert config.read_text("utf-8") == CONFIG + '\n[accounts.insta]\nnetwork = "instagram"\nthrough = "handoff"\n'


def test_git_is_told_to_pass_over_the_secrets(piped: Piped, config: Path) -> None:
    (config.parent / ".git").mkdir()
    (config.parent / ".gitignore").write_text("*.swp", encoding="utf-8")
    piped.first()
    assert (config.parent / ".gitignore").read_text("utf-8").splitlines()[0] == "*.swp"
    assert "secrets/" in (config.parent / ".gitignore").read_text("utf-8").splitlines()
    piped.first()
    assert (config.parent / ".gitignore").read_text("utf-8").count("secrets/") == 1


# -- connecting again


def test_a_new_token_keeps_the_settings_and_lets_the_account_go_on(
    piped: Piped, config: Path, server: FakeMastodon
) -> None:
    piped.first()
    written = config.read_text("utf-8")
    with Scheduler(load(config)) as opened:
        accounts.block(opened.ground.database, "musee", "send-unauthorized", at=datetime(2027, 1, 1, tzinfo=UTC))
    assert piped("--store", "file", base_url="").code == 0
    assert config.read_text("utf-8") == written
    with Scheduler(load(config)) as opened:
        assert accounts.blocked(opened.ground.database) == {}


def test_credentials_of_another_account_need_its_identity_typed(
    piped: Piped, config: Path, server: FakeMastodon
) -> None:
    piped.first()
    server.state.me = ANOTHER
    way = f"scheduler connect musee --another {ANOTHER}@127.0.0.1"
    with Scheduler(load(config), clock=SimulatedClock(datetime.now(UTC) + timedelta(days=2))) as opened:
        app_accounts.look(opened.ground, opened.connectors)
        (block,) = accounts.blocked(opened.ground.database).values()
    for language in LANGUAGES:
        assert way in said(block.why, language), "one advice everywhere"
    tested = piped.scheduler("accounts", "--test", "--json").json["accounts"][0]
    assert way in " ".join(str(one) for one in tested.values())
    before = state_of_everything(config.parent)
    answer = piped("--store", "file", base_url="")
    assert answer.code == 4
    assert way in answer.err
    assert piped("--store", "file", "--another", "musee", base_url="").code == 4
    assert state_of_everything(config.parent) == before
    assert piped("--store", "file", "--another", f"{ANOTHER}@127.0.0.1", base_url="").code == 0
    assert piped.scheduler.well("accounts", "--json").json["accounts"][0]["identity"] == f"{ANOTHER}@127.0.0.1"


def test_an_address_changed_in_the_file_gets_no_byte(piped: Piped, config: Path, server: FakeMastodon) -> None:
    piped.first()
    with Recorder() as elsewhere:
        config.write_text(config.read_text("utf-8").replace(server.base_url, elsewhere.base_url), encoding="utf-8")
        assert piped.scheduler("accounts", "--test").code == 4
        assert piped.scheduler("run", "--once").code in {0, 4}
        with Scheduler(load(config)) as opened:
            app_accounts.look(opened.ground, opened.connectors)
        again = piped("--store", "file", base_url="")
        assert again.code == 4
        assert f"--base-url {elsewhere.base_url}" in again.err
        assert (elsewhere.calls, elsewhere.arrived) == (0, b"")
        known = piped.scheduler("connect", "musee", "--base-url", elsewhere.base_url)
        assert known.code == 4, "the old secret is not sent to a new server, whoever named it"
        assert (elsewhere.calls, elsewhere.arrived) == (0, b"")


def test_a_configuration_found_by_itself_gives_no_secret_away(
    scheduler: Program, config: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Somebody is asked to run `connect` in a folder of theirs, whose file names a secret of the machine."""
    monkeypatch.setenv("A_TOKEN_OF_OURS", "planted-and-ours")
    with Recorder() as elsewhere:
        text = CONFIG.replace('through = "rehearsal"\nlanguages', f'base_url = "{elsewhere.base_url}"\nlanguages')
        text = text.replace("# first of all", '# first of all\naccess_token = "env:A_TOKEN_OF_OURS"')
        config.write_text(text, encoding="utf-8")
        answer = scheduler("connect", "musee", "--base-url", elsewhere.base_url, "--yes", "--json")
        assert (answer.code, answer.json["error"]["code"]) == (4, "config-not-trusted")
        assert (elsewhere.calls, elsewhere.arrived) == (0, b"")


# -- what must not happen


def test_a_refused_token_leaves_nothing_behind(piped: Piped, config: Path) -> None:
    before = state_of_everything(config.parent)
    answer = piped("--through", "mastodon", "--store", "file", "--json", secret="planted-and-wrong")
    assert answer.code == 3
    assert answer.json["error"]["code"] == "connect-refused"
    assert "does not take these credentials" in answer.json["error"]["message"]
    assert state_of_everything(config.parent) == before
    assert "planted-and-wrong" not in answer.out + answer.err
    assert b"planted-and-wrong" not in every_byte_kept(config.parent)


@pytest.mark.parametrize("again", [False, True])
def test_a_configuration_that_cannot_be_written_takes_the_secret_back(
    piped: Piped, config: Path, server: FakeMastodon, monkeypatch: pytest.MonkeyPatch, again: bool
) -> None:
    if again:
        piped.first()
        (config.parent / "secrets" / "musee.access_token").write_text("the old one", encoding="utf-8")
    before = state_of_everything(config.parent)

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(entering, "replace", full)
    answer = piped("--through", "mastodon", "--store", "file")
    assert answer.code == 1
    assert "The disk is full." in answer.err
    assert "No space" not in answer.err
    assert state_of_everything(config.parent) == before
    assert (config.parent / "secrets").exists() is again


def test_a_file_that_somebody_edits_meanwhile_is_left_to_them(
    piped: Piped, config: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A colleague saves the configuration while the network is being asked."""
    prove = Kept.keep

    def meanwhile(kept: Kept, reference: str, value: str) -> None:
        config.write_text(config.read_text("utf-8") + "\n# a remark of theirs\n", encoding="utf-8")
        prove(kept, reference, value)

    monkeypatch.setattr(Kept, "keep", meanwhile)
    answer = piped("--through", "mastodon", "--store", "file", "--json")
    assert answer.json["error"]["code"] == "connect-changed-meanwhile"
    assert config.read_text("utf-8") == CONFIG + "\n# a remark of theirs\n"
    assert not (config.parent / "secrets").exists()


def test_a_link_in_the_place_of_the_secrets_is_refused(piped: Piped, config: Path, tmp_path: Path) -> None:
    """In a shared calendar somebody else may have laid it: nothing is written where it leads."""
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir(mode=0o755)
    (config.parent / "secrets").symlink_to(elsewhere)
    answer = piped("--through", "mastodon", "--store", "file", "--json")
    assert answer.json["error"]["code"] == "connect-folder-odd"
    assert list(elsewhere.iterdir()) == []
    assert elsewhere.stat().st_mode & 0o777 == 0o755


def test_a_secret_as_an_argument_is_refused_without_being_repeated(scheduler: Program, config: Path) -> None:
    answer = scheduler("connect", "neuf", "--network", "mastodon", "--set", "access_token=planted-in-argv")
    assert answer.code == 1
    assert "planted-in-argv" not in answer.out + answer.err
    assert "--secret-from-stdin" in answer.err
    assert config.read_text("utf-8") == CONFIG


@pytest.mark.parametrize(
    ("words", "code", "named"),
    [
        (["neuf"], 4, "--network"),
        (["neuf", "--network", "mastdon"], 1, "mastodon"),
        (["neuf", "--network", "mastodon"], 4, "--base-url"),
        (["neuf", "--network", "mastodon", "--base-url", "http://mastodon.example"], 1, "https"),
        (["neuf", "--network", "mastodon", "--base-url", "https://mastodon.example"], 4, "--secret-from-stdin"),
        (["neuf", "--network", "mastodon", "--set", "acces_token=env:A"], 1, "access_token"),
        (["neuf", "--network", "mastodon", "--set", "access_token"], 2, "NAME=VALUE"),
        (["neuf", "--network", "mastodon", "--store", "desk"], 2, "keyring"),
        (["neuf", "--network", "mastodon", "--through", "bluesky"], 1, "mastodon"),
        (["musee"], 4, "--through mastodon"),
        (["musee", "--network", "x"], 1, "mastodon"),
        (["mastodon", "--network", "mastodon"], 1, "mastodon"),
        (["Mon Musée", "--network", "mastodon"], 1, "mon-musee"),
    ],
)
def test_where_nobody_answers_the_way_out_is_named(
    scheduler: Program, config: Path, words: list[str], code: int, named: str
) -> None:
    answer = scheduler("connect", *words)
    assert (answer.code, answer.out) == (code, "")
    assert named in answer.err
    assert config.read_text("utf-8") == CONFIG


def test_rights_that_are_missing_are_told_before_anything_is_written(
    piped: Piped, config: Path, server: FakeMastodon
) -> None:
    server.state.scopes = "read:accounts write:statuses"
    answer = piped("--through", "mastodon", "--store", "file")
    assert answer.code == 4
    assert "write:media" in answer.err
    assert config.read_text("utf-8") == CONFIG
    assert piped("--through", "mastodon", "--store", "file", "--yes").code == 3
    listed = piped.scheduler("accounts", "--test", "--json")
    assert listed.code == 3
    findings = {one["code"]: one["severity"] for one in listed.json["accounts"][0]["findings"]}
    assert findings["mastodon-scopes-publish"] == "error"
    assert findings["mastodon-scopes-read"] == "warning"


# -- facts, and the daily look


def test_the_servers_limits_hold_in_the_check(piped: Piped, config: Path, server: FakeMastodon) -> None:
    file = config.parent / "calendars" / "essai.yaml"
    file.write_text(file.read_text("utf-8").replace("Bonjour", "Bonjour " * 80), encoding="utf-8")

    def parts() -> int:
        return len(piped.scheduler("preview", "--json").json["variants"][0]["parts"])

    assert parts() == 2
    server.state.max_characters = 1000
    piped.first()
    assert parts() == 1


def test_a_handle_that_the_network_does_not_know_is_told(piped: Piped, config: Path) -> None:
    piped.first()
    assert "louvre@mastodon.example" not in piped.scheduler("check").out
    folder = Path(os.environ["XDG_STATE_HOME"]) / "editorial-scheduler" / "c0ffee01" / "accounts" / "musee"
    given = json.loads((folder / "facts.json").read_text("utf-8"))
    (folder / "facts.json").write_text(
        json.dumps(given | {"handles": {"louvre@mastodon.example": ""}}), encoding="utf-8"
    )
    answer = piped.scheduler("check")
    assert answer.code == 0
    assert "@louvre@mastodon.example is not known" in answer.out + answer.err


def test_the_daily_look_asks_once_a_day_and_blocks_a_token_that_was_taken_back(
    piped: Piped, config: Path, server: FakeMastodon
) -> None:
    piped.first()
    clock = SimulatedClock(datetime.now(UTC) + timedelta(days=2))
    server.state.about["limited"] = True
    with Scheduler(load(config), clock=clock) as opened:
        app_accounts.look(opened.ground, opened.connectors)
        told = health.told(opened.ground.database)["musee"]
        assert (told.at, told.health.findings[0].code) == (clock.now(), "mastodon-limited")
        asked = len(server.state.requests)
        clock.advance(timedelta(hours=1))
        app_accounts.look(opened.ground, opened.connectors)
        assert len(server.state.requests) == asked
        clock.advance(timedelta(days=1))
        (config.parent / "secrets" / "musee.access_token").write_text("taken-back", encoding="utf-8")
    with Scheduler(load(config), clock=clock) as opened:
        app_accounts.look(opened.ground, opened.connectors)
        assert accounts.blocked(opened.ground.database)["musee"].why.startswith("send-unauthorized")
    assert server.state.posted == []


def test_the_database_holds_no_secret(piped: Piped, config: Path, server: FakeMastodon) -> None:
    server.state.about["display_name"] = f"I know {server.token}"
    piped.first()
    assert server.token.encode() not in every_byte_kept(config.parent)
    place = next(Path(os.environ["XDG_STATE_HOME"]).rglob("queue.db"))
    with sqlite3.connect(place) as connection:
        assert connection.execute("select count(*) from facts").fetchone()[0] == 3
    connection.close()


def test_a_process_that_runs_takes_a_new_token_up_without_a_restart(
    piped: Piped, config: Path, server: FakeMastodon
) -> None:
    piped.first()
    kept = config.parent / "secrets" / "musee.access_token"
    kept.write_text("taken-back", encoding="utf-8")
    with Scheduler(load(config)) as running:
        with pytest.raises(SendFailure):
            running.connectors("musee").identity()
        before = running.connectors("musee")
        assert running.connectors("musee") is before
        assert piped("--store", "file", base_url="").code == 0
        assert running.connectors("musee").identity() == "109348512345678901@127.0.0.1"
        assert piped("--network", "mastodon", "--store", "file", account="neuf").code == 0
        assert running.connectors("neuf").identity(), "an account that is new since is known, too"


def test_the_doctor_repeats_what_the_network_last_said(piped: Piped, config: Path) -> None:
    piped.first()
    broken = Finding(severity=Severity.ERROR, code="mastodon-suspended")
    with Scheduler(load(config)) as opened:
        local = opened.ground.clock.now().astimezone(ZoneInfo(opened.config.timezone))
        ends = (local + timedelta(days=5)).replace(hour=23, minute=59)
        said = Health(identity="1@127.0.0.1", expires_at=ends, findings=(broken,))
        health.keep(opened.ground.database, "musee", said, at=opened.ground.clock.now())
    found = {one["code"]: one for one in piped.scheduler("doctor", "--json").json["findings"]}
    assert "5 days" in found["doctor-expires"]["message"]
    assert found["mastodon-suspended"]["where"] == "accounts.musee"
    assert "expires in 5 days" in piped.scheduler("accounts").out


def test_a_token_renewed_by_hand_is_taken_up_once_it_was_tested(
    piped: Piped, config: Path, server: FakeMastodon
) -> None:
    piped.first()
    place = config.parent / "secrets" / "musee.access_token"
    place.write_text("taken-back", encoding="utf-8")
    with Scheduler(load(config)) as running:
        with pytest.raises(SendFailure):
            running.connectors("musee").identity()
        accounts.block(running.ground.database, "musee", "send-unauthorized", at=datetime(2027, 1, 1, tzinfo=UTC))
        place.write_text(server.token, encoding="utf-8")
        assert piped.scheduler("accounts", "--test").code == 0
        assert accounts.blocked(running.ground.database) == {}
        assert running.connectors("musee").identity()
