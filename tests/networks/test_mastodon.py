"""Mastodon keeps the contract against a strict fake on a real socket, and its own promises beyond it."""

import json
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from scheduler.adapt.measure import applied
from scheduler.connector.base import Absent, CannotTell, Found, Outgoing, SendFailure
from scheduler.errors import Problem
from scheduler.model.failure import Kind
from scheduler.networks.mastodon import Mastodon
from scheduler.networks.mastodon.search import text_of
from scheduler.plain import redact
from scheduler.testing import samples
from scheduler.testing.contract import RemoteContract
from scheduler.testing.fake_mastodon import FakeMastodon, Fault, State
from scheduler.testing.fake_mastodon.engaging import Engaged
from scheduler.testing.fake_mastodon.state import pointed
from scheduler.testing.fake_mastodon.text import content, graphemes
from scheduler.testing.rig import Arrived, Rig, Trouble
from scheduler.testing.server import Refused

FAULTS = {
    Trouble.BAD_REQUEST: Fault.BAD,
    Trouble.UNAUTHORIZED: Fault.REVOKED,
    Trouble.FORBIDDEN: Fault.FORBIDDEN,
    Trouble.UNPROCESSABLE: Fault.STRANGE,
    Trouble.RATE_LIMITED: Fault.LIMIT,
    Trouble.RATE_LIMITED_BARE: Fault.LIMIT_BARE,
    Trouble.ACCEPTED_THEN_ERROR: Fault.ERROR,
    Trouble.UNAVAILABLE: Fault.DOWN,
    Trouble.ACCEPTED_THEN_LOST: Fault.DROP,
    Trouble.LOST: Fault.LOST,
    Trouble.ACCEPTED_THEN_PAGE: Fault.HTML,
    Trouble.ACCEPTED_THEN_NOTHING: Fault.NO_ID,
    Trouble.ACCEPTED_THEN_SILENCE: Fault.SLOW,
    Trouble.REDIRECTED: Fault.ELSEWHERE,
}


class Bench(Rig):
    """A rig with the fake in reach."""

    server: FakeMastodon

    @property
    def state(self) -> State:
        return self.server.state


@pytest.fixture
def rig(tmp_path: Path) -> Iterator[Bench]:
    clock, pauses = samples.clock(), list[float]()
    state = State(clock=clock, honours_keys=False, log=tmp_path / "server.jsonl")
    with FakeMastodon(state) as server:
        site = samples.site(
            Mastodon.rules,
            tmp_path,
            base_url=server.base_url,
            settings={"access_token": "env:MASTODON_TOKEN"},
            secrets={"env:MASTODON_TOKEN": server.token},
            now=clock,
        )
        connector = Mastodon(replace(site, pause=pauses.append))

        def arrived() -> list[Arrived]:
            return [
                Arrived(
                    id=one.id,
                    text=one.text,
                    above=one.in_reply_to,
                    alts=tuple(alt or "" for _, alt, _ in one.media),
                    pictures=tuple(digest for _, _, digest in one.media),
                    warning=one.warning,
                    language=one.language,
                    visibility=one.visibility,
                )
                for one in state.posted
            ]

        def meet(trouble: Trouble) -> None:
            if trouble is Trouble.UNREACHABLE:
                connector._client.session.base = connector._client.api.api_base_url = "http://127.0.0.1:1"
            else:
                if trouble is Trouble.ACCEPTED_THEN_SILENCE:
                    connector._client.session._timeout = 0.2
                state.faults = [FAULTS[trouble]]

        bench = Bench(
            connector=connector, clock=clock, arrived=arrived, meet=meet, secrets=(server.token,), pauses=pauses
        )
        bench.closed = lambda: not connector._client.session._line.is_open
        bench.server = server
        bench.engage = lambda status: state.engaged.update(
            {
                status: Engaged(
                    favourited_by=["ada@a.example", "musee", "grace"],
                    reblogged_by=["ada@a.example"],
                    quotes=[("lin@c.example", "public")],
                    replies=[("grace", "public"), ("eve@e.example", "direct"), ("ada@a.example", "unlisted")],
                )
            }
        )
        bench.answer = lambda status: _answered(state, status)
        yield bench
        connector.close()


def _answered(state: State, status: str) -> None:
    above = state.say("ada@a.example", "<p>Et le dimanche&nbsp;?</p>", under=status, named=True).id
    state.say("grace", "<p>Aussi</p>", under=above, named=True, hashtags=("museumweek",), alts=("Une caisse", ""))
    state.say("eve@e.example", "<p>Entre nous</p>", under=status, named=True, visibility="direct")


