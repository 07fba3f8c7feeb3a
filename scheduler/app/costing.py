"""What the planned posts cost: prices of the calendar, the queue as it would be, and budgets, brought to the reckoning."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from scheduler.app.ground import Ground
from scheduler.connector import prices
from scheduler.flow import costs
from scheduler.flow.plan import Planned
from scheduler.model.cost import Cost, Tariff
from scheduler.model.delivery import Delivery, State
from scheduler.model.notice import Notice
from scheduler.store.changes import Add, Cancel, Move, New, Replace

SPENT_OR_COMING = frozenset(State) - {State.CANCELLED, State.MISSED, State.FAILED}
"""What is, may be or will be out: a post that was withdrawn has been paid."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reckoned:
    """What the changes cost, account by account, and what is to be said of it."""

    costs: tuple[Cost, ...]
    notices: tuple[Notice, ...]


def reckoned(ground: Ground, planned: Sequence[Planned], present: Iterable[Delivery]) -> Reckoned:
    """Reckon the costs of what `planned` adds or replaces, and judge the queue as it would be then by the budgets.

    Only accounts whose own connector sends cost anything. Raises `Problem` where the calendar's file of prices is unusable.
    """
    config, now = ground.config, ground.clock.now()
    tariffs = prices.tariffs(config.prices)
    sold = {one.name for one in config.accounts.values() if one.through == one.network}
    new = [one for one in _new(planned) if one.account in sold]
    queue = [one for one in _afterwards(planned, present) if one.account in sold]
    found = costs.reckon(new, queue, tariffs, now)
    said = costs.objections(queue, tariffs, _budgets(ground), zone=config.timezone, now=now)
    return Reckoned(costs=found, notices=tuple(said))


def tariffs(ground: Ground) -> Mapping[str, Tariff]:
    """The prices that hold in this calendar. Raises `Problem` as `reckoned` does."""
    return prices.tariffs(ground.config.prices)


def _new(planned: Iterable[Planned]) -> Iterator[New]:
    for one in planned:
        if isinstance(one.step, Add | Replace):
            yield one.step.new


def _afterwards(planned: Sequence[Planned], present: Iterable[Delivery]) -> Iterator[New | Delivery]:
    """The queue as it will be once `planned` is applied, with what went out already."""
    steps = [one.step for one in planned]
    gone = {step.id for step in steps if isinstance(step, Cancel | Replace)}
    moved = {step.id: step for step in steps if isinstance(step, Move)}
    yield from _new(planned)
    for old in present:
        if old.id in gone or old.state not in SPENT_OR_COMING:
            continue
        yield replace(old, due=moved[old.id].due) if old.id in moved else old


def _budgets(ground: Ground) -> Iterator[costs.Budget]:
    config = ground.config
    if config.budget is not None:
        yield costs.Budget(money=config.budget)
    for one in config.accounts.values():
        if one.budget is not None:
            yield costs.Budget(money=one.budget, where=one.where, account=one.name)
