"""The figures of a report over 1,000,000 snapshots of 100,000 posts, beside pandas computing the same from the same database.

Each side in a process of its own, its imports included; their figures must be equal. Time and peak memory are compared.
"""

import json
import math
import os
import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable, Iterator
from datetime import date, datetime, timedelta
from pathlib import Path
from statistics import median
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import insert

from benchmarks import engine
from benchmarks.measure import Result, report
from scheduler.app import applied
from scheduler.clock import SystemClock
from scheduler.model.campaign import Campaign, Day, Objective
from scheduler.model.delivery import State
from scheduler.model.engagement import AGES
from scheduler.model.notice import Where
from scheduler.store import documents
from scheduler.store.changes import columns_of
from scheduler.store.database import Database
from scheduler.store.tables import deliveries, receipts, snapshots

POSTS = 100_000
READINGS = 1_000_000
WEEKS = 520
TIME, MEMORY = 1.0, 0.5
"""At most so many times what pandas takes."""
ROUNDS = 3
SLUG = "semaine"
ZONE = "Europe/Paris"
NETWORKS = {"musee-a": "alpha", "musee-b": "beta", "musee-c": "gamma", "musee-d": "delta"}
COMPONENTS = {"delta": ("reactions", "replies", "shares")}
"""What a network gives, where that is not everything."""
LATER = tuple(timedelta(days=days) for days in (10, 14, 17, 21))
"""The first post is read at these, too: so it is a million readings, not four fewer."""
ALL = ("reactions", "replies", "shares", "views")
LAST = date(2027, 8, 1)
"""The Sunday of the last week; the operation's is nine weeks earlier, so that eight weeks after it are measured."""
FIRST = LAST - timedelta(weeks=WEEKS) + timedelta(days=1)
MONDAY = LAST - timedelta(weeks=9) + timedelta(days=1)
HERE = Where(file="semaine.yaml", line=1)


def campaign() -> Campaign:
    """Seven themed days with two objectives, at two post ages."""
    days = tuple(
        Day(day=MONDAY + timedelta(days=number), theme=f"Thème {number + 1}", hashtags=(), where=HERE)
        for number in range(7)
    )
    return Campaign(
        slug=SLUG,
        title="Semaine",
        language="fr",
        timezone=ZONE,
        accounts=tuple(NETWORKS),
        where=HERE,
        days=days,
        objectives=(
            Objective(name="Portée", metric="engagement", target="+20%", age=timedelta(days=7), where=HERE),
            Objective(name="Dialogue", metric="conversation", target="x2", age=timedelta(hours=24), where=HERE),
        ),
    )


def laid(database: Database) -> None:
    """Ten years of four accounts: two posts in three are threads of two, each part read at every age."""
    dice = random.Random(8)  # noqa: S311 - invented counts
    alike = columns_of(engine.new(0, SystemClock().now()))
    with database.write() as connection:
        documents.keep(connection, {SLUG: applied.written(campaign())}, by="benchmark", at=SystemClock().now())
    for first in range(0, POSTS, 5_000):
        rows: list[dict[str, Any]] = []
        out: list[dict[str, Any]] = []
        taken: list[dict[str, Any]] = []
        for number in range(first, first + 5_000):
            one = _delivery(number)
            rows.append(alike | one)
            for part in range(2 if number % 3 else 1):
                at = one["due"] + timedelta(seconds=30 * part)
                out.append(
                    {"delivery_id": one["id"], "part": part, "remote_id": f"{number}-{part}", "url": "", "at": at}
                )
                taken += _readings(dice, one, part, one["due"], AGES if number else (*AGES, *LATER))
        with database.write() as connection:
            connection.execute(insert(deliveries), rows)
            connection.execute(insert(receipts), out)
            connection.execute(insert(snapshots), taken)


def _delivery(number: int) -> dict[str, Any]:
    week, place = divmod(number * WEEKS, POSTS)
    account = list(NETWORKS)[number % 4]
    minutes = place / POSTS * 7 * 24 * 60
    at = datetime(FIRST.year, FIRST.month, FIRST.day, tzinfo=ZoneInfo(ZONE)) + timedelta(
        weeks=week, minutes=int(minutes)
    )
    mine = MONDAY <= at.date() <= MONDAY + timedelta(days=6) and number % 8 < 4
    slug = SLUG if mine else "ordinaire"
    theme = f"Thème {at.date().weekday() + 1}" if mine else ""
    post = f"post-{number // 4}"
    return {
        "id": number + 1,
        "tag": f"{slug}/{post}/once/{account}",
        "campaign": slug,
        "post": post,
        "occurrence": "once",
        "account": account,
        "network": NETWORKS[account],
        "state": State.PUBLISHED.value,
        "theme": theme,
        "category": f"genre-{number % 5}",
        "due": at,
        "local": at,
        "too_late_at": at + timedelta(hours=2),
        "changed_at": at,
    }


