"""What was heard, as evaluation is asked with it: messages with all that was made of each, and how far one listened."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from scheduler.flow.evaluate.voices import Spoken, Voices
from scheduler.model.campaign import Campaign
from scheduler.model.conversation import Listened
from scheduler.model.mention import Mark, Mention, Standing, standing
from scheduler.store import listening, mentions
from scheduler.store.database import Database
from scheduler.store.listening import Stream
from scheduler.store.values import EPOCH

BEFORE = timedelta(days=400)
"""So far before the operation messages are read: a baseline of weeks reaches no further, nor does what is compared with it."""
NEVER = "voices-why-never"
BACKLOG = "voices-why-backlog"
FAILED = "voices-why-failed"
CANNOT = "voices-why-cannot"


def hashtags(campaign: Campaign) -> tuple[str, ...]:
    """Those of the campaign and of its days, each once, with their #; a series has none that would end."""
    every = [*campaign.hashtags, *(one for day in campaign.days for one in day.hashtags)] if campaign.days else []
    return tuple({one.casefold(): f"#{one.lstrip('#')}" for one in every}.values())


def voices(database: Database, campaign: Campaign, first: date, networks: Mapping[str, str]) -> Voices | None:
    """What concerns the campaign's accounts; None where nobody ever listened for any of them.

    `networks` names the network of each account, as far as it is known.
    """
    streams = listening.streams(database)
    since = datetime(first.year, first.month, first.day, tzinfo=ZoneInfo(campaign.timezone)) - BEFORE
    found = mentions.select(database, accounts=campaign.accounts, since=since) if campaign.accounts else []
    if not found and not any(account in campaign.accounts for account, _ in streams):
        return None
    known = told(database, found)
    bearing = hashtags(campaign)
    return Voices(
        messages=[Spoken(mention=one, standing=known[one.number]) for one in found],
        listened=_once(
            one for name in campaign.accounts for one in _listened(name, networks.get(name, ""), streams, bearing)
        ),
        hashtags=bearing,
    )


def _once(found: Iterable[Listened]) -> tuple[Listened, ...]:
    """`found` without the accounts that follow no hashtag because another of their network does.

    The network of one that never published is not known here.
    """
    every = tuple(found)
    unread = {CANNOT, NEVER}
    followed = {one.network for one in every if one.what == "tags" and one.reason not in unread}
    spared = followed | {""} if followed else followed
    return tuple(one for one in every if one.what != "tags" or one.reason not in unread or one.network not in spared)


def told(database: Database, found: Sequence[Mention]) -> Mapping[int, Standing]:
    """What all rows say of each message."""
    rows = mentions.marks(database, None if len(found) > mentions.EVERY else [one.number for one in found])
    nothing: list[Mark] = []
    return {one.number: standing(rows.get(one.number, nothing)) for one in found}


def _listened(
    account: str, network: str, streams: Mapping[tuple[str, str], Stream], bearing: Sequence[str]
) -> Iterator[Listened]:
    whole = streams.get((account, listening.ACCOUNT))
    place = account, network
    yield _said(place, "replies", whole, whole)
    yield _said(place, "mentions", streams.get((account, listening.MENTIONS)), whole)
    if bearing:
        wanted = [streams.get((account, listening.TAGGED + one.casefold())) for one in bearing]
        read = [one for one in wanted if one is not None]
        # What was read of all of them is what was read of the one that was read least.
        unread = next((one for one in read if one.since is None), None)
        least = unread or max(read, key=lambda one: one.since or EPOCH, default=None)
        said = _said(place, "tags", least, whole)
        # What lists mentions lists hashtags as well, but only while they are those of an operation.
        late = said.reason == CANNOT and (account, listening.MENTIONS) in streams
        yield replace(said, reason=NEVER) if late else said


def _said(place: tuple[str, str], what: str, stream: Stream | None, whole: Stream | None) -> Listened:
    since = stream.since if stream else None
    reason = ""
    if whole is None or whole.tried_at is None:
        reason = NEVER
    elif whole.fault:
        reason = whole.fault if " " not in whole.fault else FAILED
    elif stream is None:
        reason = CANNOT
    elif stream.fault:
        reason = FAILED
    elif since is None:
        reason = BACKLOG
    return Listened(
        account=place[0],
        network=place[1],
        what=what,
        since=since,
        until=stream.until if stream else None,
        reason=reason,
        simulated=bool(whole and whole.simulated),
    )
