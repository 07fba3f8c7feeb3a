"""What may stand under `cancel_if` and `hold_if`, and how it is read."""

from dataclasses import replace
from datetime import UTC, datetime, time, timedelta

from scheduler.campaigns.desk import Desk
from scheduler.campaigns.fields import Field, ListOf, Placed, Record, Spelt, Values
from scheduler.campaigns.kinds import SPAN
from scheduler.campaigns.tree import Items, Keyed
from scheduler.model import spelling
from scheduler.model.campaign import Content
from scheduler.model.condition import Condition, Kind, Then
from scheduler.model.notice import Where
from scheduler.model.spelling import Misspelt
from scheduler.model.zone import resolve


def _moment(text: str) -> datetime:
    """A moment; a date alone has passed when its day is over."""
    found = spelling.moment(text)
    try:
        spelling.day(text)
    except Misspelt:
        return found
    return datetime.combine(found.date() + timedelta(days=1), time())


def _post(text: str) -> str:
    """The id of a post of this campaign, or `campaign/post`."""
    campaign, bar, post = text.partition("/")
    return f"{spelling.slug(campaign)}/{spelling.slug(post)}" if bar else spelling.slug(campaign)


CONDITION = Record(
    "condition",
    (
        Field(
            name="passed",
            kind=Spelt(_moment, r"^\d{4}-\d{1,2}-\d{1,2}", ("2027-06-13", "2027-06-13 12h")),
            mistaken=("passé", "passée", "après", "after", "date"),
        ),
        Field(
            name="not_out",
            kind=ListOf(Spelt(_post, "", ("annonce", "museumweek-2027/annonce")), lone=True),
            mistaken=("pas_publié", "non_publié", "pas_sorti", "not_published", "failed"),
        ),
        Field(name="younger_than", kind=SPAN, mistaken=("plus_récent_que", "moins_de", "newer_than", "plus_jeune_que")),
    ),
    like="{not_out: annonce}",
)
CONDITIONS = (
    Field(name="cancel_if", kind=Placed(CONDITION), mistaken=("annuler_si", "cancel_when", "annulé_si", "skip_if")),
    Field(name="hold_if", kind=Placed(CONDITION), mistaken=("retenir_si", "suspendre_si", "hold_when", "wait_if")),
)


def conditions(values: Values, desk: Desk, zone: str) -> tuple[Condition, ...]:
    """What cancels and what holds a post or one of its contents, in the order in which it is asked."""
    found: list[Condition] = []
    for then in Then:
        if (given := values.get(f"{then.value}_if")) is not None:
            node, own = given
            if not own:
                desk.error("proviso-empty", desk.at(node))
            found += _of(node, own, then, desk, zone)
    return tuple(found)


def _of(node: Keyed, own: Values, then: Then, desk: Desk, zone: str) -> list[Condition]:
    found: list[Condition] = []
    if "passed" in own:
        wall: datetime = own["passed"]
        at = resolve(wall, zone).instant.astimezone(UTC)
        found.append(Condition(then=then, kind=Kind.PASSED, at=at, where=desk.key(node, "passed")))
    for number, post in enumerate(own.get("not_out", ())):
        where = _item(node, number, desk)
        found.append(Condition(then=then, kind=Kind.NOT_OUT, post=post, where=where))
    if "younger_than" in own:
        where = desk.key(node, "younger_than")
        found.append(Condition(then=then, kind=Kind.YOUNGER, span=own["younger_than"], where=where))
    return found


def _item(node: Keyed, number: int, desk: Desk) -> Where:
    inner = node.entries["not_out"][2]
    return desk.at(inner.items[number]) if isinstance(inner, Items) else desk.at(inner)


def conditioned(said: Content, own: Values, desk: Desk, zone: str) -> Content:
    """`said`, one content of a series, with what cancels or holds that one alone."""
    if "cancel_if" not in own and "hold_if" not in own:
        return said
    return replace(said, conditions=conditions(own, desk, zone))
