"""What a plan and the queue show to a person: every change by a line of its own, under the day on which it happens."""

from pathlib import Path

import pytest

from tests.acceptance.calling import Program
from tests.acceptance.small import calendar, campaign, picture

pytestmark = pytest.mark.usefixtures("before_the_week")

WITH_PICTURE = """
  - {id: crate, date: 2027-06-07, at: 9h, text: The crate opens., media: [{file: crate.png, alt: A crate}]}
"""
LIVE = """
  - {id: live, date: 2027-06-07, at: manual, between: [14h, 16h], text: We are live.}
  - {id: first, date: 2027-06-07, at: 9h, text: Good morning.}
  - {id: second, date: 2027-06-08, at: 9h, text: Another day.}
"""


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_another_picture_of_the_same_name_is_shown_and_asks_again(scheduler: Program, folder: Path) -> None:
    calendar(folder, WITH_PICTURE)
    picture(folder / "crate.png", (200, 20, 20))
    scheduler.well("apply", "--yes")
    scheduler.well("approve", "small/crate", "--role", "press", "--by", "l.diallo")
    picture(folder / "crate.png", (20, 20, 200))
    shown = scheduler.well("plan").out
    assert "Another picture under the same name" in shown
    assert "+ ▣ crate.png · A crate · another picture" in shown
    (change,) = {one["reason"] for one in scheduler.well("plan", "--json").json["changes"]}
    assert change == "picture-changed"
    scheduler.well("apply", "--yes")
    rows = scheduler.well("queue", "--json").json["deliveries"]
    assert {(row["state"], *row["missing_roles"]) for row in rows} == {("awaiting", "press")}


def test_a_post_sent_by_hand_stands_under_its_day(scheduler: Program, folder: Path) -> None:
    calendar(folder, LIVE)
    for shown in (scheduler.well("plan").out, scheduler.well("apply", "--yes").out, scheduler.well("queue").out):
        assert shown.count("Monday 7 June 2027") == 1
        assert shown.index("first") < shown.index("live") < shown.index("Tuesday 8 June 2027")


def test_a_move_to_another_day_shows_both_days(scheduler: Program, folder: Path) -> None:
    calendar(folder, LIVE)
    scheduler.well("apply", "--yes")
    campaign(folder, LIVE.replace("first, date: 2027-06-07, at: 9h", "first, date: 2027-06-08, at: 10h"))
    assert "→ 07/06 09:00 → 08/06 10:00  first" in scheduler.well("plan").out
    campaign(folder, LIVE.replace("first, date: 2027-06-07, at: 9h", "first, date: 2027-06-07, at: 10h"))
    assert "→ 09:00 → 10:00  first" in scheduler.well("plan").out


def test_what_goes_out_now_shows_the_hour_it_is(scheduler: Program, folder: Path) -> None:
    calendar(folder, "  - {id: past, date: 2026-11-30, at: 9h, text: It was yesterday.}\n")
    assert "? 09:00  past" in scheduler.well("plan").out
    assert "+ 10:00  past" in scheduler.well("plan", "--now").out  # it is 10:00 in Paris
    scheduler.well("apply", "--now", "--yes")
    (local,) = {row["local"] for row in scheduler.well("queue", "--json").json["deliveries"]}
    assert local.startswith("2026-12-01T10:00")
    again = scheduler.well("plan", "--json").json["changes"]
    assert [one["change"] for one in again] == ["keep"] * 3, (
        "it awaits its approval: nobody is asked for its hour again"
    )


def test_accounts_with_one_change_share_a_line_though_another_stands_between(scheduler: Program, folder: Path) -> None:
    calendar(folder, "  - {id: a, date: 2027-06-07, at: 9h, text: One., networks: {facebook: {text: Two.}}}\n")
    lines = [line for line in scheduler.well("plan").out.splitlines() if "  a  " in line]
    accounts = sorted(line.split()[3:] for line in lines)
    assert accounts == [["musee-bluesky", "musee-mastodon"], ["musee-facebook"]]


def test_how_many_would_be_cancelled_is_said_once(scheduler: Program, folder: Path) -> None:
    calendar(folder, LIVE)
    scheduler.well("apply", "--yes")
    campaign(folder, LIVE.splitlines()[1] + "\n")
    shown = scheduler.well("plan").out
    assert shown.count("would be cancelled") == 1
    assert shown.count("No longer in its file.") == 2


def test_a_renamed_post_that_went_out_is_asked_for_without_an_arrow(scheduler: Program, folder: Path) -> None:
    calendar(folder, "  - {id: old, date: 2026-11-30, at: 9h, text: The crate opens today at noon.}\n")
    scheduler.well("apply", "--now", "--yes")
    scheduler.well("approve", "small/old", "--role", "press", "--by", "l.diallo")
    scheduler.well("run", "--once")
    campaign(folder, "  - {id: new, date: 2027-06-07, at: 9h, text: The crate opens today at noon.}\n")
    (asked,) = [line for line in scheduler.well("plan").out.splitlines() if line.startswith("  ?")]
    assert "? 09:00  new" in asked
    assert "Nearly equals small/old" in asked
    assert "→" not in asked


def test_a_hold_outlives_the_post_s_absence_from_its_file(scheduler: Program, folder: Path) -> None:
    calendar(folder, LIVE)
    scheduler.well("apply", "--yes")
    scheduler.well("hold", "small/second", "--why", "wait for the press office", "--by", "l.diallo")
    campaign(folder, "".join(line + "\n" for line in LIVE.splitlines() if "second" not in line))
    scheduler.well("apply", "--yes", "--cancel", "3")
    campaign(folder, LIVE)
    scheduler.well("apply", "--yes")
    back = scheduler.well("queue", "--json", "--state", "held").json["deliveries"]
    assert [row["tag"].split("/")[1] for row in back] == ["second"] * 3
    assert "It was held when" in back[0]["reason"]
