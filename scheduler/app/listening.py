"""Listening for one calendar: where, for which hashtags, under which key, and for how long what was heard is kept."""

from collections.abc import Callable, Collection, Iterator, Mapping
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from scheduler.app import applied
from scheduler.app.ground import Ground
from scheduler.connector.base import Connector
from scheduler.errors import Problem
from scheduler.flow import heard, listening
from scheduler.flow.evaluate.conversations import TAIL
from scheduler.flow.listening import Listened, Own, Place
from scheduler.model.campaign import Campaign
from scheduler.model.greeting import is_greeting
from scheduler.model.mention import Standing
from scheduler.model.publics import key_id, months_before
from scheduler.model.spans import KEEP_MONTHS
from scheduler.store import documents, mentions, secret_key
from scheduler.store import listening as streams

PAST = timedelta(days=180)
"""How old a post of ours may be whose answers are told from other mentions."""
ANSWERS = timedelta(days=28)
"""So long an answer of ours is looked for under a question."""


def collect(
    ground: Ground, connectors: Callable[[str], Connector], *, apps: Mapping[str, str], asked: bool = True
) -> Listened:
    """Listen for every account of a campaign as applied, and let go of what has expired."""
    if ground.database.doubt is not None or ground.database.foreign:
        return Listened()  # a restored database is looked at by a person first
    purge(ground)
    return listening.listen(
        ground.database,
        connectors,
        ground.clock,
        places=list(_places(ground)),
        key=lambda: key_of(ground),
        apps=apps,
        asked=asked,
    )


def stop(ground: Ground) -> None:
    """Listen no more, until a person asks again; what was heard is kept until it expires."""
    streams.forget(ground.database)


def purge(ground: Ground) -> int:
    """Delete what is older than the calendar keeps; return how many messages that were."""
    keep = ground.config.publics.keep if ground.config.publics else KEEP_MONTHS
    day = months_before(ground.clock.now().date(), keep)
    border = _midnight(day, ZoneInfo(ground.config.timezone))
    return mentions.purge(ground.database, before=border) if mentions.any_before(ground.database, border) else 0


def key_of(ground: Ground) -> bytes:
    """The key, made where there was none; a second worker of a shared database must be given it: `Problem`."""
    key = secret_key.find(ground.state, secret_key.MENTIONS)
    if ground.database.several and mentions.keys(ground.database) - ({key_id(key)} if key else set()):
        raise Problem("mentions-key-elsewhere", file=str(ground.state / secret_key.MENTIONS))
    return key or secret_key.make(ground.state, secret_key.MENTIONS)


def campaigns(ground: Ground) -> Mapping[str, Campaign]:
    """Those that were applied, by slug."""
    return {slug: applied.read(text) for slug, text in documents.applied(ground.database).items()}


def waits(one: Standing) -> bool:
    """Whether it is a question that nobody has answered, as far as is known."""
    return one.question and not one.answered and not one.gone


def _places(ground: Ground) -> Iterator[Place]:
    now, heeded = ground.clock.now(), set[tuple[str, str]]()
    known = campaigns(ground).values()
    waiting = _waiting(ground, now)
    for name in dict.fromkeys(name for each in known for name in each.accounts):
        account = ground.config.accounts.get(name)
        if account is None:
            continue
        bearing = dict(_bearing([each for each in known if name in each.accounts], now))
        # A hashtag is followed by one account of a network: with two, its posts would be counted twice.
        hashtags = {one: at for one, at in bearing.items() if (account.network, one.casefold()) not in heeded}
        heeded |= {(account.network, one.casefold()) for one in hashtags}
        posts = _posts(ground, name, now)
        yield Place(
            account=name, network=account.network, posts=posts, hashtags=hashtags, waiting=waiting.get(name, ())
        )


def _posts(ground: Ground, name: str, now: datetime) -> list[Own]:
    ids: dict[str, list[str]] = {}
    for tag, under, occurrence, remote_id in streams.went_out(ground.database, name, now - PAST):
        if not is_greeting(occurrence):
            ids.setdefault(under or tag, []).append(remote_id)
    counted = streams.replies_counted(ground.database, ids)
    return [Own(tag=tag, remote_ids=tuple(found), replies=counted.get(tag)) for tag, found in ids.items()]


def _waiting(ground: Ground, now: datetime) -> Mapping[str, list[int]]:
    found = mentions.select(ground.database, since=now - ANSWERS)
    known = heard.told(ground.database, found)
    waiting: dict[str, list[int]] = {}
    for one in found:
        if waits(known[one.number]) and not one.by_hand:
            waiting.setdefault(one.account, []).append(one.number)
    return waiting


def _bearing(known: Collection[Campaign], now: datetime) -> Iterator[tuple[str, datetime]]:
    """The hashtags of campaigns whose days have begun and are not long over, each with when its first day began."""
    for campaign in known:
        if not campaign.days:
            continue
        place = ZoneInfo(campaign.timezone)
        days = [day.day for day in campaign.days]
        first, today = min(days), now.astimezone(place).date()
        if first <= today <= max(days) + TAIL:
            for hashtag in heard.hashtags(campaign):
                yield hashtag, _midnight(first, place)


def _midnight(day: date, place: ZoneInfo) -> datetime:
    return datetime.combine(day, time(), place)
