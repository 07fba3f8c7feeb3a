"""Series of which nothing can go out any more, or nothing ever could: a mistyped year, or one that has done its work."""

from collections.abc import Iterator
from datetime import date

from scheduler.campaigns.desk import Desk
from scheduler.campaigns.tree import Keyed
from scheduler.model.campaign import Post
from scheduler.model.notice import Where
from scheduler.model.rule import LAST
from scheduler.model.series import Repeat, nominal


def judged(node: Keyed, post: Post, desk: Desk) -> None:
    """Warn of the series `post`, written at `node`, where its last date is over, or where its days leave it none."""
    repeat, today = post.repeat, desk.known.today
    if repeat is None or today is None or post.draft or (repeat.last is None and repeat.count is None):
        return
    if repeat.last < repeat.first if repeat.first and repeat.last else repeat.first is None and repeat.count:
        return  # that was said: it ends before it begins, or is counted from nowhere
    if any(one.to and one.to >= today and not one.skip for one in post.occurrences):
        return
    if next(_kept(repeat, post, begin=today), None) is not None:
        return
    where = _end(node, repeat, post.countdown, desk)
    over = [*_kept(repeat, post, begin=repeat.begins, until=today)]
    over += [one.to for one in post.occurrences if one.to and not one.skip]
    if over:
        desk.warning("series-over", where, last=max(over))
    else:
        desk.warning("series-without-dates", where)


def _kept(repeat: Repeat, post: Post, *, begin: date, until: date = LAST) -> Iterator[date]:
    """The dates on which the rule lays it out: without its exceptions, and what is left out or moved below `occurrences`."""
    apart = {one.day for one in post.occurrences if one.skip or one.to}
    for _, day in nominal(repeat, begin=begin, until=until):
        if day not in apart and not any(first <= day <= last for first, last in repeat.excepted):
            yield day


def _end(node: Keyed, repeat: Repeat, countdown: date | None, desk: Desk) -> Where:
    """What ends it: the countdown where it is the earlier, else `until`, `count`, or the rule."""
    if countdown is not None and countdown == repeat.last:
        return desk.key(node, "countdown")
    inner = node.entries["repeat"][2] if "repeat" in node.entries else None
    named = [key for key in ("until", "count", "rrule") if type(inner) is Keyed and key in inner.entries]
    return desk.key(inner, named[0]) if named and type(inner) is Keyed else repeat.where
