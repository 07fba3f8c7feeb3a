"""The accounts of a calendar: what is known of each, and, when they are asked, who answers for them."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from scheduler.app import aim
from scheduler.app.ground import Ground
from scheduler.connector.base import Ability, Connector, SendFailure
from scheduler.errors import Problem, SchedulerError
from scheduler.flow.objections import told
from scheduler.model.account import Account
from scheduler.plain import redact
from scheduler.sentences.stored import stored
from scheduler.store import accounts as kept


@dataclass(frozen=True, slots=True, kw_only=True)
class AccountState:
    """One account, and what is known of it. `trouble` is a stored sentence, empty where all is well or nothing was asked."""

    account: Account
    tested: bool
    identity: str = ""
    followers: int | None = None
    trouble: str = ""
    simulated: bool = False
    """Whether its followers are invented."""


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
    identity, trouble = pin.identity if pin else "", block.why if block else ""
    return AccountState(account=account, tested=False, identity=identity, trouble=trouble)


def _asked(ground: Ground, connectors: Callable[[str], Connector], account: Account, *, repin: bool) -> AccountState:
    try:
        connector = connectors(account.name)
        identity = redact(connector.identity())  # as it was pinned: a server may say our secret back
        followers = connector.followers() if Ability.FOLLOWERS in connector.can else None
        if Ability.PUBLISH not in connector.can:
            return AccountState(
                account=account, tested=True, trouble=stored("cannot-publish-yet", name=account.network)
            )
    except SendFailure as failure:
        return AccountState(account=account, tested=True, trouble=told(failure.failure))
    except SchedulerError as problem:
        given = {name: str(value) for name, value in problem.arguments.items()}
        return AccountState(account=account, tested=True, trouble=stored(problem.code, **given))
    pin, now = kept.pinned(ground.database, account.name), ground.clock.now()
    if repin or pin is None:
        kept.pin(ground.database, account.name, identity=identity, at=now)
    elif pin.identity and pin.identity != identity:
        trouble = stored("account-is-another", found=identity, pinned=pin.identity)
        return AccountState(account=account, tested=True, identity=identity, trouble=trouble)
    elif account.name in kept.blocked(ground.database):
        kept.unblock(ground.database, account.name, at=now)
    return AccountState(
        account=account, tested=True, identity=identity, followers=followers, simulated=connector.simulated
    )
