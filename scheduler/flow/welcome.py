"""Welcoming new followers: their list read a page at a time, each of them marked once and for ever, some of them greeted.

The messages go into the queue as any others, with the same approvals and the same publisher. A mark and its message are
written in one transaction: neither a crash nor a second worker greets anybody twice.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from scheduler.clock import Clock
from scheduler.connector.base import Connector
from scheduler.flow import greeting as greetings
from scheduler.flow.greeting import Place
from scheduler.flow.prepared import Prepared
from scheduler.flow.want import source, want
from scheduler.model.delivery import UNSENT, Delivery
from scheduler.model.greeting import Follower, hours, pseudonym
from scheduler.model.notice import blocking
from scheduler.store import neighbours, welcomed
from scheduler.store.changes import New
from scheduler.store.database import Database
from scheduler.store.welcomed import ALREADY, PASSED_OVER, Page, Progress

PAGES = 10
"""Pages of followers that one pass reads at most: Mastodon allows 300 in fifteen minutes, for all that an account reads.
https://github.com/mastodon/mastodon/blob/main/config/initializers/rack_attack.rb, read 2026-11-21."""
BY = "welcome"


@dataclass(frozen=True, slots=True, kw_only=True)
class Looked:
    """What one pass did. `progress` None: another worker has gone on meanwhile."""

    progress: Progress | None
    greeted: int = 0
    marked: int = 0


def look(database: Database, connector: Connector, place: Place, key: bytes, old: Progress, clock: Clock) -> Looked:
    """Read on from where the account's followers were read last. Raises what the connector raises; what was read is kept."""
    done = Looked(progress=old)
    for _ in range(PAGES):
        current = done.progress
        assert current is not None
        got = connector.follower_page(current.cursor)
        names = {pseudonym(key, place.account.name, one.who): one for one in got.followers}
        there = welcomed.known(database, place.account.name, names)
        fresh = {name: one for name, one in names.items() if name not in there}
        ended = not got.next or (not current.marking and not fresh)
        page = _page(database, place, current, fresh, "" if ended else got.next, clock.now())
        now = welcomed.turn(database, current, page, by=BY, at=clock.now())
        done = Looked(progress=now, greeted=done.greeted + len(page.greet), marked=done.marked + len(page.mark))
        if now is None or ended:
            break
    return done


def _page(
    database: Database, place: Place, current: Progress, fresh: Mapping[str, Follower], cursor: str, now: datetime
) -> Page:
    """Who of a page is greeted, and when; who is only marked, and why."""
    first = place.welcome.first
    early = first is not None and now.astimezone(ZoneInfo(place.campaign.timezone)).date() < first
    if current.marking or early:
        return Page(mark=dict.fromkeys(fresh, ALREADY), greet={}, cursor=cursor)
    # Who came first is greeted first; the list has them the other way round.
    coming = list(fresh.items())[::-1]
    free = _turns(database, place, len(coming), now)
    greet: dict[str, New] = {}
    for (name, follower), due in zip(coming, free, strict=True):
        made = _message(place, follower, name, due, now) if due - now <= place.welcome.within else None
        if made is not None:
            greet[name] = made
    return Page(mark={name: PASSED_OVER for name in fresh if name not in greet}, greet=greet, cursor=cursor)


def _turns(database: Database, place: Place, number: int, now: datetime) -> list[datetime]:
    """When each of so many goes out. A draft has no hour, but there are no more of them than could go out in time."""
    welcome, account = place.welcome, place.account.name
    if greetings.by_hand(place):
        room = welcome.a_day * max(1, welcome.within // timedelta(days=1)) - welcomed.open_drafts(database, account)
        return [now if one < room else now + 2 * welcome.within for one in range(number)]
    taken = [
        *neighbours.messages(database, account, since=now - timedelta(days=1)),
        *welcomed.planned(database, account),
    ]
    return hours(
        number,
        now,
        taken,
        spread=welcome.spread,
        most=welcome.a_day,
        quiet=welcome.not_between,
        zone=place.campaign.timezone,
    )


def _message(place: Place, follower: Follower, name: str, due: datetime, now: datetime) -> New | None:
    """The message to one follower; None where it cannot be made for this one."""
    content, by_hand = greetings.said_to(place.welcome, name), greetings.by_hand(place)
    closes = now + place.welcome.within
    made = greetings.greeting(place, follower.handle, name, content, due=None if by_hand else due, closes=closes)
    return None if blocking(made.variant.notices) else new(place, made, paced=not by_hand)


def new(place: Place, made: Prepared, *, paced: bool) -> New:
    """What planning wants for a message: held to its pace, and with the source of its words rather than of its follower."""
    hosts, content = place.own_hosts, made.occurrence.content
    sampled = source(greetings.sample(place, content), hosts, _no_picture)
    return replace(
        want(made, hosts, _no_picture),
        too_late_at=None,  # until it closes
        follower=made.occurrence.follower,
        source=greetings.source(sampled, place.welcome),
        conditions=greetings.pace(place.welcome) if paced else "",
    )


def again(places: Mapping[tuple[str, str], Place], present: Iterable[Delivery]) -> Iterator[tuple[Prepared, New]]:
    """The messages that wait, made anew from the files as they are now; `places` by campaign and welcome."""
    for old in present:
        place = places.get((old.campaign, old.post))
        if place is None or not old.follower or old.state not in UNSENT or place.account.name != old.account:
            continue
        content = greetings.said_to(place.welcome, old.occurrence)
        made = greetings.greeting(place, old.follower, old.occurrence, content, due=old.due, closes=old.closes)
        if not blocking(made.variant.notices):
            yield made, replace(new(place, made, paced=bool(old.conditions)), local=old.local)


def _no_picture(path: Path) -> str:
    raise FileNotFoundError(path)
