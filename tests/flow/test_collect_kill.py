"""SIGKILL while counts are read back: what came before is kept, and nothing of it is asked for twice."""

import signal
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from scheduler.clock import SimulatedClock
from scheduler.model.engagement import AGES
from scheduler.store import snapshots
from tests.flow.test_collect import World
from tests.store.making import NOW, opened

ROOT = Path(__file__).parent.parent.parent
DYING = """
import sys
from datetime import timedelta
from pathlib import Path
from scheduler.clock import SimulatedClock
from scheduler.flow import collect
from tests.flow.test_collect import Counting, World
from tests.store.making import NOW, opened

folder = Path(sys.argv[1])
clock = SimulatedClock(NOW + timedelta(hours=1))
world = World(database=opened(folder, clock), clock=clock, folder=folder)
collect.AT_ONCE = 2
answer = Counting.counts

def counts(self, remote_ids):
    if len(self.server.asked) == 2:
        print("paused", flush=True)
        sys.stdin.readline()
    return answer(self, remote_ids)

Counting.counts = counts
world.collect()
"""


@pytest.mark.long
def test_a_kill_loses_nothing_that_was_read(tmp_path: Path) -> None:
    clock = SimulatedClock(NOW)
    with closing(opened(tmp_path, clock)) as database:
        world = World(database=database, clock=clock, folder=tmp_path)
        for number in range(5):
            world.publish(f"post-{number}")
    process = subprocess.Popen(
        [sys.executable, "-c", DYING, tmp_path],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        encoding="utf-8",
        cwd=ROOT,
    )
    with process:
        assert process.stdout is not None
        assert process.stdout.readline() == "paused\n"
        process.send_signal(signal.SIGKILL)
    with closing(opened(tmp_path, clock)) as database:
        assert len(snapshots.select(database, latest=False)) == 4
        again = World(database=database, clock=clock, folder=tmp_path)
        assert again.collect(AGES[0]).read == 1
        assert again.servers["musee-mastodon"].asked == [["musee-mastodon-post-4-1"]]
        assert len(snapshots.select(database, latest=False)) == 5
