"""The rights of pictures, for people and for scripts."""

from collections.abc import Sequence
from datetime import date, timedelta
from decimal import Decimal
from typing import Protocol

from scheduler.model.notice import Notice
from scheduler.model.picture import Picture
from scheduler.plain import visible
from scheduler.render.ink import out, paint
from scheduler.render.surface import Json, problem
from scheduler.render.terminal import SIGNS, line
from scheduler.sentences import label

AHEAD = timedelta(days=90)
"""What ends later is counted, not named."""
OPEN = frozenset({"rights-pending", "rights-near"})
"""An answer may still come in time."""
NAMED = 4
"""Tags that a line names."""


class Standing(Protocol):
    """A picture that may not, or not yet, be shown."""

    @property
    def campaign(self) -> str: ...
    @property
    def post(self) -> str: ...
    @property
    def accounts(self) -> tuple[str, ...]: ...
    @property
    def day(self) -> date: ...
    @property
    def picture(self) -> Picture: ...
    @property
    def notice(self) -> Notice: ...
    @property
    def leaves_out(self) -> bool: ...
    @property
    def blocks(self) -> bool: ...


class Ending(Protocol):
    """A picture whose rights end."""

    @property
    def campaign(self) -> str: ...
    @property
    def file(self) -> str: ...
    @property
    def until(self) -> date: ...
    @property
    def holder(self) -> str: ...
    @property
    def tags(self) -> tuple[str, ...]: ...
    @property
    def urls(self) -> tuple[str, ...]: ...
    @property
    def visible(self) -> bool: ...


class Cost(Protocol):
    """What a holder's pictures cost in a campaign."""

    @property
    def campaign(self) -> str: ...
    @property
    def holder(self) -> str: ...
    @property
    def currency(self) -> str: ...
    @property
    def amount(self) -> Decimal: ...
    @property
    def pictures(self) -> int: ...


class Answers(Protocol):
    """How long a holder took."""

    @property
    def holder(self) -> str: ...
    @property
    def answered(self) -> int: ...
    @property
    def median(self) -> float | None: ...
    @property
    def longest(self) -> int | None: ...
    @property
    def waiting(self) -> int: ...
    @property
    def waiting_longest(self) -> int | None: ...


class Clearing(Protocol):
    """All of it."""

    @property
    def standings(self) -> Sequence[Standing]: ...
    @property
    def endings(self) -> Sequence[Ending]: ...
    @property
    def costs(self) -> Sequence[Cost]: ...
    @property
    def answers(self) -> Sequence[Answers]: ...
    @property
    def pictures(self) -> int: ...
    @property
    def today(self) -> date: ...


def surface(found: Clearing, language: str) -> Json:
    """As `rights --json` shows it."""
    return {
        "today": found.today.isoformat(),
        "pictures": found.pictures,
        "standing": [_standing(one, language) for one in found.standings],
        "ending": [
            {
                "campaign": one.campaign,
                "file": one.file,
                "until": one.until.isoformat(),
                "days": (one.until - found.today).days,
                "holder": one.holder,
                "visible": one.visible,
                "tags": list(one.tags),
                "urls": list(one.urls),
            }
            for one in found.endings
        ],
        "costs": [
            {
                "campaign": one.campaign,
                "holder": one.holder,
                "amount": float(one.amount),
                "currency": one.currency,
                "pictures": one.pictures,
            }
            for one in found.costs
        ],
        "answers": [
            {
                "holder": one.holder,
                "answered": one.answered,
                "median_days": one.median,
                "longest_days": one.longest,
                "waiting": one.waiting,
                "waiting_days": one.waiting_longest,
            }
            for one in found.answers
        ],
    }


def _standing(one: Standing, language: str) -> Json:
    rights = one.picture.rights
    return problem(one.notice, language) | {
        "campaign": one.campaign,
        "post": one.post,
        "accounts": list(one.accounts),
        "day": one.day.isoformat(),
        "picture": one.picture.file,
        "status": rights.status if rights else None,
        "holder": rights.holder if rights else "",
        "needed_by": rights.needed_by.isoformat() if rights and rights.needed_by else None,
        "until": rights.until.isoformat() if rights and rights.until else None,
        "blocks": one.blocks,
        "leaves_out": one.leaves_out,
    }


def show(found: Clearing, language: str) -> None:
    """Print what stops posts, what ends, what it costs and how long it took; a part that says nothing is left out."""
    if not found.pictures and not found.standings and not found.endings:
        out(label("rights-none", language))
        return
    _block("rights-blocking", [_said(one, language) for one in found.standings], language)
    if not any(one.blocks for one in found.standings):
        out(paint(label("rights-none-stops" if found.standings else "rights-all-clear", language), "good"))
    _endings(found, language)
    _block("rights-costs", _costs(found.costs, language), language)
    _block("rights-answers", [text for one in found.answers for text in _answered(one, language)], language)


def _block(heading: str, lines: Sequence[str], language: str) -> None:
    if lines:
        out(paint(label(heading, language), "strong"))
        for one in lines:
            out(f"  {one}")


def _said(one: Standing, language: str) -> str:
    severity = one.notice.severity
    code = "rights-would-leave-out" if one.notice.code in OPEN else "rights-leaves-out"
    without = f" ({label(code, language)})" if one.leaves_out else ""
    return f"{paint(SIGNS[severity], severity.value)} {line(one.notice, language, colour=True)}{without}"


def _endings(found: Clearing, language: str) -> None:
    near = [one for one in found.endings if one.until <= found.today + AHEAD]
    lines = []
    for one in near:
        over = one.until < found.today
        tags = (*one.tags[:NAMED], "…") if len(one.tags) > NAMED else one.tags
        code = "rights-ended-line" if over else "rights-end-line"
        sign = paint("✗", "error") if over else paint("~", "warning") if one.visible else paint("·", "info")
        lines.append(f"{sign} {label(code, language, day=one.until, file=one.file, tags=tags)}")
        lines += [f"    {visible(url)}" for url in one.urls if over]
    if later := len(found.endings) - len(near):
        lines.append(paint("·", "info") + " " + label("rights-later", language, n=later, days=AHEAD.days))
    if any(one.visible for one in near):
        lines.append("→ " + label("rights-end-advice", language))
    _block("rights-ending", lines, language)


def _costs(costs: Sequence[Cost], language: str) -> list[str]:
    lines = [
        label(
            "rights-cost-line",
            language,
            campaign=one.campaign,
            amount=one.amount,
            currency=one.currency,
            holder=one.holder or label("rights-nobody", language),
            n=one.pictures,
        )
        for one in costs
    ]
    for currency in sorted({one.currency for one in costs}):
        amounts = [one.amount for one in costs if one.currency == currency]
        if len(amounts) > 1:
            lines.append(label("rights-cost-sum", language, amount=sum(amounts, Decimal(0)), currency=currency))
    return lines


def _answered(one: Answers, language: str) -> list[str]:
    holder = one.holder or label("rights-nobody", language)
    lines = []
    if one.answered:
        took = {"n": one.answered, "median": one.median, "longest": one.longest}
        lines.append(label("rights-answered", language, holder=holder, **took))
    if one.waiting:
        lines.append(label("rights-waiting", language, holder=holder, n=one.waiting, longest=one.waiting_longest))
    return lines
