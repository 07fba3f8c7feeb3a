"""The connectors of one calendar's accounts, built from the configuration when first needed; secrets are resolved here."""

import threading

from scheduler import secrets
from scheduler.app import aim, facts, trust
from scheduler.app.ground import Ground
from scheduler.connector import discover
from scheduler.connector.base import Connector, Site
from scheduler.errors import Problem
from scheduler.model.account import Account
from scheduler.store.vault import FileVault


class Connectors:
    """Called with an account's name. One connector an account and thread: none is shared between two."""

    def __init__(self, ground: Ground) -> None:
        self._ground = ground
        self._made: dict[tuple[int, str], Connector] = {}

    def __call__(self, name: str) -> Connector:
        """The connector that sends for an account. Raises `SchedulerError` where it cannot be made."""
        key = (threading.get_ident(), name)
        if key not in self._made:
            account = self._ground.config.accounts.get(name)
            if account is None or name not in self._ground.calendar.rules:  # gone from the configuration, still queued
                raise Problem("account-gone", where=f"accounts.{name}", name=name)
            self._made[key] = discover.load(account.through, self._ground.config.networks_allowed)(self._site(account))
        return self._made[key]

    def _site(self, account: Account) -> Site:
        ground = self._ground
        folder = facts.folder(ground.config.calendar_id, account.name)
        return Site(
            account=account,
            rules=ground.calendar.rules[account.name],
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
        for connector in self._made.values():
            connector.close()
        self._made.clear()
