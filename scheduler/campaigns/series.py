"""The rule of a series: its rhythm and its days, its hour or window, from and until when, with what it leaves out."""

from collections.abc import Mapping
from datetime import date, time
from typing import Any

from scheduler.campaigns.desk import Desk
from scheduler.campaigns.fields import WRONG, Values
from scheduler.campaigns.rhythm import Named
from scheduler.campaigns.tree import Items, Keyed
from scheduler.model.campaign import At
from scheduler.model.notice import Where
from scheduler.model.rrule import Given
from scheduler.model.rule import Every
from scheduler.model.series import Daily, Order, Repeat

_TAKES = {Every.DAY: ("days",), Every.WEEK: ("days",), Every.MONTH: ("month_days", "nth"), Every.YEAR: ("dates",)}
"""Which days a rhythm takes."""
_LIKE = {Every.DAY: "monday..friday", Every.WEEK: "tuesday", Every.MONTH: "2nd tuesday", Every.YEAR: "06-21"}


def repeat(node: Keyed, values: Values, desk: Desk) -> Repeat | None:
    """Make the rule, and note what contradicts itself in it. None where its hour or rhythm could not be read."""
    text, given = values.get("rrule", ("", None))
    days = _days(node, values, desk)
    hour, closes = _hours(node, values, desk)
    _one_rule(node, values, desk)
    _ends(node, values, desk, given)
    _excepted(node, values, desk)
    if hour is None or ("every" not in values and given is None):
        return None
    every, interval = (given.rule.every, given.rule.interval) if given else values["every"]
    return Repeat(
        every=str(every),
        interval=interval,
        **days,
        rrule=text,
        hour=hour,
        closes=closes,
        slot="at" in values and values["at"].kind is At.SLOT,
        first=values.get("from"),
        last=values.get("until") or (given.until if given else None),
        count=values.get("count") or (given.count if given else None),
        excepted=values.get("except", ()),
        not_during=values.get("not_during", ()),
        order=values.get("order", Order.TURN),
        only_when=_placed(node, values, desk, "only_when"),
        not_when=_placed(node, values, desk, "not_when"),
        where=desk.at(node),
    )


def _one_rule(node: Keyed, values: Values, desk: Desk) -> None:
    """Either a rhythm or an RRULE, and a first day where the days depend on it."""
    wrong = values.get(WRONG, ())
    if "rrule" not in values:
        if "every" not in values and not {"every", "rrule"} & set(wrong):
            desk.error("key-missing", desk.at(node), key="every")
        elif "every" in values and values["every"][1] > 1 and "from" not in values and "from" not in wrong:
            desk.error("series-interval-without-start", desk.key(node, "every"))
        return
    for key in ("every", "day"):
        if key in values:
            desk.error("series-two-rules", desk.key(node, key), key=key)
    if values["rrule"][1].anchored and "from" not in values and "from" not in wrong:
        desk.error("series-rrule-without-start", desk.key(node, "rrule"))


def _hours(node: Keyed, values: Values, desk: Desk) -> tuple[time | None, time | None]:
    """The hour, or the window's two: nominal is where it begins."""
    at, between, wrong = values.get("at"), values.get("between"), values.get(WRONG, ())
    if at is None and between is None and not {"at", "between"} & set(wrong):
        desk.error("key-missing", desk.at(node), key="at")
    if between is None:
        return (None if at is None else at.hour or time()), None
    if at is not None:
        desk.error("series-hour-twice", desk.key(node, "between"))
    if len(between) != 2 or between[0] >= between[1]:
        desk.error("between-unfit", desk.key(node, "between"))
        return None, None
    return between[0], between[1]


def _days(node: Keyed, values: Values, desk: Desk) -> dict[str, Any]:
    """The days of the rhythm, of one kind; and which of them some months or years do not have."""
    given: tuple[Named, ...] = values.get("day", ())
    if "every" not in values or not given:
        _missing_day(node, values, desk)
        return {}
    every: Every = values["every"][0]
    kinds = {one.kind for one in given}
    where = desk.key(node, "day")
    unfit = next((one for one in given if one.kind not in _TAKES[every]), None)
    if unfit is not None:
        like = f"{every}, day: {_LIKE[every]}"
        desk.error(f"series-day-of-{every}", where, given=unfit.text, like=like, day=f"2nd {unfit.text}")
    elif len(kinds) > 1:
        desk.error("series-days-mixed", where, given=given[0].text, other=given[1].text)
    _rare(given, where, desk)
    return {kind: tuple(sorted({day for one in given for day in getattr(one, kind)})) for kind in kinds}


def _missing_day(node: Keyed, values: Values, desk: Desk) -> None:
    if "every" in values and "day" not in values and "day" not in values.get(WRONG, ()):
        code = {
            Every.WEEK: "series-without-day",
            Every.MONTH: "series-without-month-day",
            Every.YEAR: "series-without-date",
        }.get(values["every"][0])
        if code:
            desk.error(code, desk.key(node, "every"))


def _rare(given: tuple[Named, ...], where: Where, desk: Desk) -> None:
    for one in given:
        if (2, 29) in one.dates:
            desk.info("series-leap-day", where)
        elif any(day > 28 for day in one.month_days) or any(place == 5 for place, _ in one.nth):
            desk.info("series-day-rare", where, given=one.text)


def _ends(node: Keyed, values: Values, desk: Desk, given: Given | None) -> None:
    wrong = values.get(WRONG, ())
    first, last, count = values.get("from"), values.get("until"), values.get("count")
    ends = [one for one in (last, count, given and given.until, given and given.count) if one]
    until: date | None = last or (given.until if given else None)
    if first and until and until < first:
        desk.error("series-backwards", desk.key(node, "until"), first=first, last=until)
    if len(ends) > 1:
        desk.error("series-ends-twice", desk.key(node, "count" if count else "until"))
    if count and not first and "from" not in wrong:
        desk.error("series-count-without-start", desk.key(node, "count"))


def _excepted(node: Keyed, values: Values, desk: Desk) -> None:
    first, last = values.get("from"), values.get("until")
    for begin, end in values.get("except", ()):
        if (first and end < first) or (last and begin > last):
            desk.warning("exception-outside", desk.key(node, "except"), first=begin, last=end)


def _placed(node: Keyed, values: Mapping[str, Any], desk: Desk, key: str) -> tuple[Daily, ...]:
    """The conditions under `key`, each with its place: what they name may be unknown to the calendar."""
    given: tuple[Daily, ...] = values.get(key, ())
    if not given:
        return ()
    inner = node.entries[key][2]
    nodes = inner.items if type(inner) is Items else [inner]
    return tuple(_at(one, desk.at(leaf)) for one, leaf in zip(given, nodes, strict=True))


def _at(one: Daily, where: Where) -> Daily:
    return Daily(
        kind=one.kind,
        name=one.name,
        weekdays=one.weekdays,
        first=one.first,
        last=one.last,
        yearly=one.yearly,
        where=where,
    )
