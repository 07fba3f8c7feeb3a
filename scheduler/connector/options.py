"""Whether an account's settings are those that its network takes."""

from collections.abc import Iterator
from difflib import get_close_matches

from scheduler.connector.base import Connector
from scheduler.model.account import Account
from scheduler.model.notice import Notice, error


def problems(connector: type[Connector], account: Account) -> tuple[Notice, ...]:
    """What is wrong with the settings of `account` for its own connector: unknown names, missing ones, no address.

    Only for an account that sends through its network: one in rehearsal needs nothing. Secrets are not resolved.
    """
    return tuple(_problems(connector, account))


def _problems(connector: type[Connector], account: Account) -> Iterator[Notice]:
    title, known = connector.rules.title, [option.name for option in connector.options]
    subject = account.name
    for name in account.settings:
        if name in known:
            continue
        near = get_close_matches(name, known, n=1, cutoff=0.6)
        if near:
            yield error("setting-unknown-near", account.where, subject, network=title, option=name, near=near[0])
        else:
            yield error("setting-unknown", account.where, subject, network=title, option=name, known=known)
    missing = [option.name for option in connector.options if option.required and option.name not in account.settings]
    if connector.base_url == "" and not account.base_url:
        missing.insert(0, "base_url")
    for name in missing:
        yield error("setting-missing", account.where, subject, network=title, option=name)
