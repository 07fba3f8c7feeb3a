"""Whether posts go out, for machines: red for each thing that keeps them from it, by the program as it is called."""

import http.server
import shutil
import socket
import subprocess
import sys
import threading
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import NamedTuple

import pytest
import time_machine

from scheduler.app import health
from scheduler.app.connectors import Connectors
from scheduler.app.ground import Ground
from scheduler.app.telling import Telling
from scheduler.clock import SimulatedClock
from scheduler.config import load
from scheduler.store import lock
from scheduler.store.place import LEAST_FREE
from scheduler.store.slate import Owing, Slate
from tests.acceptance.calling import Program
from tests.acceptance.small import calendar

MONDAY = datetime(2027, 6, 7, 6, tzinfo=UTC)
POST = "  - {id: one, date: 2027-06-07, at: 9h, text: Good morning.}\n"


class Disk(NamedTuple):
    total: int
    used: int
    free: int


@pytest.fixture
def config(tmp_path: Path, scheduler: Program) -> Path:
    calendar(tmp_path / "calendar", POST)
    found = tmp_path / "calendar" / "config.toml"
    with time_machine.travel(MONDAY, tick=True):
        scheduler.well("apply", "--yes", "--config", found)
        scheduler.well("approve", "small/one", "--role", "press", "--by", "l.diallo", "--config", found)
    return found


def beat(config: Path, at: datetime) -> None:
    ground = Ground(load(config), clock=SimulatedClock(at))
    lock.beat(ground.database.folder, at, daemon=True)
    ground.close()


def codes(config: Path, at: datetime) -> list[str]:
    return [one.code for one in health.look(load(config), SimulatedClock(at)).findings]


def test_green_while_a_daemon_beats_and_nothing_is_late(config: Path, scheduler: Program) -> None:
    with time_machine.travel(MONDAY, tick=False):
        beat(config, MONDAY)
        well = scheduler.well("doctor", "--health", "--config", config)
        assert "Posts go out" in well.out
        assert scheduler.well("doctor", "--health", "--json", "--config", config).json == {"findings": []}


def test_red_without_a_daemon_or_with_one_that_died(config: Path, scheduler: Program) -> None:
    with time_machine.travel(MONDAY, tick=False):
        red = scheduler("doctor", "--health", "--config", config)
        assert (red.code, "scheduler run" in red.out) == (1, True)
    beat(config, MONDAY)
    assert codes(config, MONDAY + timedelta(minutes=1)) == []
    assert codes(config, MONDAY + timedelta(minutes=3)) == ["health-silent"]
    assert codes(config, MONDAY - timedelta(hours=3)) == ["health-silent"], "a clock that went back is no sign of life"


def test_red_when_a_post_does_not_go_out_though_the_daemon_lives(config: Path) -> None:
    late = MONDAY + timedelta(hours=1, minutes=11)
    beat(config, late)
    assert codes(config, late) == ["health-overdue"]
    on_time = late - timedelta(minutes=2)
    beat(config, on_time)
    assert codes(config, on_time) == []


def test_red_under_the_brake_and_on_a_full_disk(config: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    beat(config, MONDAY)
    stop = config.parent / "STOP"
    stop.touch()
    assert codes(config, MONDAY) == ["health-braked"]
    stop.unlink()
    monkeypatch.setattr(shutil, "disk_usage", lambda _: Disk(10**12, 0, LEAST_FREE - 1))
    assert codes(config, MONDAY) == ["doctor-disk"]


def test_red_while_a_receipt_waits_outside_the_queue(config: Path, scheduler: Program) -> None:
    beat(config, MONDAY)
    ground = Ground(load(config), clock=SimulatedClock(MONDAY))
    slate = Slate(ground.database.witness)
    slate.lay()
    tag, at = "small/one/once/musee-mastodon", MONDAY.isoformat()
    assert slate.chalk(Owing(delivery=1, tag=tag, token=1, part=1, number=1, remote_id="7", url="", at=at))
    ground.close()
    assert codes(config, MONDAY) == ["doctor-owed"]
    with time_machine.travel(MONDAY, tick=False):
        told = scheduler("doctor", "--config", config)
    assert told.code == 4
    assert tag in told.out


def test_a_queue_that_cannot_be_opened_is_red_not_a_fault(config: Path) -> None:
    ground = Ground(load(config), clock=SimulatedClock(MONDAY))
    path = ground.database.path
    ground.close()
    for left in path.parent.glob("queue.db*"):
        left.unlink()
    path.write_bytes(b"garbage" * 1000)
    assert codes(config, MONDAY) == ["database-not-ours"]


def test_the_watch_elsewhere_is_not_called_while_posts_do_not_go_out(config: Path) -> None:
    called: list[str] = []

    class Handler(http.server.BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            called.append(self.path)
            self.send_response(200)
            self.send_header("Content-Length", "0")
            self.end_headers()

        def log_message(self, format: str, *args: object) -> None: ...  # noqa: A002

    with http.server.HTTPServer(("127.0.0.1", 0), Handler) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        text = config.read_text(encoding="utf-8")
        address = f"http://127.0.0.1:{server.server_port}/ping"
        config.write_text(f'{text}\n[notify]\nheartbeat_url = "{address}"\n', encoding="utf-8")
        ground = Ground(load(config), clock=SimulatedClock(MONDAY))
        watch = Telling(ground, Connectors(ground)).watch
        assert watch is not None
        watch.run(MONDAY)
        (config.parent / "STOP").touch()
        watch.run(MONDAY + timedelta(minutes=5))
        watch.run(MONDAY + timedelta(minutes=10))
        (config.parent / "STOP").unlink()
        watch.run(MONDAY + timedelta(minutes=15))
        ground.close()
        server.shutdown()
        thread.join()
    assert called == ["/ping", "/ping"], "silence is what makes it warn"


@pytest.mark.skipif(not hasattr(socket, "AF_UNIX"), reason="systemd's sockets are Unix sockets")
def test_the_daemon_tells_systemd_that_it_is_ready_and_that_it_ends(config: Path, tmp_path: Path) -> None:
    import os

    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as systemd:
        systemd.bind(str(tmp_path / "notify"))
        systemd.settimeout(60)
        environment = {**os.environ, "NOTIFY_SOCKET": systemd.getsockname(), "WATCHDOG_USEC": "60000000"}
        command = [sys.executable, "-m", "scheduler", "run", "--config", str(config)]
        with subprocess.Popen(command, env=environment, stderr=subprocess.DEVNULL) as process:
            assert systemd.recv(4096) == b"READY=1\nWATCHDOG=1"
            process.terminate()
            said = [systemd.recv(4096)]
            while said[-1] != b"STOPPING=1":
                said.append(systemd.recv(4096))
            assert process.wait(60) == 0
