"""What a post, a reply, a rotation's content or an override says, made into the model."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

from scheduler.campaigns import rights, texts, tongues
from scheduler.campaigns.desk import Desk, Wrong
from scheduler.campaigns.fields import WRONG, Values
from scheduler.campaigns.shapes import OVERRIDE
from scheduler.campaigns.tree import Items, Keyed, Node, Text
from scheduler.model.campaign import At, Content, LinkCard, Moment, Override
from scheduler.model.making import maker
from scheduler.model.notice import Where
from scheduler.model.zone import Odd, Resolved, resolve

_content = maker(Content)
_override = maker(Override)


@dataclass(frozen=True, slots=True)
class Frame:
    """What the campaign says once for all of its posts."""

    zone: str
    terms: texts.Terms
    defaults: Values
    picture_defaults: Values
    themed: bool = False
    """Whether the campaign has days of its own, to which a countdown may count."""


def content(
    node: Keyed, values: Values, desk: Desk, frame: Frame, *, day: date | None, draft: bool, apart: bool = False
) -> Content:
    """Make the content, with its texts and pictures checked for a post that goes out on `day`.

    `apart`: not all networks show its pictures.
    """
    take = values.get
    text, text_where = take("text"), None
    if text is not None:
        leaf = node.entries["text"][2]
        text_where = desk.where(leaf.line, leaf.column)
        if type(leaf) is Text:
            texts.check(text, leaf, desk, frame.terms, draft=draft)
    said = take("texts")
    if said is not None:
        text_where = desk.key(node, "texts")
        tongues.check(said, node, desk, frame.terms, draft=draft)
    media = take("media")
    if media is not None:
        media = tuple(
            rights.picture(one, frame.picture_defaults, desk, day=day, draft=draft, apart=apart) for one in media
        )
    return _content(
        where=desk.where(node.line, node.column),
        text=text,
        link=take("link"),
        link_in=take("link_in"),
        hashtags=take("hashtags"),
        hashtags_inherited=take("hashtags_inherited"),
        media=media,
        if_too_long=take("if_too_long"),
        warning=take("warning"),
        visibility=take("visibility"),
        language=take("language"),
        text_where=text_where,
        texts=said,
        bilingual=take("bilingual"),
        typography=take("typography"),
        numbering=take("numbering"),
        surplus=take("surplus"),
        link_part=take("link_part"),
        media_part=take("media_part"),
        spare_hashtags=take("spare_hashtags"),
        card=_card(values, desk, day=day, draft=draft) if "card" in values else None,
    )


def _card(values: Values, desk: Desk, *, day: date | None, draft: bool) -> LinkCard:
    """The card of the link that stands beside it; in an override without a link, of the post's."""
    node, own = values["card"]
    return LinkCard(
        where=desk.at(node),
        title=own.get("title", ""),
        description=own.get("description", ""),
        image=rights.of_card(node, own, desk, day=day, draft=draft) if own.get("image") else None,
        link=values.get("link", ""),
    )


def moment(node: Keyed, values: Values, desk: Desk) -> Moment | None:
    """Make the moment of `at` and `between`; None where no hour is given (or it could not be read)."""
    made: Moment | None = values.get("at")
    between = values.get("between")
    if between is None:
        if made is not None and made.kind is At.MANUAL and "between" not in values.get(WRONG, ()):
            desk.error("manual-without-between", desk.key(node, "at"))
        return made
    where = desk.key(node, "between")
    if len(between) != 2 or between[0] >= between[1]:
        desk.error("between-unfit", where)
        return made
    if made is None:
        return None
    if made.kind is At.HOUR:
        desk.error("between-with-hour", where)
        return made
    return Moment(kind=made.kind, between=(between[0], between[1]))


def overrides(values: Values, desk: Desk, frame: Frame, *, day: date | None, draft: bool) -> dict[str, Override]:
    """Make what single networks or accounts are given instead."""
    made: dict[str, Override] = {}
    node = values.get("networks")
    if type(node) is not Keyed:
        return made
    for name, (_, _, inner) in node.entries.items():
        if isinstance(inner, Text) and not inner.value:
            continue
        try:
            own = OVERRIDE.read(inner, desk)
        except Wrong:
            continue
        assert type(inner) is Keyed
        if "between" in own and "at" not in own and "at" not in own.get(WRONG, ()):
            desk.error("between-without-manual", desk.key(inner, "between"))
        made[name] = _override(
            name=name,
            content=content(inner, own, desk, frame, day=day, draft=draft, apart=True),
            moment=moment(inner, own, desk),
            skip=own.get("skip", False),
        )
    return made


def pictured_apart(values: Values) -> bool:
    """Whether some network or account is given pictures of its own."""
    node = values.get("networks")
    own = [inner for _, _, inner in node.entries.values()] if type(node) is Keyed else []
    return any(type(inner) is Keyed and "media" in inner.entries for inner in own)


def places(node: Keyed, *keys: str) -> dict[str, tuple[int, int]]:
    """Where each name under `keys` stands: the items of a list, the keys of a mapping. From 0."""
    found: dict[str, tuple[int, int]] = {}
    for key in keys:
        inner: Node | None = node.entries[key][2] if key in node.entries else None
        if type(inner) is Items:
            found |= {f"{key}.{one.value}": (one.line, one.column) for one in inner.items if type(one) is Text}
        elif type(inner) is Keyed:
            found |= {f"{key}.{name}": (line, column) for name, (line, column, _) in inner.entries.items()}
        elif type(inner) is Text:
            found[f"{key}.{inner.value}"] = (inner.line, inner.column)
    return found


def located(found: Mapping[str, tuple[int, int]], desk: Desk) -> dict[str, Where]:
    """The same places as people count."""
    return {name: desk.where(line, column) for name, (line, column) in found.items()}


@lru_cache(maxsize=4096)
def instant(day: date, hour: time, zone: str) -> Resolved:
    """The instant of a wall-clock hour; a year's days are few, so each is resolved once."""
    return resolve(datetime.combine(day, hour), zone)


@lru_cache(maxsize=4096)
def clocks_change(day: date, zone: str) -> bool:
    """Whether the day begins with another offset than the next one: on the other 363 no hour can be odd."""
    place = ZoneInfo(zone)
    begin, end = (datetime.combine(one, time(), place).utcoffset() for one in (day, day + timedelta(days=1)))
    return begin != end


def odd_hour(day: date, hour: time, zone: str, where: Where, desk: Desk) -> None:
    """Warn of an hour that the clock change of that night skips or repeats."""
    if not clocks_change(day, zone):
        return
    found = instant(day, hour, zone)
    if found.odd is Odd.GAP:
        desk.warning("hour-in-gap", where, day=day, hour=hour, instead=found.local.time())
    elif found.odd is Odd.FOLD:
        desk.warning("hour-in-fold", where, day=day, hour=hour)
