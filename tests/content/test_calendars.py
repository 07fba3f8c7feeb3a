"""The sample calendars are what they promise: a whole week in good French, with pictures that say what they show.

Read with PyYAML alone, so that these facts hold whatever the program's own reader thinks of the files.
"""

import re
import tomllib
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
import yaml
from PIL import ExifTags, Image

ROOT = Path(__file__).resolve().parents[2]
CALENDARS = ROOT / "calendars"
WEEK = CALENDARS / "museumweek" / "campaign.yaml"
FILES = sorted(CALENDARS.rglob("*.yaml"))
THEMES = ["CoulissesMW", "QuizzMW", "LoveMW", "ImagineMW", "QuestionMW", "ArchiMW", "CreaMW"]
SPOKEN = {"text", "alt", "credit", "title", "note", "theme"}


def load(path: Path) -> dict[str, Any]:
    found: dict[str, Any] = yaml.load(path.read_text(encoding="utf-8"), yaml.SafeLoader)
    return found


def walk(node: object, key: str = "") -> Iterator[tuple[str, Any]]:
    """Every value with its key, at any depth."""
    yield key, node
    if isinstance(node, dict):
        for name, value in node.items():
            yield from walk(value, str(name))
    elif isinstance(node, list):
        for value in node:
            yield from walk(value, key)


def pictures(path: Path) -> list[dict[str, Any]]:
    return [one for _, one in walk(load(path)) if isinstance(one, dict) and "file" in one]


@pytest.fixture(scope="module")
def week() -> dict[str, Any]:
    return load(WEEK)


def test_the_seven_themes_stand_in_order_from_monday_to_sunday(week: dict[str, Any]) -> None:
    assert [day["hashtags"] for day in week["days"]] == [[f"#{theme}"] for theme in THEMES]
    assert [day["date"] for day in week["days"]] == [date(2027, 6, 7) + timedelta(days=number) for number in range(7)]
    assert week["days"][0]["date"].isoweekday() == 1
    assert week["hashtags"] == ["#MuseumWeek"]


def test_each_day_has_at_least_five_posts_each_with_an_hour_and_a_category(week: dict[str, Any]) -> None:
    for day in week["days"]:
        assert len(day["posts"]) >= 5
        assert all("at" in post and "category" in post and "minutes" in post for post in day["posts"])
    categories = {post["category"] for day in week["days"] for post in day["posts"]}
    assert categories == {"sharing-experience", "promoting-participation", "interacting", "promoting-informing"}


def test_a_post_announces_the_week_one_gives_thanks_and_one_is_a_draft(week: dict[str, Any]) -> None:
    outside = {post["id"]: post for post in week["posts"]}
    assert outside["annonce"]["date"] < week["days"][0]["date"]
    assert outside["merci"]["date"] > week["days"][-1]["date"]
    assert [one["id"] for one in outside.values() if one.get("draft")] == ["coulisses-de-la-semaine"]


def test_each_feature_of_the_format_is_shown_by_some_post(week: dict[str, Any]) -> None:
    posts = {post["id"]: post for post in [*week["posts"], *(post for day in week["days"] for post in day["posts"])]}
    quizzes = [post for post in week["days"][1]["posts"] if "replies" in post]
    assert len(quizzes) == 5
    assert all(reply["at"].startswith(("18h", "19h")) for post in quizzes for reply in post["replies"])
    assert posts["direct-atelier"]["at"] == "manual"
    assert posts["direct-atelier"]["between"] == ["14h", "16h"]
    assert len(posts["nuit-de-1910"]["text"]) > 560
    assert posts["lettre"]["text"].split("\n").count("---") == 3
    assert posts["ceux-qui-gardent"]["if_too_long"] == "shorten"
    assert posts["caisse"]["networks"]["facebook"]["link_in"] == "first-comment"
    asked = posts["nuit-de-1910"]["media"][0]
    assert (asked["rights"]["status"], asked["if_not_cleared"]) == ("asked", "drop")
    assert {"needed_by", "until", "networks"} <= set(asked["rights"])
    everything = WEEK.read_text(encoding="utf-8")
    assert everything.count("[[") >= 10
    assert "\N{ZERO WIDTH JOINER}" in everything  # a sequence of emoji
    assert "\N{EMOJI MODIFIER FITZPATRICK TYPE-4}" in everything  # a skin tone
    assert "\U0001f1eb\U0001f1f7" in everything  # a flag
    assert {one["metric"] for one in week["objectives"]} == {"conversation", "engagement", "amplification"}
    assert week["baseline"] == {"weeks": 8}


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.parent.name + "-" + path.stem)
def test_every_picture_opens_and_says_what_it_shows(path: Path) -> None:
    for one in pictures(path):
        with Image.open(path.parent / one["file"]) as picture:
            picture.load()
            assert min(picture.size) >= 800
        assert 60 <= len(one["alt"]) < 1000
        assert not one["alt"].lower().startswith(("image", "photo"))


def test_the_week_has_its_own_pictures_of_several_kinds() -> None:
    folder = WEEK.parent / "media"
    files = {path.name for path in folder.iterdir()}
    assert {Path(one["file"]).name for one in pictures(WEEK)} == files
    assert len(files) >= 14
    assert {path.suffix for path in folder.iterdir()} == {".jpg", ".png", ".webp"}
    sizes = {}
    for path in folder.iterdir():
        with Image.open(path) as picture:
            sizes[path.name] = picture.size
    assert max(width / height for width, height in sizes.values()) == 4
    with Image.open(folder / "cle.png") as key:
        assert key.convert("RGBA").getchannel("A").getextrema() == (0, 255)
    assert sum(path.stat().st_size for path in CALENDARS.rglob("media/*")) < 4_000_000


