"""Random histories of the whole engine on a real database, with faults, deaths and odd clocks; judged after each step."""

import os
import shutil
import tempfile
from contextlib import suppress
from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from scheduler.connector.base import Ability
from scheduler.connector.shown import Shown
from scheduler.errors import Problem
from scheduler.flow.brake import Brake
from scheduler.flow.dispatch import Dispatcher
from scheduler.flow.reconcile import Reconciler
from scheduler.model.delivery import UNSENT, Delivery, Event, State
from scheduler.model.pause import Pause, Scope
from scheduler.store import accounts, approvals, deliveries, history, pauses
from scheduler.store.deliveries import Cancel, Move, Replace
from tests.flow import judge
from tests.flow.dying import Died, Life, living
from tests.flow.remote import Fate, Scripted
from tests.flow.world import MONDAY, World
from tests.kill.test_crash_points import blindly_again

ACCOUNTS = ("musee", "autre")
FATES = st.sampled_from(Fate)
HISTORIES = int(os.environ.get("HISTORIES", "15"))
"""Of each machine in the long run."""
SPENT = frozenset({State.PUBLISHED, State.CANCELLED, State.PARTIAL, State.FAILED, State.MISSED})


class Engine(RuleBasedStateMachine):
    """Swarm-like: the faults of a run are drawn once, so that some runs know only lost answers and others none."""

    kind = Scripted

    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(tempfile.mkdtemp(prefix="engine-"))
        self.world = World(self.folder, kind=self.kind)
        self.patch = pytest.MonkeyPatch()
        self.planned = 0
        self.life = Life()
        self.tokens: dict[int, int] = {}
        self.apps: dict[str, str] = {}
        living(self.patch, self.world.network, lambda: self.life)

    @initialize(fates=st.sets(FATES, min_size=1), shared=st.booleans())
    def weather(self, fates: set[Fate], shared: bool) -> None:
        self.fates = sorted(fates)
        self.apps = dict.fromkeys(ACCOUNTS, "one app") if shared else {}

    def teardown(self) -> None:
        self.patch.undo()
        self.world.database.close()
        shutil.rmtree(self.folder)

    # What people do

    @rule(
        parts=st.integers(1, 3),
        account=st.sampled_from(ACCOUNTS),
        after=st.integers(-10, 60),
        asked=st.booleans(),
        answered=st.booleans(),
    )
    def plan(self, parts: int, account: str, after: int, asked: bool, answered: bool) -> None:
        self.planned += 1
        name = f"post-{self.planned}"
        texts = [f"{name}, part {number}" for number in range(parts)]
        roles = ("press",) if asked else ()
        due = timedelta(minutes=after)
        (post,) = self.world.add(self.world.new(name, *texts, account=account, after=due, roles=roles))
        if answered:
            later = due + timedelta(minutes=30)
            self.world.add(self.world.new(name, f"{name}, answer", account=account, after=later, under=post.tag))

    @rule(which=st.integers(0, 50))
    def approve(self, which: int) -> None:
        if one := self._one({State.AWAITING}, which):
            approvals.give(self.world.database, [one.id], role="press", by="l", how="mail", at=self.world.clock.now())

    @rule(which=st.integers(0, 50), back=st.booleans())
    def hold(self, which: int, back: bool) -> None:
        one = self._one({State.HELD} if back else {State.READY, State.AWAITING}, which)
        if one and back:
            self._move(one, Event.UNHELD_AWAITING if one.missing_roles else Event.UNHELD_READY)
        elif one:
            self._move(one, Event.HELD)

    @rule(which=st.integers(0, 50))
    def cancel(self, which: int) -> None:
        if one := self._one(set(UNSENT), which):
            self._apply(Cancel(one.id))

    @rule(which=st.integers(0, 50), after=st.integers(0, 60))
    def move(self, which: int, after: int) -> None:
        if one := self._one(set(UNSENT), which):
            due = self.world.clock.now() + timedelta(minutes=after)
            late = due + timedelta(hours=2)
            self._apply(Move(id=one.id, due=due, local=due, zone=one.zone, too_late_at=late))

    @rule(which=st.integers(0, 50))
    def edit(self, which: int) -> None:
        if one := self._one({*UNSENT, State.FAILED, State.MISSED, State.UNKNOWN, State.PUBLISHED}, which):
            self.planned += 1
            texts = [f"{one.post}, edited {self.planned}, part {n}" for n in range(len(one.variant.parts))]
            new = self.world.new(one.post, *texts, account=one.account, roles=one.roles, under=one.under)
            # It may be refused: what is, or may be, out is not edited.
            with suppress(Problem):
                self._apply(Replace(one.id, new))

    @rule(which=st.integers(0, 50))
    def retry(self, which: int) -> None:
        if one := self._one({State.FAILED, State.MISSED, State.PARTIAL}, which):
            late = self.world.clock.now() + timedelta(hours=2)
            now = self.world.clock.now()
            deliveries.move(self.world.database, one, Event.RETRIED, by="person", at=now, too_late_at=late)

    @rule()
    def connect_again(self) -> None:
        for account in accounts.blocked(self.world.database):
            accounts.unblock(self.world.database, account, at=self.world.clock.now())

    @rule(on=st.booleans())
    def brake(self, on: bool) -> None:
        self.world.stop_file.touch() if on else self.world.stop_file.unlink(missing_ok=True)

    @rule(name=st.sampled_from([*ACCOUNTS, "museumweek", ""]), on=st.booleans())
    def pause(self, name: str, on: bool) -> None:
        scope = Scope.ALL if not name else Scope.ACCOUNT if name in ACCOUNTS else Scope.CAMPAIGN
        one = Pause(scope=scope, name=name, by="person", at=self.world.clock.now())
        if on:
            pauses.keep(self.world.database, one)
        else:
            pauses.forget(self.world.database, one, by="person", at=self.world.clock.now())

    # What the world does

    @rule(picks=st.lists(st.integers(0, 20), max_size=4))
    def faults(self, picks: list[int]) -> None:
        self.world.network.script.extend(self.fates[pick % len(self.fates)] for pick in picks)

    @rule(minutes=st.sampled_from([1, 2, 5, 20, 90]))
    def time_passes(self, minutes: int) -> None:
        self.world.clock.advance(timedelta(minutes=minutes))

    @rule(minutes=st.sampled_from([-60, -5, 5]))
    @precondition(lambda self: not self.world.network.under_way)
    def clock_jumps(self, minutes: int) -> None:
        self.world.clock.jump(timedelta(minutes=minutes))

    @rule(seconds=st.sampled_from([0, 1, 70]))
    def network_is_slow(self, seconds: int) -> None:
        self.world.network.lasts = timedelta(seconds=seconds)

    # What the engine does

    @rule()
    def dispatch(self) -> None:
        before, held = len(self.world.network.log), pauses.kept(self.world.database)
        self.process().once()
        if not self.world.network.under_way:  # what is under way arrives whatever we do
            gone = {one.account for one in self.world.network.log[before:]}
            assert not gone & {one.name for one in held}, "a paused account sent"
            assert not (gone and any(one.scope is not Scope.ACCOUNT for one in held)), "something sent in a pause"

    @rule(at=st.integers(0, 25))
    def dispatch_and_die(self, at: int) -> None:
        self.life.names.clear()
        self.life.at = at
        with suppress(Died):
            self.process().once()
        self.life = Life()
        self.world.database.close()
        self.world.reopen()

    # What must hold

    @invariant()
    def all_is_well(self) -> None:
        judge.all_is_well(self.world.database, self.world.network)

    @invariant()
    def tokens_never_fall(self) -> None:
        now = {one.id: one.token for one in deliveries.select(self.world.database)}
        assert all(now[key] >= token for key, token in self.tokens.items())
        self.tokens = now

    @precondition(lambda self: self.planned)
    @rule()
    def faults_stop(self) -> None:
        """Once all faults stop, each delivery ends where a person can see it, and what could go has gone."""
        self.calm()
        left = {one.state for one in deliveries.select(self.world.database)}
        assert left <= {*SPENT, State.HELD, State.MISSED}, left

    def calm(self) -> None:
        """Six hours in which nothing befalls anybody."""
        self.world.network.script.clear()
        self.world.network.lasts = timedelta(0)
        self.world.stop_file.unlink(missing_ok=True)
        for one in pauses.kept(self.world.database):
            pauses.forget(self.world.database, one, by="person", at=self.world.clock.now())
        self.connect_again()
        self.world.run(timedelta(hours=6))

    def process(self) -> Dispatcher:
        world = self.world
        brake = Brake([world.stop_file], kept=lambda: pauses.kept(world.database))
        return Dispatcher(
            world.database, world.connectors, world.blobs, world.clock, brake=brake, threads=1, apps=self.apps
        )

    def _one(self, states: set[State], which: int) -> Delivery | None:
        found = deliveries.select(self.world.database, states=states)
        return found[which % len(found)] if found else None

    def _move(self, one: Delivery, event: Event) -> None:
        deliveries.move(self.world.database, one, event, by="person", at=self.world.clock.now())

    def _apply(self, change: Cancel | Move | Replace) -> None:
        with suppress(Problem):
            deliveries.apply(self.world.database, [change], by="person", at=self.world.clock.now(), campaigns={})


