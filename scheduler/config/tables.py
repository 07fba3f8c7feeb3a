"""The configuration's tables as data: every key, how its value is read, and how editors may describe it."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import time, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any, TypeAlias
from urllib.parse import urlsplit

from scheduler.config.words import LOOPBACK, counter_address, day, length, months, shown, site
from scheduler.config.words import text_of as _text
from scheduler.model import slot
from scheduler.model.cost import Money
from scheduler.model.spelling import Misspelt, hour, nearest, span, zone
from scheduler.patterns import lazy_pattern

SECRET = lazy_pattern(r"token|secret|passw|passphrase|credential|webhook|(?:^|_)key$", re.IGNORECASE)
"""Options whose value gives power over an account."""
REFERENCE = lazy_pattern(r"(env|keyring|file|cmd):\s*\S")
LIMITS = ("max_characters", "max_bytes", "max_media", "max_alt", "max_caption", "max_hashtags")
Schema: TypeAlias = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Setting:
    """One key: how its value is read, and how editors may describe it."""

    read: Callable[[Any], Any]
    schema: Schema
    required: bool = False


def _texts(value: Any) -> tuple[str, ...]:
    if not isinstance(value, list) or not all(isinstance(one, str) for one in value):
        raise Misspelt("setting-not-texts", given=shown(value))
    return tuple(one.strip() for one in value)


def _among(*words: str) -> Setting:
    def read(value: Any) -> str:
        text = _text(value)
        if text not in words:
            meant = nearest(text, words)
            raise Misspelt("word-unfit-meant" if meant else "word-unfit", given=text, meant=meant, choices=words)
        return text

    return Setting(read, {"enum": list(words)})


def _whole(least: int, most: int) -> Setting:
    def read(value: Any) -> int:
        if isinstance(value, bool) or not isinstance(value, int) or not least <= value <= most:
            raise Misspelt("number-unfit", given=shown(value), least=least, most=most)
        return value

    return Setting(read, {"type": "integer", "minimum": least, "maximum": most})


def _switch(value: Any) -> bool:
    if not isinstance(value, bool):
        raise Misspelt("word-unfit", given=shown(value), meant="", choices=("true", "false"))
    return value


def _id(value: Any) -> str:
    text = _text(value)
    if not re.fullmatch(r"[A-Za-z0-9_-]{4,40}", text):
        raise Misspelt("calendar-id-unfit", given=text)
    return text


def _zone(value: Any) -> str:
    return zone(_text(value))


def _hour(value: Any) -> time:
    return hour(_text(value))


def _span(value: Any) -> timedelta:
    return span(_text(value))


def _slots(value: Any) -> tuple[slot.Weekly, ...]:
    """The hours of a week, as a list or one alone."""
    return slot.grid(_texts([value] if isinstance(value, str) else value))


def _hosts(value: Any) -> tuple[str, ...]:
    hosts = _texts(value)
    for one in hosts:
        if not re.fullmatch(r"[^\s/:@]+\.[^\s/:@]+|localhost", one):
            meant = urlsplit(one).hostname or urlsplit(f"//{one}").hostname or ""
            raise Misspelt("host-unfit", given=one, meant=meant)
    return tuple(one.lower() for one in hosts)


def secret(value: Any) -> str:
    """A reference to a secret; one in clear is refused without being shown."""
    text = _text(value)
    if not REFERENCE.match(text):
        raise Misspelt("secret-in-clear")
    return text


def _secrets(value: Any) -> tuple[str, ...]:
    return tuple(secret(one) for one in _texts(value))


def _page(value: Any) -> str:
    text = _text(value)
    return text if REFERENCE.match(text) else _address(text)


def _address(value: Any) -> str:
    """A base address: https, or http where it does not leave this machine; without credentials."""
    text = _text(value).rstrip("/")
    try:
        parts = urlsplit(text)
        host = parts.hostname or ""
    except ValueError:
        raise Misspelt("address-unfit", given=text) from None
    if parts.scheme not in {"http", "https"} or not host or re.search(r"\s", text):
        raise Misspelt("address-unfit", given=text)
    if parts.username or parts.password:
        raise Misspelt("secret-in-clear")
    if parts.scheme == "http" and host not in LOOPBACK:
        raise Misspelt("address-not-https", given=text, meant="https" + text[4:])
    return text


def _portly(address: str) -> bool:
    """Whether the port of an address is a number, where it has one."""
    try:
        return urlsplit(address).port != 0
    except ValueError:
        return False


def _database(value: Any) -> str:
    """An address of a database. A reference to one is refused: nothing resolves it, and it would pass for a file's name."""
    text = _text(value)
    if not re.match(r"sqlite:.|postgresql(\+psycopg)?://[^/]", text) or not _portly(text):
        raise Misspelt("database-unfit", given=re.sub(r"//.*@", "//…@", text))
    if re.match(r"[^/]*//[^/@]*:[^/@]+@", text) or re.search(r"[?&](ssl)?password=", text):
        raise Misspelt("secret-in-clear")
    return _anchored(text)


