"""Whether an applied campaign has a series is seen without reading it."""

from datetime import date
from pathlib import Path

import pytest

from scheduler.app import applied
from scheduler.campaigns import library
from scheduler.campaigns.desk import Known

CAMPAIGN = """version: 1
campaign: serie
title: Title
language: en
timezone: UTC
accounts: [m]
posts:
"""
DATED = """  - {id: dated, date: 2027-06-03, at: 10h, text: 'A key is written "repeat":{ in JSON'}
"""
WEEKLY = """  - {id: weekly, text: Weekly words, repeat: {every: week, day: tuesday, at: 10h, from: 2027-06-08}}
"""


@pytest.mark.parametrize(("posts", "repeats"), [(DATED, False), (WEEKLY, True), (DATED + WEEKLY, True)])
def test_a_series_is_seen_in_what_was_written(tmp_path: Path, posts: str, repeats: bool) -> None:
    file = tmp_path / "serie.yaml"
    file.write_text(CAMPAIGN + posts, encoding="utf-8")
    known = Known(timezone="UTC", language="en", today=date(2027, 6, 1), rights_required=False)
    (campaign,) = library.read_all([file], known).campaigns
    assert any(post.repeat for post in campaign.posts) is repeats
    assert applied.repeats(applied.written(campaign)) is repeats
