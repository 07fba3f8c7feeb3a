"""Figures that a person typed in, as they were kept."""

from dataclasses import asdict
from datetime import datetime, timedelta
from typing import Protocol

from scheduler.model.delivery import Delivery
from scheduler.model.engagement import Snapshot
from scheduler.render.ink import out
from scheduler.render.surface import Json, instant
from scheduler.sentences import label

HOUR = timedelta(hours=1)


class Typed(Protocol):
    """What was kept of it; `new` is False where the same figures were known already."""

    @property
    def delivery(self) -> Delivery: ...
    @property
    def reading(self) -> Snapshot: ...
    @property
    def published(self) -> datetime: ...
    @property
    def new(self) -> bool: ...


def surface(typed: Typed) -> Json:
    """As `figures --json` shows it; a count that was not given is null."""
    return {
        "tag": typed.delivery.tag,
        "account": typed.delivery.account,
        "network": typed.delivery.network,
        "published": instant(typed.published),
        "taken": instant(typed.reading.taken),
        "hours": _hours(typed),
        "by": typed.reading.by,
        "counts": asdict(typed.reading.counts),
        "new": typed.new,
    }


def show(typed: Typed, language: str) -> None:
    """Say what was kept, and of which age."""
    tag, counts = typed.delivery.tag, typed.reading.counts
    if not typed.new:
        out(label("figures-known", language, tag=tag))
        return
    figures = [label(f"rehearsal-{name}", language, n=getattr(counts, name)) for name in counts.given]
    out(label("figures-kept", language, tag=tag, hours=_hours(typed), figures=figures))


def _hours(typed: Typed) -> float:
    return round((typed.reading.taken - typed.published) / HOUR, 1)
