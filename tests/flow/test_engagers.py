"""Who engaged, read from a server on a real socket into a real database: keyed, gone on with, within budgets, and forgotten."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path

import pytest

from scheduler.clock import SimulatedClock
from scheduler.connector.base import Connector, SendFailure
from scheduler.connector.shown import EngagerPage
from scheduler.errors import Problem
from scheduler.flow import engagers as flow
from scheduler.flow import publics_weeks
from scheduler.flow.engagers import Gathered, gather, hashes
from scheduler.model.delivery import Delivery, Event
from scheduler.model.engagement import Counts, Snapshot
from scheduler.model.failure import Failure, Kind
from scheduler.model.publics import AGE, LATE, Act, Acted, Sort, key_id, pseudonym
from scheduler.networks.mastodon import Mastodon
from scheduler.sentences.stored import said
from scheduler.store import attempts, deliveries, engagers, publics_kept, snapshots
from scheduler.store.database import Database
from scheduler.testing import samples
from scheduler.testing.fake_mastodon import FakeMastodon, Fault, State
from scheduler.testing.fake_mastodon.engaging import Engaged
from tests.store.making import LEASE, NOW, add, new, opened

KEY = b"0" * 32
ACCOUNT = "musee-mastodon"
PLANTED = ("ada@planted.example", "grace@planted.example", "lin@planted.example")


@dataclass
class World:
    """A database, a clock, and a server whose people answer."""

    database: Database
    clock: SimulatedClock
    server: FakeMastodon
    mastodon: Mastodon
    asked_for_key: int = 0
    allowed: bool = True
    trouble: Exception | None = None
    log: list[str] = field(default_factory=list)

    def connector(self, _account: str) -> Connector:
        return self.mastodon

    def key(self) -> bytes:
        self.asked_for_key += 1
        if self.trouble:
            raise self.trouble
        return KEY

    def publish(self, post: str, engaged: Engaged | None = None) -> Delivery:
        """One post out, now; `engaged` is what becomes of it."""
        now = self.clock.now()
        add(self.database, new(post, ACCOUNT, due=now, too_late_at=None), at=now)
        (one,) = deliveries.claim(self.database, now=now, lease=LEASE, most=1, busy=())
        attempt = attempts.begin(self.database, one, part=1, key=one.tag, at=now, deadline=now + LEASE, by="test")
        assert attempt is not None
        receipt = self.mastodon.publish(samples.outgoing(f"Et vous ? {post}", Mastodon.rules, key=post, number=1))
        if engaged:
            self.server.state.engaged[receipt.remote_id] = engaged
        done = attempts.end(self.database, one, attempt, receipt=receipt, event=Event.SENT, by="test", at=now)
        assert done is not None
        return done

    def count(self, one: Delivery, **counts: int) -> None:
        """Counts that were read at seven days."""
        snapshots.add(
            self.database, [Snapshot(tag=one.tag, part=1, age=AGE, taken=self.clock.now(), counts=Counts(**counts))]
        )

    def gather(self, after: timedelta = timedelta(0)) -> Gathered:
        self.clock.advance(after)
        self.server.state.requests.clear()
        return gather(self.database, self.connector, self.clock, key=self.key, allowed=self.allowed)

    @property
    def asked(self) -> list[str]:
        return [path.rpartition("/")[2] for _, path in self.server.state.requests if "/statuses/" in path]

    def acts(self, age: timedelta = LATE) -> list[Acted]:
        return engagers.acts(self.database, key_id(KEY), age=age)

    def who(self) -> set[str]:
        return {one.pseudonym for one in self.acts()}


def keyed(*handles: str) -> set[str]:
    return {pseudonym(KEY, "mastodon", one) for one in handles}


@pytest.fixture
def world(tmp_path: Path) -> Iterator[World]:
    clock = SimulatedClock(NOW)
    database = opened(tmp_path, clock)
    with FakeMastodon(State(clock=clock)) as server:
        settings, secrets = {"access_token": "env:T"}, {"env:T": server.token}
        site = samples.site(
            Mastodon.rules,
            tmp_path,
            name=ACCOUNT,
            base_url=server.base_url,
            settings=settings,
            secrets=secrets,
            now=clock,
        )
        mastodon = Mastodon(site)
        yield World(database=database, clock=clock, server=server, mastodon=mastodon)
        mastodon.close()
    database.close()


def test_nobody_is_asked_for_before_seven_days_and_no_key_is_made(world: World) -> None:
    world.publish("reserves", Engaged(favourited_by=list(PLANTED)))
    assert world.gather(timedelta(days=6, hours=23)) == Gathered()
    assert world.asked_for_key == 0
    assert world.asked == []


def test_at_seven_days_it_is_read_once_who_did_what(world: World) -> None:
    ada, grace, lin = PLANTED
    one = world.publish("reserves", Engaged(favourited_by=[ada, grace], reblogged_by=[ada], replies=[(lin, "public")]))
    done = world.gather(AGE)
    assert (done.posts, done.acts, done.requests, done.left) == (1, 4, 4, 0)
    assert {(each.pseudonym, each.act, each.tag, each.network, each.age) for each in world.acts()} == {
        (*keyed(ada), Act.REACTION, one.tag, "mastodon", AGE),
        (*keyed(grace), Act.REACTION, one.tag, "mastodon", AGE),
        (*keyed(ada), Act.SHARE, one.tag, "mastodon", AGE),
        (*keyed(lin), Act.REPLY, one.tag, "mastodon", AGE),
    }
    (heard,) = engagers.heard(world.database, key_id(KEY), age=AGE)
    assert (heard.tag, heard.account, heard.network, heard.at) == (one.tag, ACCOUNT, "mastodon", one.receipts[0].at)
    assert world.gather(timedelta(hours=1)) == Gathered()


def test_what_is_refused_counts_among_the_requests_of_a_pass(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(flow, "REQUESTS", 3)
    asked: list[str] = []

    def refuse(remote_id: str, *_: object) -> EngagerPage:
        asked.append(remote_id)
        raise SendFailure(Failure(kind=Kind.REFUSED, code="send-refused", status=403))

    monkeypatch.setattr(world.mastodon, "engager_page", refuse)
    for number in range(6):
        world.publish(f"post-{number}")
    done = world.gather(AGE)
    assert (len(asked), done.requests, done.left) == (3, 3, 6)


def test_late_ones_are_added_at_28_days_and_do_not_count_as_seen_at_seven(world: World) -> None:
    ada, grace, _ = PLANTED
    one = world.publish("reserves", Engaged(favourited_by=[ada]))
    world.gather(AGE)
    world.server.state.engaged[one.receipts[0].remote_id] = Engaged(favourited_by=[ada, grace])
    assert world.gather(LATE - AGE).acts == 1
    assert {each.pseudonym for each in world.acts(AGE)} == keyed(ada)
    assert world.who() == keyed(ada, grace)
    assert world.gather(timedelta(days=20)) == Gathered()


def test_what_the_counts_rule_out_is_not_asked_for(world: World) -> None:
    none, shared = world.publish("un"), world.publish("deux", Engaged(reblogged_by=[PLANTED[0]]))
    world.count(none, reactions=0, shares=0, replies=0)
    world.count(shared, reactions=0, shares=1, replies=0)
    done = world.gather(AGE)
    assert (done.posts, world.asked) == (2, ["reblogged_by", "quotes"])
    assert {one.tag for one in engagers.heard(world.database, key_id(KEY), age=AGE)} == {none.tag, shared.tag}


def test_ourselves_and_other_accounts_of_ours_are_left_out(world: World) -> None:
    one = world.publish("reserves", Engaged(favourited_by=["musee", PLANTED[0], "autre@planted.example"]))
    other = pseudonym(KEY, "mastodon", "autre@planted.example")
    engagers.refuse(world.database, [other], why=engagers.OWN, key=key_id(KEY), day=NOW.date())
    world.gather(AGE)
    assert world.who() == keyed(PLANTED[0])
    assert one.receipts


def test_a_pass_that_runs_out_of_requests_is_gone_on_with_where_it_ended(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    names = [f"person{number}@planted.example" for number in range(200)]
    world.publish("reserves", Engaged(favourited_by=names))
    monkeypatch.setattr(flow, "REQUESTS", 2)
    first = world.gather(AGE)
    assert (first.posts, first.requests, first.left, len(world.who())) == (0, 2, 1, 160)
    assert engagers.heard(world.database, key_id(KEY), age=AGE) == [], "a part of them is not who engaged"
    second = world.gather(timedelta(minutes=10))
    assert (second.requests, len(world.who())) == (2, 200)
    assert world.gather(timedelta(minutes=10)).posts == 1
    assert world.who() == keyed(*names)


def test_what_was_read_before_a_failure_is_kept_and_the_rest_is_read_later(world: World) -> None:
    world.publish("reserves", Engaged(favourited_by=[PLANTED[0]], reblogged_by=[PLANTED[1]]))
    world.mastodon.engager_name()
    world.server.state.other_faults = [Fault.NONE, Fault.LIMIT]
    broken = world.gather(AGE)
    assert (broken.posts, broken.left, len(world.who())) == (0, 1, 1)
    assert said(broken.failed[ACCOUNT], "en")
    assert world.gather(timedelta(minutes=1)).requests == 0, "the network has asked to be left alone"
    assert world.gather(timedelta(minutes=10)).posts == 1
    assert world.who() == keyed(*PLANTED[:2])


def test_real_people_are_not_collected_where_the_calendar_does_not(world: World) -> None:
    world.publish("reserves", Engaged(favourited_by=list(PLANTED)))
    world.allowed = False
    done = world.gather(AGE)
    assert (done.off, done.posts, done.requests, world.acts()) == (True, 0, 0, [])
    assert world.asked == []


def test_without_its_key_nothing_is_kept_and_the_pass_says_why(world: World) -> None:
    world.publish("reserves", Engaged(favourited_by=list(PLANTED)))
    world.trouble = Problem("publics-key-lost", where="publics.key")
    done = world.gather(AGE)
    assert (done.left, world.acts()) == (1, [])
    assert "key" in str(said(done.failed[ACCOUNT], "en"))


def test_who_is_forgotten_is_not_kept_again(world: World) -> None:
    ada, grace, _ = PLANTED
    one = world.publish("reserves", Engaged(favourited_by=[ada, grace], reblogged_by=[ada]))
    world.gather(AGE)
    names = hashes(KEY, ["mastodon", "bluesky"], f"@{ada.upper()}")
    assert engagers.kept_of(world.database, names) == 2
    gone = engagers.forget(world.database, names, key=key_id(KEY), at=world.clock.now(), by="test")
    assert (gone, world.who()) == (2, keyed(grace))
    assert engagers.forget(world.database, names, key=key_id(KEY), at=world.clock.now(), by="test") == 0
    world.gather(LATE - AGE)
    assert world.who() == keyed(grace), "read again at 28 days, and left out"
    kept = publics_kept.kept(world.database, key_id(KEY))
    assert (kept.people, kept.posts) == (1, 1)
    assert kept.refused >= 1
    assert one.receipts


def test_where_the_network_names_people_by_number_a_handle_leads_to_them(world: World) -> None:
    one = engagers.Due(
        tag="museumweek-2027/reserves/once/musee-bluesky",
        part=1,
        age=AGE,
        account="musee-bluesky",
        network="bluesky",
        remote_id="at://x",
    )
    did, handle = pseudonym(KEY, "bluesky", "did:plc:ada"), pseudonym(KEY, "bluesky", "ada.example")
    rows = [engagers.Row(pseudonym=did, act=act, sort=Sort.UNKNOWN, name=handle) for act in Act]
    day, key = NOW.date(), key_id(KEY)
    assert engagers.keep(world.database, one, rows, cursor="", key=key, day=day) == 3
    assert engagers.called(world.database, hashes(KEY, ["bluesky"], "@ada.example")) == {handle: did}
    assert engagers.forget(world.database, hashes(KEY, ["bluesky"], "Ada.example"), key=key, at=NOW, by="test") == 3
    assert engagers.keep(world.database, one, rows, cursor="", key=key, day=day) == 0, "by the id, too"
    renamed = [engagers.Row(pseudonym=did, act=Act.REPLY, sort=Sort.UNKNOWN, name="another name")]
    assert engagers.keep(world.database, one, renamed, cursor="", key=key, day=day) == 0


def test_what_is_too_old_goes_with_the_names_that_led_to_it(world: World) -> None:
    world.publish("reserves", Engaged(favourited_by=[PLANTED[0]]))
    world.gather(AGE)
    world.publish("tresor", Engaged(favourited_by=[PLANTED[1]]))
    world.gather(AGE)
    assert publics_kept.purge(world.database, NOW.date() + AGE) == 0
    assert publics_kept.purge(world.database, NOW.date() + AGE + timedelta(days=1)) == 1
    assert world.who() == keyed(PLANTED[1])


def test_another_key_lets_go_of_everything_and_what_was_kept_under_a_lost_one_can_be_let_go(world: World) -> None:
    world.publish("reserves", Engaged(favourited_by=list(PLANTED)))
    world.gather(AGE)
    kept = publics_kept.kept(world.database, "another")
    assert (kept.acts, kept.lost) == (0, 3)
    assert publics_kept.drop_lost(world.database, key_id(KEY)) == 0
    assert publics_kept.drop_lost(world.database, "another") == 3
    assert engagers.bind(world.database, key_id(KEY)) == key_id(KEY)
    assert engagers.bind(world.database, "another") == key_id(KEY), "the first that was said"
    publics_kept.clear(world.database, "another", at=NOW, by="test")
    assert engagers.bound(world.database) == "another"


@pytest.mark.file
def test_no_handle_lies_in_the_database_its_log_or_its_journal(world: World) -> None:
    world.publish("reserves", Engaged(favourited_by=list(PLANTED), replies=[(PLANTED[0], "public")]))
    world.gather(AGE)
    engagers.forget(
        world.database, hashes(KEY, ["mastodon"], PLANTED[1]), key=key_id(KEY), at=world.clock.now(), by="t"
    )
    place = world.database.path.parent
    written = {file: file.read_bytes() for file in place.rglob("*") if file.is_file()}
    assert any(file.name.endswith("-wal") for file in written)
    for file, data in written.items():
        assert b"planted" not in data, file
        assert KEY not in data, file
    with closing(sqlite3.connect(world.database.path)) as raw:
        events = [name for (name,) in raw.execute("SELECT event FROM journal")]
    assert "engager forgotten" in events


def test_a_week_is_counted_once_nothing_more_is_read_of_it_and_newcomers_only_where_that_can_be_told(
    world: World,
) -> None:
    people = [f"person{number}@planted.example" for number in range(20)]
    world.publish("un", Engaged(favourited_by=people[:12]))
    world.gather(AGE)
    world.clock.advance(timedelta(days=2))
    world.publish("deux", Engaged(favourited_by=people[4:]))
    world.gather(AGE)

    def fold(look_back: int, **more: bool) -> int:
        crowd = publics_weeks.crowd(world.database, key_id(KEY), look_back=timedelta(days=look_back))
        return publics_weeks.fold(world.database, crowd, zone="Europe/Paris", now=world.clock.now(), **more)

    assert fold(7) == 0, "late ones may still come"
    world.clock.advance(LATE)
    assert fold(7) == 1
    world.clock.advance(timedelta(days=14))
    assert fold(7) == 1
    assert fold(7) == 0
    first, second = publics_kept.weeks(world.database)
    assert (first.week, first.posts, first.people, first.newcomers, first.regulars) == ("2027-W23", 1, 12, None, None)
    assert (second.week, second.people, second.newcomers, second.regulars) == ("2027-W24", 16, 8, 8)
    assert (second.institutions, second.individuals) == (None, None), "none is an institution: that is under five"