def _anchored(url: str) -> str:
    """`url`; an SQLite one with one stroke before the path, or with the home folder as `~`, written as SQLAlchemy has it."""
    found = re.fullmatch(r"(sqlite(?:\+\w+)?):(?:(/(?!/).*)|/{0,3}(~(?:/.*)?))", url)
    if not found:
        return url
    if found[3]:
        return f"{found[1]}:///{Path(found[3]).expanduser().as_posix()}"
    return f"{found[1]}:///{found[2]}"


def _limits(value: Any) -> dict[str, int]:
    if not isinstance(value, dict):
        raise Misspelt("setting-not-table", given=shown(value))
    for name, number in value.items():
        if name not in LIMITS:
            meant = nearest(name, LIMITS, {"characters": "max_characters", "max_length": "max_characters"})
            raise Misspelt("key-unknown-meant" if meant else "key-unknown", key=name, meant=meant, known=LIMITS)
        if isinstance(number, bool) or not isinstance(number, int) or not 0 < number <= 1_000_000:
            raise Misspelt("number-unfit", given=shown(number), least=1, most=1_000_000)
    return dict(value)


def _mail(value: Any) -> str:
    """One address of mail: it stands in links, so nothing else may hide in it."""
    text = _text(value)
    if not re.fullmatch(r"[^\s@<>?&%,;:\"'/]+@[^\s@<>?&%,;:\"'/]+\.[^\s@<>?&%,;:\"'/]+", text):
        raise Misspelt("mail-unfit", given=text[:60])
    return text


def _money(value: Any) -> Money:
    text = _text(value)
    found = re.fullmatch(r"([0-9]{1,9}(?:[.,][0-9]{1,4})?)\s*([A-Za-z]{3})", text)
    if not found:
        raise Misspelt("money-unreadable", given=text)
    return Money(amount=Decimal(found[1].replace(",", ".")), currency=found[2].upper())


