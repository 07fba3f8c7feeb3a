"""The plan as a diff: what would be added, moved, replaced, cancelled, and what is asked first."""

from collections.abc import Iterator, Sequence
from datetime import date, datetime
from itertools import groupby

from scheduler.model.change import Change, ChangeKind, Question
from scheduler.model.cost import Cost
from scheduler.model.notice import Notice, Severity
from scheduler.model.queued import SHORT
from scheduler.model.variant import Variant
from scheduler.plain import visible
from scheduler.render import conditions, money, slotting
from scheduler.render.difference import differing
from scheduler.render.ink import Row, out, paint, print_rows
from scheduler.render.surface import Json, instant, local, problem
from scheduler.render.terminal import line
from scheduler.sentences import label, say

SIGNS = {
    ChangeKind.ADD: ("+", "add"),
    ChangeKind.MOVE: ("→", "warning"),
    ChangeKind.REPLACE: ("±", "warning"),
    ChangeKind.CANCEL: ("-", "remove"),
    ChangeKind.KEEP: ("=", "faint"),
    ChangeKind.MISSING: ("∅", "warning"),
    ChangeKind.ASK: ("?", "error"),
}
PAIRED = frozenset({"line-gap", "line-repetition"})
"""What the editorial line says of two posts, of which one may be in the queue alone."""

WELCOMES = frozenset({"policy-welcome-allowed", "policy-welcome-draft", "policy-welcome-by-person"})
"""What applying a welcome means: it puts no line into the diff, and messages to people nobody knows yet into the queue later."""


def surface(
    changes: Sequence[Change], costs: Sequence[Cost], notices: Sequence[Notice], language: str, *, left_out: int = 0
) -> Json:
    """As `plan --json` shows it; `left_out` is how many posts an error keeps out."""
    return {
        "changes": [_change(one, language) for one in changes],
        "costs": [money.surface(one) for one in costs],
        "problems": [problem(one, language) for one in notices if _matters(one)],
        "left_out": left_out,
    }


def _matters(notice: Notice) -> bool:
    """Whether a plan shows it: what blocks, and what only the queue shows. The other warnings are for `check`."""
    return notice.severity is Severity.ERROR or _beside(notice)


def _beside(notice: Notice) -> bool:
    """A warning of money, of a post that stands too near another one, or of dates that stay empty; what rests; who is greeted."""
    told = notice.code.startswith(SHORT) or notice.code in WELCOMES
    return told or (notice.severity is Severity.WARNING and notice.code in money.WARNINGS | PAIRED)


def _change(one: Change, language: str) -> Json:
    return {
        "change": one.kind.value,
        "tag": one.tag,
        "account": one.account,
        "network": one.network,
        "due": instant(one.due),
        "local": local(one.local),
        "reason": one.reason,
        "message": str(say(one.reason, _arguments(one), language)),
        "was": instant(one.was),
        "closes": instant(one.closes),
        "answer": f"--{one.question.value}" if one.question else None,
        "conditions": _conditions(one, language),
        "slot": slotting.surface(one.slot),
        "content": one.content or None,
    }


def show(
    changes: Sequence[Change], costs: Sequence[Cost], notices: Sequence[Notice], language: str, *, left_out: int = 0
) -> None:
    """Print the diff."""
    print_rows(rows(changes, costs, notices, language, left_out=left_out))


def rows(
    changes: Sequence[Change], costs: Sequence[Cost], notices: Sequence[Notice], language: str, *, left_out: int = 0
) -> Iterator[Row]:
    """The diff: a heading a day, a line a post with its accounts, the words that change; what is kept is counted.

    The summary says how many posts stay out too: their errors stand above, and may have left the screen.
    """
    for notice in (one for one in notices if one.severity is Severity.ERROR):
        yield [("✗", "error"), (f" {line(notice, language)}", "")]
    moving = sorted((one for one in changes if one.kind is not ChangeKind.KEEP), key=_place)
    for day, of_day in groupby(moving, key=_day):
        yield []
        yield [(label("day", language, day=day) if day else label("day-by-hand", language), "strong")]
        for _, of_post in groupby(of_day, key=_place):
            yield from _post(list(of_post), language)
    yield []
    yield from ([(text, "")] for text in money.lines(costs, language))
    for notice in (one for one in notices if _beside(one)):
        sign = ("·", "faint") if notice.code in WELCOMES else ("~", "warning")
        yield [sign, (f" {line(notice, language)}", "")]
    counts = {kind: sum(1 for one in changes if one.kind is kind) for kind in ChangeKind}
    said = [label(f"change-{kind.value}", language, n=n) for kind, n in counts.items() if n]
    summary = label("plan-summary", language, changes=said) if said else label("plan-empty", language)
    yield [(summary, ""), *([(" ", ""), (label("plan-left-out", language, n=left_out), "error")] if left_out else [])]
    for question in Question:
        if asked := sum(1 for one in changes if one.question is question):
            yield [(str(say(f"question-{question.value}", {"n": asked}, language)), "warning")]


