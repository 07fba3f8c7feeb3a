"""What an account's session says of whether publishing would work. Pure."""

from collections.abc import Mapping
from typing import Any

from scheduler.model.health import Finding, Health
from scheduler.model.notice import Severity

FULL = "com.atproto.access"
PRIVILEGED = "com.atproto.appPassPrivileged"
"""Scopes of a session: https://github.com/bluesky-social/atproto/blob/main/packages/pds/src/auth-scope.ts, read 2026-11-21."""


def health(session: Mapping[str, Any], *, login: str, owner: str, scope: str) -> Health:
    """The health of an account whose `session` the server describes. `owner` is the id that its handle leads to, if any."""
    did, handle = str(session["did"]), str(session.get("handle") or "")
    return Health(
        identity=did,
        name=handle,
        url=f"https://bsky.app/profile/{did}",
        findings=(*_standing(session), *_handle(did, login, owner), *_password(scope), *_address(session)),
    )


def _standing(session: Mapping[str, Any]) -> list[Finding]:
    if session.get("active") is not False:
        return []
    status = str(session.get("status") or "")
    code = "bluesky-deactivated" if status == "deactivated" else "bluesky-taken-down"
    return [Finding(severity=Severity.ERROR, code=code)]


def _handle(did: str, login: str, owner: str) -> list[Finding]:
    if owner == did:
        return []
    if owner:
        arguments = {"handle": login, "found": owner, "did": did}
        return [Finding(severity=Severity.ERROR, code="bluesky-handle-of-another", arguments=arguments)]
    return [Finding(severity=Severity.WARNING, code="bluesky-handle-lost", arguments={"handle": login})]


def _password(scope: str) -> list[Finding]:
    if scope == FULL:
        return [Finding(severity=Severity.WARNING, code="bluesky-main-password")]
    if scope == PRIVILEGED:
        return [Finding(severity=Severity.INFO, code="bluesky-reads-messages")]
    return []


def _address(session: Mapping[str, Any]) -> list[Finding]:
    if session.get("emailConfirmed") is False:
        return [Finding(severity=Severity.INFO, code="bluesky-address-unconfirmed")]
    return []
