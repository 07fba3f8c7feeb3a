"""What networks let people take home, read: posts and counts as they stand there, and nothing that is not ours or not public."""

import gzip
import io
import zipfile
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from scheduler.app.arriving_reading import Asked, Opened, Unclear, is_export, read
from scheduler.campaigns.exports import bundles
from scheduler.campaigns.exports.numbers import count, counted, differs, strays
from scheduler.campaigns.handwriting import Order
from scheduler.config import Config, load
from scheduler.connector.discover import names
from scheduler.errors import NeedsPerson, Problem
from scheduler.model.past import COUNTED, Field, Left, Sent, address, titled
from scheduler.model.spelling import Misspelt
from scheduler.networks.bluesky.car import Broken, records
from tests.exports import samples
from tests.exports.samples import note, tweet, x_id, x_row

AT = datetime(2026, 6, 1, 7, 30, tzinfo=UTC)
ME = "https://example.social/users/musee"


@pytest.fixture(scope="module")
def config(tmp_path_factory: pytest.TempPathFactory) -> Config:
    return load(samples.calendar(tmp_path_factory.mktemp("calendar")), networks=names())


def opened(tmp_path: Path, data: bytes, name: str, config: Config, **asked: Any) -> Opened:
    (tmp_path / name).write_bytes(data)
    return read(tmp_path / name, config, Asked(**asked), lambda *_: None)


def given(one: Sent) -> dict[str, int]:
    return {field.value: number for field, number in zip(COUNTED, one.counts, strict=True) if number is not None}


def when(one: Sent) -> datetime:
    return datetime(1970, 1, 1, tzinfo=UTC) + timedelta(microseconds=one.at)


def test_an_archive_of_x_gives_own_posts_and_the_hour_of_its_making(tmp_path: Path, config: Config) -> None:
    later = AT + timedelta(minutes=1)
    tweets = [
        tweet(AT, "Bonjour", likes="12", reposts="4"),
        tweet(later, "la suite", above=x_id(AT), to="42"),
        tweet(later + timedelta(hours=1), "@autre merci", above="99", to="7"),
        tweet(later + timedelta(hours=2), "RT @autre: leur texte"),
    ]
    found = opened(tmp_path, samples.x_archive(tweets), "twitter.zip", config)
    assert (found.name, found.network, found.dated) == ("x-archive", "x", "archive")
    assert found.written == datetime(2026, 11, 20, 10, tzinfo=UTC)
    first, second = found.made.posts
    assert (when(first), first.text, first.id, second.above) == (AT, "Bonjour", x_id(AT), x_id(AT))
    assert given(first) == {"reactions": 12, "shares": 4}, "replies are missing, not none"
    assert found.made.left == {Left.REPLY: 1, Left.REPOST: 1}


def test_an_unpacked_archive_and_the_older_name_are_read_as_well(tmp_path: Path, config: Config) -> None:
    with zipfile.ZipFile(io.BytesIO(samples.x_archive([tweet(AT, "Bonjour")]))) as archive:
        archive.extractall(tmp_path / "unpacked")
    data = tmp_path / "unpacked" / "data"
    (data / "tweets.js").rename(data / "tweet.js")
    (data / "tweets-part1.js").symlink_to("/etc/hostname")
    found = read(tmp_path / "unpacked", config, Asked(), lambda *_: None)
    assert [one.text for one in found.made.posts] == ["Bonjour"]


def test_analytics_of_x_have_the_hour_of_the_id_and_count_reposts_as_shares(tmp_path: Path, config: Config) -> None:
    table = [samples.X_HEADINGS, x_row(AT, "Bonjour", likes="1,234", replies="", reposts=4), x_row(AT, "Bonjour"), ""]
    table.append(x_row(AT + timedelta(days=1), "@autre merci"))
    found = opened(tmp_path, "\n".join(table).encode("utf-8-sig"), "content.csv", config)
    (one,) = found.made.posts
    assert (found.name, when(one), one.day_only) == ("x-analytics", AT, False)
    assert given(one) == {"reactions": 1234, "shares": 4, "saves": 0, "clicks": 5, "views": 100}
    assert found.made.left == {Left.TWICE: 1, Left.REPLY: 1}


