"""History as the store keeps it, on every engine: an import whole, its sources, and campaigns that are given and taken."""

from datetime import UTC, datetime, timedelta

from scheduler.model.past import Arrival
from scheduler.store import past_posts, snapshots
from scheduler.store.database import Database
from scheduler.store.readings import past
from scheduler.store.values import instant

AT = datetime(2026, 6, 1, 7, 30, tzinfo=UTC)
TAKEN = datetime(2026, 11, 20, tzinfo=UTC)
ABOUT = Arrival(
    id=0,
    file="l'export.csv",
    source="table",
    method="table",
    collected_at=TAKEN,
    imported_at=TAKEN,
    by="d'artagnan",
    posts=2,
    readings=1,
)


def row(number: int, remote: str = "", precision: str = "") -> past_posts.Row:
    at = instant(AT + timedelta(hours=number)) or 0
    tag = past_posts.tag_of("musee-x", at, str(number))
    return (tag, "musee-x", "x", at, remote, "", f"Publication {number}", "", "", "", "", 1, precision)


def test_an_import_is_kept_whole_and_known_again(database: Database) -> None:
    first, second = row(1, "11 12"), row(2, precision=past_posts.DAY)
    reading = (first[0], 2, 3600, '{"reactions":4}')
    assert past_posts.keep(database, about=ABOUT, digest="abc", posts=[second, first], readings=[reading]) == 1
    one, two = past_posts.select(database)
    assert (one.remote_ids, one.at, one.by, one.source) == (
        ("11", "12"),
        AT + timedelta(hours=1),
        "d'artagnan",
        "table",
    )
    assert (two.day_only, [each.day_only for each in past(database)]) == (True, [False, True])
    (kept,) = snapshots.select(database)
    assert (kept.part, kept.by, kept.taken, kept.counts.reactions) == (2, "import:1", TAKEN, 4)
    assert past_posts.seen(database, "abc") == TAKEN
    assert past_posts.seen(database, "other") is None
    known = past_posts.known(database, "musee-x")
    assert known.ids["12"] == (first[0], 2, first[3])
    assert not known.new(*reading)
    assert known.new(first[0], 1, 3600, '{"reactions":4}')
    assert not past_posts.known(database, "musee-mastodon").words


def test_a_second_import_adds_nothing_to_what_is_there_and_names_what_was_nameless(database: Database) -> None:
    past_posts.keep(database, about=ABOUT, digest="a", posts=[row(1)], readings=[])
    named = [(row(1)[0], "11")]
    past_posts.keep(database, about=ABOUT, digest="b", posts=[row(1, "99"), row(2)], readings=[], named=named)
    assert [one.remote_ids for one in past_posts.select(database)] == [("11",), ()]
    assert [one.id for one in past_posts.imports(database)] == [1, 2]


def test_a_campaign_is_given_and_taken_and_only_changes_count(database: Database) -> None:
    past_posts.keep(database, about=ABOUT, digest="a", posts=[row(1), row(2)], readings=[])
    tags = [one.tag for one in past_posts.select(database)]
    assert past_posts.assign(database, [(tag, "week", "Coulisses") for tag in tags]) == 2
    assert past_posts.assign(database, [(tags[0], "week", "Coulisses"), (tags[1], "", "")]) == 1
    assert [one.tag for one in past_posts.select(database, campaign="week")] == tags[:1]
    assert [one.tag for one in past_posts.select(database, campaign="")] == tags[1:]
    assert past_posts.assign(database, []) == 0
    assert past_posts.assign(database, [("past:gone", "week", "")]) == 0
