"""The journal: a chain that shows tampering, and from which each delivery's state follows."""

import pytest
from sqlalchemy import delete, update

from scheduler.model.delivery import Event, State
from scheduler.store import deliveries, history, tables
from scheduler.store.database import Database
from scheduler.store.tables import journal, journal_head
from tests.store.making import HOUR, NOW, add, new


@pytest.fixture
def lived(database: Database) -> Database:
    one, _ = add(database, new("a"), new("b"))
    held = deliveries.move(database, one, Event.HELD, by="a.martin", why="à vérifier", at=NOW, reason="x")
    assert held
    assert deliveries.move(database, held, Event.UNHELD_READY, by="p.leroy", at=NOW + HOUR)
    return database


def test_a_life_is_told_in_order_with_who_and_why(lived: Database) -> None:
    told = history.of(lived, 1)
    assert [(entry.event, entry.before, entry.after, entry.by, entry.why) for entry in told] == [
        ("planned", "", "ready", "a.martin", ""),
        ("held", "ready", "held", "a.martin", "à vérifier"),
        ("unheld", "held", "ready", "p.leroy", ""),
    ]
    assert {entry.tag for entry in told} == {"museumweek-2027/a/once/musee-mastodon"}
    assert history.replay(told) is State.READY
    assert [entry.seq for entry in history.since(lived, NOW + HOUR)] == [4]


def test_a_whole_chain_holds_and_its_head_is_the_last_line(lived: Database) -> None:
    assert history.verify(lived) is None
    last = history.since(lived, NOW)[-1]
    assert (history.head(lived).seq, history.head(lived).hash) == (last.seq, last.hash)


@pytest.mark.parametrize(
    "forgery",
    [
        {"by": "p.leroy"},
        {"why": "rien"},
        {"at": NOW + HOUR},
        {"after": "cancelled"},
        {"details": {"x": 1}},
        {"hash": "0" * 64},
        {"previous": "0" * 64},
        {"token": 5},
    ],
    ids=str,
)
def test_each_change_of_a_line_shows(lived: Database, forgery: dict[str, object]) -> None:
    with lived.write() as connection:
        connection.execute(update(journal).where(journal.c.seq == 3).values(forgery))
    assert history.verify(lived) == 3


def test_a_line_taken_out_shows_in_the_middle_and_at_the_end(lived: Database) -> None:
    with lived.write() as connection:
        connection.execute(delete(journal).where(journal.c.seq == 4))
    assert history.verify(lived) == 4
    with lived.write() as connection:
        connection.execute(delete(journal).where(journal.c.seq == 2))
    assert history.verify(lived) == 2


def test_a_forged_head_shows(lived: Database) -> None:
    with lived.write() as connection:
        connection.execute(update(journal_head).values(hash="0" * 64))
    assert history.verify(lived) == 5


def test_lines_that_do_not_follow_are_refused(lived: Database) -> None:
    told = history.of(lived, 1)
    with pytest.raises(ValueError, match="begins at"):
        history.replay(told[1:])
    with pytest.raises(ValueError, match="begins at"):
        history.replay([told[0], told[2]])


def test_following_all_of_it_says_how_much_there_was_and_what_was_altered(lived: Database) -> None:
    found = history.verified(lived)
    assert (found.seq, found.deliveries, found.broken, list(found.unlike)) == (4, 2, None, [])
    assert found.whole
    assert found.hash == history.head(lived).hash
    with lived.write() as connection:
        connection.execute(update(tables.deliveries).where(tables.deliveries.c.id == 1).values(state="published"))
    after = history.verified(lived)
    assert (after.broken, list(after.unlike), after.whole) == (None, ["museumweek-2027/a/once/musee-mastodon"], False)
    with lived.write() as connection:
        connection.execute(update(journal).where(journal.c.seq == 2).values(by="p.leroy"))
    assert history.verified(lived).broken == 2


@pytest.mark.parametrize("altered", [{"token": 7}, {"due": NOW + HOUR * 9}, {"due": None}], ids=str)
def test_a_token_and_an_hour_changed_by_hand_are_seen(lived: Database, altered: dict[str, object]) -> None:
    with lived.write() as connection:
        connection.execute(update(tables.deliveries).where(tables.deliveries.c.id == 2).values(altered))
    assert list(history.verified(lived).unlike) == ["museumweek-2027/b/once/musee-mastodon"]
