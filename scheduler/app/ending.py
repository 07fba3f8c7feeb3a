"""Rights that end while a post can be seen: a published post stays visible after its day."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from scheduler.app.ground import Ground
from scheduler.app.pictured import pictures_of
from scheduler.flow.claims import shown
from scheduler.model.campaign import Campaign, Occurrence
from scheduler.model.delivery import Delivery, State
from scheduler.model.notice import Notice, warning
from scheduler.model.picture import Picture, Rights
from scheduler.model.variant import tag
from scheduler.store import deliveries
from scheduler.store.claimed import claimed

VISIBLE = frozenset({State.PUBLISHED, State.PARTIAL, State.EXPECTED, State.UNKNOWN})
"""Something of it is, or may be, seen."""
SOON = timedelta(days=14)
NAMED = 3
"""Pictures that one sentence names; the number of all stands beside."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Ending:
    """One picture whose rights end on `until`: what shows it or will, and the addresses of what is out."""

    campaign: str
    file: str
    until: date
    holder: str
    tags: tuple[str, ...]
    urls: tuple[str, ...]
    visible: bool
    """Whether something that shows it is out."""


def endings(
    ground: Ground, seen: Sequence[Campaign], coming: Iterable[tuple[Occurrence, Picture]], today: date
) -> tuple[Ending, ...]:
    """What is out or to come and shows a picture whose rights end, the first to end first."""
    found: dict[tuple[str, str, date], Ending] = {}
    for one in (*_out(ground, seen), *_coming(coming, today)):
        key = (one.campaign, one.file, one.until)
        before = found.get(key)
        found[key] = _joined(before, one) if before else one
    return tuple(sorted(found.values(), key=lambda one: (one.until, one.campaign, one.file)))


def lapsing(ground: Ground, today: date) -> list[Ending]:
    """Pictures that can be seen and whose rights are over, or end soon. The files are read only where that may be so."""
    out = claimed(ground.database, VISIBLE)
    ends = [media.claim.until for one in out for _, media in shown(one.variant) if media.claim]
    if not any(end is not None and end <= today + SOON for end in ends):
        return []
    _, _, read = ground.calendar.read()
    return [one for one in endings(ground, read.seen, (), today) if one.until <= today + SOON]


def warnings(ground: Ground, today: date) -> Iterator[Notice]:
    """The same as findings."""
    found = lapsing(ground, today)
    over = [one for one in found if one.until < today]
    soon = [one for one in found if one.until >= today]
    if over:
        yield warning("doctor-rights-over", None, "", **_named(over))
    if soon:
        yield warning("doctor-rights-end", None, "", day=soon[0].until, **_named(soon))


def _named(found: Sequence[Ending]) -> dict[str, object]:
    files = tuple(one.file for one in found[:NAMED])
    tags = tuple(dict.fromkeys(tag for one in found for tag in one.tags))[:NAMED]
    return {"n": len(found), "files": files, "tags": tags}


def _joined(one: Ending, other: Ending) -> Ending:
    return replace(
        one,
        tags=tuple(dict.fromkeys((*one.tags, *other.tags))),
        urls=tuple(dict.fromkeys((*one.urls, *other.urls))),
        holder=one.holder or other.holder,
        visible=one.visible or other.visible,
    )


def _coming(coming: Iterable[tuple[Occurrence, Picture]], today: date) -> Iterator[Ending]:
    for one, picture in coming:
        rights = picture.rights
        if rights is None or rights.until is None or rights.until < today:
            continue
        yield Ending(
            campaign=one.campaign,
            file=picture.file,
            until=rights.until,
            holder=rights.holder,
            tags=(tag(one.campaign, one.post.id, one.key, one.account),),
            urls=(),
            visible=False,
        )


def _out(ground: Ground, seen: Sequence[Campaign]) -> Iterator[Ending]:
    """What is out, by what its file says of its pictures now; where the file is gone or says nothing, by what was frozen."""
    written = _written(seen)
    limited = {slug for (slug, _, _), rights in written.items() if rights is not None and rights.until is not None}
    known = {one.id: one for one in claimed(ground.database, VISIBLE)}
    if limited:
        known |= {one.id: one for one in deliveries.select(ground.database, campaigns=limited, states=VISIBLE)}
    for one in known.values():
        yield from _of(one, written)


def _written(seen: Sequence[Campaign]) -> Mapping[tuple[str, str, str], Rights | None]:
    return {
        (one.slug, post.id, picture.file): picture.rights
        for one in seen
        for post in one.posts
        for picture in pictures_of(post)
    }


def _of(one: Delivery, written: Mapping[tuple[str, str, str], Rights | None]) -> Iterator[Ending]:
    for number, media in shown(one.variant):
        urls = tuple(receipt.url for receipt in one.receipts if receipt.part == number and receipt.url)
        key = (one.campaign, one.post, media.file)
        rights = written.get(key)
        until = rights.until if rights else media.claim.until if media.claim and key not in written else None
        if until is not None:
            yield Ending(
                campaign=one.campaign,
                file=media.file,
                until=until,
                holder=rights.holder if rights else "",
                tags=(one.tag,),
                urls=urls,
                visible=True,
            )
