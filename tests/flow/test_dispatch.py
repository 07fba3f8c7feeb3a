"""The dispatcher: what is due and what is too late, one an account, the brake, one daemon a database, a clean end."""

import os
import sqlite3
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from queue import SimpleQueue
from typing import Any

import pytest

from scheduler.clock import SimulatedClock
from scheduler.connector.base import Outgoing
from scheduler.errors import Problem
from scheduler.flow import approve
from scheduler.flow.beginning import WINDOW, Sending
from scheduler.flow.brake import Brake
from scheduler.flow.chore import Careful
from scheduler.flow.owed import Owed
from scheduler.flow.publish import Publisher
from scheduler.flow.readying import Readying
from scheduler.flow.reconcile import LOOKS
from scheduler.flow.voices import Voices
from scheduler.model.delivery import Delivery, State
from scheduler.model.failure import Kind
from scheduler.sentences.stored import said
from scheduler.store import approvals, attempts, deliveries, lock
from scheduler.store.database import open_database
from scheduler.store.slate import Slate
from scheduler.store.writer import Work
from scheduler.wake import SimulatedAlarm
from tests.flow.remote import Blind, Fate, Keyed
from tests.flow.world import World


@pytest.fixture
def world(tmp_path: Path) -> World:
    return World(tmp_path)


def test_nothing_goes_before_its_hour_and_each_at_its_minute(world: World) -> None:
    hours = [timedelta(hours=after) for after in (3, 1, 2)]
    world.add(*(world.new(f"post-{after}", after=after) for after in hours))
    began = world.clock.now()
    assert world.once().published == 0
    assert world.run(timedelta(hours=4)).published == 3
    assert [one.at - began for one in world.network.log] == sorted(hours)


def test_too_late_is_missed_and_never_sent(world: World) -> None:
    (post,) = world.add(world.new())
    world.clock.advance(timedelta(hours=2))
    assert world.once().missed == 1
    assert world.state(post) is State.MISSED
    assert world.network.requests == 0
    assert [news.state for news in world.news] == ["missed"]


def test_one_second_before_it_is_too_late_it_still_goes(world: World) -> None:
    world.add(world.new())
    world.clock.advance(timedelta(hours=2) - timedelta(seconds=1))
    assert world.once().published == 1


def test_what_nobody_approved_in_time_is_missed_never_sent(world: World) -> None:
    (post,) = world.add(world.new(roles=("press",)))
    world.run(timedelta(hours=3))
    assert world.state(post) is State.MISSED
    assert world.network.requests == 0


def test_what_is_approved_late_goes_out_if_it_is_not_too_late(world: World) -> None:
    (post,) = world.add(world.new(roles=("press",)))
    world.run(timedelta(hours=1))
    approvals.give(world.database, [post.id], role="press", by="l.diallo", how="review", at=world.clock.now())
    assert world.once().published == 1


def test_a_clock_set_back_sends_nothing_early(world: World) -> None:
    world.add(world.new(after=timedelta(hours=1)))
    world.clock.jump(timedelta(hours=-5))
    assert world.run(timedelta(hours=5)).published == 0
    assert world.run(timedelta(hours=2)).published == 1


class BetweenClaimAndSend:
    """Does something after the claim, right before the publisher looks at its brake for the last time."""

    def __init__(self, times: int, act: Callable[[], None]) -> None:
        self.asked, self.times, self.act = 0, times, act

    def __call__(self, _: Delivery) -> str:
        self.asked += 1
        if self.asked == self.times:
            self.act()
        return ""


def claimed(world: World) -> Delivery:
    (one,) = deliveries.claim(world.database, now=world.clock.now(), lease=timedelta(minutes=3), most=1)
    return one


def publisher(world: World, brake: Callable[[Delivery], str]) -> Publisher:
    voices = Voices(world.database, world.connectors, world.clock, by="test")
    return Publisher(world.database, voices, world.blobs, world.clock, by="test", brake=brake)


