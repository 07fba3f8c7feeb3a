"""Conditions as a user meets them: refused with their line, shown before anything is queued, and the reason once they apply."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
import time_machine

from tests.acceptance import small
from tests.acceptance.calling import Program

NOW = datetime(2027, 6, 7, 6, tzinfo=UTC)
HEAD = small.HEAD.replace("approvals: [press]\n", "").replace(
    "[musee-bluesky, musee-facebook, musee-mastodon]", "[musee-mastodon]"
)
POSTS = """\
  - {id: annonce, date: 2027-06-07, at: 9h, text: "Tonight there is a visit."}
  - id: places
    date: 2027-06-07
    at: 18h
    text: Ten places are left.
    cancel_if: {not_out: annonce, passed: 2027-06-08}
    hold_if: {younger_than: 90min}
"""


@pytest.fixture
def config(tmp_path: Path) -> Path:
    small.calendar(tmp_path / "calendar", "")
    (tmp_path / "calendar" / "small.yaml").write_text(HEAD + POSTS, encoding="utf-8")
    return tmp_path / "calendar" / "config.toml"


def test_conditions_are_shown_kept_changed_and_applied(scheduler: Program, config: Path) -> None:
    with time_machine.travel(NOW, tick=False) as clock:
        plan = scheduler.well("plan", "--config", config)
        for words in ("cancelled if small/annonce did not go out", "waits until the account’s last post is"):
            assert words in plan.out
        changes = scheduler.well("plan", "--json", "--config", config).json["changes"]
        assert [len(one["conditions"]) for one in changes] == [0, 3]
        scheduler.well("apply", "--yes", "--config", config)
        assert "cancelled if small/annonce" in scheduler.well("explain", "small/places", "--config", config).out
        file = config.parent / "small.yaml"
        file.write_text((HEAD + POSTS).replace("    hold_if: {younger_than: 90min}\n", ""), encoding="utf-8")
        (change,) = [
            one
            for one in scheduler.well("plan", "--json", "--config", config).json["changes"]
            if one["change"] != "keep"
        ]
        assert (change["change"], change["reason"]) == ("replace", "conditions-changed")
        before = scheduler.well("queue", "--json", "--config", config).json["deliveries"][1]["digest"]
        scheduler.well("apply", "--yes", "--config", config)
        queued = scheduler.well("queue", "--json", "--config", config).json["deliveries"]
        assert queued[1]["digest"] == before, "nothing that is seen has changed"
        assert len(queued[1]["conditions"]) == 2
        scheduler.well("cancel", "small/annonce", "--yes", "--config", config)
        clock.shift(timedelta(hours=10, minutes=1))
        scheduler("run", "--once", "--config", config)
        (_, places) = scheduler.well("queue", "--json", "--config", config).json["deliveries"]
        assert places["state"] == "cancelled"
        assert places["reason"] == "Cancelled by its own condition: small/annonce was cancelled."
