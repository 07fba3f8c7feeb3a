"""Marks of who was welcomed: one transaction a page, whoever else reads the same list, and nothing left of whom it was."""

import random
from pathlib import Path
from typing import Any

import pytest

from scheduler.model.delivery import Event, State
from scheduler.model.greeting import FOR_ALL
from scheduler.store import approvals, deliveries, history, welcomed
from scheduler.store.database import Database
from scheduler.store.deliveries import New
from scheduler.store.scrubbed import hushed
from scheduler.store.welcomed import Page, Progress
from tests.store.making import HOUR, NOW, new, opened

ACCOUNT = "musee-mastodon"


def begun(database: Database, *, marking: bool = False) -> Progress:
    return welcomed.begin(database, Progress(account=ACCOUNT, key="k", adoption="", marking=marking, since=NOW))


def message(name: str, handle: str = "ada@a.example", **other: Any) -> New:
    return new("bienvenue", occurrence=name, text=f"Bienvenue @{handle} !", follower=handle, **other)


def names(number: int) -> list[str]:
    return [f"w-abcdef-{one:024x}" for one in range(number)]


def test_a_mark_and_its_message_come_together_or_not_at_all(database: Database) -> None:
    first, other = names(2)
    broken = Page(mark={}, greet={first: message(first), other: message(first)}, cursor="")
    with pytest.raises(Exception, match="changed-meanwhile"):
        welcomed.turn(database, begun(database), broken, by="welcome", at=NOW)
    assert welcomed.known(database, ACCOUNT, [first, other]) == set()
    assert deliveries.select(database) == []


def test_who_comes_too_late_with_a_page_does_nothing(database: Database) -> None:
    old = begun(database)
    first, other = names(2)
    mine = welcomed.turn(database, old, Page(mark={}, greet={first: message(first)}, cursor="7"), by="a", at=NOW)
    assert mine is not None
    assert mine.cursor == "7"
    page = Page(mark={}, greet={first: message(first), other: message(other)}, cursor="7")
    assert welcomed.turn(database, old, page, by="b", at=NOW) is None
    assert len(deliveries.select(database)) == 1
    # The same page once more, after a death: who is marked is not greeted again.
    assert welcomed.turn(database, mine, page, by="a", at=NOW) is not None
    assert [one.occurrence for one in deliveries.select(database)] == [first, other]


def test_a_handle_is_hushed_in_whatever_case_and_address_it_comes() -> None:
    told = "@Zoe@Far.example (https://far.example/users/ZOE) blocks you"
    assert "zoe" not in hushed(told, "zoe@far.example").casefold()


def test_whatever_order_the_pages_come_in_and_whoever_dies_each_is_greeted_once(tmp_path: Path) -> None:
    chance, people = random.Random(7), names(40)
    database = opened(tmp_path)
    progress = begun(database)
    for _ in range(60):
        page = chance.sample(people, 6)
        there = welcomed.known(database, ACCOUNT, page)
        greet = {name: message(name) for name in page if name not in there}
        stale = chance.random() < 0.3
        given = Page(mark={}, greet=greet, cursor=str(chance.randrange(5)) if chance.random() < 0.7 else "")
        after = welcomed.turn(database, progress, given, by="welcome", at=NOW)
        if after is not None and not stale:  # else it died before it knew
            progress = after
        elif chance.random() < 0.5:
            database.close()
            database = opened(tmp_path)
            progress = welcomed.progress(database)[ACCOUNT]
    found = [one.occurrence for one in deliveries.select(database)]
    assert len(found) == len(set(found)) == len(welcomed.known(database, ACCOUNT, people))
    database.close()


