"""What cancels a delivery, or holds it, at the moment it would go out: as its author wrote it, and as it lies beside it."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from enum import StrEnum

from scheduler.model.notice import Where


class Then(StrEnum):
    """What follows where it is so."""

    CANCEL = "cancel"
    HOLD = "hold"


class Kind(StrEnum):
    """What is asked."""

    PASSED = "passed"
    """An instant has passed."""
    NOT_OUT = "not-out"
    """Another post did not go out."""
    YOUNGER = "younger"
    """The account's last post is younger than so long."""
    PACE = "pace"
    """Messages to single people went out too lately, too often today, or it is a quiet hour."""


Quiet = tuple[time, time]
"""From an hour to another, which may lie behind midnight."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Condition:
    """One of them; each kind has its own fields. `post` is `campaign/post`, or an id of its own campaign."""

    then: Then
    kind: Kind
    at: datetime | None = None
    post: str = ""
    span: timedelta | None = None
    most: int = 0
    """A day, of a pace."""
    quiet: tuple[Quiet, ...] = ()
    where: Where | None = None


def written(conditions: Iterable[Condition], campaign: str) -> str:
    """`conditions` of a post of `campaign` as they lie beside a delivery; "" for none."""
    said = [_plain(one, campaign) for one in conditions]
    return json.dumps(said, separators=(",", ":")) if said else ""


def read(text: str) -> tuple[Condition, ...]:
    """What `written` wrote."""
    return tuple(_read(*one) for one in json.loads(text)) if text else ()


def _plain(one: Condition, campaign: str) -> list[object]:
    if one.kind is Kind.PASSED:
        assert one.at is not None
        return [one.then.value, one.kind.value, one.at.isoformat()]
    if one.kind is Kind.NOT_OUT:
        return [one.then.value, one.kind.value, one.post if "/" in one.post else f"{campaign}/{one.post}"]
    assert one.span is not None
    seconds = one.span // timedelta(seconds=1)
    if one.kind is Kind.YOUNGER:
        return [one.then.value, one.kind.value, seconds]
    quiet = [[first.isoformat("minutes"), last.isoformat("minutes")] for first, last in one.quiet]
    return [one.then.value, one.kind.value, [seconds, one.most, quiet]]


def _read(then: str, kind: str, value: object) -> Condition:
    known, what = Then(then), Kind(kind)
    if isinstance(value, int):
        return Condition(then=known, kind=what, span=timedelta(seconds=value))
    if isinstance(value, list):
        seconds, most, quiet = value
        hours = tuple((time.fromisoformat(first), time.fromisoformat(last)) for first, last in quiet)
        return Condition(then=known, kind=what, span=timedelta(seconds=seconds), most=most, quiet=hours)
    if what is Kind.PASSED:
        return Condition(then=known, kind=what, at=datetime.fromisoformat(str(value)))
    return Condition(then=known, kind=what, post=str(value))
