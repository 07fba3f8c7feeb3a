"""What can be known of a Page's access without posting: whose token it is, what it may, until when, and who sees the posts.

The Graph API has no field that says whether an app is in development mode, in which only people with a role on it see what it
posted (https://developers.facebook.com/docs/development/build-and-test/app-modes, 22 November 2026). Two things can be
proved all the same. An app without the address of a privacy policy cannot have been switched to Live. And a post of the app
that more people saw than ever have a role on one is public. Between the two a person must look.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from scheduler.connector.base import SendFailure
from scheduler.model.health import Finding, Health
from scheduler.model.notice import Severity
from scheduler.networks.facebook.client import Client
from scheduler.networks.facebook.errors import Refusal
from scheduler.networks.facebook.guide import APPS
from scheduler.plain import redact

REACH = "post_total_media_view_unique"
PUBLIC = 100
"""People: more than have a role on an app that an institution made for itself."""
NEWEST = 25
NEEDED = ("pages_manage_posts", "pages_read_engagement")
"""Without these nothing can be published, or not be looked for after a lost answer."""
WANTED: Mapping[str, str] = {
    "pages_manage_engagement": "facebook-cannot-comment",
    "read_insights": "facebook-cannot-see-views",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Token:
    """What `debug_token` says of the access token."""

    app: str = ""
    valid: bool = True
    scopes: frozenset[str]
    ends: datetime | None = None


def probe(client: Client) -> Health:
    """Ask who answers and what it may do; raises `SendFailure` where the token is not accepted at all."""
    me = client.get("me", fields="id,name")
    identity = str(me.get("id"))
    if identity != client.page:
        wrong = _error("facebook-token-of-another", page=client.page, name=str(me.get("name") or identity))
        return Health(identity=identity, name=str(me.get("name") or ""), findings=(wrong,))
    page = client.get(client.page, fields="id,name,link,is_published")
    token = _token(client)
    findings = [*_of_page(page), *_of_token(token), *_of_app(client, token)]
    return Health(
        identity=identity,
        name=str(page.get("name") or ""),
        url=str(page.get("link") or f"https://www.facebook.com/{identity}"),
        expires_at=token.ends if token else None,
        findings=tuple(findings),
    )


def _of_page(page: Mapping[str, Any]) -> Iterator[Finding]:
    if page.get("is_published") is False:
        yield _error("facebook-page-unpublished")


def _of_token(token: Token | None) -> Iterator[Finding]:
    if token is None:
        yield _warning("facebook-token-unread")
        return
    if not token.valid:
        yield _error("facebook-token-ended")
    for scope in NEEDED:
        if scope not in token.scopes:
            yield _error("facebook-scope-missing", scope=scope)
    for scope, code in WANTED.items():
        if scope not in token.scopes:
            yield _warning(code, scope=scope)


def _of_app(client: Client, token: Token | None) -> Iterator[Finding]:
    """Whether anybody but us sees what the app posts."""
    app = client.app_id or (token.app if token else "")
    place = f"{APPS}{app}/" if app else APPS
    if app and _without_policy(client, app):
        yield _error("facebook-app-in-development", place=place)
        return
    posts = _posts_of(client, app) if app else []
    if _seen_by_many(client, posts):
        return
    if posts:
        newest = str(posts[0].get("permalink_url") or f"https://www.facebook.com/{posts[0]['id']}")
        yield _warning("facebook-live-unproved-look", place=place, post=newest)
    else:
        yield _warning("facebook-live-unproved", place=place)


def _without_policy(client: Client, app: str) -> bool:
    """Whether the app has no privacy policy, which Live mode demands. Only the app itself may read that field."""
    if not client.app_secret:
        return False
    (answer,) = client.batch([(app, {"fields": "id,privacy_policy_url"})], token=_app_token(client, app))
    return not isinstance(answer, Refusal) and "id" in answer and not answer.get("privacy_policy_url")


def _posts_of(client: Client, app: str) -> list[Mapping[str, Any]]:
    try:
        page = client.get(
            f"{client.page}/published_posts", fields="id,permalink_url,application{id}", limit=str(NEWEST)
        )
    except SendFailure:
        return []
    return [one for one in page.get("data") or () if str((one.get("application") or {}).get("id")) == app]


def _seen_by_many(client: Client, posts: Sequence[Mapping[str, Any]]) -> bool:
    if not posts:
        return False
    answers = client.batch([(f"{one['id']}/insights", {"metric": REACH}) for one in posts])
    reached = [
        value.get("value")
        for answer in answers
        if not isinstance(answer, Refusal)
        for metric in answer.get("data") or ()
        for value in metric.get("values") or ()
    ]
    return any(isinstance(one, int) and one > PUBLIC for one in reached)


def _token(client: Client) -> Token | None:
    """What the token is; None where Facebook does not say (it may want to be asked by the app itself).

    In a batch: the token asked for would stand in the address of a plain request.
    """
    asker = _app_token(client, client.app_id) if client.app_id and client.app_secret else ""
    (answer,) = client.batch([("debug_token", {"input_token": client.token})], token=asker)
    data = answer.get("data") if not isinstance(answer, Refusal) else None
    if not isinstance(data, Mapping):
        return None
    ends = [at for name in ("expires_at", "data_access_expires_at") if (at := _instant(data.get(name)))]
    return Token(
        app=str(data.get("app_id") or ""),
        valid=data.get("is_valid") is not False,
        scopes=frozenset(map(str, _scopes(data, client.page))),
        ends=min(ends, default=None),
    )


def _scopes(data: Mapping[str, Any], page: str) -> Iterator[object]:
    """The rights that hold for this Page: a person may have granted some for other Pages only."""
    elsewhere = {
        one.get("scope")
        for one in data.get("granular_scopes") or ()
        if one.get("target_ids") and page not in map(str, one["target_ids"])
    }
    return (scope for scope in data.get("scopes") or () if scope not in elsewhere)


def _instant(seconds: object) -> datetime | None:
    """0 is «never»."""
    return datetime.fromtimestamp(seconds, UTC) if isinstance(seconds, int) and seconds > 0 else None


def _app_token(client: Client, app: str) -> str:
    token = f"{app}|{client.app_secret}"
    redact.remember(token)
    return token


def _error(code: str, **arguments: object) -> Finding:
    return Finding(severity=Severity.ERROR, code=code, arguments=arguments)


def _warning(code: str, **arguments: object) -> Finding:
    return Finding(severity=Severity.WARNING, code=code, arguments=arguments)
