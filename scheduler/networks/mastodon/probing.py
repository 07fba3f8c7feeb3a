"""What a server says of an account and of the token's rights, as findings: pure, but for the one reading in `scopes`."""

from collections.abc import Collection, Iterator, Mapping
from typing import Any

from scheduler.connector.base import SendFailure
from scheduler.model.failure import Kind
from scheduler.model.health import Finding, Health
from scheduler.model.notice import Severity
from scheduler.networks.mastodon.client import Client

# https://docs.joinmastodon.org/api/oauth-scopes/ (21 November 2026): `write` holds all of write:*, `read` all of read:*.
TO_PUBLISH = ("write:statuses", "write:media")
TO_READ_BACK = ("read:statuses",)


def scopes(client: Client) -> Collection[str] | None:
    """The rights of the token's application; None where the server does not say them (before 4.3, and some beside Mastodon).

    https://docs.joinmastodon.org/methods/apps/#verify_credentials, read 21 November 2026.
    """
    try:
        given = client.call(client.api.app_verify_credentials)
    except SendFailure as problem:
        # The account itself has answered: what a server says of applications blocks nothing.
        if problem.failure.kind is Kind.BLOCKED and problem.failure.status != 401:
            raise
        return None
    found = given.get("scopes") if isinstance(given, dict) else None
    return [str(one) for one in found] if isinstance(found, list) and found else None


def health(identity: str, account: Mapping[str, Any], *, host: str, granted: Collection[str] | None) -> Health:
    """An account's health. A token of Mastodon has no end but its revocation."""
    acct = str(account.get("acct") or account.get("username") or "")
    return Health(
        identity=identity,
        name=f"@{acct}@{host}" if acct and "@" not in acct else f"@{acct}",
        url=str(account.get("url") or ""),
        findings=tuple(_findings(account, granted)),
    )


def _findings(account: Mapping[str, Any], granted: Collection[str] | None) -> Iterator[Finding]:
    if granted is not None:
        for severity, needed in ((Severity.ERROR, TO_PUBLISH), (Severity.WARNING, TO_READ_BACK)):
            if lacking := [one for one in needed if not {one, one.partition(":")[0]} & set(granted)]:
                code = f"mastodon-scopes-{'publish' if severity is Severity.ERROR else 'read'}"
                yield Finding(severity=severity, code=code, arguments={"scopes": " ".join(lacking)})
    if account.get("suspended"):
        yield Finding(severity=Severity.ERROR, code="mastodon-suspended")
    if account.get("moved"):
        yield Finding(severity=Severity.WARNING, code="mastodon-moved")
    if account.get("limited"):
        yield Finding(severity=Severity.WARNING, code="mastodon-limited")
    if account.get("bot") is False:
        yield Finding(severity=Severity.INFO, code="mastodon-not-automated")
