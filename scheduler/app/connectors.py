"""The connectors of one calendar's accounts, built from the configuration when first needed; secrets are resolved here."""

import threading
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime

from scheduler import config as configuration
from scheduler import secrets
from scheduler.app import aim, facts, trust
from scheduler.app.ground import Ground
from scheduler.app.rulebook import Rulebook
from scheduler.connector import discover
from scheduler.connector.base import Connector, Site
from scheduler.errors import Problem, SchedulerError
from scheduler.model.account import Account
from scheduler.store import accounts as kept
from scheduler.store.vault import FileVault


@dataclass(frozen=True, slots=True, kw_only=True)
class _Made:
    connector: Connector
    since: datetime | None
    """When a person had last connected its account."""


class Connectors:
    """Called with an account's name. One connector an account and thread: none is shared between two.

    An account that a person connects while this process runs is taken up as it is written now: a new token waits for no restart.
    """

    def __init__(self, ground: Ground) -> None:
        self._ground = ground
        self._rulebook = ground.rulebook
        self._made: dict[tuple[int, str], _Made] = {}
        self._seen: dict[str, datetime | None] = {}

    def __call__(self, name: str) -> Connector:
        """The connector that sends for an account. Raises `SchedulerError` where it cannot be made."""
        since = kept.connected_at(self._ground.database, name)
        key = (threading.get_ident(), name)
        made = self._made.get(key)
        if made is not None and made.since == since:
            return made.connector
        if made is not None:
            made.connector.close()
        account = self._account(name, since)
        kind = discover.load(account.through, self._ground.config.networks_allowed)
        for option in kind.options:
            if option.required and option.name not in account.settings:
                raise Problem("option-missing", where=f"accounts.{name}", name=option.name)
        connector = kind(self._site(account))
        self._made[key] = _Made(connector=connector, since=since)
        return connector

    def apps(self) -> Mapping[str, str]:
        """The app of each account that names one, or whose credentials do: accounts of one app share its limits."""
        found = {}
        for name, account in self._ground.config.accounts.items():
            try:
                kind = discover.load(account.through, self._ground.config.networks_allowed)
            except SchedulerError:
                continue
            given = account.app or (account.settings.get(kind.app, "") if kind.app else "")
            if given:
                found[name] = f"{account.through} {given}"
        return found

    def _account(self, name: str, since: datetime | None) -> Account:
        """The account as it was when this process began; read anew where it was connected since, or was not there yet."""
        if self._seen.setdefault(name, since) != since or name not in self._rulebook.config.accounts:
            self._seen[name] = since
            with suppress(SchedulerError):  # the file is being edited: what was read before still holds
                config = configuration.load(self._ground.config.path, networks=discover.names())
                self._rulebook = Rulebook(config, self._ground.clock)
        account = self._rulebook.config.accounts.get(name)
        if account is None or name not in self._rulebook.rules:  # gone from the configuration, still queued
            raise Problem("account-gone", where=f"accounts.{name}", name=name)
        return account

    def _site(self, account: Account) -> Site:
        ground = self._ground
        folder = facts.folder(ground.config.calendar_id, account.name)
        return Site(
            account=account,
            rules=self._rulebook.rules[account.name],
            clock=ground.clock,
            secret=lambda reference: self._secret_of(account, reference),
            folder=folder,
            title=account.name,
            language=ground.config.language,
            seed=ground.seed,
            vault=FileVault(folder),
        )

    def _secret_of(self, account: Account, reference: str) -> str:
        trust.must_be_trusted(self._ground.config, reference)
        aim.must_be_pinned(self._ground.config, account, reference)
        return secrets.resolve(reference, self._ground.config.path.parent)

    def secret(self, reference: str) -> str:
        """Resolve a reference that belongs to no account. Raises `NeedsPerson` where nobody has named that configuration."""
        trust.must_be_trusted(self._ground.config, reference)
        return secrets.resolve(reference, self._ground.config.path.parent)

    def close(self) -> None:
        """Let go of every connection."""
        for made in self._made.values():
            made.connector.close()
        self._made.clear()
