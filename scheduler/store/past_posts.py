"""What went out before this program or beside it: kept once, however many exports tell of it, and counted by snapshots.

A past post is known again by what the network calls it, by its address, or by its minute and its words; its tag never changes.
The campaign that it belongs to is told by a person, and may. Rows go in by the hundred, all of an import
in one transaction: a hundred thousand take little longer than reading their file.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from zlib import crc32

import sqlalchemy as sa

from scheduler.model.past import BESIDE, IMPORTED, Arrival, PastPost, address
from scheduler.plain import redact
from scheduler.store import many
from scheduler.store.database import Database
from scheduler.store.tables import arrivals, past_posts, snapshots
from scheduler.store.values import instant

COLUMNS = (
    *("tag", "account", "network", "at", "remote_id", "url", "title", "campaign", "post", "theme", "category"),
    *("parts", "precision"),
)
READING = ("tag", "part", "age", "counts")
STEP = 5_000
"""Rows between two reports of progress."""
SETTLED = 28 * 24 * 3600
"""Seconds after which the same counts say nothing new: no report compares at a higher age."""
DAY = "day"
MINUTE = 60_000_000
Row = tuple[Any, ...]
"""A past post as it lies in the table, in the order of COLUMNS."""


@dataclass(slots=True)
class Known:
    """What is known of one account: its past posts and its deliveries that are out, by all that a post is told by.

    Each leads to (tag, part, when it went out). `latest` holds, by tag and part, (age, counts) of the newest reading.
    """

    ids: dict[str, tuple[str, int, int]] = field(default_factory=dict)
    addresses: dict[str, tuple[str, int, int]] = field(default_factory=dict)
    words: dict[tuple[int, str], tuple[str, int, int]] = field(default_factory=dict)
    unnamed: dict[tuple[int, str], tuple[str, int, int]] = field(default_factory=dict)
    """Those of `words` of which no id is known."""
    latest: dict[tuple[str, int], tuple[int, str]] = field(default_factory=dict)
    readings: set[tuple[str, int, int, str]] = field(default_factory=set)

    def new(self, tag: str, part: int, age: int, counts: str) -> bool:
        """Whether a reading says what is not known; then it is known."""
        key = (tag, part)
        last = self.latest.get(key)
        if (tag, part, age, counts) in self.readings:
            return False
        if last is not None and last[1] == counts and SETTLED <= last[0] <= age:
            return False
        if last is None or last[0] <= age:
            self.latest[key] = (age, counts)
        return True


def known(database: Database, account: str) -> Known:
    """What is known of `account` before an import."""
    found = Known()
    with database.read() as connection:
        for tag, at, remote, url, title in many.walk(
            connection, "SELECT tag, at, remote_id, url, title FROM past_posts WHERE account = ?", account
        ):
            _note(found, tag, at, remote, url, title)
        for tag, at, part, remote, url in many.walk(
            connection,
            "SELECT d.tag, r.at, r.part, r.remote_id, r.url FROM receipts r JOIN deliveries d ON d.id = r.delivery_id "
            "WHERE d.account = ?",
            account,
        ):
            whole = (tag, part, at)
            if remote:
                found.ids.setdefault(remote, whole)
            if url:
                found.addresses.setdefault(address(url), whole)
        for table in ("past_posts", "deliveries"):
            for tag, part, age, counts in many.walk(
                connection,
                f"SELECT s.tag, s.part, s.age, s.counts FROM {table} p JOIN snapshots s ON s.tag = p.tag "  # noqa: S608 - two names of ours
                "WHERE p.account = ? ORDER BY s.tag, s.part, s.age, s.taken, s.id",
                account,
            ):
                found.readings.add((tag, part, age, counts))
                found.latest[tag, part] = (age, counts)
    return found


def _note(found: Known, tag: str, at: int, remote: str, url: str, title: str) -> None:
    for part, one in enumerate(remote.split() if remote else (), 1):
        found.ids[one] = (tag, part, at)
    if url:
        found.addresses[address(url)] = (tag, 1, at)
    key = (at // MINUTE, words(title))
    found.words[key] = (tag, 1, at)
    if not remote:
        found.unnamed[key] = (tag, 1, at)


def words(title: str) -> str:
    """The letters of a title's beginning: what two exports of one post have in common, however they end it."""
    return "".join(filter(str.isalnum, title.casefold()))[:40]


def tag_of(account: str, at: int, key: str) -> str:
    """The tag of the past post of `account` that went out at `at` and that `key` tells from others of that second.

    Tags of one account stand in order of time, so that a database writes an export from end to end.
    """
    return f"{BESIDE}{account}:{at // 1_000_000:x}-{crc32(key.encode()):08x}"


