"""What a calendar shows of the queue, by whichever way it is asked: a span of days, where to look first, how much waits."""

from collections.abc import Iterable
from datetime import datetime

from scheduler.model.delivery import Delivery, State
from scheduler.model.greeting import BEGINS
from scheduler.store import reading
from scheduler.store.values import Ask, instant, told

_STANDS = "coalesce(due, closes)"
"""Where something without an hour stands: at the end of its window."""
_DUE_BETWEEN = "(due >= ? AND due < ?) OR (due IS NULL AND closes >= ? AND closes < ?)"


class Seen:
    """One moment of a database."""

    def __init__(self, ask: Ask) -> None:
        self._ask = ask

    def between(self, first: datetime, last: datetime) -> list[Delivery]:
        """What is due from `first` to before `last`, and what is sent by hand in a window that ends there; by due instant, id."""
        span = [one for one in (instant(first), instant(last)) if one is not None]
        return reading.found(self._ask, _DUE_BETWEEN, *span, *span)

    def by_hand(self, now: datetime) -> list[Delivery]:
        """What a person may send now: welcomes that wait as drafts, and posts of an open window."""
        at = [one for one in (instant(now),) if one is not None]
        found = reading.found(self._ask, "state = ? AND due IS NULL AND closes > ?", State.READY.value, *at)
        return [one for one in found if open_now(one, now)]

    def posts_in(self, states: Iterable[State]) -> int:
        """How many posts have a delivery in one of `states`, whatever the number of their networks."""
        posts = "SELECT DISTINCT campaign, post, occurrence FROM deliveries WHERE state IN (?)"
        ((n,),) = self._ask(f"SELECT count(*) FROM ({posts}) AS posts", [one.value for one in states])  # noqa: S608 - ours
        return int(n)

    def first_in(self, states: Iterable[State], *, since: datetime | None = None) -> datetime | None:
        """When the first delivery in one of `states` is due (at `since` or later); None where there is none."""
        query, wanted = f"SELECT min({_STANDS}) FROM deliveries WHERE state IN (?)", [one.value for one in states]  # noqa: S608
        if since is None:
            ((found,),) = self._ask(query, wanted)
        else:
            ((found,),) = self._ask(f"{query} AND {_STANDS} >= ?", wanted, instant(since))
        return told(found)

    def last_due(self) -> datetime | None:
        """When the last delivery is or was due; None in an empty queue."""
        ((found,),) = self._ask(f"SELECT max({_STANDS}) FROM deliveries")  # noqa: S608 - words of ours
        return told(found)

    def end(self) -> int:
        """The number of the journal's last line: it grows with each change."""
        ((seq, _),) = self._ask("SELECT seq, hash FROM journal_head")
        return int(seq)

    def titles(self) -> dict[str, str]:
        """Slug -> title of every campaign as it was last applied."""
        return dict(map(tuple, self._ask("SELECT slug, title FROM campaigns ORDER BY slug")))

    def blocked(self) -> dict[str, str]:
        """Account -> why it is blocked, as stored."""
        return dict(map(tuple, self._ask(_BLOCKED)))


def open_now(one: Delivery, now: datetime) -> bool:
    """Whether one without an hour may be sent now, before its window ends: a welcome at any time, a post once it is open."""
    return one.occurrence.startswith(BEGINS) or (one.hour is not None and one.hour <= now)


_BLOCKED = "SELECT account, blocked_for FROM accounts WHERE blocked_at IS NOT NULL ORDER BY account"
