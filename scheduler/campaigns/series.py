"""The rule of a series: every day or week, from and until when, with its exceptions."""

from scheduler.campaigns.desk import Desk
from scheduler.campaigns.fields import WRONG, Values
from scheduler.campaigns.tree import Keyed
from scheduler.model.series import Repeat


def repeat(node: Keyed, values: Values, desk: Desk) -> Repeat | None:
    """Make the rule, and note what contradicts itself in it. None where its hour or rhythm could not be read."""
    wrong = values.get(WRONG, ())
    first, last, count = values.get("from"), values.get("until"), values.get("count")
    if values.get("every") == "week" and "day" not in values and "day" not in wrong:
        desk.error("series-without-day", desk.key(node, "every"))
    if first and last and last < first:
        desk.error("series-backwards", desk.key(node, "until"), first=first, last=last)
    if last and count:
        desk.error("series-ends-twice", desk.key(node, "count"))
    if count and not first and "from" not in wrong:
        desk.error("series-count-without-start", desk.key(node, "count"))
    for begin, end in values.get("except", ()):
        if (first and end < first) or (last and begin > last):
            desk.warning("exception-outside", desk.key(node, "except"), first=begin, last=end)
    if "every" not in values or "at" not in values:
        return None
    days = tuple(sorted(set(values.get("day", ()))))
    return Repeat(
        every=values["every"],
        hour=values["at"],
        days=days,
        first=first,
        last=last,
        count=count,
        excepted=values.get("except", ()),
        not_during=values.get("not_during", ()),
        where=desk.at(node),
    )
