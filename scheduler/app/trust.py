"""Which secrets a configuration may resolve: those that stood in it when a person named it.

Whoever has somebody run the program in a folder of theirs, or edits a configuration that is found by itself, must not make it
read a token or run a command (security A3). Naming it with `--config` or `SCHEDULER_CONFIG` says yes to the references in it.
"""

import json
from collections.abc import Collection
from pathlib import Path

from scheduler.config import Config
from scheduler.errors import NeedsPerson
from scheduler.secrets import is_reference
from scheduler.store.place import private_folder, state_root


def trust(config: Config) -> None:
    """Remember the references of a configuration that a person has just named."""
    _remember(config, references(config))


def trust_also(config: Config, given: Collection[str]) -> None:
    """Remember some references of a configuration: a person has just given them by hand."""
    _remember(config, sorted({*_known(config), *given}))


def must_be_trusted(config: Config, reference: str) -> None:
    """Raise `NeedsPerson` where nobody named this configuration while `reference` stood in it."""
    if reference not in _known(config):
        raise NeedsPerson("config-not-trusted", where=str(config.path), file=str(config.path))


def references(config: Config) -> list[str]:
    """Every reference to a secret in a configuration, sorted."""
    settings = (value for account in config.accounts.values() for value in account.settings.values())
    found = {*settings, *config.notify_urls, config.heartbeat_url}
    return sorted([*(one for one in found if is_reference(one)), *_of_database(config)])


def must_trust_database(config: Config) -> None:
    """Raise `NeedsPerson` where nobody named this configuration while its password went to this very address."""
    for one in _of_database(config):
        must_be_trusted(config, one)


def _of_database(config: Config) -> list[str]:
    """The password together with where it goes: whoever edits the address must not have it sent to a server of theirs."""
    return [f"{config.database_password} for {config.database_url}"] if config.database_password else []


def _known(config: Config) -> list[str]:
    try:
        return list(json.loads(_mark(config).read_text(encoding="utf-8"))["references"])
    except (OSError, ValueError, KeyError, TypeError):
        return []


def _remember(config: Config, given: list[str]) -> None:
    from scheduler.store.files import replace  # noqa: PLC0415 - only naming a configuration pays for it

    if given == _known(config):  # on a full disk, too, the doctor must be able to say so
        return
    mark = _mark(config)
    private_folder(mark.parent)
    replace(mark, json.dumps({"file": str(config.path.resolve()), "references": given}).encode())


def _mark(config: Config) -> Path:
    import hashlib  # noqa: PLC0415 - loads OpenSSL, and most commands trust nothing anew

    return state_root() / "trusted" / hashlib.sha256(str(config.path.resolve()).encode()).hexdigest()[:32]
