"""The rehearsal keeps what a network would show, once, through kills, and its public answers by the seed."""

import os
import signal
import stat
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path
from statistics import mean, pvariance

import pytest

from scheduler.clock import SimulatedClock
from scheduler.connector.base import Absent, Found, Outgoing, SendFailure
from scheduler.connector.discover import rules
from scheduler.model.delivery import Receipt
from scheduler.model.engagement import Counts
from scheduler.model.failure import Kind
from scheduler.model.network import Rules
from scheduler.model.variant import Options, Role
from scheduler.networks.rehearsal import Rehearsal, audience
from scheduler.testing import samples
from scheduler.testing.contract import ConnectorContract
from scheduler.testing.rig import Arrived, Rig

MASTODON = rules("mastodon")


def rehearsal(
    folder: Path, *, standing_for: Rules = MASTODON, clock: SimulatedClock | None = None, seed: int = 7
) -> Rehearsal:
    return Rehearsal(samples.site(standing_for, folder, through="rehearsal", now=clock, seed=seed))


class TestContract(ConnectorContract):
    network = "rehearsal"

    @pytest.fixture
    def rig(self, tmp_path: Path) -> Rig:
        clock = samples.clock()
        connector = Rehearsal(samples.site(Rehearsal.rules, tmp_path, now=clock))

        def arrived() -> list[Arrived]:
            return [
                Arrived(
                    id=one.id,
                    text=one.text,
                    above=one.above,
                    alts=tuple(shown.alt for shown in one.media),
                    pictures=tuple(shown.blob for shown in one.media),
                    warning=one.warning,
                    language=one.language,
                    visibility=one.visibility,
                )
                for one in connector._ledger.entries()
            ]

        return Rig(connector=connector, clock=clock, arrived=arrived)


def test_a_part_sent_twice_with_one_key_is_one_part(tmp_path: Path) -> None:
    connector = rehearsal(tmp_path)
    first = connector.publish(samples.outgoing("Bonjour", MASTODON, key="k"))
    again = rehearsal(tmp_path).publish(samples.outgoing("Bonjour", MASTODON, key="k"))
    assert first == again
    assert (tmp_path / "posts.jsonl").read_text().count("\n") == 1


def test_what_went_out_is_found_and_what_did_not_is_absent(tmp_path: Path) -> None:
    connector = rehearsal(tmp_path)
    out = samples.outgoing("Bonjour", MASTODON, key="k")
    assert connector.find(out) == Absent()
    receipt = connector.publish(out)
    assert rehearsal(tmp_path).find(out) == Found(receipt=receipt)


@pytest.mark.skipif(os.name == "nt", reason="Windows keeps rights otherwise")
def test_what_it_keeps_is_nobody_elses_whatever_the_umask(tmp_path: Path) -> None:
    folder = tmp_path / "accounts" / "musee"
    before = os.umask(0)
    try:
        connector = rehearsal(folder)
        connector.publish(samples.outgoing("Bonjour", MASTODON, pictures=[("alt", samples.picture())]))
        assert connector.page("Europe/Paris") == folder / "timeline.html"
    finally:
        os.umask(before)
    kept = [tmp_path / "accounts", *(tmp_path / "accounts").rglob("*")]
    assert {path.name for path in kept} >= {"accounts", "musee", "media", "posts.jsonl", "timeline.html"}
    open_to_others = [path for path in kept if stat.S_IMODE(path.stat().st_mode) != (0o700 if path.is_dir() else 0o600)]
    assert open_to_others == []


def test_a_line_cut_short_never_went_out_and_spoils_nothing(tmp_path: Path) -> None:
    connector = rehearsal(tmp_path)
    kept = connector.publish(samples.outgoing("Un", MASTODON, key="one"))
    connector.publish(samples.outgoing("Deux", MASTODON, key="two"))
    path = tmp_path / "posts.jsonl"
    whole = path.read_bytes()
    first = whole.index(b"\n") + 1
    for cut in range(first, len(whole)):
        path.write_bytes(whole[:cut])
        after = rehearsal(tmp_path)
        assert after.find(samples.outgoing("Un", MASTODON, key="one")) == Found(receipt=kept)
        assert after.find(samples.outgoing("Deux", MASTODON, key="two")) == Absent()
    third = after.publish(samples.outgoing("Trois", MASTODON, key="three"))
    assert rehearsal(tmp_path).find(samples.outgoing("Trois", MASTODON, key="three")) == Found(receipt=third)


