"""The accounts of a calendar: what is known of each, and, when they are asked, who answers for them."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from scheduler.app import aim, facts
from scheduler.app.ground import Ground
from scheduler.connector.base import Ability, Connector, SendFailure
from scheduler.errors import ExitCode, Problem, SchedulerError
from scheduler.flow.objections import told
from scheduler.model.account import Account
from scheduler.model.failure import Kind
from scheduler.model.health import Health
from scheduler.model.notice import Severity
from scheduler.plain import redact
from scheduler.sentences.stored import stored
from scheduler.store import accounts as kept
from scheduler.store import health

OFTEN = timedelta(hours=20)
"""An account that was asked since is left alone by the daily look, however often the daemon is started."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AccountState:
    """One account, and what is known of it. `trouble` is a stored sentence, empty where all is well or nothing was asked."""

    account: Account
    tested: bool
    identity: str = ""
    followers: int | None = None
    trouble: str = ""
    exit: ExitCode = ExitCode.NETWORK
    """What the process says for its `trouble`: whether its network refused, or a person must act first."""
    simulated: bool = False
    """Whether its followers are invented."""
    health: Health | None = None
    """What its network said when it was last asked, at `asked_at`."""
    asked_at: datetime | None = None
    limits: Mapping[str, int] = field(default_factory=dict)
    """Its server's own."""
    now: datetime
    """By the calendar's clock on the wall, as `asked_at`."""


def states(
    ground: Ground, connectors: Callable[[str], Connector], *, test: bool, repin: Sequence[str]
) -> list[AccountState]:
    """Every account of the configuration; `test` asks each network who we are, without posting.

    `repin` names accounts that a person has pointed elsewhere on purpose: they are asked, and who answers is who they are
    from now on. An account that answers as it was pinned is no longer blocked. Raises `Problem` for an unknown name.
    """
    known = ground.config.accounts
    for name in repin:
        if name not in known:
            raise Problem("unknown-account-asked", where="--repin", name=name, known=sorted(known))
        aim.pin_anew(ground.config, known[name])
    asked = set(known) if test else set(repin)
    return [
        _asked(ground, connectors, one, repin=name in repin) if name in asked else _remembered(ground, one)
        for name, one in known.items()
    ]


def _remembered(ground: Ground, account: Account) -> AccountState:
    pin = kept.pinned(ground.database, account.name)
    block = kept.blocked(ground.database).get(account.name)
    known = health.told(ground.database).get(account.name)
    return AccountState(
        account=account,
        tested=False,
        identity=pin.identity if pin else "",
        trouble=block.why if block else "",
        health=known.health if known else None,
        asked_at=known.at.astimezone(_zone(ground)) if known else None,
        limits=facts.known(ground.config.calendar_id, account.name).limits,
        now=ground.clock.now().astimezone(_zone(ground)),
    )


def _zone(ground: Ground) -> ZoneInfo:
    return ZoneInfo(ground.config.timezone)


def _asked(ground: Ground, connectors: Callable[[str], Connector], account: Account, *, repin: bool) -> AccountState:
    now = ground.clock.now().astimezone(_zone(ground))
    try:
        connector = connectors(account.name)
        if not connector.can & (Ability.PUBLISH | Ability.HAND_OFF):
            return AccountState(
                account=account, tested=True, trouble=stored("cannot-publish-yet", name=account.network), now=now
            )
        found = connector.probe()
        followers = connector.followers() if Ability.FOLLOWERS in connector.can else None
        known = read_facts(ground, connector, account)
    except SendFailure as failure:
        return AccountState(account=account, tested=True, trouble=told(failure.failure), now=now)
    except SchedulerError as problem:
        given = {name: str(value) for name, value in problem.arguments.items()}
        # Where a person must act, no request was made: that is no word of the network (security A3).
        found_out = problem.exit if problem.exit is ExitCode.NEEDS_PERSON else ExitCode.NETWORK
        return AccountState(
            account=account, tested=True, trouble=stored(problem.code, **given), exit=found_out, now=now
        )
    health.keep(ground.database, account.name, found, at=now)
    state = AccountState(
        account=account,
        tested=True,
        identity=redact(found.identity),  # as it was pinned: a server may say our secret back
        followers=followers,
        simulated=connector.simulated,
        health=found,
        asked_at=now,
        limits=known.limits,
        now=now,
    )
    return replace(state, trouble=_settled(ground, state, repin=repin) or _worst(found))


