"""What the report says of publics in sentences, and what it cannot say."""

from collections.abc import Iterable, Mapping
from datetime import timedelta

from scheduler.model.figure import Argument, Finding, Kind, Quantity, Verdict
from scheduler.model.publics import Circle, Publics

_WEEKS = {Circle.NEW_BACK_4: 4, Circle.NEW_BACK_8: 8}


def said(found: Publics, titles: Mapping[str, str]) -> tuple[Finding, ...]:
    """What the section says: who was new, who came back, whether it stayed among ourselves; then what to know beside it."""
    return (*_rows(found), *_beside(found, titles))


def _rows(found: Publics) -> Iterable[Finding]:
    for circle, code in (
        (Circle.NEW, "publics-new"),
        (Circle.NEW_BACK_4, "publics-back"),
        (Circle.NEW_BACK_8, "publics-back"),
        (Circle.INSIDE, "publics-inside"),
    ):
        row = found.row(circle)
        if row is None or row.share is None or row.people is None or row.of is None:
            continue
        arguments: dict[str, Argument] = {"n": row.people, "of": row.of, "share": _share(row.share)}
        if circle in _WEEKS:
            arguments["weeks"] = _WEEKS[circle]
        if row.ordinary is None or row.verdict is Verdict.TOO_LITTLE:
            yield Finding(code=f"{code}-alone", arguments=arguments)
            continue
        arguments |= {"low": _share(row.ordinary.low), "high": _share(row.ordinary.high)}
        yield Finding(code=code, arguments=arguments, labels={"verdict": (f"report-verdict-{row.verdict.value}",)})


def _beside(found: Publics, titles: Mapping[str, str]) -> Iterable[Finding]:
    first = found.rows[0] if found.rows else None
    if first is not None and first.on is not None:
        yield Finding(code="publics-not-yet", arguments={"on": first.on})
    if found.late:
        yield Finding(code="publics-late", arguments={"networks": _titles(found.late, titles)})
    if found.heard < found.posts:
        yield Finding(code="publics-unread", arguments={"n": found.posts - found.heard, "of": found.posts})


def cannot(found: Publics, titles: Mapping[str, str]) -> tuple[Finding, ...]:
    """Who engaged where nobody is told; who is new where nobody knows who came before."""
    return tuple(_unsaid(found, titles))


def _unsaid(found: Publics, titles: Mapping[str, str]) -> Iterable[Finding]:
    if found.reason == "publics-why-off":
        yield Finding(code="publics-cannot-off")
        return
    if found.silent:
        yield Finding(code="publics-cannot-silent", arguments={"networks": _titles(found.silent, titles)})
    if found.reason == "publics-why-short" and found.since is not None:
        on = found.since + found.look_back + timedelta(weeks=max(found.weeks, 8))
        yield Finding(
            code="publics-cannot-short",
            arguments={"since": found.since, "days": found.look_back.days, "on": on},
        )
    elif found.reason:
        yield Finding(code="publics-cannot-new", labels={"reason": (found.reason,)})


def _share(value: float) -> Quantity:
    return Quantity(value, Kind.SHARE)


def _titles(names: Iterable[str], titles: Mapping[str, str]) -> tuple[str, ...]:
    return tuple(titles.get(name, name.capitalize()) for name in names)
