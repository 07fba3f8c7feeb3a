"""History is kept once: what was sent from here gets a reading, what two exports tell is one post, campaigns are confirmed."""

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from scheduler.app import arriving, past
from scheduler.app.arriving import Looked, keep, look
from scheduler.app.arriving_reading import Asked
from scheduler.app.ground import Ground
from scheduler.campaigns.exports import memory
from scheduler.errors import NeedsPerson, Problem, Usage
from scheduler.model.engagement import Counts
from scheduler.model.past import Field
from scheduler.store import many, past_posts, snapshots
from tests.exports import samples
from tests.exports.samples import note, tweet, x_id, x_row

AT = datetime(2026, 6, 1, 7, 30, tzinfo=UTC)
DAY = timedelta(days=1)
TAKEN = datetime(2026, 11, 20, 12, tzinfo=UTC)


@pytest.fixture(scope="module")
def opened(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ground]:
    made = samples.ground(tmp_path_factory.mktemp("history") / "calendar")
    yield made
    made.close()


@pytest.fixture
def ground(opened: Ground) -> Ground:
    """The calendar as it was: a database is made once, and emptied."""
    (opened.config.path.parent / memory.FILE).unlink(missing_ok=True)
    with opened.database.write() as connection:
        for table in ("past_posts", "snapshots", "arrivals", "receipts", "deliveries"):
            connection.exec_driver_sql(f"DELETE FROM {table}")
    return opened


def silent(*_: object) -> None:
    """Nobody watches."""


def seen(ground: Ground, name: str, data: str | bytes, **asked: Any) -> Looked:
    file = ground.config.path.parent / name
    file.write_bytes(data if isinstance(data, bytes) else data.encode())
    return look(ground, file, Asked(**{"read_on": TAKEN, **asked}), silent)


def brought(ground: Ground, name: str, data: str | bytes, **asked: Any) -> Looked:
    looked = seen(ground, name, data, **asked)
    keep(ground, looked, by="a.martin", comment="", told=silent)
    return looked


def analytics(*rows: str) -> str:
    return "\n".join([samples.X_HEADINGS, *rows])


def numbers(looked: Looked) -> tuple[int, int, int, int]:
    one = looked.shown
    return one.new, one.known, one.ours, one.readings


def sent(ground: Ground, remote: str, url: str, at: datetime) -> str:
    """A delivery of this program that is out under these names."""
    tag = "museumweek-2026/reserves/once/musee-x"
    with ground.database.write() as connection:
        connection.exec_driver_sql(
            "INSERT INTO deliveries (tag, campaign, post, occurrence, account, network, state, variant, digest, zone, roles, "
            "changed_at) VALUES (?, 'museumweek-2026', 'reserves', 'once', 'musee-x', 'x', 'published', '{}', '', "
            "'Europe/Paris', '[]', 0)",
            (tag,),
        )
        connection.exec_driver_sql(
            "INSERT INTO receipts (delivery_id, part, remote_id, url, at) SELECT id, 1, ?, ?, ? FROM deliveries",
            (remote, url, many.instant(at)),
        )
    return tag


def test_an_import_is_history_with_its_source_method_and_age(ground: Ground) -> None:
    looked = brought(ground, "content.csv", analytics(x_row(AT, "Bonjour @louvre #CoulissesMW", likes=12, reposts=4)))
    assert numbers(looked) == (1, 0, 0, 1)
    (post,) = past_posts.select(ground.database)
    assert (post.account, post.network, post.at, post.title) == ("musee-x", "x", AT, "Bonjour @… #CoulissesMW")
    assert (post.campaign, post.theme, post.by, post.source) == (
        "museumweek-2026",
        "Coulisses",
        "a.martin",
        "x-analytics",
    )
    (reading,) = snapshots.select(ground.database)
    assert (reading.tag, reading.part, reading.taken, reading.age) == (post.tag, 1, TAKEN, TAKEN - AT)
    assert reading.counts == Counts(reactions=12, replies=0, shares=4, saves=0, clicks=5, views=100)
    (arrival,) = past_posts.imports(ground.database)
    assert (arrival.source, arrival.method, arrival.collected_at) == ("x-analytics", "table", TAKEN)
    assert reading.by == f"import:{arrival.id}", "each count leads to where it comes from"


