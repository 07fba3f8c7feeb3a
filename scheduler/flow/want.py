"""From an occurrence and its variant to the row that planning compares with the queue."""

import hashlib
import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import Field, fields, is_dataclass, replace
from datetime import date, time, timedelta
from decimal import Decimal
from enum import Enum
from pathlib import Path
from typing import Any

from scheduler.flow.prepared import Prepared
from scheduler.model import condition
from scheduler.model.campaign import Campaign, Occurrence, counted_to
from scheduler.model.variant import Media, Variant, tag
from scheduler.store.deliveries import New

PLACES = frozenset({"where", "text_where", "places", "conditions"})
"""Fields that say where something stands in a file, and what cancels it: moving a line changes nothing that is said."""
LATER = frozenset(
    {"card", "texts", "bilingual", "typography", "numbering", "surplus", "link_part", "media_part", "spare_hashtags"}
)
"""Fields that came after the first digests: where they say nothing, they are left out, so that those digests hold."""


def want(one: Prepared, own_hosts: Iterable[str], digest_of: Callable[[Path], str]) -> New:
    """The delivery that `one` asks for, not yet frozen; `digest_of` gives the SHA-256 of a picture as it lies in the folder."""
    campaign, occurrence, post = one.campaign, one.occurrence, one.occurrence.post
    late = post.too_late_after or campaign.too_late_after
    base, _, reply = occurrence.key.partition("+")
    return New(
        campaign=campaign.slug,
        post=post.id,
        occurrence=occurrence.key,
        account=one.account.name,
        network=one.account.network,
        variant=one.variant,
        digest=one.variant.digest,
        code="",
        due=occurrence.due,
        local=occurrence.local,
        zone=campaign.timezone,
        too_late_at=occurrence.due + late if occurrence.due else None,
        closes=occurrence.closes,
        embargo=post.embargo,
        roles=tuple(dict.fromkeys((*campaign.approvals, *one.account.approvals))),
        theme=post.theme,
        category=post.category,
        under=tag(campaign.slug, post.id, base, one.account.name) if reply else "",
        source=source(one, own_hosts, digest_of),
        content=occurrence.entry,
        conditions=_conditions(occurrence),
    )


def _conditions(occurrence: Occurrence) -> str:
    """What cancels or holds it: its content's own conditions, and those of its post, which a reply under it has not."""
    own, post = occurrence.content.conditions, () if occurrence.reply else occurrence.post.conditions
    return condition.written((*post, *own), occurrence.campaign) if own or post else ""


def source(one: Prepared, own_hosts: Iterable[str], digest_of: Callable[[Path], str]) -> str:
    """`inputs:made`: digests of all that the variant was made from, and of what was made of it.

    Equal inputs keep a frozen variant through upgrades of the program; equal results keep it through edits that do not show.
    """
    campaign, occurrence, account = one.campaign, one.occurrence, one.account
    names = {account.name, account.network}
    said = [
        occurrence.content,
        *(override for name, override in sorted(occurrence.post.overrides.items()) if name in names),
        *([occurrence.reply] if occurrence.reply else []),
    ]
    written = json.dumps(_plain(said), ensure_ascii=False)
    shown = {media.file for part in one.variant.parts for media in part.media}
    if one.variant.card and one.variant.card.image:
        shown.add(one.variant.card.image.file)
    pictures = {name: digest_of(one.files[name]) for name in shown}
    inputs = {
        "campaign": [campaign.slug, campaign.language, campaign.hashtags, campaign.if_too_long, *_settings(campaign)],
        "people": [person for key, person in sorted(campaign.people.items()) if f"{{{key}" in written],
        "post": [occurrence.post.id, occurrence.key, occurrence.number, occurrence.post.day_hashtags],
        "day": _day(occurrence),
        "said": said,
        "account": [account.name, account.network, account.languages, sorted(account.limits.items())],
        "hosts": sorted(own_hosts),
        "pictures": sorted(pictures.items()),
    }
    if "{days" in written:
        inputs["countdown"] = counted_to(campaign, occurrence.post)
    return f"{_digest(_plain(inputs))}:{_digest(_with_pictures(one.variant, pictures).digest)}"


def _settings(campaign: Campaign) -> list[object]:
    """The campaign's settings of later versions, where they differ from what held before they were there."""
    unset = {one.name: one.default for one in fields(Campaign) if one.name in LATER}
    return [
        [name, getattr(campaign, name)] for name, value in sorted(unset.items()) if getattr(campaign, name) != value
    ]


def _day(occurrence: Occurrence) -> date | None:
    """The day that texts with a date or a countdown depend on."""
    instant = occurrence.local or occurrence.closes
    return instant.date() if instant else None


def _with_pictures(variant: Variant, pictures: Mapping[str, str]) -> Variant:
    """The variant with each picture named by its bytes in the folder, so that another picture of the same name shows."""
    parts = tuple(
        replace(part, media=tuple(replace(one, blob=_named(one, pictures)) for one in part.media))
        for part in variant.parts
    )
    card, image = variant.card, variant.card.image if variant.card else None
    if card and image:
        card = replace(card, image=replace(image, blob=_named(image, pictures)))
    return replace(variant, parts=parts, card=card)


def _named(one: Media, pictures: Mapping[str, str]) -> str:
    """The same file cut otherwise is another picture."""
    return f"{pictures[one.file]} {one.framing}" if one.framing else pictures[one.file]


def _digest(value: object) -> str:
    return hashlib.sha256(json.dumps(value, ensure_ascii=False, sort_keys=True).encode()).hexdigest()


def _counts(one: "Field[Any]", value: object) -> bool:
    """Whether a field says something: no place does, and a field that came later does only where it is used."""
    if one.metadata.get("later"):
        return bool(getattr(value, one.name) != one.default)
    return one.name not in PLACES


def _plain(value: object) -> object:
    """`value` as JSON can hold it, without places."""
    if isinstance(value, Enum):
        return value.value
    if is_dataclass(value) and not isinstance(value, type):
        said = {one.name: getattr(value, one.name) for one in fields(value) if _counts(one, value)}
        return {name: _plain(one) for name, one in said.items() if one is not None or name not in LATER}
    if isinstance(value, Mapping):
        return {str(key): _plain(inner) for key, inner in sorted(value.items())}
    if isinstance(value, list | tuple):
        return [_plain(inner) for inner in value]
    if isinstance(value, date | time):
        return value.isoformat()
    if isinstance(value, timedelta):
        return value.total_seconds()
    if isinstance(value, Decimal):
        return str(value)
    return value
