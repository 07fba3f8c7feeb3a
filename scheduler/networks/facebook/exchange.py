"""From the token that Meta's pages hand out, which ends within hours, to the Page's own that does not end by itself.

https://developers.facebook.com/docs/facebook-login/guides/access-tokens/get-long-lived (22 November 2026)
"""

from collections.abc import Mapping
from typing import Any

from scheduler.connector.base import SendFailure
from scheduler.model.failure import Failure, Kind
from scheduler.networks.facebook.client import Client
from scheduler.plain import redact

MOST = "100"
TASK = "CREATE_CONTENT"


def page_token(client: Client) -> str:
    """The Page's lasting token where the account was given a person's; "" where it has a Page's already.

    Raises `SendFailure` (BLOCKED) where the app's number and secret are missing, where the person has no part in the Page, or
    may not create content on it.
    """
    if str(client.get("me", fields="id").get("id")) == client.page:
        return ""
    if not (client.app_id and client.app_secret):
        raise _blocked("facebook-exchange-needs-app")
    lasting = client.lasting(client.token)
    pages = client.get("me/accounts", fields="id,name,access_token,tasks", limit=MOST, access_token=lasting)
    listed = pages.get("data") or ()
    for one in listed:
        redact.remember(str(one.get("access_token") or ""))
    page = next((one for one in listed if str(one.get("id")) == client.page), None)
    if page is not None and TASK not in (page.get("tasks") or (TASK,)):
        raise _blocked("facebook-task-missing", ", ".join(map(str, page["tasks"])))
    token = str((page or _asked(client, lasting)).get("access_token") or "")
    if not token:
        raise _blocked("facebook-page-not-listed", ", ".join(f"{one.get('name')} ({one.get('id')})" for one in listed))
    redact.remember(token)
    return token


def _asked(client: Client, lasting: str) -> Mapping[str, Any]:
    """The Page itself: one that a business holds may be missing in the person's list."""
    try:
        return client.get(client.page, fields="id,access_token", access_token=lasting)
    except SendFailure as problem:
        if problem.failure.kind is Kind.REFUSED:
            return {}
        raise


def _blocked(code: str, detail: str = "") -> SendFailure:
    return SendFailure(Failure(kind=Kind.BLOCKED, code=code, detail=redact(detail)[:500]))
