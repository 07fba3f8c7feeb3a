"""What Facebook refuses has our word; what can be known of an account without posting; and no secret is ever shown."""

import logging
import subprocess
import sys
import traceback
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from scheduler.connector.base import SendFailure
from scheduler.model.failure import Kind
from scheduler.model.notice import Severity
from scheduler.networks.facebook import Facebook
from scheduler.networks.facebook.errors import meant, refusal
from scheduler.networks.facebook.guide import GUIDE
from scheduler.networks.facebook.rules import RULES
from scheduler.plain import redact
from scheduler.sentences import LANGUAGES, say
from scheduler.testing import samples
from scheduler.testing.fake_facebook.state import APP_SECRET, LONG_TOKEN, PAGE_ID, SCOPES, TOKEN, USER_TOKEN, Posted
from scheduler.testing.rig import Trouble
from scheduler.testing.server import Answer
from tests.networks.facebook_bench import Bench, benched, out

SECRETS = (TOKEN, APP_SECRET, USER_TOKEN, LONG_TOKEN)
NOW = samples.MONDAY


@pytest.fixture
def rig(tmp_path: Path) -> Iterator[Bench]:
    with benched(tmp_path) as bench:
        yield bench


# Refusals

WORDS = [
    (4, 0, Kind.NOT_SENT, "facebook-app-limit"),
    (341, 0, Kind.NOT_SENT, "facebook-app-limit"),
    (17, 0, Kind.NOT_SENT, "facebook-page-limit"),
    (32, 0, Kind.NOT_SENT, "facebook-page-limit"),
    (613, 0, Kind.NOT_SENT, "facebook-page-limit"),
    (80001, 0, Kind.NOT_SENT, "facebook-page-limit"),
    (10, 0, Kind.REFUSED, "facebook-permission"),
    (200, 0, Kind.REFUSED, "facebook-permission"),
    (299, 0, Kind.REFUSED, "facebook-permission"),
    (190, 0, Kind.BLOCKED, "facebook-token-invalid"),
    (190, 458, Kind.BLOCKED, "facebook-app-removed"),
    (190, 459, Kind.BLOCKED, "facebook-checkpoint"),
    (190, 460, Kind.BLOCKED, "facebook-password-changed"),
    (190, 463, Kind.BLOCKED, "facebook-token-expired"),
    (190, 464, Kind.BLOCKED, "facebook-checkpoint"),
    (190, 467, Kind.BLOCKED, "facebook-token-invalid"),
    (190, 492, Kind.BLOCKED, "facebook-role-lost"),
    (190, 490, Kind.BLOCKED, "facebook-token-expired"),
    (200, 1404006, Kind.BLOCKED, "facebook-checkpoint"),
    (200, 1404112, Kind.BLOCKED, "facebook-blocked"),
    (200, 1404102, Kind.REFUSED, "facebook-standards"),
    (324, 2069019, Kind.REFUSED, "send-media-refused"),
    (1, 1609010, Kind.UNKNOWN, "facebook-trouble"),
    (2, 1363047, Kind.UNKNOWN, "facebook-trouble"),
    (102, 0, Kind.BLOCKED, "facebook-token-invalid"),
    (368, 0, Kind.BLOCKED, "facebook-blocked"),
    (368, 1390008, Kind.BLOCKED, "facebook-too-fast"),
    (368, 4854002, Kind.BLOCKED, "facebook-identity-check"),
    (200, 1404078, Kind.BLOCKED, "facebook-page-authorization"),
    (506, 0, Kind.UNKNOWN, "facebook-duplicate"),
    (100, 1366051, Kind.UNKNOWN, "facebook-photos-used"),
    (1609005, 0, Kind.REFUSED, "facebook-link-unreadable"),
    (100, 1609005, Kind.REFUSED, "facebook-link-unreadable"),
    (100, 1609008, Kind.REFUSED, "facebook-own-link"),
    (1, 1366046, Kind.REFUSED, "facebook-picture-too-large"),
    (1346003, 0, Kind.REFUSED, "facebook-abusive"),
    (100, 0, Kind.REFUSED, "facebook-bad-parameter"),
    (100, 33, Kind.REFUSED, "facebook-gone"),
    (803, 0, Kind.REFUSED, "facebook-gone"),
    (1, 0, Kind.UNKNOWN, "facebook-trouble"),
    (2, 0, Kind.UNKNOWN, "facebook-trouble"),
    (999_999, 0, Kind.REFUSED, "send-refused"),
]