def applied(steps: int, language: str) -> None:
    """Say what was done."""
    out(paint(label("applied" if steps else "applied-nothing", language, n=steps), "good"))


def _post(changes: Sequence[Change], language: str) -> Iterator[Row]:
    """One line for one post, its accounts together, then the words that change."""
    first = changes[0]
    sign, style = SIGNS[first.kind]
    post = "/".join(first.tag.split("/")[1:3]).removesuffix("/once").replace("/once+", "+")
    accounts = " ".join(one.account for one in changes)
    hours = _hours(first, language)
    # How many would be cancelled stands once, under the list; here stands why this one would be.
    because = str(first.arguments.get("because", first.reason))
    row = [("  ", ""), (sign, style), (f" {hours}  {visible(post)}  ", ""), (visible(accounts), "faint")]
    if first.kind is not ChangeKind.ADD:
        row += [("  ", ""), (str(say(because, _arguments(first), language)), "faint")]
    if placed := slotting.words(first.slot, first.content, language):
        row += [("  ", ""), (visible(placed), "faint")]
    yield row
    if first.kind in {ChangeKind.ADD, ChangeKind.REPLACE}:
        yield from ([("      · ", "faint"), (visible(said), "faint")] for said in _conditions(first, language))
    if first.kind is ChangeKind.ADD and first.after:
        yield [("      ", ""), ("+ " + _opening(first.after), "add")]
    elif first.kind is ChangeKind.REPLACE and first.before and first.after:
        for old, new in differing(first.before, first.after, language):
            yield [("      ", ""), ("- " + old, "remove")]
            yield [("      ", ""), ("+ " + new, "add")]


def _conditions(one: Change, language: str) -> list[str]:
    """What cancels or holds it, by the clock of its campaign."""
    instant = one.local or one.closes
    return conditions.words(one.conditions, instant.tzinfo if instant else None, language) if one.conditions else []


def _hours(one: Change, language: str) -> str:
    """The hour, and the one before it; with their days where these differ, for the heading shows only one of them."""
    if one.local is None or one.due is None:
        return label("by-hand", language)
    was = one.was.astimezone(one.local.tzinfo) if one.was is not None and one.was != one.due else None
    if was is None:
        return f"{one.local:%H:%M}"
    shape = "%H:%M" if was.date() == one.local.date() else "%d/%m %H:%M"
    return f"{was:{shape}} → {one.local:{shape}}"


def _opening(variant: Variant, width: int = 96) -> str:
    text = " ".join(visible(variant.parts[0].text).split()) if variant.parts else ""
    return text if len(text) <= width else text[: width - 1].rstrip() + "…"


def _day(one: Change) -> date | None:
    """The day under whose heading it stands; a post sent by hand stands at the day on which its time ends."""
    instant = one.local or one.closes
    return instant.date() if instant else None


def _place(one: Change) -> tuple[object, ...]:
    """Where it stands in the list: equal for what is one line, the accounts with the same change of one post."""
    day, by_hand = _day(one), one.due is None
    hour = one.local.isoformat() if one.local and one.due else ""
    post = one.tag.rsplit("/", 1)[0]
    placed = slotting.words(one.slot, one.content, "en")
    return day is None, day or date.max, by_hand, hour, post, one.kind.value, one.reason, placed, _words(one)


def _words(one: Change) -> str:
    """What is printed under the line: only accounts for which it is the same share one."""
    if one.kind is ChangeKind.REPLACE and one.before and one.after:
        return repr(differing(one.before, one.after, "en"))
    return _opening(one.after) if one.after and one.kind is ChangeKind.ADD else ""


def _arguments(one: Change) -> dict[str, object]:
    was: datetime | None = one.was
    return {"tag": one.tag, "account": one.account, "was": was, "due": one.local, **one.arguments}
