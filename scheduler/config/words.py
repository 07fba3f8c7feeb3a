"""How single values of the configuration are read: each raises `Misspelt` with the sentence that helps."""

import re
from datetime import date, datetime, timedelta
from typing import Any
from urllib.parse import urlsplit

from scheduler.model.spelling import Misspelt, span

MOST_MONTHS = 36
"""Longer than this nobody's pseudonym is kept, whatever is wished for."""
LOOPBACK = ("localhost", "127.0.0.1", "::1")


def text_of(value: Any) -> str:
    """A text, without the space around it."""
    if not isinstance(value, str):
        raise Misspelt("setting-not-text", given=shown(value))
    return value.strip()


def shown(value: Any) -> str:
    """A value as it may stand in a sentence: short, and as TOML writes it."""
    return {True: "true", False: "false"}.get(value, str(value)) if isinstance(value, bool) else str(value)[:60]


def months(value: Any) -> int:
    """«25 months», «25 mois», or the number alone."""
    text = str(value) if isinstance(value, int) and not isinstance(value, bool) else text_of(value)
    found = re.fullmatch(r"([0-9]{1,2})\s*(?:months?|mois)?", text)
    if not found or not 1 <= int(found[1]) <= MOST_MONTHS:
        raise Misspelt("months-unfit", given=text[:60], most=MOST_MONTHS)
    return int(found[1])


def length(value: Any) -> timedelta:
    """«180 days», «180 jours», or a length as elsewhere."""
    text = text_of(value)
    found = re.fullmatch(r"([0-9]{1,4})\s*(?:days?|jours?)", text)
    return span(f"{found[1]}d" if found else text)


def site(value: Any) -> str:
    """The number of a site, often written without quotes."""
    return str(value) if isinstance(value, int) and not isinstance(value, bool) else text_of(value)


def day(value: Any) -> date:
    """A day of TOML, or one written as text."""
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    try:
        return date.fromisoformat(text_of(value))
    except ValueError:
        raise Misspelt("event-day-unreadable", given=shown(value)) from None


def counter_address(value: Any) -> str:
    """The address of a counter of visits: https (or this machine), with a path where it is not at the root."""
    text = text_of(value).rstrip("/")
    parts = urlsplit(text)
    fit = parts.scheme == "https" or (parts.scheme == "http" and (parts.hostname or "") in LOOPBACK)
    if not fit or not parts.hostname or parts.query or parts.fragment or "@" in parts.netloc:
        raise Misspelt("visits-address-unfit", given=text[:60])
    return text
