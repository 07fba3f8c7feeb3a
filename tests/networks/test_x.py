"""X keeps the contract against a strict fake on a real socket, and its own promises beyond it."""

import json
import subprocess
import sys
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
import requests
from requests.structures import CaseInsensitiveDict

from scheduler.adapt import measure
from scheduler.connector.base import Ability, CannotTell, Found, Outgoing, SendFailure
from scheduler.model.failure import Kind
from scheduler.model.notice import Severity
from scheduler.networks.x import RULES, X
from scheduler.networks.x.posts import bare, expanded, made_at, seen, unescaped
from scheduler.networks.x.reading import _gone, _posts, goes_on, page_size, readable
from scheduler.networks.x.refusals import Doing, judged
from scheduler.plain import redact
from scheduler.sentences import LANGUAGES, say
from scheduler.testing import samples
from scheduler.testing.contract import RemoteContract
from scheduler.testing.fake_x import FakeX, Fault, State
from scheduler.testing.fake_x.text import shown, weight
from scheduler.testing.rig import Arrived, Rig, Trouble

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
GIF = bytes.fromhex("47494638396101000100800000000000ffffff21f90401000000002c00000000010001000002024401003b")


class Bench(Rig):
    """A rig with the fake in reach."""

    server: FakeX
    connector: X

    @property
    def state(self) -> State:
        return self.server.state


def connected(server: FakeX, folder: Path, **keys: str) -> X:
    given = server.keys | keys
    site = samples.site(
        RULES,
        folder,
        base_url=server.base_url,
        settings={name: f"env:{name}" for name in given},
        secrets={f"env:{name}": value for name, value in given.items()},
        now=server.state.clock,
    )
    return X(site)


@pytest.fixture
def rig(tmp_path: Path) -> Iterator[Bench]:
    clock, pauses = samples.clock(), list[float]()
    with FakeX(State(clock=clock)) as server:
        connector = connected(server, tmp_path)
        connector.site = replace(connector.site, pause=pauses.append)

        def arrived() -> list[Arrived]:
            pictures = server.state.media
            return [
                Arrived(
                    id=one.id,
                    text=one.text,
                    above=one.above,
                    alts=tuple(pictures[each].alt or "" for each in one.media),
                    pictures=tuple(pictures[each].sha256 for each in one.media),
                )
                for one in server.state.posted
            ]

        def meet(trouble: Trouble) -> None:
            if trouble is Trouble.UNREACHABLE:
                connector._client.session.base = "http://127.0.0.1:1"
            else:
                if trouble is Trouble.ACCEPTED_THEN_SILENCE:
                    connector._client.session._timeout = 0.2
                server.state.faults = [FAULTS[trouble]]

        bench = Bench(
            connector=connector,
            clock=clock,
            arrived=arrived,
            meet=meet,
            secrets=tuple(server.keys.values()),
            pauses=pauses,
        )
        bench.closed = lambda: not connector._client.session._line.is_open
        bench.server = server
        yield bench
        connector.close()


class TestContract(RemoteContract):
    network = "x"

    @pytest.fixture
    def rig(self, rig: Bench) -> Rig:
        return rig


def out(text: str = "Bonjour", *, pictures: int = 0, **more: object) -> Outgoing:
    shown = [
        (f"Texte {n}", samples.picture(color))
        for n, color in zip(range(pictures), ("teal", "gold", "navy", "crimson"), strict=False)
    ]
    return samples.outgoing(text, RULES, pictures=shown, **more)  # type: ignore[arg-type]


def failed(rig: Bench, part: Outgoing | None = None) -> tuple[Kind, str]:
    with pytest.raises(SendFailure) as caught:
        rig.connector.publish(part or out())
    failure = caught.value.failure
    for language in LANGUAGES:
        assert say(failure.code, {}, language).text
    return failure.kind, failure.code


# Its rules


def test_every_setting_is_a_secret_and_the_guide_gives_each() -> None:
    names = ["consumer_key", "consumer_secret", "access_token", "access_token_secret"]
    assert [option.name for option in X.options] == names
    assert all(option.secret and option.required for option in X.options)
    assert [step.option for step in X.guide.steps if step.option] == names
    for language in LANGUAGES:
        codes = [*(step.code for step in X.guide.steps), X.guide.cost, X.guide.wait, X.guide.signs]
        codes += [f"option-x-{name.replace('_', '-')}" for name in names]
        assert all(say(code, {}, language).text for code in codes)


def test_reading_the_rules_loads_no_library() -> None:
    code = "import sys, scheduler.networks.x; print({'tweepy', 'requests', 'oauthlib'} & set(sys.modules))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "set()"


