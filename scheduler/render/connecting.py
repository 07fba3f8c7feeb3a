"""What `connect` says: the network's steps in order, what an account will be, and what was proved of it."""

import shutil
import sys
import textwrap
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Protocol
from zoneinfo import ZoneInfo

from scheduler.model.account import Account
from scheduler.model.guide import Guide
from scheduler.model.health import Finding, Health
from scheduler.model.notice import Severity
from scheduler.plain import harmless
from scheduler.render.health import finding, finding_surface, limits
from scheduler.render.ink import out, paint
from scheduler.render.surface import Json, instant
from scheduler.sentences import label, say

WIDEST = 96


class Proof(Protocol):
    """What the network said."""

    @property
    def health(self) -> Health: ...
    @property
    def limits(self) -> Mapping[str, int]: ...
    @property
    def handles(self) -> Mapping[str, str]: ...
    @property
    def exchanged(self) -> tuple[str, ...]: ...
    @property
    def asked(self) -> bool: ...


class Entered(Protocol):
    """What was written."""

    @property
    def account(self) -> Account: ...
    @property
    def config(self) -> Path: ...
    @property
    def secrets(self) -> tuple[str, ...]: ...
    @property
    def fresh(self) -> bool: ...
    @property
    def rehearsed(self) -> bool: ...


def guide(steps: Guide, docs: str, language: str) -> Iterator[str]:
    """The guide's lines: what it asks of an institution first, then the steps, each with the page where it is done."""
    for name, code in (("cost", steps.cost), ("wait", steps.wait), ("signs", steps.signs)):
        if code:
            yield from wrapped(f"{label(f'connect-{name}', language)} {say(code, {}, language)}", "  ")
    yield ""
    before = ""
    for number, step in enumerate(steps.steps, start=1):
        yield from wrapped(str(say(step.code, {}, language)), f"{number:>3}. ")
        if step.url and step.url != before:
            yield f"     {step.url}"
        before = step.url
    yield ""
    yield from wrapped(str(say("connect-read", {"day": steps.read, "docs": docs}, language)))


def settings(values: Mapping[str, str], account: str) -> Iterator[str]:
    """The table as it will stand in the configuration: nothing in it is a secret."""
    yield f"  [accounts.{account}]"
    for name, value in values.items():
        yield f'  {name} = "{harmless(value)}"'


def proved(proof: Proof, language: str, zone: str) -> Iterator[str]:
    """What the network said, in lines; hours by the clocks of the IANA `zone`."""
    health = proof.health
    who = " · ".join(harmless(one) for one in (health.name, health.url, health.identity) if one)
    yield f"✓ {label('connect-answers', language, who=who)}"
    for name in proof.exchanged:
        yield from wrapped(label("connect-exchanged", language, name=name), "  ")
    if health.expires_at is not None:
        yield f"  {label('connect-ends', language, at=health.expires_at.astimezone(ZoneInfo(zone)))}"
    if own := limits(proof.limits, language):
        yield from wrapped(label("connect-limits", language, limits=own), "  ")
    if proof.handles:
        known = sum(1 for one in proof.handles.values() if one)
        yield f"  {label('connect-handles', language, n=known, all=len(proof.handles))}"
        for handle in (name for name, one in proof.handles.items() if not one):
            yield f"  ~ {label('connect-handle-unknown', language, handle=handle)}"
    yield from findings(health.findings, language)


def findings(found: Sequence[Finding], language: str) -> Iterator[str]:
    """What speaks against publishing first, each with what to do."""
    rank = list(Severity)
    for one in sorted(found, key=lambda each: rank.index(each.severity)):
        yield from wrapped(finding(one, language), {"error": "✗ ", "warning": "~ ", "info": "· "}[one.severity.value])


def done(entered: Entered, proof: Proof, address: str, language: str) -> None:
    """Say what was written and proved, and which command comes next."""
    name = entered.account.name
    code = "connect-done-new" if entered.fresh else "connect-done-real" if entered.rehearsed else "connect-done-again"
    out(f"{paint('✓', 'good')} {label(code, language, account=name, file=str(entered.config))}")
    if entered.secrets:
        out(f"  {label('connect-done-secrets', language, n=len(entered.secrets), places=entered.secrets)}")
    if proof.asked:
        works = proof.health.works
        said = label("connect-proved" if works else "connect-proved-not", language)
        out(f"{paint('✓', 'good') if works else paint('✗', 'error')} {said}")
    else:
        by_hand = entered.account.through == "handoff"
        out(f"  {label('connect-by-hand' if by_hand else 'connect-rehearses', language, address=address)}")
    out()
    out(label("connect-next", language))
    if entered.fresh:
        out(f"  {label('connect-next-campaign', language, account=name)}")
    for command in ("scheduler check", "scheduler plan", "scheduler accounts --test"):
        out(f"  {command}")


def surface(entered: Entered, proof: Proof, language: str) -> Json:
    """As `connect --json` shows it."""
    health = proof.health
    return {
        "account": entered.account.name,
        "network": entered.account.network,
        "through": entered.account.through,
        "file": str(entered.config),
        "identity": health.identity or None,
        "name": health.name or None,
        "url": health.url or None,
        "expires_at": instant(health.expires_at),
        "works": health.works,
        "findings": [finding_surface(one, language) for one in health.findings],
        "limits": dict(proof.limits),
        "handles": dict(proof.handles),
        "secrets": list(entered.secrets),
    }


def wrapped(text: str, start: str = "") -> Iterator[str]:
    """`text` in lines of the terminal's width; addresses and commands are not cut. Piped, one line stays one line."""
    if not sys.stderr.isatty():
        yield start + text
        return
    width = min(WIDEST, max(shutil.get_terminal_size((WIDEST, 24)).columns, 40))
    yield from textwrap.wrap(
        text,
        width,
        initial_indent=start,
        subsequent_indent=" " * len(start),
        break_long_words=False,
        break_on_hyphens=False,
    ) or [""]
