"""Each way in which X says no gets our word; what it calls a duplicate may be our own lost attempt."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
import requests
from requests.structures import CaseInsensitiveDict

from scheduler.connector.base import CannotTell, Found, SendFailure
from scheduler.model.failure import Kind
from scheduler.networks.x.refusals import Doing, judged
from scheduler.plain import redact
from scheduler.sentences import LANGUAGES, say
from scheduler.testing import samples
from scheduler.testing.fake_x import Fault
from tests.networks.x_bench import Bench, benched, failed, out


@pytest.fixture
def rig(tmp_path: Path) -> Iterator[Bench]:
    with benched(tmp_path) as bench:
        yield bench


# Refusals


@pytest.mark.parametrize(
    ("setting", "value", "text", "wanted"),
    [
        ("credits", False, "Bonjour", (Kind.BLOCKED, "x-no-credits")),
        ("suspended", True, "Bonjour", (Kind.BLOCKED, "x-suspended")),
        ("locked", True, "Bonjour", (Kind.BLOCKED, "x-locked")),
        ("access", "read", "Bonjour", (Kind.BLOCKED, "x-read-only")),
        ("mentions", False, "Bonjour @louvre", (Kind.REFUSED, "x-mention-restricted")),
        ("longest", 280, "é" * 281, (Kind.REFUSED, "x-not-permitted")),
        ("longest", 280, "$ABC ou $DEF", (Kind.REFUSED, "x-cashtags")),
    ],
)
def test_each_refusal_gets_our_word(rig: Bench, setting: str, value: Any, text: str, wanted: tuple[Kind, str]) -> None:
    setattr(rig.state, setting, value)
    assert failed(rig, out(text)) == wanted
    assert not rig.arrived()


def test_a_reply_to_somebody_else_is_refused(rig: Bench) -> None:
    assert failed(rig, out(above="1900000000000000000")) == (Kind.REFUSED, "x-reply-restricted")


def test_the_day_s_limit_is_waited_for_and_not_the_quarter_hours(rig: Bench) -> None:
    rig.state.daily, rig.state.faults = True, [Fault.LIMIT]
    with pytest.raises(SendFailure) as caught:
        rig.connector.publish(out())
    failure = caught.value.failure
    assert (failure.kind, failure.code) == (Kind.NOT_SENT, "x-daily-limit")
    assert failure.retry_at == rig.clock.now() + timedelta(hours=7)


def test_a_limit_is_never_waited_for_inside_the_call(rig: Bench) -> None:
    rig.state.faults = [Fault.LIMIT_BARE, Fault.LIMIT_BARE]
    failed(rig)
    assert len(rig.state.requests) == 1
    assert not rig.pauses


def test_a_reply_waits_until_x_shows_the_post_above(rig: Bench) -> None:
    top = rig.connector.publish(out("Un"))
    rig.state.unseen = 2
    rig.connector.publish(out("Deux", number=1, above=top.remote_id))
    assert rig.pauses == [1, 3]
    assert [one.above for one in rig.arrived()] == ["", top.remote_id]


def test_a_reply_that_stays_unseen_is_known_not_sent(rig: Bench) -> None:
    top = rig.connector.publish(out("Un"))
    rig.state.unseen = 99
    assert failed(rig, out("Deux", number=1, above=top.remote_id)) == (Kind.NOT_SENT, "x-not-visible-yet")
    assert rig.pauses == [1, 3, 5]


def test_the_deadline_is_asked_before_each_new_try(rig: Bench) -> None:
    top = rig.connector.publish(out("Un"))
    rig.state.unseen = 99
    rig.connector.site = replace(
        rig.connector.site, pause=lambda seconds: rig.clock.advance(timedelta(seconds=seconds))
    )
    late = replace(out("Deux", number=1, above=top.remote_id), deadline=rig.clock.monotonic() + 2)
    assert failed(rig, late) == (Kind.NOT_SENT, "send-too-slow")
    assert sum(path == "/2/tweets" for _, path in rig.state.requests) == 3


def test_an_answer_that_comes_after_the_race_is_lost_is_unknown(rig: Bench) -> None:
    top = rig.connector.publish(out("Un"))
    rig.state.unseen, rig.state.faults = 1, [Fault.NONE, Fault.DROP]
    assert failed(rig, out("Deux", number=1, above=top.remote_id)) == (Kind.UNKNOWN, "send-answer-lost")
    assert len(rig.arrived()) == 2


# Duplicates


def test_a_duplicate_may_be_our_own_lost_attempt_and_is_found(rig: Bench) -> None:
    part = replace(out(), since=rig.clock.now())
    rig.state.faults = [Fault.DROP]
    assert failed(rig, part) == (Kind.UNKNOWN, "send-answer-lost")
    assert failed(rig, part) == (Kind.UNKNOWN, "x-duplicate")
    found = rig.connector.find(part)
    assert isinstance(found, Found)
    assert found.receipt.remote_id == rig.arrived()[0].id
    assert len(rig.arrived()) == 1


def test_a_duplicate_of_before_our_first_attempt_is_for_a_person(rig: Bench) -> None:
    rig.connector.publish(out())
    rig.clock.advance(timedelta(hours=2))
    part = replace(out(), since=rig.clock.now())
    assert failed(rig, part) == (Kind.UNKNOWN, "x-duplicate")
    assert isinstance(rig.connector.find(part), CannotTell)
    assert len(rig.arrived()) == 1


# Refusals as values: what X is known to say, and no server can be made to


def answered(status: int, body: Any, headers: Mapping[str, str] | None = None) -> requests.Response:
    answer = requests.Response()
    answer.status_code = status
    answer._content = body if isinstance(body, bytes) else json.dumps(body).encode()
    answer.headers = CaseInsensitiveDict(headers or {})
    return answer


PROBLEM = "https://api.twitter.com/2/problems"


@pytest.mark.parametrize(
    ("status", "body", "kind", "code"),
    [
        (402, {}, Kind.BLOCKED, "x-no-credits"),
        (402, {"title": "Payment Required", "detail": "credits depleted"}, Kind.BLOCKED, "x-no-credits"),
        (403, {"title": "SpendCapReached", "type": f"{PROBLEM}/credits"}, Kind.BLOCKED, "x-no-credits"),
        (403, {"detail": "x", "type": f"{PROBLEM}/oauth1-permissions"}, Kind.BLOCKED, "x-read-only"),
        (
            403,
            {"reason": "client-not-enrolled", "type": f"{PROBLEM}/client-forbidden"},
            Kind.BLOCKED,
            "x-app-not-enrolled",
        ),
        (403, {"type": f"{PROBLEM}/unsupported-authentication"}, Kind.BLOCKED, "x-app-not-enrolled"),
        (403, {"errors": [{"code": 187, "message": "Status is a duplicate."}]}, Kind.UNKNOWN, "x-duplicate"),
        (403, {"errors": [{"code": 186, "message": "Tweet needs to be a bit shorter."}]}, Kind.REFUSED, "x-too-long"),
        (400, {"detail": "The text is too long."}, Kind.REFUSED, "x-too-long"),
        (403, {"errors": [{"code": 64, "message": "Your account is suspended"}]}, Kind.BLOCKED, "x-suspended"),
        (
            403,
            {"detail": "You can only reply to or quote posts where you are mentioned or are the author."},
            Kind.REFUSED,
            "x-reply-restricted",
        ),
        (403, {"detail": "Something new"}, Kind.REFUSED, "send-forbidden"),
        (403, b"<html>Just a moment...</html>", Kind.NOT_SENT, "x-challenged"),
        (403, [], Kind.REFUSED, "send-forbidden"),
        (403, {"errors": "a string"}, Kind.REFUSED, "send-forbidden"),
        (422, {"detail": "?"}, Kind.REFUSED, "send-refused"),
        (429, {"title": "UsageCapExceeded", "type": f"{PROBLEM}/usage-capped"}, Kind.BLOCKED, "x-usage-capped"),
        (401, {"errors": [{"code": 135, "message": "Timestamp out of bounds."}]}, Kind.BLOCKED, "x-clock"),
        (
            429,
            {"title": "UsageCapExceeded", "period": "Daily", "type": f"{PROBLEM}/usage-capped"},
            Kind.NOT_SENT,
            "x-usage-capped",
        ),
        (429, {"errors": [{"code": 88, "message": "Rate limit exceeded"}]}, Kind.NOT_SENT, "send-rate-limited"),
        (503, {"title": "Service Unavailable"}, Kind.UNKNOWN, "send-server-error"),
    ],
)
def test_what_x_is_known_to_say(status: int, body: Any, kind: Kind, code: str) -> None:
    failure = judged(answered(status, body), now=samples.MONDAY, doing=Doing.PUBLISHING)
    assert (failure.kind, failure.code, failure.status) == (kind, code, status)
    for language in LANGUAGES:
        assert say(code, {}, language).text


@pytest.mark.parametrize("status", [500, 502, 503, 504])
@pytest.mark.parametrize("words", ["credits depleted", "deleted or not visible", "suspended", "a cashtag", "mention"])
def test_no_word_makes_a_servers_own_fault_while_it_writes_into_something_known(status: int, words: str) -> None:
    found = judged(answered(status, {"title": words, "detail": words}), now=samples.MONDAY, doing=Doing.PUBLISHING)
    assert (found.kind, found.code) == (Kind.UNKNOWN, "send-server-error")


def test_an_upload_s_refusal_is_the_pictures() -> None:
    for status, code in ((400, "send-media-refused"), (413, "send-media-refused"), (403, "x-no-media")):
        failure = judged(answered(status, {"detail": "x"}), now=samples.MONDAY, doing=Doing.UPLOADING)
        assert (failure.kind, failure.code) == (Kind.REFUSED, code)
    for status in (408, 425, 500, 503):
        assert judged(answered(status, {}), now=samples.MONDAY, doing=Doing.UPLOADING).kind is Kind.NOT_SENT
    failure = judged(answered(403, {"detail": "suspended"}), now=samples.MONDAY, doing=Doing.UPLOADING)
    assert failure.code == "x-suspended"


def test_a_duplicate_that_a_reading_speaks_of_says_nothing() -> None:
    body = {"detail": "duplicate content"}
    assert judged(answered(403, body), now=samples.MONDAY, doing=Doing.READING).code == "send-forbidden"


@pytest.mark.parametrize(("minutes", "code"), [(0, "send-unauthorized"), (30, "x-clock"), (-30, "x-clock")])
def test_a_wrong_clock_is_told_from_a_dead_token(minutes: int, code: str) -> None:
    there = (samples.MONDAY + timedelta(minutes=minutes)).strftime("%a, %d %b %Y %H:%M:%S GMT")
    answer = answered(401, {"title": "Unauthorized"}, {"Date": there})
    failure = judged(answer, now=samples.MONDAY, doing=Doing.PUBLISHING)
    assert (failure.kind, failure.code) == (Kind.BLOCKED, code)


def test_no_half_of_a_secret_is_left_of_a_refusal() -> None:
    redact.remember("half-of-a-secret-of-x")
    for before in range(60):
        body = {"detail": "y" * (460 + before) + "half-of-a-secret-of-x"}
        failure = judged(answered(403, body), now=samples.MONDAY, doing=Doing.PUBLISHING)
        assert "half" not in failure.detail