@pytest.mark.parametrize("asked", [1, 2])
@pytest.mark.parametrize("slept", ["monotonic", "suspended"])
def test_a_process_that_slept_after_its_claim_does_not_send(world: World, asked: int, slept: str) -> None:
    # A suspended machine's monotonic clock stands still on Linux, so the wall clock is asked as well.
    (post,) = world.add(world.new(patience=None))
    sleep = WINDOW + timedelta(seconds=1)
    act = {"monotonic": lambda: world.clock.advance(sleep), "suspended": lambda: world.clock.jump(sleep)}[slept]
    before = claimed(world)
    at = world.clock.monotonic()
    after = publisher(world, BetweenClaimAndSend(asked, act)).publish(before, claimed=at)
    assert after.state is State.READY
    assert world.network.requests == 0
    assert attempts.of(world.database, post.id)[-1].outcome == Kind.NOT_SENT
    assert world.once().published == 1


def test_a_receipt_that_is_left_with_who_writes_is_kept_before_anybody_is_told(world: World) -> None:
    (post,) = world.add(world.new())
    told: SimpleQueue[Delivery | BaseException] = SimpleQueue()
    sender = publisher(world, lambda _: "")
    answers: list[Any] = []
    sent = sender._answered
    sender._answered = lambda *given: answers.append(given)  # type: ignore[method-assign]
    assert sender.send(Sending(claimed(world)), told.put) is None
    assert world.state(post) is State.SENDING, "its attempt stands, its answer is with the sender"
    with ThreadPoolExecutor(1) as pool, world.database.write():
        assert pool.submit(sent, *answers[0]).result(20) is None, "it does not wait for the database"
        assert told.empty()
    after = told.get(timeout=20)
    assert isinstance(after, Delivery)
    assert after.state is world.state(post) is State.PUBLISHED
    assert not sender.owes


