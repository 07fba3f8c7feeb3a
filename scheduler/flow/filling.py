"""The contents of series that draw them from a pool: which each date says, beside all that stands near it. Pure."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date
from zoneinfo import ZoneInfo

from scheduler.flow import pool, shortage
from scheduler.flow.dates import over
from scheduler.flow.recur import Recurred
from scheduler.flow.stock import Draw, Drawn, Shy, Stock, Words
from scheduler.model.account import Account
from scheduler.model.campaign import Campaign, Content, Occurrence
from scheduler.model.queued import Queued
from scheduler.model.variant import tag


@dataclass(frozen=True, slots=True, kw_only=True)
class Around:
    """What the contents depend on: the files, their accounts, the queue, and how near the same words may come on each network."""

    campaigns: Sequence[Campaign]
    accounts: Mapping[str, Account]
    queued: Queued
    shy: Mapping[str, Shy]


def filled(found: Sequence[Recurred], around: Around) -> list[Recurred]:
    """Each occurrence of a pool with the content that it says; those for which there is none are left out."""
    stocks = [
        Stock(
            key=(campaign.slug, post.id),
            pool=post.pool,
            texts=[_texts(one) for one in post.rotate],
            zone=campaign.timezone,
        )
        for campaign in around.campaigns
        for post in campaign.posts
        if post.pool
    ]
    drawn = pool.drawn(_draws(found, around), stocks, around.queued, around.shy, _words(found, around))
    return [
        Recurred(
            occurrences=tuple(_said(made.occurrences, drawn)),
            notices=(*made.notices, *shortage.of_pools(campaign, drawn)),
        )
        for campaign, made in zip(around.campaigns, found, strict=True)
    ]


def _draws(found: Sequence[Recurred], around: Around) -> Iterator[Draw]:
    for place, campaign, one in with_places(found, around.campaigns):
        if one.post.pool is not None and one.reply is None:
            yield Draw(
                tag=tag_of(one),
                key=(campaign.slug, one.post.id),
                occurrence=one.key,
                account=one.account,
                network=around.accounts[one.account].network,
                day=_day_of(one, campaign.timezone) or date.fromisoformat(one.key[:10]),
                place=place,
            )


def _words(found: Sequence[Recurred], around: Around) -> Iterator[Words]:
    """The texts of other posts, of the files and of the queue, where a network is shy of hearing them twice."""
    mine: set[str] = set()
    for _, campaign, one in with_places(found, around.campaigns):
        account = around.accounts[one.account]
        day = _day_of(one, campaign.timezone)
        mine.add(tag_of(one))
        if one.post.pool is None and one.reply is None and day and account.network in around.shy:
            for text in _texts(one.content):
                yield Words(tag=tag_of(one), account=account.name, network=account.network, day=day, text=text)
    for old in around.queued.lying:
        if old.tag not in mine and old.stands and old.texts and old.hour:
            day = old.hour.astimezone(UTC).date()
            text = "\n".join(old.texts)
            yield Words(
                tag=old.tag,
                account=old.account,
                network=old.network,
                day=day,
                text=text,
                key=(old.campaign, old.post),
            )


def _said(occurrences: Iterable[Occurrence], drawn: Drawn) -> Iterator[Occurrence]:
    for one in occurrences:
        if one.post.pool is None:
            yield one
            continue
        index = drawn.chosen.get(tag_of(one).replace(f"+{one.reply.id}/", "/") if one.reply else tag_of(one))
        if index is not None:
            content = one.content if one.reply else _edited(one, one.post.rotate[index])
            yield replace(one, content=content, entry=one.post.pool.entries[index].id)


def spare(occurrences: Iterable[Occurrence]) -> Iterator[Occurrence]:
    """The contents of pools that none of `occurrences` says, on each of their accounts, as if the first of these did.

    What is wrong with a winter's content is said in summer, when there is time.
    """
    firsts: dict[tuple[str, str], Occurrence] = {}
    said: dict[tuple[str, str], set[str]] = {}
    for one in occurrences:
        if one.post.pool is not None and one.reply is None:
            firsts.setdefault((one.post.id, one.account), one)
            said.setdefault((one.post.id, one.account), set()).add(one.entry)
    for key, one in firsts.items():
        assert one.post.pool is not None
        for entry, content in zip(one.post.pool.entries, one.post.rotate, strict=True):
            expired = entry.until is not None and entry.until.isoformat() < one.key[:10]
            if entry.id not in said[key] and not expired:
                yield replace(one, content=content, entry=entry.id)


def with_places(
    found: Sequence[Recurred], campaigns: Sequence[Campaign]
) -> Iterator[tuple[tuple[int, ...], Campaign, Occurrence]]:
    """Every occurrence with the place of its post in the files."""
    for number, (campaign, made) in enumerate(zip(campaigns, found, strict=True)):
        order = {post.id: place for place, post in enumerate(campaign.posts)}
        for one in made.occurrences:
            yield (number, order[one.post.id], one.number), campaign, one


def tag_of(one: Occurrence) -> str:
    """The tag of the delivery that an occurrence becomes."""
    return tag(one.campaign, one.post.id, one.key, one.account)


def _texts(content: Content) -> tuple[str, ...]:
    """What a content says, in each of its languages."""
    if content.texts:
        return tuple(one.text for one in content.texts)
    return (content.text,) if content.text else ()


def _edited(one: Occurrence, content: Content) -> Content:
    """`content` with what its file says on that date alone."""
    day = date.fromisoformat(one.key[:10])
    own = next((each.content for each in one.post.occurrences if each.day == day and each.content), None)
    return over(content, own) if own else content


def _day_of(one: Occurrence, zone: str) -> date | None:
    if one.due is not None:
        return one.due.astimezone(ZoneInfo(zone)).date()
    return one.wish.day if one.wish else one.closes.astimezone(ZoneInfo(zone)).date() if one.closes else None