def test_nothing_is_kept_before_a_yes_and_nothing_of_a_failure(ground: Ground, monkeypatch: pytest.MonkeyPatch) -> None:
    looked = seen(ground, "content.csv", analytics(x_row(AT, "Un"), x_row(AT + DAY, "Deux")))
    assert not past_posts.select(ground.database)
    monkeypatch.setattr(past_posts, "STEP", 1)
    written: list[int] = []

    def told(stage: str, done: int) -> None:
        written.append(done)
        if done == 3:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        keep(ground, looked, by="", comment="", told=told)
    assert written == [1, 2, 3]
    assert not past_posts.select(ground.database)
    assert not snapshots.select(ground.database)
    assert not past_posts.imports(ground.database)


def test_what_was_sent_from_here_only_gets_a_reading(ground: Ground) -> None:
    tag = sent(ground, x_id(AT), f"https://x.com/i/web/status/{x_id(AT)}", AT)
    looked = brought(ground, "content.csv", analytics(x_row(AT, "Bonjour", likes=5)))
    assert numbers(looked) == (0, 0, 1, 1)
    assert not past_posts.select(ground.database)
    (reading,) = snapshots.select(ground.database)
    assert (reading.tag, reading.part, reading.counts.reactions) == (tag, 1, 5)


def test_an_address_tells_our_own_posts_too(ground: Ground) -> None:
    tag = sent(ground, "", "https://x.com/musee/status/77?s=20", AT)
    table = (
        "Date;Texte;Lien;Likes\n01/06/2026 9h30;Bonjour;http://www.x.com/musee/status/77/;5\n25/06/2026 9h;Autre;;1\n"
    )
    looked = brought(ground, "a.csv", table, account="musee-x")
    assert numbers(looked) == (1, 0, 1, 2)
    assert {one.tag for one in snapshots.select(ground.database)} >= {tag}


def test_the_same_export_twice_says_nothing_new(ground: Ground) -> None:
    table = analytics(x_row(AT, "Un"), x_row(AT + DAY, "Deux"))
    brought(ground, "content.csv", table)
    again = seen(ground, "content.csv", table)
    assert (numbers(again), again.shown.unchanged, again.brings) == ((0, 2, 0, 0), 2, False)
    assert again.shown.before is not None
    later = seen(ground, "content.csv", table, read_on=TAKEN + DAY)
    assert later.shown.unchanged == 2, "the same counts of an old post, read again, say nothing new"


def test_two_exports_of_one_post_are_one_post_with_two_readings(ground: Ground) -> None:
    first = samples.x_archive([tweet(AT, "Bonjour à tous"), tweet(AT + DAY, "Autre")])
    brought(ground, "twitter.zip", first, read_on=None)
    looked = brought(ground, "content.csv", analytics(x_row(AT, "Bonjour à tous", likes=9, replies=2)))
    assert numbers(looked) == (0, 1, 0, 1)
    readings = [one.counts for one in snapshots.select(ground.database) if one.counts.reactions in {3, 9}]
    assert Counts(reactions=3, shares=1) in readings
    assert Counts(reactions=9, replies=2, shares=0, saves=0, clicks=5, views=100) in readings


def test_without_any_id_the_minute_and_the_words_tell(ground: Ground) -> None:
    table = "Date;Texte;Likes\n2026-06-01 9h30;Bonjour à tous !;4\n2026-06-01 9h30;Autre chose;4\n"
    brought(ground, "a.csv", table, account="musee-x")
    looked = brought(ground, "content.csv", analytics(x_row(AT, "Bonjour à tous", likes=9)))
    assert numbers(looked) == (0, 1, 0, 1)
    named = {one.title: one.remote_ids for one in past_posts.select(ground.database)}
    assert named == {"Bonjour à tous !": (x_id(AT),), "Autre chose": ()}, "from now on its number is known"


def test_a_thread_is_one_post_and_counted_by_its_parts(ground: Ground) -> None:
    minute = timedelta(minutes=1)
    tweets = [
        tweet(AT, "Un", likes="5"),
        tweet(AT + minute, "Deux", likes="3", above=x_id(AT), to="42"),
        tweet(AT + 2 * minute, "Trois", likes="1", above=x_id(AT + minute), to="42"),
    ]
    looked = brought(ground, "twitter.zip", samples.x_archive(tweets), read_on=None)
    assert numbers(looked) == (1, 0, 0, 3)
    (post,) = past_posts.select(ground.database)
    assert (post.parts, post.title, len(post.remote_ids)) == (3, "Un", 3)
    assert [(one.part, one.counts.reactions) for one in snapshots.select(ground.database)] == [(1, 5), (2, 3), (3, 1)]
    again = brought(ground, "content.csv", analytics(x_row(AT + minute, "Deux", likes=8)))
    assert numbers(again) == (0, 1, 0, 1), "its second part is known by its own number"
    assert snapshots.select(ground.database)[-2].counts.reactions == 8 or any(
        (one.part, one.counts.reactions) == (2, 8) for one in snapshots.select(ground.database)
    )