def judged(code: int, subcode: int = 0, *, status: int = 400, writing: bool = True, **more: object) -> tuple[Kind, str]:
    error = {"code": code, "error_subcode": subcode, "message": "m", **more}
    found = refusal({"error": error}, status, {})
    assert found is not None
    failure = meant(found, now=NOW, writing=writing)
    return failure.kind, failure.code


@pytest.mark.parametrize(("code", "subcode", "kind", "word"), WORDS)
def test_each_refusal_has_our_word_in_both_languages(code: int, subcode: int, kind: Kind, word: str) -> None:
    assert judged(code, subcode) == (kind, word)
    for language in LANGUAGES:
        said = say(word, {}, language)
        assert said.text
        assert said.advice


@pytest.mark.parametrize(("code", "subcode", "kind", "word"), WORDS)
def test_a_fault_of_the_servers_own_leaves_a_write_open(code: int, subcode: int, kind: Kind, word: str) -> None:
    assert judged(code, subcode, status=500)[0] is Kind.UNKNOWN
    assert judged(code, subcode, status=500, writing=False)[0] is not Kind.UNKNOWN


def test_what_is_said_to_pass_is_open_when_written_and_an_outage_when_read() -> None:
    assert judged(999_999, is_transient=True) == (Kind.UNKNOWN, "facebook-trouble")
    assert judged(999_999, is_transient=True, writing=False) == (Kind.NOT_SENT, "send-outage")
    assert judged(4, is_transient=True) == (Kind.NOT_SENT, "facebook-app-limit")


def test_a_message_about_the_secrets_proof_blocks_the_account() -> None:
    words = "Invalid appsecret_proof provided in the API argument"
    assert judged(100, message=words) == (Kind.BLOCKED, "facebook-proof-refused")


@pytest.mark.parametrize(
    ("headers", "minutes"),
    [
        ({}, None),
        ({"X-App-Usage": '{"call_count": 28, "total_time": 3}'}, None),
        ({"X-App-Usage": '{"call_count": 104, "total_time": 3}'}, 15),
        ({"X-Business-Use-Case-Usage": '{"1": [{"estimated_time_to_regain_access": 7}]}'}, 7),
        ({"X-Business-Use-Case-Usage": '{"1": [{"estimated_time_to_regain_access": 99999999999}]}'}, 2 * 24 * 60),
        ({"X-Business-Use-Case-Usage": "[1]"}, None),
        ({"X-Business-Use-Case-Usage": '{"1": [{}, 3], "2": "x"}', "X-App-Usage": "{"}, None),
        ({"Retry-After": "120"}, 2),
    ],
)
def test_the_time_to_come_back_stands_in_the_usage_headers(headers: dict[str, str], minutes: int | None) -> None:
    found = refusal({"error": {"code": 32}}, 400, headers)
    assert found is not None
    failure = meant(found, now=NOW, writing=True)
    assert failure.retry_at == (None if minutes is None else NOW + timedelta(minutes=minutes))
    assert failure.status == 429, "a wait spends no attempt"


@pytest.mark.parametrize("subcode", [458, 459, 460, 463, 464, 467, 492])
def test_a_dead_token_blocks_the_account_wherever_it_is_met(rig: Bench, subcode: int) -> None:
    rig.state.dead = subcode
    asked: list[Callable[[], object]] = [
        lambda: rig.connector.publish(out(pictures=1)),
        lambda: rig.connector.find(out()),
        lambda: rig.connector.counts([f"{PAGE_ID}_1"]),
        rig.connector.followers,
        rig.connector.identity,
        rig.connector.probe,
        lambda: rig.connector.withdraw(f"{PAGE_ID}_1"),
    ]
    for ask in asked:
        with pytest.raises(SendFailure) as caught:
            ask()
        assert caught.value.failure.kind is Kind.BLOCKED