def test_a_killed_process_leaves_each_part_whole_or_absent(tmp_path: Path) -> None:
    code = (
        "import sys\nfrom pathlib import Path\nfrom scheduler.networks.rehearsal import Rehearsal\n"
        "from scheduler.connector.discover import rules\nfrom scheduler.testing import samples\n"
        "own = rules('mastodon')\nconnector = Rehearsal(samples.site(own, Path(sys.argv[1]), through='rehearsal'))\n"
        "for n in range(100000):\n"
        "    connector.publish(samples.outgoing('é' * 400, own, key=f'k{n}', pictures=[('alt', samples.picture())]))\n"
        "    print(n, flush=True)\n"
    )
    process = subprocess.Popen([sys.executable, "-c", code, str(tmp_path)], stdout=subprocess.PIPE, text=True)
    assert process.stdout
    for line in process.stdout:
        if int(line) >= 20:
            os.kill(process.pid, signal.SIGKILL)
            break
    told = 21 + len(process.stdout.read().split())
    process.stdout.close()
    process.wait()
    connector = rehearsal(tmp_path)
    for n in range(told):
        assert isinstance(connector.find(samples.outgoing("é" * 400, MASTODON, key=f"k{n}")), Found)
    assert connector.find(samples.outgoing("x", MASTODON, key=f"k{told + 1}")) == Absent()
    again = connector.publish(samples.outgoing("é" * 400, MASTODON, key="k0"))
    assert isinstance(again, Receipt)