_TEXT = {"type": "string"}
_TEXTS = {"type": "array", "items": _TEXT}
_REFERENCE = {"type": "string", "pattern": "^(env|keyring|file|cmd):"}
WORDS = Setting(_text, _TEXT)
LIST = Setting(_texts, _TEXTS)
SWITCH = Setting(_switch, {"type": "boolean"})
MONEY = Setting(_money, _TEXT)
TABLES: dict[str, dict[str, Setting]] = {
    "calendar": {
        "id": Setting(_id, _TEXT, required=True),
        "folder": WORDS,
        "timezone": Setting(_zone, _TEXT),
        "language": _among("fr", "en"),
    },
    "database": {"url": Setting(_database, _TEXT), "password": Setting(secret, _REFERENCE)},
    "links": {"own_hosts": Setting(_hosts, _TEXTS)},
    "queue": {"horizon": Setting(_span, _TEXT)},
    "publishing": {
        "threads": _whole(1, 500),
        "workers": _among("one", "many"),
        "look_before_sending": _among("cheap", "always", "never"),
    },
    "media": {"roots": LIST, "rights": _among("required", "optional")},
    "notify": {
        "urls": Setting(_secrets, {"type": "array", "items": _REFERENCE}),
        "heartbeat_url": Setting(_page, _TEXT),
        "digest": Setting(_hour, _TEXT),
    },
    "review": {
        "name": WORDS,
        "mail": Setting(_mail, _TEXT),
        "motion": SWITCH,
        "pictures": _among("auto", "blocks", "kitty", "sixel", "iterm", "off"),
    },
    "networks": {"allow": LIST},
    "costs": {"prices": WORDS, "budget": MONEY},
    "visits": {
        "matomo": Setting(counter_address, _TEXT),
        "matomo_site": Setting(site, {"type": ["string", "integer"]}),
        "matomo_token": Setting(secret, _REFERENCE),
        "plausible": Setting(counter_address, _TEXT),
        "plausible_site": WORDS,
        "plausible_token": Setting(secret, _REFERENCE),
    },
    "publics": {
        "collect": SWITCH,
        "keep": Setting(months, {"type": ["string", "integer"], "examples": ["25 months", "25 mois"]}),
        "look_back": Setting(length, {"type": "string", "examples": ["180 days"]}),
        "known": WORDS,
        "institutions": WORDS,
        "controller": WORDS,
        "contact": WORDS,
        "basis": _among("public-interest", "legitimate-interest"),
        "recipients": LIST,
    },
}
EVENT = {
    "first": Setting(day, _TEXT, required=True),
    "last": Setting(day, _TEXT),
    "what": Setting(_text, _TEXT, required=True),
    "sort": _among("purge", "removed", "renamed", "delayed", "other"),
    "networks": LIST,
    "accounts": LIST,
    "metrics": LIST,
    "source": WORDS,
}
ROLE = {
    "name": WORDS,
    "people": LIST,
    "deputies": LIST,
    "proof": _among("record", "signed"),
    "allowed_signers": WORDS,
}
ACCOUNT = {
    "network": Setting(_text, _TEXT, required=True),
    "through": WORDS,
    "base_url": Setting(_address, _TEXT),
    "approvals": LIST,
    "languages": LIST,
    "budget": MONEY,
    "app": WORDS,
    "slots": Setting(_slots, {"anyOf": [_TEXTS, _TEXT], "examples": [["monday 9h", "lundi..vendredi 18h"]]}),
    "distance": Setting(_span, _TEXT),
    "limits": Setting(_limits, {"type": "object", "properties": {name: {"type": "integer"} for name in LIMITS}}),
}
WORKSPACE = {
    "folder": Setting(_text, _TEXT, required=True),
    "budget": _whole(1, 60_000),
    "period": _among("month", "week", "year"),
}
MISTAKEN = {
    "calendrier": "calendar", "dossier": "folder", "fuseau": "timezone", "langue": "language", "compte": "accounts",
    "account": "accounts", "comptes": "accounts", "role": "roles", "rôles": "roles", "hosts": "own_hosts", "réseau": "network",
    "nom": "name", "personnes": "people", "url": "base_url", "validations": "approvals", "droits": "rights",
    "editorial": "line", "ligne": "line", "ligne_éditoriale": "line", "rules": "line", "règles": "line",
    "créneaux": "slots", "creneaux": "slots", "grille": "slots", "grid": "slots", "slot": "slots",
    "publics_connus": "known", "connus": "known", "conservation": "keep", "responsable": "controller", "recul": "look_back",
    "horaires": "slots", "gap": "distance", "écart": "distance", "ecart": "distance",
}  # fmt: skip
"""Words that people write for a key."""
