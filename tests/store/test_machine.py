"""Random lives of the queue over a real database: rows move by the table only, and the journal replays to the row."""

import tempfile
from collections import Counter
from datetime import timedelta
from pathlib import Path

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from scheduler.clock import SimulatedClock
from scheduler.errors import Problem
from scheduler.model.delivery import UNSENT, Delivery, Event, Receipt, State, after
from scheduler.store import accounts, approvals, attempts, deliveries, history
from scheduler.store.deliveries import Add, Cancel, Move, Replace
from tests.store.making import HOUR, LEASE, NOW, new, opened

POSTS = ("p1", "p2")
ACCOUNTS = ("musee-x", "musee-mastodon")
ROLES = ("curator", "press")
BY = "a.martin"


class Queue(RuleBasedStateMachine):
    """People, planning, a dispatcher that may die, and its zombies, all on one file."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = tempfile.TemporaryDirectory()
        self.clock = SimulatedClock(NOW)
        self.database = opened(Path(self.folder.name), self.clock)
        self.claims: list[Delivery] = []
        self.flights: list[tuple[Delivery, attempts.Attempt]] = []
        self.tokens: dict[int, int] = {}
        self.out: Counter[tuple[int, int]] = Counter()

    def teardown(self) -> None:
        self.database.close()
        self.folder.cleanup()

    @initialize()
    def begin_with_two_posts(self) -> None:
        self.apply(Add(new("p1", account="musee-x", parts=2)), Add(new("p1", roles=ROLES)))

    def rows(self) -> list[Delivery]:
        return deliveries.select(self.database)

    def apply(self, *changes: Add | Move | Replace | Cancel) -> bool:
        try:
            deliveries.apply(self.database, changes, by=BY, at=self.clock.now(), campaigns={})
        except Problem:
            return False
        return True

    # -- planning

    @rule(
        post=st.sampled_from(POSTS),
        account=st.sampled_from(ACCOUNTS),
        roles=st.sampled_from([(), ROLES]),
        parts=st.integers(1, 2),
    )
    def plan(self, post: str, account: str, roles: tuple[str, ...], parts: int) -> None:
        one = new(post, account=account, roles=roles, parts=parts, due=self.clock.now() + HOUR)
        there = [
            row for row in self.rows() if row.tag == one.tag and row.state not in {State.CANCELLED, State.WITHDRAWN}
        ]
        assert self.apply(Add(one)) is (not there)

    @rule(data=st.data(), text=st.sampled_from(["Un.", "Deux."]))
    def edit(self, data: st.DataObject, text: str) -> None:
        row = data.draw(st.sampled_from(self.rows()))
        allowed = row.state in UNSENT | {State.FAILED, State.MISSED} and not row.receipts
        fresh = new(row.post, account=row.account, roles=row.roles, text=text, due=row.due)
        assert self.apply(Replace(row.id, fresh)) is allowed

    @rule(data=st.data(), hours=st.integers(-3, 3))
    def shift(self, data: st.DataObject, hours: int) -> None:
        row = data.draw(st.sampled_from(self.rows()))
        due = self.clock.now() + hours * HOUR
        step = Move(id=row.id, due=due, local=due, zone="Europe/Paris", too_late_at=due + 2 * HOUR)
        assert self.apply(step) is (row.state in UNSENT and not row.receipts)

    @rule(data=st.data())
    def cancel(self, data: st.DataObject) -> None:
        row = data.draw(st.sampled_from(self.rows()))
        assert self.apply(Cancel(row.id)) is (row.state in UNSENT and not row.receipts)

    # -- people

    @rule(role=st.sampled_from(ROLES))
    def approve(self, role: str) -> None:
        ids = [row.id for row in self.rows()]
        approvals.give(self.database, ids, role=role, by=BY, how="", at=self.clock.now())

    @rule(role=st.sampled_from(ROLES))
    def take_back(self, role: str) -> None:
        approvals.take_back(self.database, [row.id for row in self.rows()], role=role, by=BY, at=self.clock.now())

    @rule(data=st.data(), event=st.sampled_from(Event))
    def try_any_move(self, data: st.DataObject, event: Event) -> None:
        """Whatever is asked, the table decides; those of the engine are left to the engine's rules."""
        row = data.draw(st.sampled_from(self.rows()))
        if event in {
            Event.CLAIMED,
            Event.ATTEMPTED,
            Event.APPROVED,
            Event.UNHELD_READY,
            Event.UNHELD_AWAITING,
            Event.SENT,
        }:
            return
        try:
            end = after(row.state, event)
        except ValueError:
            end = None
        try:
            moved = deliveries.move(self.database, row, event, by=BY, at=self.clock.now(), reason="x")
        except ValueError:
            assert end is None
            return
        assert moved is not None
        assert moved.state is end

    @rule(data=st.data())
    def unhold(self, data: st.DataObject) -> None:
        held = [row for row in self.rows() if row.state is State.HELD]
        if held:
            row = data.draw(st.sampled_from(held))
            event = Event.UNHELD_AWAITING if row.missing_roles else Event.UNHELD_READY
            assert deliveries.move(self.database, row, event, by=BY, at=self.clock.now())

    @rule(account=st.sampled_from(ACCOUNTS))
    def block(self, account: str) -> None:
        if account in accounts.blocked(self.database):
            accounts.unblock(self.database, account, at=self.clock.now())
        else:
            accounts.block(self.database, account, "401", at=self.clock.now())

    # -- the dispatcher

    @rule(minutes=st.integers(1, 90))
    def time_passes(self, minutes: int) -> None:
        self.clock.advance(timedelta(minutes=minutes))

    @rule()
    def claim(self) -> None:
        now = self.clock.now()
        blocked = accounts.blocked(self.database)
        flying = {row.account for row in self.rows() if row.state in {State.CLAIMED, State.SENDING}}
        for one in deliveries.claim(self.database, now=now, lease=LEASE, most=5):
            assert one.due
            assert one.due <= now
            assert not one.missing_roles
            assert one.account not in set(blocked) | flying
            assert one.token > self.tokens.get(one.id, 0)
            flying.add(one.account)
            self.claims.append(one)

    @precondition(lambda self: self.claims)
    @rule(data=st.data())
    def begin(self, data: st.DataObject) -> None:
        one = data.draw(st.sampled_from(self.claims))
        now = deliveries.get(self.database, one.id)
        assert now
        missing = [part for part in range(len(now.variant.parts)) if part not in {each.part for each in now.receipts}]
        part = missing[0] if missing else 0
        mine = now.token == one.token and now.state in {State.CLAIMED, State.SENDING}
        at = self.clock.now()
        attempt = attempts.begin(self.database, one, part=part, key="k", at=at, deadline=at + HOUR, by="d")
        assert (attempt is not None) is mine
        if attempt:
            assert self.database.witness.read() == history.head(self.database)
            self.flights.append((one, attempt))

    @precondition(lambda self: self.flights)
    @rule(
        data=st.data(),
        event=st.sampled_from([None, Event.SENT, Event.NOT_SENT, Event.LOST, Event.REFUSED, Event.HANDED_OFF]),
    )
    def end(self, data: st.DataObject, event: Event | None) -> None:
        one, attempt = data.draw(st.sampled_from(self.flights))
        receipt = (
            Receipt(part=attempt.part, remote_id="1", url="", at=self.clock.now())
            if event in {None, Event.SENT}
            else None
        )
        before = deliveries.get(self.database, one.id)
        assert before
        mine = before.token == one.token and before.state in {State.SENDING, State.UNKNOWN, State.EXPECTED}
        at = self.clock.now()
        try:
            moved = attempts.end(self.database, one, attempt, receipt=receipt, event=event, by="d", at=at)
        except ValueError:
            assert before.state is not State.SENDING
            assert deliveries.get(self.database, one.id) == before
            return
        if not mine:
            assert moved is None
            assert deliveries.get(self.database, one.id) == before
        else:
            assert moved is not None

    @rule()
    def die_and_start_again(self) -> None:
        self.database.close()
        self.database = opened(Path(self.folder.name), self.clock)
        assert self.database.doubt is None
        attempts.recover(self.database, at=self.clock.now())
        assert not [row for row in self.rows() if row.state in {State.CLAIMED, State.SENDING}]

    # -- what always holds

    @invariant()
    def the_journal_replays_to_each_row(self) -> None:
        for row in self.rows():
            assert history.replay(history.of(self.database, row.id)) is row.state

    @invariant()
    def the_chain_is_whole(self) -> None:
        assert history.verify(self.database) is None

    @invariant()
    def tokens_never_fall(self) -> None:
        for row in self.rows():
            assert row.token >= self.tokens.get(row.id, 0)
            self.tokens[row.id] = row.token

    @invariant()
    def nothing_is_lost_and_no_tag_is_twice_open(self) -> None:
        rows = self.rows()
        assert {row.id for row in rows} >= set(self.tokens)
        open_tags = Counter(row.tag for row in rows if row.state not in {State.CANCELLED, State.WITHDRAWN})
        assert all(times == 1 for times in open_tags.values())

    @invariant()
    def one_in_flight_an_account(self) -> None:
        flying = Counter(row.account for row in self.rows() if row.state in {State.CLAIMED, State.SENDING})
        assert all(times == 1 for times in flying.values())


SETTINGS = settings(max_examples=12, stateful_step_count=30, deadline=None, suppress_health_check=list(HealthCheck))


def test_random_histories_leave_the_store_whole() -> None:
    run_state_machine_as_test(Queue, settings=SETTINGS)
