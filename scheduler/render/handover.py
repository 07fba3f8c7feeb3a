"""The package that another person goes on with: its page, its tables, and what is said of it."""

import csv
import io
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Protocol

from scheduler.model.cells import guarded
from scheduler.model.delivery import Delivery
from scheduler.model.engagement import COMPONENTS, Snapshot
from scheduler.render import html
from scheduler.render.ink import out, paint
from scheduler.render.surface import Json, instant
from scheduler.sentences import label, say

PAGES = {"fr": "LISEZMOI.html", "en": "README.html"}
PLACES = (
    ("calendar/config.toml", "handover-file-config"),
    ("calendar/", "handover-file-calendar"),
    ("queue.ics", "handover-file-queue"),
    ("history/", "handover-file-history"),
    ("reports/", "handover-file-reports"),
    ("people.csv", "handover-file-people"),
    ("manifest.json", "handover-file-manifest"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class About:
    """What the page says."""

    calendar: str
    made: datetime
    queued: int
    secrets: tuple[str, ...]
    campaigns: tuple[tuple[str, str], ...]
    left_out: tuple[tuple[str, Mapping[str, object]], ...]
    names: tuple[str, ...]


class File(Protocol):
    """One file of the package."""

    @property
    def name(self) -> str: ...
    @property
    def bytes(self) -> int: ...
    @property
    def sha256(self) -> str: ...


class HandedOver(Protocol):
    """What was written."""

    @property
    def file(self) -> Path: ...
    @property
    def files(self) -> Sequence[File]: ...
    @property
    def left_out(self) -> Sequence[tuple[str, Mapping[str, object]]]: ...
    @property
    def queued(self) -> int: ...
    @property
    def secrets(self) -> Sequence[str]: ...


def page_name(language: str) -> str:
    """How the page is called."""
    return PAGES.get(language, PAGES["en"])


def page(about: About, language: str) -> str:
    """What is in the package and how to go on, as a whole HTML document."""
    steps = [
        str(say("handover-step-stop", {"n": about.queued}, language)),
        str(say("handover-step-install", {}, language)),
        str(say("handover-step-secrets", {"n": len(about.secrets)}, language)),
        str(say("handover-step-check", {}, language)),
        str(say("handover-step-apply", {}, language)),
    ]
    there = [
        (place, label(code, language))
        for place, code in PLACES
        if place == "manifest.json" or any(name.startswith(place) for name in about.names)
    ]
    return html.handover(
        language=language,
        title=label("handover-title", language, calendar=about.calendar),
        made=label("handover-made", language, at=about.made),
        heads={
            name: label(f"handover-head-{name}", language)
            for name in ("steps", "files", "secrets", "campaigns", "left")
        },
        steps=steps,
        files=there,
        secrets=about.secrets,
        campaigns=about.campaigns,
        left=[str(say(code, dict(given), language)) for code, given in about.left_out]
        + [label("handover-left-always", language)],
    )


def show(found: HandedOver, language: str) -> None:
    """Say what was written, and what must not be forgotten."""
    size = sum(one.bytes for one in found.files)
    about = {"file": str(found.file), "n": len(found.files), "kb": max(1, size // 1000)}
    out(paint(label("handover-written", language, **about), "good"))
    for code, given in found.left_out:
        out(f"{paint('~', 'warning')} {say(code, dict(given), language)}")
    if found.queued:
        out(f"{paint('~', 'warning')} {say('handover-step-stop', {'n': found.queued}, language)}")


def surface(found: HandedOver, language: str) -> Json:
    """As `export --handover --json` shows it."""
    return {
        "file": str(found.file),
        "files": [{"name": one.name, "bytes": one.bytes, "sha256": one.sha256} for one in found.files],
        "left_out": [
            {"code": code, "message": str(say(code, dict(given), language))} for code, given in found.left_out
        ],
        "queued": found.queued,
        "secrets": list(found.secrets),
    }


def json_lines(values: Iterable[Json]) -> str:
    """One JSON object a line."""
    return "".join(json.dumps(one, ensure_ascii=False, default=str) + "\n" for one in values)


def table(rows: Sequence[Mapping[str, str]]) -> str:
    """Rows as CSV; a cell that a spreadsheet would take for a formula is marked as text."""
    if not rows:
        return ""
    text = io.StringIO()
    writer = csv.DictWriter(text, list(rows[0]), lineterminator="\r\n")
    writer.writeheader()
    writer.writerows({name: guarded(value) for name, value in row.items()} for row in rows)
    return text.getvalue()


def figures(rows: Sequence[Delivery], read: Sequence[Snapshot]) -> str:
    """Every count that was read back, as CSV; an empty cell is a count that nobody gave, never zero."""
    known = {one.tag: one for one in rows}
    found = []
    for one in read:
        row = known.get(one.tag)
        receipt = next((each for each in row.receipts if each.part == one.part), None) if row else None
        if row is None:
            continue
        counts = {name: _shown(getattr(one.counts, name)) for name in COMPONENTS}
        found.append(
            {
                "tag": one.tag,
                "post": row.post,
                "account": row.account,
                "network": row.network,
                "part": str(one.part),
                "published": instant(receipt.at) or "" if receipt else "",
                "url": receipt.url if receipt else "",
                "age_hours": f"{one.age.total_seconds() / 3600:g}",
                "read": instant(one.taken) or "",
                **counts,
            }
        )
    return table(found)


def _shown(count: int | None) -> str:
    return "" if count is None else str(count)
