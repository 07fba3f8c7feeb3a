"""`scheduler run` itself, as people start it: what it costs while it waits, and how soon it is back after `kill -9`.

Its networks are the strict fakes of X, Facebook, Mastodon and Bluesky, in this process.
"""

import os
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from pathlib import Path

from benchmarks import engine
from scheduler.app.scheduler import Scheduler
from scheduler.clock import SystemClock
from scheduler.model.delivery import State
from scheduler.model.variant import Options, Part, Role, Variant
from scheduler.store import attempts, deliveries
from scheduler.store.database import Database
from scheduler.store.deliveries import New
from tests.acceptance.five import running

NETWORKS = ("x", "facebook", "mastodon", "bluesky")
QUEUED = 100_000
CORE = 0.5
"""Per cent of a core while it waits."""
BEFORE, AFTER = 60.0, 80.0
"""Megabytes before the first post, and after one on each network."""
IDLE = 30.0
BACK = timedelta(seconds=3)
"""After a restart, posts are on time again so soon."""
LATE = timedelta(milliseconds=100)
PATIENCE = 60.0
CONFIG = """\
[calendar]
id = "mesure"
timezone = "Europe/Paris"
language = "fr"
"""


def post(number: int, network: str, due: datetime) -> New:
    """A short post of the account on `network`."""
    text = f"Les réserves ouvrent leurs portes, salle {number}."
    part = Part(role=Role.POST, text=text, length=len(text), limit=280)
    variant = Variant(account=f"musee-{network}", network=network, parts=(part,), options=Options(language="fr"))
    return New(
        campaign="mesure",
        post=f"post-{number}",
        occurrence="once",
        account=variant.account,
        network=network,
        variant=variant,
        digest=variant.digest,
        due=due,
        local=due,
        zone="UTC",
        too_late_at=due + timedelta(hours=2),
    )


@contextmanager
def calendar() -> Iterator[tuple[Path, Database]]:
    """A calendar with an account on each network, and its database."""
    with tempfile.TemporaryDirectory() as name, running() as networks:
        os.environ |= {"XDG_STATE_HOME": f"{name}/state", "SCHEDULER_LANGUAGE": "en", **networks.secrets}
        config = Path(name, "config.toml")
        config.write_text(CONFIG + networks.accounts, encoding="utf-8")
        with Scheduler.find(config, []) as scheduler:
            yield config, scheduler.ground.database


@contextmanager
def daemon(config: Path) -> Iterator[subprocess.Popen[bytes]]:
    """`scheduler run` as a process of its own, killed at the end."""
    command = [str(Path(sys.executable).with_name("scheduler")), "run", "--config", str(config)]
    # It may write bytecode, whatever this process may: an installed program is compiled once, not at each start.
    kept = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=kept) as process:
        try:
            yield process
        finally:
            process.send_signal(signal.SIGKILL)


def megabytes(pid: int) -> float:
    """What the process holds in memory now."""
    lines = Path(f"/proc/{pid}/status").read_text(encoding="ascii").splitlines()
    return next(int(line.split()[1]) / 1024 for line in lines if line.startswith("VmRSS"))


def seconds(pid: int) -> float:
    """How long the process has had a core."""
    fields = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def waiting() -> int:
    """The daemon with a long queue; 0 where all promises are kept."""
    clock = SystemClock()
    with calendar() as (config, database):
        far = clock.now() + timedelta(days=2)
        queue = [post(each, NETWORKS[each % 4], far + timedelta(minutes=each)) for each in range(QUEUED)]
        engine.apply(database, queue)
        with daemon(config) as process:
            time.sleep(10)  # its start is no idling
            began, at = seconds(process.pid), time.monotonic()
            time.sleep(IDLE)
            share = (seconds(process.pid) - began) / (time.monotonic() - at) * 100
            before = megabytes(process.pid)
            due = clock.now() + timedelta(seconds=5)
            now = [post(QUEUED + each, network, due) for each, network in enumerate(NETWORKS)]
            engine.apply(database, now)
            out = published(database, now)
            after = megabytes(process.pid)
    print(
        f"the daemon with {QUEUED:,} posts queued, idle: {share:.2f} % of a core, at most {CORE}: {said(share <= CORE)}\n"
        f"  {before:.0f} MB before the first post, at most {BEFORE:.0f}: {said(before <= BEFORE)}\n"
        f"  {after:.0f} MB after one on each of {out} networks, at most {AFTER:.0f}: {said(after <= AFTER and out == 4)}"
    )
    return int(share > CORE or before > BEFORE or after > AFTER or out < len(NETWORKS))


def published(database: Database, posts: list[New]) -> int:
    """Wait until `posts` are out; how many are."""
    end, out = time.monotonic() + PATIENCE, 0
    while out < len(posts) and time.monotonic() < end:
        time.sleep(0.2)
        out = len(deliveries.select(database, tags=[one.tag for one in posts], states=[State.PUBLISHED]))
    return out


def killed(rounds: int = 3) -> int:
    """Kill it while a post is under way, start it again, and look from when on posts are on time; 0 where that is kept."""
    clock, worst, killed_in = SystemClock(), timedelta(), 0
    with calendar() as (config, database):
        for each in range(rounds):
            first = [post(1000 * each, "mastodon", clock.now() + timedelta(seconds=6))]
            engine.apply(database, first)
            with daemon(config):
                killed_in += under_way(database, first)
            start = clock.now()
            rest = [post(1000 * each + 1 + n, "mastodon", start + timedelta(milliseconds=500) * n) for n in range(16)]
            engine.apply(database, rest)
            with daemon(config):
                published(database, rest)
            worst = max(worst, _back(database, rest, start))
    kept = worst <= BACK
    print(
        f"after kill -9 the daemon is back, posts on time, within {worst.total_seconds():.1f} s of its restart"
        f" (worst of {rounds}, {killed_in} of them killed with a call in flight),"
        f" at most {BACK.total_seconds():.0f} s: {said(kept)}"
    )
    return int(not kept)


def under_way(database: Database, posts: list[New]) -> bool:
    """Wait until the first of `posts` is being sent; whether it still is, and was not faster than this look."""
    end, tags = time.monotonic() + PATIENCE, [one.tag for one in posts]
    while time.monotonic() < end:
        (state,) = {one.state for one in deliveries.select(database, tags=tags[:1])}
        if state not in {State.READY, State.CLAIMED}:
            return state is State.SENDING
        time.sleep(0.001)
    return False


def _back(database: Database, posts: list[New], start: datetime) -> timedelta:
    """From when after `start` on all of `posts` were on time: the account takes one after the other."""
    late = timedelta()
    for one in deliveries.select(database, tags=[one.tag for one in posts]):
        tried = attempts.of(database, one.id)
        if one.due and (not tried or tried[0].started - one.due > LATE):
            late = max(late, one.due - start + timedelta(milliseconds=500))
    return late


def said(kept: object) -> str:
    """The verdict."""
    return "kept" if kept else "BROKEN"


def main() -> int:
    """Measure both; 0 where all promises are kept. Linux only: it reads /proc."""
    if not Path("/proc/self/status").exists():
        print("the daemon's costs are read from /proc, which this system has not: skipped")
        return 0
    return max(waiting(), killed())


if __name__ == "__main__":
    sys.exit(main())
