"""Who must be asked before it is too late: a post that lacks a yes is told of a day before its hour, and two hours before."""

import logging
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import datetime, timedelta

from scheduler.app.ground import Ground
from scheduler.model.delivery import Delivery
from scheduler.notify import News
from scheduler.sentences import say
from scheduler.sentences.stored import said, stored
from scheduler.store import accounts, approvals, history

log = logging.getLogger("scheduler.run")

DAY, SOON = timedelta(days=1), timedelta(hours=2)
LEVELS = ((SOON, "unapproved-soon"), (DAY, "unapproved"))
"""How long before, nearest first, and under which word it is told."""
REST = timedelta(minutes=5)
"""How soon after a look the queue is looked at again, however much happens in it."""
MEMORY = timedelta(days=3)
"""How long after its hour it is remembered that a post was warned of."""
FACT = "unapproved"


class Deadlines:
    """The chore of warning: each post once at each distance from its hour, whatever restarts; moved, it is warned of anew."""

    def __init__(self, ground: Ground, tell: Callable[[Sequence[News]], object]) -> None:
        self._ground = ground
        self._tell = tell
        self._looked: datetime | None = None
        self._seq = -1
        self._next: datetime | None = None

    def due(self, now: datetime) -> datetime | None:
        """The next instant at which a post comes too near; now, where the queue is another than at a look a while ago.

        A change wakes nobody: whoever passes by asks.
        """
        if self._looked is None:
            return now
        rested = now - self._looked >= REST
        if rested and history.head(self._ground.database).seq != self._seq:
            return now
        return self._next

    def run(self, now: datetime) -> None:
        """Warn of what has come too near and was not warned of."""
        database = self._ground.database
        self._seq = history.head(database).seq
        waiting = _posts(approvals.waiting(database, now, now + DAY))
        warned = self._warned(now) if waiting else {}
        fresh: dict[str, str] = {}
        news = []
        for key, some in waiting.items():
            deadlines = sorted({end for one in some if (end := _deadline(one))})
            levels = [word for ahead, word in LEVELS if deadlines[0] - now <= ahead]
            if levels and f"{levels[0]} {key} {deadlines[0].isoformat()}" not in warned:
                news.append(self._news(some, levels[0]))
            # What goes out later elsewhere was told of with the first: it is not told of again once that one's hour is over.
            fresh |= {f"{word} {key} {end.isoformat()}": end.isoformat() for word in levels for end in deadlines}
        self._looked = now
        self._next = approvals.next_warning(database, now, [ahead for ahead, _ in LEVELS])
        if not news:
            return
        self._log(news)
        self._tell(news)  # before it is remembered: to be warned twice is better than not at all
        accounts.remember(database, "", {FACT: dict(warned) | fresh}, at=now)
        self._seq = history.head(database).seq

    def _warned(self, now: datetime) -> Mapping[str, str]:
        fact = accounts.remembered(self._ground.database, "").get(FACT)
        known: Mapping[str, str] = fact.value if fact else {}
        return {mark: hour for mark, hour in known.items() if datetime.fromisoformat(hour) > now - MEMORY}

    def _news(self, some: Sequence[Delivery], word: str) -> News:
        one = some[0]
        roles = dict.fromkeys(role for each in some for role in each.missing_roles)
        names = [known.name if (known := self._ground.config.roles.get(role)) else role for role in roles]
        subject = f"{one.campaign}/{one.post}" + ("" if one.occurrence == "once" else f"/{one.occurrence}")
        hours = [each.local for each in some if each.local]
        why = stored("unapproved-roles", roles=names, code=one.code)
        return News(subject=subject, state=word, why=why, hour=min(hours, default=None))

    def _log(self, news: Iterable[News]) -> None:
        language = self._ground.language
        for one in news:
            told = say(f"news-{one.state}", {"subject": one.subject}, language).text
            log.warning("%s %s", told, said(one.why, language))


def _posts(found: Iterable[Delivery]) -> dict[str, list[Delivery]]:
    posts: dict[str, list[Delivery]] = {}
    for one in found:
        if one.missing_roles:
            posts.setdefault(f"{one.campaign}/{one.post}/{one.occurrence}", []).append(one)
    return posts


def _deadline(one: Delivery) -> datetime | None:
    return one.due or one.closes