BROAD = settings(
    max_examples=15,
    stateful_step_count=25,
    deadline=None,
    print_blob=True,
    suppress_health_check=list(HealthCheck),
)


def test_random_histories_keep_every_promise() -> None:
    run_state_machine_as_test(Engine, settings=BROAD)


class Listing(Scripted):
    """Lists its newest posts, which are read before anything is sent."""

    can = Scripted.can | Ability.NEWEST

    def newest(self, most: int) -> list[Shown]:
        self.network.arrive()
        mine = [one for one in reversed(self.network.log) if one.account == self.site.account.name]
        return [Shown(remote_id=one.id, url="", text=one.text, at=one.at) for one in mine[:most]]


class Looking(Engine):
    """Nobody but us posts there: whatever befell, what is found there is never taken for a stranger's."""

    kind = Listing

    @invariant()
    def we_are_no_strangers(self) -> None:
        whys = {one.why.partition(" ")[0] for one in history.since(self.world.database, MONDAY - timedelta(days=1))}
        assert not whys & {"held-stranger", "account-shows-unsent"}


@pytest.mark.long
@pytest.mark.parametrize("machine", [Engine, Looking])
def test_many_long_histories_keep_every_promise(machine: type[Engine]) -> None:
    run_state_machine_as_test(machine, settings=settings(BROAD, max_examples=HISTORIES, stateful_step_count=60))


