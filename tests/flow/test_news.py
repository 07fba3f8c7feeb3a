"""What people are told: each thing once, through restarts and dead services, together where it happened together."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, time, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from scheduler.flow import digest as morning
from scheduler.flow.newsroom import PERIOD, RETRY, WINDOW, Newsroom
from scheduler.model.delivery import Event, State
from scheduler.model.health import Health
from scheduler.notify import News, message
from scheduler.notify.digest import digested
from scheduler.store import accounts, deliveries, health
from scheduler.wake import SimulatedAlarm
from tests.flow.remote import Blind, Fate
from tests.flow.world import MONDAY, World

NETWORKS = {"musee": "scripted", "autre": "scripted", "tiers": "scripted"}
alone = pytest.mark.file
"""Of several workers one speaks for all, and finds in the journal what befell a post, not in what it is told."""
ABOUT = {"calendar": "Musée", "zone": "Europe/Paris"}


@dataclass
class Desk:
    """A newsroom whose messages are kept, beside a world; `again` is what a new process finds."""

    world: World
    sent: list[list[News]] = field(default_factory=list)
    takes: bool = True
    room: Newsroom = field(init=False)

    def __post_init__(self) -> None:
        self.again()

    def again(self) -> None:
        self.world.reopen()
        self.room = Newsroom(self.world.database, self.world.clock, self._send, networks=NETWORKS, **ABOUT)

    def _send(self, news: Sequence[News]) -> bool:
        if self.takes:
            self.sent.append(list(news))
        return self.takes

    def wait(self, by: timedelta) -> None:
        """Let time pass and do what is due by then, as the daemon does."""
        end = self.world.clock.now() + by
        while (due := self.room.due(self.world.clock.now())) is not None and due <= end:
            self.world.clock.advance_to(due)
            self.room.run(self.world.clock.now())
        self.world.clock.advance_to(end)

    def once(self) -> None:
        """A pass for cron."""
        self.world.news.clear()
        self.world.once()
        self.room.tell(self.world.news)
        self.room.flush()

    @property
    def told(self) -> list[tuple[str, str]]:
        return [(one.state, one.subject) for news in self.sent for one in news]


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(World(tmp_path))


def news(
    subject: str = "museumweek/a/once/musee", state: str = "failed", why: str = "missed", account: str = "musee"
) -> News:
    return News(subject=subject, state=state, why=why, account=account, network="scripted", hour=MONDAY)


def test_a_week_that_fails_at_once_is_one_message(desk: Desk) -> None:
    world = desk.world
    world.add(*(world.new(f"post-{n}", account="musee") for n in range(12)))
    world.clock.advance(timedelta(hours=3))
    desk.once()
    assert len(desk.sent) == 1
    assert len(desk.sent[0]) == 12
    _, body = message(desk.sent[0], "en")
    assert body.startswith("12 posts did not go out: too late (musee).")


@alone
def test_what_happens_within_the_window_stands_in_one_message(desk: Desk) -> None:
    desk.room.tell([news("a")])
    assert desk.room.due(desk.world.clock.now()) == MONDAY + WINDOW
    desk.world.clock.advance(timedelta(seconds=20))
    desk.room.tell([news("b", account="autre")])
    desk.wait(timedelta(minutes=1))
    assert [len(one) for one in desk.sent] == [2]


def test_nothing_new_sends_nothing(desk: Desk) -> None:
    desk.room.tell([])
    desk.wait(timedelta(hours=3))
    desk.room.flush()
    assert desk.sent == []


@alone
def test_the_same_cause_is_told_again_after_a_while_all_that_came_at_once(desk: Desk) -> None:
    desk.room.tell([news("a")])
    desk.wait(timedelta(minutes=1))
    for number in range(5):
        desk.room.tell([news(f"b{number}")])
        desk.wait(timedelta(minutes=5))
    assert len(desk.sent) == 1
    desk.wait(PERIOD)
    assert [len(one) for one in desk.sent] == [1, 5]
    desk.room.tell([news("c", why="held-fault")])
    desk.wait(timedelta(minutes=1))
    assert [one.subject for one in desk.sent[-1]] == ["c"], "another cause is told at once"


@alone
def test_every_post_for_a_person_is_told_at_its_hour(desk: Desk) -> None:
    for number in range(3):
        desk.room.tell([news(f"h{number}", state="expected", why="handed-off")])
        desk.wait(timedelta(minutes=1))
    assert len(desk.sent) == 3


@alone
def test_what_nobody_took_is_tried_again_and_kept_through_a_restart(desk: Desk) -> None:
    desk.takes = False
    desk.room.tell([news("a")])
    desk.wait(timedelta(minutes=1))
    desk.again()
    desk.takes = True
    assert desk.told == []
    desk.wait(RETRY + timedelta(minutes=1))
    assert desk.told == [("failed", "a")]
    desk.again()
    desk.wait(timedelta(hours=3))
    assert desk.told == [("failed", "a")]


def test_a_dispatcher_that_died_before_it_could_tell_is_made_up_for(desk: Desk) -> None:
    world = desk.world
    (refused, fine, held) = world.add(*(world.new(name, account=name) for name in ("musee", "autre", "tiers")))
    deliveries.move(world.database, held, Event.HELD, by="a.martin", at=world.clock.now())
    world.network.script.append(Fate.REFUSED)
    world.once()  # its news are lost with the process
    states = sorted([world.state(refused), world.state(fine)])
    assert states == [State.FAILED, State.PUBLISHED]
    desk.again()
    desk.wait(timedelta(minutes=1))
    assert [state for state, _ in desk.told] == ["failed"], "what a person did is no news"
    desk.again()
    desk.wait(timedelta(hours=5))
    assert len(desk.sent) == 1


def test_what_lay_there_before_the_first_start_is_no_news(tmp_path: Path) -> None:
    world = World(tmp_path)
    world.add(world.new())
    world.clock.advance(timedelta(hours=3))
    world.once()
    world.clock.advance(timedelta(seconds=1))
    desk = Desk(world)
    desk.wait(timedelta(hours=5))
    assert desk.sent == []


def test_an_account_is_told_once_when_it_is_lost_and_once_when_it_is_back(desk: Desk) -> None:
    world = desk.world
    world.add(world.new("a"), world.new("b", after=timedelta(hours=1)), world.new("c", after=timedelta(days=3)))
    world.network.script.append(Fate.UNAUTHORISED)
    desk.once()
    assert desk.told == [("blocked", "musee")]
    assert desk.sent[0][0].n == 2, "the posts of the next 24 hours wait"
    desk.again()
    desk.once()
    desk.wait(timedelta(hours=1))
    assert len(desk.sent) == 1
    accounts.unblock(world.database, "musee", at=world.clock.now())
    desk.again()
    desk.wait(timedelta(hours=1))
    assert desk.told[1:] == [("back", "musee")]
    desk.again()
    desk.wait(timedelta(hours=1))
    accounts.block(world.database, "musee", "missed", at=world.clock.now())
    desk.wait(timedelta(hours=1))
    assert desk.told[2:] == [("blocked", "musee")]


def test_the_end_of_credentials_is_told_14_7_and_1_days_before_and_when_it_came(desk: Desk) -> None:
    ends = MONDAY + timedelta(days=20)
    health.keep(desk.world.database, "musee", Health(identity="1", expires_at=ends), at=MONDAY)
    when: list[tuple[str, int, timedelta]] = []
    for _ in range(24 * 22):
        desk.world.clock.advance(timedelta(hours=1))
        before = len(desk.sent)
        desk.room.run(desk.world.clock.now())
        if len(desk.sent) > before:
            (one,) = desk.sent[-1]
            when.append((one.state, one.n, ends - desk.world.clock.now()))
            desk.again()
    assert [(state, n) for state, n, _ in when] == [("expires", 14), ("expires", 7), ("expires", 1), ("expired", 0)]
    assert all(timedelta(0) <= timedelta(days=n) - left <= timedelta(hours=1) for _, n, left in when)


def test_the_end_of_credentials_is_told_by_the_calendars_clock(desk: Desk) -> None:
    ends = datetime(2027, 6, 7, 22, 30, tzinfo=UTC)  # half past midnight in Paris
    health.keep(desk.world.database, "musee", Health(identity="1", expires_at=ends), at=MONDAY)
    desk.wait(timedelta(hours=1))
    ((told,),) = desk.sent
    assert told.hour is not None
    assert told.hour.isoformat() == "2027-06-08T00:30:00+02:00"


def test_renewed_credentials_are_warned_of_anew_and_those_already_short_once(desk: Desk) -> None:
    database = desk.world.database
    health.keep(database, "musee", Health(identity="1", expires_at=MONDAY + timedelta(days=3)), at=MONDAY)
    desk.wait(timedelta(hours=2))
    assert desk.told == [("expires", "musee")]
    health.keep(database, "musee", Health(identity="1", expires_at=MONDAY + timedelta(days=60)), at=MONDAY)
    desk.wait(timedelta(hours=2))
    assert len(desk.sent) == 1
    health.keep(database, "gone", Health(identity="1", expires_at=MONDAY + timedelta(days=5)), at=MONDAY)
    desk.wait(timedelta(hours=1))
    assert len(desk.sent) == 1, "an account that is not configured any more"


def test_a_post_that_cannot_go_out_is_told_after_ten_minutes_and_again_when_missed(desk: Desk) -> None:
    world = desk.world
    world.add(world.new("a"))
    world.network.script.extend([Fate.UNREACHABLE] * 50)
    told_at: dict[str, datetime] = {}
    for _ in range(40):
        desk.once()
        for state, _ in desk.told:
            told_at.setdefault(state, world.clock.now())
        world.clock.advance(timedelta(minutes=4))
    assert list(told_at) == ["late", "missed"]
    assert timedelta(minutes=10) <= told_at["late"] - MONDAY <= timedelta(minutes=14)
    assert len(desk.sent) == 2


def test_one_down_one_locked_one_dead_the_others_go_out_and_one_message_says_so(tmp_path: Path) -> None:
    world = World(tmp_path)
    desk = Desk(world)
    names = ("a-down", "b-dead", "c-locked")
    world.network.script.extend([Fate.UNREACHABLE, Fate.UNAUTHORISED, Fate.REFUSED])  # in the order of the claims
    world.add(*(world.new(account=name) for name in (*names, "musee", "autre")))
    summary = world.dispatcher(threads=1).once()
    desk.room.tell(world.news)
    desk.room.flush()
    assert summary.published == 2
    assert len(desk.sent) == 1
    assert {(one.state, one.account) for one in desk.sent[0]} == {
        ("late", "a-down"),
        ("blocked", "b-dead"),
        ("failed", "c-locked"),
    }
    for language in ("fr", "en"):
        _, body = message(desk.sent[0], language, "Musée")
        assert all(name in body for name in names)
        assert "musee" not in body.replace("museumweek", "")
        assert body.count("→") == 3
        assert not any(part.text in body for one in deliveries.select(world.database) for part in one.variant.parts)


def test_an_unknown_outcome_is_told_once_a_look_was_in_vain(tmp_path: Path) -> None:
    world = World(tmp_path, kind=Blind)
    desk = Desk(world)
    world.add(world.new())
    world.network.script.append(Fate.LOST_AFTER)
    desk.once()
    assert desk.sent == []
    for _ in range(5):
        world.clock.advance(timedelta(minutes=2))
        desk.once()
    assert [state for state, _ in desk.told] == ["unknown"]
    _, body = message(desk.sent[0], "en")
    assert "not sent again by itself" in body


def test_a_second_daemon_is_told_once_a_day(desk: Desk) -> None:
    for _ in range(3):
        desk.again()
        desk.room.stand_by()
    assert desk.told == [("standby", "Musée")]


def test_the_daemon_itself_tells_within_a_minute(desk: Desk) -> None:
    world = desk.world
    world.add(world.new())
    world.network.script.append(Fate.REFUSED)
    from scheduler.flow.brake import Brake
    from scheduler.flow.dispatch import Dispatcher

    dispatcher = Dispatcher(
        world.database,
        world.connectors,
        world.blobs,
        world.clock,
        brake=Brake([]),
        tell=desk.room.tell,
        chores=(desk.room,),
    )
    dispatcher.run(SimulatedAlarm(world.clock, until=MONDAY + timedelta(minutes=2)))
    assert [state for state, _ in desk.told] == ["failed"]


def test_the_digest_reads_the_day_from_the_queue(desk: Desk) -> None:
    world = desk.world
    world.add(
        world.new("today", after=timedelta(hours=2)),
        world.new("tomorrow", after=timedelta(days=1)),
        world.new("yes", after=timedelta(days=2), roles=("press",)),
        world.new("refused", account="autre"),
    )
    world.network.script.append(Fate.REFUSED)
    world.once()
    health.keep(world.database, "musee", Health(identity="1", expires_at=MONDAY + timedelta(days=9)), at=MONDAY)
    accounts.block(world.database, "tiers", "missed", at=MONDAY)
    found = morning.digest(world.database, world.clock.now(), "Europe/Paris", NETWORKS)
    assert [one.subject.split("/")[1] for one in found.today] == ["refused", "today"]
    assert [one.subject.split("/")[1] for one in found.waiting] == ["yes"]
    assert [one.subject.split("/")[1] for one in found.person] == ["refused"]
    assert (found.blocked, [name for name, _ in found.ends]) == (("tiers",), ["musee"])
    assert found.day == MONDAY.astimezone(ZoneInfo("Europe/Paris")).date()
    assert found.ends[0][1].time() == time(9)
    assert found.out == 0


def test_the_digest_says_what_went_out_and_what_can_wait(desk: Desk) -> None:
    world = desk.world
    world.add(world.new("out"), world.new("refused", account="autre"))
    world.network.script.append(Fate.ACCEPTED)
    world.network.script.append(Fate.REFUSED)
    world.dispatcher(threads=1).once()
    (held, yes) = world.add(
        world.new("held", after=timedelta(hours=3)), world.new("yes", after=timedelta(days=2), roles=("press",))
    )
    deliveries.move(world.database, held, Event.HELD, by="a.martin", at=world.clock.now())
    world.clock.advance(timedelta(minutes=1))
    found = morning.digest(world.database, world.clock.now(), "Europe/Paris", NETWORKS)
    assert found.out == 1
    until = {one.subject.split("/")[1]: one.until for one in (*found.person, *found.waiting)}
    assert until == {"refused": None, "held": held.too_late_at, "yes": yes.due}
    _, body = digested(found, "en")
    assert "1 post went out since yesterday morning." in body
    body = body.partition("need somebody")[2]
    assert "it can wait" in next(line for line in body.splitlines() if "/refused/" in line)
    assert "before 07/06 14:00" in next(line for line in body.splitlines() if "/held/" in line)
    assert "before 09/06 09:00" in next(line for line in body.splitlines() if "/yes/" in line)