def keep(
    database: Database,
    *,
    about: Arrival,
    digest: str,
    posts: Sequence[Row],
    readings: Sequence[tuple[str, int, int, str]],
    named: Iterable[tuple[str, str]] = (),
    told: Callable[[int], None] = lambda _: None,
) -> int:
    """Keep an import, all of it or nothing; return its number. `readings` are (tag, part, age in seconds, counts as JSON),
    `named` what the network calls past posts that were known without it.

    `told` hears how many rows are written. What another import brought meanwhile stays as it is.
    """
    taken, by = instant(about.collected_at), redact(about.by)
    # In the order of their keys: an index is written from end to end then.
    posts, readings = sorted(posts), sorted(readings)
    with database.write() as connection:
        row = {
            "file": about.file,
            "digest": digest,
            "source": about.source,
            "method": about.method,
            "collected_at": about.collected_at,
            "imported_at": about.imported_at,
            "by": by,
            "posts": len(posts),
            "readings": len(readings),
        }
        added = connection.execute(sa.insert(arrivals).values(row).returning(arrivals.c.id)).scalar_one()
        many.change(connection, past_posts, ("remote_id",), ("tag",), [(remote, tag) for tag, remote in named])
        same: dict[str, many.Plain] = {"taken": taken, "simulated": False, "by": f"{IMPORTED}{added}"}
        for first in range(0, len(posts), STEP):
            some = posts[first : first + STEP]
            many.pour(connection, past_posts, COLUMNS, some, {"arrival": int(added)})
            told(first + len(some))
        for first in range(0, len(readings), STEP):
            rows = readings[first : first + STEP]
            many.pour(connection, snapshots, READING, rows, same)
            told(len(posts) + first + len(rows))
    return int(added)


def select(
    database: Database,
    *,
    accounts: Sequence[str] = (),
    campaign: str | None = None,
    start: datetime | None = None,
    end: datetime | None = None,
) -> list[PastPost]:
    """Past posts in order of time and tag; `campaign` empty: of none. `start` is within, `end` is not."""
    conditions: list[sa.ColumnElement[bool]] = []
    if accounts:
        conditions.append(past_posts.c.account.in_(accounts))
    if campaign is not None:
        conditions.append(past_posts.c.campaign == campaign)
    if start is not None:
        conditions.append(past_posts.c.at >= start)
    if end is not None:
        conditions.append(past_posts.c.at < end)
    about = (arrivals.c.source, arrivals.c.imported_at, arrivals.c.by)
    joined = past_posts.join(arrivals, arrivals.c.id == past_posts.c.arrival)
    statement = sa.select(past_posts, *about).select_from(joined).where(*conditions)
    statement = statement.order_by(past_posts.c.at, past_posts.c.tag)
    with database.read() as connection:
        return [_post(row) for row in connection.execute(statement)]


def assign(database: Database, given: Iterable[tuple[str, str, str]]) -> int:
    """Give past posts a campaign and a theme: (tag, campaign, theme), both empty for none. Return how many that changed."""
    rows = [(campaign, theme, tag) for tag, campaign, theme in given]
    with database.write() as connection:
        there = {
            tag: (campaign, theme)
            for tag, campaign, theme in many.walk(connection, "SELECT tag, campaign, theme FROM past_posts")
        }
        rows = [one for one in rows if there.get(one[2], one[:2]) != one[:2]]
        many.change(connection, past_posts, ("campaign", "theme"), ("tag",), rows)
    return len(rows)


def imports(database: Database) -> list[Arrival]:
    """Every import, oldest first."""
    with database.read() as connection:
        rows = connection.execute(sa.select(arrivals).order_by(arrivals.c.id))
        return [
            Arrival(
                id=row.id,
                file=row.file,
                source=row.source,
                method=row.method,
                collected_at=row.collected_at,
                imported_at=row.imported_at,
                by=row.by,
                posts=row.posts,
                readings=row.readings,
            )
            for row in rows
        ]


def seen(database: Database, digest: str) -> datetime | None:
    """When the file with these bytes was imported last; None where it never was."""
    with database.read() as connection:
        newest = sa.select(sa.func.max(arrivals.c.imported_at)).where(arrivals.c.digest == digest)
        found: datetime | None = connection.execute(newest).scalar_one()
        return found


def _post(row: sa.Row[Any]) -> PastPost:
    return PastPost(
        tag=row.tag,
        account=row.account,
        network=row.network,
        at=row.at,
        remote_ids=tuple(row.remote_id.split()),
        url=row.url,
        title=row.title,
        campaign=row.campaign,
        post=row.post,
        theme=row.theme,
        category=row.category,
        parts=row.parts,
        day_only=row.precision == DAY,
        source=row.source,
        imported_at=row.imported_at,
        by=row.by,
    )
