"""What the daemon and a pass beside it tell, as real processes: who publishes, what is next, and nothing after Ctrl-C."""

import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from scheduler.app.scheduler import Scheduler
from scheduler.config import load
from scheduler.store import accounts
from tests.acceptance.calling import Program
from tests.acceptance.small import calendar

TOMORROW = datetime.now(UTC).date() + timedelta(days=1)
POSTS = f"  - {{id: one, date: {TOMORROW}, at: 23h, text: Good morning.}}\n"


@contextmanager
def daemon(folder: Path) -> Iterator[subprocess.Popen[str]]:
    with subprocess.Popen(
        [sys.executable, "-m", "scheduler", "run", "--config", str(folder)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        encoding="utf-8",
        env={**os.environ, "SCHEDULER_LANGUAGE": "fr"},
    ) as process:
        try:
            yield process
        finally:
            process.kill()


def line_with(process: subprocess.Popen[str], word: str) -> str:
    assert process.stderr
    for line in process.stderr:
        if word in line:
            return line
    raise AssertionError(f"it ended without saying {word}")


@pytest.fixture
def folder(tmp_path: Path, scheduler: Program) -> Path:
    calendar(tmp_path, POSTS)
    config = tmp_path / "config.toml"
    scheduler.well("apply", "--yes", "--config", config)
    scheduler.well("approve", "small/one", "--role", "press", "--by", "l.diallo", "--config", config)
    return config


def test_the_daemon_says_what_is_next_and_a_pass_beside_it_who_publishes(scheduler: Program, folder: Path) -> None:
    with daemon(folder) as process:
        following = line_with(process, "Prochain départ")
        assert "23:00, 3 envois (small/one/once/" in following
        beside = scheduler.well("run", "--once", "--config", folder)
        assert f"Process {process.pid} publishes" in beside.out
        process.send_signal(signal.SIGINT)
        out, err = process.communicate(timeout=60)
    assert (process.returncode, out) == (0, "")
    assert "Rien n’était dû" not in err


def test_a_second_daemon_says_whom_it_waits_for_and_warns_in_french(folder: Path) -> None:
    with daemon(folder) as first:
        line_with(first, "Prochain départ")
        with daemon(folder) as second:
            waiting = line_with(second, "celui-ci attend")
            assert f"Le processus {first.pid} " in waiting
            assert "warning" not in waiting
            second.send_signal(signal.SIGINT)
            second.communicate(timeout=60)


def test_doctor_does_not_take_a_single_pass_for_the_daemon(scheduler: Program, folder: Path) -> None:
    def codes() -> set[str]:
        return {one["code"] for one in json.loads(scheduler("doctor", "--json", "--config", folder).out)["findings"]}

    scheduler.well("run", "--once", "--config", folder)
    assert "doctor-daemon-alive" not in codes()
    with daemon(folder) as process:
        line_with(process, "Prochain départ")
        assert "doctor-daemon-alive" in codes()
        process.send_signal(signal.SIGTERM)
        process.communicate(timeout=60)
    assert "doctor-daemon-alive" not in codes()


def test_doctor_names_a_chore_that_broke(scheduler: Program, folder: Path) -> None:
    with Scheduler(load(folder)) as opened:
        accounts.remember(opened.ground.database, "", {"broken Looks": "TypeError: odd"}, at=datetime.now(UTC))
    findings = json.loads(scheduler("doctor", "--json", "--config", folder).out)["findings"]
    (told,) = [one for one in findings if one["code"] == "doctor-chore-broke"]
    assert "Looks: TypeError: odd" in json.dumps(told)
