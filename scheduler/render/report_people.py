"""Section 10: who engaged. Shares of two wholes above each other, people seen again beside ordinary weeks, and a table."""

from collections.abc import Iterable

from scheduler.model.publics import Circle, PublicRow, Publics
from scheduler.model.report import Kind, Report
from scheduler.plain import one_line
from scheduler.render.charts_bars import Share, Stack, shares, stacks
from scheduler.render.drawing import DOTS, HATCH, SLATE, Picture
from scheduler.render.report_addressed import addressed, lines
from scheduler.render.report_page import Block, Bullets, Cell, Chart, Paragraph, Table
from scheduler.render.report_tables import columns, note, verdict_cell
from scheduler.render.report_words import Words

THREE = {Circle.KNOWN: SLATE, Circle.RETURNING: DOTS, Circle.NEW: HATCH}
"""The three groups that part everybody, each with its pattern."""
BACK = (Circle.BACK_4, Circle.NEW_BACK_4, Circle.BACK_8, Circle.NEW_BACK_8)


def publics(words: Words, report: Report) -> list[Block]:
    """What is known of who engaged; [] where nothing is."""
    found = report.publics
    if found is None:
        return []
    blocks: list[Block | None] = [
        Paragraph(text=words.finding(found.said[0])) if found.said else None,
        _three(words, report, found),
        _table(words, found),
        _unknown(words, found),
        _back(words, found),
        Bullets(items=[words.finding(one) for one in found.said[1:]]) if found.said[1:] else None,
        note(_rests(words, report, found)),
    ]
    return [one for one in blocks if one is not None]


def _rests(words: Words, report: Report, found: Publics) -> str:
    """Where it comes from: networks, look-back, posts."""
    titles = ", ".join(one_line(report.titles.get(name, name)) for name in found.networks)
    given = {"networks": titles or "–", "days": found.look_back.days, "heard": found.heard, "posts": found.posts}
    told = []
    if found.networks:  # of no network at all there is no look-back and no share of posts to tell
        told.append(words.say("report-publics-rest", age=words.age(found.age), **given))
    if found.silent:
        silent = ", ".join(one_line(report.titles.get(name, name)) for name in found.silent)
        told.append(words.say("report-publics-silent", networks=silent))
    if found.networks and not found.declared:
        told.append(words.say("report-publics-undeclared"))
    if found.reason:
        told.append(words.say("report-publics-why", reason=words.say(found.reason)))
    return " ".join(told)


def _three(words: Words, report: Report, found: Publics) -> Chart | None:
    """Two bars of the same groups: this week, and ordinary weeks."""
    rows = {circle: row for circle in THREE if (row := found.row(circle)) is not None}
    now = [(circle, row.share) for circle, row in rows.items() if row.share is not None]
    usual = [(circle, row.mean) for circle, row in rows.items() if row.mean is not None]
    everybody, new = found.row(Circle.EVERYBODY), rows.get(Circle.NEW)
    if len(now) < 2 or len(now) != len(rows) or everybody is None or everybody.people is None:
        return None
    people = words.number(everybody.people, Kind.COUNT)
    bars = [
        Stack(
            label=words.say("report-publics-week", title=one_line(report.title), people=people),
            parts=_parts(words, now),
            strong=True,
        )
    ]
    if len(usual) == len(now):
        bars.append(Stack(label=words.say("report-publics-usual", n=found.weeks), parts=_parts(words, usual)))
    finding = words.say("report-chart-publics", share=_share(words, new.share if new else None))
    if new and new.share is not None and new.mean is not None:
        given = {"share": _share(words, new.share), "mean": _share(words, new.mean)}
        finding = words.say(f"report-chart-publics-{new.verdict.value}", **given)
    listed = ", ".join(f"{_name(words, circle)} {_share(words, share)}" for circle, share in now)
    description = words.say("report-chart-publics-desc", list=listed)
    picture = Picture(stacks(bars, 1.0), "publics", finding, description)
    return Chart(finding=finding, how=words.say("report-chart-publics-how"), picture=picture)


def _parts(words: Words, given: list[tuple[Circle, float]]) -> list[tuple[str, float, str]]:
    total = sum(share for _, share in given) or 1.0
    return [(THREE[circle], share / total, f"{_name(words, circle)} {_share(words, share)}") for circle, share in given]


def _name(words: Words, circle: Circle) -> str:
    return words.say(f"report-circle-{circle.value}")


