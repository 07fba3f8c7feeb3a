"""A picture that breaks only when it is decoded: its post is left out, named with its line, and everything else goes on."""

from pathlib import Path

import pytest
from PIL import Image

from tests.acceptance.calling import Program
from tests.acceptance.small import calendar, campaign

pytestmark = pytest.mark.usefixtures("before_the_week")

POSTS = """
  - id: whole
    date: 2027-06-07
    at: 9h
    text: The tower.
    media: [{file: whole.jpg, alt: A tower}]
  - id: broken
    date: 2027-06-07
    at: 11h
    text: The other tower.
    media:
      - {file: whole.jpg, alt: A tower}
      - {file: broken.jpg, alt: Another tower}
  - id: words
    date: 2027-06-07
    at: 12h
    text: Only words.
"""


def truncated(path: Path) -> None:
    """A right header, then a picture that breaks off."""
    data = path.read_bytes()
    path.write_bytes(data[: len(data) // 2])


def scrambled(path: Path) -> None:
    """A right header, then other people's bytes."""
    data = bytearray(path.read_bytes())
    place = data.rindex(b"\xff\xda") + 12
    data[place:-2] = b"\xff\xd8" * 40
    path.write_bytes(data)


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    calendar(tmp_path, "")
    campaign(tmp_path, POSTS)
    for name in ("whole.jpg", "broken.jpg"):
        Image.effect_noise((600, 400), 80).save(tmp_path / name)
    return tmp_path


def line_of(folder: Path, text: str) -> int:
    lines = (folder / "small.yaml").read_text(encoding="utf-8").splitlines()
    return next(number for number, line in enumerate(lines, start=1) if text in line)


@pytest.mark.parametrize("damage", [truncated, scrambled])
def test_only_its_post_is_left_out(scheduler: Program, folder: Path, damage: object) -> None:
    assert callable(damage)
    damage(folder / "broken.jpg")
    place = f"small.yaml:{line_of(folder, 'broken.jpg')}"
    planned = scheduler("plan")
    assert planned.code == 1
    assert planned.out.count("broken.jpg") == 1, "said once, not once a network"
    assert place in planned.out
    done = scheduler("apply", "--yes")
    assert done.code == 1
    assert place in done.out
    rows = scheduler.well("queue", "--json").json["deliveries"]
    assert {row["tag"].split("/")[1] for row in rows} == {"whole", "words"}
    assert all(row["parts"][0]["media"][0]["blob"] for row in rows if "whole" in row["tag"])


def test_what_is_queued_stays_when_its_picture_breaks(scheduler: Program, folder: Path) -> None:
    scheduler.well("apply", "--yes")
    before = {row["tag"]: row["digest"] for row in scheduler.well("queue", "--json").json["deliveries"]}
    scrambled(folder / "broken.jpg")
    answer = scheduler("apply", "--yes", "--json")
    assert answer.code == 1
    assert {one["change"] for one in answer.json["changes"]} == {"keep"}
    assert {row["tag"]: row["digest"] for row in scheduler.well("queue", "--json").json["deliveries"]} == before
    Image.effect_noise((600, 400), 80).save(folder / "broken.jpg")
    mended = scheduler.well("plan", "--json").json["changes"]
    assert {one["change"] for one in mended if "/broken/" in one["tag"]} == {"replace"}


def test_the_preview_shows_the_post_with_its_fault(scheduler: Program, folder: Path) -> None:
    scrambled(folder / "broken.jpg")
    assert scheduler("check").code == 0, "checking reads no more of a picture than it must"
    answer = scheduler("preview", "--json")
    assert answer.code == 1
    assert {one["post"]: one["blocked"] for one in answer.json["variants"]} == {
        "whole": False,
        "broken": True,
        "words": False,
    }
    (said,) = answer.json["problems"]
    assert (said["code"], said["line"]) == ("fit-broken", line_of(folder, "broken.jpg"))
    assert "broken.jpg" in said["where"]