def _readings(
    dice: random.Random, one: dict[str, Any], part: int, at: datetime, ages: Iterable[timedelta]
) -> Iterator[dict[str, Any]]:
    given = COMPONENTS.get(str(one["network"]), ALL)
    size = math.exp(dice.gauss(2.2, 0.9)) * (1.6 if one["campaign"] == SLUG else 1.0)
    whole = {"reactions": size, "replies": size / 6, "shares": size / 4, "views": size * 40}
    for age in ages:
        share = math.log1p(age / timedelta(hours=1)) / math.log1p(28 * 24)
        counts = {name: int(whole[name] * share + dice.random()) for name in given}
        late = timedelta(seconds=dice.randrange(1, 1200))
        yield {"tag": one["tag"], "part": part, "age": int(age.total_seconds()), "taken": at + age + late} | {
            "counts": counts,
            "simulated": False,
        }


def alike(ours: object, theirs: object, where: str = "") -> Iterator[str]:
    """Where what pandas found is not what we found; numbers to nine digits."""
    if isinstance(theirs, dict):
        if not isinstance(ours, dict):
            yield f"{where}: {ours!r}, not {theirs!r}"
            return
        for name, value in theirs.items():
            yield from alike(ours.get(name), value, f"{where}.{name}")
    elif isinstance(theirs, list):
        if not isinstance(ours, list) or len(ours) != len(theirs):
            yield f"{where}: {ours!r}, not {theirs!r}"
            return
        for number, (mine, other) in enumerate(zip(ours, theirs, strict=True)):
            yield from alike(mine, other, f"{where}[{number}]")
    elif isinstance(theirs, float) and isinstance(ours, int | float):
        if not math.isclose(ours, theirs, rel_tol=1e-9, abs_tol=2e-6):  # the report's JSON has six decimals
            yield f"{where}: {ours!r}, not {theirs!r}"
    elif ours != theirs:
        yield f"{where}: {ours!r}, not {theirs!r}"


def run(*words: str) -> tuple[float, float, int, str]:
    """(seconds, seconds of processor, peak KiB, what it wrote) of a fresh process."""
    began = time.perf_counter()
    child = subprocess.Popen([sys.executable, *words], stdout=subprocess.PIPE, text=True)
    assert child.stdout is not None
    said = child.stdout.read()
    _, status, used = os.wait4(child.pid, 0)
    child.returncode = os.waitstatus_to_exitcode(status)
    if child.returncode:
        raise RuntimeError(f"{words} ended with {child.returncode}")
    return time.perf_counter() - began, used.ru_utime + used.ru_stime, used.ru_maxrss, said


def main() -> int:
    """Measure both in turn, after a round that warms the caches; 0 where both promises are kept."""
    with tempfile.TemporaryDirectory() as name:
        path = Path(name) / "queue.db"
        with engine.opened(Path(name)) as database:
            laid(database)
        sides = {side: ("-m", f"benchmarks.figures_{side}", str(path)) for side in ("pandas", "ours")}
        first = {side: run(*words)[3] for side, words in sides.items()}
        if wrong := list(alike(json.loads(first["ours"]), json.loads(first["pandas"]))):
            print("The figures differ:", *wrong[:20], sep="\n  ")
            return 1
        rounds = [{side: run(*words)[:3] for side, words in sides.items()} for _ in range(ROUNDS)]
    seconds, processor, peak = ({side: median(one[side][n] for one in rounds) for side in sides} for n in range(3))
    what = f"the figures of a report over {READINGS:,} snapshots of {POSTS:,} posts"
    print(f"by the clock: {seconds['ours']:.2f} s against {seconds['pandas']:.2f} s of pandas")
    kept = peak["ours"] <= MEMORY * peak["pandas"]
    print(
        f"peak memory: {peak['ours'] / 1024:.0f} MiB\n  against pandas: {peak['pandas'] / 1024:.0f} MiB\n"
        f"  ratio {peak['ours'] / peak['pandas']:.2f}, at most {MEMORY}: {'kept' if kept else 'BROKEN'}"
    )
    result = Result(
        what=f"{what}, processor time",
        against="pandas computing the same figures, its import included",
        # Each is one thread: on an idle machine the clock says the same, and on a busy one it says what others do.
        ours=processor["ours"],
        reference=processor["pandas"],
        bound=TIME,
        rounds=ROUNDS,
    )
    return max(report(result), int(not kept))


if __name__ == "__main__":
    sys.exit(main())
