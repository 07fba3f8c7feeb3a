"""What a person is advised to do fits what happened: a locked account, an outcome nobody knows, a disk that is full."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
import time_machine

from scheduler.app.scheduler import Scheduler
from scheduler.notify import News
from scheduler.notify.news import message
from scheduler.sentences import LANGUAGES, say
from scheduler.sentences.stored import stored
from scheduler.store import accounts
from tests.acceptance.calling import Program
from tests.acceptance.small import calendar

POSTS = "  - {id: one, date: 2027-06-07, at: 9h, text: Good morning.}\n"
NOW = datetime(2027, 6, 7, 7, 0, 30, tzinfo=UTC)


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    calendar(tmp_path, POSTS)
    monkeypatch.chdir(tmp_path)
    with time_machine.travel(NOW, tick=False):
        yield tmp_path


@pytest.mark.parametrize("code", ["x-locked", "x-suspended", "facebook-checkpoint", "bluesky-taken-down"])
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_locked_account_is_to_be_unlocked_not_given_new_credentials(
    scheduler: Program, folder: Path, code: str, language: str
) -> None:
    with Scheduler.find(folder / "config.toml", []) as one:
        accounts.block(one.ground.database, "musee-bluesky", stored(code), at=NOW, by="dispatcher")
    found = scheduler("--language", language, "doctor", "--json").json["findings"]
    (told,) = [each for each in found if each["code"] == "doctor-blocked"]
    said = told["message"] + told["advice"]
    _, body = message([News(subject="musee-bluesky", state="blocked", why=stored(code), n=2)], language)
    for text in (said, body):
        assert "scheduler accounts --test" in text
        assert say(code, {}, language).advice in text, "the failure's own: sign in and unlock"
        assert not any(word in text for word in ("credentials", "identifiants"))
