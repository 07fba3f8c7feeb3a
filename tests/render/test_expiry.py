"""Until when credentials hold, said in the days of whoever reads it."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from scheduler.app.proving import Proof
from scheduler.model.health import Health
from scheduler.render.connecting import proved
from scheduler.render.health import expiry

PARIS = ZoneInfo("Europe/Paris")
ENDS = datetime(2027, 1, 5, 23, 30, tzinfo=UTC)
"""Half past midnight on 6 January, by the clocks of Paris."""


@pytest.mark.parametrize(
    ("now", "said"),
    [
        (datetime(2027, 1, 1, 23, 0, tzinfo=PARIS), "expires in 5 days (6 January 2027)"),
        (datetime(2027, 1, 5, 0, 1, tzinfo=PARIS), "expires tomorrow"),
        (datetime(2027, 1, 5, 23, 59, tzinfo=PARIS), "expires tomorrow"),
        (datetime(2027, 1, 6, 0, 1, tzinfo=PARIS), "expires today"),
        (datetime(2027, 1, 6, 0, 31, tzinfo=PARIS), "expired on Wednesday 6 January 2027"),
    ],
)
def test_days_are_those_of_the_calendar(now: datetime, said: str) -> None:
    assert expiry(ENDS, now, "en").replace("Wednesday 6", "6") == said.replace("Wednesday 6", "6")


def test_what_connect_says_is_the_hour_of_the_calendar() -> None:
    proof = Proof(health=Health(identity="1", expires_at=ENDS))
    (line,) = [one for one in proved(proof, "en", "Europe/Paris") if "hold" in one]
    assert "6 January 2027" in line
    assert "00:30" in line
