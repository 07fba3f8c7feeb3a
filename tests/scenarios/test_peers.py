"""What went wrong in other schedulers, told one by one: a reader needs to know nothing of ours.

S1 to S12 are real failures of real programs: posts sent four times in 45 seconds, stuck for ever in «publishing», fired five
days late without a question. Each test tells the story, and what must come of it instead. `world` is the whole engine on a
real database file; `world.network` is a server whose own log says what arrived.
"""

import json
import os
import subprocess
import sys
from contextlib import suppress
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from typing import Any

import pytest
import time_machine

from scheduler.errors import Problem
from scheduler.model.delivery import State
from scheduler.model.series import Repeat
from scheduler.store import accounts, attempts, deliveries
from scheduler.store.deliveries import Replace
from scheduler.wake import SimulatedAlarm
from tests.acceptance.calling import ROOT, Program
from tests.acceptance.small import calendar, campaign
from tests.flow import judge
from tests.flow.dying import Died, Life, living
from tests.flow.remote import Fate
from tests.flow.test_recur import HERE, hour, laid_out, series
from tests.flow.test_recur import dated as post_of
from tests.flow.world import World

LAST = timedelta(minutes=40)


def test_s01_the_network_has_the_post_but_its_answer_is_lost(world: World) -> None:
    # A peer sent the post four times within 45 seconds and called it «failed» in the end.
    (post,) = world.add(world.new("reserves"))
    world.network.script.append(Fate.LOST_AFTER)
    world.run(timedelta(minutes=10))
    assert world.network.requests == 1, "it was sent once"
    assert world.network.looks >= 1, "and looked for"
    assert world.state(post) is State.PUBLISHED
    assert world.now(post).receipts[0].remote_id == world.network.log[0].id


