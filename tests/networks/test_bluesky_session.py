"""The session with Bluesky: few logins, renewed in time by one at a time, kept before it is used."""

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from threading import Thread

import pytest
import requests

from scheduler.connector.base import SendFailure
from scheduler.errors import NeedsPerson, Problem
from scheduler.model.failure import Kind
from scheduler.networks.bluesky import Bluesky
from scheduler.networks.bluesky.tokens import Tokens
from scheduler.plain import redact
from scheduler.sentences import LANGUAGES, say, sentences
from scheduler.store.vault import FileVault
from scheduler.testing import samples
from scheduler.testing.fake_bluesky import DID, HANDLE, Fault
from tests.networks.bluesky_bench import Bench, bench, failure, out

DELETED = {"repo": DID, "collection": "app.bsky.feed.post", "rkey": "3jzfcijpj2z2a"}


@pytest.fixture
def rig(tmp_path: Path) -> Iterator[Bench]:
    with bench(tmp_path) as made:
        yield made


# The session


def test_one_login_serves_every_post_and_every_process(rig: Bench) -> None:
    for n in range(4):
        rig.another().publish(out(f"M{n}", key=f"k{n}"))
    assert rig.asked("com.atproto.server.createSession") == 1


def test_a_session_is_renewed_before_its_end_and_kept_before_it_is_used(rig: Bench) -> None:
    rig.connector.publish(out("Un", key="1"))
    rig.clock.advance(timedelta(minutes=111))
    rig.connector.publish(out("Deux", key="2"))
    assert rig.state.refreshes == 1
    assert len(rig.vault.written) == 2
    assert rig.asked("com.atproto.server.createSession") == 1
    kept = json.loads(rig.vault.value or "")
    assert kept["access"] in rig.state.access
    assert rig.state.posted[-1].value["text"] == "Deux"


