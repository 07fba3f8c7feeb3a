"""Messages of others as they are kept, and the rows of what was made of each; what leads to one lies sealed beside it."""

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

import sqlalchemy as sa

from scheduler.errors import Problem
from scheduler.model.mention import Deed, Mark, Mention, Toward
from scheduler.model.publics import key_id
from scheduler.plain import redact
from scheduler.store import listening
from scheduler.store.database import Database
from scheduler.store.sealed import opened, seal
from scheduler.store.tables import mention_marks, mentions
from scheduler.store.welcomed import flush

EVERY = 400
OF_OTHERS = ("wording", "attribution", "credit", "contributor")
"""Values of marks that are somebody else's: emptied when that person's consent is withdrawn."""


@dataclass(frozen=True, slots=True, kw_only=True)
class New:
    """A message that was heard. `remote_id` is kept sealed only."""

    account: str
    network: str
    toward: Toward
    remote_id: str
    at: datetime
    tag: str = ""
    hashtag: str = ""
    simulated: bool = False


def keep(
    database: Database,
    key: bytes,
    heard: Iterable[New],
    *,
    at: datetime,
    by: str = "",
    stream: "listening.Stream | None" = None,
) -> int:
    """Keep messages, each once, and in the same transaction how far `stream` was read; return how many are new.

    One that is known gains what was not known of it: the post of ours that it answers, the hashtag that it bears.
    """
    oldest = list(heard)
    oldest.reverse()  # lists come newest first: of two of one hour the later is the second
    given = {(one.account, seal(key, one.remote_id)): one for one in sorted(oldest, key=lambda one: one.at)}
    with database.write() as connection:
        known, fresh = _known(connection, given), list[dict[str, object]]()
        for place, one in given.items():
            if place in known:
                _learn(connection, known[place], one)
            else:
                fresh.append(_row(one) | {"sealed": place[1], "key": key_id(key), "heard_at": at, "by": redact(by)})
        if fresh:
            connection.execute(sa.insert(mentions), fresh)
        if stream is not None:
            listening.put(connection, stream)
    return len(fresh)


def numbers(database: Database, key: bytes, account: str, remote_ids: Collection[str]) -> dict[str, int]:
    """The numbers of those messages of `account` that are kept, by remote id."""
    given = {(account, seal(key, one)): one for one in remote_ids}
    with database.read() as connection:
        known = _known(connection, given)
    return {given[place]: row["id"] for place, row in known.items()}


def _row(one: New) -> dict[str, object]:
    return {
        **{name: getattr(one, name) for name in ("account", "network", "at", "tag", "hashtag", "simulated")},
        "toward": one.toward.value,
    }


def _known(connection: sa.Connection, places: Collection[tuple[str, str]]) -> dict[tuple[str, str], dict[str, int]]:
    sealed = sorted({one for _, one in places})
    found: dict[tuple[str, str], dict[str, int]] = {}
    for first in range(0, len(sealed), EVERY):
        query = sa.select(mentions).where(mentions.c.sealed.in_(sealed[first : first + EVERY]))
        for row in connection.execute(query).mappings():
            if (row["account"], row["sealed"]) in places:
                found[row["account"], row["sealed"]] = dict(row)
    return found


def _learn(connection: sa.Connection, row: Mapping[str, object], one: New) -> None:
    fresh: dict[str, object] = {}
    if one.hashtag and not row.get("hashtag"):
        fresh["hashtag"] = one.hashtag
    if one.tag and not row.get("tag"):
        fresh |= {"tag": one.tag, "toward": Toward.REPLY.value}
    elif one.toward is Toward.MENTION and row.get("toward") == Toward.TAG.value:
        fresh["toward"] = Toward.MENTION.value
    if fresh:
        connection.execute(sa.update(mentions).where(mentions.c.id == row["id"]).values(fresh))