def test_it_never_proves_an_absence() -> None:
    assert Ability.PROVE_ABSENCE not in X.can
    assert Ability.NATIVE_KEY not in X.can


def test_280_weighted_signs() -> None:
    assert measure.fits("é" * 280, RULES)
    assert not measure.fits("é" * 281, RULES)
    assert measure.fits("…" * 140, RULES)
    assert not measure.fits("…" * 140 + "!", RULES)
    assert not measure.fits("Bonjour\ufeff", RULES), "a character that the network refuses"


def test_a_paid_account_may_write_more() -> None:
    assert measure.fits("é" * 4000, RULES, {"max_length": 4000})


@pytest.mark.parametrize(
    "text",
    [
        "Bonjour",
        "e\u0301té",
        "« … » ’ — 100 %",
        "日本語",
        "👩🏽‍🎨 🇫🇷🇱🇺 👨‍👩‍👧 ❤️ 1️⃣",
        "Voir https://musee.org/a/b?c=1&d=2, puis musee.fr/x, https://musee.example/c et a.b@musee.fr.",
    ],
)
def test_the_fake_weighs_as_we_do(text: str) -> None:
    assert weight(text) == measure.length(text, RULES)


# Requests


def test_what_is_asked_for_a_picture_and_its_post(rig: Bench) -> None:
    rig.connector.publish(out("Bonjour", pictures=1))
    assert rig.state.requests == [
        ("POST", "/2/media/upload"),
        ("POST", "/2/media/metadata"),
        ("POST", "/2/tweets"),
    ]
    bodies = [one.json() for one in rig.state.seen]
    assert bodies[0]["media_category"] == "tweet_image"
    assert bodies[1]["metadata"] == {"alt_text": {"text": "Texte 0"}}
    assert bodies[2] == {"text": "Bonjour", "media": {"media_ids": [bodies[1]["id"]]}}


def test_tweepys_own_host_gets_nothing(rig: Bench) -> None:
    rig.connector.publish(out())
    assert {one.headers["host"] for one in rig.state.seen} == {rig.server.base_url.removeprefix("http://")}


def test_another_address_than_the_accounts_gets_nothing(rig: Bench) -> None:
    with pytest.raises(requests.RequestException, match="not http"):
        rig.connector._client.session.get("https://api.elsewhere.example/2/users/me")


@pytest.mark.parametrize("name", ["consumer_secret", "access_token_secret", "access_token", "consumer_key"])
def test_a_signature_with_a_wrong_key_is_refused(rig: Bench, tmp_path: Path, name: str) -> None:
    connector = connected(rig.server, tmp_path, **{name: "2244994945-wrong"})
    with pytest.raises(SendFailure) as caught:
        connector.publish(out())
    connector.close()
    assert (caught.value.failure.kind, caught.value.failure.code) == (Kind.BLOCKED, "send-unauthorized")


def test_a_gif_alone_goes_as_one_and_x_refuses_it_among_others(rig: Bench) -> None:
    part = samples.outgoing("Animée", RULES, pictures=[("Une caisse tourne", GIF)])
    gif = replace(part, part=replace(part.part, media=(replace(part.part.media[0], mime="image/gif"),)))
    rig.connector.publish(gif)
    assert rig.state.seen[0].json()["media_category"] == "tweet_gif"
    two = replace(gif, part=replace(gif.part, text="Deux", media=gif.part.media * 2), media=(GIF, GIF))
    assert failed(rig, two) == (Kind.REFUSED, "send-refused")


# Alternative texts and pictures


@pytest.mark.parametrize("way", ["lost", "other"])
def test_without_its_alternative_text_a_picture_does_not_go_out(rig: Bench, way: str) -> None:
    rig.state.alts = way
    assert failed(rig, out(pictures=1)) == (Kind.REFUSED, "send-alt-lost")
    assert not rig.arrived()


def test_an_alternative_text_that_is_not_said_back_is_kept_all_the_same(rig: Bench) -> None:
    rig.state.alts = "silent"
    rig.connector.publish(out(pictures=2))
    assert rig.arrived()[0].alts == ("Texte 0", "Texte 1")


def test_an_alternative_text_that_is_too_long_for_x_names_the_picture(rig: Bench) -> None:
    part = out(pictures=1)
    media = tuple(replace(one, alt="a" * 1001) for one in part.part.media)
    assert failed(rig, replace(part, part=replace(part.part, media=media))) == (Kind.REFUSED, "send-media-refused")
    assert not rig.arrived()


