"""What there is to say of posts that found no slot and of pools that run dry."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime
from zoneinfo import ZoneInfo

from scheduler.flow.slots import FARTHEST, Without
from scheduler.flow.stock import Drawn, Dry
from scheduler.model.campaign import Campaign, Occurrence, Post
from scheduler.model.notice import Notice, error, info, warning
from scheduler.model.slot import Passed, Taken
from scheduler.model.variant import ONCE, tag
from scheduler.sentences.words import Held

Given = Taken | Without | None


def of_slots(
    occurrences: Iterable[Occurrence], given: Mapping[str, Taken | Without], now: datetime, zone: str, *, known: bool
) -> Iterator[Notice]:
    """The faults of posts that wait for a slot in vain; without the queue (`known`), that a slot is only a likely one.

    Of a series, a day without a free slot stays empty, and the others go out.
    """
    told: set[tuple[str, str]] = set()
    empty: dict[tuple[str, str], list[Occurrence]] = {}
    today = now.astimezone(ZoneInfo(zone)).date()
    for one in occurrences:
        key = one.post.id, one.account
        if one.wish is None or one.reply is not None:
            continue
        slot = given.get(tag(one.campaign, one.post.id, one.key, one.account))
        if isinstance(slot, Without) and one.post.repeat is not None:
            if not (slot.none and one.wish.day and one.wish.day <= today):  # its hours are over, so nothing is lacking
                empty.setdefault(key, []).append(one)
        elif key in told or (isinstance(slot, Taken) and known):
            continue
        elif notice := _of_slot(one, slot, today, known=known):
            told.add(key)
            yield notice
    alike: dict[tuple[str, tuple[date, ...]], list[Occurrence]] = {}
    for found in empty.values():
        if known or found[-1].key[:10] > today.isoformat():
            days = tuple(dict.fromkeys(date.fromisoformat(one.key[:10]) for one in found))
            alike.setdefault((found[0].post.id, days), []).append(found[0])
    yield from (_of_empty(found, days) for (_, days), found in alike.items())


def _of_slot(one: Occurrence, slot: Given, today: date, *, known: bool) -> Notice | None:
    subject = f'post "{one.post.id}"'
    if slot is None:
        return error("slot-no-grid", one.post.where, subject, account=one.account)
    if isinstance(slot, Taken):
        return info("slot-provisional", one.post.where, f"{subject} -> {one.account}", at=slot.at)
    wish = one.wish
    assert wish is not None
    first, last = wish.day or wish.first or today, wish.day or wish.last or today + FARTHEST
    if not known and last < today:
        return info("slot-over", one.post.where, f"{subject} -> {one.account}", account=one.account, last=last)
    about = {"account": one.account, "day": first, "first": first, "last": last, "taken": named(slot.passed, slot.more)}
    if not known and first <= today:  # it may have gone out this morning: only the queue knows
        return warning("slot-none-more", one.post.where, subject, **about)
    days = "day" if first == last else "between"
    return error(f"slot-none-{days}" if slot.none else f"slot-taken-{days}", one.post.where, subject, **about)


def _of_empty(found: list[Occurrence], days: tuple[date, ...]) -> Notice:
    """The days on which a series finds no slot, said once for all accounts where they are the same; `found` has one of each."""
    post, accounts = found[0].post, [one.account for one in found]
    about = {"account": tuple(accounts), "first": days[0], "last": days[-1], "n": len(days)}
    return warning("slot-series-empty", post.where, f'post "{post.id}" -> {", ".join(accounts)}', **about)


def named(passed: Iterable[Passed], more: int) -> tuple[Held | str, ...]:
    """The slots that others have, each with the hour and the post, as a sentence takes them."""
    found = tuple(Held(one.at, post_of(one.by)) for one in passed)
    return (*found, f"+{more}") if more else found


def post_of(tag: str) -> str:
    """What people call the post of a tag."""
    return tag.rpartition("/")[0].removesuffix(f"/{ONCE}")


def of_pools(campaign: Campaign, drawn: Drawn) -> Iterator[Notice]:
    """The dates for which a pool of `campaign` has nothing, and the contents that rest since they reached too little."""
    posts = {(campaign.slug, post.id): post for post in campaign.posts if post.pool}
    groups: dict[tuple[tuple[str, str], str], list[Dry]] = {}
    for one in drawn.dry:
        if one.draw.key in posts:
            groups.setdefault((one.draw.key, one.why), []).append(one)
    yield from (_of_dry(posts[key], found) for (key, _), found in groups.items())
    for low in drawn.low:
        if (post := posts.get(low.key)) and post.pool and post.pool.floor:
            where = next(one.where for one in post.pool.entries if one.id == low.entry)
            about = {"content": low.entry, "account": low.account, "until": low.until, "post": post_of(low.tag)}
            about |= {"value": low.value, "under": post.pool.floor.under, "metric": post.pool.floor.metric}
            yield info("pool-resting", where, f'post "{post.id}" -> {low.account}', **about)


def _of_dry(post: Post, found: list[Dry]) -> Notice:
    pool = post.pool
    assert pool is not None
    accounts = sorted({one.draw.account for one in found})
    days = sorted({one.draw.day for one in found})
    about: dict[str, object] = {"first": days[0], "last": days[-1], "n": len(days), "rest": pool.rest}
    return warning(f"pool-dry-{found[0].why.value}", pool.where, f'post "{post.id}" -> {", ".join(accounts)}', **about)
