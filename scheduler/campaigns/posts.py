"""A post of the campaign file, read and judged on its own: a fault in one post blocks that post only."""

from dataclasses import replace
from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from scheduler.campaigns import contents, endings, occurrences, series
from scheduler.campaigns.condition_fields import conditioned, conditions
from scheduler.campaigns.contents import Frame
from scheduler.campaigns.desk import Desk, Wrong
from scheduler.campaigns.fields import WRONG, Values
from scheduler.campaigns.pools import KEYS, with_pool
from scheduler.campaigns.shapes import POST, REPLY, ROTATION
from scheduler.campaigns.tree import Items, Keyed, Node, Text
from scheduler.model.campaign import At, Content, Day, Moment, Post, Reply
from scheduler.model.making import maker
from scheduler.model.notice import Where
from scheduler.model.series import Repeat
from scheduler.model.spelling import slugged

_post = maker(Post)
_SAYING = ("text", "texts", "media")
"""One of these must be there: a post that holds none says nothing."""


def post(node: Node, desk: Desk, frame: Frame, day: Day | None, *, in_a_day: bool = False) -> Post | None:
    """Make the post of `node`, which stands under the themed `day` or outside the days. None where no post can be made.

    Notes everything that is wrong with it; whoever calls decides by the notices whether the post may be used. `in_a_day`
    without a `day`: the day could not be read, which was said of it already.
    """
    values = {**frame.defaults, **POST.read(node, desk)}
    assert type(node) is Keyed
    draft: bool = values.get("draft", False)
    when = _day(node, values, desk, day, excused=draft or in_a_day)
    if "id" not in values:
        _offer_id(node, values, desk)
    apart = contents.pictured_apart(values)
    said = contents.content(node, values, desk, frame, day=when, draft=draft, apart=apart)
    rotate = _rotation(values, desk, frame, draft=draft)
    _says_something(node, values, desk, draft=draft)
    moment = contents.moment(node, values, desk)
    repeat = _repeat(node, values, desk, day)
    _needs_hour(node, values, desk, moment, draft=draft)
    changed = contents.overrides(values, desk, frame, day=when, draft=draft)
    made = _post(
        id=values.get("id", ""),
        content=said,
        where=said.where,
        theme=day.theme if day else "",
        day=when,
        moment=moment,
        repeat=repeat,
        rotate=rotate,
        occurrences=occurrences.edited(node, values, desk, frame, repeat, draft=draft),
        countdown=values.get("countdown"),
        overrides=changed,
        only=values.get("only", ()),
        places=_places(node, values, repeat, desk),
        replies=_replies(values, desk, frame, when, moment, draft=draft),
        day_hashtags=day.hashtags if day else (),
        category=values.get("category", ""),
        minutes=values.get("minutes"),
        note=values.get("note", ""),
        draft=draft,
        embargo=_embargo(values, frame),
        excuses=values.get("line_except", ()),
        too_late_after=values.get("too_late_after"),
        conditions=conditions(values, desk, frame.zone) if "cancel_if" in values or "hold_if" in values else (),
    )
    if not KEYS.isdisjoint(values):
        made = with_pool(made, node, values, desk, frame)
    _judge_hours(node, made, desk, frame)
    occurrences.judged(node, made, desk, frame)
    endings.judged(node, made, desk)
    return made


def _needs_hour(node: Keyed, values: Values, desk: Desk, moment: Moment | None, *, draft: bool) -> None:
    wrong = values.get(WRONG, ())
    if moment is None and not draft and "repeat" not in values and not {"at", "repeat"} & set(wrong):
        desk.error("hour-missing", desk.at(node))


def _day(node: Keyed, values: Values, desk: Desk, day: Day | None, *, excused: bool) -> date | None:
    own: date | None = values.get("date")
    wrong = values.get(WRONG, ())
    if "repeat" in values:
        if own is not None:
            desk.error("series-has-date", desk.key(node, "date"))
        return None
    if day is not None:
        if own is not None and own != day.day:
            desk.error("date-not-of-its-day", desk.key(node, "date"), given=own, day=day.day)
        return day.day
    at: Moment | None = values.get("at")
    if at is not None and at.kind is At.SLOT:
        return own  # the next free slot, whatever its day
    if own is None and not excused and not {"date", "repeat"} & set(wrong):
        desk.error("date-missing", desk.at(node))
    return own


def _offer_id(node: Keyed, values: Values, desk: Desk) -> None:
    """Say which id a post without one might bear, made of its first words."""
    if "id" not in node.entries:
        words = slugged(" ".join(str(values.get("text", "")).split()[:4]), 24)
        desk.info("id-offered", desk.at(node), meant=words or "mon-billet")


def _says_something(node: Keyed, values: Values, desk: Desk, *, draft: bool) -> None:
    if draft or "pool" in values or {*_SAYING, "rotate", "pool"} & set(values.get(WRONG, ())):
        return
    if "rotate" not in values and not any(values.get(name) for name in _SAYING):
        desk.error("post-empty", desk.at(node))
    elif "rotate" in values and (values.get("text") or values.get("texts")):
        desk.error("text-beside-rotation", desk.key(node, "text" if values.get("text") else "texts"))


def _rotation(values: Values, desk: Desk, frame: Frame, *, draft: bool) -> tuple[Content, ...]:
    made = []
    inner = values.get("rotate")
    for node in inner.items if type(inner) is Items else ():
        try:
            own = {**frame.defaults, **ROTATION.read(node, desk)}
        except Wrong:
            continue
        assert type(node) is Keyed
        if not any(own.get(name) for name in _SAYING) and not {*_SAYING} & set(own.get(WRONG, ())):
            desk.error("post-empty", desk.at(node))
        said = contents.content(node, own, desk, frame, day=None, draft=draft)
        made.append(conditioned(said, own, desk, frame.zone))
    if type(inner) is Items and not inner.items:
        desk.error("rotation-empty", desk.at(inner))
    return tuple(made)