@pytest.mark.parametrize("event", [Event.CANCELLED, Event.SENT])
def test_what_settles_a_message_takes_its_person_out(tmp_path: Path, event: Event) -> None:
    database = opened(tmp_path)
    (name,) = names(1)
    handle = "zoe.de-la-tour@far.example"
    page = Page(mark={}, greet={name: message(name, handle)}, cursor="")
    assert welcomed.turn(database, begun(database), page, by="welcome", at=NOW) is not None
    (one,) = deliveries.select(database)
    assert one.follower == handle
    assert one.variant.digest == one.digest
    for step in [event] if event is Event.CANCELLED else [Event.CLAIMED, Event.ATTEMPTED, Event.SENT]:
        moved = deliveries.move(database, deliveries.select(database)[0], step, by="test", at=NOW)
        assert moved is not None
    (after,) = deliveries.select(database)
    assert (after.follower, after.variant.parts[0].text) == ("", "Bienvenue @… !")
    assert after.variant.digest == after.digest
    welcomed.flush(database)
    assert history.verify(database) is None
    lines = [str(line) for line in history.of(database, after.id)]
    database.close()
    found = [path.name for path in tmp_path.rglob("*") if path.is_file() and b"zoe.de" in path.read_bytes()]
    assert not found
    assert not [line for line in lines if "zoe" in line or one.digest in line]


def test_a_yes_to_the_same_words_covers_who_waits_unless_it_was_taken_back(database: Database) -> None:
    some = names(4)
    source = f"{FOR_ALL}a:b"
    roles = {"roles": ("press",), "source": source, "due": NOW + HOUR}
    greet = {name: message(name, f"p{n}@a.example", **roles) for n, name in enumerate(some[:2])}
    progress = welcomed.turn(database, begun(database), Page(mark={}, greet=greet, cursor=""), by="w", at=NOW)
    assert progress is not None
    first, second = deliveries.select(database)
    approvals.give(database, [first.id], role="press", by="l.diallo", how="mail", at=NOW)
    assert [one.id for one in welcomed.cover(database, by="welcome", at=NOW)] == [second.id]
    later = {some[2]: message(some[2], "p2@a.example", **roles)}
    progress = welcomed.turn(database, progress, Page(mark={}, greet=later, cursor=""), by="w", at=NOW)
    assert progress is not None
    assert {one.state for one in deliveries.select(database)} == {State.READY}
    approvals.take_back(database, [one.id for one in deliveries.select(database)], role="press", by="l", at=NOW + HOUR)
    last = {some[3]: message(some[3], "p3@a.example", **roles)}
    assert welcomed.turn(database, progress, Page(mark={}, greet=last, cursor=""), by="w", at=NOW + 2 * HOUR)
    assert {one.state for one in deliveries.select(database)} == {State.AWAITING}
    assert welcomed.cover(database, by="welcome", at=NOW + 2 * HOUR) == []


def test_other_words_or_another_way_of_approving_are_not_covered(database: Database) -> None:
    first, second, third = names(3)
    greet = {
        first: message(first, "p0@a.example", roles=("press",), source="a:b"),
        second: message(second, "p1@a.example", roles=("press",), source=f"{FOR_ALL}a:b"),
        third: message(third, "p2@a.example", roles=("press",), source=f"{FOR_ALL}c:d"),
    }
    welcomed.turn(database, begun(database), Page(mark={}, greet=greet, cursor=""), by="w", at=NOW)
    one = next(one for one in deliveries.select(database) if one.occurrence == first)
    approvals.give(database, [one.id], role="press", by="l.diallo", how="mail", at=NOW)
    assert welcomed.cover(database, by="welcome", at=NOW) == [], "a yes to one message is none to all"
    one = next(one for one in deliveries.select(database) if one.occurrence == second)
    approvals.give(database, [one.id], role="press", by="l.diallo", how="mail", at=NOW)
    assert welcomed.cover(database, by="welcome", at=NOW) == []


def test_a_fault_is_kept_until_the_list_is_read(database: Database) -> None:
    welcomed.failed(database, ACCOUNT, "read-senseless", at=NOW)
    assert welcomed.progress(database)[ACCOUNT].fault == "read-senseless"
    progress = begun(database, marking=True)
    after = welcomed.turn(database, progress, Page(mark={names(1)[0]: "already"}, greet={}, cursor=""), by="w", at=NOW)
    assert after is not None
    assert (after.fault, after.marking, after.read_at) == ("", False, NOW)
    assert welcomed.numbers(database) == {}