def select(
    database: Database,
    *,
    numbers: Sequence[int] = (),
    since: datetime | None = None,
    until: datetime | None = None,
    accounts: Collection[str] = (),
) -> list[Mention]:
    """Messages from `since` on and before `until`, the oldest first; of those accounts, and of those numbers, where named."""
    table = mentions.c
    conditions: list[sa.ColumnElement[bool]] = []
    conditions += [table.at >= since] if since is not None else []
    conditions += [table.at < until] if until is not None else []
    conditions += [table.account.in_(sorted(accounts))] if accounts else []
    conditions += [table.id.in_(numbers)] if numbers else []
    with database.read() as connection:
        rows = connection.execute(sa.select(mentions).where(*conditions).order_by(table.at, table.id)).all()
    return [_mention(row) for row in rows]


def _mention(row: "sa.Row[tuple[object, ...]]") -> Mention:
    return Mention(
        number=row.id,
        account=row.account,
        network=row.network,
        toward=Toward(row.toward),
        at=row.at,
        tag=row.tag,
        hashtag=row.hashtag,
        simulated=row.simulated,
        by_hand=row.by,
    )


def addresses(database: Database, key: bytes, numbers: Collection[int]) -> dict[int, str]:
    """The remote ids of messages, by number; those that were sealed with another key are left out."""
    every, found = sorted(numbers), dict[int, str]()
    with database.read() as connection:
        for first in range(0, len(every), EVERY):
            some = mentions.c.id.in_(every[first : first + EVERY])
            for row in connection.execute(sa.select(mentions.c.id, mentions.c.sealed).where(some)):
                remote_id = opened(key, row.sealed)
                if remote_id is not None:
                    found[row.id] = remote_id
    return found


def keys(database: Database) -> set[str]:
    """The ids of the keys that messages were sealed with."""
    with database.read() as connection:
        return set(connection.execute(sa.select(mentions.c.key).distinct()).scalars())


def marks(database: Database, numbers: Collection[int] | None = None) -> dict[int, list[Mark]]:
    """What was made of each message, by its number, in the order in which it was written; of all, or of those named."""
    found: dict[int, list[Mark]] = {}
    with database.read() as connection:
        for some in _some(numbers):
            query = sa.select(mention_marks).where(*some).order_by(mention_marks.c.id)
            for row in connection.execute(query):
                found.setdefault(row.mention, []).append(_mark(row))
    return found


def _some(numbers: Collection[int] | None) -> Iterator[list[sa.ColumnElement[bool]]]:
    if numbers is None:
        yield []
        return
    every = sorted(numbers)
    for first in range(0, len(every), EVERY):
        yield [mention_marks.c.mention.in_(every[first : first + EVERY])]


def mark(
    database: Database, number: int, deed: Deed, value: Mapping[str, str | bool], *, by: str, at: datetime
) -> Mark:
    """Write down what was made of a message; a withdrawn consent also empties what was written of its author's.

    Raises `Problem` for a message that is not kept.
    """
    with database.write() as connection:
        if connection.execute(sa.select(mentions.c.id).where(mentions.c.id == number)).first() is None:
            raise Problem("mention-no-such", where=str(number))
        if deed is Deed.WITHDRAW:
            _empty(connection, mention_marks.c.mention == number)
        found = _added(connection, number, deed, value, by=by, at=at)
    if deed is Deed.WITHDRAW:
        flush(database)
    return found


def seen(database: Database, found: Sequence[tuple[int, Deed, Mapping[str, str | bool]]], *, at: datetime) -> int:
    """Write down what the program saw of messages, where it is not written yet; return how many rows that were."""
    known = marks(database, {number for number, _, _ in found})
    fresh = [
        (number, deed, value)
        for number, deed, value in found
        if not any(one.deed is deed and not one.by and one.value == value for one in known.get(number, ()))
    ]
    if fresh:
        with database.write() as connection:
            for number, deed, value in fresh:
                _added(connection, number, deed, value, by="", at=at)
    return len(fresh)


