"""The pool of a post, made into the model, and what a post says of the slot that it waits for."""

from dataclasses import replace
from datetime import date, timedelta

from scheduler.campaigns import contents
from scheduler.campaigns.condition_fields import conditioned
from scheduler.campaigns.contents import Frame
from scheduler.campaigns.desk import Desk, Wrong
from scheduler.campaigns.fields import WRONG, Values
from scheduler.campaigns.shapes import POOLED
from scheduler.campaigns.tree import Items, Keyed, Node
from scheduler.model.campaign import At, Content, Post
from scheduler.model.pool import REST, Entry, Floor, Pool
from scheduler.model.slot import PRIORITY

SAYING = ("text", "texts", "media")


KEYS = frozenset({"pool", "priority", "from", "until"})
"""What `with_pool` reads."""


def with_pool(made: Post, node: Keyed, values: Values, desk: Desk, frame: Frame) -> Post:
    """`made` with its pool, and with what it says of the slot that it waits for."""
    moments = (made.moment, *(one.moment for one in made.overrides.values()))
    slot = any(one is not None and one.kind is At.SLOT for one in moments) or bool(made.repeat and made.repeat.slot)
    _judge_waiting(node, values, desk, slot=slot, dated=made.day is not None)
    pooled, said = pool(node, values, desk, frame, draft=made.draft)
    return replace(
        made,
        priority=values.get("priority", PRIORITY),
        slot_from=values.get("from"),
        slot_until=values.get("until"),
        pool=pooled,
        rotate=said if pooled else made.rotate,
    )


def _judge_waiting(node: Keyed, values: Values, desk: Desk, *, slot: bool, dated: bool) -> None:
    """The priority and the days, which only what waits for a slot has."""
    given = [key for key in ("priority", "from", "until") if key in values]
    first, last = values.get("from"), values.get("until")
    if given and not slot and {"at", "repeat"}.isdisjoint(values.get(WRONG, ())):
        for key in given:
            desk.error("slot-key-alone", desk.key(node, key), key=key)
    elif dated or "repeat" in values:
        other = "date" if dated else "repeat"
        for key in (one for one in given if one != "priority"):
            desk.error("slot-days-twice", desk.key(node, key), key=key, other=other)
    elif first and last and last < first:
        desk.error("slot-backwards", desk.key(node, "until"), first=first, last=last)


def pool(
    node: Keyed, values: Values, desk: Desk, frame: Frame, *, draft: bool
) -> tuple[Pool | None, tuple[Content, ...]]:
    """The pool, and what its entries say, in their order. None where there is none, or it cannot be used."""
    if "pool" not in values:
        return None, ()
    for key in ("rotate", "text", "texts"):
        if key in values:
            desk.error("pool-beside", desk.key(node, key), key=key)
    if "repeat" not in values and "repeat" not in values.get(WRONG, ()):
        desk.error("pool-without-series", desk.key(node, "pool"))
    inner, own = values["pool"]
    entries: list[Entry] = []
    said: list[Content] = []
    listed = own.get("contents")
    for one in listed.items if type(listed) is Items else ():
        made = _entry(one, desk, frame, entries, draft=draft)
        if made is not None:
            entries.append(made[0])
            said.append(made[1])
    if type(listed) is Items and not listed.items:
        desk.error("pool-empty", desk.at(listed))
    made_pool = Pool(
        entries=tuple(entries),
        where=desk.at(inner),
        rest=own.get("rest", REST),
        a_week=own.get("a_week"),
        floor=_floor(own, desk),
    )
    return made_pool, tuple(said)


def _entry(node: Node, desk: Desk, frame: Frame, known: list[Entry], *, draft: bool) -> tuple[Entry, Content] | None:
    try:
        own = {**frame.defaults, **POOLED.read(node, desk)}
    except Wrong:
        return None
    assert type(node) is Keyed
    if not any(own.get(name) for name in SAYING) and not {*SAYING} & set(own.get(WRONG, ())) and not draft:
        desk.error("post-empty", desk.at(node))
    said = contents.content(node, own, desk, frame, day=None, draft=draft)
    if "id" not in own:
        return None
    if own["id"] in {one.id for one in known}:
        desk.error("pool-id-twice", desk.key(node, "id"), id=own["id"])
        return None
    until: date | None = own.get("until")
    if until is not None and desk.known.today is not None and until < desk.known.today:
        desk.info("pool-content-over", desk.key(node, "until"), content=own["id"], until=until)
    entry = Entry(id=own["id"], where=desk.at(node), weight=own.get("weight", 1), season=own.get("season"), until=until)
    return entry, conditioned(said, own, desk, frame.zone)


def _floor(own: Values, desk: Desk) -> Floor | None:
    if "floor" not in own:
        return None
    node, given = own["floor"]
    if "metric" not in given or "under" not in given:
        return None
    floor = Floor(metric=given["metric"], under=float(given["under"]))
    age: timedelta = given.get("age", floor.age)
    rest: timedelta = given.get("rest", floor.rest)
    usual: timedelta = own.get("rest", REST)
    if rest <= usual:
        desk.warning("pool-floor-idle", desk.key(node, "rest"), rest=rest, usual=usual)
    return Floor(metric=floor.metric, under=floor.under, age=age, rest=rest)