def test_a_receipt_that_was_left_and_finds_no_room_is_owed(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    (post,) = world.add(world.new())
    told: SimpleQueue[Delivery | BaseException] = SimpleQueue()
    sender = publisher(world, lambda _: "")
    slate = Slate(world.database.witness)
    slate.lay()

    def full(*_: object) -> list[Any]:
        raise Problem("disk-full", where="queue.db")

    with monkeypatch.context() as patch:
        patch.setattr(attempts, "ENDED", Work(full))
        assert sender.send(Sending(claimed(world)), told.put) is None
        assert isinstance(told.get(timeout=20), Owed)
    assert sender.owes
    assert [one.tag for one in slate.read()] == [post.tag], "a death now loses it not"
    (paid,) = sender.pay()
    assert paid.state is State.PUBLISHED
    assert (slate.read(), world.network.requests) == ([], 1)


def test_a_brake_pulled_after_the_claim_stops_the_send(world: World) -> None:
    (post,) = world.add(world.new())
    brake = Brake([world.stop_file])
    pull = BetweenClaimAndSend(2, world.stop_file.touch)
    after = publisher(world, lambda one: pull(one) or brake(one)).publish(claimed(world))
    assert after.state is State.READY
    assert str(world.stop_file) in said(after.reason)
    assert world.network.requests == 0
    world.stop_file.unlink()
    assert world.once().published == 1
    assert world.state(post) is State.PUBLISHED


def test_a_stop_file_stops_all_and_a_thread_in_the_middle(world: World) -> None:
    world.add(world.new("fil", "un", "deux"))

    def pull(_: Outgoing) -> None:
        world.stop_file.touch()

    world.network.after_send = pull
    assert world.once().waiting == 1
    assert world.network.texts() == ["un"]
    world.network.after_send = lambda _: None
    world.add(world.new("autre", account="autre"))
    assert world.once().published == 0
    assert world.network.requests == 1
    world.stop_file.unlink()
    assert world.once().published == 2
    assert world.network.texts("musee") == ["un", "deux"]


def test_a_dangling_link_named_stop_is_a_brake_too(world: World) -> None:
    world.stop_file.symlink_to(world.folder / "nowhere")
    world.add(world.new())
    assert world.once().published == 0


def test_a_brake_that_cannot_be_looked_at_neither_stops_nor_hides_the_others(tmp_path: Path) -> None:
    # A name too long for the disk is refused to whoever asks; a folder without rights only to those who are not root.
    locked = tmp_path / "locked"
    locked.mkdir()
    locked.chmod(0)
    other = tmp_path / "STOP"
    brake = Brake([locked / "STOP", tmp_path / ("a" * 300) / "STOP", other])
    assert brake() == ""
    other.symlink_to(tmp_path / "nowhere")
    assert str(other) in said(brake(), "en")


def test_one_call_an_account_at_a_time_and_accounts_beside_each_other(world: World) -> None:
    accounts = [f"account-{number}" for number in range(3)]
    world.add(*(world.new(f"post-{n}", account=account) for n in range(3) for account in accounts))
    together = threading.Barrier(3)
    flying: set[str] = set()

    def arrive(outgoing: Outgoing) -> None:
        account = outgoing.tag.rpartition("/")[2]
        assert account not in flying, "two calls of one account at once"
        flying.add(account)
        together.wait(timeout=30)

    def leave(outgoing: Outgoing) -> None:
        flying.discard(outgoing.tag.rpartition("/")[2])

    world.network.before_send, world.network.after_send = arrive, leave
    assert world.dispatcher(threads=3).once().published == 9
    for account in accounts:
        assert world.network.texts(account) == [f"post-{n} on {account}" for n in range(3)]


def test_a_pool_smaller_than_the_number_of_accounts_serves_them_all(world: World) -> None:
    world.add(*(world.new(account=f"account-{number}") for number in range(7)))
    assert world.dispatcher(threads=2).once().published == 7


def test_a_timed_reply_stands_under_its_post(world: World) -> None:
    (post,) = world.add(world.new("quiz", "Combien de mètres ?"))
    world.add(world.new("quiz", "Quatorze.", "Et demi.", after=timedelta(hours=9), under=post.tag))
    assert world.run(timedelta(hours=10)).published == 2
    question, answer, rest = world.network.log
    assert answer.above == question.id
    assert rest.above == answer.id
    assert answer.at - question.at == timedelta(hours=9)


@pytest.mark.parametrize("fate", [Fate.REFUSED, None])
def test_a_reply_whose_post_did_not_go_out_is_missed(world: World, fate: Fate | None) -> None:
    (post,) = world.add(world.new("quiz", "Combien ?", roles=() if fate else ("press",)))
    (reply,) = world.add(world.new("quiz", "Quatorze.", after=timedelta(hours=9), under=post.tag))
    if fate:
        world.network.script.append(fate)
    world.run(timedelta(days=1))
    assert world.state(reply) is State.MISSED
    assert post.tag in said(world.now(reply).reason)
    assert world.network.texts() == []


def test_a_reply_waits_for_a_post_that_is_late(world: World) -> None:
    (post,) = world.add(world.new("quiz", "Combien ?"))
    world.add(world.new("quiz", "Quatorze.", after=timedelta(minutes=1), under=post.tag))
    world.network.script.extend([Fate.UNREACHABLE] * 4)
    assert world.run(timedelta(hours=2)).published == 2
    assert world.network.texts() == ["Combien ?", "Quatorze."]


@pytest.mark.file
def test_a_second_dispatcher_stands_by_and_takes_over(world: World) -> None:
    world.add(world.new())
    told: list[bool] = []
    with lock.dispatcher(world.database.folder) as hold:
        assert hold
        assert world.once().standby
        alarm = SimulatedAlarm(world.clock, until=world.clock.now() + timedelta(minutes=5))
        alarm.set(world.clock.now())
        summary = world.dispatcher().run(alarm, standing_by=lambda: told.append(True))
        assert summary.standby
        assert summary.published == 0
    assert told == [True]
    assert world.network.requests == 0
    assert world.once().published == 1


def test_two_dispatchers_at_once_send_each_post_once(world: World) -> None:
    world.add(*(world.new(f"post-{n}", account=f"account-{n % 5}") for n in range(20)))
    with ThreadPoolExecutor(2) as both:
        for done in [both.submit(world.dispatcher().once) for _ in range(2)]:
            done.result()
    world.once()
    texts = world.network.texts()
    assert len(texts) == len(set(texts)) == 20


def test_told_to_stop_it_finishes_what_is_in_flight_and_gives_back_the_rest(world: World) -> None:
    world.add(world.new("fil", "un", "deux"), world.new("suivant"))
    dispatcher = world.dispatcher()
    world.network.before_send = lambda _: dispatcher.stop()
    alarm = SimulatedAlarm(world.clock, until=world.clock.now() + timedelta(hours=1))
    summary = dispatcher.run(alarm)
    assert world.network.texts() == ["un"], "the call in flight is finished, the next one is not begun"
    assert summary.waiting == 1
    states = {one.state for one in deliveries.select(world.database)}
    assert states == {State.READY}, "nothing is left half done"
    world.network.before_send = lambda _: None
    world.reopen()
    assert world.once().published == 2
    assert world.network.texts() == ["un", "deux", "suivant on musee"]


def test_told_to_stop_amid_many_it_ends_once_every_receipt_is_kept(world: World) -> None:
    world.add(*(world.new(f"post-{n}", account=f"account-{n}") for n in range(40)))
    dispatcher = world.dispatcher()

    def stop(_: Outgoing) -> None:
        if len(world.network.log) >= 6:
            dispatcher.stop()

    world.network.before_send = stop
    summary = dispatcher.run(SimulatedAlarm(world.clock, until=world.clock.now() + timedelta(hours=1)))
    states = [one.state for one in deliveries.select(world.database)]
    assert set(states) <= {State.READY, State.PUBLISHED}, "what was left with who writes is written before it ends"
    assert states.count(State.PUBLISHED) == summary.published == len(world.network.log)
    assert 6 <= summary.published < 40


def test_an_interrupt_in_the_waiting_thread_leaves_nothing_half_done(world: World) -> None:
    world.add(world.new("fil", "un", "deux"))

    class Interrupted(SimulatedAlarm):
        def wait(self, *, busy: bool) -> bool:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        world.dispatcher().run(Interrupted(world.clock, until=world.clock.now()))
    (post,) = deliveries.select(world.database)
    assert post.state in {State.READY, State.PUBLISHED}
    assert len(world.network.log) == len(post.receipts)


@pytest.mark.file
def test_what_a_dead_process_left_is_looked_for_before_it_is_sent(world: World) -> None:
    world.add(world.new("envoyé"), world.new("réclamé", account="autre"))
    mine = deliveries.claim(world.database, now=world.clock.now(), lease=timedelta(minutes=3), most=2)
    sent = next(one for one in mine if one.account == "musee")
    now = world.clock.now()
    attempts.begin(world.database, sent, part=0, key="k", at=now, deadline=now + timedelta(minutes=1), by="dead")
    world.reopen()
    assert world.once().published == 1, "what was only claimed goes at once"
    assert world.state(sent) is State.UNKNOWN
    assert world.run(timedelta(minutes=5)).published == 1
    assert sorted(world.network.texts()) == ["envoyé on musee", "réclamé on autre"]


@pytest.mark.file
def test_an_older_copy_of_the_database_sends_nothing_by_itself(world: World) -> None:
    world.add(world.new("un"), world.new("deux", after=timedelta(minutes=30)))
    copy = world.database.backup(world.folder / "copy.db")
    assert world.once().published == 1
    world.database.close()
    for left in world.folder.glob("queue.db*"):
        left.unlink()
    copy.rename(world.folder / "queue.db")
    world.reopen()
    assert world.database.doubt
    assert world.run(timedelta(hours=1)).held == 2
    assert world.network.texts() == ["un on musee"]


@pytest.mark.file
def test_a_database_replaced_while_it_runs_stops_the_dispatcher(world: World) -> None:
    world.add(world.new(after=timedelta(minutes=5)))
    copy = world.database.backup(world.folder / "copy.db")

    class Replacing(SimulatedAlarm):
        def wait(self, *, busy: bool) -> bool:
            copy.replace(world.folder / "queue.db")
            return super().wait(busy=busy)

    with pytest.raises(Problem) as raised:
        world.dispatcher().run(Replacing(world.clock, until=world.clock.now() + timedelta(hours=1)))
    assert raised.value.code == "database-replaced"
    assert world.network.requests == 0


def older_copy(world: World) -> None:
    """Put a copy from before the last sending in the database's place, and open it."""
    copy = world.database.backup(world.folder / "copy.db")
    assert world.once().published == 1
    world.database.close()
    for left in world.folder.glob("queue.db*"):
        left.unlink()
    copy.rename(world.folder / "queue.db")
    world.reopen()
    assert world.database.doubt


@pytest.mark.file
def test_what_becomes_due_in_the_middle_of_a_pass_is_not_sent_from_an_older_copy(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    world.add(world.new("un"), world.new("deux", account="autre", after=timedelta(minutes=1)))
    older_copy(world)
    hold = deliveries.hold_due

    def slowly(*given: Any, **named: Any) -> list[Delivery]:
        held = hold(*given, **named)
        world.clock.advance(timedelta(minutes=1))
        return held

    monkeypatch.setattr(deliveries, "hold_due", slowly)
    world.once()
    assert world.network.texts() == ["un on musee"]


@pytest.mark.file
def test_nothing_is_sent_again_by_its_key_from_an_older_copy(world: World) -> None:
    lost, _ = world.add(world.new("perdu"), world.new("un", account="autre", after=timedelta(seconds=1)))
    world.kind = Keyed
    world.reopen()
    world.network.script.append(Fate.LOST_BEFORE)
    assert world.once().unknown == 1
    world.clock.advance(timedelta(seconds=1))
    older_copy(world)
    world.run(timedelta(hours=1))
    assert world.state(lost) is State.UNKNOWN
    assert world.network.texts() == ["un on autre"]


def restore_in_place(world: World, copy: Path) -> None:
    """SQLite's own backup into the live file, which stays the same one at its path."""
    with closing(sqlite3.connect(copy)) as old, closing(sqlite3.connect(world.folder / "queue.db")) as live:
        old.backup(live)


@pytest.mark.file
def test_an_older_copy_put_into_the_live_file_stops_the_daemon(world: World) -> None:
    world.add(world.new("un"), world.new("deux", after=timedelta(minutes=30)))
    copy = world.database.backup(world.folder / "copy.db")

    class Restoring(SimulatedAlarm):
        def wait(self, *, busy: bool) -> bool:
            if world.network.log and not busy and copy.exists():
                restore_in_place(world, copy)
                copy.unlink()
            return super().wait(busy=busy)

    with pytest.raises(Problem) as raised:
        world.dispatcher().run(Restoring(world.clock, until=world.clock.now() + timedelta(hours=1)))
    assert raised.value.code == "database-replaced"
    assert world.network.texts() == ["un on musee"]
    world.database.close()
    world.reopen()
    assert world.run(timedelta(hours=1)).held == 2
    assert world.network.texts() == ["un on musee"]


@pytest.mark.file
def test_one_that_stood_by_while_an_older_copy_was_put_in_place_holds_what_is_due(world: World) -> None:
    world.add(world.new("un"), world.new("deux", after=timedelta(minutes=30)))
    copy = world.database.backup(world.folder / "copy.db")
    waiting = world.dispatcher()
    world.reopen()
    assert world.once().published == 1
    restore_in_place(world, copy)
    assert waiting.run(SimulatedAlarm(world.clock, until=world.clock.now() + timedelta(hours=1))).held == 2
    assert world.network.texts() == ["un on musee"]


@pytest.mark.file
def test_a_lock_replaced_while_it_runs_stops_the_dispatcher(world: World) -> None:
    world.add(world.new(after=timedelta(minutes=5)))

    class Replacing(SimulatedAlarm):
        def wait(self, *, busy: bool) -> bool:
            path = world.database.folder / lock.LOCK
            path.unlink()
            path.touch()
            return super().wait(busy=busy)

    with pytest.raises(Problem) as raised:
        world.dispatcher().run(Replacing(world.clock, until=world.clock.now() + timedelta(hours=1)))
    assert raised.value.code == "dispatcher-lock-replaced"


def test_an_answer_that_cannot_be_written_down_is_kept_and_nothing_new_begins(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    world.add(world.new("fil", "un", "deux"), world.new("suivant"))
    end, full = attempts.end, [True, True, True]

    def failing(*given: object, **named: object) -> object:
        if full:
            full.pop()
            raise Problem("disk-full", where="queue.db")
        return end(*given, **named)  # type: ignore[arg-type]

    monkeypatch.setattr(attempts, "end", failing)
    dispatcher = world.dispatcher()
    summary = dispatcher.run(SimulatedAlarm(world.clock, until=world.clock.now() + timedelta(minutes=30)))
    assert summary.published == 2
    assert world.network.texts() == ["un", "deux", "suivant on musee"]
    assert world.network.looks == 0, "the receipt was not lost"


def test_a_fault_in_one_delivery_holds_it_and_the_others_go(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    (bad,) = world.add(world.new("mauvais"))
    world.add(world.new("bon"), world.new("bon", account="autre"))

    def broken(self: Readying, delivery: Delivery, *rest: Any) -> object:
        if delivery.id == bad.id:
            raise ZeroDivisionError("a fault of ours")
        return ready(self, delivery, *rest)

    ready = Readying.__call__
    monkeypatch.setattr(Readying, "__call__", broken)
    assert world.once().published == 2
    assert world.state(bad) is State.HELD
    assert "ZeroDivisionError" in world.now(bad).reason


def test_a_store_that_fails_before_the_send_puts_the_delivery_back(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    world.add(world.new())
    begin, busy = attempts.begin_all, [True]

    def failing(*given: object, **named: object) -> object:
        if busy:
            busy.pop()
            raise Problem("database-busy", where="queue.db")
        return begin(*given, **named)  # type: ignore[arg-type]

    monkeypatch.setattr(attempts, "begin_all", failing)
    assert world.run(timedelta(minutes=10)).published == 1
    assert len(world.network.log) == 1


def test_it_says_that_it_lives(world: World) -> None:
    beats: list[lock.Beat | None] = []
    world.once()
    beats.append(lock.last_beat(world.database.folder))
    dispatcher = world.dispatcher(coming=lambda _due, _look: beats.append(lock.last_beat(world.database.folder)))
    dispatcher.run(SimulatedAlarm(world.clock, until=world.clock.now() + timedelta(minutes=5)))
    beats.append(lock.last_beat(world.database.folder))
    assert [one and one.daemon for one in beats] == [False, True, None], "a pass, a daemon, one that has ended"


def test_it_says_what_is_next_due_at_the_start_and_after_its_work(world: World) -> None:
    start = world.clock.now()
    hours = [start + timedelta(minutes=10), start + timedelta(minutes=20)]
    world.add(*(world.new(f"post-{n}", after=hour - start) for n, hour in enumerate(hours)))
    said: list[datetime | None] = []
    alarm = SimulatedAlarm(world.clock, until=start + timedelta(hours=1))
    assert world.dispatcher(coming=lambda due, _: said.append(due)).run(alarm).published == 2
    assert said == [*hours, None]


def test_it_says_when_it_looks_again_for_what_may_be_out_and_when_it_looks_no_more(tmp_path: Path) -> None:
    world = World(tmp_path / "blind", kind=Blind)
    (lost,) = world.add(world.new("perdu"))
    world.network.script.append(Fate.LOST_AFTER)
    said: list[tuple[datetime | None, datetime | None]] = []
    until = world.clock.now() + timedelta(days=3)
    world.dispatcher(coming=lambda due, look: said.append((due, look))).run(SimulatedAlarm(world.clock, until=until))
    assert world.state(lost) is State.UNKNOWN
    looks = [look for _, look in said]
    assert len(looks) == len(LOOKS) + 1, "once a look, and once that there is none any more"
    assert looks[-1] is None
    assert looks[:-1] == sorted(look for look in looks if look)
    assert {due for due, _ in said} == {None}


def test_what_a_person_has_settled_wakes_nobody(tmp_path: Path) -> None:
    world = World(tmp_path / "blind", kind=Blind)
    (lost,) = world.add(world.new("perdu"))
    world.network.script.append(Fate.LOST_AFTER)
    said: list[datetime | None] = []

    def settle(_: datetime | None, look: datetime | None) -> None:
        said.append(look)
        if len(said) == 1:
            url = "https://network.example/musee/status/17"
            approve.confirm(world.database, [lost.tag], url=url, by="c.lam", at=world.clock.now())

    until = world.clock.now() + timedelta(hours=1)
    world.dispatcher(coming=settle).run(SimulatedAlarm(world.clock, until=until))
    assert world.state(lost) is State.PUBLISHED
    assert len(said) == 2
    assert said[-1] is None


def test_a_chore_is_done_at_its_hour_by_the_same_loop(world: World) -> None:
    class Collecting:
        def __init__(self, clock: SimulatedClock) -> None:
            self.next: datetime | None = clock.now() + timedelta(hours=1)
            self.done: list[datetime] = []

        def due(self, now: datetime) -> datetime | None:
            return self.next

        def run(self, now: datetime) -> None:
            self.done.append(now)
            self.next = now + timedelta(hours=5) if len(self.done) < 3 else None

    began, chore = world.clock.now(), Collecting(world.clock)
    dispatcher = world.dispatcher()
    dispatcher._chores = (Careful(chore, world.database, world.clock),)
    dispatcher.run(SimulatedAlarm(world.clock, until=began + timedelta(days=2)))
    assert [at - began for at in chore.done] == [timedelta(hours=hours) for hours in (1, 6, 11)]


def test_another_process_that_takes_the_delivery_over_is_left_alone(world: World) -> None:
    (post,) = world.add(world.new())
    mine = claimed(world)
    stolen = attempts.recover(world.database, at=world.clock.now()).ready
    assert [one.id for one in stolen] == [post.id]
    theirs = claimed(world)
    after = publisher(world, lambda _: "").publish(mine)
    assert (after.state, after.token) == (State.CLAIMED, theirs.token)
    assert world.network.requests == 0
    assert publisher(world, lambda _: "").publish(replace(theirs)).state is State.PUBLISHED


@pytest.mark.skipif(os.name == "nt", reason="SQLite's files cannot be replaced while open on Windows")
@pytest.mark.file
def test_a_foreign_database_is_not_published_from(world: World) -> None:
    world.add(world.new())
    world.database.close()
    world.database = open_database(world.folder / "queue.db", clock=world.clock, state=world.folder / "other-machine")
    assert world.database.foreign
    alarm = SimulatedAlarm(world.clock, until=world.clock.now() + timedelta(hours=1))
    before = world.clock.now()
    for summary in (world.once(), world.dispatcher().run(alarm)):
        assert (summary.standby, summary.foreign) == (True, True)
    assert world.clock.now() == before, "waiting could not make it ours"
    assert world.network.requests == 0
