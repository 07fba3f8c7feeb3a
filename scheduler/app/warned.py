"""What whoever gives any command should know: nobody publishes, files were edited since, this machine was away at due hours."""

import hashlib
from collections.abc import Iterator
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from scheduler.app import health
from scheduler.app.ground import Ground
from scheduler.model.notice import Notice, warning
from scheduler.store import accounts, lock, zones

SOON = timedelta(days=1)
"""Posts due within this are waited for by somebody: a daemon should live."""
LOOKED_BACK = timedelta(days=14)
FACT = "files"
SUFFIXES = (".yaml", ".yml")


def warnings(ground: Ground) -> Iterator[Notice]:
    """What is so now. It reads the campaign files' bytes, nothing in them, and asks no network."""
    now = ground.clock.now()
    if zones.waits(ground.database, now + SOON) and not health.publishes(ground):
        beat = lock.last_beat(ground.database.folder)
        yield warning("warn-silent", None, "", at=_local(beat.at, ground)) if beat else warning("warn-nobody", None, "")
    fact = accounts.remembered(ground.database, "").get(FACT)
    if fact is not None and fact.value != digest(ground):
        yield warning("warn-unapplied", None, "")


def away(ground: Ground) -> Notice | None:
    """That due hours of the last two weeks went by while nothing published here: the machine slept or was off; None if not."""
    now = ground.clock.now()
    since = now - LOOKED_BACK
    if ground.database.several:
        return None  # another machine's worker publishes meanwhile
    outages = lock.outages(ground.database.folder, since)
    if not outages:
        return None
    missed = [
        (one, due) for due in zones.dues(ground.database, since, now) for one in outages if one.begin < due < one.end
    ]
    if not missed:
        return None
    last = missed[-1][0]
    begin, end = (_local(at, ground) for at in (last.begin, last.end))
    return warning("warn-away", None, "", n=len(missed), begin=begin, end=end)


def applied(ground: Ground) -> None:
    """The queue is now what the files say: an edit from here on is one that was not applied."""
    accounts.remember(ground.database, "", {FACT: digest(ground)}, at=ground.clock.now())


def digest(ground: Ground) -> str:
    """Of all campaign files' names and bytes."""
    found = hashlib.sha256()
    folder = ground.config.folder
    for path in sorted(one for one in folder.rglob("*") if one.suffix in SUFFIXES and one.is_file()):
        said = path.read_bytes()
        found.update(f"{path.relative_to(folder).as_posix()}\0{len(said)}\0".encode())
        found.update(said)
    return found.hexdigest()


def _local(at: datetime, ground: Ground) -> datetime:
    return at.astimezone(ZoneInfo(ground.config.timezone))