def test_an_id_that_a_spreadsheet_has_rounded_is_not_believed(tmp_path: Path, config: Config) -> None:
    row = x_row(AT, "Bonjour").replace(f"{x_id(AT)},", "2.06E+18,", 1)
    found = opened(tmp_path, f"{samples.X_HEADINGS}\n{row}\n".encode(), "content.csv", config)
    (one,) = found.made.posts
    assert (one.id, when(one)) == (x_id(AT), AT), "the address says it whole"
    assert [notice.code for notice in found.made.notices] == ["arrival-id-lost"]


FACEBOOK = (
    "Post ID,Page ID,Page name,Title,Description,Duration (sec),Publish time,Permalink,Is share,Post type,Date,Views,Reach,"
    '"Reactions, Comments and Shares",Reactions,Comments,Shares,Total clicks\n'
    '12,777,Musée,Un,,0,"06/29/2026 15:21",https://www.facebook.com/musee/posts/pfbid1,0,Photos,Lifetime,50,40,9,5,1,3,2\n'
    '13,777,Musée,Deux,,0,"06/30/2026 09:00",https://www.facebook.com/musee/posts/pfbid2,0,Photos,Lifetime,50,40,7,5,1,3,\n'
    '14,777,Musée,Trois,,0,"06/30/2026 10:00",https://www.facebook.com/musee/posts/pfbid3,0,Photos,06/30/2026,5,4,1,1,0,0,0\n'
)
FRENCH = (
    "Identifiant de la publication,ID de la Page,Nom de la page,Titre,Heure de publication,Permalien,Type de publication,Vues,"
    "Couverture,Réactions,Commentaires,Partages\n"
    "12,777,Musée,Un,29/06/2026 15:21,https://www.facebook.com/musee/posts/pfbid1,Photos,1 250,40,,1,3\n"
)
INSTAGRAM = (
    '"Post ID","Account ID","Account username","Account name",Description,"Duration (sec)","Publish time",Permalink,"Post type",'
    '"Data comment",Date,Views,Reach,Likes,Shares,Follows,Comments,Saves\n'
    '1796,1784,musee,Musée,"Deux lignes\nici",0,"09/24/2026 15:30",https://www.instagram.com/p/DHp-x/,"IG image",,Lifetime,'
    "145,75,10,1,0,0,2\n"
)


def test_meta_tables_are_lifetime_counts_in_both_languages(tmp_path: Path, config: Config) -> None:
    found = opened(tmp_path, FACEBOOK.encode(), "facebook.csv", config)
    first, second = found.made.posts
    assert (found.name, first.id, when(first)) == (
        "facebook-insights",
        "777_12",
        datetime(2026, 6, 29, 13, 21, tzinfo=UTC),
    )
    assert given(first) == {"reactions": 5, "replies": 1, "shares": 3, "clicks": 2, "views": 50, "reach": 40}
    assert "clicks" not in given(second), "an empty cell is missing"
    assert found.made.left == {Left.PERIOD: 1}
    assert [(one.code, one.arguments["n"]) for one in found.made.notices] == [("arrival-rows-differ", 1)], (
        "9 is 5 + 1 + 3, 7 is not"
    )
    (french,) = opened(tmp_path, FRENCH.encode("cp1252"), "facebook-fr.csv", config).made.posts
    assert (when(french), given(french)) == (when(first), {"replies": 1, "shares": 3, "views": 1250, "reach": 40})
    (gram,) = opened(tmp_path, INSTAGRAM.encode("utf-16"), "instagram.csv", config, zone="UTC").made.posts
    assert (gram.id, when(gram)) == ("DHp-x", datetime(2026, 9, 24, 15, 30, tzinfo=UTC))
    assert given(gram) == {"reactions": 10, "replies": 0, "shares": 1, "saves": 2, "views": 145, "reach": 75}


