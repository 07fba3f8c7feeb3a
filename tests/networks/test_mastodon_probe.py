"""What a Mastodon server says of an account and its token, without a post."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from scheduler.clock import SimulatedClock
from scheduler.connector.base import SendFailure, Site
from scheduler.model.account import Account
from scheduler.model.failure import Kind
from scheduler.model.notice import Severity, Where
from scheduler.networks.mastodon import Mastodon
from scheduler.sentences import say
from scheduler.testing.fake_mastodon import FakeMastodon, Fault


@pytest.fixture
def server() -> Iterator[FakeMastodon]:
    with FakeMastodon() as running:
        yield running


@pytest.fixture
def connector(server: FakeMastodon, tmp_path: Path) -> Iterator[Mastodon]:
    account = Account(
        name="musee",
        network="mastodon",
        through="mastodon",
        where=Where(file="config.toml"),
        base_url=server.base_url,
        settings={"access_token": "env:A"},
    )
    clock = SimulatedClock(datetime(2027, 6, 1, tzinfo=UTC))
    site = Site(account=account, rules=Mastodon.rules, clock=clock, secret=lambda _: server.token, folder=tmp_path)
    made = Mastodon(site)
    yield made
    made.close()


def codes(connector: Mastodon) -> dict[str, Severity]:
    found = connector.probe().findings
    for one in found:
        for language in ("fr", "en"):
            assert say(one.code, one.arguments, language).advice
    return {one.code: one.severity for one in found}


def test_all_is_well(connector: Mastodon, server: FakeMastodon) -> None:
    health = connector.probe()
    assert (health.identity, health.name) == ("109348512345678901@127.0.0.1", "@musee@127.0.0.1")
    assert health.url == f"{server.base_url}/@musee"
    assert health.works
    assert health.expires_at is None
    assert server.state.posted == []
    assert {method for method, _ in server.state.requests} == {"GET"}


@pytest.mark.parametrize(
    ("scopes", "expected"),
    [
        ("read write", {}),
        ("read:accounts read:statuses write", {}),
        ("profile write:statuses write:media", {"mastodon-scopes-read": Severity.WARNING}),
        ("read write:statuses", {"mastodon-scopes-publish": Severity.ERROR}),
        ("read follow", {"mastodon-scopes-publish": Severity.ERROR}),
        (None, {}),
    ],
)
def test_rights_that_are_missing_are_found(
    connector: Mastodon, server: FakeMastodon, scopes: str | None, expected: dict[str, Severity]
) -> None:
    server.state.scopes = scopes
    found = codes(connector)
    assert {code: one for code, one in found.items() if one is not Severity.INFO} == expected


@pytest.mark.parametrize(
    ("about", "code", "severity"),
    [
        ({"suspended": True}, "mastodon-suspended", Severity.ERROR),
        ({"limited": True}, "mastodon-limited", Severity.WARNING),
        ({"moved": {"id": "1", "acct": "elsewhere"}}, "mastodon-moved", Severity.WARNING),
        ({"bot": False}, "mastodon-not-automated", Severity.INFO),
    ],
)
def test_an_account_that_is_not_seen_is_found(
    connector: Mastodon, server: FakeMastodon, about: dict[str, object], code: str, severity: Severity
) -> None:
    server.state.about = about
    assert codes(connector)[code] is severity


def test_a_server_without_a_word_on_applications_is_no_failure(connector: Mastodon, server: FakeMastodon) -> None:
    server.state.other_faults = [Fault.NONE, Fault.STRANGE]
    assert connector.probe().works


def test_a_token_that_is_refused_is_said(connector: Mastodon, server: FakeMastodon) -> None:
    server.state.other_faults = [Fault.REVOKED]
    with pytest.raises(SendFailure) as refused:
        connector.probe()
    assert refused.value.failure.kind is Kind.BLOCKED


def test_the_guide_says_each_thing_that_is_asked_for() -> None:
    guide = Mastodon.guide
    assert guide is not None
    assert {"access_token", "base_url"} == {step.option for step in guide.steps if step.option}
    for code in (guide.cost, guide.wait, guide.signs, *(step.code for step in guide.steps)):
        assert say(code, {}, "fr").text != say(code, {}, "en").text