def test_without_the_right_to_upload_nothing_goes_out(rig: Bench) -> None:
    rig.state.media_scope = False
    assert failed(rig, out(pictures=1)) == (Kind.REFUSED, "x-no-media")
    rig.connector.publish(out("Sans image"))
    assert [one.text for one in rig.arrived()] == ["Sans image"]


def test_half_an_upload_that_is_lost_publishes_nothing_and_is_tried_again(rig: Bench) -> None:
    part = out(pictures=4)
    for faults, code in (
        ([Fault.NONE, Fault.NONE, Fault.DROP], "send-outage"),
        ([Fault.NONE, Fault.ERROR], "send-outage"),
        ([Fault.HTML], "read-senseless"),
        ([Fault.NO_ID], "read-senseless"),
        ([Fault.LIMIT], "send-rate-limited"),
    ):
        rig.state.upload_faults = list(faults)
        assert failed(rig, part) == (Kind.NOT_SENT, code)
    assert not rig.arrived()
    rig.connector.publish(part)
    assert rig.arrived()[0].alts == ("Texte 0", "Texte 1", "Texte 2", "Texte 3")


def test_a_picture_that_takes_time_is_waited_for_as_x_says(rig: Bench) -> None:
    rig.state.looks = 3
    rig.connector.publish(out(pictures=1))
    assert rig.pauses == [2, 2, 2]


def test_a_picture_that_never_comes_is_given_up_with_nothing_sent(rig: Bench) -> None:
    rig.state.looks = 99
    assert failed(rig, out(pictures=1)) == (Kind.NOT_SENT, "send-media-slow")
    assert sum(rig.pauses) == 60
    assert not rig.arrived()


def test_a_picture_that_x_cannot_prepare_is_refused(rig: Bench) -> None:
    rig.state.looks, rig.state.breaks = 1, True
    assert failed(rig, out(pictures=1)) == (Kind.REFUSED, "send-media-refused")


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


# Looking for a post

HARD = (
    "Avec @louvre : « l’atelier » & <lui> &amp; 100 % ?\n\nhttps://musee.museum/a?utm_source=x&b=1#c, puis "
    "museumweek.org/2027 et https://musee.fr/ ! #MuseumWeek 🏺"
)


@pytest.mark.parametrize("vocabulary", ["tweet", "post"])
@pytest.mark.parametrize("pictures", [0, 2])
def test_it_is_found_through_short_links_and_escapes(rig: Bench, vocabulary: str, pictures: int) -> None:
    rig.state.vocabulary = vocabulary
    receipt = rig.connector.publish(out(HARD, pictures=pictures))
    rig.clock.advance(timedelta(minutes=1))
    found = rig.connector.find(out(HARD, pictures=pictures))
    assert isinstance(found, Found)
    assert found.receipt.remote_id == receipt.remote_id
    assert found.receipt.at == samples.MONDAY


@pytest.mark.parametrize("vocabulary", ["tweet", "post"])
def test_a_long_post_is_found_by_its_whole_text(rig: Bench, vocabulary: str) -> None:
    rig.state.longest, rig.state.vocabulary = 4000, vocabulary
    text = "Une très longue histoire, & <d’autres>. " * 20 + "Fin : https://musee.museum/fin"
    receipt = rig.connector.publish(out(text, pictures=1))
    rig.connector.publish(out(text + " Ou presque.", key="other"))
    found = rig.connector.find(out(text, pictures=1))
    assert isinstance(found, Found)
    assert found.receipt.remote_id == receipt.remote_id


def test_the_same_words_elsewhere_or_with_other_pictures_are_another_post(rig: Bench) -> None:
    top = rig.connector.publish(out("Un", pictures=1))
    for sought in (out("Un"), out("Un", pictures=2), out("Un", pictures=1, number=1, above=top.remote_id)):
        answer = rig.connector.find(sought)
        assert isinstance(answer, CannotTell)
        assert answer.recent == (f"https://x.com/i/web/status/{top.remote_id}",)


def test_a_post_with_another_alternative_text_is_for_a_person(rig: Bench) -> None:
    receipt = rig.connector.publish(out("Un", pictures=1))
    for one in rig.state.media.values():
        one.alt = "something else"
    answer = rig.connector.find(out("Un", pictures=1))
    assert isinstance(answer, CannotTell)
    assert answer.recent[0].endswith(receipt.remote_id)


def test_it_is_found_pages_back_and_not_without_end(rig: Bench) -> None:
    first = rig.connector.publish(out("Celui-ci"))
    for n in range(290):
        rig.connector.publish(out(f"Autre {n}", key=f"k{n}"))
    found = rig.connector.find(out("Celui-ci"))
    assert isinstance(found, Found)
    assert found.receipt.remote_id == first.remote_id
    for n in range(20):
        rig.connector.publish(out(f"Encore {n}", key=f"e{n}"))
    assert isinstance(rig.connector.find(out("Celui-ci")), CannotTell)