class TestContract(RemoteContract):
    network = "mastodon"

    @pytest.fixture
    def rig(self, rig: Bench) -> Rig:
        return rig


def out(text: str = "Bonjour", *, pictures: int = 0, **more: object) -> Outgoing:
    shown = [
        (f"Texte {n}", samples.picture(color))
        for n, color in zip(range(pictures), ("teal", "gold", "navy"), strict=False)
    ]
    return samples.outgoing(text, Mastodon.rules, pictures=shown, **more)  # type: ignore[arg-type]


# Alternative texts


def test_an_alternative_text_that_was_not_kept_is_told_again(rig: Bench) -> None:
    rig.state.alts = "at-update"
    rig.connector.publish(out(pictures=2))
    assert rig.arrived()[0].alts == ("Texte 0", "Texte 1")


def test_without_its_alternative_text_a_picture_does_not_go_out(rig: Bench) -> None:
    rig.state.alts = "lost"
    with pytest.raises(SendFailure) as caught:
        rig.connector.publish(out(pictures=1))
    assert (caught.value.failure.kind, caught.value.failure.code) == (Kind.REFUSED, "send-alt-lost")
    assert not rig.arrived()


def test_a_text_that_is_cut_shows_no_half_of_a_secret(rig: Bench) -> None:
    redact.remember("half-of-a-secret")
    part = out(pictures=1)
    rig.state.alts = "lost"
    told = replace(part.part, media=tuple(replace(one, alt="x" * 72 + "half-of-a-secret") for one in part.part.media))
    with pytest.raises(SendFailure) as caught:
        rig.connector.publish(replace(part, part=told))
    assert "half-of" not in caught.value.failure.detail
    answer = {"id": "1", "media_attachments": [{"description": "'" + "x" * 400 + "half-of-a-secret"}]}
    for before in range(60):
        answer["url"] = "https://mastodon.example/" + "y" * before
        with pytest.raises(SendFailure) as caught:
            Mastodon._check_alts(part, answer)
        assert "half" not in caught.value.failure.detail


def test_an_alternative_text_that_vanishes_at_posting_is_said(rig: Bench) -> None:
    rig.state.alts = "lost-later"
    part = out(pictures=1)
    with pytest.raises(SendFailure) as caught:
        rig.connector.publish(part)
    assert (caught.value.failure.kind, caught.value.failure.code) == (Kind.UNKNOWN, "published-without-alt")
    assert isinstance(rig.connector.find(part), Found)


def test_pictures_that_take_time_are_waited_for(rig: Bench) -> None:
    rig.state.looks = 3
    rig.connector.publish(out(pictures=1))
    assert rig.pauses == [0.5, 1.0, 1.5]


def test_pictures_that_never_come_are_given_up_with_nothing_sent(rig: Bench) -> None:
    rig.state.looks = 99
    with pytest.raises(SendFailure) as caught:
        rig.connector.publish(out(pictures=1))
    assert (caught.value.failure.kind, caught.value.failure.code) == (Kind.NOT_SENT, "send-media-slow")
    assert sum(rig.pauses) == 30


@pytest.mark.parametrize("wrong", ["mime", "alt"])
def test_a_picture_that_the_server_refuses_is_named_as_such(rig: Bench, wrong: str) -> None:
    part = out(pictures=1)
    (media,) = part.part.media
    media = replace(media, mime="image/jpeg") if wrong == "mime" else replace(media, alt="a" * 1501)
    with pytest.raises(SendFailure) as caught:
        rig.connector.publish(replace(part, part=replace(part.part, media=(media,))))
    assert (caught.value.failure.kind, caught.value.failure.code) == (Kind.REFUSED, "send-media-refused")
    assert not rig.arrived()


def test_an_upload_asks_nothing_that_it_need_not_know(rig: Bench) -> None:
    rig.connector.publish(out(pictures=1))
    assert rig.state.requests == [("POST", "/api/v2/media"), ("POST", "/api/v1/statuses")]


# Looking for a post


def test_the_key_arrives_and_a_server_that_honours_it_posts_once(rig: Bench) -> None:
    rig.state.honours_keys = True
    assert rig.connector.publish(out()) == rig.connector.publish(out())
    assert [one.key for one in rig.state.posted] == ["key-0"]


def test_it_is_found_without_its_source(rig: Bench) -> None:
    rig.state.has_source = False
    text = "Avec @louvre@mastodon.example : « l’atelier » & <lui>\n\nhttps://musee.example/a?utm_source=mastodon&b=1 #MuseumWeek"
    receipt = rig.connector.publish(out(text))
    found = rig.connector.find(out(text))
    assert isinstance(found, Found)
    assert found.receipt.remote_id == receipt.remote_id