@pytest.mark.parametrize("secret", ["", "env:OTHER"])
def test_an_app_that_demands_its_secrets_proof_gets_the_right_one(tmp_path: Path, secret: str) -> None:
    with benched(tmp_path, app_secret=secret) as bench:
        known = bench.connector.site.secret
        site = replace(
            bench.connector.site, secret=lambda name: "another-secret" if name == "env:OTHER" else known(name)
        )
        connector = Facebook(site)
        with pytest.raises(SendFailure) as caught:
            connector.publish(out())
        connector.close()
        assert (caught.value.failure.kind, caught.value.failure.code) == (Kind.BLOCKED, "facebook-proof-refused")


@pytest.mark.parametrize(
    "answer",
    [
        Answer(body=b"access_token=EAAsomebody&expires=5", kind="text/plain"),
        Answer(body=b"\x89PNG", kind="image/png"),
        Answer(body={"ok": False}, status=500),
        Answer(body=[1]),
        Answer(body=b"true"),
    ],
    ids=["querystring", "picture", "json-500", "list", "true"],
)
def test_what_the_library_would_take_for_a_success_is_none(
    rig: Bench, monkeypatch: pytest.MonkeyPatch, answer: Answer
) -> None:
    monkeypatch.setattr(rig.state, "answer", lambda _: answer)
    with pytest.raises(SendFailure) as caught:
        rig.connector.followers()
    assert caught.value.failure.kind is Kind.NOT_SENT
    with pytest.raises(SendFailure) as caught:
        rig.connector.publish(out())
    assert caught.value.failure.kind is Kind.UNKNOWN


# Secrets


