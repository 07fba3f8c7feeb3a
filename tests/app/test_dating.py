"""One date of a series changed by hand in the review: the file, the queue, and what is left alone."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from scheduler import config as configuration
from scheduler.app.agenda import Entry, entries
from scheduler.app.dating import Dating
from scheduler.app.editing import Editing
from scheduler.app.reviewing import Reviewing
from scheduler.app.scheduler import Scheduler
from scheduler.clock import SimulatedClock
from scheduler.connector import discover
from scheduler.errors import Problem
from scheduler.model.change import Answers
from scheduler.model.delivery import State
from tests.app.test_series_queue import CONFIG, NOW, SERIES


@pytest.fixture
def file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    (tmp_path / "config.toml").write_text(CONFIG, encoding="utf-8")
    (tmp_path / "serie.yaml").write_text(SERIES, encoding="utf-8")
    return tmp_path / "serie.yaml"


@pytest.fixture
def scheduler(file: Path) -> Iterator[Scheduler]:
    config = configuration.load(file.parent / "config.toml", networks=discover.names())
    with Scheduler(config, clock=SimulatedClock(NOW)) as opened:
        opened.queue.apply(opened.queue.propose((), Answers()), by="test")
        opened.queue.approve(["serie/mardi"], role="press", by="l.diallo", how="mail")
        yield opened


@pytest.fixture
def dating(scheduler: Scheduler) -> Dating:
    reviewing = Reviewing(scheduler, by="l.diallo")
    return Dating(reviewing, Editing(reviewing))


def entry(scheduler: Scheduler, day: str = "2027-03-16") -> Entry:
    return next(one for one in entries(scheduler.queue.deliveries()) if one.occurrence.startswith(day))


def states(scheduler: Scheduler) -> dict[str, str]:
    return {one.occurrence[5:10]: one.deliveries[0].state.value for one in entries(scheduler.queue.deliveries())}


def test_a_date_is_left_out_and_comes_back(scheduler: Scheduler, dating: Dating, file: Path) -> None:
    dating.leave_out(entry(scheduler))
    assert "    occurrences:\n      - {date: 2027-03-16, skip: true}\n" in file.read_text(encoding="utf-8")
    others = {"03-02": "ready", "03-09": "ready", "03-23": "ready", "03-30": "ready"}
    assert states(scheduler) == {**others, "03-16": "cancelled"}
    dating.as_the_series(entry(scheduler))
    assert file.read_text(encoding="utf-8") == SERIES


def test_a_date_is_moved_and_keeps_its_yes(scheduler: Scheduler, dating: Dating, file: Path) -> None:
    dating.move(entry(scheduler), timedelta(days=1, hours=2))
    assert "{date: 2027-03-16, to: 2027-03-17, at: 12h}" in file.read_text(encoding="utf-8")
    (one,) = entry(scheduler).deliveries
    assert (one.due, one.state) == (datetime(2027, 3, 17, 11, tzinfo=UTC), State.READY)
    dating.move(entry(scheduler), timedelta(days=-1, hours=-2))
    assert file.read_text(encoding="utf-8") == SERIES
    (one,) = entry(scheduler).deliveries
    assert one.due == datetime(2027, 3, 16, 9, tzinfo=UTC)


def test_a_date_gets_its_own_words(scheduler: Scheduler, dating: Dating, file: Path) -> None:
    dating.reword(entry(scheduler), "Fermé ce mardi.\n\nÀ mardi prochain.")
    assert "      - date: 2027-03-16\n        text: |\n          Fermé ce mardi.\n" in file.read_text(encoding="utf-8")
    (one,) = entry(scheduler).deliveries
    assert one.variant.parts[0].text == "Fermé ce mardi.\n\nÀ mardi prochain."
    assert one.state is State.AWAITING
    assert set(states(scheduler).values()) == {"ready", "awaiting"}


def test_what_cannot_be_is_refused_and_changes_nothing(scheduler: Scheduler, dating: Dating, file: Path) -> None:
    with pytest.raises(Problem, match="move-past"):
        dating.move(entry(scheduler), timedelta(days=-30))
    with pytest.raises(Problem, match="edit-nothing"):
        dating.as_the_series(entry(scheduler))
    assert file.read_text(encoding="utf-8") == SERIES
    file.write_text(SERIES.replace("at: 10h", "at: 11h"), encoding="utf-8")
    with pytest.raises(Problem, match="move-file-ahead"):
        dating.leave_out(entry(scheduler))
    file.write_text(SERIES.replace("day: tuesday", "day: monday"), encoding="utf-8")
    with pytest.raises(Problem, match="move-file-ahead"):
        dating.leave_out(entry(scheduler))
