"""What persons publish themselves, for one calendar: taking their word for it, and reminding them of what waits."""

from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from urllib.parse import urlsplit

from scheduler.app.ground import Ground
from scheduler.connector import discover
from scheduler.connector.base import Connector
from scheduler.errors import NeedsPerson, SchedulerError
from scheduler.flow import approve, figures, hand, proof
from scheduler.model.delivery import Delivery, State
from scheduler.notify import News
from scheduler.store import accounts, deliveries, handed


def confirm(
    ground: Ground,
    found: Sequence[Delivery],
    name: str,
    *,
    url: str | None,
    by: str,
    published: str | None,
    anyway: bool,
) -> list[Delivery]:
    """Settle what `name` means, as `flow.approve.confirm` does, once nothing in the address speaks against it.

    Raises `NeedsPerson` where it does not look like this post's and `anyway` does not say that it is.
    """
    now = ground.clock.now()
    since = figures.instant(published, found[0].zone, now=now) if published else None
    if url is not None and not anyway and len(found) == 1 and (doubt := _doubt(ground, found[0], url)):
        raise doubt
    life = _life(ground, found[0].account)
    return approve.confirm(ground.database, [name], url=url, by=by, at=now, published=since, life=life)


def absent(ground: Ground, found: Sequence[Delivery], name: str) -> Delivery:
    """The one delivery that `confirm` without an address would settle. Raises as that would, before anybody is asked."""
    now, life = ground.clock.now(), _life(ground, found[0].account)
    return approve.doubtful(ground.database, [name], out=False, at=now, life=life)


def _life(ground: Ground, account: str) -> timedelta:
    """How long a request of `account` may still take effect; a minute where its connector is not known any more."""
    try:
        kind = discover.load(ground.config.accounts[account].through, ground.config.networks_allowed)
    except (SchedulerError, KeyError):
        kind = Connector
    return timedelta(seconds=kind.request_life)


def _doubt(ground: Ground, one: Delivery, url: str) -> NeedsPerson | None:
    account, rules = ground.config.accounts.get(one.account), ground.calendar.rules.get(one.account)
    own = urlsplit(account.base_url).hostname if account and account.base_url else None
    pin = accounts.pinned(ground.database, one.account)
    return proof.against(
        ground.database,
        one,
        url,
        network=rules.title if rules else one.network,
        hosts=(rules.hosts if rules else ()) or ((own,) if own else ()),
        identity=pin.identity if pin else "",
    )


def _news(one: Delivery) -> News:
    return News(
        subject=one.tag,
        state="expected-still",
        why=one.reason,
        account=one.account,
        network=one.network,
        hour=one.local,
    )


class Reminders:
    """The chore of reminding, once, of what was handed to a person and neither confirmed nor given up."""

    def __init__(self, ground: Ground, tell: Callable[[Sequence[News]], object]) -> None:
        self._ground = ground
        self._tell = tell

    def due(self, now: datetime) -> datetime | None:
        """When the next person is to be reminded."""
        return min((at for one in self._waiting() if (at := hand.remind_at(one))), default=None)

    def run(self, now: datetime) -> None:
        """Remind of what is due, each once whatever restarts."""
        due = [one for one in self._waiting() if (at := hand.remind_at(one)) and at <= now]
        mine = [one for one in due if handed.remind(self._ground.database, one, by="dispatcher", at=now)]
        self._tell([_news(one) for one in mine])

    def _waiting(self) -> list[Delivery]:
        return deliveries.select(self._ground.database, states=[State.EXPECTED])
