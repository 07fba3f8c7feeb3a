"""The plan as a diff: what would be added, moved, replaced, cancelled, and what is asked first."""

from collections.abc import Sequence
from datetime import datetime
from itertools import groupby
from typing import Protocol

from scheduler.model.change import Change, ChangeKind, Question
from scheduler.model.notice import Notice, Severity
from scheduler.model.variant import Variant
from scheduler.plain import visible
from scheduler.render.ink import out, paint
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


class Cost(Protocol):
    """What an account's new posts would cost."""

    @property
    def account(self) -> str: ...
    @property
    def amount(self) -> float: ...
    @property
    def currency(self) -> str: ...
    @property
    def uses(self) -> int: ...


def surface(changes: Sequence[Change], costs: Sequence[Cost], notices: Sequence[Notice], language: str) -> Json:
    """As `plan --json` shows it."""
    return {
        "changes": [_change(one, language) for one in changes],
        "costs": [
            {"account": one.account, "amount": round(one.amount, 4), "currency": one.currency, "uses": one.uses}
            for one in costs
        ],
        "problems": [problem(one, language) for one in notices if one.severity is Severity.ERROR],
    }


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
        "answer": f"--{one.question.value}" if one.question else None,
    }


def show(changes: Sequence[Change], costs: Sequence[Cost], notices: Sequence[Notice], language: str) -> None:
    """Print the diff: a heading a day, a line a post with its accounts, the words that change; what is kept is counted."""
    for notice in (one for one in notices if one.severity is Severity.ERROR):
        out(f"{paint('✗', 'error')} {line(notice, language)}")
    moving = [one for one in changes if one.kind is not ChangeKind.KEEP]
    for day, of_day in groupby(moving, key=_day):
        out()
        out(paint(label("day", language, day=day) if day else label("day-by-hand", language), "strong"))
        for _, of_post in groupby(
            of_day, key=lambda one: (one.kind, one.tag.rsplit("/", 1)[0], one.reason, _words(one))
        ):
            _post(list(of_post), language)
    out()
    for cost in costs:
        out(label("cost", language, account=cost.account, amount=cost.amount, currency=cost.currency, n=cost.uses))
    counts = {kind: sum(1 for one in changes if one.kind is kind) for kind in ChangeKind}
    said = [label(f"change-{kind.value}", language, n=n) for kind, n in counts.items() if n]
    out(label("plan-summary", language, changes=said) if said else label("plan-empty", language))
    for question in Question:
        if asked := sum(1 for one in changes if one.question is question):
            out(paint(str(say(f"question-{question.value}", {"n": asked}, language)), "warning"))


def applied(steps: int, language: str) -> None:
    """Say what was done."""
    out(paint(label("applied", language, n=steps), "good"))


def _post(changes: Sequence[Change], language: str) -> None:
    """One line for one post, its accounts together, then the words that change."""
    first = changes[0]
    sign, style = SIGNS[first.kind]
    post = "/".join(first.tag.split("/")[1:3]).removesuffix("/once").replace("/once+", "+")
    accounts = " ".join(one.account for one in changes)
    hours = _hours(first, language)
    reason = (
        ""
        if first.kind is ChangeKind.ADD
        else f"  {paint(str(say(first.reason, _arguments(first), language)), 'faint')}"
    )
    out(f"  {paint(sign, style)} {hours}  {visible(post)}  {paint(visible(accounts), 'faint')}{reason}")
    if first.kind is ChangeKind.ADD and first.after:
        out(f"      {paint('+ ' + _opening(first.after), 'add')}")
    elif first.kind is ChangeKind.REPLACE and first.before and first.after:
        for old, new in _differing(first.before, first.after):
            out(f"      {paint('- ' + old, 'remove')}")
            out(f"      {paint('+ ' + new, 'add')}")


def _hours(one: Change, language: str) -> str:
    hour = f"{one.local:%H:%M}" if one.local and one.due else label("by-hand", language)
    if one.was is not None and one.local is not None and one.was != one.due:
        return f"{one.was.astimezone(one.local.tzinfo):%d/%m %H:%M} → {hour}"
    return hour


def _differing(before: Variant, after: Variant) -> list[tuple[str, str]]:
    """The lines that differ, paired as far as they go."""
    old, new = _lines(before), _lines(after)
    gone, come = [one for one in old if one and one not in new], [one for one in new if one and one not in old]
    length = max(len(gone), len(come))
    return list(zip(gone + [""] * (length - len(gone)), come + [""] * (length - len(come)), strict=True))


def _lines(variant: Variant) -> list[str]:
    """All that will be seen of a variant, a line each: its words, its pictures with what they say, what is set beside."""
    lines = []
    for part in variant.parts:
        lines += visible(part.text).splitlines()
        lines += [visible(f"▣ {one.file} · {one.alt}").replace("\n", " ") for one in part.media]
    beside = (variant.options.warning, variant.options.visibility, variant.options.language)
    return [*lines, *(f"· {visible(one)}" for one in beside if one)]


def _opening(variant: Variant, width: int = 96) -> str:
    text = " ".join(visible(variant.parts[0].text).split()) if variant.parts else ""
    return text if len(text) <= width else text[: width - 1].rstrip() + "…"


def _day(one: Change) -> object:
    return one.local.date() if one.local else None


def _words(one: Change) -> str:
    return _opening(one.after) if one.after and one.kind is not ChangeKind.MOVE else ""


def _arguments(one: Change) -> dict[str, object]:
    was: datetime | None = one.was
    return {"tag": one.tag, "account": one.account, "was": was, "due": one.local, **one.arguments}
