"""Pictures of a post: alternative text, and the right to show them on the day that the post goes out."""

from datetime import date

from scheduler.campaigns import texts
from scheduler.campaigns.desk import Desk
from scheduler.campaigns.fields import WRONG, Values
from scheduler.campaigns.tree import Keyed, Text
from scheduler.model.picture import MIDDLE, AltTooLong, Fit, IfNotCleared, Picture, Rights

Placed = tuple[Keyed, Values]


def picture(
    placed: Placed, defaults: Values, desk: Desk, *, day: date | None, draft: bool, apart: bool = False
) -> Picture:
    """Make the picture of a post that goes out on `day` (None for a series), and note what is wrong with it.

    `apart`: not every network of the post shows it, so whether its rights hold is left to adaptation, network by network.
    """
    node, own = placed
    values = {**defaults, **own}
    made = Picture(
        file=values.get("file", ""),
        where=desk.at(node),
        alt=values.get("alt", ""),
        credit=values.get("credit", ""),
        rights=_rights(values["rights"]) if "rights" in values else None,
        if_not_cleared=values.get("if_not_cleared", IfNotCleared.BLOCK),
        fit=values.get("fit", Fit.REFUSE),
        focus=values.get("focus", MIDDLE),
        pad_color=values.get("pad_color", "white"),
        alt_if_too_long=values.get("alt_if_too_long", AltTooLong.REFUSE),
        alts=tuple((one.language, one.text) for one in values.get("alts", ())),
    )
    wrong = own.get(WRONG, ())
    if not draft:
        if not made.alt and not made.alts and not {"alt", "alts"} & set(wrong):
            desk.error("alt-missing", desk.key(node, "alt"), file=made.file)
        _words(node, desk)
    if made.rights:
        if _in_order(made.rights, node, desk) and not apart and not draft:
            _judge(made, made.rights, node, desk, day)
        _expected(made, made.rights, node, desk, day)
    elif desk.known.rights_required and not draft and "rights" not in wrong:
        desk.error("rights-missing", desk.at(node), file=made.file)
    return made


def of_card(node: Keyed, own: Values, desk: Desk, *, day: date | None, draft: bool) -> Picture:
    """Make the picture of a link's card. Few networks show it, so whether its rights hold is left to adaptation."""
    where = desk.key(node, "image")
    given = _rights(own["rights"]) if "rights" in own else None
    if given is not None and _in_order(given, node, desk):
        _expected(Picture(file=own["image"], where=where), given, node, desk, day)
    elif given is None and desk.known.rights_required and not draft and "rights" not in own.get(WRONG, ()):
        desk.error("rights-missing", where, file=own["image"])
    drop = own.get("if_not_cleared", IfNotCleared.BLOCK)
    return Picture(file=own["image"], where=where, rights=given, if_not_cleared=drop)


def _words(node: Keyed, desk: Desk) -> None:
    for name in ("alt", "credit", "alts"):
        _, _, leaf = node.entries.get(name, (0, 0, None))
        each = [one for _, _, one in leaf.entries.values()] if isinstance(leaf, Keyed) else [leaf]
        for one in each:
            if isinstance(one, Text):
                texts.unfinished(one.value, one, desk)


def _rights(values: Values) -> Rights:
    return Rights(
        status=values.get("status", ""),
        needed_by=values.get("needed_by"),
        until=values.get("until"),
        networks=values.get("networks", ()),
        since=values.get("from"),
        holder=values.get("holder", ""),
        licence=values.get("licence", ""),
        contract=values.get("contract", ""),
        cost=values.get("cost"),
        asked_on=values.get("asked_on"),
        cleared_on=values.get("cleared_on"),
    )


def _in_order(rights: Rights, node: Keyed, desk: Desk) -> bool:
    """Whether no day stands before one that it must follow. What `defaults` say is said at the picture that has it."""
    since = len(desk.notices)
    for first, last, names in (
        (rights.since, rights.until, ("from", "until")),
        (rights.asked_on, rights.cleared_on, ("asked_on", "cleared_on")),
    ):
        if first and last and last < first:
            desk.error(
                "rights-backwards", desk.key(node, "rights"), first=names[0], last=names[1], day=first, other=last
            )
    return len(desk.notices) == since


def _judge(made: Picture, rights: Rights, node: Keyed, desk: Desk, day: date | None) -> None:
    """Rights that cannot hold on the post's day block it; one that may go without its picture is left to adaptation."""
    where = desk.key(node, "rights")
    if made.if_not_cleared is IfNotCleared.DROP:
        return
    if rights.status in {"refused", "expired"}:
        desk.error(f"rights-{rights.status}", where, file=made.file)
    elif rights.until and day and rights.until < day:
        desk.error("rights-end-before", where, file=made.file, until=rights.until, day=day)
    elif rights.since and day and day < rights.since:
        desk.error("rights-begin-after", where, file=made.file, since=rights.since, day=day)


def _expected(made: Picture, rights: Rights, node: Keyed, desk: Desk, day: date | None) -> None:
    """An answer that is overdue, or expected too late."""
    where, today = desk.key(node, "rights"), desk.known.today
    if rights.status != "asked" or not rights.needed_by:
        return
    if today and rights.needed_by < today:
        desk.warning("rights-overdue", where, file=made.file, needed_by=rights.needed_by)
    if day and rights.needed_by > day:
        desk.warning("rights-needed-late", where, file=made.file, needed_by=rights.needed_by, day=day)
