"""The families of counting that the networks of a person need: exact cases, and properties over hostile text on every network."""

from typing import Any

import pytest
from hypothesis import given

from scheduler.adapt import clusters, measure
from scheduler.connector import discover
from scheduler.model.campaign import TooLong
from scheduler.model.network import Count, Rules
from scheduler.model.variant import Role
from tests.adapt.make import HOSTILE, adapted, campaign, codes, picture, rules

NETWORKS = [name for name in discover.names() if name not in {"rehearsal", "handoff"}]


def family(count: Count, **more: Any) -> Rules:
    return rules("facebook", count=count, **more)


@pytest.mark.parametrize(
    ("text", "length"),
    [
        ("", 0),
        ("réserves", 8),
        ("🏺", 4),
        ("👨‍👩‍👧‍👦", 25),
        ("🇫🇷", 8),
        ("👩🏽‍🎨 !", 4 + 4 + 3 + 4 + 2),
        ("© !", 3),
        ("❤️", 6),
    ],
)
def test_emoji_by_their_bytes(text: str, length: int) -> None:
    assert measure.length(text, family(Count.EMOJI_BYTES)) == length


@pytest.mark.parametrize(
    ("text", "length"),
    [
        ("", 0),
        ("Bonjour", 7),
        ("(ici)", 7),
        ("a|b", 4),
        ("@louvre", 8),
        ("#Nuit", 5),
        ("# Nuit", 7),
        ("🏺", 2),
        ("a\\b", 4),
    ],
)
def test_what_a_markup_reserves_counts_twice(text: str, length: int) -> None:
    assert measure.length(text, family(Count.ESCAPED)) == length


@pytest.mark.parametrize(
    ("text", "length"), [("", 0), ("un", 2), ("un\ndeux", 7), ("un\n\ndeux", 4), ("a\n \t\n\nbcd", 3), ("\n\n", 0)]
)
def test_the_longest_block(text: str, length: int) -> None:
    assert measure.length(text, family(Count.LONGEST_BLOCK)) == length


def test_bytes() -> None:
    assert measure.length("é🏺 a", family(Count.BYTES)) == 2 + 4 + 1 + 1


@given(HOSTILE)
def test_no_family_counts_less_than_it_may(text: str) -> None:
    """Each of these stands for a limit whose unit is not always documented: never below what a looser reading counts."""
    assert measure.length(text, family(Count.EMOJI_BYTES)) >= len(text)
    assert measure.length(text, family(Count.ESCAPED)) >= measure.length(text, family(Count.UTF16))
    assert measure.length(text, family(Count.UTF16)) >= len(text) >= clusters.count(text)
    assert measure.length(text, family(Count.LONGEST_BLOCK)) <= len(text)


@pytest.mark.parametrize("network", NETWORKS)
@pytest.mark.parametrize("too_long", list(TooLong))
@given(HOSTILE)
def test_every_part_of_any_text_is_within_its_limit_on_every_network(
    network: str, too_long: TooLong, text: str
) -> None:
    small = rules(network, max_length=40, max_length_under_media=None, max_bytes=None)
    said = adapted(network, text, given=campaign(if_too_long=too_long), declared=small, media=(picture(),))
    for part in said.parts:
        if part.role is Role.POST:
            assert part.length == measure.length(part.text, small) <= part.limit == 40
    assert said == adapted(network, text, given=campaign(if_too_long=too_long), declared=small, media=(picture(),))


@pytest.mark.parametrize("network", NETWORKS)
def test_an_account_s_own_limits_win_everywhere(network: str) -> None:
    own = measure.applied(
        discover.rules(network),
        {"max_characters": 77, "max_media": 2, "max_alt": 33, "max_hashtags": 1, "max_caption": 55},
    )
    assert (own.max_length, own.pictures.most, own.pictures.alt_length, own.max_hashtags) == (77, 2, 33, 1)
    assert measure.under_media(own).max_length == 55


def test_more_hashtags_than_an_account_says_are_refused() -> None:
    text = "Bonjour #un #deux #trois"
    assert "hashtags-over-limit" not in codes(adapted("instagram", text, media=(picture(),)))
    assert "hashtags-over-limit" in codes(adapted("instagram", text, media=(picture(),), limits={"max_hashtags": 2}))
