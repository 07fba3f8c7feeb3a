"""`scheduler connect` with the token that Meta's own page hands out: what is kept is the Page's, which lasts."""

import io
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from scheduler.testing.fake_facebook import APP_ID, APP_SECRET, PAGE_ID, TOKEN, FakeFacebook
from scheduler.testing.fake_facebook.state import LONG_TOKEN, USER_TOKEN
from tests.acceptance.calling import Answer, Program
from tests.cli.connecting import calendar


@pytest.fixture
def server() -> Iterator[FakeFacebook]:
    with FakeFacebook() as running:
        yield running


@pytest.fixture
def config(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("SCHEDULER_LANGUAGE", "en")
    path = calendar(tmp_path)
    path.write_text(path.read_text("utf-8").partition("[accounts.")[0], encoding="utf-8")
    return path


@pytest.fixture
def scheduler(capsys: pytest.CaptureFixture[str]) -> Program:
    return Program(capsys)


def connected(scheduler: Program, server: FakeFacebook, monkeypatch: pytest.MonkeyPatch, token: str) -> Answer:
    monkeypatch.setattr(sys, "stdin", io.StringIO(f"access_token = {token}\napp_secret = {APP_SECRET}\n"))
    words = ["connect", "page", "--network", "facebook", "--base-url", server.base_url, "--secret-from-stdin"]
    words += ["--through", "facebook", "--store", "file", "--set", f"page_id={PAGE_ID}", "--set", f"app_id={APP_ID}"]
    return scheduler(*words, "--json")


@pytest.mark.parametrize("given", [USER_TOKEN, TOKEN])
def test_a_persons_token_is_exchanged_before_anything_is_kept(
    scheduler: Program, server: FakeFacebook, config: Path, monkeypatch: pytest.MonkeyPatch, given: str
) -> None:
    answer = connected(scheduler, server, monkeypatch, given)
    assert answer.code == 0, answer.err
    assert answer.json["identity"] == PAGE_ID
    assert (config.parent / "secrets" / "page.access_token").read_text("utf-8") == TOKEN
    assert not server.state.posted
    shown = config.read_text("utf-8") + answer.out + answer.err
    assert not [one for one in (TOKEN, USER_TOKEN, LONG_TOKEN, APP_SECRET) if one in shown]


def test_an_app_in_development_is_found_out_by_asking_again(
    scheduler: Program, server: FakeFacebook, config: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert connected(scheduler, server, monkeypatch, TOKEN).code == 0
    server.state.policy, server.state.development = "", True
    answer = scheduler("accounts", "--test", "--json")
    assert answer.code == 3
    (page,) = answer.json["accounts"]
    assert [one["code"] for one in page["findings"]] == ["facebook-app-in-development"]
    assert f"developers.facebook.com/apps/{APP_ID}/" in page["trouble"]