@pytest.mark.parametrize("trouble", Trouble)
def test_no_secret_is_in_any_text_of_a_failure(rig: Bench, trouble: Trouble, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    asked: list[Callable[[], object]] = [
        lambda: rig.connector.publish(out(f"Bonjour {trouble}", pictures=1)),
        lambda: rig.connector.find(out()),
        lambda: rig.connector.counts([f"{PAGE_ID}_1"]),
        rig.connector.followers,
        rig.connector.probe,
        rig.connector.exchange,
        lambda: rig.connector.withdraw(f"{PAGE_ID}_1"),
    ]
    texts = []
    for ask in asked:
        rig.meet(trouble)
        rig.state.other_faults = [*rig.state.faults]
        try:
            ask()
        except SendFailure as failure:
            texts += ["".join(traceback.format_exception(failure)), repr(failure), failure.failure.detail]
        rig.server.release.set()
    assert texts
    texts += [repr(rig.connector), repr(rig.connector._client), repr(rig.connector._client.session), caplog.text]
    for secret in SECRETS:
        assert not [one for one in texts if secret in one]


def test_a_token_that_facebook_repeats_in_its_refusal_is_not_shown(rig: Bench) -> None:
    rig.connector._client.api.access_token = "EAAanother-token-of-ours"
    redact.remember("EAAanother-token-of-ours")
    with pytest.raises(SendFailure) as caught:
        rig.connector.publish(out())
    assert "Malformed" in caught.value.failure.detail
    assert "EAAanother" not in caught.value.failure.detail


@pytest.mark.parametrize("odd", ["EAAhalf of it", "EAAtwo\nlines", "EAAé"])
def test_a_token_that_is_no_header_is_refused_before_it_is_one(rig: Bench, odd: str) -> None:
    connector = Facebook(replace(rig.connector.site, secret=lambda _: odd))
    with pytest.raises(SendFailure) as caught:
        connector.publish(out())
    assert (caught.value.failure.kind, caught.value.failure.code) == (Kind.BLOCKED, "facebook-token-odd")
    assert odd not in "".join(traceback.format_exception(caught.value))
    assert rig.state.requests == []


def test_a_line_end_behind_a_secret_is_not_part_of_it(rig: Bench) -> None:
    known = rig.connector.site.secret
    connector = Facebook(replace(rig.connector.site, secret=lambda name: f"{known(name)}\n"))
    assert connector.identity() == PAGE_ID
    connector.close()


def test_no_address_holds_a_token(rig: Bench) -> None:
    post = rig.connector.publish(out(pictures=2)).remote_id
    rig.connector.find(out())
    rig.connector.counts([post])
    rig.connector.probe()
    rig.connector.withdraw(post)
    assert len(rig.state.requests) > 8, "the fake refuses a token in an address"


def test_the_library_is_loaded_without_a_warning_and_only_when_it_is_used() -> None:
    run = (
        "import sys; import scheduler.networks.facebook; assert 'facebook' not in sys.modules;"
        "import scheduler.networks.facebook.client"
    )
    command = [sys.executable, "-B", "-W", "error", "-X", "pycache_prefix=/nonexistent", "-c", run]
    told = subprocess.run(command, capture_output=True, text=True, check=False)
    assert (told.returncode, told.stderr) == (0, "")


# Asking without posting


def codes(rig: Bench) -> dict[str, Severity]:
    return {one.code: one.severity for one in rig.connector.probe().findings}


def seen(rig: Bench, people: int) -> None:
    rig.state.posted.append(Posted(id=f"{PAGE_ID}_9", message="Avant", at=NOW - timedelta(days=3)))
    rig.state.counts[f"{PAGE_ID}_9"] = {"post_total_media_view_unique": people}


def test_it_says_who_answers_and_publishes_nothing(rig: Bench) -> None:
    health = rig.connector.probe()
    assert (health.identity, health.name, health.url) == (PAGE_ID, "Musée", f"https://www.facebook.com/{PAGE_ID}")
    assert health.works
    assert health.expires_at is None
    assert not rig.arrived()


def test_an_app_without_a_privacy_policy_is_proved_to_be_in_development(rig: Bench) -> None:
    rig.state.policy, rig.state.development = "", True
    rig.connector.publish(out())
    (post,) = rig.state.posted
    assert rig.state.sees(post, role=True)
    assert not rig.state.sees(post, role=False), "Facebook accepts it and shows it to nobody"
    assert codes(rig) == {"facebook-app-in-development": Severity.ERROR}
    assert not rig.connector.probe().works


def test_a_post_that_many_people_saw_proves_that_the_app_is_live(rig: Bench) -> None:
    seen(rig, 640)
    assert codes(rig) == {}


def test_between_the_two_a_person_is_told_where_to_look(rig: Bench) -> None:
    assert codes(rig) == {"facebook-live-unproved": Severity.WARNING}
    seen(rig, 4)
    assert codes(rig) == {"facebook-live-unproved-look": Severity.WARNING}
    (finding,) = rig.connector.probe().findings
    assert "musee/posts/9" in str(finding.arguments["post"])


def test_a_post_of_another_app_proves_nothing(rig: Bench) -> None:
    seen(rig, 640)
    rig.state.posted = [replace(rig.state.posted[0], app="1")]
    assert codes(rig) == {"facebook-live-unproved": Severity.WARNING}


@pytest.mark.parametrize(
    ("scope", "code", "severity"),
    [
        ("pages_manage_posts", "facebook-scope-missing", Severity.ERROR),
        ("pages_read_engagement", "facebook-scope-missing", Severity.ERROR),
        ("pages_manage_engagement", "facebook-cannot-comment", Severity.WARNING),
        ("read_insights", "facebook-cannot-see-views", Severity.WARNING),
    ],
)
def test_a_missing_permission_is_named(rig: Bench, scope: str, code: str, severity: Severity) -> None:
    rig.state.scopes = tuple(one for one in SCOPES if one != scope)
    assert codes(rig)[code] is severity
    rig.state.scopes, rig.state.elsewhere = SCOPES, (scope,)
    assert codes(rig)[code] is severity, "granted for another Page"


def test_the_earlier_of_the_two_ends_is_the_end(rig: Bench) -> None:
    soon, later = datetime(2027, 7, 1, tzinfo=UTC), datetime(2027, 8, 1, tzinfo=UTC)
    rig.state.expires_at, rig.state.data_access_expires_at = int(later.timestamp()), int(soon.timestamp())
    assert rig.connector.probe().expires_at == soon
    rig.state.data_access_expires_at = 0
    assert rig.connector.probe().expires_at == later


def test_a_page_that_is_not_published_is_said(rig: Bench) -> None:
    rig.state.published = False
    assert codes(rig)["facebook-page-unpublished"] is Severity.ERROR


def test_where_only_the_app_may_ask_it_is_asked_as_the_app(tmp_path: Path) -> None:
    with benched(tmp_path) as bench:
        bench.state.tells_only_the_app = True
        assert "facebook-token-unread" not in codes(bench)
    with benched(tmp_path, app_id="") as bench:
        bench.state.tells_only_the_app = True
        assert codes(bench)["facebook-token-unread"] is Severity.WARNING


def test_a_token_of_somebody_else_is_found_out(rig: Bench) -> None:
    rig.connector._client.token = rig.connector._client.api.access_token = USER_TOKEN
    assert codes(rig) == {"facebook-token-of-another": Severity.ERROR}
    with pytest.raises(SendFailure) as caught:
        rig.connector.identity()
    assert (caught.value.failure.kind, caught.value.failure.code) == (Kind.BLOCKED, "facebook-wrong-page")


def test_every_finding_can_be_said(rig: Bench) -> None:
    states: list[dict[str, object]] = [
        {"policy": ""},
        {"published": False},
        {"scopes": ()},
        {"tells_only_the_app": True},
        {},
    ]
    for state in states:
        for name, value in state.items():
            setattr(rig.state, name, value)
        for finding in rig.connector.probe().findings:
            for language in LANGUAGES:
                assert say(finding.code, finding.arguments, language).advice


# Tokens that last


def user(rig: Bench, **settings: str) -> Facebook:
    """The account as a person sets it up who pasted the token of the explorer."""
    site = rig.connector.site
    account = replace(site.account, settings={**site.account.settings, "access_token": "env:USER", **settings})
    known = site.secret
    return Facebook(
        replace(site, account=account, secret=lambda name: USER_TOKEN if name == "env:USER" else known(name))
    )


def test_a_persons_token_becomes_the_pages_own(rig: Bench) -> None:
    connector = user(rig)
    assert connector.exchange() == {"access_token": TOKEN}
    assert LONG_TOKEN not in redact(LONG_TOKEN)
    assert "EAAfake-other-page" not in redact("EAAfake-other-page"), "those of other Pages are secrets as well"
    connector.close()


def test_a_page_that_a_business_holds_is_asked_for_itself(rig: Bench) -> None:
    rig.state.listed = False
    connector = user(rig)
    assert connector.exchange() == {"access_token": TOKEN}
    connector.close()


def test_a_person_who_may_not_create_content_is_told_so(rig: Bench) -> None:
    rig.state.tasks = ("ANALYZE",)
    connector = user(rig)
    with pytest.raises(SendFailure) as caught:
        connector.exchange()
    connector.close()
    assert (caught.value.failure.code, caught.value.failure.detail) == ("facebook-task-missing", "ANALYZE")


def test_a_pages_token_stays(rig: Bench) -> None:
    assert rig.connector.exchange() == {}


@pytest.mark.parametrize(
    ("settings", "code"),
    [
        ({"app_id": ""}, "facebook-exchange-needs-app"),
        ({"page_id": "999"}, "facebook-page-not-listed"),
    ],
)
def test_an_exchange_that_cannot_be_made_says_why(rig: Bench, settings: dict[str, str], code: str) -> None:
    connector = user(rig, **settings)
    with pytest.raises(SendFailure) as caught:
        connector.exchange()
    connector.close()
    assert (caught.value.failure.kind, caught.value.failure.code) == (Kind.BLOCKED, code)


def test_the_guide_gives_each_required_setting_and_can_be_read_out() -> None:
    given = {step.option for step in GUIDE.steps} - {""}
    assert {option.name for option in Facebook.options if option.required} <= given
    assert given <= {option.name for option in Facebook.options}
    for code in (*(step.code for step in GUIDE.steps), GUIDE.cost, GUIDE.wait, GUIDE.signs):
        for language in LANGUAGES:
            assert say(code, {}, language).text
    for option in Facebook.options:
        assert say(f"option-{RULES.network}-{option.name.replace('_', '-')}", {}, "fr").text


def test_closing_without_a_request_is_nothing(tmp_path: Path) -> None:
    with suppress(KeyError):
        Facebook(samples.site(RULES, tmp_path, settings={"page_id": "1", "access_token": "env:T"})).close()