def test_s02_the_post_is_out_and_our_own_note_of_it_fails(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    # A peer put the post back to «scheduled» and sent it again.
    (post,) = world.add(world.new("reserves"))
    end: Any = attempts.end
    fails = [Problem("disk-full", where="queue.db")]

    def failing_once(*given: Any, **named: Any) -> Any:
        if fails:
            raise fails.pop()
        return end(*given, **named)

    monkeypatch.setattr(attempts, "end", failing_once)
    world.run(timedelta(minutes=10))
    assert not fails, "the note failed once"
    assert world.network.requests == 1, "and yet the post was sent once"
    assert world.state(post) is State.PUBLISHED


@pytest.mark.parametrize("moment", ["between claim and call", "between call and note"])
def test_s03_the_process_is_killed(world: World, monkeypatch: pytest.MonkeyPatch, moment: str) -> None:
    # A peer's post stayed in «publishing» for ever. (tests/kill does the same to real processes with SIGKILL.)
    (post,) = world.add(world.new("reserves"))
    wanted = "before a witness" if moment == "between claim and call" else "after the network has it"

    class Doomed(Life):
        def point(self, name: str) -> None:
            super().point(name)
            if name == wanted and len(self.names) > 8:
                self.dead = True
                raise Died(name)

    life = Doomed()
    with monkeypatch.context() as points:
        living(points, world.network, lambda: life)
        with suppress(Died):
            world.run(LAST)
    world.network.before_send = world.network.after_send = lambda _: None
    assert world.state(post) is State.SENDING, "this is how the dead process left it"
    world.database.close()
    world.reopen()
    world.run(LAST)
    assert world.state(post) is State.PUBLISHED
    assert world.network.texts() == ["reserves on musee"], "once"


@pytest.mark.parametrize(
    ("outage", "patience", "state"),
    [
        (timedelta(minutes=10), timedelta(hours=2), State.PUBLISHED),
        (timedelta(minutes=10), timedelta(minutes=5), State.MISSED),
        (timedelta(days=1), timedelta(hours=2), State.MISSED),
        (timedelta(days=1), timedelta(days=3), State.PUBLISHED),
        (timedelta(days=5), timedelta(days=3), State.MISSED),
    ],
    ids=str,
)
def test_s04_the_daemon_was_down_at_the_hour(
    world: World, outage: timedelta, patience: timedelta, state: State
) -> None:
    # A peer published five days late, without a question. Here each post says how late it may be.
    (post,) = world.add(world.new("reserves", after=timedelta(hours=1), patience=patience))
    world.clock.advance(timedelta(hours=1) + outage)
    world.run(timedelta(minutes=10))
    assert world.state(post) is state
    assert len(world.network.log) == (state is State.PUBLISHED)
    assert bool(world.now(post).reason) is (state is State.MISSED), "what was missed says so"


def test_s05_two_daemons_run_on_one_calendar(world: World) -> None:
    # A peer's two processes each sent everything. Here the second one stands by.
    world.add(world.new("un"), world.new("deux", account="autre"))
    summaries = []
    world.network.before_send = lambda _: summaries.append(world.dispatcher().once())
    world.once()
    assert summaries
    assert all(one.standby for one in summaries)
    assert sorted(world.network.texts()) == ["deux on autre", "un on musee"]


def test_s06_the_night_of_the_clock_change() -> None:
    # APScheduler's own cron doubles 02:30 in autumn, and an interval of a day drifts by an hour for good.
    spring, autumn = post_of("2027-03-28", hour("02:30")), post_of("2027-10-31", hour("02:30"))
    assert {one.due for one in laid_out(spring)} == {datetime(2027, 3, 28, 1, 30, tzinfo=UTC)}, "02:30 does not exist"
    assert {one.due for one in laid_out(autumn)} == {datetime(2027, 10, 31, 0, 30, tzinfo=UTC)}, "02:30 comes twice"
    weekly = series(**vars_of(Repeat(every="week", hour=time(9), days=(0,), first=date(2027, 3, 1), where=HERE)))
    mondays = [one for one in laid_out(weekly, days=270) if one.account == "musee-x"]
    assert len(mondays) > 36
    assert {one.local.time() for one in mondays if one.local} == {time(9)}, "09:00 stays 09:00, summer and winter"
    assert {one.due.hour for one in mondays if one.due} == {7, 8}, "which are two hours in UTC"


def vars_of(repeat: Repeat) -> dict[str, object]:
    return {name: getattr(repeat, name) for name in ("every", "hour", "days", "first")}


def test_s07_the_token_is_dead_when_the_hour_comes(world: World) -> None:
    # A peer marked the post as failed and went on to burn the rest of the week.
    today, tomorrow = world.new("lundi"), world.new("mardi", after=timedelta(minutes=30), patience=timedelta(hours=8))
    monday, tuesday = world.add(today, tomorrow)
    (other,) = world.add(world.new("lundi", account="autre", after=timedelta(minutes=1)))
    world.network.script.append(Fate.UNAUTHORISED)
    world.run(timedelta(hours=1))
    assert world.state(other) is State.PUBLISHED, "the other account goes on"
    assert {world.state(monday), world.state(tuesday)} == {State.READY}, "these wait"
    assert world.network.requests == 2, "and ask a dead token no more"
    assert "musee" in accounts.blocked(world.database)
    accounts.unblock(world.database, "musee", at=world.clock.now(), by="a person who has connected it again")
    world.run(timedelta(minutes=10))
    assert {world.state(monday), world.state(tuesday)} == {State.PUBLISHED}


def test_s08_one_of_four_networks_refuses(world: World) -> None:
    # A peer showed the whole post as published, or as failed, whichever came last.
    names = ["bluesky", "facebook", "mastodon", "x"]
    posts = world.add(*(world.new("reserves", account=name) for name in names))
    world.network.script.append(Fate.REFUSED)
    world.dispatcher(threads=1).once()
    states = [world.state(one) for one in posts]
    assert states.count(State.FAILED) == 1
    assert states.count(State.PUBLISHED) == 3
    (refused,) = [world.now(one) for one in posts if world.state(one) is State.FAILED]
    assert refused.reason, "the one that was refused says why"
    assert refused.account not in {one.account for one in world.network.log}


def test_s09_the_same_text_again_two_days_later(scheduler: Program, tmp_path: Path) -> None:
    # Posted twice by a renamed file, a second import, a copied line: the commonest double of all.
    posts = (
        '- {id: reserves, date: 2027-06-07, at: 9h, text: "The stores open their doors this Monday, come and see."}\n'
    )
    with time_machine.travel(datetime(2027, 6, 1, 9, tzinfo=UTC), tick=False) as clock:
        calendar(tmp_path, posts)
        config = ("--config", tmp_path / "config.toml")
        scheduler.well("apply", *config, "--yes", "--by", "l.diallo")
        _approved_and_out(scheduler, config, clock)
        again = posts.replace("id: reserves", "id: stores").replace("2027-06-07", "2027-06-09")
        campaign(tmp_path, posts + again)
        planned = scheduler("plan", *config, "--json").json["changes"]
        asked = {one["tag"]: one["change"] for one in planned if "/stores/" in one["tag"]}
        assert set(asked.values()) == {"ask"}, "it is asked for, never added silently"
        scheduler("apply", *config, "--yes", "--by", "l.diallo")
        queued = scheduler.well("queue", *config, "--json").json["deliveries"]
    assert not [one for one in queued if "/stores/" in one["tag"]]


def _approved_and_out(scheduler: Program, config: tuple[Any, ...], clock: time_machine.Traveller) -> None:
    queued = scheduler.well("queue", *config, "--json").json["deliveries"]
    scheduler.well("approve", queued[0]["code"], *config, "--role", "press", "--by", "l.diallo", "--how", "mail")
    clock.move_to(datetime(2027, 6, 7, 7, 0, 30, tzinfo=UTC))
    scheduler("run", "--once", *config)
    queued = scheduler.well("queue", *config, "--json").json["deliveries"]
    assert {one["state"] for one in queued} == {"published"}


def test_s10_a_thread_of_five_is_killed_after_the_second(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    # A peer began again at the first part.
    texts = [f"partie {number}" for number in range(1, 6)]
    (thread,) = world.add(world.new("fil", *texts))

    class Doomed(Life):
        def point(self, name: str) -> None:
            super().point(name)
            if self.names.count("after the network has it") == 2:
                self.dead = True
                raise Died(name)

    life = Doomed()
    with monkeypatch.context() as points:
        living(points, world.network, lambda: life)
        with suppress(Died):
            world.run(LAST)
    world.network.before_send = world.network.after_send = lambda _: None
    assert world.network.texts() == texts[:2]
    world.database.close()
    world.reopen()
    world.run(timedelta(minutes=20))
    assert world.network.texts() == texts
    assert [one.above for one in world.network.log] == ["", *(one.id for one in world.network.log[:4])]
    assert world.state(thread) is State.PUBLISHED


def test_s11_the_file_is_edited_while_half_of_a_thread_is_out(world: World) -> None:
    # A peer mixed the two versions. Here what was approved goes on, and the edit is refused with a sentence.
    (thread,) = world.add(world.new("fil", "un", "deux"))
    world.network.script.extend([Fate.ACCEPTED, Fate.TOO_MANY])
    world.dispatcher().run(SimulatedAlarm(world.clock, until=world.clock.now() + timedelta(minutes=1)))
    assert world.network.texts() == ["un"]
    edited = Replace(thread.id, world.new("fil", "un, autrement", "deux, autrement"))
    with pytest.raises(Problem, match="changed-meanwhile"):
        deliveries.apply(world.database, [edited], by="a.martin", at=world.clock.now(), campaigns={})
    world.run(timedelta(minutes=20))
    assert world.network.texts() == ["un", "deux"]
    judge.all_is_well(world.database, world.network)


@pytest.mark.skipif(os.name == "nt", reason="TZ is POSIX's way to be wrong")
def test_s12_the_container_has_the_wrong_time_zone(tmp_path: Path) -> None:
    # A peer's posts went out an hour early: naive hours, read as the container's.
    calendar(tmp_path, '- {id: reserves, date: 2027-06-07, at: 9h, text: "The stores open their doors."}\n')
    said = [_planned(tmp_path, zone) for zone in ("UTC", "America/New_York", "Nowhere/Atall")]
    assert said[0] == said[1] == said[2]
    assert {one["due"] for one in said[0]} == {"2027-06-07T07:00:00Z"}
    assert {one["local"] for one in said[0]} == {"2027-06-07T09:00:00+02:00"}


def _planned(folder: Path, zone: str) -> list[dict[str, str]]:
    """What a process of its own plans, that believes to be in `zone`."""
    command = [sys.executable, "-m", "scheduler", "plan", "--config", str(folder / "config.toml"), "--json"]
    environment = {**os.environ, "TZ": zone, "XDG_STATE_HOME": str(folder / "state")}
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, check=False, encoding="utf-8")
    changes: list[dict[str, str]] = json.loads(done.stdout)["changes"]
    assert changes, done.stderr
    return changes
