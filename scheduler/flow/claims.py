"""What a frozen post must respect of its pictures' rights: read from its variant, and renewed without touching what is seen."""

from collections.abc import Iterator, Mapping
from dataclasses import fields, replace

from scheduler.model.campaign import Content, Post
from scheduler.model.delivery import Delivery
from scheduler.model.picture import Claim, Picture, Rights, claim
from scheduler.model.variant import Media, Variant
from scheduler.store.changes import New, Replace


def shown(variant: Variant) -> Iterator[tuple[int, Media]]:
    """Every picture that `variant` shows, that of its link's card, too, each with the part that it goes with."""
    for number, part in enumerate(variant.parts):
        yield from ((number, one) for one in part.media)
    if variant.card is not None and variant.card.image is not None:
        yield variant.card.part, variant.card.image


def claims(variant: Variant) -> Mapping[str, Claim]:
    """The claim of each picture that has one, by its file as written."""
    return {one.file: one.claim for _, one in shown(variant) if one.claim is not None}


def with_claims(frozen: Variant, known: Mapping[str, Claim]) -> Variant:
    """`frozen` with the claims `known`: same words, same pictures, same digest."""
    parts = tuple(
        replace(part, media=tuple(replace(one, claim=known.get(one.file)) for one in part.media))
        if part.media
        else part
        for part in frozen.parts
    )
    card = frozen.card
    if card is not None and card.image is not None:
        card = replace(card, image=replace(card.image, claim=known.get(card.image.file)))
    return replace(frozen, parts=parts, card=card)


def renewed(old: Delivery, post: Post | None) -> Replace | None:
    """What tells the queue that the rights of `old` are others by now, though a fault in `post` keeps it as it is otherwise.

    Else a picture that was refused since would go out all the same. None where nothing of it changed.
    """
    files = {one.file for _, one in shown(old.variant)}
    if post is None or not files:
        return None
    fresh = {file: found for file, found in _written(post, old).items() if file in files}
    now, before = {name: one for name, one in fresh.items() if one is not None}, claims(old.variant)
    kept = {name: one for name, one in before.items() if name not in fresh}
    if now | kept == before:
        return None
    values = {one.name: getattr(old, one.name) for one in fields(New)}
    return Replace(old.id, New(**values | {"variant": with_claims(old.variant, now | kept)}))


def _written(post: Post, old: Delivery) -> Mapping[str, Claim | None]:
    """What the file says by now of each picture that may be shown there; what stands nearest to the account is last."""
    found: dict[str, Claim | None] = {}
    for picture in pictures(post, old):
        rights = picture.rights
        here = rights is None or not rights.networks or bool({old.account, old.network} & set(rights.networks))
        found[picture.file] = claim(rights) if here else Claim(cleared=False)
    return found


def rights(post: Post, old: Delivery, file: str) -> list[Rights]:
    """All rights that its post names of a picture of `old`: those nearest to the account, else those of each of its contents."""
    named = [
        [one.rights for one in _shown(content) if one.file == file and one.rights is not None]
        for content in _contents(post, old)
    ]
    common = 1 if "+" in old.occurrence else 1 + len(post.rotate)
    nearest = next((some for some in reversed(named[common:]) if some), None)
    return list(dict.fromkeys(nearest or [one for some in named[:common] for one in some]))


def pictures(post: Post, old: Delivery) -> Iterator[Picture]:
    """The pictures that `old` may show of its post as the file has it, those of cards too; the nearest to the account last."""
    for content in _contents(post, old):
        yield from _shown(content)


def _shown(content: Content) -> Iterator[Picture]:
    yield from content.media or ()
    if content.card is not None and content.card.image is not None:
        yield content.card.image


def _contents(post: Post, old: Delivery) -> Iterator[Content]:
    """What `old` may have been made of: a reply of its own content alone, though the post shows the same picture."""
    _, timed, name = old.occurrence.partition("+")
    reply = next((one for one in post.replies if one.id == name), None)
    if timed and reply is None:
        return
    yield from (reply.content,) if reply else (post.content, *post.rotate)
    overrides = reply.overrides if reply else post.overrides
    yield from (overrides[key].content for key in (old.network, old.account) if key in overrides)
    for one in post.occurrences if reply is None else ():
        if old.occurrence.startswith(one.day.isoformat()):
            yield from (one.content,) if one.content else ()
            yield from (one.overrides[key].content for key in (old.network, old.account) if key in one.overrides)
