"""Messages are kept once, without a word or a name; what leads to them opens with the key alone; consent can be withdrawn."""

import base64
from collections.abc import Mapping
from datetime import timedelta

import pytest
import sqlalchemy as sa

from scheduler.errors import Problem
from scheduler.model.mention import Deed, Toward, standing
from scheduler.store import listening, mentions
from scheduler.store.database import Database
from scheduler.store.listening import Stream
from scheduler.store.mentions import New
from scheduler.store.sealed import opened, seal
from scheduler.store.tables import mentions as table
from tests.store.making import HOUR, NOW

KEY, OTHER = b"0" * 32, b"1" * 32
DID = "at://did:plc:plantee/app.bsky.feed.post/3k"


def new(remote_id: str = DID, **other: object) -> New:
    given: dict[str, object] = {"account": "musee", "network": "bluesky", "toward": Toward.MENTION, "at": NOW}
    return New(remote_id=remote_id, **given | other)  # type: ignore[arg-type]


def one(database: Database, **other: object) -> int:
    mentions.keep(database, KEY, [new(**other)], at=NOW)  # type: ignore[arg-type]
    (found,) = mentions.numbers(database, KEY, "musee", [DID]).values()
    return found


@pytest.mark.parametrize("text", ["", "1", DID, "à" * 700])
def test_a_sealed_text_opens_with_its_key_alone(text: str) -> None:
    sealed = seal(KEY, text)
    assert (opened(KEY, sealed), opened(OTHER, sealed)) == (text, None)
    assert seal(KEY, text) == sealed, "the same text is found again"
    assert seal(OTHER, text) != sealed
    bare = base64.urlsafe_b64decode(sealed + "=" * (-len(sealed) % 4))
    assert len(bare) == 16 + len(text.encode())
    for place in range(0, len(bare), max(1, len(bare) // 8)):
        broken = bytearray(bare)
        broken[place] ^= 1
        assert opened(KEY, base64.urlsafe_b64encode(bytes(broken)).decode()) is None, "a changed one does not open"


def test_what_is_no_sealed_text_does_not_open() -> None:
    assert [opened(KEY, text) for text in ("", "*", "AAAA", "é")] == [None] * 4


def test_a_sealed_text_is_what_any_implementation_makes_of_it() -> None:
    assert seal(KEY, "113000000000000001") == "xry2tirKp5oIZtdfK-ne4NsjNyOhoT0CXfQLBJc6dVIX2Q"


def test_a_message_is_kept_once_and_learns_what_it_answers_and_bears(database: Database) -> None:
    assert mentions.keep(database, KEY, [new(), new(remote_id="2", at=NOW - HOUR)], at=NOW) == 2
    assert mentions.keep(database, KEY, [new(toward=Toward.TAG, hashtag="#GestesMW")], at=NOW) == 0
    assert mentions.keep(database, KEY, [new(toward=Toward.REPLY, tag="c/p/once/musee")], at=NOW) == 0
    assert mentions.keep(database, KEY, [new(account="other")], at=NOW) == 1, "each account has its own"
    first, second = mentions.select(database, accounts=["musee"])
    assert (first.at, second.toward, second.tag, second.hashtag) == (
        *(NOW - HOUR, Toward.REPLY),
        *("c/p/once/musee", "#GestesMW"),
    )
    assert mentions.addresses(database, KEY, [first.number, second.number]) == {first.number: "2", second.number: DID}
    assert mentions.addresses(database, OTHER, [first.number]) == {}


def test_how_far_was_read_is_kept_with_what_was_read_or_not_at_all(database: Database) -> None:
    stream = Stream(account="musee", stream=listening.MENTIONS, cursor="next", top=NOW)
    with pytest.raises(sa.exc.StatementError):
        mentions.keep(database, KEY, [new(at=None)], at=NOW, stream=stream)
    assert listening.streams(database) == {}
    mentions.keep(database, KEY, [new()], at=NOW, stream=stream)
    assert listening.streams(database, "musee") == {("musee", listening.MENTIONS): stream}
    assert listening.begun(database)
    listening.forget(database)
    assert not listening.begun(database)


def test_rows_are_only_added_and_taken_back_by_another(database: Database) -> None:
    number = one(database)
    first = mentions.mark(database, number, Deed.QUESTION, {}, by="a", at=NOW)
    back = mentions.undo(database, first.id, by="b", at=NOW)
    assert (back.undoes, back.mention, back.by) == (first.id, number, "b")
    rows = mentions.marks(database)[number]
    assert (rows[0], len(rows), standing(rows).question) == (first, 2, False)
    for row, code in (
        (first.id, "mention-undone-already"),
        (back.id, "mention-no-such-row"),
        (99, "mention-no-such-row"),
    ):
        with pytest.raises(Problem) as refused:
            mentions.undo(database, row, by="b", at=NOW)
        assert refused.value.code == code
    with pytest.raises(Problem) as unknown:
        mentions.mark(database, 99, Deed.NOTHING, {}, by="a", at=NOW)
    assert unknown.value.code == "mention-no-such"


def test_what_the_program_saw_is_written_once(database: Database) -> None:
    number = one(database)
    saw: list[tuple[int, Deed, Mapping[str, str | bool]]] = [
        (number, Deed.ANSWERED, {"at": NOW.isoformat(), "seen": True})
    ]
    assert (mentions.seen(database, saw, at=NOW), mentions.seen(database, saw, at=NOW)) == (1, 0)


def test_a_withdrawn_consent_leaves_the_row_and_none_of_its_words(database: Database) -> None:
    number = one(database)
    said: dict[str, str | bool] = {"wording": "Quel beau geste", "attribution": "Une visiteuse", "consent": True}
    mentions.mark(database, number, Deed.VERBATIM, said, by="a", at=NOW)
    mentions.mark(
        database, number, Deed.ACCEPT, {"credit": "@ada", "contributor": "c0ffee", "consent": True}, by="a", at=NOW
    )
    gone = mentions.mark(database, number, Deed.WITHDRAW, {}, by="b", at=NOW)
    picked, taken, _ = mentions.marks(database)[number]
    assert (dict(picked.value), picked.by) == ({"consent": True, "emptied": True}, "a")
    assert dict(taken.value) == {"consent": True, "emptied": True}
    assert not standing(mentions.marks(database)[number]).consent
    with pytest.raises(Problem) as refused:
        mentions.undo(database, gone.id, by="a", at=NOW)
    assert refused.value.code == "mention-withdrawn"


def test_who_asks_to_be_forgotten_is_found_by_name_and_nobody_else(database: Database) -> None:
    number = one(database)
    mentions.keep(database, KEY, [new(remote_id="2")], at=NOW)
    (other,) = mentions.numbers(database, KEY, "musee", ["2"]).values()
    mentions.mark(database, number, Deed.ACCEPT, {"credit": "Photo @ada@a.example", "consent": True}, by="a", at=NOW)
    mentions.mark(database, other, Deed.ACCEPT, {"credit": "@adalbert", "consent": True}, by="a", at=NOW)
    assert mentions.forget(database, {"ada"}) == 0, "part of a handle is another's name"
    assert mentions.forget(database, {"@Ada@a.example"}) == 1
    assert not standing(mentions.marks(database)[number]).credit
    assert standing(mentions.marks(database)[other]).credit == "@adalbert"


def test_what_has_expired_goes_with_all_its_rows_and_the_weeks_before_are_unknown(database: Database) -> None:
    mentions.keep(database, KEY, [new(), new(remote_id="old", at=NOW - timedelta(days=800))], at=NOW)
    (old,) = mentions.numbers(database, KEY, "musee", ["old"]).values()
    mentions.mark(database, old, Deed.VERBATIM, {"wording": "w"}, by="a", at=NOW)
    began = NOW - timedelta(days=900)
    listening.write(database, Stream(account="musee", stream=listening.ACCOUNT, since=began))
    border = NOW - timedelta(days=760)
    assert mentions.any_before(database, border)
    assert mentions.purge(database, before=border) == 1
    assert not mentions.any_before(database, border)
    assert mentions.marks(database) == {}
    assert listening.streams(database)["musee", listening.ACCOUNT].since == border
    with database.read() as connection:
        assert connection.execute(sa.select(sa.func.count()).select_from(table)).scalar_one() == 1
