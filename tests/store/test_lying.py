"""What laying out reads of the queue: who is asked for and what stands beside them, no more, on both engines."""

from datetime import timedelta

import pytest

from scheduler.flow.plan import BY_PLANNING
from scheduler.model.delivery import State
from scheduler.store.changes import Cancel, apply
from scheduler.store.database import Database
from scheduler.store.lying import Asked, lying
from tests.store.making import HOUR, NOW, add, new

DAY = timedelta(days=1)
HERE = "museumweek-2027"


def look(database: Database, **other: object) -> dict[str, str]:
    values: dict[str, object] = {
        "posts": {(HERE, "vivier")},
        "accounts": (),
        "since": NOW - 10 * DAY,
        "beside": NOW - 5 * DAY,
    }
    found = lying(database, Asked(**values | other), gone=BY_PLANNING)  # type: ignore[arg-type]
    return {one.tag.split("/", 1)[1]: one.content or one.state.value for one in found}


def test_a_series_is_read_since_then_and_a_dated_post_whenever_it_was(database: Database) -> None:
    add(
        database,
        new("vivier", occurrence="2027-06-01", due=NOW - 6 * DAY, content="toile"),
        new("vivier", occurrence="2027-05-01", due=NOW - 37 * DAY, content="clou"),
        new("vivier", due=NOW - 300 * DAY),
        new("autre", due=NOW + HOUR),
    )
    assert look(database) == {"vivier/once/musee-mastodon": "ready", "vivier/2027-06-01/musee-mastodon": "toile"}


def test_what_stands_on_the_accounts_is_read_since_then_whatever_its_post(database: Database) -> None:
    add(database, new("un", due=NOW), new("deux", account="musee-x", due=NOW), new("vieux", due=NOW - 6 * DAY))
    assert look(database, accounts=("musee-mastodon",)) == {"un/once/musee-mastodon": "ready"}


def test_texts_are_read_only_where_they_are_asked_for(database: Database) -> None:
    add(database, new("un", text="Une toile.", due=NOW), new("vieux", text="Un clou.", due=NOW - 40 * DAY))
    since = NOW - 30 * DAY
    asked = Asked(
        posts=(),
        accounts=("musee-mastodon",),
        since=NOW,
        beside=NOW - 50 * DAY,
        saying=("musee-mastodon",),
        texts_since=since,
    )
    found = {one.post: one.texts for one in lying(database, asked, gone=())}
    assert found == {"vieux": (), "un": ("Une toile.",)}


@pytest.mark.parametrize(("reason", "gone"), [("post-removed", True), ("by hand", False)])
def test_what_planning_cancelled_is_told_from_what_a_person_did(database: Database, reason: str, *, gone: bool) -> None:
    (one,) = add(database, new("vivier"))
    apply(database, [Cancel(one.id, reason)], by="a.martin", at=NOW, campaigns={})
    asked = Asked(posts={(HERE, "vivier")}, accounts=(), since=NOW, beside=NOW)
    (found,) = lying(database, asked, gone=BY_PLANNING)
    assert (found.state, found.gone, found.stands) == (State.CANCELLED, gone, False)


def test_the_content_of_a_pool_is_kept_with_its_delivery(database: Database) -> None:
    (one,) = add(database, new("vivier", occurrence="2027-06-07", content="toile"))
    assert one.content == "toile"
