"""What a run of the dispatcher came to: numbers for scripts, and news for people."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from scheduler.model.delivery import Delivery, State
from scheduler.notify import News
from scheduler.store.accounts import Block

TOLD = {
    State.FAILED: "failed",
    State.PARTIAL: "partial",
    State.MISSED: "missed",
    State.HELD: "held",
    State.EXPECTED: "expected",
}
"""States that a person is told of as soon as they are reached. UNKNOWN is told once a look was in vain."""


def news_of(delivery: Delivery, state: str) -> News:
    """News of one delivery."""
    return News(
        subject=delivery.tag,
        state=state,
        why=delivery.reason,
        account=delivery.account,
        network=delivery.network,
        hour=delivery.local if delivery.due else None,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Summary:
    """What a pass (or a run) did, as numbers of deliveries. `standby`: another dispatcher has this database."""

    published: int = 0
    partial: int = 0
    failed: int = 0
    unknown: int = 0
    missed: int = 0
    held: int = 0
    waiting: int = 0
    """Given back, to be tried again by itself."""
    expected: int = 0
    """Handed to a person."""
    blocked: tuple[str, ...] = ()
    """Accounts that wait for a person."""
    standby: bool = False
    foreign: bool = False
    """The database is another installation's: nothing goes out from here until a person has adopted it."""


@dataclass(slots=True)
class Tally:
    """The last state of each delivery that was touched, the accounts that are blocked, and the news not yet told."""

    last: dict[int, State] = field(default_factory=dict)
    blocked: dict[str, Block] = field(default_factory=dict)
    news: list[News] = field(default_factory=list)
    _in_vain: set[int] = field(default_factory=set)

    def ended(self, delivery: Delivery, *, looked: bool = False) -> None:
        """Count a delivery whose job has ended; `looked`: it was a look for an unknown one."""
        self.last[delivery.id] = delivery.state
        if delivery.state in TOLD:
            self.news.append(news_of(delivery, TOLD[delivery.state]))
        elif looked and delivery.state is State.UNKNOWN and delivery.id not in self._in_vain:
            self._in_vain.add(delivery.id)
            self.news.append(news_of(delivery, "unknown"))

    def block(self, now: Iterable[Block], *, tell: bool = True) -> None:
        """Take the accounts that are blocked now; those that were not before are news."""
        before, self.blocked = self.blocked, {one.account: one for one in now}
        fresh = [one for one in self.blocked.values() if one.account not in before]
        self.news += [News(subject=one.account, state="blocked", why=one.why) for one in fresh if tell]

    def take_news(self) -> list[News]:
        """The news since the last call."""
        taken, self.news = self.news, []
        return taken

    def summary(self, *, standby: bool = False, foreign: bool = False) -> Summary:
        """The numbers."""
        states = list(self.last.values())
        return Summary(
            published=states.count(State.PUBLISHED),
            partial=states.count(State.PARTIAL),
            failed=states.count(State.FAILED),
            unknown=states.count(State.UNKNOWN),
            missed=states.count(State.MISSED),
            held=states.count(State.HELD),
            waiting=states.count(State.READY),
            expected=states.count(State.EXPECTED),
            blocked=tuple(sorted(self.blocked)),
            standby=standby,
            foreign=foreign,
        )
