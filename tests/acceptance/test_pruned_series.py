"""A series that is over stays over: what the daily laying out adds, and what it never adds."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
import time_machine
from PIL import Image

from scheduler.app.scheduler import Scheduler
from scheduler.model.change import Answers
from scheduler.store.changes import Cancel, apply
from tests.acceptance.calling import Program

NOW = datetime(2027, 6, 1, 9, tzinfo=UTC)
CONFIG = """[calendar]
id = "serie"
folder = "campaigns"
timezone = "UTC"
language = "en"

[accounts.m]
network = "mastodon"
through = "rehearsal"
"""
CAMPAIGN = """version: 1
campaign: {slug}
title: Title
language: en
timezone: UTC
accounts: [m]
posts:
{posts}"""
WEEKLY = """  - id: weekly
    text: Weekly words
    repeat: {every: week, day: tuesday, at: 10h, from: 2027-06-08}
"""
DATED = """  - {id: dated, date: 2027-06-03, at: 10h, text: Words of one day}
"""
LATER = """  - {id: later, date: 2027-07-01, at: 10h, text: Quite another thing}
"""


@pytest.fixture
def clock() -> Iterator[time_machine.Traveller]:
    with time_machine.travel(NOW, tick=True) as traveller:
        yield traveller


@pytest.fixture
def calendar(tmp_path: Path) -> Path:
    (tmp_path / "campaigns").mkdir()
    (tmp_path / "config.toml").write_text(CONFIG, encoding="utf-8")
    write(tmp_path, "series", WEEKLY)
    write(tmp_path, "other", LATER)
    return tmp_path


def write(calendar: Path, slug: str, posts: str) -> None:
    (calendar / "campaigns" / f"{slug}.yaml").write_text(CAMPAIGN.format(slug=slug, posts=posts), encoding="utf-8")


def rows(scheduler: Program, calendar: Path) -> list[tuple[str, str]]:
    found = scheduler.well("queue", "--json", "--config", calendar / "config.toml").json["deliveries"]
    return [(one["tag"], one["state"]) for one in found]


def of_series(scheduler: Program, calendar: Path) -> list[str]:
    return [state for tag, state in rows(scheduler, calendar) if tag.startswith("series/")]


def lay_out(calendar: Path) -> int:
    with Scheduler.find(calendar / "config.toml", []) as one:
        return one.queue.lay_out()


def prune(scheduler: Program, calendar: Path) -> None:
    config = calendar / "config.toml"
    (calendar / "campaigns" / "series.yaml").unlink()
    n = len(of_series(scheduler, calendar))
    assert n > 3
    assert scheduler("apply", "--yes", "--prune", "--config", config).code == 4
    scheduler.well("apply", "--yes", "--prune", "--cancel", str(n), "--config", config)
    assert of_series(scheduler, calendar) == ["cancelled"] * n


def test_a_pruned_series_does_not_come_back(scheduler: Program, calendar: Path, clock: time_machine.Traveller) -> None:
    scheduler.well("apply", "--yes", "--config", calendar / "config.toml")
    prune(scheduler, calendar)
    before = rows(scheduler, calendar)
    for days in (0, 8, 30):
        clock.shift(timedelta(days=days))
        assert lay_out(calendar) == 0
    assert rows(scheduler, calendar) == before


def test_its_file_brings_it_back(scheduler: Program, calendar: Path, clock: time_machine.Traveller) -> None:
    config = calendar / "config.toml"
    scheduler.well("apply", "--yes", "--config", config)
    prune(scheduler, calendar)
    n = len(of_series(scheduler, calendar))
    write(calendar, "series", WEEKLY)
    scheduler.well("apply", "--yes", "--config", config)
    assert sorted(of_series(scheduler, calendar)) == ["cancelled"] * n + ["ready"] * n
    clock.shift(timedelta(days=8))
    assert lay_out(calendar) > 0


def test_an_unanswered_prune_forgets_nothing(scheduler: Program, calendar: Path, clock: time_machine.Traveller) -> None:
    scheduler.well("apply", "--yes", "--config", calendar / "config.toml")
    (calendar / "campaigns" / "series.yaml").unlink()
    assert scheduler("apply", "--yes", "--prune", "--config", calendar / "config.toml").code == 4
    clock.shift(timedelta(days=8))
    assert lay_out(calendar) > 0


def test_an_old_campaign_without_a_file_can_still_be_reported_on(
    scheduler: Program, calendar: Path, clock: time_machine.Traveller
) -> None:
    config = calendar / "config.toml"
    write(calendar, "old", DATED)
    scheduler.well("apply", "--yes", "--config", config)
    clock.move_to(NOW + timedelta(days=2, hours=1, seconds=5))
    scheduler.well("run", "--once", "--config", config)
    (calendar / "campaigns" / "old.yaml").unlink()
    prune(scheduler, calendar)
    scheduler.well("report", "old", "--config", config)
    assert scheduler("report", "series", "--config", config).code == 1


def test_what_was_cancelled_is_not_laid_out_again(
    scheduler: Program, calendar: Path, clock: time_machine.Traveller
) -> None:
    config = calendar / "config.toml"
    scheduler.well("apply", "--yes", "--config", config)
    with Scheduler.find(config, []) as one:
        queue = one.queue
        proposal = queue.propose([], Answers())
        gone = [Cancel(each.id, reason="post-removed") for each in queue.deliveries() if each.campaign == "series"]
        apply(one.ground.database, gone, by="test", at=one.ground.clock.now(), campaigns=proposal.campaigns)
        assert queue.lay_out() == 0


def test_a_series_whose_picture_breaks_keeps_no_other_from_being_laid_out(
    scheduler: Program, calendar: Path, clock: time_machine.Traveller, caplog: pytest.LogCaptureFixture
) -> None:
    picture = calendar / "campaigns" / "a.jpg"
    Image.effect_noise((600, 400), 80).save(picture)
    shown = "\n    media: [{file: a.jpg, alt: A door}]\n    text: Other words"
    write(calendar, "series", WEEKLY + WEEKLY.replace("weekly", "shown").replace("\n    text: Weekly words", shown))
    scheduler.well("apply", "--yes", "--config", calendar / "config.toml")
    before = [tag for tag, _ in rows(scheduler, calendar)]
    data = bytearray(picture.read_bytes())
    place = data.rindex(b"\xff\xda") + 12
    data[place:-2] = b"\xff\xd8" * 40
    picture.write_bytes(data)
    clock.shift(timedelta(days=8))
    assert lay_out(calendar) == 1
    added = [tag for tag, _ in rows(scheduler, calendar) if tag not in before]
    assert [tag.split("/")[1] for tag in added] == ["weekly"]
    assert "fit-broken" in caplog.text