def test_one_picture_says_where_it_was_taken_and_only_that_one() -> None:
    located = []
    for path in sorted(CALENDARS.rglob("media/*")):
        with Image.open(path) as picture:
            if picture.getexif().get_ifd(ExifTags.IFD.GPSInfo):
                located.append(path.name)
    assert located == ["facade.jpg"]


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.parent.name + "-" + path.stem)
def test_the_french_is_typeset_as_french(path: Path) -> None:
    for key, value in walk(load(path)):
        if key not in SPOKEN or not isinstance(value, str):
            continue
        words = re.sub(r"https?://\S+", "", value)
        assert not re.search(r"[ \u00a0](?=[;!?])", words), value
        assert not re.search(r"[ \u202f](?=:)", words), value
        assert not re.search(r"[^\W\d][;!?](?=\s|$)", words), value
        assert not re.search(r"« | »|«[^\u00a0]|[^\u00a0]»", words), value
        assert "'" not in words, value
        assert '"' not in words, value
        assert "..." not in words, value
        assert not re.search(r"\d (?:€|h\b)", words), value


def test_nobody_real_is_named_or_linked() -> None:
    for path in FILES:
        found = load(path)
        for person in found.get("people", {}).values():
            assert person.get("x", "_exemple").endswith("_exemple")
            assert person.get("instagram", "_exemple").endswith("_exemple")
            assert person.get("facebook", ".exemple").endswith(".exemple")
            assert person.get("mastodon", "@mastodon.example").endswith("@mastodon.example")
            assert person.get("bluesky", ".example").endswith(".example")
        for key, value in walk(found):
            if key == "link":
                assert re.match(r"https://[a-z-]+\.example(\.org)?/", value), value
        assert not re.search(r"(?<!\w)@\w", path.read_text(encoding="utf-8"))


def test_instagram_never_gets_a_post_without_a_picture(week: dict[str, Any]) -> None:
    for post in [*week["posts"], *(post for day in week["days"] for post in day["posts"])]:
        skipped = post.get("networks", {}).get("instagram", {}).get("skip") or post.get("draft")
        if not skipped and "instagram" in post.get("only", ["instagram"]):
            assert post.get("media"), post["id"]


def test_the_accounts_of_each_calendar_are_rehearsals_and_are_known() -> None:
    for config, folder in ((CALENDARS, "museumweek"), (CALENDARS / "freelance", ".")):
        accounts = tomllib.loads((config / "config.toml").read_text(encoding="utf-8"))["accounts"]
        assert {one["through"] for one in accounts.values()} == {"rehearsal"}
        for path in (config / folder).glob("*.yaml"):
            assert set(load(path)["accounts"]) <= set(accounts)


def test_the_freelance_has_series_rotations_exceptions_and_welcomes() -> None:
    files = [load(path) for path in (CALENDARS / "freelance").glob("*.yaml")]
    series = [post["repeat"] for one in files for post in one.get("posts", ()) if "repeat" in post]
    assert {one.get("every", "rrule") for one in series} == {"day", "week", "2 weeks", "month", "year", "rrule"}
    assert any(".." in str(one.get("except")) for one in series)
    assert {name for one in series for name in one.get("not_during", ())} <= {one["campaign"] for one in files}
    assert {"until", "count", "from", "not_during", "not_when", "between", "order"} <= {
        key for one in series for key in one
    }
    assert {"occurrences", "countdown"} <= {key for one in files for post in one.get("posts", ()) for key in post}
    welcomes = [welcome for one in files for welcome in one.get("welcome", ())]
    assert welcomes
    assert all("{follower}" in one["text"] and one["approve"] == "each" for one in welcomes)
    assert any(len(post.get("rotate", ())) >= 5 for one in files for post in one.get("posts", ()))


def test_the_example_configuration_loads_and_explains_each_setting(tmp_path: Path) -> None:
    from scheduler import config
    from scheduler.config.tables import ACCOUNT, ROLE, TABLES

    text = (ROOT / "config.example.toml").read_text(encoding="utf-8")
    (tmp_path / "calendars").mkdir()
    (tmp_path / "config.toml").write_text(text, encoding="utf-8")
    made = config.load(tmp_path / "config.toml", networks=("x", "facebook", "mastodon", "bluesky", "instagram"))
    assert {one.network for one in made.accounts.values()} == {"x", "facebook", "mastodon", "bluesky", "instagram"}
    assert not made.notices
    for name in (*(key for table in TABLES.values() for key in table), *ROLE, *ACCOUNT):
        assert re.search(rf"^#? *{name}\b", text, re.MULTILINE), name
    for line in text.split("\n"):
        setting = re.match(r"#? ?\w+ = .+", line)
        assert not setting or "#" in line[1:] or name_in_legend(line, text), line


def name_in_legend(line: str, text: str) -> bool:
    """Whether the legend above the accounts explains this line's setting, or it names a network or a secret."""
    name = line.split(" = ", maxsplit=1)[0].strip("# ")
    own = re.search(r"key|secret|token|password|handle|page_id", name)
    explained = re.search(rf"^#   {name} ", text, re.MULTILINE)
    return bool(own or explained or name in {"name", "people", "deputies"})
