"""Where each secret goes, pinned when it is first resolved: its network and the origin of its server.

Whoever edits `base_url`, or writes a second account with the same reference, must not make the program send a token to their
host (security A3). The pins lie in the user's state folder, by configuration and reference: neither another calendar id nor
another database forgets them.
"""

import hashlib
import json
from collections.abc import Mapping
from pathlib import Path
from urllib.parse import urlsplit

from scheduler.config import Config
from scheduler.connector import discover
from scheduler.errors import NeedsPerson
from scheduler.model.account import Account
from scheduler.store.files import replace
from scheduler.store.place import private_folder, state_root


def must_be_pinned(config: Config, account: Account, reference: str) -> None:
    """Pin where `reference` goes for `account`; raise `NeedsPerson`, before any request, where it went elsewhere before."""
    if must_agree(config, account, reference) is None:
        _write(_pin(config, reference), target(config, account))


def must_agree(config: Config, account: Account, reference: str) -> Mapping[str, str] | None:
    """Where `reference` was seen to go, None where nowhere yet; raises as `must_be_pinned` does, and pins nothing."""
    was, now = _read(_pin(config, reference)), target(config, account)
    if was is not None and was != now:
        shown = (" ".join(each.values()) for each in (was, now))
        arguments = dict(zip(("was", "now"), shown, strict=True))
        raise NeedsPerson("account-re-aimed", where=f"accounts.{account.name}", account=account.name, **arguments)
    return was


def pin_anew(config: Config, account: Account) -> None:
    """Pin every secret of `account` to where it points now: a person has said so."""
    options = discover.load(account.through, config.networks_allowed).options
    for reference in (account.settings.get(option.name) for option in options if option.secret):
        if reference is not None:
            _write(_pin(config, reference), target(config, account))


def target(config: Config, account: Account) -> Mapping[str, str]:
    """Where an account's secrets go."""
    address = urlsplit(account.base_url or discover.load(account.through, config.networks_allowed).base_url or "")
    return {"network": account.network, "origin": f"{address.scheme}://{address.netloc}"}


def _pin(config: Config, reference: str) -> Path:
    named = hashlib.sha256(f"{config.path.resolve()}\0{reference}".encode()).hexdigest()
    return state_root() / "pins" / f"{named[:40]}.json"


def _read(pin: Path) -> Mapping[str, str] | None:
    """The target that was pinned; one that cannot be read agrees with nothing, so a person is asked."""
    try:
        found = json.loads(pin.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return None
    except (OSError, ValueError):
        return {"network": "?"}
    return found if isinstance(found, dict) else {"network": "?"}


def _write(pin: Path, where: Mapping[str, str]) -> None:
    private_folder(pin.parent)
    replace(pin, json.dumps(dict(where)).encode())
