"""What systemd is told, on a real socket; and that no supervisor means no word and no harm."""

import socket
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from scheduler.app.supervised import Supervisor, Watched
from scheduler.clock import SimulatedClock
from scheduler.wake import SimulatedAlarm

pytestmark = pytest.mark.skipif(not hasattr(socket, "AF_UNIX"), reason="systemd's sockets are Unix sockets")
NOW = datetime(2027, 6, 7, 7, tzinfo=UTC)


@pytest.fixture
def systemd(tmp_path: Path) -> Iterator[socket.socket]:
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as one:
        one.bind(str(tmp_path / "notify"))
        one.settimeout(10)
        yield one


def told(systemd: socket.socket) -> list[str]:
    return systemd.recv(4096).decode().split("\n")


def alarm(supervisor: Supervisor) -> Watched:
    clock = SimulatedClock(NOW)
    return Watched(SimulatedAlarm(clock, until=NOW + timedelta(hours=1), tick=timedelta(minutes=1)), supervisor)


def test_ready_after_the_first_turn_alive_at_each_and_stopping(systemd: socket.socket) -> None:
    one = alarm(Supervisor({"NOTIFY_SOCKET": systemd.getsockname()}))
    systemd.setblocking(False)
    with pytest.raises(BlockingIOError):
        systemd.recv(1)
    systemd.settimeout(10)
    one.set(NOW + timedelta(minutes=5))
    assert one.wait(busy=False)
    assert told(systemd) == ["READY=1", "WATCHDOG=1"]
    assert one.wait(busy=False)
    assert told(systemd) == ["WATCHDOG=1"]
    one.close()
    assert told(systemd) == ["STOPPING=1"]


def test_an_abstract_name_is_understood() -> None:
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as one:
        one.bind("\0editorial-scheduler-test")
        one.settimeout(10)
        Supervisor({"NOTIFY_SOCKET": "@editorial-scheduler-test"}).alive()
        assert told(one) == ["READY=1", "WATCHDOG=1"]


@pytest.mark.parametrize("environment", [{}, {"NOTIFY_SOCKET": ""}, {"NOTIFY_SOCKET": "/nowhere/notify"}])
def test_where_nobody_listens_nothing_happens(environment: dict[str, str]) -> None:
    one = alarm(Supervisor(environment))
    assert one.wait(busy=False)
    one.close()