def undo(database: Database, row: int, *, by: str, at: datetime) -> Mark:
    """Take a row back by another. Raises `Problem` for one that is not there, was taken back, or takes another back."""
    with database.write() as connection:
        found = connection.execute(sa.select(mention_marks).where(mention_marks.c.id == row)).first()
        if found is None or found.undoes is not None:
            raise Problem("mention-no-such-row", where=str(row))
        if found.deed == Deed.WITHDRAW.value:
            raise Problem("mention-withdrawn", where=str(row))
        if connection.execute(sa.select(mention_marks.c.id).where(mention_marks.c.undoes == row)).first():
            raise Problem("mention-undone-already", where=str(row))
        return _added(connection, found.mention, Deed.UNDO, {}, by=by, at=at, undoes=row)


def any_before(database: Database, instant: datetime) -> bool:
    """Whether a message of before that instant is kept."""
    query = sa.select(mentions.c.id).where(mentions.c.at < instant).limit(1)
    with database.read() as connection:
        return connection.execute(query).first() is not None


def purge(database: Database, *, before: datetime) -> int:
    """Delete the messages of before that instant and all that was made of them; return how many they were.

    What was listened to begins there then: the weeks before are «not collected», not weeks without messages.
    """
    with database.write() as connection:
        old = sa.select(mentions.c.id).where(mentions.c.at < before)
        connection.execute(sa.delete(mention_marks).where(mention_marks.c.mention.in_(old)))
        number = connection.execute(sa.delete(mentions).where(mentions.c.at < before)).rowcount
        listening.begin_at(connection, before)
    flush(database)
    return number


def forget(database: Database, names: Collection[str]) -> int:
    """Empty the words, credits and attributions of whoever is named so in a row (a handle, a name, a pseudonym).

    Returns how many messages it concerned. Their consent counts as withdrawn.
    """
    wanted = {one.casefold().lstrip("@") for one in names if one.strip("@ ")}
    with database.read() as connection:
        rows = [_mark(row) for row in connection.execute(sa.select(mention_marks))]
    concerned = {
        one.mention for one in rows if any(_names(one.text(field), name) for field in OF_OTHERS for name in wanted)
    }
    with database.write() as connection:
        for number in sorted(concerned):
            _empty(connection, mention_marks.c.mention == number)
            _added(connection, number, Deed.WITHDRAW, {}, by="", at=database.clock.now())
    if concerned:
        flush(database)
    return len(concerned)


def _names(text: str, wanted: str) -> bool:
    """Whether `wanted` stands in a text as a whole word: @ada is not @adalbert."""
    return bool(text) and re.search(rf"(?<![\w.-]){re.escape(wanted)}(?![\w@-]|\.\w)", text.casefold()) is not None


def _empty(connection: sa.Connection, where: sa.ColumnElement[bool]) -> None:
    for row in connection.execute(sa.select(mention_marks).where(where)).all():
        kept = {name: value for name, value in row.value.items() if name not in OF_OTHERS}
        if kept != row.value:
            query = sa.update(mention_marks).where(mention_marks.c.id == row.id)
            connection.execute(query.values(value=kept | {"emptied": True}))


def _added(
    connection: sa.Connection,
    number: int,
    deed: Deed,
    value: Mapping[str, str | bool],
    *,
    by: str,
    at: datetime,
    undoes: int | None = None,
) -> Mark:
    clean = {name: redact(one) if isinstance(one, str) else one for name, one in value.items()}
    row = {"mention": number, "deed": deed.value, "value": clean, "by": redact(by), "at": at, "undoes": undoes}
    done = connection.execute(sa.insert(mention_marks).values(row)).inserted_primary_key
    assert done is not None, "a row that was inserted has its number"
    return replace(Mark(id=done[0], mention=number, deed=deed, by=redact(by), at=at, undoes=undoes), value=clean)


def _mark(row: "sa.Row[tuple[object, ...]]") -> Mark:
    return Mark(
        id=row.id,
        mention=row.mention,
        deed=Deed(row.deed),
        by=row.by,
        at=row.at,
        value=row.value,
        undoes=row.undoes,
    )
