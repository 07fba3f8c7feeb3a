"""The accounts of a calendar: who answers for each, until when its credentials hold, and what is to be done."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from typing import Protocol

from scheduler.model.account import Account
from scheduler.model.health import Health
from scheduler.model.notice import Severity
from scheduler.plain import visible
from scheduler.render.health import expiry, finding, finding_surface, limits
from scheduler.render.ink import out, paint
from scheduler.render.surface import Json, instant
from scheduler.sentences import label
from scheduler.sentences.stored import said as said_stored


class AccountState(Protocol):
    """One account, and what is known of it."""

    @property
    def account(self) -> Account: ...
    @property
    def tested(self) -> bool: ...
    @property
    def identity(self) -> str: ...
    @property
    def followers(self) -> int | None: ...
    @property
    def trouble(self) -> str: ...
    @property
    def simulated(self) -> bool: ...
    @property
    def health(self) -> Health | None: ...
    @property
    def asked_at(self) -> datetime | None: ...
    @property
    def limits(self) -> Mapping[str, int]: ...
    @property
    def now(self) -> datetime: ...


def show(found: Sequence[AccountState], language: str) -> None:
    """Print the accounts: a line each, and under it what somebody should see to."""
    if not found:
        out(label("accounts-none", language))
    widest = max((len(one.account.name) for one in found), default=0)
    for one in found:
        sign = paint("✗", "error") if one.trouble else paint("✓", "good") if one.tested else "·"
        through = "" if one.account.through == one.account.network else f" → {one.account.through}"
        state = visible(" · ".join(word for word in _words(one, language) if word))
        out(f"{sign} {visible(one.account.name):<{widest}}  {visible(one.account.network + through)}  {state}")
        for line in _below(one, language):
            out(f"  {line}")


def _words(one: AccountState, language: str) -> Iterator[str]:
    if one.trouble:
        yield said_stored(one.trouble, language)
    elif one.tested:
        yield label("account-fine", language)
    health = one.health
    yield (health.name if health else "") or ""
    yield one.identity or ("" if one.tested or one.trouble else label("account-untested", language))
    if one.followers is not None:
        followers = f"{one.followers} {label('column-followers', language).lower()}"
        yield f"{followers} ({label('simulated', language)})" if one.simulated else followers
    if health and health.expires_at:
        yield expiry(health.expires_at, one.now, language)
    if one.asked_at and not one.tested:
        yield label("account-known-on", language, at=one.asked_at.date())


def _below(one: AccountState, language: str) -> Iterator[str]:
    """The findings that are not said already, and the limits of its server when it was asked."""
    if one.health is None:
        return
    first = True
    for each in one.health.findings:
        if each.severity is Severity.ERROR and one.tested and first:
            first = False  # it is the trouble of the line above
        elif each.severity is not Severity.INFO:
            sign = paint("✗", "error") if each.severity is Severity.ERROR else paint("~", "warning")
            yield f"{sign} {finding(each, language)}"
    if one.tested and (own := limits(one.limits, language)):
        yield label("account-limits", language, limits=own)


def surface(one: AccountState, language: str) -> Json:
    """As `accounts --json` shows it."""
    health = one.health
    ends = health.expires_at if health else None
    return {
        "account": one.account.name,
        "network": one.account.network,
        "through": one.account.through,
        "tested": one.tested,
        "identity": one.identity or None,
        "name": (health.name if health else "") or None,
        "url": (health.url if health else "") or None,
        "expires_at": instant(ends),
        "asked_at": instant(one.asked_at),
        "findings": [finding_surface(each, language) for each in (health.findings if health else ())],
        "limits": dict(one.limits),
        "followers": one.followers,
        "simulated": one.simulated,
        "trouble": said_stored(one.trouble, language) if one.trouble else None,
    }
