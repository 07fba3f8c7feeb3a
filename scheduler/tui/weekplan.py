"""Where each post of a week stands in the grid: pure arithmetic, so that it can be tested without a screen."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from scheduler.app.agenda import Entry

WIDE = 112
"""Columns from which hours get rows of their own; below, each day is a list with the hours in it."""
NARROW = 3
"""Lines that a post has at most where columns are narrow: its text would be a word or two."""
PARTS = ("morning", "noon", "afternoon", "evening")
ENDS = ("12:00", "14:00", "18:00", "~")
Week = Sequence[Sequence["Entry"]]
"""The posts of each of seven days."""


Style = Literal["hours", "parts", "narrow"]
"""Hours have rows of their own; parts of the day have, with the hours in the posts; each day is a list."""


@dataclass(frozen=True, slots=True)
class Spot:
    """One line of one day: line `line` of the `of` that `entry` has; without an entry, the mark of now."""

    entry: "Entry | None"
    line: int
    of: int


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the body. `label` stands at its left, a part of the day by its code; `rule` draws it between, `now` as now."""

    label: str
    spots: tuple[Spot | None, ...]
    rule: bool = False
    now: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """The body of a week, line by line."""

    rows: tuple[Row, ...]
    style: Style

    @property
    def wide(self) -> bool:
        """Whether there is room for names that are not cut."""
        return self.style != "narrow"

    def span(self, key: str) -> tuple[int, int] | None:
        """The first line of an entry and the one behind its last; None where it is not in the week."""
        lines = [
            n
            for n, row in enumerate(self.rows)
            if any(spot is not None and spot.entry is not None and spot.entry.key == key for spot in row.spots)
        ]
        return (lines[0], lines[-1] + 1) if lines else None


def columns(width: int) -> tuple[int, list[int]]:
    """The width of the gutter and of each of the seven days, its separator included."""
    gutter = 7 if width >= WIDE else 3
    each, more = divmod(max(width - gutter, 7), 7)
    return gutter, [each + (day < more) for day in range(7)]


def plan(entries: "Sequence[Entry]", monday: date, now: str, today: date, *, width: int, height: int) -> Plan:
    """The roomiest plan that fits `height`: by hours, else by parts of the day, else to be scrolled. `now` is «14:23»."""
    week = [[one for one in entries if one.day == monday + timedelta(days=day)] for day in range(7)]
    column = (today - monday).days
    here = column if 0 <= column < 7 else None
    if width < WIDE:
        most = max((len(day) for day in week), default=0) or 1
        density = min(max((height - (here is not None)) // most, 1), NARROW)
        return Plan(rows=tuple(_block("", week, density, here, now, high=height)), style="narrow")
    for density in (4, 3):
        rows = _hours(week, now, here, density)
        if len(rows) <= height:
            return Plan(rows=tuple(rows), style="hours")
    return Plan(rows=tuple(_parts(week, now, here, height)), style="parts")


def slot(one: "Entry") -> str:
    """The hour under which it stands; what has none stands below all hours."""
    return f"{one.hour:%H:%M}" if one.hour else "--:--"


def _hours(week: Week, now: str, column: int | None, density: int) -> list[Row]:
    slots = sorted({slot(one) for day in week for one in day}, key=lambda text: (text == "--:--", text))
    rows: list[Row] = []
    passed = column is None
    for place, text in enumerate(slots):
        if column is not None and not passed and text > now:
            rows.append(_now_row(now, column))
            passed = True
        elif place:
            rows.append(Row("", (None,) * 7, rule=True))
        stacks = [_stack([one for one in day if slot(one) == text], density) for day in week]
        for line in range(max(map(len, stacks))):
            spots = tuple(stack[line] if line < len(stack) else None for stack in stacks)
            rows.append(Row(("" if text == "--:--" else text) if line == 0 else "", spots))
    if column is not None and not passed and slots:
        rows.append(_now_row(now, column))
    return rows


def _now_row(now: str, column: int) -> Row:
    spots = tuple(Spot(None, 0, 1) if day == column else None for day in range(7))
    return Row(now, spots, rule=True, now=True)


def _parts(week: Week, now: str, column: int | None, height: int) -> list[Row]:
    """A block a part of the day, as high as its fullest day needs; where a day has fewer posts, each has more lines."""
    found = {part: [[one for one in day if part_of(slot(one)) == part] for day in week] for part in PARTS}
    held = [part for part in PARTS if any(found[part])]
    moment = next((part for part in held if PARTS.index(part) >= PARTS.index(part_of(now))), held[-1] if held else "")
    density = _spread({part: max(map(len, found[part])) for part in held}, height - len(held) - (column is not None))
    rows: list[Row] = []
    for part in held:
        if rows:
            rows.append(Row("", (None,) * 7, rule=True))
        rows += _block(part, found[part], density[part], column if part == moment else None, now)
    return rows


def _spread(fullest: Mapping[str, int], room: int) -> dict[str, int]:
    """How many lines a post has in each part of the day: as evenly as `room` allows, the short parts first."""
    density = dict.fromkeys(fullest, 1)
    free = room - sum(fullest.values())
    while True:
        able = [part for part, n in fullest.items() if density[part] < 4 and n <= free]
        if not able:
            return density
        part = min(able, key=lambda one: (density[one], fullest[one]))
        density[part] += 1
        free -= fullest[part]


def part_of(hour: str) -> str:
    """The part of the day in which an hour lies."""
    return next((part for part, end in zip(PARTS, ENDS, strict=True) if hour < end), PARTS[-1])


def _block(name: str, days: Week, density: int, column: int | None, now: str, high: int = 0) -> list[Row]:
    """Seven stacks side by side, each as roomy as the fullest allows, or as `high` does where that is more."""
    most = NARROW if high else 4
    high = max([high, *(len(day) * density + (place == column) for place, day in enumerate(days))])
    stacks: list[list[Spot]] = []
    for place, day in enumerate(days):
        each = min(most, max((high - (place == column)) // len(day), density)) if day else density
        if place != column:
            stacks.append(_stack(day, each))
            continue
        before, after = ([one for one in day if (slot(one) <= now) is past] for past in (True, False))
        stacks.append([*_stack(before, each), Spot(None, 0, 1), *_stack(after, each)])
    longest = max(map(len, stacks), default=0)
    return [
        Row(name if line == 0 else "", tuple(stack[line] if line < len(stack) else None for stack in stacks))
        for line in range(longest)
    ]


def _stack(found: "Collection[Entry]", density: int) -> list[Spot]:
    return [Spot(one, line, density) for one in found for line in range(density)]


def beside(entries: "Sequence[Entry]", key: str, monday: date, *, days: int = 0, posts: int = 0) -> "Entry | None":
    """The entry that a step leads to: a post up or down the day, or the nearest hour of the next day that has any."""
    here = next((one for one in entries if one.key == key), None)
    if here is None:
        return entries[0] if entries else None
    if posts:
        same = [one for one in entries if one.day == here.day]
        place = same.index(here) + posts
        return same[min(max(place, 0), len(same) - 1)]
    step = 1 if days > 0 else -1
    wanted = here.day + timedelta(days=step)
    while 0 <= (wanted - monday).days < 7:
        found = [one for one in entries if one.day == wanted]
        if found:
            return min(found, key=lambda one: abs(_minutes(one) - _minutes(here)))
        wanted += timedelta(days=step)
    return here


def _minutes(one: "Entry") -> int:
    return one.hour.hour * 60 + one.hour.minute if one.hour else 24 * 60
