"""The posts that conditions name, held against the files: pure, and for a check alone."""

from collections.abc import Callable, Iterable, Iterator, Sequence

from scheduler.model.campaign import Campaign, Post
from scheduler.model.condition import Condition, Kind
from scheduler.model.notice import Notice, Where, error, warning
from scheduler.model.spelling import nearest


def judged(campaign: Campaign, others: Sequence[Campaign]) -> Iterator[Notice]:
    """Conditions that name a post that is not there, themselves, or one that goes out later, beside all that was read."""
    for post in campaign.posts:
        if post.conditions:
            yield from _of(post, post.conditions, campaign, others)
        for content in post.rotate:
            if content.conditions:
                yield from _of(post, content.conditions, campaign, others)


def _of(
    post: Post, conditions: Iterable[Condition], campaign: Campaign, others: Sequence[Campaign]
) -> Iterator[Notice]:
    subject = f'post "{post.id}"'
    by_slug = {one.slug: one for one in (*others, campaign)}
    for one in conditions:
        if one.kind is not Kind.NOT_OUT or one.where is None:
            continue
        slug, _, name = (one.post if "/" in one.post else f"{campaign.slug}/{one.post}").partition("/")
        if slug not in by_slug:  # it may lie beside the paths that were given
            yield _unknown("proviso-campaign-unknown", warning, one.where, subject, slug, by_slug)
            continue
        other = next((each for each in by_slug[slug].posts if each.id == name), None)
        if other is None:
            if not {name, "*"} & set(by_slug[slug].blocked):  # else its own faults are named
                known = [each.id for each in by_slug[slug].posts]
                yield _unknown("proviso-post-unknown", error, one.where, subject, name, known)
        elif other is post:
            yield error("proviso-names-itself", one.where, subject)
        elif _later(other, post):
            yield warning("proviso-post-later", one.where, subject, name=other.id)


def _unknown(
    code: str, say: Callable[..., Notice], where: Where, subject: str, name: str, known: Iterable[str]
) -> Notice:
    if meant := nearest(name, list(known)):
        return say(f"{code}-meant", where, subject, name=name, meant=meant)
    return say(code, where, subject, name=name)


def _later(other: Post, post: Post) -> bool:
    """Whether what is named goes out after the one that asks about it: it would never be out by then."""
    if other.day is None or post.day is None or other.moment is None or post.moment is None:
        return False
    hours = [moment.hour or (moment.between[0] if moment.between else None) for moment in (other.moment, post.moment)]
    if other.day != post.day or None in hours:
        return other.day > post.day
    return bool(hours[0] and hours[1] and hours[0] >= hours[1])