# Where every outcome is doubtful, a few histories are enough to show what the greatest mistake does. The one without a
# write-ahead attempt is caught by tests/kill/test_crash_points.py.
NARROW = settings(BROAD, max_examples=40, database=None, phases=[Phase.generate])


class Stormy(Engine):
    """Answers are lost and processes die, time and again."""

    @initialize(fates=st.just({Fate.LOST_AFTER, Fate.ACCEPTED}))
    def weather(self, fates: set[Fate]) -> None:
        self.fates = sorted(fates)

    @rule(parts=st.integers(1, 2))
    def send_now(self, parts: int) -> None:
        self.plan(parts=parts, account=ACCOUNTS[0], after=0, asked=False, answered=False)
        self.world.network.script.append(Fate.LOST_AFTER)
        self.dispatch()

    @precondition(lambda self: self.planned)
    @rule()
    def faults_stop(self) -> None:
        """Without asking what is left: doubles are to be seen here, before anything else that the mistake leads to."""
        self.calm()

    @rule(at=st.integers(5, 25))
    def send_and_die(self, at: int) -> None:
        self.plan(parts=2, account=ACCOUNTS[1], after=0, asked=False, answered=False)
        self.dispatch_and_die(at)


@pytest.mark.long
def test_the_machine_catches_a_blind_retry(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Reconciler, "look", blindly_again)
    with pytest.raises(AssertionError, match="arrived twice"):
        run_state_machine_as_test(Stormy, settings=NARROW)
