"""`scheduler connect` with the token that Meta's own page hands out: what is kept is the Page's, which lasts."""

import io
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from scheduler.testing.fake_facebook import FakeFacebook
from scheduler.testing.fake_facebook.state import APP_ID, APP_SECRET, LONG_TOKEN, PAGE_ID, TOKEN, USER_TOKEN
from tests.acceptance.calling import Program
from tests.cli.connecting import calendar


@pytest.fixture
def server() -> Iterator[FakeFacebook]:
    with FakeFacebook() as running:
        yield running


@pytest.mark.parametrize("given", [USER_TOKEN, TOKEN])
def test_a_persons_token_is_exchanged_before_anything_is_kept(
    server: FakeFacebook,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    given: str,
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("SCHEDULER_LANGUAGE", "en")
    config = calendar(tmp_path)
    monkeypatch.setattr(sys, "stdin", io.StringIO(f"access_token = {given}\napp_secret = {APP_SECRET}\n"))
    words = ["connect", "page", "--network", "facebook", "--base-url", server.base_url, "--secret-from-stdin"]
    words += ["--through", "facebook", "--store", "file", "--set", f"page_id={PAGE_ID}", "--set", f"app_id={APP_ID}"]
    answer = Program(capsys)(*words, "--json")
    assert answer.code == 0, answer.err
    assert answer.json["identity"] == PAGE_ID
    assert (tmp_path / "secrets" / "page.access_token").read_text("utf-8") == TOKEN
    assert not server.state.posted
    shown = config.read_text("utf-8") + answer.out + answer.err
    assert not [one for one in (TOKEN, USER_TOKEN, LONG_TOKEN, APP_SECRET) if one in shown]
