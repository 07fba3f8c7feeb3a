"""Counts read back into a real database: what is due, what stays missing, and that one account's trouble stops no other."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from typing import ClassVar

import pytest

from scheduler.clock import SimulatedClock
from scheduler.connector.base import Ability, Connector, SendFailure, Site
from scheduler.errors import Problem
from scheduler.flow.collect import Collected, collect
from scheduler.model.account import Account
from scheduler.model.delivery import Delivery, Event, Receipt
from scheduler.model.engagement import AGES, Counts
from scheduler.model.failure import Failure, Kind
from scheduler.model.network import Rules
from scheduler.model.notice import Where
from scheduler.sentences.stored import said
from scheduler.store import accounts, attempts, deliveries, patience, snapshots
from scheduler.store.database import Database
from tests.flow.remote import RULES
from tests.store.making import LEASE, NOW, add, new, opened

SEEN = Counts(reactions=4, replies=0, shares=None)


@dataclass
class Server:
    """What a network would say, and what it was asked."""

    answers: Mapping[str, Counts] | None = None
    """By remote id; None: `SEEN` for every id."""
    followers: int | None = 250
    trouble: SendFailure | None = None
    asked: list[list[str]] = field(default_factory=list)
    counted: int = 0
    figures: Mapping[str, int] = field(default_factory=dict)
    """What it says of the account besides its followers."""
    patience: int | None = None
    """Requests after which it wants to be left alone; None: never."""


class Counting(Connector):
    """Answers as its server says."""

    rules: ClassVar[Rules] = RULES
    docs: ClassVar[str] = "https://network.example/docs"
    can = Ability.COUNTS | Ability.FOLLOWERS
    server: Server

    def counts(self, remote_ids: Sequence[str]) -> Mapping[str, Counts]:
        if self.server.patience is not None and len(self.server.asked) >= self.server.patience:
            raise SendFailure(too_many(self.site.clock.now() + timedelta(minutes=40)))
        self.server.asked.append(list(remote_ids))
        if self.server.trouble:
            raise self.server.trouble
        known = self.server.answers
        return {one: SEEN if known is None else known[one] for one in remote_ids if known is None or one in known}

    def followers(self) -> int | None:
        self.server.counted += 1
        return self.server.followers

    def figures(self) -> Mapping[str, int]:
        return {**super().figures(), **self.server.figures}


def too_many(until: datetime) -> Failure:
    """429, with the time of the reset."""
    return Failure(kind=Kind.NOT_SENT, code="send-rate-limited", status=429, detail="slow down", retry_at=until)


class Simulating(Counting):
    """The same, invented."""

    simulated = True


class Deaf(Counting):
    """Gives no counts."""

    can = Ability.NONE


@dataclass
class World:
    """A database, a clock, and a server for each account."""

    database: Database
    clock: SimulatedClock
    folder: Path
    servers: dict[str, Server] = field(default_factory=dict)
    kinds: dict[str, type[Counting]] = field(default_factory=dict)

    def connector(self, account: str) -> Connector:
        if account == "musee-locked":
            raise Problem("secret-missing", where=account)
        site = Site(
            account=Account(name=account, network="scripted", through="scripted", where=Where(file="config.toml")),
            rules=RULES,
            clock=self.clock,
            secret=str,
            folder=self.folder,
        )
        made = self.kinds.get(account, Counting)(site)
        made.server = self.servers.setdefault(account, Server())
        return made

    def publish(self, post: str, account: str = "musee-mastodon", parts: int = 1) -> Delivery:
        """One post out, now."""
        add(self.database, new(post, account, due=self.clock.now(), parts=parts, too_late_at=None), at=self.clock.now())
        now = self.clock.now()
        (one,) = deliveries.claim(self.database, now=now, lease=LEASE, most=1, busy=())
        for part in range(1, parts + 1):
            attempt = attempts.begin(
                self.database, one, part=part, key=f"{one.tag}#{part}", at=now, deadline=now + LEASE, by="test"
            )
            assert attempt is not None
            remote = f"{account}-{post}-{part}"
            receipt = Receipt(part=part, remote_id=remote, url=f"https://network.example/{remote}", at=now)
            event = Event.SENT if part == parts else None
            done = attempts.end(self.database, one, attempt, receipt=receipt, event=event, by="test", at=now)
            assert done is not None
            one = done
        return one

    def collect(self, after: timedelta = timedelta(0)) -> Collected:
        self.clock.advance(after)
        return collect(self.database, self.connector, self.clock)


@pytest.fixture
def world(tmp_path: Path) -> Iterator[World]:
    clock = SimulatedClock(NOW)
    database = opened(tmp_path, clock)
    yield World(database=database, clock=clock, folder=tmp_path)
    database.close()


def test_nothing_is_due_before_the_first_age(world: World) -> None:
    world.publish("reserves")
    assert world.collect(timedelta(minutes=59)) == Collected()
    assert world.servers == {}


def test_each_age_is_read_once_with_the_real_age_kept(world: World) -> None:
    post = world.publish("reserves")
    done = [world.collect(AGES[0] + timedelta(minutes=7)), world.collect(), world.collect(AGES[1] - AGES[0])]
    assert [one.read for one in done] == [1, 0, 1]
    first, second = snapshots.select(world.database, tags=[post.tag])
    assert (first.age, first.taken - post.receipts[0].at) == (AGES[0], timedelta(hours=1, minutes=7))
    assert (second.age, first.counts, first.simulated) == (AGES[1], SEEN, False)
    assert first.counts.shares is None


def test_all_parts_of_an_account_are_asked_for_in_one_request(world: World) -> None:
    for post in ("reserves", "caisse"):
        world.publish(post, parts=2)
    assert world.collect(AGES[0]).read == 4
    assert world.servers["musee-mastodon"].asked == [
        [f"musee-mastodon-{post}-{part}" for post in ("reserves", "caisse") for part in (1, 2)]
    ]


def test_ages_that_were_slept_through_stay_missing(world: World) -> None:
    post = world.publish("reserves")
    world.collect(timedelta(days=8))
    (only,) = snapshots.select(world.database, tags=[post.tag])
    assert (only.age, only.taken - post.receipts[0].at) == (timedelta(days=7), timedelta(days=8))


def test_one_account_in_trouble_stops_no_other(world: World) -> None:
    for account in ("musee-a", "musee-b", "musee-locked"):
        world.publish("reserves", account)
    down = Failure(kind=Kind.NOT_SENT, code="send-interrupted", status=503, detail="\x1b[2Jdown")
    world.servers["musee-a"] = Server(trouble=SendFailure(down))
    done = world.collect(AGES[0])
    assert (done.due, done.read, sorted(done.failed)) == (3, 1, ["musee-a", "musee-locked"])
    assert "\x1b" not in said(done.failed["musee-a"], "fr")
    world.servers["musee-a"].trouble = None
    assert world.collect().read == 1


def test_a_post_that_is_gone_is_noted_once_an_age_and_never_as_zero(world: World) -> None:
    post = world.publish("reserves")
    world.servers["musee-mastodon"] = Server(answers={})
    assert world.collect(AGES[0]).gone == (post.tag,)
    assert world.collect().gone == ()
    (noted,) = snapshots.select(world.database, tags=[post.tag])
    assert noted.counts.given == ()


def test_an_id_made_of_a_persons_address_is_never_called_gone(world: World) -> None:
    """The last piece of an address is not what every network calls its posts."""
    now = world.clock.now()
    add(world.database, new("reserves", "musee-mastodon", due=now, parts=1, too_late_at=None), at=now)
    (one,) = deliveries.claim(world.database, now=now, lease=LEASE, most=1, busy=())
    attempt = attempts.begin(world.database, one, part=0, key="k", at=now, deadline=now + LEASE, by="test")
    assert attempt is not None
    lost = Failure(kind=Kind.UNKNOWN, code="send-answer-lost")
    doubtful = attempts.end(world.database, one, attempt, failure=lost, event=Event.LOST, by="test", at=now)
    assert doubtful is not None
    found = [Receipt(part=0, remote_id="3kabc", url="https://network.example/profile/musee/post/3kabc", at=now)]
    assert attempts.settle(world.database, doubtful, Event.CONFIRMED, found=found, by="a.martin", at=now)
    world.servers["musee-mastodon"] = Server(answers={})
    collected = world.collect(AGES[0])
    assert (collected.gone, collected.silent) == ((), 1)
    assert snapshots.select(world.database, tags=[one.tag]) == []


def test_a_network_that_has_nothing_yet_is_asked_again(world: World) -> None:
    post = world.publish("reserves")
    server = world.servers["musee-mastodon"] = Server(answers={"musee-mastodon-reserves-1": Counts()})
    assert world.collect(AGES[2]).silent == 1
    assert snapshots.select(world.database, tags=[post.tag]) == []
    server.answers = {"musee-mastodon-reserves-1": SEEN}
    assert world.collect(timedelta(hours=2)).read == 1
    (late,) = snapshots.select(world.database, tags=[post.tag])
    assert (late.age, late.taken - post.receipts[0].at) == (AGES[2], timedelta(hours=26))


def test_invented_counts_are_kept_as_invented(world: World) -> None:
    world.kinds["musee-mastodon"] = Simulating
    post = world.publish("reserves")
    world.collect(AGES[0])
    assert [one.simulated for one in snapshots.select(world.database, tags=[post.tag])] == [True]
    assert [one.simulated for one in accounts.followers(world.database)] == [True]


def test_a_network_without_counts_is_not_asked(world: World) -> None:
    world.kinds["musee-mastodon"] = Deaf
    world.publish("reserves")
    assert world.collect(AGES[0]).unable == ("musee-mastodon",)
    assert world.servers["musee-mastodon"].asked == []


def test_followers_are_counted_once_a_day_also_when_nothing_is_due(world: World) -> None:
    world.publish("reserves")
    done = [world.collect(AGES[0]).followers, world.collect(timedelta(hours=1)).followers]
    done += [world.collect(timedelta(days=1)).followers for _ in range(3)]
    assert done == [1, 0, 1, 1, 1]
    assert [one.count for one in accounts.followers(world.database, "musee-mastodon")] == [250] * 4


def test_unknown_followers_are_not_kept(world: World) -> None:
    world.publish("reserves")
    world.servers["musee-mastodon"] = Server(followers=None)
    assert world.collect(AGES[0]).followers == 0
    assert accounts.followers(world.database) == []


def test_readings_are_never_overwritten(world: World) -> None:
    """A count that falls is a new line; what was read before stays."""
    post = world.publish("reserves")
    world.collect(AGES[0])
    server: Callable[[int], Server] = lambda reactions: Server(  # noqa: E731 - one use
        answers={"musee-mastodon-reserves-1": Counts(reactions=reactions)}
    )
    world.servers["musee-mastodon"] = server(2)
    world.collect(AGES[1] - AGES[0])
    kept = snapshots.select(world.database, tags=[post.tag])
    assert [one.counts.reactions for one in kept] == [4, 2]


ENTIRE = Counts(reactions=4, replies=1, shares=0, views=900)


def usual_views(world: World) -> None:
    """Three posts at which the network gave views, at every age they have reached."""
    for number in range(3):
        world.publish(f"before-{number}")
    world.servers["musee-mastodon"] = Server(
        answers={f"musee-mastodon-before-{number}-1": ENTIRE for number in range(3)}
    )
    assert world.collect(AGES[2]).read == 3
    world.clock.advance(timedelta(days=40))


def test_a_metric_that_comes_late_is_asked_for_again_and_what_came_is_kept(world: World) -> None:
    """An insight that is an empty set for a day (https://developers.facebook.com/docs/instagram-platform/reference/instagram-media/insights)."""
    usual_views(world)
    post = world.publish("reserves")
    server = world.servers["musee-mastodon"]
    server.answers = {"musee-mastodon-reserves-1": SEEN}
    first = world.collect(AGES[2])
    assert (first.read, first.partly, first.silent) == (1, 1, 0)
    assert first.again == world.clock.now() + snapshots.tolerance(AGES[2]) / 6
    assert world.collect(timedelta(minutes=5)).due == 0
    server.answers = {"musee-mastodon-reserves-1": ENTIRE}
    second = world.collect(timedelta(hours=2))
    assert (second.read, second.partly) == (1, 0)
    kept = snapshots.select(world.database, tags=[post.tag], latest=False)
    assert [one.counts for one in kept] == [SEEN, ENTIRE]
    assert world.collect(timedelta(hours=2)).due == 0


def test_nobody_is_asked_for_ever(world: World) -> None:
    """A metric that never comes is let go with the age; some six times are enough."""
    usual_views(world)
    world.publish("reserves")
    server = world.servers["musee-mastodon"]
    server.answers = {"musee-mastodon-reserves-1": SEEN}
    server.asked.clear()
    world.collect(AGES[2])
    for _ in range(50):
        world.collect(timedelta(minutes=15))
    assert 5 <= len(server.asked) <= 7
    assert not patience.still_open(world.database).get("musee-mastodon")


def test_a_metric_that_ended_is_soon_missed_no_more(world: World) -> None:
    usual_views(world)
    answers = {f"musee-mastodon-after-{number}-1": SEEN for number in range(5)}
    world.servers["musee-mastodon"].answers = answers
    found = []
    for number in range(5):
        world.publish(f"after-{number}")
        found.append(world.collect(AGES[2]).partly)
        world.clock.advance(timedelta(days=40))
    assert found == [1, 1, 1, 0, 0]


def test_what_is_open_is_still_open_after_a_restart(world: World, tmp_path: Path) -> None:
    world.publish("reserves")
    world.servers["musee-mastodon"] = Server(answers={"musee-mastodon-reserves-1": Counts()})
    done = world.collect(AGES[2])
    again = World(database=world.database, clock=world.clock, folder=tmp_path)
    assert done.again is not None
    assert again.collect(timedelta(minutes=1)).due == 0
    assert again.collect(done.again - world.clock.now()).read == 1


def test_an_account_that_wants_to_be_left_alone_is(world: World) -> None:
    world.publish("reserves")
    world.servers["musee-mastodon"] = Server(patience=0)
    first = world.collect(AGES[0])
    assert list(first.failed) == ["musee-mastodon"]
    world.servers["musee-mastodon"].patience = None
    second = world.collect(timedelta(minutes=5))
    assert (second.due, second.read, second.again) == (1, 0, world.clock.now() + timedelta(minutes=35))
    assert "waits-for-account" in second.failed["musee-mastodon"]
    assert world.servers["musee-mastodon"].asked == []
    assert world.collect(timedelta(minutes=36)).read == 1


def test_a_pass_that_is_broken_off_keeps_what_it_read_and_goes_on_from_there(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As a kill between two requests: nothing that was read is asked for twice, nothing is kept twice."""
    monkeypatch.setattr("scheduler.flow.collect.AT_ONCE", 2)
    for number in range(5):
        world.publish(f"post-{number}")
    server = world.servers["musee-mastodon"] = Server(trouble=None)
    answer, asked = Counting.counts, server.asked

    def killed(self: Counting, remote_ids: Sequence[str]) -> Mapping[str, Counts]:
        if len(asked) == 2:
            raise KeyboardInterrupt
        return answer(self, remote_ids)

    with monkeypatch.context() as patched:
        patched.setattr(Counting, "counts", killed)
        with pytest.raises(KeyboardInterrupt):
            world.collect(AGES[0])
    assert len(snapshots.select(world.database, latest=False)) == 4
    assert (world.collect().read, len(asked)) == (1, 3)
    every = [one for some in asked for one in some]
    assert len(every) == len(set(every)) == 5
    assert len(snapshots.select(world.database, latest=False)) == 5


def test_a_limit_in_the_middle_keeps_what_came_before_it(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("scheduler.flow.collect.AT_ONCE", 2)
    for number in range(3):
        world.publish(f"post-{number}")
    world.servers["musee-mastodon"] = Server(patience=1)
    found = world.collect(AGES[0])
    assert (found.due, found.read, list(found.failed)) == (3, 2, ["musee-mastodon"])


def test_what_else_a_network_says_of_an_account_is_kept_each_day(world: World) -> None:
    world.publish("reserves")
    server = world.servers["musee-mastodon"] = Server(figures={"posts": 41, "following": 3})
    world.collect(AGES[0])
    server.figures = {"posts": 42}
    world.collect(timedelta(hours=2))
    world.collect(timedelta(days=1))
    kept = [(one.name, one.value) for one in accounts.figures(world.database, "musee-mastodon")]
    assert kept == [("following", 3), ("posts", 41), ("posts", 42)]


def test_an_account_that_is_connected_is_counted_before_its_first_post(world: World) -> None:
    found = collect(world.database, world.connector, world.clock, connected=["musee-mastodon"])
    assert (found.followers, found.again) == (1, world.clock.now() + timedelta(days=1))
