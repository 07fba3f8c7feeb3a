"""One dispatcher a database, freed by death; its heartbeat beside it."""

import os
import signal
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from scheduler.errors import Problem
from scheduler.store import lock
from tests.store.making import NOW

HOLDING = """
import sys
from pathlib import Path
from scheduler.store import lock
with lock.dispatcher(Path(sys.argv[1])) as hold:
    print(bool(hold), flush=True)
    sys.stdin.readline()
"""


def other(folder: Path) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-c", HOLDING, folder],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        encoding="utf-8",
        cwd=Path(__file__).parent.parent.parent,
    )


def said(process: subprocess.Popen[str]) -> str:
    assert process.stdout
    return process.stdout.readline().strip()


def end(process: subprocess.Popen[str], number: int) -> None:
    process.send_signal(number)
    process.communicate(timeout=30)


def test_a_second_process_stands_by_and_takes_over_at_its_death(tmp_path: Path) -> None:
    first = other(tmp_path)
    assert said(first) == "True"
    second = other(tmp_path)
    assert said(second) == "False"
    end(second, signal.SIGTERM)
    with lock.dispatcher(tmp_path) as hold:
        assert not hold
        assert not hold.still()
    end(first, signal.SIGKILL)
    with lock.dispatcher(tmp_path) as hold:
        assert hold
        assert hold.still()


def test_who_stands_by_hears_of_a_death(tmp_path: Path) -> None:
    first, rung = other(tmp_path), threading.Event()
    assert said(first) == "True"
    with lock.vacancy(tmp_path, rung.set):
        assert not rung.is_set()
        assert first.poll() is None
        end(first, signal.SIGKILL)
        assert rung.wait(60)
        with lock.dispatcher(tmp_path) as hold:
            assert hold, "whoever listens does not hold it"


def test_who_stands_by_may_leave_while_it_is_held(tmp_path: Path) -> None:
    rung = threading.Event()
    with lock.dispatcher(tmp_path) as hold:
        with lock.vacancy(tmp_path, rung.set):
            pass
        assert hold
        assert hold.still()
    assert not rung.is_set()


def test_two_in_one_process_are_two(tmp_path: Path) -> None:
    with lock.dispatcher(tmp_path) as first, lock.dispatcher(tmp_path) as second:
        assert first
        assert not second
    with lock.dispatcher(tmp_path) as again:
        assert again


def test_a_lock_file_that_was_replaced_is_noticed(tmp_path: Path) -> None:
    with lock.dispatcher(tmp_path) as hold:
        (tmp_path / "new").touch()
        (tmp_path / "new").replace(tmp_path / lock.LOCK)
        assert not hold.still()


def test_a_place_without_a_lock_is_a_problem(tmp_path: Path) -> None:
    (tmp_path / lock.LOCK).mkdir()
    with pytest.raises(Problem), lock.dispatcher(tmp_path):
        pass


def test_the_heartbeat_is_read_back(tmp_path: Path) -> None:
    assert lock.last_beat(tmp_path) is None
    lock.beat(tmp_path, NOW)
    assert lock.last_beat(tmp_path) == lock.Beat(at=NOW, pid=os.getpid(), daemon=False)
    lock.beat(tmp_path, NOW, daemon=True)
    assert lock.last_beat(tmp_path) == lock.Beat(at=NOW, pid=os.getpid(), daemon=True)
    for broken in ("", "[]", "{}", '{"at": 3}', '{"at": "x"}'):
        (tmp_path / lock.HEARTBEAT).write_text(broken, encoding="utf-8")
        assert lock.last_beat(tmp_path) is None
    assert [path.name for path in tmp_path.iterdir()] == [lock.HEARTBEAT]