def test_counts_from_before_their_post_are_left_out_and_told(ground: Ground) -> None:
    looked = brought(ground, "content.csv", analytics(x_row(AT, "Un"), x_row(AT + 2 * DAY, "Deux")), read_on=AT + DAY)
    assert (looked.shown.early, len(snapshots.select(ground.database)), looked.shown.new) == (1, 1, 2)


def test_campaigns_are_guessed_near_their_days_and_ordinary_posts_stay_ordinary(ground: Ground) -> None:
    table = analytics(
        x_row(AT, "Le matin #museumweek"),
        x_row(AT + DAY, "La veille encore #CoulissesMW"),
        x_row(AT - 5 * DAY, "Bientôt #MuseumWeek"),
        x_row(AT - 30 * DAY, "Trop tôt #MuseumWeek"),
        x_row(AT + timedelta(hours=2), "Sans mot-dièse"),
    )
    looked = brought(ground, "content.csv", table)
    rows = [(one.theme, one.by, one.posts, one.outside) for one in looked.shown.guesses]
    assert sorted(rows) == [("", "hashtag", 1, 1), ("Coulisses", "day-hashtag", 1, 0), ("Coulisses", "hashtag", 1, 0)]
    kept = {one.title: (one.campaign, one.theme) for one in past_posts.select(ground.database)}
    assert kept["Sans mot-dièse"] == kept["Trop tôt #MuseumWeek"] == ("", "")
    asked = seen(ground, "other.csv", analytics(x_row(AT + timedelta(hours=3), "Rien")), campaign="museumweek-2026")
    assert [(one.campaign, one.theme, one.by) for one in asked.shown.guesses] == [
        ("museumweek-2026", "Coulisses", "asked")
    ]
    with pytest.raises(Problem):
        seen(ground, "other.csv", table, campaign="museumweek-1999")


def test_a_person_gives_a_campaign_and_takes_it_away(ground: Ground) -> None:
    brought(ground, "content.csv", analytics(x_row(AT, "Un"), x_row(AT + 9 * DAY, "Deux #MuseumWeek")))
    which = past.which("-", (), "2026-06-01", "2026-06-02", "", ())
    posts = past.find(ground, which)
    assert [one.title for one in posts] == ["Un"]
    shown = past.assign(ground, posts, "museumweek-2026", write=False)
    assert (shown.changes, shown.kept) == (1, None)
    assert past.assign(ground, posts, "museumweek-2026", write=True).kept == 1
    given = past.find(ground, past.which("museumweek-2026", (), None, None, "", ()))
    assert [(one.title, one.theme) for one in given] == [("Un", "Coulisses"), ("Deux #MuseumWeek", "")]
    assert [one.title for one in past.find(ground, past.which(None, (), None, None, "museumweek", ()))] == [
        "Deux #MuseumWeek"
    ]
    assert past.assign(ground, given, "", write=True).kept == 2
    assert not past.find(ground, past.which("museumweek-2026", (), None, None, "", ()))
    with pytest.raises(Usage):
        past.which(None, (), "juin", None, "", ())


def test_a_table_of_several_accounts_goes_to_each(ground: Ground) -> None:
    table = "Date;Texte;Réseau;Likes;Campagne\n2026-06-01 9h;Un;Twitter;1;museumweek-2026\n2026-06-01 10h;Deux;mastodon;2;autre\n"
    looked = brought(ground, "a.csv", table)
    assert looked.shown.accounts == ("musee-x", "musee-mastodon")
    kept = [(one.title, one.network, one.campaign, one.theme) for one in past_posts.select(ground.database)]
    assert kept == [("Un", "x", "museumweek-2026", "Coulisses"), ("Deux", "mastodon", "", "")]
    with pytest.raises(NeedsPerson) as unknown:
        seen(ground, "a.csv", table.replace("mastodon", "myspace"))
    assert unknown.value.code == "arrival-account-unknown"
    with pytest.raises(Problem) as wrong:
        seen(ground, "content.csv", analytics(x_row(AT, "Un")), account="musee-facebook")
    assert wrong.value.code == "arrival-other-network"


