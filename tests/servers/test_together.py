"""What one worker, or a person at another host, knows holds for all workers of a database: pauses, and limits of apps."""

from collections.abc import Callable
from contextlib import closing
from datetime import timedelta
from pathlib import Path
from threading import Event

import pytest

from scheduler.clock import SimulatedClock
from scheduler.connector.base import Outgoing
from scheduler.flow.brake import Brake
from scheduler.flow.dispatch import Dispatcher
from scheduler.model.delivery import State
from scheduler.model.pause import Pause, Scope
from scheduler.store import budgets, deliveries, pauses, workers
from scheduler.store.blobs import Blobs
from scheduler.store.database import Database, open_database
from scheduler.store.deliveries import Add
from scheduler.wake import SimulatedAlarm
from tests.flow.remote import Connectors, Fate, Network, Scripted
from tests.flow.world import MONDAY, World
from tests.servers import postgres
from tests.servers.test_workers import CHATTER, PATIENCE, Agency

pytestmark = [
    pytest.mark.servers,
    pytest.mark.skipif(bool(postgres.missing()), reason=postgres.missing()),
]


def until(happened: Callable[[], bool]) -> None:
    for _ in range(10 * PATIENCE):
        if happened():
            return
        Event().wait(0.1)
    raise AssertionError("it never happened")


def beats(database: Database, number: int) -> None:
    """Wait until each worker has said so often from now on that it lives: in between it has looked at everything."""
    for _ in range(number):
        with database.read() as connection:
            before = {one.id: one.beaten for one in workers.known(connection)}

        def beaten(before: dict[str, object] = before) -> bool:  # type: ignore[assignment]
            with database.read() as connection:
                now = {one.id: one.beaten for one in workers.known(connection)}
            return len(now) == 2 and all(now[name] != at for name, at in before.items())

        until(beaten)


def arrived(agency: Agency) -> int:
    return sum(one.text != CHATTER for server in agency.servers.values() for one in server.state.posted)


def waiting(database: Database) -> int:
    """How many are due and wait."""
    found = deliveries.select(database, states=[State.READY])
    with database.read() as connection:
        at = database.moment(connection)
    return sum(one.due is not None and one.due <= at for one in found)


def test_a_pause_at_a_third_host_stops_every_worker_and_a_resume_lets_all_go_on(tmp_path: Path) -> None:
    agency = Agency(tmp_path, posts=24)
    everything = Pause(scope=Scope.ALL, reason="attentat", by="a.martin", at=agency.clock.now())
    with agency.open(), agency.start("paris") as first, agency.start("lyon") as second, agency.database() as desk:
        try:
            until(lambda: arrived(agency) > 3)
            pauses.keep(desk, everything)
            beats(desk, 3)  # the second look of each, at the latest, has seen it
            stopped = arrived(agency)
            until(lambda: waiting(desk) > 4)
            beats(desk, 2)
            assert arrived(agency) == stopped
            assert first.poll() is None
            assert second.poll() is None
            pauses.forget(desk, everything, by="a.martin", at=agency.clock.now())
        except BaseException:
            first.kill()
            second.kill()
            raise
        assert first.wait(PATIENCE) == 0, agency.log("paris")
        assert second.wait(PATIENCE) == 0, agency.log("lyon")
    agency.judge()


def test_a_limit_that_one_worker_met_keeps_another_ones_account_of_the_same_app_waiting(tmp_path: Path) -> None:
    clock = SimulatedClock(MONDAY)
    network = Network(clock=clock)
    url = postgres.shared().of(tmp_path)
    apps = {"musee": "x env:KEY", "autre": "x env:KEY", "tiers": ""}

    def host(name: str) -> Database:
        return open_database(url, clock=clock, state=tmp_path / name / "state", folder=tmp_path / name)

    def worker(database: Database) -> Dispatcher:
        connectors = Connectors(network=network, folder=tmp_path, kind=Scripted)
        about = {"brake": Brake([]), "threads": 1, "apps": apps}
        return Dispatcher(database, connectors, Blobs(tmp_path / "blobs"), clock, **about)  # type: ignore[arg-type]

    with closing(host("paris")) as paris, closing(host("lyon")) as lyon:
        made = World(tmp_path / "elsewhere", clock=clock)

        def add(post: str, account: str, after: timedelta = timedelta(0)) -> None:
            one = made.new(post, account=account, after=after)
            deliveries.apply(paris, [Add(one)], by="test", at=clock.now(), campaigns={})

        def meanwhile(_: Outgoing) -> None:
            network.after_send = lambda _: None
            add("refused", "musee")
            network.script.append(Fate.TOO_MANY)
            worker(paris).once()

        add("fine", "tiers")
        add("waits", "autre", timedelta(minutes=1))
        network.after_send = meanwhile
        worker(lyon).run(SimulatedAlarm(clock, until=MONDAY + timedelta(minutes=3)))
        made.database.close()
        rows = {one.post: one for one in deliveries.select(lyon)}
        assert network.requests == 2, "the one that went out, and the one that was refused; no other was asked for"
        assert budgets.waits(lyon).apps.keys() == {"x env:KEY"}
        assert rows["fine"].state is State.PUBLISHED
        assert rows["waits"].state is State.READY
        assert rows["waits"].reason.startswith("waits-for-app")
        worker(paris).run(SimulatedAlarm(clock, until=clock.now() + timedelta(minutes=10)))
        assert {one.state for one in deliveries.select(lyon)} == {State.PUBLISHED}
        assert sorted(network.texts()) == ["fine on tiers", "refused on musee", "waits on autre"]