def test_the_download_of_information_is_refused_with_what_to_export_instead(tmp_path: Path, config: Config) -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("your_facebook_activity/posts/your_posts_1.json", "[]")
    with pytest.raises(Problem) as refused:
        opened(tmp_path, out.getvalue(), "facebook.zip", config)
    assert refused.value.code == "arrival-no-counts-in-information"


def test_the_workbook_of_linkedin_has_a_note_above_its_headings_and_the_hour_in_its_links(
    tmp_path: Path, config: Config
) -> None:
    book = openpyxl.Workbook()
    metrics = book.active
    assert metrics is not None
    for row in (["Aggregated metrics"], ["Date", "Impressions", "Clicks"], ["07/01/2026", 300, 10]):
        metrics.append(row)
    posts = book.create_sheet("All posts")
    number = int((AT - datetime(1970, 1, 1, tzinfo=UTC)) / timedelta(milliseconds=1)) << 22
    link = f"https://www.linkedin.com/feed/update/urn:li:activity:{number}"
    posts.append(["Engagement metrics for individual posts"])
    posts.append(
        [
            "Post title",
            "Post link",
            "Post type",
            "Posted by",
            "Created date",
            "Impressions",
            "Likes",
            "Comments",
            "Reposts",
        ]
    )
    posts.append(["Bonjour", link, "Organic", "Une Personne", "06/01/2026", 410, 20, None, 1.0])
    out = io.BytesIO()
    book.save(out)
    found = opened(tmp_path, out.getvalue(), "page.xlsx", config, dates=Order.MONTH)
    (one,) = found.made.posts
    assert (found.name, when(one), given(one)) == (
        "linkedin-analytics",
        AT,
        {"reactions": 20, "shares": 1, "views": 410},
    )
    assert "Personne" not in repr(one)


def test_a_mastodon_archive_gives_public_posts_and_the_counts_that_newer_servers_write(
    tmp_path: Path, config: Config
) -> None:
    items = [
        note(1, "2026-06-01T07:30:00Z", "Bonjour <br>à tous", likes={"totalItems": 7}, shares={"totalItems": 0}),
        note(2, "2026-06-01T07:31:00Z", "la suite", above=f"{ME}/statuses/1"),
        note(3, "2026-06-01T08:00:00Z", "réponse", above="https://elsewhere.example/users/a/statuses/9"),
        note(4, "2026-06-01T09:00:00Z", "en privé", to="https://elsewhere.example/users/b"),
        {"type": "Announce", "object": "https://elsewhere.example/users/a/statuses/9"},
    ]
    data = samples.taped({"outbox.json": samples.outbox(items, total=6), "media/1.png": b"x"})
    found = opened(tmp_path, data, "archive.tar.gz", config)
    first, second = found.made.posts
    assert (first.id, when(first), first.text) == ("1", AT, "Bonjour \nà tous")
    assert (given(first), given(second), second.above) == ({"reactions": 7, "shares": 0}, {}, "1")
    assert found.made.left == {Left.REPLY: 1, Left.PRIVATE: 1, Left.REPOST: 1}
    assert [one.code for one in found.made.notices] == ["arrival-records-differ"]
    assert "en privé" not in repr(found)


def test_a_bluesky_repository_gives_posts_without_counts(tmp_path: Path, config: Config) -> None:
    did = "did:plc:musee"
    mine: dict[str, dict[str, Any]] = {
        "app.bsky.feed.like/3a": {"subject": {"uri": "at://did:plc:other/app.bsky.feed.post/1"}},
        "app.bsky.feed.post/3b": {"text": "Bonjour", "createdAt": "2026-06-01T07:30:00.000Z"},
        "app.bsky.feed.post/3c": {
            "text": "la suite",
            "createdAt": "2026-06-01T07:31:00.000Z",
            "reply": {"parent": {"uri": f"at://{did}/app.bsky.feed.post/3b"}},
        },
        "app.bsky.feed.post/3d": {
            "text": "réponse",
            "createdAt": "2026-06-01T08:00:00.000Z",
            "reply": {"parent": {"uri": "at://did:plc:other/app.bsky.feed.post/1"}},
        },
    }
    data = samples.repository(did, mine)
    found = opened(tmp_path, data, "repo.car", config)
    first, second = found.made.posts
    assert (first.id, when(first), given(first)) == (f"at://{did}/app.bsky.feed.post/3b", AT, {})
    assert (second.above, found.made.left, found.counts) == (first.id, {Left.REPLY: 1}, False)
    for cut in range(0, len(data), 7):
        with pytest.raises(Broken):
            list(records(data[:cut], "app.bsky.feed.post")[1])