def test_what_was_said_of_columns_is_remembered_for_the_next_table_of_its_kind(ground: Ground) -> None:
    table = 'Quand;Quoi;"Coeurs ""vrais"" \\ nets"\n2026-06-01 9h30;Bonjour;4\n'
    said = {"Quand": Field.DATE, "Quoi": Field.TEXT, 'Coeurs "vrais" \\ nets': Field.REACTIONS}
    brought(ground, "a.csv", table, account="musee-x", columns=said, zone="Europe/London")
    (kept,) = memory.remembered(ground.config.path.parent)
    assert (kept.columns, kept.account, kept.zone) == (said, "musee-x", "Europe/London")
    other = table.replace("9h30;Bonjour;4", "10h30;Bonsoir;6")
    looked = seen(ground, "b.csv", other)
    assert (numbers(looked), looked.shown.zone) == ((1, 0, 0, 1), "Europe/London")
    assert looked.shown.accounts == ("musee-x",)
    known = [replace(kept, headings=(str(n), "x")) for n in range(memory.MOST)]
    assert memory.text(known, kept, "a comment").count("[[table]]") == memory.MOST


def test_a_mastodon_archive_becomes_history_of_its_account(ground: Ground) -> None:
    items = [note(1, "2026-06-01T07:30:00Z", "Bonjour #MuseumWeek", likes={"totalItems": 7}, shares={"totalItems": 2})]
    looked = brought(ground, "archive.tar.gz", samples.taped({"outbox.json": samples.outbox(items)}), read_on=None)
    assert (looked.shown.accounts, looked.shown.collected_by) == (("musee-mastodon",), "archive")
    (post,) = past_posts.select(ground.database)
    assert (post.remote_ids, post.url, post.campaign) == (("1",), "https://example.social/@musee/1", "museumweek-2026")


def test_nobody_elses_handle_and_no_whole_text_is_kept(ground: Ground) -> None:
    long = "Merci @secrete.personne et @cachee@example.social, " + "des mots que personne ne relira " * 8 + "FIN"
    items = [
        note(1, "2026-06-01T07:30:00Z", long),
        note(
            2, "2026-06-01T08:00:00Z", "@secrete.personne un message privé", to="https://example.social/users/secrete"
        ),
        note(
            3, "2026-06-01T09:00:00Z", "@secrete.personne oui", above="https://example.social/users/secrete/statuses/1"
        ),
    ]
    brought(ground, "archive.tar.gz", samples.taped({"outbox.json": samples.outbox(items)}), read_on=None)
    brought(ground, "content.csv", analytics(x_row(AT, long), x_row(AT + DAY, "@secrete.personne merci")))
    with ground.database.read() as connection:
        names = [row[0] for row in many.ask(connection, "SELECT name FROM sqlite_master WHERE type = 'table'")]
        whole = "\n".join(repr(tuple(row)) for name in names for row in many.ask(connection, f"SELECT * FROM {name}"))
    assert "Merci @…" in whole
    for planted in ("secrete", "cachee", "privé", "FIN"):
        assert planted not in whole


def test_counts_are_written_as_the_store_writes_them(ground: Ground) -> None:
    rows = [
        x_row(AT + n * DAY, f"Jour {n}", likes=likes, replies=replies)
        for n, (likes, replies) in enumerate([(1, 2), ("", 3), (4, "")])
    ]
    brought(ground, "content.csv", analytics(*rows))
    with ground.database.read() as connection:
        texts = [row[0] for row in many.ask(connection, "SELECT counts FROM snapshots ORDER BY tag")]
    assert [json.loads(one).get("replies") for one in texts] == [2, 3, None]
    assert all(one == past_posts_canonical(one) for one in texts)


def past_posts_canonical(text: str) -> str:
    from scheduler.store.values import canonical

    return canonical(json.loads(text))


def test_a_moment_that_a_person_names_is_understood_or_refused() -> None:
    given: dict[str, Any] = {
        "account": "",
        "dates": "",
        "columns": ["Jour=date"],
        "zone": "",
        "campaign": "",
        "here": "Europe/Paris",
    }
    found = arriving.asked(**{**given, "read_on": "2026-11-20"})
    assert (found.read_on, found.columns) == (datetime(2026, 11, 20, 11, tzinfo=UTC), {"Jour": Field.DATE})
    for odd in (
        {"read_on": "hier"},
        {"read_on": "", "zone": "Mars/Olympus"},
        {"read_on": "", "dates": "x"},
        {"columns": ["Jour"], "read_on": ""},
    ):
        with pytest.raises(Usage):
            arriving.asked(**{**given, **odd})
