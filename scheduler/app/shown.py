"""Which texts a page has shown, and when: kept, so that the next page and an answer that comes late know what was read."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from scheduler.app.ground import Ground
from scheduler.model.delivery import Delivery
from scheduler.store import accounts

MOST = 12
"""Pages of one week that are remembered."""
LASTS = timedelta(days=120)
"""How long after its last page a week's pages are remembered."""
PAGES = "/pages"
"""No account can be called so. Among the facts of the whole calendar every look at those would read all pages."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """One delivery as a page showed it."""

    digest: str
    due: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """What one page showed, by tag, and when it was made."""

    at: datetime
    texts: Mapping[str, Shown]


def remember(ground: Ground, week: str, found: Iterable[Delivery], at: datetime) -> None:
    """Keep that a page of `week` showed `found`. One that shows the same as the last one is not another page."""
    texts = {one.tag: [one.digest, one.due.isoformat() if one.due else ""] for one in found}
    pages = _kept(ground, week)
    if pages and pages[-1]["texts"] == texts:
        return
    value = [*pages, {"at": at.isoformat(), "texts": texts}][-MOST:]
    accounts.remember(ground.database, PAGES, {week: value}, at=at)
    accounts.forget(ground.database, PAGES, before=at - LASTS)


def before(ground: Ground, week: str, found: Sequence[Delivery]) -> Page | None:
    """The last page of `week` that showed something else than `found`; None where there was none."""
    texts = {one.tag: [one.digest, one.due.isoformat() if one.due else ""] for one in found}
    other = [one for one in _kept(ground, week) if one["texts"] != texts]
    return _read(other[-1]) if other else None


def newest(ground: Ground) -> dict[str, Shown]:
    """How the newest page that showed it showed each delivery, by tag."""
    kept = accounts.remembered(ground.database, PAGES).values()
    pages = [page for fact in kept for page in map(_read, fact.value)]
    found: dict[str, Shown] = {}
    for page in sorted(pages, key=lambda page: page.at):
        found.update(page.texts)
    return found


def _kept(ground: Ground, week: str) -> list[Mapping[str, Any]]:
    fact = accounts.remembered(ground.database, PAGES).get(week)
    return list(fact.value) if fact else []


def _read(page: Mapping[str, Any]) -> Page:
    texts = {
        tag: Shown(digest=digest, due=datetime.fromisoformat(due) if due else None)
        for tag, (digest, due) in page["texts"].items()
    }
    return Page(at=datetime.fromisoformat(page["at"]), texts=texts)
