"""X keeps the contract against a strict fake on a real socket, and its own promises of what goes out."""

import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
import requests

from scheduler.adapt import measure
from scheduler.connector.base import Ability, SendFailure
from scheduler.model.failure import Kind
from scheduler.networks.x import RULES, X
from scheduler.sentences import LANGUAGES, say
from scheduler.testing import samples
from scheduler.testing.contract import RemoteContract
from scheduler.testing.fake_x import Fault
from scheduler.testing.fake_x.text import weight
from scheduler.testing.rig import Rig
from tests.networks.x_bench import Bench, benched, connected, failed, out

GIF = bytes.fromhex("47494638396101000100800000000000ffffff21f90401000000002c00000000010001000002024401003b")


@pytest.fixture
def rig(tmp_path: Path) -> Iterator[Bench]:
    with benched(tmp_path) as bench:
        yield bench


class TestContract(RemoteContract):
    network = "x"

    @pytest.fixture
    def rig(self, rig: Bench) -> Rig:
        return rig


# Its rules


def test_every_setting_is_a_secret_and_the_guide_gives_each() -> None:
    names = ["consumer_key", "consumer_secret", "access_token", "access_token_secret"]
    assert [option.name for option in X.options if option.required] == names
    assert all(option.secret for option in X.options if option.required)
    assert [option.name for option in X.options if not option.required] == ["mentions"], (
        "what may cost, asked for apart"
    )
    assert [step.option for step in X.guide.steps if step.option] == names
    for language in LANGUAGES:
        codes = [*(step.code for step in X.guide.steps), X.guide.cost, X.guide.wait, X.guide.signs]
        codes += [f"option-x-{name.replace('_', '-')}" for name in [*names, "mentions"]]
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


def test_pictures_alone_go_without_a_text(rig: Bench) -> None:
    rig.connector.publish(out("", pictures=1))
    assert set(rig.state.seen[-1].json()) == {"media"}


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
