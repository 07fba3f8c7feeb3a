"""What `scheduler connect` writes once the network has answered: secrets, the configuration, pins and facts, in this order.

A failure anywhere brings back what was there: the configuration is replaced whole, and only after it was loaded as it will be.
"""

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from scheduler import config as configuration
from scheduler.app import aim, facts, names, trust
from scheduler.app.connecting import Form, account_of
from scheduler.app.ground import Ground
from scheduler.app.keeping import Kept, unwritten
from scheduler.app.proving import Proof
from scheduler.config import Config, Invalid
from scheduler.config.writing import Unwritable, with_account
from scheduler.connector import discover
from scheduler.errors import Problem
from scheduler.model.account import Account
from scheduler.model.notice import Notice, blocking
from scheduler.plain import redact
from scheduler.secrets import is_reference
from scheduler.store import accounts as kept
from scheduler.store import health
from scheduler.store.files import replace
from scheduler.store.vault import FileVault


@dataclass(frozen=True, slots=True, kw_only=True)
class Entered:
    """What was written. `secrets` are the references under which the secrets lie now."""

    account: Account
    config: Path
    secrets: tuple[str, ...]
    fresh: bool
    """Whether the configuration did not have this account before."""
    rehearsed: bool
    """Whether it only rehearsed before, and publishes now."""


def enter(ground: Ground, form: Form, proof: Proof, *, by: str) -> Entered:
    """Write the account. Whatever cannot be written, nothing is: raises `Problem`, and everything is as it was."""
    account = account_of(ground.config, form)
    _ = ground.database  # opened first: a database that cannot be used must not leave half of an account
    text = _text(ground.config.path)
    written = _with(ground.config, text, account)
    secrets = Kept(ground.config.path.parent)
    try:
        for name, value in form.typed.items():
            secrets.keep(account.settings[name], value)
        config = _validated(ground.config, written)
        _replace(ground.config.path, text, written)
    except BaseException:
        secrets.undo()
        raise
    _pin(ground, config, config.accounts[account.name], proof, by=by)
    own = tuple(value for value in account.settings.values() if is_reference(value))
    return Entered(
        account=config.accounts[account.name],
        config=ground.config.path,
        secrets=own,
        fresh=form.was is None,
        rehearsed=form.was is not None and form.was.through != form.network == form.through,
    )


def preview(config: Config, form: Form) -> Mapping[str, str]:
    """The account's settings as they will stand in the file, in order."""
    return {name: value for name, value in _values(account_of(config, form)).items() if value is not None}


def _values(account: Account) -> Mapping[str, str | None]:
    return {
        "network": account.network,
        "through": account.through if account.through != account.network else None,
        "base_url": account.base_url or None,
        **account.settings,
    }


def _text(path: Path) -> str:
    try:
        return path.read_bytes().decode("utf-8")
    except (OSError, UnicodeDecodeError) as failed:
        raise unwritten(failed, str(path)) from None


def _with(config: Config, text: str, account: Account) -> str:
    try:
        return with_account(text, account.name, _values(account))
    except Unwritable:
        raise Problem("connect-layout", where=str(config.path), account=account.name) from None


def _validated(config: Config, written: str) -> Config:
    """The configuration as it will be, read by the same reader from a file beside it. Raises `Invalid` where it has faults."""
    trial = config.path.with_name(f".{config.path.name}.{os.getpid()}.trial")
    try:
        trial.write_bytes(written.encode())
        loaded = configuration.load(trial, networks=discover.names(config.networks_allowed))
    except OSError as failed:
        raise unwritten(failed, str(config.path)) from None
    finally:
        trial.unlink(missing_ok=True)
    found: list[Notice] = list(names.of_config(loaded))
    mine = [one for one in found if one.subject in {f"accounts.{name}" for name in set(loaded.accounts)}]
    before = {(one.code, one.subject) for one in names.of_config(config)}
    if blocking(new := [one for one in mine if (one.code, one.subject) not in before]):
        raise Invalid(config.path, new)
    return loaded


def _replace(path: Path, was: str, written: str) -> None:
    """Put the new text in place of the old one: whole, with the mode that it had, and only if nobody wrote meanwhile."""
    place = path.resolve()
    try:
        if place.read_bytes().decode("utf-8") != was:
            raise Problem("connect-changed-meanwhile", where=str(path))
        mode = place.stat().st_mode & 0o777
        replace(place, written.encode())
        place.chmod(mode)
    except OSError as failed:
        raise unwritten(failed, str(path)) from None


def _pin(ground: Ground, loaded: Config, account: Account, proof: Proof, *, by: str) -> None:
    config, now = (
        configuration.load(ground.config.path, networks=discover.names(loaded.networks_allowed)),
        ground.clock.now(),
    )
    references = [value for value in account.settings.values() if is_reference(value)]
    trust.trust_also(config, references)
    if not proof.asked:
        return
    aim.pin_anew(config, account)
    kept.pin(
        ground.database,
        account.name,
        identity=redact(proof.health.identity),
        at=now,
        network=account.network,
        origin=aim.target(config, account)["origin"],
        reference=", ".join(references),
        by=by,
    )
    health.keep(ground.database, account.name, proof.health, at=now)
    known = facts.Known(limits=proof.limits, handles=proof.handles)
    facts.remember(ground.database, config.calendar_id, account.name, known, at=now)
    vault = FileVault(facts.folder(config.calendar_id, account.name))
    with vault.held():
        vault.forget()
        if proof.session is not None:
            vault.write(proof.session)