def test_two_threads_renew_once(rig: Bench) -> None:
    rig.connector.publish(out("Un", key="1"))
    rig.clock.advance(timedelta(hours=3))
    both = [rig.another(), rig.another()]
    threads = [
        Thread(target=one.publish, args=(out(f"M{n}", key=f"k{n}"),)) for n, one in enumerate((*both, rig.connector))
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(20)
    assert len(rig.state.posted) == 4
    assert rig.state.refreshes == 1
    assert len(rig.vault.written) == 2


def test_a_crash_between_the_renewal_and_its_writing_costs_one_login(rig: Bench) -> None:
    rig.connector.publish(out("Un", key="1"))
    rig.clock.advance(timedelta(hours=3))
    rig.vault.broken = KeyboardInterrupt()
    with pytest.raises(KeyboardInterrupt):
        rig.connector.publish(out("Deux", key="2"))
    rig.another().publish(out("Deux", key="2"))  # after a restart: the kept refresh token is spent
    assert (rig.state.refreshes, rig.asked("com.atproto.server.createSession")) == (1, 2)
    assert len(rig.state.posted) == 2


def test_a_session_that_cannot_be_kept_is_not_used(rig: Bench) -> None:
    rig.vault.broken = OSError("No space left on device")
    told = failure(rig)
    assert (told.kind, told.code) == (Kind.NOT_SENT, "bluesky-session-not-kept")
    rig.vault.broken = Problem("session-held", where="x", seconds=90)
    assert failure(rig).kind is Kind.NOT_SENT
    assert not rig.arrived()


def test_a_session_that_the_server_ends_early_is_renewed_once(rig: Bench) -> None:
    rig.connector.publish(out("Un", key="1"))
    rig.state.expire()
    rig.connector.publish(out("Deux", key="2", pictures=1))
    assert rig.state.refreshes == 1
    rig.state.access.clear()
    rig.connector.followers()
    assert rig.state.refreshes == 2


def test_a_renewal_that_takes_long_begins_no_late_write(rig: Bench) -> None:
    """Neither before the first sending nor between the refused one and its repetition."""
    rig.connector.publish(out("Un", key="1"))
    rig.vault.lasts = lambda: rig.clock.advance(timedelta(seconds=90))
    for ended in (rig.state.expire, lambda: rig.clock.advance(timedelta(hours=3))):
        ended()
        soon = replace(out("Deux", key="2"), deadline=rig.clock.monotonic() + 60)
        told = failure(rig, soon)
        assert (told.kind, told.code) == (Kind.NOT_SENT, "send-too-slow")
    assert len(rig.arrived()) == 1


def test_lateness_is_asked_after_a_renewal_that_comes_first(rig: Bench) -> None:
    """A renewal may take as long as a request: what was in time before it may be late behind it."""
    rig.connector.publish(out("Un", key="1"))
    rig.clock.advance(timedelta(minutes=111))
    order: list[str] = []
    rig.vault.lasts = lambda: order.append("renewed")
    rig.bluesky._access.write("com.atproto.repo.deleteRecord", DELETED, guard=lambda: order.append("asked"))
    assert order == ["renewed", "asked"]


@pytest.mark.parametrize("said", ["ExpiredToken", "InvalidToken", "RateLimitExceeded", "BlobNotFound", "InvalidSwap"])
def test_no_word_makes_a_servers_own_fault_while_it_writes_into_something_known(
    rig: Bench, monkeypatch: pytest.MonkeyPatch, said: str
) -> None:
    rig.connector.publish(out("Un", key="1"))
    broken, asked = requests.Response(), list[str]()
    broken.status_code, broken._content = 500, json.dumps({"error": said, "message": "x"}).encode()

    def answer(method: str, url: str, **_: object) -> requests.Response:
        asked.append(url)
        return broken

    monkeypatch.setattr(rig.bluesky._access.http, "request", answer)
    told = failure(rig, out("Deux", key="2"))
    assert told.kind is Kind.UNKNOWN
    assert sum("putRecord" in one for one in asked) == 1, "what may be done already is not sent again by itself"


def test_processes_that_share_a_file_renew_once(rig: Bench, tmp_path: Path) -> None:
    rig.connector.publish(out("Un", key="1"))
    vault = FileVault(tmp_path / "vault")
    vault.write(rig.vault.value or "")
    rig.clock.advance(timedelta(hours=3))
    several = [Bluesky(replace(rig.connector.site, vault=FileVault(tmp_path / "vault"))) for _ in range(4)]
    threads = [Thread(target=one.publish, args=(out(f"M{n}", key=f"k{n}"),)) for n, one in enumerate(several)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(20)
    assert len(rig.state.posted) == 5
    assert rig.state.refreshes == 1
    kept = Tokens.kept(vault.read(), owner=f"{rig.server.base_url}/@{HANDLE}")
    assert kept is not None
    assert kept.access in rig.state.access
    assert redact(f"{DID} {HANDLE} {kept.owner}") == f"{DID} {HANDLE} {kept.owner}"
    assert kept.access not in redact(kept.access)


def test_a_session_that_was_revoked_is_opened_anew(rig: Bench) -> None:
    rig.connector.publish(out("Un", key="1"))
    word = rig.state.password
    rig.state.revoke()
    rig.state.password = word
    rig.connector.publish(out("Deux", key="2"))
    assert rig.asked("com.atproto.server.createSession") == 2


def test_a_dead_session_of_ninety_days_is_opened_anew(rig: Bench) -> None:
    rig.connector.publish(out("Un", key="1"))
    rig.clock.advance(timedelta(days=91))
    rig.connector.publish(out("Deux", key="2"))
    assert rig.asked("com.atproto.server.refreshSession") == 0
    assert rig.asked("com.atproto.server.createSession") == 2


def test_a_clock_that_is_wrong_here_renews_no_more_often(rig: Bench) -> None:
    ahead = samples.clock()
    ahead.jump(timedelta(days=2))
    connector = Bluesky(replace(rig.connector.site, clock=ahead))
    for n in range(3):
        connector.publish(out(f"M{n}", key=f"k{n}"))
    connector.close()
    assert len(rig.state.logins) == 1
    assert rig.state.refreshes == 0


def test_another_login_never_meets_the_session(rig: Bench) -> None:
    rig.connector.publish(out())
    with pytest.raises(SendFailure) as caught:
        rig.another(handle="orsay.bsky.social").publish(out())
    assert caught.value.failure.code == "bluesky-password-refused"


@pytest.mark.parametrize("kept", ["", "{", "[]", "null", '{"did": "did:plc:x"}', '"words"'])
def test_a_vault_of_nonsense_is_an_empty_one(rig: Bench, kept: str) -> None:
    rig.vault.value = kept
    rig.connector.publish(out())
    assert Tokens.kept(rig.vault.value, owner=f"{rig.server.base_url}/@{HANDLE}") is not None


def test_what_is_kept_shows_no_name_as_a_secret(rig: Bench) -> None:
    """The vault takes long texts for secrets: the id and the handle must still be readable everywhere."""
    rig.connector.publish(out())
    kept = json.loads(rig.vault.value or "")
    texts = {name for name, value in kept.items() if isinstance(value, str)}
    assert texts == {"owner", "did", "access", "refresh"}
    assert kept["owner"].startswith("http")
    assert kept["did"].startswith("did:")


def test_no_token_is_shown(rig: Bench) -> None:
    rig.state._issued = 815  # tokens that no test before this one has met
    rig.connector.publish(out())
    kept = json.loads(rig.vault.value or "")
    for secret in (kept["access"], kept["refresh"]):
        assert secret not in redact(f"{secret} {rig.connector!r} {rig.bluesky._access!r}")
        assert secret not in repr(rig.bluesky._access)


def test_a_password_that_may_not_go_there_is_said_as_such_and_no_post_is_in_doubt(
    rig: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    def re_aimed(_: str) -> str:
        raise NeedsPerson("account-re-aimed", where="accounts.musee", account="musee", was="a", now="b")

    rig.connector.site = replace(rig.connector.site, secret=re_aimed)
    with pytest.raises(NeedsPerson):
        rig.connector.identity()
    told = failure(rig)
    assert told.kind is Kind.NOT_SENT
    assert not rig.state.requests


def test_a_session_that_makes_no_sense_shows_no_token(rig: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    """Its tokens were never taken for some, so that nothing would hide them."""
    monkeypatch.setattr(type(rig.state), "described", lambda _: {"handle": HANDLE})
    rig.state._issued = 4711  # a token that no test before this one has met
    with pytest.raises(SendFailure) as caught:
        rig.connector.publish(out())
    (token,) = rig.state.access
    assert caught.value.failure.kind is Kind.NOT_SENT
    assert token not in f"{caught.value.failure} {caught.value!r} {caught.value.__cause__!r}"
    assert rig.vault.value is None


def test_too_many_logins_wait_for_the_hour_that_is_told(rig: Bench) -> None:
    rig.state.logins = [rig.clock.now() - timedelta(minutes=2)] * 30
    told = failure(rig)
    assert (told.kind, told.code) == (Kind.NOT_SENT, "send-rate-limited")
    assert told.retry_at == rig.clock.now() + timedelta(minutes=3)


@pytest.mark.parametrize(
    ("setting", "code"),
    [
        ({"password": "another"}, "bluesky-password-refused"),
        ({"second_factor": True}, "bluesky-second-factor"),
        ({"status": "takendown"}, "bluesky-taken-down"),
        ({"status": "deactivated"}, "bluesky-deactivated"),
    ],
)
def test_an_account_that_may_not_publish_is_blocked_with_the_reason(
    rig: Bench, setting: dict[str, object], code: str
) -> None:
    for name, value in setting.items():
        setattr(rig.state, name, value)
    told = failure(rig)
    assert (told.kind, told.code) == (Kind.BLOCKED, code)
    assert not rig.arrived()


@pytest.mark.parametrize("fault", [Fault.BAD, Fault.FORBIDDEN, Fault.STRANGE])
def test_a_session_that_is_refused_for_any_reason_fails_no_post(rig: Bench, fault: Fault) -> None:
    rig.state.other_faults = [fault]
    told = failure(rig)
    assert (told.kind, told.code) == (Kind.BLOCKED, "bluesky-no-session")


@pytest.mark.parametrize("fault", [Fault.DOWN, Fault.DROP, Fault.HTML, Fault.NO_ID, Fault.LIMIT, Fault.ERROR])
def test_a_session_that_cannot_be_had_for_the_moment_waits(rig: Bench, fault: Fault) -> None:
    rig.connector.publish(out("Un", key="1"))
    rig.clock.advance(timedelta(hours=3))
    rig.state.other_faults = [fault]
    assert failure(rig, out("Deux", key="2")).kind is Kind.NOT_SENT
    rig.connector.publish(out("Deux", key="2"))
    assert len(rig.state.posted) == 2


def test_every_sentence_of_the_trade_can_be_said() -> None:
    for code in (code for code, (trade, _) in sentences().items() if trade == "bluesky"):
        for language in LANGUAGES:
            assert say(code, {"handle": HANDLE, "found": DID, "did": DID}, language).text