def _repeat(node: Keyed, values: Values, desk: Desk, day: Day | None) -> Repeat | None:
    if "repeat" not in values:
        if "rotate" in values and "repeat" not in values.get(WRONG, ()):
            desk.error("rotation-without-series", desk.key(node, "rotate"))
        return None
    if day is not None:
        desk.error("series-in-a-day", desk.key(node, "repeat"))
    if "at" in values:
        desk.error("series-has-hour", desk.key(node, "at"))
    inner, rule = values["repeat"]
    return _counted_down(node, values, desk, series.repeat(inner, rule, desk))


def _counted_down(node: Keyed, values: Values, desk: Desk, repeat: Repeat | None) -> Repeat | None:
    """A series that counts down to a day ends on it."""
    day: date | None = values.get("countdown")
    if repeat is None or day is None:
        return repeat
    if repeat.last and repeat.last > day:
        desk.warning("countdown-within-series", desk.key(node, "countdown"), day=day, last=repeat.last)
    if repeat.first and repeat.first > day:
        desk.error("countdown-over", desk.key(node, "countdown"), day=day, first=repeat.first)
    return replace(repeat, last=min(repeat.last or day, day))


def _places(node: Keyed, values: Values, repeat: Repeat | None, desk: Desk) -> dict[str, Where]:
    """Where the names stand that only the configuration can judge."""
    found = {}
    if "only" in values or "networks" in values:
        found = contents.places(node, "only", "networks")
    if "replies" in values:
        for reply in values["replies"].items:
            if type(reply) is Keyed:
                found = {**contents.places(reply, "networks"), **found}
    if repeat and repeat.not_during:
        found |= contents.places(values["repeat"][0], "not_during")
    return contents.located(found, desk) if found else {}


def _replies(
    values: Values, desk: Desk, frame: Frame, when: date | None, above: Moment | None, *, draft: bool
) -> tuple[Reply, ...]:
    made: list[Reply] = []
    inner = values.get("replies")
    for node in inner.items if type(inner) is Items else ():
        try:
            own = REPLY.read(node, desk)
        except Wrong:
            continue
        assert type(node) is Keyed
        reply = _reply(node, own, desk, frame, when, draft=draft)
        if reply is None:
            continue
        if reply.id in {one.id for one in made}:
            desk.error("reply-twice", desk.key(node, "id"), id=reply.id)
        _after_its_post(node, reply, desk, when, above)
        made.append(reply)
    return tuple(made)


def _reply(node: Keyed, own: Values, desk: Desk, frame: Frame, when: date | None, *, draft: bool) -> Reply | None:
    moment = contents.moment(node, own, desk)
    wrong = own.get(WRONG, ())
    if moment is None and "at" not in wrong and not draft:
        desk.error("hour-missing", desk.at(node))
    if moment is not None and moment.kind is not At.HOUR:
        desk.error("reply-without-hour", desk.key(node, "at"))
    if not any(own.get(name) for name in _SAYING) and not {*_SAYING} & set(wrong):
        desk.error("post-empty", desk.at(node))
    day = own.get("date") or when
    apart = contents.pictured_apart(own)
    said = contents.content(node, own, desk, frame, day=day, draft=draft, apart=apart)
    changed = contents.overrides(own, desk, frame, day=day, draft=draft)
    if moment is None or "id" not in own:
        return None
    return Reply(id=own["id"], moment=moment, content=said, day=own.get("date"), overrides=changed)


def _after_its_post(node: Keyed, reply: Reply, desk: Desk, when: date | None, above: Moment | None) -> None:
    """A reply stands under its post, so it cannot go out before it."""
    if when is None or above is None or reply.moment.hour is None:
        return
    first = above.hour or (above.between[0] if above.between else time())
    if (reply.day or when, reply.moment.hour) <= (when, first):
        desk.error("reply-before-post", desk.key(node, "at"), hour=reply.moment.hour, post=first)


def _embargo(values: Values, frame: Frame) -> datetime | None:
    """The embargo's end as an instant; its wall-clock time is the campaign's."""
    wall: datetime | None = values.get("embargo")
    return contents.instant(wall.date(), wall.time(), frame.zone).local if wall else None


def _judge_hours(node: Keyed, made: Post, desk: Desk, frame: Frame) -> None:
    """Hours in a clock change, and hours before the embargo ends, on the post and on each network of its own."""
    if made.day is None:
        return
    if made.countdown and made.countdown < made.day:
        desk.error("countdown-over", desk.key(node, "countdown"), day=made.countdown, first=made.day)
    hours = [(made.moment, desk.key(node, "at"))] if made.moment else []
    inner = node.entries["networks"][2] if made.overrides else None
    for name, changed in made.overrides.items():
        if changed.moment and type(inner) is Keyed:
            own = inner.entries[name][2]
            hours.append((changed.moment, desk.key(own, "at") if type(own) is Keyed else desk.at(own)))
    for moment, where in hours:
        first = moment.hour or (moment.between[0] if moment.between else None)
        if first is None:
            continue
        contents.odd_hour(made.day, first, frame.zone, where, desk)
        if made.embargo and contents.instant(made.day, first, frame.zone).instant < made.embargo:
            desk.error("embargo-after-hour", where, embargo=made.embargo.astimezone(ZoneInfo(frame.zone)))


def named(node: Node) -> str:
    """What a post is called before it is read: by its id, else by its line."""
    entry = node.entries.get("id") if type(node) is Keyed else None
    if entry and type(entry[2]) is Text and entry[2].value:
        return f'post "{entry[2].value}"'
    return f"post, line {node.line + 1}"
