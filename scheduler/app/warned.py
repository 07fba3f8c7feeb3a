"""What whoever gives any command should know: nobody publishes, files were edited since, this machine was away at due hours."""

import hashlib
from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from pathlib import Path
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
    known = _applied(ground)
    if known and known != digests(ground):
        yield warning("warn-unapplied", None, "")


def away(ground: Ground) -> Notice | None:
    """That due hours of the last two weeks went by while nothing published here: the machine slept or was off; None if not.

    What is out all the same is not counted: single passes may be an hour apart, and what one of them sends is a little late.
    """
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


def applied(ground: Ground, paths: Sequence[Path] = ()) -> None:
    """The queue is now what the files say, or those of them at and below `paths`: a later edit is one that was not applied.

    Of a few files this says nothing as long as the others were never applied: what they hold may be meant for later.
    """
    now, known = digests(ground), _applied(ground)
    named = {name: found for name, found in now.items() if _named(ground.config.folder / name, paths)}
    if named == now:
        known = now
    elif known:
        gone = {name for name in known.keys() - now.keys() if _named(ground.config.folder / name, paths)}
        known = {name: found for name, found in known.items() if name not in gone} | named
    if known:
        accounts.remember(ground.database, "", {FACT: known}, at=ground.clock.now())


def digests(ground: Ground) -> dict[str, str]:
    """Of each campaign file's bytes, by its name within the calendar's folder."""
    folder = ground.config.folder
    return {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(one for one in folder.rglob("*") if one.suffix in SUFFIXES and one.is_file())
    }


def _applied(ground: Ground) -> dict[str, str]:
    """The digests of the files as they were applied; empty where all of them never were."""
    fact = accounts.remembered(ground.database, "").get(FACT)
    return fact.value if fact is not None and isinstance(fact.value, dict) else {}


def _named(path: Path, paths: Sequence[Path]) -> bool:
    return not paths or any(path.resolve().is_relative_to(one.resolve()) for one in paths)


def _local(at: datetime, ground: Ground) -> datetime:
    return at.astimezone(ZoneInfo(ground.config.timezone))
