"""The daemon's chores of telling: the morning's digest once a day, the outside watch every few minutes."""

import http.server
import threading
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from scheduler.app.connectors import Connectors
from scheduler.app.ground import Ground
from scheduler.app.heartbeat import EVERY, Heartbeat
from scheduler.app.telling import LATEST, Morning, Telling
from scheduler.clock import SimulatedClock
from scheduler.config import load
from scheduler.errors import Problem

CONFIG = """
[calendar]
id = "a1b2c3d4"
timezone = "Europe/Paris"
language = "fr"
[notify]
{settings}
"""
HALF_PAST_EIGHT = datetime(2027, 6, 7, 6, 30, tzinfo=UTC)


def telling(folder: Path, clock: SimulatedClock, settings: str) -> Telling:
    (folder / "config.toml").write_text(CONFIG.format(settings=settings), encoding="utf-8")
    ground = Ground(load(folder / "config.toml"), clock=clock)
    return Telling(ground, Connectors(ground))


def chore(folder: Path, clock: SimulatedClock, sent: list[tuple[str, str]]) -> Morning:
    """As a process that has just started makes it; what it sends is kept in `sent`."""
    one = telling(folder, clock, 'urls = ["env:NOWHERE"]\ndigest = "8h30"')
    found = [each for each in one.chores if isinstance(each, Morning)]
    one.notifier.send = lambda title, body: bool(sent.append((title, body)))  # type: ignore[method-assign,func-returns-value]
    return found[0]


def test_the_digest_goes_once_a_day_at_its_hour_also_across_restarts(tmp_path: Path) -> None:
    clock = SimulatedClock(HALF_PAST_EIGHT - timedelta(hours=2))
    sent: list[tuple[str, str]] = []
    for _ in range(3):
        one = chore(tmp_path, clock, sent)
        due = one.due(clock.now())
        assert due is not None
        clock.advance_to(due)
        one.run(clock.now())
        assert one.due(clock.now()) == due + timedelta(days=1)
    assert [title.rpartition(": ")[2] for title, _ in sent] == [
        "lundi 7 juin 2027",
        "mardi 8 juin 2027",
        "mercredi 9 juin 2027",
    ]


def test_a_morning_that_was_slept_through_is_made_up_for_until_noon(tmp_path: Path) -> None:
    clock = SimulatedClock(HALF_PAST_EIGHT + LATEST)
    one = chore(tmp_path, clock, [])
    assert one.due(clock.now()) == HALF_PAST_EIGHT
    clock.advance(timedelta(minutes=1))
    assert one.due(clock.now()) == HALF_PAST_EIGHT + timedelta(days=1)


def test_it_is_the_calendars_clock_that_counts_through_a_change_of_it(tmp_path: Path) -> None:
    clock = SimulatedClock(datetime(2027, 10, 30, 12, tzinfo=UTC))
    assert chore(tmp_path, clock, []).due(clock.now()) == datetime(2027, 10, 31, 7, 30, tzinfo=UTC)


def test_nothing_is_done_where_nothing_is_configured(tmp_path: Path) -> None:
    clock = SimulatedClock(HALF_PAST_EIGHT)
    one = telling(tmp_path, clock, 'digest = "8h30"')
    assert one.chores == ()
    one.tell([])
    one.flush()
    one.stand_by()
    with pytest.raises(Problem) as refused:
        one.test()
    assert refused.value.code == "notify-no-address"


@pytest.fixture
def watch() -> Iterator[tuple[str, list[str], list[int]]]:
    called: list[str] = []
    answers: list[int] = []

    class Handler(http.server.BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            called.append(self.path)
            self.send_response(answers.pop(0) if answers else 200)
            self.send_header("Location", "http://127.0.0.1:1/elsewhere")
            self.send_header("Content-Length", "0")
            self.end_headers()

        def log_message(self, format: str, *args: object) -> None: ...  # noqa: A002

    with http.server.HTTPServer(("127.0.0.1", 0), Handler) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}/ping/abc", called, answers
        server.shutdown()
        thread.join()


def test_the_watch_is_called_every_few_minutes(watch: tuple[str, list[str], list[int]]) -> None:
    address, called, _ = watch
    told: list[str] = []
    one = Heartbeat(lambda: address, language="en", failed=told.append)
    assert one.due(HALF_PAST_EIGHT) == HALF_PAST_EIGHT
    one.run(HALF_PAST_EIGHT)
    assert one.due(HALF_PAST_EIGHT) == HALF_PAST_EIGHT + EVERY
    assert (called, told) == (["/ping/abc"], [])


def test_a_silent_watch_is_told_once_until_it_answers_again(watch: tuple[str, list[str], list[int]]) -> None:
    address, called, answers = watch
    answers += [500, 302, 404, 200, 503]
    told: list[str] = []
    one = Heartbeat(lambda: address, language="en", failed=told.append)
    for _ in range(5):
        one.run(HALF_PAST_EIGHT)
    assert told == ["HTTP 500", "HTTP 503"]
    assert len(called) == 5, "no redirect is followed"


@pytest.mark.parametrize(
    "address", ["http://127.0.0.1:1/ping/hunter2-hunter2", "http://watch.example/hunter2-hunter2", "nonsense"]
)
def test_a_watch_that_is_away_or_in_clear_harms_nothing_and_is_not_shown(address: str) -> None:
    told: list[str] = []
    Heartbeat(lambda: address, language="fr", failed=told.append).run(HALF_PAST_EIGHT)
    assert len(told) == 1
    assert "hunter2" not in told[0]
