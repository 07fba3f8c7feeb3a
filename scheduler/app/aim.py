"""Where an account's secrets go, pinned when its first secret is resolved.

Whoever edits `base_url` must not make the program send its token to their host (security A3): an account that points elsewhere
than it did is refused before any request, until a person says that it is meant.
"""

from collections.abc import Mapping
from urllib.parse import urlsplit

from scheduler.app.ground import Ground
from scheduler.connector import discover
from scheduler.errors import NeedsPerson
from scheduler.model.account import Account
from scheduler.store import accounts

PIN = "pinned-target"


def must_be_pinned(ground: Ground, account: Account) -> None:
    """Pin where `account` sends its secrets; raise `NeedsPerson`, before any request, where that is not what was pinned."""
    known = accounts.remembered(ground.database, account.name).get(PIN)
    now = target(account)
    if known is None:
        accounts.remember(ground.database, account.name, {PIN: now}, at=ground.clock.now())
    elif known.value != now:
        differing = sorted(name for name in now if known.value.get(name) != now[name])
        was, is_now = (", ".join(each.get(name, "") for name in differing) for each in (known.value, now))
        raise NeedsPerson(
            "account-re-aimed", where=f"account {account.name}", was=was, now=is_now, account=account.name
        )


def pin_anew(ground: Ground, account: Account) -> None:
    """Pin `account` anew to where it points now: a person has said so."""
    accounts.remember(ground.database, account.name, {PIN: target(account)}, at=ground.clock.now())


def target(account: Account) -> Mapping[str, str]:
    """Where an account's secrets go: its network, the origin of its server, and the references that name the secrets."""
    kind = discover.load(account.through)
    address = urlsplit(account.base_url or kind.base_url or "")
    secret = {option.name: account.settings.get(option.name, "") for option in kind.options if option.secret}
    return {"network": account.network, "origin": f"{address.scheme}://{address.netloc}", **secret}