def test_a_nested_or_lying_repository_ends_in_words(tmp_path: Path, config: Config) -> None:
    for data in (
        b"\x81" * 500,
        b"\xff" * 40,
        b"\x05\xa1\x65roots",
        b"\x0a" + samples.cbor({"version": 1, "roots": []}),
    ):
        with pytest.raises(Problem) as refused:
            opened(tmp_path, data, "repo.car", config)
        assert refused.value.code == "arrival-broken"


TABLE = "Jour;Heure;Publication;Lien;J'aime;Commentaires;Partages;Part\n"


def test_a_table_of_anything_is_read_by_its_headings_and_its_totals_are_compared_never_mended(
    tmp_path: Path, config: Config
) -> None:
    published = [2_707, 52_854, 51_374, 54_334, 56_851, 55_808, 49_922, 49_364]
    rows = [
        f"{day}/06/2017;9h30;Jour {day};;{number};n.d.;0;12,5 %"
        for day, number in zip(range(18, 26), published, strict=True)
    ]
    rows.append("Total;;;;373 167;;0;99,95 %")
    found = opened(tmp_path, (TABLE + "\n".join(rows)).encode(), "bilan.csv", config)
    assert [given(one) for one in found.made.posts] == [{"reactions": number, "shares": 0} for number in published]
    (told,) = found.made.notices
    assert (told.code, told.arguments["published"], told.arguments["found"]) == (
        "arrival-total-differs",
        373_167,
        373_214,
    )
    rows[0], rows[-1] = rows[0].replace("12,5", "12,2"), "Total;;;;373214;;0;100 %"
    (told,) = opened(tmp_path, (TABLE + "\n".join(rows)).encode(), "bilan.csv", config).made.notices
    assert told.code == "arrival-shares-differ", "three tenths are no rounding"


def test_published_percentages_are_forgiven_a_tenth_of_a_point() -> None:
    assert not strays(-42_297 / (1_630_640 + 42_297) * 100, -2.6)
    assert strays(664 / 600 * 100 - 100, 11.0)
    assert differs(373_214, 373_167)


def test_dates_that_mean_two_days_are_asked_for_unless_their_file_proves_one(tmp_path: Path, config: Config) -> None:
    open_ended = TABLE + "05/06/2026;9h;Un;;1;1;1;\n"
    with pytest.raises(NeedsPerson) as asked:
        opened(tmp_path, open_ended.encode(), "a.csv", config)
    assert asked.value.arguments["flag"] == "--dates"
    (one,) = opened(tmp_path, open_ended.encode(), "a.csv", config, dates=Order.MONTH).made.posts
    assert when(one).month == 5
    both = opened(tmp_path, (open_ended + "25/06/2026;9h;Deux;;1;1;1;\n").encode(), "a.csv", config).made.posts
    assert [when(one).month for one in both] == [6, 6]