def test_nothing_older_than_the_attempt_is_paid_for(rig: Bench) -> None:
    for n in range(30):
        rig.connector.publish(out(f"Ancien {n}", key=f"k{n}"))
    rig.clock.advance(timedelta(days=1))
    part = replace(out("Nouveau"), since=rig.clock.now())
    rig.connector.publish(part)
    assert isinstance(rig.connector.find(part), Found)
    assert rig.state.read == {"own": 1}


@pytest.mark.parametrize("minutes", [40, -40])
def test_a_clock_that_is_wrong_here_is_set_right_by_the_servers(rig: Bench, minutes: int) -> None:
    wrong = samples.clock()
    wrong.jump(timedelta(minutes=minutes))
    rig.connector.site = replace(rig.connector.site, clock=wrong)
    rig.connector._client._site = rig.connector.site
    part = replace(out(), since=wrong.now())
    receipt = rig.connector.publish(part)
    found = rig.connector.find(part)
    assert isinstance(found, Found)
    assert found.receipt.remote_id == receipt.remote_id


@pytest.mark.parametrize("text", ["a\n\nb\nc", "« é » & <b> &lt;", HARD])
def test_words_survive_the_way_through_x(text: str) -> None:
    said, links = shown(text, lambda link: f"https://t.co/{len(link):04}")
    assert bare(expanded(unescaped(said), links, "expanded_url")) == bare(text)


def test_where_a_link_ends_counts_too() -> None:
    entity = {
        "url": "https://t.co/a",
        "expanded_url": "https://court.example/x",
        "unwound_url": "https://musee.example/y",
    }
    one = seen({"id": "20", "text": "Voir https://t.co/a", "entities": {"urls": [entity]}}, {})
    assert one.texts == ("Voir https://court.example/x", "Voir https://musee.example/y")
    assert one.at == datetime(2006, 3, 21, 20, 50, 14, tzinfo=UTC) or one.at == made_at("20")


def test_a_deletion_may_be_answered_by_nothing_at_all(rig: Bench) -> None:
    receipt = rig.connector.publish(out())
    rig.state.bare_deletions = True
    rig.connector.withdraw(receipt.remote_id)
    assert not rig.state.there()


def test_an_id_says_when_it_was_made() -> None:
    assert made_at("1212092628029698048").date().isoformat() == "2019-12-31"


# Counts


def published(rig: Bench, number: int, start: int = 0) -> list[str]:
    return [rig.connector.publish(out(f"M{n}", key=f"k{n}")).remote_id for n in range(start, start + number)]


@pytest.mark.parametrize("vocabulary", ["tweet", "post"])
def test_counts_are_named_as_ours(rig: Bench, vocabulary: str) -> None:
    rig.state.vocabulary = vocabulary
    (one,) = published(rig, 1)
    rig.state.counts[one] = {
        "like_count": 12,
        "repost_count" if vocabulary == "post" else "retweet_count": 3,
        "quote_count": 2,
        "reply_count": 4,
        "bookmark_count": 5,
        "impression_count": 1500,
    }
    counts = rig.connector.counts([one])[one]
    assert (counts.reactions, counts.shares, counts.replies, counts.saves, counts.views) == (12, 5, 4, 5, 1500)
    assert counts.clicks is None
    assert counts.reach is None


def test_posts_that_stand_together_are_read_by_pages(rig: Bench) -> None:
    ids = published(rig, 120)
    rig.state.read.clear()
    assert set(rig.connector.counts(ids)) == set(ids)
    assert rig.state.read == {"own": 120}


def test_posts_that_stand_far_apart_are_read_by_their_ids(rig: Bench) -> None:
    old = published(rig, 1)
    published(rig, 150, start=1)
    new = published(rig, 1, start=151)
    rig.state.read.clear()
    assert set(rig.connector.counts([*old, *new])) == {*old, *new}
    assert rig.state.read == {"own": 10, "ids": 1}


def test_what_is_gone_is_left_out_and_what_cannot_be_given_is_silent(rig: Bench) -> None:
    there, gone, hidden = published(rig, 3)
    rig.connector.withdraw(gone)
    rig.state.hidden.add(hidden)
    counts = rig.connector.counts([there, gone, hidden, "not-an-id", "123456789"])
    assert set(counts) == {there, hidden}
    assert counts[there].given
    assert not counts[hidden].given


