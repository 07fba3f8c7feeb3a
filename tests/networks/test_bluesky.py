"""Bluesky keeps the contract against a strict fake on a real socket; its keys, and what it tells of an account."""

import json
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from scheduler.adapt import measure
from scheduler.connector import discover
from scheduler.connector.base import Absent, CannotTell, Found, SendFailure
from scheduler.model.failure import Kind
from scheduler.model.notice import Severity
from scheduler.networks.bluesky import Bluesky
from scheduler.networks.bluesky.record import key_of, record
from scheduler.networks.bluesky.rules import RULES
from scheduler.sentences import say
from scheduler.testing import samples
from scheduler.testing.contract import RemoteContract
from scheduler.testing.fake_bluesky import DID, HANDLE, PASSWORD, Fault
from scheduler.testing.rig import Rig
from tests.networks.bluesky_bench import Bench, bench, failure, out


@pytest.fixture
def rig(tmp_path: Path) -> Iterator[Bench]:
    with bench(tmp_path) as made:
        yield made


class TestContract(RemoteContract):
    network = "bluesky"

    @pytest.fixture
    def rig(self, rig: Bench) -> Rig:
        return rig


# Rules


def test_the_password_is_a_secret() -> None:
    assert {option.name: option.secret for option in Bluesky.options} == {"handle": False, "app_password": True}


def test_300_signs_and_3000_bytes() -> None:
    assert measure.fits("é" * 300, RULES)
    assert not measure.fits("é" * 301, RULES)
    assert not measure.fits("👨\u200d👩\u200d👧\u200d👧" * 121, RULES)


def test_links_are_counted_whole_and_cards_are_ours() -> None:
    assert measure.length("https://musee.fr/une/page", RULES) == 25
    assert RULES.link_card
    assert RULES.threads


# The key of a record


KEY = "3lbk3d5tojuvq"


def test_the_key_is_a_tid_of_the_part_alone() -> None:
    """Written down: a key that changes with a version of the program would let a part go out twice."""
    assert key_of(replace(out(), key="0123456789abcdef0123456789abcdef")) == KEY
    later = replace(out("Autre", pictures=1), key="0123456789abcdef0123456789abcdef", since=None, number=3)
    assert key_of(later) == KEY


def test_keys_are_far_apart_and_none_is_of_the_future() -> None:
    keys = {key_of(replace(out(), key=f"{n:032x}")) for n in range(5000)}
    assert len(keys) == 5000
    assert {len(key) for key in keys} == {13}
    letters = "234567abcdefghijklmnopqrstuvwxyz"
    for key in keys:
        number = sum(letters.index(sign) << 5 * place for place, sign in enumerate(reversed(key)))
        assert 2023 <= datetime.fromtimestamp((number >> 10) / 1_000_000, UTC).year <= 2025


def test_every_attempt_writes_the_same_record(rig: Bench) -> None:
    sent = replace(out(pictures=2), since=rig.clock.now())
    rig.connector.publish(sent)
    rig.clock.advance(timedelta(minutes=20))
    rig.another().publish(sent)
    assert len(rig.state.posted) == 1
    assert rig.asked("com.atproto.repo.putRecord") == 2
    assert rig.asked("com.atproto.repo.getRecord") == 0, "the same bytes are answered as the first time"
    assert rig.state.posted[0].value["createdAt"] == "2027-06-07T07:00:00.000Z"


def test_a_post_that_goes_out_long_after_its_first_attempt_bears_its_true_hour(rig: Bench) -> None:
    sent = replace(out(pictures=1), since=rig.clock.now())
    rig.clock.advance(timedelta(hours=3))
    first = rig.connector.publish(sent)
    assert rig.state.posted[0].value["createdAt"] == "2027-06-07T10:00:00.000Z"
    rig.clock.advance(timedelta(minutes=10))
    assert rig.connector.publish(sent).remote_id == first.remote_id
    assert len(rig.state.posted) == 1


