"""What is so and was not told yet: blocked accounts and those that are back, tokens that end, posts that cannot go out."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from scheduler.flow.tally import news_of
from scheduler.model.delivery import State
from scheduler.notify import News
from scheduler.notify.news import days_left
from scheduler.sentences.stored import stored
from scheduler.store import accounts, deliveries, health, place
from scheduler.store.database import Database

LATE = timedelta(minutes=10)
"""A post that could not go out for so long is told of by itself; with other news, at once."""
SOON = timedelta(days=1)
"""Posts due so soon are counted among those that wait for a blocked account."""
WARNED = (14, 7, 1, 0)
"""Days before the end of credentials at which people are warned, once each; 0: they have ended."""
CLOCK = "clock"
"""Under what it is kept why the clock is not believed."""
SEEN = frozenset({"blocked", "back", "expires", "expired", "doubt", "late", "clock", "disk"})
"""States that are looked at, not remembered."""
KEPT = frozenset({"blocked", "expires", "doubt", "late", "since", "clock", "disk"})
"""What was told of these is remembered for as long as it is so."""
RENEWED = frozenset({"blocked", "late", "doubt", "clock", "disk"})
"""What was told of these is remembered anew at each look, as long as they are so."""
QUIET = frozenset(
    {
        *("waits-for-approval", "waits-for-hour", "waits-for-post", "waits-for-lost-post"),
        *("braked", "put-off", "stopping", "restarted"),
        *("paused-all", "paused-account", "paused-campaign"),
    }
)
"""Reasons to wait that people know of, or that another post's news explain."""


@dataclass(slots=True)
class Seen:
    """News of what is so, and what is remembered of it once they are told. `urgent`: worth a message of their own."""

    news: list[News] = field(default_factory=list)
    told: dict[str, str] = field(default_factory=dict)
    urgent: bool = False


def look(
    database: Database, told: Mapping[str, str], now: datetime, *, networks: Mapping[str, str], calendar: str, zone: str
) -> Seen:
    """What is so at `now` and was not told, given what was `told`; its hours are by the clocks of the IANA `zone`."""
    seen = Seen(told={key: value for key, value in told.items() if key.partition(" ")[0] not in RENEWED})
    blocked = accounts.blocked(database)
    for line in (
        *_blocked(database, told, now, networks, blocked),
        *_back(told, networks, blocked),
        *_ending(database, told, now, networks, ZoneInfo(zone)),
        *_doubt(database, told, calendar),
        *_hindered(database, told, calendar),
        *_late(database, told, now, blocked),
    ):
        key, value, one = line
        if value:
            seen.told[key] = value
        if one is not None:
            seen.news.append(one)
            seen.urgent = seen.urgent or one.state != "late" or one.hour is None or now - one.hour >= LATE
    return seen


Line = tuple[str, str, News | None]
"""What is remembered, as what ("": no more), and the news of it: None where it was told before."""


def _blocked(
    database: Database,
    told: Mapping[str, str],
    now: datetime,
    networks: Mapping[str, str],
    blocked: Mapping[str, accounts.Block],
) -> Iterator[Line]:
    for name, block in blocked.items():
        key, since = f"blocked {name}", block.at.isoformat()
        if told.get(key) == since:
            yield key, since, None
            continue
        waiting = deliveries.select(
            database, accounts=[name], states=[State.READY, State.AWAITING], due_until=now + SOON
        )
        network = networks.get(name, "")
        yield (
            key,
            since,
            News(subject=name, state="blocked", why=block.why, account=name, network=network, n=len(waiting)),
        )


def _back(
    told: Mapping[str, str], networks: Mapping[str, str], blocked: Mapping[str, accounts.Block]
) -> Iterator[Line]:
    for key in told:
        word, _, name = key.partition(" ")
        if word == "blocked" and name not in blocked:
            yield key, "", News(subject=name, state="back", account=name, network=networks.get(name, ""))


def _ending(
    database: Database, told: Mapping[str, str], now: datetime, networks: Mapping[str, str], zone: ZoneInfo
) -> Iterator[Line]:
    for name, one in health.told(database).items():
        ends = one.health.expires_at
        if ends is None or name not in networks:
            continue
        step = min((days for days in WARNED if ends - now <= timedelta(days=days)), default=None)
        before, _, days = told.get(f"expires {name}", "").partition(" ")
        if step is None or (before == ends.isoformat() and int(days) <= step):
            continue
        news = News(
            subject=name,
            state="expires" if step else "expired",
            account=name,
            network=networks[name],
            hour=ends.astimezone(zone),
            n=days_left(ends, now),
        )
        yield f"expires {name}", f"{ends.isoformat()} {step}", news


def _doubt(database: Database, told: Mapping[str, str], calendar: str) -> Iterator[Line]:
    doubt = database.doubt
    if doubt is not None:
        news = News(subject=calendar, state="doubt", why=stored(doubt.code))
        yield "doubt", doubt.code, None if told.get("doubt") == doubt.code else news


def _hindered(database: Database, told: Mapping[str, str], calendar: str) -> Iterator[Line]:
    """What keeps everything from going out, and is no fault of the queue's: a wrong clock, a full disk."""
    clock = accounts.remembered(database, "").get(CLOCK)
    left = place.free(database.folder)
    full = left is not None and left < place.LEAST_FREE
    for state, why in (("clock", str(clock.value) if clock else ""), ("disk", stored("disk-low") if full else "")):
        if why:
            code = why.partition(" ")[0]
            news = News(subject=calendar, state=state, why=why if state == "clock" else "")
            yield state, code, None if told.get(state) == code else news


def _late(
    database: Database, told: Mapping[str, str], now: datetime, blocked: Mapping[str, accounts.Block]
) -> Iterator[Line]:
    """Posts whose hour has come, and that a network, not a person, keeps from going out."""
    for one in deliveries.select(database, states=[State.READY], due_until=now + timedelta(microseconds=1)):
        code = one.reason.partition(" ")[0]
        if one.not_before is None or not code or code in QUIET or one.account in blocked:
            continue  # nothing keeps it: it goes as soon as its turn comes
        key = f"late {one.id}"
        yield key, code, None if told.get(key) == code else news_of(one, "late")