def test_only_what_could_be_it_is_asked_for_its_exact_words(rig: Bench) -> None:
    for n in range(5):
        rig.connector.publish(out(f"Une tout autre histoire, numéro {n}, sans rapport", key=f"k{n}"))
    sought = "La restauratrice décloue une caisse que personne n’a touchée"
    rig.connector.publish(out(sought))
    before = len(rig.state.requests)
    assert isinstance(rig.connector.find(out(sought)), Found)
    assert sum(path.endswith("/source") for _, path in rig.state.requests[before:]) == 1


def test_pictures_without_a_word_are_told_apart_by_their_alternative_texts(rig: Bench) -> None:
    """The answer to ours was lost, and a colleague has posted a picture without a word since."""
    theirs = samples.outgoing("", Mastodon.rules, pictures=[("Une autre image", samples.picture("navy"))])
    there = rig.connector.publish(theirs)
    answer = rig.connector.find(out("", pictures=1))
    assert isinstance(answer, CannotTell)
    assert answer.recent[0] == there.url
    ours = rig.connector.publish(out("", pictures=1))
    found = rig.connector.find(out("", pictures=1))
    assert isinstance(found, Found)
    assert found.receipt.remote_id == ours.remote_id


def test_the_first_of_two_is_the_one(rig: Bench) -> None:
    first = rig.connector.publish(out())
    rig.connector.publish(out())
    found = rig.connector.find(out())
    assert isinstance(found, Found)
    assert found.receipt.remote_id == first.remote_id


def test_it_is_found_pages_back(rig: Bench) -> None:
    first = rig.connector.publish(out("Celui-ci"))
    for n in range(90):
        rig.connector.publish(out(f"Autre {n}", key=f"k{n}"))
    found = rig.connector.find(out("Celui-ci"))
    assert isinstance(found, Found)
    assert found.receipt.remote_id == first.remote_id


def test_the_same_words_before_the_attempt_are_for_a_person(rig: Bench) -> None:
    rig.connector.publish(out())
    rig.clock.advance(timedelta(hours=2))
    later = rig.clock.now()
    rig.clock.advance(timedelta(minutes=5))
    rig.connector.publish(out("Plus récent", key="newer"))
    answer = rig.connector.find(replace(out(), since=later, latest=later))
    assert isinstance(answer, CannotTell)
    assert answer.recent


def test_an_absence_needs_newer_and_older_posts_and_two_readings(rig: Bench) -> None:
    rig.connector.publish(out("Avant", key="older"))
    rig.clock.advance(timedelta(days=2))
    attempt = rig.clock.now()
    sought = replace(out("Perdu"), since=attempt, latest=attempt)
    rig.clock.advance(timedelta(seconds=30))
    assert isinstance(rig.connector.find(sought), CannotTell), "no newer post yet"
    rig.connector.publish(out("Trop tôt", key="soon"))
    assert isinstance(rig.connector.find(sought), CannotTell), "a request of ours could still be on its way"
    rig.clock.advance(timedelta(minutes=2))
    rig.connector.publish(out("Après", key="newer"))
    assert isinstance(rig.connector.find(replace(sought, latest=None)), CannotTell), "the latest attempt is not known"
    before = len(rig.state.requests)
    assert rig.connector.find(sought) == Absent()
    lists = [path for _, path in rig.state.requests[before:] if path.endswith("/statuses")]
    assert len(lists) == 2
    assert rig.pauses == [3.0]


def test_a_clock_that_is_wrong_here_is_set_right_by_the_servers(rig: Bench, tmp_path: Path) -> None:
    ahead = samples.clock()
    ahead.jump(timedelta(minutes=40))
    site = replace(rig.connector.site, clock=ahead, pause=rig.pauses.append)
    connector = Mastodon(site)
    part = replace(out(), since=ahead.now())
    receipt = connector.publish(part)
    found = connector.find(part)
    connector.close()
    assert isinstance(found, Found)
    assert found.receipt.remote_id == receipt.remote_id


@pytest.mark.parametrize("text", ["a\n\nb\nc", "« é » & <b>", "Voir https://a.example/b?c=1&d=2, puis la suite."])
def test_words_survive_the_way_through_html(text: str) -> None:
    assert text_of(content(text)).split() == text.split()


@pytest.mark.parametrize(
    ("text", "number"), [("é", 1), ("e\u0301", 1), ("👩🏽‍🎨", 1), ("🇫🇷🇱🇺", 2), ("a\r\nb", 3), ("👨‍👩‍👧 ❤️", 3)]
)
def test_the_fake_counts_signs_as_a_reader_does(text: str, number: int) -> None:
    assert graphemes(text) == number