def test_what_stands_under_the_key_is_never_replaced(rig: Bench) -> None:
    sent = out("Bonjour")
    receipt = rig.connector.publish(sent)
    changed = replace(sent, part=replace(sent.part, text="Au revoir"))
    told = failure(rig, changed)
    assert (told.kind, told.code) == (Kind.REFUSED, "bluesky-key-taken")
    assert receipt.remote_id in told.detail
    assert [one.text for one in rig.arrived()] == ["Bonjour"]
    answer = rig.connector.find(changed)
    assert isinstance(answer, CannotTell)
    assert answer.recent == (receipt.url,)


def test_what_stands_under_the_key_and_cannot_be_read_is_not_known(rig: Bench) -> None:
    sent = replace(out(), since=rig.clock.now())
    rig.connector.publish(sent)
    rig.clock.advance(timedelta(hours=2, minutes=-11))  # another createdAt, the same session
    rig.state.other_faults = [Fault.DOWN]
    assert failure(rig, sent).kind is Kind.UNKNOWN


# Looking for a post


def test_an_absence_is_proved_once_no_request_can_be_on_its_way(rig: Bench) -> None:
    attempt = rig.clock.now()
    sought = replace(out(), since=attempt, latest=attempt)
    rig.clock.advance(timedelta(seconds=60))
    assert isinstance(rig.connector.find(sought), CannotTell)
    rig.clock.advance(timedelta(seconds=1))
    assert isinstance(rig.connector.find(sought), Absent)
    assert isinstance(rig.connector.find(replace(sought, latest=None)), CannotTell)
    rig.connector.publish(sought)
    found = rig.connector.find(sought)
    assert isinstance(found, Found)
    assert found.receipt.at == attempt


def test_it_is_found_with_all_that_it_holds(rig: Bench) -> None:
    above = rig.connector.publish(out("Au-dessus", key="0"))
    sent = out("Avec @louvre.fr : https://musee.example/é #MW 🏺", key="1", pictures=2, above=above.remote_id)
    receipt = rig.connector.publish(sent)
    rig.state.handles["louvre.fr"] = "did:plc:elsewhere"
    found = rig.connector.find(sent)
    assert isinstance(found, Found)
    assert found.receipt.remote_id == receipt.remote_id
    for other in (
        replace(sent, media=(sent.media[0], samples.picture("crimson"))),
        replace(sent, part=replace(sent.part, media=(sent.part.media[0], replace(sent.part.media[1], alt="Autre")))),
        replace(sent, part=replace(sent.part, facets=sent.part.facets[1:])),
        replace(sent, above="", root=""),
        replace(sent, options=replace(sent.options, language="en")),
    ):
        assert isinstance(rig.connector.find(other), CannotTell)


@pytest.mark.parametrize("there", [{"text": "Bonjour"}, {"embed": 3}, {"facets": [None]}, {"reply": {}}])
def test_a_senseless_record_under_our_key_is_for_a_person(rig: Bench, there: dict[str, object]) -> None:
    rig.connector.publish(out())
    (post,) = rig.state.posted
    rig.state.records[post.key] = replace(post, value={**post.value, **there, "more": 1})
    assert isinstance(rig.connector.find(out()), CannotTell)


# Counts, the account, what is withdrawn


def test_counts_come_in_batches_of_twenty_five(rig: Bench) -> None:
    ids = [rig.connector.publish(out(f"M{n}", key=f"k{n}")).remote_id for n in range(52)]
    rig.state.counts[ids[0]] = {"likeCount": 12, "repostCount": 3, "quoteCount": 2, "replyCount": 4, "bookmarkCount": 1}
    counts = rig.connector.counts([*ids, "at://did:plc:x/app.bsky.feed.post/3jzp222222222"])
    assert rig.asked("app.bsky.feed.getPosts") == 3
    first = counts[ids[0]]
    assert (first.reactions, first.shares, first.replies, first.saves) == (12, 5, 4, 1)
    assert first.views is None
    assert set(counts) == set(ids)


@pytest.mark.parametrize("missing", ["repostCount", "quoteCount"])
def test_a_sum_of_which_a_part_was_not_said_is_missing(rig: Bench, missing: str) -> None:
    one = rig.connector.publish(out()).remote_id
    rig.state.counts[one] = {missing: None}
    counts = rig.connector.counts([one])[one]
    assert (counts.shares, counts.reactions) == (None, 0)


