"""What networks say of the calls that are left: in the headers of an answer that went well, and of a limit."""

import socket
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta

import pytest
import requests

from scheduler.connector.http import Session
from scheduler.connector.outcome import full_until, retry_at
from scheduler.connector.shown import Full
from scheduler.networks.facebook.errors import full

NOW = datetime(2027, 6, 7, 7, tzinfo=UTC)
SOON = NOW + timedelta(minutes=5)
EPOCH = str(int(SOON.timestamp()))


@pytest.mark.parametrize(
    ("headers", "until"),
    [
        ({"x-rate-limit-remaining": "0", "x-rate-limit-reset": EPOCH}, SOON),  # X
        ({"X-RateLimit-Remaining": "0", "X-RateLimit-Reset": SOON.isoformat()}, SOON),  # Mastodon
        ({"RateLimit-Remaining": "0", "RateLimit-Reset": EPOCH}, SOON),  # Bluesky
        ({"RateLimit-Remaining": "0", "RateLimit-Reset": "300"}, SOON),  # the draft of a standard: seconds from now
        ({"RateLimit-Remaining": "0", "Retry-After": "300"}, SOON),
        ({"x-rate-limit-remaining": "1", "x-rate-limit-reset": EPOCH}, None),
        ({"x-rate-limit-remaining": "0"}, None),
        ({"x-rate-limit-remaining": "0", "x-rate-limit-reset": "99999999999999"}, None),
        ({"x-rate-limit-reset": EPOCH}, None),
        ({}, None),
    ],
)
def test_nothing_remains_until_the_reset(headers: Mapping[str, str], until: datetime | None) -> None:
    assert full_until(headers, NOW) == until


def test_a_server_whose_clock_is_ahead_is_corrected_by_its_date() -> None:
    ahead = {
        "Date": "Mon, 07 Jun 2027 08:00:00 GMT",
        "RateLimit-Reset": str(int((NOW + timedelta(hours=1, minutes=5)).timestamp())),
    }
    assert retry_at(ahead, NOW) == SOON
    assert retry_at({"Date": ahead["Date"], "RateLimit-Reset": "300"}, NOW) == SOON


@pytest.mark.parametrize(
    ("headers", "said"),
    [
        ({"X-App-Usage": '{"call_count": 100, "total_time": 25}'}, Full(until=NOW + timedelta(minutes=15), own=False)),
        ({"X-App-Usage": '{"call_count": 99}'}, None),
        (
            {"X-Business-Use-Case-Usage": '{"123": [{"type": "pages", "estimated_time_to_regain_access": 7}]}'},
            Full(until=NOW + timedelta(minutes=7), own=True),
        ),
        ({"X-App-Usage": "not json"}, None),
    ],
)
def test_facebook_tells_an_apps_limit_from_a_pages(headers: Mapping[str, str], said: Full | None) -> None:
    assert full(headers, NOW) == said


def test_a_hurried_request_gives_up_early_and_the_next_has_its_time_again() -> None:
    with socket.create_server(("127.0.0.1", 0)) as silent:
        session = Session(f"http://127.0.0.1:{silent.getsockname()[1]}", timeout=60.0)
        # On a busy machine the watch over the whole answer hangs up before the socket's own timeout is noticed.
        with session.within(0.1), pytest.raises((requests.Timeout, requests.ConnectionError)):
            session.get(f"{session.base}/")
        assert session._timeout == 60.0
        session.close()
