"""What a person is advised to do fits what happened: a locked account, an outcome nobody knows, a disk that is full."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
import time_machine

from scheduler.app.scheduler import Scheduler
from scheduler.model.delivery import Event
from scheduler.notify import News
from scheduler.notify.news import message
from scheduler.sentences import LANGUAGES, say
from scheduler.sentences.stored import stored
from scheduler.store import accounts, attempts, deliveries
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


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_log_says_what_it_waits_for_and_when_it_looks_again(
    scheduler: Program, folder: Path, language: str, caplog: pytest.LogCaptureFixture
) -> None:
    scheduler.well("apply", "--yes", "--now")
    scheduler.well("approve", "small/one", "--role", "press", "--by", "l.diallo")
    later = NOW + timedelta(hours=2, minutes=14)
    with Scheduler.find(folder / "config.toml", []) as one, caplog.at_level("INFO"):
        one.language = language
        database = one.ground.database
        first, *others = deliveries.claim(database, now=NOW, lease=timedelta(minutes=3), most=3)
        for each in others:
            until = NOW + timedelta(minutes=1)
            attempts.begin(database, each, part=0, key="k", at=NOW, deadline=until, by="dead")
        deliveries.move(database, first, Event.GIVEN_BACK, by="dispatcher", at=NOW, not_before=later)
        attempts.recover(database, at=NOW)
        one.engine._log_coming(later, None)
        one.engine._log_coming(None, later)
        one.engine._log_coming(None, None)
    due, over, again, alone = [record.getMessage() for record in caplog.records if record.name == "scheduler.run"]
    assert first.tag in due, "what waits after a failure is named too"
    assert "11:14" in due
    for told in (over, alone):
        assert "2 " in told
        assert "scheduler confirm" in told
    assert "11:14" in again
    assert "2 " in again