def test_a_column_that_no_heading_names_is_asked_for_and_a_person_can_say_it(tmp_path: Path, config: Config) -> None:
    text = "Quand;Quoi;Coeurs;Fuseau\n2026-06-01 9h30;Bonjour;4;Europe/London\n2026-06-02;Sans heure;;\n"
    with pytest.raises(Unclear) as unclear:
        opened(tmp_path, text.encode(), "a.csv", config)
    assert unclear.value.headings == ("Quand", "Quoi", "Coeurs", "Fuseau")
    assert unclear.value.samples[0] == "2026-06-01 9h30, 2026-06-02"
    said = {"Quand": Field.DATE, "quoi": Field.TEXT, "C": Field.REACTIONS}
    first, second = opened(tmp_path, text.encode(), "a.csv", config, columns=said).made.posts
    assert (when(first).hour, given(first)) == (8, {"reactions": 4})
    assert (second.day_only, when(second).hour, given(second)) == (True, 10, {}), "noon in Paris"


@pytest.mark.parametrize(
    ("cell", "number"),
    [
        ("0", 0),
        ("", None),
        ("n.d.", None),
        ("1 234", 1234),
        ("1\u202f234\u00a0567", 1234567),
        ("1,234", 1234),
        ("1.234", 1234),
    ],
)
def test_counts_are_whole_and_missing_is_not_none(cell: str, number: int | None) -> None:
    assert count(cell) == number


@pytest.mark.parametrize("cell", ["1.2K", "12,5", "-3", "douze", "1,23,4", "9" * 20])
def test_what_is_no_count_is_said_and_never_guessed(cell: str) -> None:
    with pytest.raises(Misspelt):
        count(cell)


def test_a_workbook_types_its_counts() -> None:
    assert (counted(12), counted(12.0), counted(None)) == (12, 12, None)
    for odd in (1.5, True, -1):
        with pytest.raises(Misspelt):
            counted(odd)


def test_titles_keep_no_handle_no_address_and_little_of_the_text() -> None:
    text = "Merci @Louvre et @musee@example.social !\n\nVoir https://t.co/abc ici " + "mot " * 60
    assert titled(text).startswith("Merci @… et @… ! Voir ici mot mot")
    assert len(titled(text)) <= 81
    assert titled("écrire à a.b@musee.example") == "écrire à a.b@musee.example", "that is no handle"
    assert titled("a\u202eb") == "a⟨U+202E⟩b"


def test_addresses_are_compared_without_what_changes() -> None:
    assert address("https://www.x.com/a/status/1/?s=20#x") == address("http://x.com/a/status/1")
    assert address("https://m.facebook.com/permalink.php?story_fbid=1&id=2").endswith("story_fbid=1&id=2")


def test_bombs_and_liars_are_refused_before_they_are_unpacked(tmp_path: Path, config: Config) -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("../../data/tweets.js", b" " * 20_000_000)
    with pytest.raises(Problem) as refused:
        opened(tmp_path, out.getvalue(), "bomb.zip", config)
    assert refused.value.code == "arrival-bomb"
    for name, data in {
        "a.zip": b"PK\x03\x04nothing",
        "b.tar.gz": gzip.compress(b"x" * 9000),
        "c.csv": b"\0\1\2" * 99,
    }.items():
        with pytest.raises(Problem):
            opened(tmp_path, data, name, config)
    assert not list(tmp_path.parent.glob("data"))


def test_a_stream_that_unpacks_too_far_is_left(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bundles, "STREAM", 50_000)
    monkeypatch.setattr(bundles, "RATIO", 10)
    (tmp_path / "a.tar.gz").write_bytes(samples.taped({"media/zeros": b"\0" * 2_000_000, "outbox.json": b"{}"}))
    with pytest.raises(Problem) as refused:
        bundles.opened(tmp_path / "a.tar.gz")
    assert refused.value.code == "arrival-bomb"


def test_an_export_is_known_without_being_said_to_be_one(tmp_path: Path) -> None:
    files = {
        "x.csv": f"{samples.X_HEADINGS}\n".encode(),
        "planning.csv": b"Date;Heure;Texte\n07/06/2027;9h;Bonjour\n",
        "bilan.csv": TABLE.encode(),
        "repo.car": b"",
        "broken.zip": b"PK\x03\x04",
    }
    for name, data in files.items():
        (tmp_path / name).write_bytes(data)
    assert [name for name in files if is_export(tmp_path / name)] == ["x.csv", "repo.car"]