def test_a_disk_that_fails_while_writing_is_unknown(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(SendFailure) as caught:
        rehearsal(tmp_path).publish(samples.outgoing("Bonjour", MASTODON))
    assert caught.value.failure.kind is Kind.UNKNOWN


def test_a_folder_that_cannot_be_read_sends_nothing(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("not a folder")
    with pytest.raises(SendFailure) as caught:
        rehearsal(tmp_path / "file").publish(samples.outgoing("Bonjour", MASTODON))
    assert caught.value.failure.kind is Kind.NOT_SENT


@pytest.mark.parametrize(
    ("part", "reason"),
    [
        (samples.outgoing("é" * 501, MASTODON), "too long"),
        (samples.outgoing("x", MASTODON, pictures=[("alt", samples.picture())] * 5), "too many pictures"),
        (samples.outgoing("x", MASTODON, pictures=[("a" * 1501, samples.picture())]), "alternative text is too long"),
        (samples.outgoing("x", MASTODON, options=Options(visibility="friends")), "visibility"),
        (samples.outgoing("x", MASTODON, number=1), "no post to stand under"),
        (samples.outgoing("x", MASTODON, number=1, above="never-was"), "never-was"),
        (samples.outgoing("x", MASTODON, role=Role.COMMENT, above="a"), "comments"),
        (samples.outgoing("", MASTODON), "neither text nor picture"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_it_refuses_what_the_network_would(tmp_path: Path, part: Outgoing, reason: str) -> None:
    with pytest.raises(SendFailure) as caught:
        rehearsal(tmp_path).publish(part)
    assert caught.value.failure.kind is Kind.REFUSED
    assert reason in caught.value.failure.detail
    assert not (tmp_path / "posts.jsonl").exists()


def test_a_withdrawn_post_is_gone_and_does_not_come_back_by_itself(tmp_path: Path) -> None:
    connector = rehearsal(tmp_path)
    out = samples.outgoing("Bonjour", MASTODON, key="k")
    receipt = connector.publish(out)
    connector.withdraw(receipt.remote_id)
    after = rehearsal(tmp_path)
    assert after.counts([receipt.remote_id]) == {}
    assert after.find(out) == Absent()
    with pytest.raises(SendFailure):
        after.publish(out)


# The public


def _seen(number: int, at: datetime, **more: object) -> audience.Seen:
    return audience.Seen(remote_id=f"post-{number}", at=at, **more)  # type: ignore[arg-type]


def _counts(seen: audience.Seen, age: timedelta, network: str = "mastodon", seed: int = 7) -> Counts:
    return audience.counts(seen, network=network, account="musee", seed=seed, now=seen.at + age)


@pytest.mark.parametrize("network", [*audience.PUBLICS, "pixelfed"])
def test_counts_never_fall_with_age_and_are_the_same_for_the_same_seed(network: str) -> None:
    ages = [timedelta(minutes=minutes) for minutes in (0, 1, 20, 60, 180, 360, 1440, 4320, 10080, 40320)]
    for number in range(30):
        seen = _seen(number, samples.MONDAY + timedelta(hours=7 * number), pictures=number % 2)
        series = [_counts(seen, age, network) for age in ages]
        assert series == [_counts(seen, age, network) for age in ages]
        public = audience.PUBLICS.get(network, audience.USUAL)
        for name in (*public.rates, *(["reach"] if public.reach else [])):
            values = [getattr(one, name) for one in series if getattr(one, name) is not None]
            assert values == sorted(values), (network, number, name)
            assert values[-1] is not None


def test_another_seed_gives_another_public() -> None:
    seen = _seen(1, samples.MONDAY)
    assert _counts(seen, timedelta(days=28), seed=1) != _counts(seen, timedelta(days=28), seed=2)


def test_what_a_network_does_not_give_is_missing_not_zero() -> None:
    seen = _seen(1, samples.MONDAY)
    assert _counts(seen, timedelta(days=28)).views is None
    assert _counts(seen, timedelta(days=28), "x").views
    assert _counts(seen, timedelta(hours=6), "facebook").reach is None
    assert _counts(seen, timedelta(hours=24), "facebook").reach is not None


def test_half_of_the_engagement_is_there_at_the_half_life() -> None:
    for public in audience.PUBLICS.values():
        assert audience.accumulated(public.half_life, public.half_life) == pytest.approx(0.5)
        assert audience.accumulated(timedelta(0), public.half_life) == 0
        assert audience.accumulated(timedelta(days=28), public.half_life) > 0.9


def test_posts_scatter_more_than_chance_and_questions_are_answered_more() -> None:
    month = timedelta(days=28)
    posts = [_seen(number, samples.MONDAY + timedelta(hours=number)) for number in range(400)]
    reactions = [_counts(seen, month, "x").reactions or 0 for seen in posts]
    assert pvariance(reactions) > 3 * mean(reactions)
    plain = mean(_counts(seen, month, "x").replies or 0 for seen in posts)
    asked = mean(_counts(_seen(n, s.at, question=True), month, "x").replies or 0 for n, s in enumerate(posts))
    assert 1.4 < asked / plain < 2.0


def test_followers_grow_slowly(tmp_path: Path) -> None:
    clock = SimulatedClock(datetime(2027, 1, 1, tzinfo=UTC))
    connector = rehearsal(tmp_path, clock=clock)
    first = connector.followers()
    clock.advance(timedelta(days=180))
    later = connector.followers()
    assert first is not None
    assert later is not None
    assert first < later < first * 1.2


def test_a_link_with_a_question_mark_asks_nothing(tmp_path: Path) -> None:
    connector = rehearsal(tmp_path)
    asked = {}
    for key, text in (("k", "Et vous ? https://a.example/?q=1"), ("l", "Voici https://a.example/?q=1")):
        connector.publish(samples.outgoing(text, MASTODON, key=key))
    for entry in connector._ledger.entries():
        asked[entry.key] = connector._seen(entry).question
    assert asked == {"k": True, "l": False}
