"""Minutes are only ever added; a timer runs once, through a restart, and nothing is written of what did not happen."""

from datetime import date, timedelta

import pytest
import sqlalchemy as sa

from scheduler.errors import Problem
from scheduler.store import minutes
from scheduler.store.database import Database
from scheduler.store.tables import minutes as table
from tests.store.making import NOW

DAY = date(2027, 6, 7)
MONTH = (date(2027, 6, 1), date(2027, 6, 30))


def test_an_entry_is_taken_back_by_another_and_never_changed(database: Database) -> None:
    assert minutes.total(minutes.between(database, *MONTH)) is None, "nothing written is not zero"
    first = minutes.add(database, day=DAY, spent=25, by="a", at=NOW, campaign="c", post="p", note="n")
    minutes.add(database, day=DAY, spent=10, by="a", at=NOW)
    minutes.add(database, day=date(2027, 7, 1), spent=99, by="a", at=NOW)
    back = minutes.undo(database, first.id, by="b", at=NOW)
    assert (back.minutes, back.undoes, back.campaign, back.post) == (-25, first.id, "c", "p")
    found = minutes.between(database, *MONTH)
    assert [one.minutes for one in found] == [25, 10, -25]
    assert (minutes.total(found), found[0]) == (10, first)
    for number in (first.id, back.id, 99):
        with pytest.raises(Problem):
            minutes.undo(database, number, by="b", at=NOW)
    with database.read() as connection:
        assert connection.execute(sa.select(sa.func.count()).select_from(table)).scalar_one() == 4


def test_the_timer_is_one_and_ends_with_its_minutes_in_one_transaction(database: Database) -> None:
    with pytest.raises(Problem, match="timer-stands"):
        minutes.stop(database, day=DAY, spent=1, by="a", at=NOW)
    minutes.start(database, by="a", at=NOW, campaign="c", post="p", note="début")
    with pytest.raises(Problem, match="timer-runs"):
        minutes.start(database, by="a", at=NOW)
    running = minutes.timer(database)
    assert running is not None
    assert (running.began, running.post, running.note) == (NOW, "p", "début")
    with pytest.raises(sa.exc.IntegrityError):
        minutes.stop(database, day=DAY, spent=None, by="a", at=NOW)  # type: ignore[arg-type]
    assert minutes.timer(database) == running, "what could not be written ended nothing"
    done = minutes.stop(database, day=DAY, spent=30, by="a", at=NOW + timedelta(minutes=30))
    assert (done.minutes, done.began, done.post, done.note) == (30, NOW, "p", "début")
    assert minutes.timer(database) is None