def test_the_place_that_matters_goes_with_its_picture(rig: Bench) -> None:
    part = out(pictures=2)
    first, second = part.part.media
    told = replace(part.part, media=(replace(first, focus=(0.25, 0.1)), second))
    rig.connector.publish(replace(part, part=told))
    assert [one.focus for one in rig.state.media.values()] == [(-0.5, 0.8), None]


@pytest.mark.parametrize("given", [b"0.5", b"0,1.2", b"left,top", b"nan,0"])
def test_the_fake_takes_no_place_outside_of_the_picture(given: bytes) -> None:
    with pytest.raises(Refused):
        pointed(given)


# Counts and limits


def test_counts_come_in_batches_of_twenty(rig: Bench) -> None:
    ids = [rig.connector.publish(out(f"M{n}", key=f"k{n}")).remote_id for n in range(45)]
    rig.state.counts[ids[0]] = {"favourites_count": 12, "reblogs_count": 3, "quotes_count": 2, "replies_count": 4}
    before = len(rig.state.requests)
    counts = rig.connector.counts(ids)
    assert len(rig.state.requests) - before == 3
    assert (counts[ids[0]].reactions, counts[ids[0]].shares, counts[ids[0]].replies) == (12, 5, 4)
    assert counts[ids[0]].views is None


def test_on_a_server_without_quotes_all_shares_are_boosts(rig: Bench) -> None:
    one = rig.connector.publish(out()).remote_id
    rig.state.counts[one] = {"reblogs_count": 3, "quotes_count": None}
    assert rig.connector.counts([one])[one].shares == 3


def test_an_older_server_is_asked_one_by_one(rig: Bench) -> None:
    rig.state.has_batch = False
    ids = [rig.connector.publish(out(f"M{n}", key=f"k{n}")).remote_id for n in range(3)]
    rig.connector.withdraw(ids[1])
    assert set(rig.connector.counts(ids)) == {ids[0], ids[2]}


def test_the_instances_own_limits_are_read_on_new_and_old_servers(rig: Bench) -> None:
    rig.state.max_characters = 5000
    new = rig.connector.limits()
    rig.state.has_v2 = False
    assert new["max_characters"] == 5000
    assert rig.connector.limits() == new
    there = applied(Mastodon.rules, new)
    videos = Mastodon.rules.videos
    assert videos is not None
    theirs = replace(videos, max_bytes=41_943_040, max_pixels=2_304_000, max_rate=60)
    assert there == replace(Mastodon.rules, max_length=5000, videos=theirs)


def test_the_identity_is_the_id_on_its_instance(rig: Bench) -> None:
    assert rig.connector.identity() == "109348512345678901@127.0.0.1"


# Origins


@pytest.mark.parametrize(
    ("address", "code"),
    [
        ("http://mastodon.example", "address-insecure"),
        ("mastodon.example", "address-unusable"),
        ("https://mastodon.example/api", "address-unusable"),
        ("https://user:word@mastodon.example", "address-unusable"),
        ("ftp://mastodon.example", "address-unusable"),
    ],
)
def test_no_secret_is_even_read_for_an_unsafe_address(tmp_path: Path, address: str, code: str) -> None:
    site = samples.site(Mastodon.rules, tmp_path, base_url=address, settings={"access_token": "env:T"})
    with pytest.raises(Problem) as caught:
        Mastodon(site).followers()
    assert caught.value.code == code


# The fake as a process


def test_the_fake_runs_as_a_process_with_a_log_of_its_own(tmp_path: Path) -> None:
    log = tmp_path / "log.jsonl"
    command = [
        sys.executable,
        "-m",
        "scheduler.testing.fake_mastodon",
        "--log",
        str(log),
        "--ignore-keys",
        "--drop",
        "2",
    ]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    try:
        site = samples.site(
            Mastodon.rules,
            tmp_path,
            base_url=process.stdout.readline().strip(),
            settings={"access_token": "env:T"},
            secrets={"env:T": "fake-token-4f1d"},
        )
        connector = Mastodon(site)
        connector.publish(out("Un", key="one"))
        with pytest.raises(SendFailure):
            connector.publish(out("Deux", key="two", pictures=1))
        connector.close()
    finally:
        process.terminate()
        assert process.wait(10) == 0
        process.stdout.close()
    lines = [json.loads(line) for line in log.read_text().splitlines()]
    assert [(line["text"], line["key"]) for line in lines] == [("Un", "one"), ("Deux", "two")]
    assert lines[1]["media"][0][1] == "Texte 0"
