"""Every network that publishes is connected against its fake: proved, kept, found again, and no secret stands anywhere else."""

import io
import os
import sys
from collections.abc import Iterator, Mapping
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from scheduler.app import connecting as office
from scheduler.app.accounts import look
from scheduler.app.scheduler import Scheduler
from scheduler.clock import SimulatedClock
from scheduler.config import load
from scheduler.connector import discover
from scheduler.connector.base import Ability
from scheduler.sentences import say
from scheduler.testing.fake_bluesky import DID, HANDLE, PASSWORD, FakeBluesky
from scheduler.testing.fake_facebook import APP_ID, APP_SECRET, PAGE_ID, TOKEN, FakeFacebook
from scheduler.testing.fake_facebook.state import USER_TOKEN
from scheduler.testing.fake_mastodon import FakeMastodon
from scheduler.testing.fake_x import FakeX
from scheduler.testing.server import FakeServer
from tests.acceptance.calling import Program
from tests.cli.connecting import CONFIG, Recorder, Terminal, calendar

PUBLISHING = [name for name in discover.names() if Ability.PUBLISH in discover.load(name).can and name != "rehearsal"]


@dataclass(frozen=True, kw_only=True)
class Case:
    server: FakeServer
    plain: Mapping[str, str]
    secrets: Mapping[str, str]
    identity: str


@pytest.fixture
def cases() -> Iterator[dict[str, Case]]:
    with ExitStack() as running:
        x, facebook = running.enter_context(FakeX()), running.enter_context(FakeFacebook())
        bluesky, mastodon = running.enter_context(FakeBluesky()), running.enter_context(FakeMastodon())
        yield {
            "x": Case(server=x, plain={}, secrets=x.keys, identity="2244994945"),
            "facebook": Case(
                server=facebook,
                plain={"page_id": PAGE_ID, "app_id": APP_ID},
                secrets={"access_token": USER_TOKEN, "app_secret": APP_SECRET},
                identity=PAGE_ID,
            ),
            "bluesky": Case(server=bluesky, plain={"handle": HANDLE}, secrets={"app_password": PASSWORD}, identity=DID),
            "mastodon": Case(
                server=mastodon,
                plain={},
                secrets={"access_token": mastodon.token},
                identity="109348512345678901@127.0.0.1",
            ),
        }