def _settled(ground: Ground, state: AccountState, *, repin: bool) -> str:
    """Pin who answered, or let go of a block; a stored sentence where it is somebody else than was pinned."""
    name, now = state.account.name, ground.clock.now()
    pin = kept.pinned(ground.database, name)
    if repin or pin is None:
        kept.pin(ground.database, name, identity=state.identity, at=now, **_place(ground, state.account))
    elif pin.identity and pin.identity != state.identity:
        return stored("account-is-another", account=name, found=state.identity, pinned=pin.identity)
    elif name in kept.blocked(ground.database):
        # Pinned again, not only unblocked: a daemon that runs takes this for a sign to read the secrets anew.
        kept.pin(ground.database, name, identity=state.identity, at=now, **_place(ground, state.account))
    return ""


def _place(ground: Ground, account: Account) -> Mapping[str, str]:
    if account.through != account.network:
        return {"network": account.network}
    return dict(aim.target(ground.config, account))


def _worst(found: Health) -> str:
    """The first thing that would keep a post from going out, as a stored sentence."""
    worst = next((one for one in found.findings if one.severity is Severity.ERROR), None)
    return stored(worst.code, **worst.arguments) if worst else ""


def read_facts(ground: Ground, connector: Connector, account: Account) -> facts.Known:
    """Read an account's limits anew and keep them, with the handles that are known; what cannot be read stays as it was."""
    known = facts.known(ground.config.calendar_id, account.name)
    if Ability.LIMITS not in connector.can:
        return known
    known = replace(known, limits=dict(connector.limits()))
    facts.remember(ground.database, ground.config.calendar_id, account.name, known, at=ground.clock.now())
    return known


def look(ground: Ground, connectors: Callable[[str], Connector]) -> None:
    """Ask every account that publishes by itself how it is, and keep the answer: nothing is posted.

    A token that is refused, and an account that is somebody else, are blocked here, before a post meets them.
    """
    told_before, now = health.told(ground.database), ground.clock.now()
    blocked = kept.blocked(ground.database)
    for account in ground.config.accounts.values():
        known = told_before.get(account.name)
        if account.through != account.network or account.name in blocked or (known and now - known.at < OFTEN):
            continue
        try:
            connector = connectors(account.name)
            found = connector.probe()
            read_facts(ground, connector, account)
        except SendFailure as failure:
            if failure.failure.kind is Kind.BLOCKED:
                _block(ground, account, told(failure.failure))
            continue
        except SchedulerError:  # a secret that is missing is said where something is to be sent, and by the doctor
            continue
        pin = kept.pinned(ground.database, account.name)
        if pin is not None and pin.identity and pin.identity != redact(found.identity):
            _block(
                ground,
                account,
                stored("account-is-another", account=account.name, found=found.identity, pinned=pin.identity),
            )
        else:
            health.keep(ground.database, account.name, found, at=ground.clock.now())


def _block(ground: Ground, account: Account, why: str) -> None:
    kept.block(ground.database, account.name, why, at=ground.clock.now(), by="look")


class Looks:
    """The chore of asking every account how it is, once a day: tokens end and are taken back between two posts, too."""

    EVERY = timedelta(days=1)

    def __init__(self, ask: Callable[[], None]) -> None:
        self._ask = ask
        self._last: datetime | None = None

    def due(self, now: datetime) -> datetime | None:
        """At the start, and a day after the last."""
        return now if self._last is None else self._last + self.EVERY

    def run(self, now: datetime) -> None:
        """Ask them all."""
        self._last = now
        self._ask()
