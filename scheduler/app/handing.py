"""What persons publish themselves, for one calendar: taking their word for it, and reminding them of what waits."""

from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from functools import partial
from urllib.parse import urlsplit

from scheduler.app.ground import Ground
from scheduler.connector import discover
from scheduler.connector.base import Ability, Connector
from scheduler.errors import NeedsPerson, SchedulerError
from scheduler.flow import approve, figures, hand, proof
from scheduler.flow.beside import Seen
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
    settle = partial(approve.confirm, ground.database, [name], url=url, by=by, at=now, published=since, life=life)
    if url is None or len(found) != 1:
        return settle()
    return settle(remote_id=_remote_id(ground, found[0], url, anyway=anyway))


def _remote_id(ground: Ground, one: Delivery, url: str, *, anyway: bool) -> str:
    """What `url` names, "" where it does not say; `NeedsPerson` where the rest of a thread could not be sent for that."""
    account = ground.config.accounts.get(one.account)
    through = _loaded(ground, account.through if account else one.network)
    if Ability.HAND_OFF in through.can:  # nothing is sent under it: any name will do that is not another post's
        return proof.named(url, _loaded(ground, one.network), _identity(ground, one)) or proof.named(url, Connector, "")
    remote_id = proof.named(url, through, _identity(ground, one))
    if not remote_id and not anyway and len(one.variant.parts) - len(one.receipts) > 1:
        raise NeedsPerson("url-names-no-post", where="--url", url=url, network=through.rules.title)
    return remote_id


def absent(ground: Ground, found: Sequence[Delivery], name: str) -> Delivery:
    """The one delivery that `confirm` without an address would settle. Raises as that would, before anybody is asked."""
    now, life = ground.clock.now(), _life(ground, found[0].account)
    return approve.doubtful(ground.database, [name], out=False, at=now, life=life)


def choose(ground: Ground, one: Delivery, seen: Seen, *, by: str) -> list[Delivery]:
    """Settle `one` as out: it is the post that its own account, asked a moment ago, listed under its remote id."""
    now = ground.clock.now()
    if seen.tag:
        raise NeedsPerson("url-of-other-post", where=seen.url, url=seen.url, tag=seen.tag)
    settle = partial(approve.confirm, ground.database, [str(one.id)], by=by, at=now, published=seen.at)
    return settle(url=seen.url, remote_id=seen.remote_id, listed=True)


def in_question(ground: Ground, found: Sequence[Delivery], name: str) -> tuple[Delivery, datetime | None]:
    """The one delivery that a person may settle, and until when its request may still arrive. Raises as `confirm` would."""
    try:
        return absent(ground, found, name), None
    except NeedsPerson as early:
        until = early.arguments.get("until")
        return found[0], until if isinstance(until, datetime) else None


def _life(ground: Ground, account: str) -> timedelta:
    """How long a request of `account` may still take effect."""
    configured = ground.config.accounts.get(account)
    return timedelta(seconds=_loaded(ground, configured.through if configured else "").request_life)


def _loaded(ground: Ground, name: str) -> type[Connector]:
    """The connector `name`; the port itself, with its minute and its last piece of the path, where it is not known any more."""
    try:
        return discover.load(name, ground.config.networks_allowed)
    except SchedulerError:
        return Connector


def _identity(ground: Ground, one: Delivery) -> str:
    pin = accounts.pinned(ground.database, one.account)
    return pin.identity if pin else ""


def _doubt(ground: Ground, one: Delivery, url: str) -> NeedsPerson | None:
    account, rules = ground.config.accounts.get(one.account), ground.rulebook.rules.get(one.account)
    own = urlsplit(account.base_url).hostname if account and account.base_url else None
    return proof.against(
        ground.database,
        one,
        url,
        network=rules.title if rules else one.network,
        hosts=(rules.hosts if rules else ()) or ((own,) if own else ()),
        identity=_identity(ground, one),
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
