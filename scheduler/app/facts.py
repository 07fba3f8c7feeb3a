"""What an account's server said of itself and of people, for the stages that may ask nothing: its limits, and their handles.

The database keeps these facts, dated. A copy lies beside it in the account's folder, since `check` and `preview` open no
database: where it is absent (another machine, an account never connected) the network's own rules hold.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from scheduler.store.place import private_folder, sqlite_path

if TYPE_CHECKING:
    from scheduler.store.database import Database

COPY = "facts.json"
LIMITS, HANDLES = "limits", "handles"


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """`limits` by the names that `adapt.measure.applied` takes; `handles` with their ids, "" where there is no such person."""

    limits: Mapping[str, int] = field(default_factory=dict)
    handles: Mapping[str, str] = field(default_factory=dict)


def known(calendar: str, account: str) -> Known:
    """What is known of an account on this machine; nothing of one that was never connected here."""
    try:
        given = json.loads((folder(calendar, account) / COPY).read_text(encoding="utf-8"))
        limits = {str(name): value for name, value in given[LIMITS].items() if type(value) is int and value > 0}
        return Known(limits=limits, handles={str(name): str(value) for name, value in given[HANDLES].items()})
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return Known()


def remember(database: "Database", calendar: str, account: str, found: Known, *, at: datetime) -> None:
    """Keep what a server said at `at`, and lay the copy where `known` finds it."""
    from scheduler.store import accounts  # noqa: PLC0415 - only asking accounts pays for the database
    from scheduler.store.files import replace  # noqa: PLC0415 - as above

    given = {LIMITS: dict(found.limits), HANDLES: dict(found.handles)}
    accounts.remember(database, account, given, at=at)
    place = private_folder(folder(calendar, account)) / COPY
    replace(place, json.dumps(given, ensure_ascii=False).encode())


def folder(calendar: str, account: str) -> Path:
    """The folder of an account's state on this machine."""
    return sqlite_path(calendar).parent / "accounts" / account