@pytest.fixture
def config(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("SCHEDULER_LANGUAGE", "en")
    return calendar(tmp_path)


def kept_elsewhere(folder: Path) -> bytes:
    """All that was written, but for what belongs beside the secrets."""
    places = (folder, Path(os.environ["XDG_STATE_HOME"]))
    files = (one for place in places for one in place.rglob("*") if one.is_file())
    return b"".join(one.read_bytes() for one in files if one.parent.name != "secrets" and one.name[:7] != "session")


@pytest.mark.parametrize("network", PUBLISHING)
def test_a_network_is_connected_in_a_script_and_answers_again(
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    config: Path,
    cases: dict[str, Case],
    network: str,
) -> None:
    case, scheduler = cases[network], Program(capsys)
    settings = [word for name, value in case.plain.items() for word in ("--set", f"{name}={value}")]
    monkeypatch.setattr(sys, "stdin", io.StringIO("\n".join(f"{name}={one}" for name, one in case.secrets.items())))
    words = [
        "--network",
        network,
        "--base-url",
        case.server.base_url,
        "--store",
        "file",
        "--secret-from-stdin",
        *settings,
    ]
    connected = scheduler.well("connect", "neuf", *words, "--json")
    assert connected.json["identity"] == case.identity
    tested = scheduler.well("accounts", "--test", "--json")
    state = next(one for one in tested.json["accounts"] if one["account"] == "neuf")
    assert (state["identity"], state["trouble"]) == (case.identity, None)
    everything = kept_elsewhere(config.parent)
    for secret in case.secrets.values():
        assert secret not in connected.out + connected.err + tested.out + tested.err
        assert secret.encode() not in everything
    for reference in connected.json["secrets"]:
        place = config.parent / reference.removeprefix("file:")
        assert place.stat().st_mode & 0o777 == 0o600
    assert config.read_text("utf-8").startswith(CONFIG)


def test_a_short_token_is_replaced_by_one_that_lasts(config: Path, cases: dict[str, Case], tmp_path: Path) -> None:
    case = cases["facebook"]
    words = ["--network", "facebook", "--base-url", case.server.base_url]
    with Terminal("connect", "page", *words, folder=tmp_path) as talk:
        talk.until("page_id:")
        talk.until("page_id: ")
        talk.enter(PAGE_ID)
        talk.until("app_id:")
        talk.until("\napp_id: ")
        talk.enter(APP_ID)
        talk.until("Number [1]:")
        talk.enter("1")
        talk.until("\naccess_token: ")
        talk.until("access_token: ")
        talk.enter(USER_TOKEN)
        talk.until("\napp_secret: ")
        talk.until("app_secret: ")
        talk.enter(APP_SECRET)
        talk.until("config.toml? [y/n]")
        talk.enter("y")
        assert talk.end() == 0
        assert "the network gave one that lasts" in talk.words
        for secret in (USER_TOKEN, APP_SECRET, TOKEN):
            assert secret not in talk.seen
    assert (tmp_path / "secrets" / "page.access_token").read_text("utf-8") == TOKEN
    assert load(config).accounts["page"].settings["app_id"] == APP_ID


@pytest.mark.parametrize("network", PUBLISHING)
def test_the_guide_can_be_read_out_in_both_languages(network: str) -> None:
    connector = discover.load(network)
    assert connector.guide is not None
    names = {one.name for one in connector.options}
    for language in ("fr", "en"):
        for code in (connector.guide.cost, connector.guide.wait, connector.guide.signs):
            assert say(code, {}, language).text
        for step in connector.guide.steps:
            assert say(step.code, {}, language).text
            assert step.option in names | {"", "base_url"}
        for one in connector.options:
            assert say(f"option-{network}-{one.name.replace('_', '-')}", {}, language).text


@pytest.mark.parametrize("network", PUBLISHING)
def test_an_address_changed_in_the_file_gets_no_byte(
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    config: Path,
    cases: dict[str, Case],
    network: str,
) -> None:
    case, scheduler = cases[network], Program(capsys)
    settings = [word for name, value in case.plain.items() for word in ("--set", f"{name}={value}")]
    secrets = "\n".join(f"{name}={one}" for name, one in case.secrets.items())
    monkeypatch.setattr(sys, "stdin", io.StringIO(secrets))
    words = ["--network", network, "--base-url", case.server.base_url, "--store", "file", "--secret-from-stdin"]
    scheduler.well("connect", "neuf", *words, *settings)
    with Recorder() as elsewhere:
        text = config.read_text("utf-8")
        assert case.server.base_url in text
        config.write_text(text.replace(case.server.base_url, elsewhere.base_url), encoding="utf-8")
        assert scheduler("accounts", "--test").code == 4
        scheduler("run", "--once")
        with Scheduler(load(config), clock=SimulatedClock(datetime.now(UTC) + timedelta(days=2))) as opened:
            look(opened.ground, opened.connectors)
        assert scheduler("connect", "neuf", "--base-url", elsewhere.base_url).code == 4
        assert (elsewhere.calls, elsewhere.arrived) == (0, b"")


def test_without_a_terminal_everything_that_is_missing_is_named_at_once(
    capsys: pytest.CaptureFixture[str], config: Path, cases: dict[str, Case]
) -> None:
    refused = Program(capsys)(
        "connect", "neuf", "--network", "facebook", "--base-url", cases["facebook"].server.base_url
    )
    assert refused.code == 4
    for name in ("page_id", "access_token"):
        assert f"--set {name}=" in refused.err


def test_the_sign_before_a_handle_is_no_part_of_it(config: Path) -> None:
    form = office.begin(load(config), "neuf", network="bluesky", through="", base_url="")
    office.put(load(config), form, "handle", f"@{HANDLE}")
    assert form.settings["handle"] == HANDLE


def test_who_ends_the_talk_is_told_that_nothing_was_changed(
    config: Path, cases: dict[str, Case], tmp_path: Path
) -> None:
    before = config.read_text("utf-8")
    words = ["--network", "mastodon", "--base-url", cases["mastodon"].server.base_url]
    with Terminal("connect", "neuf", *words, folder=tmp_path) as talk:
        talk.until("Number [1]:")
        assert talk.broken_off() == 130
        assert "nothing was changed" in talk.words
        assert "in flight" not in talk.words
    assert config.read_text("utf-8") == before