@pytest.mark.parametrize("data", ["words", {"id": "20"}, [{"text": "without an id"}], [3], [{"id": "x", "text": ""}]])
def test_what_is_no_list_of_posts_is_said_to_be_senseless(data: object) -> None:
    with pytest.raises(SendFailure) as caught:
        _posts({"data": data})
    assert (caught.value.failure.kind, caught.value.failure.code) == (Kind.NOT_SENT, "read-senseless")
    assert _gone({"errors": data}) == set()


def test_nothing_is_asked_for_no_ids(rig: Bench) -> None:
    assert rig.connector.counts([]) == {}
    assert rig.connector.counts(["https://x.com/1"]) == {}
    assert not rig.state.requests


@pytest.mark.parametrize(("missing", "size"), [(1, 5), (3, 15), (20, 100), (500, 100)])
def test_a_page_never_costs_more_than_the_ids(missing: int, size: int) -> None:
    assert page_size(missing) == size
    assert page_size(missing) * 0.001 <= missing * 0.005


@pytest.mark.parametrize(
    ("found", "read", "more"), [(20, 100, True), (19, 100, False), (1, 5, True), (0, 5, False), (0, 0, False)]
)
def test_pages_are_read_on_while_they_pay(found: int, read: int, more: bool) -> None:
    assert goes_on(found, read) is more


def test_only_what_can_be_an_id_is_asked_for() -> None:
    assert readable(["1", "a", "", "1" * 20, "٣"]) == ["1"]


@pytest.mark.parametrize("vocabulary", ["tweet", "post"])
def test_either_vocabulary_is_learned_once(rig: Bench, vocabulary: str) -> None:
    rig.state.vocabulary = vocabulary
    ids = published(rig, 2)
    rig.connector.counts(ids)
    before = len(rig.state.requests)
    rig.connector.counts(ids)
    assert len(rig.state.requests) - before == 1


# The account


def test_the_identity_is_the_users_id(rig: Bench) -> None:
    assert rig.connector.identity() == "2244994945"
    assert rig.connector.followers() == 412


def test_a_healthy_account_has_no_findings_and_nothing_is_written(rig: Bench) -> None:
    health = rig.connector.probe()
    assert (health.identity, health.name, health.url) == ("2244994945", "@musee", "https://x.com/musee")
    assert health.findings == ()
    assert health.works
    assert health.expires_at is None
    assert {method for method, _ in rig.state.requests} == {"GET"}


@pytest.mark.parametrize(
    ("setting", "value", "code", "severity"),
    [
        ("credits", False, "x-no-credits", Severity.ERROR),
        ("suspended", True, "x-suspended", Severity.ERROR),
        ("locked", True, "x-locked", Severity.ERROR),
        ("access", "read", "x-found-read-only", Severity.ERROR),
        ("media_scope", False, "x-found-no-media", Severity.WARNING),
        ("protected", True, "x-found-protected", Severity.WARNING),
    ],
)
def test_what_stands_against_publishing_is_found_without_posting(
    rig: Bench, setting: str, value: Any, code: str, severity: Severity
) -> None:
    setattr(rig.state, setting, value)
    health = rig.connector.probe()
    assert [(one.code, one.severity) for one in health.findings] == [(code, severity)]
    assert health.works is (severity is Severity.WARNING)
    assert health.identity == "2244994945"
    for language in LANGUAGES:
        assert say(code, {}, language).text


def test_a_dead_token_is_raised(rig: Bench) -> None:
    rig.state.other_faults = [Fault.REVOKED]
    with pytest.raises(SendFailure) as caught:
        rig.connector.probe()
    assert caught.value.failure.code == "send-unauthorized"


@pytest.mark.parametrize("fault", [Fault.HTML, Fault.NO_ID])
def test_a_senseless_account_is_no_identity(rig: Bench, fault: Fault) -> None:
    rig.state.other_faults = [fault]
    with pytest.raises(SendFailure) as caught:
        rig.connector.identity()
    assert caught.value.failure.code == "read-senseless"


@pytest.mark.parametrize("fault", [Fault.ERROR, Fault.DROP, Fault.NO_ID, Fault.HTML])
def test_a_deletion_without_an_answer_may_be_repeated(rig: Bench, fault: Fault) -> None:
    receipt = rig.connector.publish(out())
    rig.state.other_faults = [fault]
    with pytest.raises(SendFailure) as caught:
        rig.connector.withdraw(receipt.remote_id)
    assert caught.value.failure.kind is Kind.NOT_SENT
    rig.connector.withdraw(receipt.remote_id)
    assert receipt.remote_id not in rig.state.there()


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
