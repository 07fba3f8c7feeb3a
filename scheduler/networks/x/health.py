"""What X says of an account when it is asked, as findings; nothing is posted."""

from collections.abc import Mapping
from typing import Any

from scheduler.connector.base import SendFailure
from scheduler.model.failure import Failure, Kind
from scheduler.model.health import Finding, Health
from scheduler.model.notice import Severity
from scheduler.networks.x.client import Client

NO_PICTURE = "1"
"""The id of no picture of ours: whoever may upload is told that it is unknown, whoever may not is told so."""


def said(me: Mapping[str, Any], headers: Mapping[str, str], *, pictures: bool) -> Health:
    """Health from what `/2/users/me` answered, its headers, and whether pictures may be uploaded."""
    findings = []
    given = {name.lower(): value for name, value in headers.items()}
    if given.get("x-access-level") == "read":
        findings.append(Finding(severity=Severity.ERROR, code="x-found-read-only"))
    if not pictures:
        findings.append(Finding(severity=Severity.WARNING, code="x-found-no-media"))
    if me.get("protected"):
        findings.append(Finding(severity=Severity.WARNING, code="x-found-protected"))
    name = str(me.get("username") or "")
    return Health(
        identity=str(me["id"]),
        name=f"@{name}" if name else "",
        url=f"https://x.com/{name}" if name else "",
        findings=tuple(findings),
    )


def refused(failure: Failure, token: str) -> Health | None:
    """Health of an account that X knows and does not serve; None where the failure says nothing of the account itself.

    Who it is, is read from its access token, which begins with the account's id.
    """
    if failure.kind is not Kind.BLOCKED or failure.status not in {402, 403}:
        return None
    owner, stroke, _ = token.partition("-")
    identity = owner if stroke and owner.isdigit() else ""
    return Health(identity=identity, findings=(Finding(severity=Severity.ERROR, code=failure.code),))


def may_upload(client: Client) -> bool:
    """Whether the keys reach the pictures' endpoint: asked for one that is not there, so that nothing is made."""
    try:
        client.get("/2/media/upload", command="STATUS", media_id=NO_PICTURE)
    except SendFailure as problem:
        return problem.failure.status != 403
    return True