def _share(words: Words, share: float | None) -> str:
    return words.optional(share, Kind.SHARE)


def _back(words: Words, found: Publics) -> Chart | None:
    """Who was seen again, on the range of ordinary weeks."""
    rows = [row for circle in BACK if (row := found.row(circle)) is not None]
    known = [row for row in rows if row.share is not None]
    if not known:
        return None
    reach = [
        one for row in known for one in (row.share, row.ordinary.high if row.ordinary else None) if one is not None
    ]
    top = next(one for one in (0.1, 0.2, 0.4, 0.6, 0.8, 1.0) if one >= max(reach) or one == 1.0)
    drawn = [
        Share(
            label=_name(words, row.circle),
            text=_said(words, row),
            value=row.share,
            low=row.ordinary.low if row.ordinary else None,
            middle=row.ordinary.middle if row.ordinary else row.mean,
            high=row.ordinary.high if row.ordinary else None,
        )
        for row in rows
    ]
    told = [
        words.say(
            "report-chart-back",
            name=_name(words, row.circle),
            share=_share(words, row.share),
            verdict=words.verdict(row.verdict),
        )
        for row in known
    ]
    finding = words.raised(words.listed(told))
    description = words.say("report-chart-back-desc", list=", ".join(f"{row.label} {row.text}" for row in drawn))
    ticks = {top * step / 2: words.number(top * step / 2, Kind.SHARE) for step in range(3)}
    picture = Picture(shares(drawn, top, ticks), "back", finding, description)
    return Chart(finding=finding, how=words.say("report-chart-back-how"), picture=picture)


def _said(words: Words, row: PublicRow) -> str:
    if row.share is not None:
        return _share(words, row.share)
    # The day stands in the table: here there is no room for it on a telephone.
    return words.say("report-why-not-yet") if row.on is not None else _why(words, row)


def _why(words: Words, row: PublicRow) -> str:
    if row.on is not None:
        return words.say("report-why-not-yet-on", on=words.day(row.on))
    return words.say(row.reason) if row.reason else words.say("report-few")


def _table(words: Words, found: Publics) -> Table | None:
    """The groups of which a number is known, None where there is none; `_unknown` says the others."""
    shown = [row for row in found.rows if row.people is not None or row.share is not None]
    if not shown:
        return None
    rows = [_line(words, row) for row in shown]
    names = ("public", "people", "share", "range", "verdict")
    caption = words.say("report-publics-caption", n=found.look_back.days)
    named = columns(words, *names, numbers=("people", "share", "range"))
    table = Table(caption=caption, columns=named, rows=rows, kind="wide")
    at = [one for one in lines("publics/rows", found.rows) if one[1] in shown]
    return addressed(table, at, ("", "people", "share"))


def _unknown(words: Words, found: Publics) -> Bullets | None:
    """What could not be had of each group, those of one reason together."""
    reasons: dict[str, list[str]] = {}
    for row in found.rows:
        if row.people is None and row.share is None:
            reasons.setdefault(_why(words, row), []).append(_name(words, row.circle))
    items = [f"{words.raised(' · '.join(names))}{words.colon}{why}." for why, names in reasons.items()]
    return Bullets(items=items) if items else None


def _line(words: Words, row: PublicRow) -> list[Cell]:
    people = words.optional(row.people)
    if row.of is not None and row.people is not None and row.circle is not Circle.EVERYBODY:
        people = words.say("report-publics-of", people=people, of=words.number(row.of, Kind.COUNT))
    kind = Kind.COUNT if row.circle is Circle.EVERYBODY else Kind.SHARE
    span = words.say("report-unknown")
    if row.ordinary is not None:
        span = words.between(row.ordinary.low, row.ordinary.high, kind)
    judged = row.verdict.value != "too-little" or not (row.reason or row.on)
    return [
        Cell(text=words.raised(_name(words, row.circle)), strong=True),
        Cell(text=people),
        Cell(text=_share(words, 1.0 if row.circle is Circle.EVERYBODY else row.share)),
        Cell(text=span),
        verdict_cell(words, row.verdict) if judged else Cell(text=_why(words, row)),
    ]


def cannot(words: Words, report: Report) -> Iterable[str]:
    """What cannot be said of publics, unless the report's own list says it already."""
    if report.publics is not None:
        yield from (words.finding(one) for one in report.publics.cannot if one not in report.cannot)
