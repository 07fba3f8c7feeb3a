"""What laying out must know of the queue: read for posts that wait for a slot, say a pool or rotate, and for no others."""

import logging
from collections.abc import Iterable, Mapping, Sequence
from datetime import timedelta
from functools import partial

from scheduler.app import elsewhere
from scheduler.app.calendar import Week
from scheduler.app.ground import Ground
from scheduler.flow import policies
from scheduler.flow.laying import Look, nobody
from scheduler.flow.plan import BY_PLANNING
from scheduler.flow.policies import REPEAT_DAYS
from scheduler.model.campaign import At, Campaign, Post
from scheduler.model.delivery import Delivery, State
from scheduler.model.engagement import reached
from scheduler.model.notice import Severity
from scheduler.model.pool import Floor
from scheduler.model.queued import SHORT, Lying, Queued
from scheduler.sentences import say
from scheduler.store import snapshots
from scheduler.store.database import Database
from scheduler.store.lying import Asked, lying
from scheduler.store.place import sqlite_path

log = logging.getLogger("scheduler.run")
LATELY = timedelta(days=2)
"""What went out before is nobody's neighbour any more, whatever the zones."""
OUT = frozenset({State.PUBLISHED, State.PARTIAL})


def look(ground: Ground) -> Look:
    """The look of who makes no database where there is none yet."""
    there = ground.config.database_url or sqlite_path(ground.config.calendar_id).exists()
    return partial(queued, ground) if there else nobody


def tell(week: Week, language: str) -> None:
    """Write into the log of who lays out by itself which dates stay empty."""
    for notice in week.notices:
        if notice.severity is Severity.WARNING and notice.code.startswith(SHORT):
            log.warning("%s: %s", notice.subject, say(notice.code, notice.arguments, language))


def of(found: Iterable[Delivery]) -> Queued:
    """What these deliveries keep: for one post alone, beside which nothing else is looked at."""
    return Queued(
        lying=tuple(
            Lying(
                tag=one.tag,
                campaign=one.campaign,
                post=one.post,
                occurrence=one.occurrence,
                account=one.account,
                network=one.network,
                state=one.state,
                hour=one.due,
                content=one.content,
            )
            for one in found
        )
    )


def queued(ground: Ground, campaigns: Sequence[Campaign]) -> Queued:
    """What lies in the queue of `campaigns`, and beside them on their accounts. Nothing is asked where no post needs it."""
    runs = elsewhere.as_applied(ground.database, campaigns)
    accounts, now = ground.config.accounts, ground.clock.now()
    posts = [(one, post) for one in campaigns for post in one.posts if needy(post)]
    if not posts:
        return Queued(runs=runs)
    names = {name for one, _ in posts for name in one.accounts if name in accounts}
    pools = [post.pool for _, post in posts if post.pool]
    saying = _neighbours(ground, posts) if pools else ()
    rests = [span for one in pools for span in (one.rest, one.floor.rest if one.floor else one.rest)]
    apart = max(accounts[name].grid.distance for name in names) if names else LATELY
    asked = Asked(
        posts={(one.slug, post.id) for one, post in posts},
        accounts=names if any(waits(post) for _, post in posts) else (),
        since=now - max([LATELY, *rests]),
        beside=now - LATELY - apart,
        saying=saying,
        texts_since=now - timedelta(days=REPEAT_DAYS) if saying else None,
    )
    found = lying(ground.database, asked, gone=BY_PLANNING)
    floors = {(one.slug, post.id): post.pool.floor for one, post in posts if post.pool and post.pool.floor}
    return Queued(lying=tuple(found), reached=_reached(ground.database, found, floors), runs=runs)


def _neighbours(ground: Ground, posts: Iterable[tuple[Campaign, Post]]) -> set[str]:
    """The accounts of pools, and those beside them on networks that forbid the same words on any account."""
    accounts, rules = ground.config.accounts, ground.rulebook.rules
    known = {name: account for name, account in accounts.items() if name in rules}
    mine = {name for one, post in posts if post.pool for name in one.accounts if name in known}
    shy = policies.shy(known, rules)
    wide = {known[name].network for name in mine if shy[known[name].network].everywhere}
    return mine | {name for name, account in known.items() if account.network in wide}


def needy(post: Post) -> bool:
    """Whether what the post says or when depends on the queue."""
    return bool(post.rotate) or waits(post)


def waits(post: Post) -> bool:
    """Whether it takes a slot on any account."""
    moments = (post.moment, *(one.moment for one in post.overrides.values()))
    return any(one is not None and one.kind is At.SLOT for one in moments) or bool(post.repeat and post.repeat.slot)


def _reached(
    database: Database, found: Sequence[Lying], floors: Mapping[tuple[str, str], Floor]
) -> Mapping[str, float]:
    """What each publication of a pool reached of what its floor counts, where all of it was counted."""
    floor_of = {
        one.tag: floor
        for one in found
        if one.content and one.state in OUT and (floor := floors.get((one.campaign, one.post)))
    }
    if not floor_of:
        return {}
    values: dict[str, list[int | None]] = {}
    ages = sorted({one.age for one in floor_of.values()})
    for one in snapshots.select(database, tags=sorted(floor_of), ages=ages):
        floor = floor_of[one.tag]
        if one.age == floor.age:
            values.setdefault(one.tag, []).append(reached(one.counts, floor.metric))
    return {tag: float(sum(each for each in all_ if each)) for tag, all_ in values.items() if None not in all_}
