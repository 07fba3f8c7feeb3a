"""What a person may call a delivery or a post: an id, a tag, the campaign and post, or the short code on a paper."""

from collections.abc import Sequence
from dataclasses import dataclass

from scheduler.errors import Problem
from scheduler.model.delivery import FINAL, Delivery
from scheduler.model.spelling import nearest
from scheduler.model.variant import CODE_ALPHABET
from scheduler.store import codes, deliveries
from scheduler.store.database import Database

CODE_LENGTH = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    """What one name means. `single`: it names one delivery, not a post with all its networks."""

    name: str
    deliveries: tuple[Delivery, ...]
    single: bool


def named_each(database: Database, names: Sequence[str]) -> list[Named]:
    """What each of `names` means, never nothing. Raises `Problem` with what was probably meant."""
    if not names:
        raise Problem("nothing-named")
    return [_meant(database, name.strip()) for name in names]


def _meant(database: Database, name: str) -> Named:
    digits = name.removeprefix("#")
    if digits.isascii() and digits.isdigit() and (found := deliveries.select(database, ids=[int(digits[:18])])):
        return Named(name=name, deliveries=tuple(found), single=True)
    if "/" in name:
        return _by_tag(database, name)
    code = name.upper().replace("-", "").replace(" ", "")
    if len(code) == CODE_LENGTH and not set(code) - set(CODE_ALPHABET):
        return _by_code(database, name, code)
    raise _unknown(name, [one.tag for one in deliveries.select(database)])


def _by_tag(database: Database, name: str) -> Named:
    wanted = name.strip("/").split("/")
    post = deliveries.select(database, campaigns=wanted[:1], posts=wanted[1:2]) if len(wanted) > 1 else []
    found = [one for one in post if one.tag.split("/")[: len(wanted)] == wanted]
    if not found:  # a campaign of thousands is read only to say what was meant
        known = deliveries.select(database, campaigns=wanted[:1]) or deliveries.select(database)
        raise _unknown(name, ["/".join(one.tag.split("/")[: len(wanted)]) for one in known])
    return Named(name=name, deliveries=_living(found), single=len(wanted) > 3)


def _by_code(database: Database, name: str, code: str) -> Named:
    found = _living(deliveries.select(database, codes=[code]))
    posts = sorted({codes.post_key(one) for one in found})
    if len(posts) > 1:
        raise Problem("code-of-several-posts", code=code, posts=["/".join(post) for post in posts])
    if found:
        return Named(name=name, deliveries=found, single=False)
    if older := codes.once_of(database, code):
        campaign, post, occurrence = older[0]
        of_post = deliveries.select(database, campaigns=[campaign], posts=[post])
        now = [one for one in of_post if codes.post_key(one) == older[0]]
        current = next((one.code for one in now if one.state not in FINAL), "")
        shown = f"{campaign}/{post}" if occurrence == "once" else "/".join(older[0])
        raise Problem("code-of-older-text", code=code, post=shown, current=current or "-")
    raise _unknown(name, sorted({one.code for one in deliveries.select(database)}))


def _living(found: Sequence[Delivery]) -> tuple[Delivery, ...]:
    """Those that are not over; where all of a tag's are, its newest."""
    newest = {one.tag: one for one in sorted(found, key=lambda one: (one.state not in FINAL, one.id))}
    return tuple(one for one in found if newest[one.tag] is one)


def _unknown(name: str, known: Sequence[str]) -> Problem:
    if meant := nearest(name, known):
        return Problem("no-such-delivery-meant", name=name, meant=meant)
    return Problem("no-such-delivery", name=name)
