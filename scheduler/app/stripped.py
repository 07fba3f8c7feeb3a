"""A configuration that may leave this machine: what it says of accounts, roles and rules, and no secret, whoever wrote one where.

It is written anew from what was read: a comment may hold anything. The database's address, and addresses that are secrets
themselves, belong to this machine and stay here.
"""

import tomllib
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any

from scheduler import secrets
from scheduler.config import Config, writing
from scheduler.errors import SchedulerError
from scheduler.plain import redact

LEAST = 8
"""Signs of a line in a file of secrets that is looked for: a shorter one may be any word of a post."""
MOST = 65_536
"""Bytes of a file of secrets that are looked for in what leaves."""


def stripped(config: Config, *, folder: str, roots: tuple[str, ...], prices: str | None) -> tuple[str, list[str]]:
    """The text of the configuration for another machine, and the references to secrets that the other side must fill anew.

    `folder`, `roots` and `prices` are where those lie beside it, over there.
    """
    given: dict[str, Any] = tomllib.loads(config.path.read_text(encoding="utf-8-sig"))
    given.pop("database", None)
    given["calendar"]["folder"] = folder
    _set(given, "media", "roots", list(roots))
    _set(given, "costs", "prices", prices)
    if not secrets.is_reference(config.heartbeat_url):
        _set(given, "notify", "heartbeat_url", None)
    for role in given.get("roles", {}).values():
        role.pop("allowed_signers", None)
        role.pop("proof", None)
    return writing.whole(given), _named(config)


def _set(given: dict[str, Any], table: str, key: str, value: object) -> None:
    """Set a key of a table that is there, or take it out."""
    found = given.get(table)
    if not isinstance(found, dict) or key not in found:
        return
    if value:
        found[key] = value
    else:
        del found[key]


def _named(config: Config) -> list[str]:
    """The references to secrets but for the database's: that one stays here, with its password."""
    settings = (value for account in config.accounts.values() for value in account.settings.values())
    found = {*settings, *config.notify_urls, config.heartbeat_url}
    return sorted(one for one in found if secrets.is_reference(one))


def learn(config: Config) -> None:
    """Let the redactor know every secret of this calendar that can be read, so that none leaves in whatever it was pasted into.

    Commands are not run for it: what they print is not kept in any file of ours.
    """
    for reference in (*_named(config), config.database_password):
        if reference and not reference.startswith("cmd:"):
            with suppress(SchedulerError):
                secrets.resolve(reference, config.path.parent)
    for file in _files(config.path.parent / secrets.FOLDER):
        with suppress(OSError):
            for line in file.read_bytes()[:MOST].decode("utf-8", "replace").splitlines():
                if len(line.strip()) >= LEAST:
                    redact.remember(line.strip())
    for address in (config.heartbeat_url, config.database_url):
        if address and not secrets.is_reference(address) and "://" in address:
            _learn_address(address)


def _learn_address(address: str) -> None:
    """The secret parts of an address: its password, and a path that nobody guesses."""
    from urllib.parse import urlsplit  # noqa: PLC0415 - few have one

    with suppress(ValueError):
        parts = urlsplit(address)
        redact.remember(parts.password or "")
        if parts.scheme in {"http", "https"}:
            redact.remember(address)


def _files(folder: Path) -> list[Path]:
    return [one for one in folder.rglob("*") if one.is_file() and not one.is_symlink()] if folder.is_dir() else []


def people(config: Config) -> list[Mapping[str, str]]:
    """Who may say yes: a row a role."""
    return [
        {
            "role": key,
            "name": role.name,
            "people": ", ".join(role.people),
            "deputies": ", ".join(role.deputies),
            "signed": "yes" if role.signed else "",
        }
        for key, role in config.roles.items()
    ]