def test_a_network_that_is_out_of_order_says_no_counts(rig: Bench) -> None:
    receipt = rig.connector.publish(out())
    rig.state.other_faults = [Fault.NO_ID]
    with pytest.raises(SendFailure) as caught:
        rig.connector.counts([receipt.remote_id])
    assert caught.value.failure.code == "read-senseless"


def test_only_ones_own_posts_are_withdrawn(rig: Bench) -> None:
    for other in ("at://did:plc:x/app.bsky.feed.post/3jzp222222222", "https://bsky.app/x", "at://", ""):
        with pytest.raises(SendFailure) as caught:
            rig.connector.withdraw(other)
        assert caught.value.failure.code == "bluesky-not-ours"
    assert rig.asked("com.atproto.repo.deleteRecord") == 0


def test_a_healthy_account_has_nothing_to_say(rig: Bench) -> None:
    health = rig.connector.probe()
    assert (health.identity, health.name, health.url) == (DID, HANDLE, f"https://bsky.app/profile/{DID}")
    assert health.works
    assert not health.findings


@pytest.mark.parametrize(
    ("setting", "severity", "code"),
    [
        ({"scope": "com.atproto.access"}, Severity.WARNING, "bluesky-main-password"),
        ({"scope": "com.atproto.appPassPrivileged"}, Severity.INFO, "bluesky-reads-messages"),
        ({"confirmed": False}, Severity.INFO, "bluesky-address-unconfirmed"),
        ({"handles": {HANDLE: "did:plc:another"}}, Severity.ERROR, "bluesky-handle-of-another"),
        ({"handles": {}}, Severity.WARNING, "bluesky-handle-lost"),
        ({"status": "deactivated"}, Severity.ERROR, "bluesky-deactivated"),
    ],
)
def test_what_speaks_against_an_account_is_found(
    rig: Bench, setting: dict[str, object], severity: Severity, code: str
) -> None:
    for name, value in setting.items():
        setattr(rig.state, name, value)
    (finding,) = rig.connector.probe().findings
    assert (finding.severity, finding.code) == (severity, code)
    assert say(finding.code, finding.arguments).text


def test_an_address_serves_as_login(rig: Bench) -> None:
    assert rig.another(handle="musee@musee.example").probe().works


# Without a network


def test_reading_the_rules_loads_no_http() -> None:
    code = "import sys, scheduler.networks.bluesky as one; assert one.RULES; print('requests' in sys.modules)"
    told = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert told.stdout.strip() == "False"
    assert discover.rules("bluesky").title == "Bluesky"


def test_a_record_is_pure() -> None:
    sent = out("Bonjour #MW")
    assert record(sent, at=samples.MONDAY, blobs={}, dids={}) == {
        "$type": "app.bsky.feed.post",
        "text": "Bonjour #MW",
        "createdAt": "2027-06-07T07:00:00.000Z",
        "langs": ["fr"],
        "facets": [
            {
                "index": {"byteStart": 8, "byteEnd": 11},
                "features": [{"$type": "app.bsky.richtext.facet#tag", "tag": "MW"}],
            }
        ],
    }


def test_the_fake_runs_as_a_process_with_a_log_of_its_own(tmp_path: Path) -> None:
    log = tmp_path / "log.jsonl"
    command = [sys.executable, "-m", "scheduler.testing.fake_bluesky", "--log", str(log), "--drop", "2"]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    try:
        site = samples.site(
            Bluesky.rules,
            tmp_path,
            base_url=process.stdout.readline().strip(),
            settings={"handle": HANDLE, "app_password": "env:T"},
            secrets={"env:T": PASSWORD},
        )
        connector = Bluesky(site)
        connector.publish(out("Un", key="one"))
        with pytest.raises(SendFailure):
            connector.publish(out("Deux", key="two"))
        connector.close()
    finally:
        process.terminate()
        assert process.wait(10) == 0
        process.stdout.close()
    lines = [json.loads(line) for line in log.read_text().splitlines()]
    assert [line["value"]["text"] for line in lines] == ["Un", "Deux"]
