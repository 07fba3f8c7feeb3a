"""Each mistake of tests/mutants/mutants.py must be seen: the explorer finds the history in which it breaks a promise."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from scheduler.clock import SimulatedClock
from scheduler.store.database import open_database
from tests.flow.world import MONDAY
from tests.mutants.mutants import naive_clock_change, synchronous_normal
from tests.scenarios import test_peers
from tests.store import test_database

ROOT = Path(__file__).parent.parent.parent
ANSWERS, CLOCKS = "a post, answers and disks", "a post and its clocks"
FOUND = {
    "no-attempt-written": (ANSWERS, "left without an attempt"),
    "blind-retry": (ANSWERS, "arrived twice"),
    "no-deadline": (CLOCKS, "was sent after it was too late"),
    "bookkeeping-inside-the-try": (ANSWERS, "arrived twice"),
    "lease-shorter-than-the-request": (ANSWERS, "arrived twice"),
    "no-fence": ("two workers, one comes late", "arrived twice"),
}
"""What each of them leads to, and the scope in which that is found."""

LONG = {"no-fence"}
"""Whose history is long to find."""

pytestmark = pytest.mark.skipif(
    not hasattr(os, "fork"), reason="the explorer copies its process, which POSIX alone can"
)


@pytest.mark.parametrize(
    "mutant", [pytest.param(one, marks=[pytest.mark.long] if one in LONG else []) for one in FOUND]
)
def test_the_explorer_finds_what_the_mistake_leads_to(tmp_path: Path, mutant: str) -> None:
    scope, wrong = FOUND[mutant]
    to = tmp_path / "found.json"
    command = [sys.executable, "-m", "tests.explore", scope, "--mutant", mutant, "--json", str(to)]
    done = subprocess.run(command, cwd=ROOT, check=False, stdout=subprocess.DEVNULL)
    (found,) = json.loads(to.read_text(encoding="utf-8")).values()
    assert done.returncode == 1
    assert wrong in found["violation"].splitlines()[0]


def test_an_hour_that_drifts_at_the_clock_change_is_caught(monkeypatch: pytest.MonkeyPatch) -> None:
    naive_clock_change(monkeypatch)
    with pytest.raises(AssertionError):
        test_peers.test_s06_the_night_of_the_clock_change()


def test_a_connection_that_does_not_sync_its_commits_is_caught(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    # What a power loss would do is shown by tests/servers/test_syncs.py, with the same mutant.
    synchronous_normal(monkeypatch)
    database = open_database(tmp_path / "queue.db", clock=SimulatedClock(MONDAY), state=tmp_path / "state")
    with pytest.raises(AssertionError):
        test_database.test_every_connection_is_durable(database)
    database.close()
