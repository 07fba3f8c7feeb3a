"""An account's health in words and as scripts read it: who answers, until when, and what speaks against publishing."""

from collections.abc import Mapping
from datetime import datetime

from scheduler.model.health import Finding
from scheduler.plain import harmless
from scheduler.sentences import label, say, sentences

LIMITS = ("max_characters", "max_media_attachments", "image_size_limit", "description_limit", "video_size_limit")
BYTES = frozenset({"image_size_limit", "video_size_limit"})
MEGA = 1_000_000


def finding(one: Finding, language: str) -> str:
    """A finding with its advice; one whose sentence a later version knows is shown by its code."""
    found = _said(one, language)
    return " ".join(word for word in found if word)


def finding_surface(one: Finding, language: str) -> Mapping[str, str]:
    """As `--json` shows it."""
    message, advice = _said(one, language)
    return {"severity": one.severity.value, "code": one.code, "message": message, "advice": advice}


def expiry(ends: datetime, now: datetime, language: str) -> str:
    """Until when the credentials hold, in days of the calendar of whoever's clock shows `now`."""
    day = ends.astimezone(now.tzinfo).date()
    days = (day - now.date()).days
    if ends <= now:
        return say("account-expired", {"day": day}, language).text
    if days < 1:
        return say("account-expires-today", {}, language).text
    return say("account-expires", {"n": days, "day": day}, language).text


def _said(one: Finding, language: str) -> tuple[str, str]:
    if one.code not in sentences():
        return harmless(one.code), ""
    try:
        found = say(one.code, one.arguments, language)
    except KeyError:
        return harmless(one.code), ""
    return found.text, found.advice


def limits(given: Mapping[str, int], language: str) -> str:
    """A server's own limits in words; those that say nothing to a person are left out."""
    shown = {name: number for name, number in given.items() if name in LIMITS}
    words = (
        label(f"limit-{name.replace('_', '-')}", language, n=number // MEGA if name in BYTES else number)
        for name, number in shown.items()
    )
    return ", ".join(words)
