"""One post on one account as the line looks at it, whether it is in the files or in the queue."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from scheduler.flow.prepared import Prepared
from scheduler.model.delivery import Delivery
from scheduler.model.line import Line
from scheduler.model.notice import Notice, Severity, Where
from scheduler.model.variant import Variant

Key = tuple[str, str]


NONE: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class Slot:
    """A post on an account. `where` is None for what is only in the queue: nothing is said of it.

    `local` is its hour by its campaign's clock; None where a person sends it, on `day`.
    """

    tag: str
    campaign: str
    post: str
    account: str
    line: Line
    due: datetime | None
    local: datetime | None
    day: date | None
    variant: Variant
    where: Where | None = None
    series: bool = False
    reply: bool = False
    excused: frozenset[str] = NONE
    """The rules that are not held against it."""

    @property
    def name(self) -> str:
        """Its tag without the account: what people call the post."""
        return self.tag.rpartition("/")[0]

    @property
    def key(self) -> Key:
        """The campaign and the post."""
        return self.campaign, self.post


@dataclass(frozen=True, slots=True)
class Finding:
    """What a rule says of one slot."""

    slot: Slot
    notice: Notice


def of_files(one: Prepared, line: Line) -> Slot:
    """A post of the files."""
    occurrence = one.occurrence
    moment = occurrence.local or occurrence.closes
    local = moment.astimezone(ZoneInfo(one.campaign.timezone)) if moment else None
    return Slot(
        tag=one.tag,
        campaign=one.campaign.slug,
        post=occurrence.post.id,
        account=one.account.name,
        line=line,
        due=occurrence.due,
        local=local if occurrence.due else None,
        day=local.date() if local else None,
        variant=one.variant,
        where=occurrence.post.where,
        series=occurrence.post.repeat is not None,
        reply=occurrence.reply is not None,
        excused=frozenset([excuse.rule for excuse in occurrence.post.excuses]) if occurrence.post.excuses else NONE,
    )


def of_queue(one: Delivery, line_of: Callable[[str], Line]) -> Slot:
    """A post of the queue that no file in hand asks for."""
    moment = one.local or one.closes
    local = moment.astimezone(ZoneInfo(one.zone)) if moment else None
    return Slot(
        tag=one.tag,
        campaign=one.campaign,
        post=one.post,
        account=one.account,
        line=line_of(one.campaign),
        due=one.due,
        local=local if one.due else None,
        day=local.date() if local else None,
        variant=one.variant,
        reply=bool(one.under),
    )


def finding(slot: Slot, severity: Severity, code: str, where: Where, /, **arguments: object) -> Finding:
    """What the rule at `where` says of `slot`."""
    name = Path(where.file).name
    place = f"{name}:{where.line}" if where.line else name
    subject = f'post "{slot.post}" -> {slot.account}'
    notice = Notice(
        severity=severity, code=code, where=slot.where, subject=subject, arguments={**arguments, "rule": place}
    )
    return Finding(slot, notice)
