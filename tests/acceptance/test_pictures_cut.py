"""Pictures that a network does not take as they are: nothing is cut unseen, and what is cut is what was approved."""

import hashlib
from pathlib import Path

import pytest
from PIL import Image

from tests.acceptance.calling import Program
from tests.acceptance.small import CONFIG, calendar, campaign

pytestmark = pytest.mark.usefixtures("before_the_week")

INSTAGRAM = """
[accounts.musee-instagram]
network = "instagram"
through = "{through}"
"""
POST = """
  - id: tower
    date: 2027-06-07
    at: 9h
    text: The tower.
    only: [{account}]
    media: [{{file: {file}, alt: A tower{more}}}]
"""


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    calendar(tmp_path, "")
    set_up(tmp_path, "rehearsal")
    tall = Image.new("RGB", (1000, 2000), "red")
    tall.paste(Image.new("RGB", (1000, 1000), "blue"), (0, 1000))
    tall.save(tmp_path / "tower.png")
    return tmp_path


def set_up(folder: Path, through: str) -> None:
    (folder / "config.toml").write_text(CONFIG + INSTAGRAM.format(through=through), encoding="utf-8")


def write(folder: Path, more: str = "", account: str = "musee-instagram", file: str = "tower.png") -> None:
    path = campaign(folder, POST.format(more=more, account=account, file=file))
    path.write_text(
        path.read_text().replace("-facebook, musee-mastodon]", "-facebook, musee-mastodon, musee-instagram]")
    )


def test_nothing_is_cut_without_a_word_of_the_author(scheduler: Program, folder: Path) -> None:
    write(folder)
    refused = scheduler("check")
    assert refused.code == 1
    assert "Choose fit: crop or pad" in refused.out
    write(folder, ", fit: crop, focus: [0.5, 0.2]")
    scheduler.well("check")
    (variant,) = scheduler.well("preview", "--json").json["variants"]
    (said,) = [one["message"] for one in variant["notices"] if one["code"] == "picture-cropped"]
    assert said == "For Instagram, 38 % of tower.png is cut away: 0 % at the top, 38 % at the bottom."


def test_what_is_cut_is_shown_and_approved(scheduler: Program, folder: Path) -> None:
    before = hashlib.sha256((folder / "tower.png").read_bytes()).digest()
    write(folder, ", fit: crop, focus: [0.5, 0.2]")
    (variant,) = scheduler.well("preview", "--json").json["variants"]
    (shown,) = variant["parts"][0]["media"]
    assert shown["framing"] == {
        "kind": "crop",
        "width": 1000,
        "height": 2000,
        "box": [0, 0, 1000, 1250],
        "color": None,
        "cut": {"left": 0.0, "top": 0.0, "right": 0.0, "bottom": 0.375},
    }
    assert shown["steps"] == ["crop 0,0,1000,1250", "jpeg 90"]
    assert (shown["width"], shown["height"], shown["mime"]) == (1000, 1250, "image/jpeg")
    scheduler.well("apply", "--yes")
    scheduler.well("approve", "small/tower", "--role", "press", "--by", "l.diallo")
    (row,) = scheduler.well("queue", "--json").json["deliveries"]
    assert row["parts"][0]["media"] == [shown]
    assert scheduler.well("plan", "--json").json["changes"][0]["change"] == "keep"
    write(folder, ", fit: crop, focus: [0.5, 0.8]")
    (change,) = scheduler.well("plan", "--json").json["changes"]
    assert (change["change"], change["reason"]) == ("replace", "picture-changed")
    scheduler.well("apply", "--yes")
    (row,) = scheduler.well("queue", "--json").json["deliveries"]
    assert row["state"] == "awaiting", "another cut is another picture: it asks again"
    assert row["parts"][0]["media"][0]["framing"]["box"] == [0, 750, 1000, 2000]
    assert hashlib.sha256((folder / "tower.png").read_bytes()).digest() == before


def test_a_word_that_changes_nothing_here_changes_nothing(scheduler: Program, folder: Path) -> None:
    write(folder, account="musee-mastodon")
    scheduler.well("apply", "--yes")
    write(folder, ", fit: pad, pad_color: black, alt_if_too_long: shorten", account="musee-mastodon")
    assert scheduler.well("plan", "--json").json["changes"][0]["change"] == "keep"


def test_a_video_goes_by_a_persons_hand_or_not_at_all(scheduler: Program, folder: Path) -> None:
    (folder / "film.mp4").write_bytes(b"\0\0\0\x20ftypisom" + bytes(3000))
    (folder / "tools").mkdir()
    write(folder, file="film.mp4")
    with pytest.MonkeyPatch.context() as patched:
        patched.setenv("PATH", str(folder / "tools"))  # no ffprobe there
        refused = scheduler("check")
        assert refused.code == 1
        assert "Videos cannot be sent to Instagram yet" in refused.out
        set_up(folder, "handoff")
        checked = scheduler.well("check")
        assert "film.mp4 was not checked: ffprobe is not installed here" in checked.out
        scheduler.well("apply", "--yes")
    (row,) = scheduler.well("queue", "--json").json["deliveries"]
    (shown,) = row["parts"][0]["media"]
    assert (shown["mime"], shown["bytes"], shown["steps"]) == ("video/mp4", 3012, ["as it is"])


def test_a_picture_that_breaks_only_when_it_is_decoded_spoils_no_other_preview(
    scheduler: Program, folder: Path
) -> None:
    write(folder, account="musee-mastodon")
    path = folder / "small.yaml"
    path.write_text(
        path.read_text() + path.read_text().partition("posts:\n")[2].replace("tower", "broken"), encoding="utf-8"
    )
    whole = Image.effect_noise((600, 400), 80)
    whole.save(folder / "broken.jpg")
    data = bytearray((folder / "broken.jpg").read_bytes())
    place = data.rindex(b"\xff\xda") + 12
    data[place:-2] = b"\xff\xd8" * 40
    (folder / "broken.jpg").write_bytes(data)
    path.write_text(path.read_text().replace("broken.png", "broken.jpg"), encoding="utf-8")
    made = {one["post"]: one for one in scheduler("preview", "--json").json["variants"]}
    said = {post: [notice["code"] for notice in one["notices"]] for post, one in made.items()}
    assert said == {"tower": [], "broken": ["fit-broken"]}
    blobs = [made[post]["parts"][0]["media"][0]["blob"] for post in ("tower", "broken")]
    assert blobs[0]
    assert blobs[1] is None
