"""Telegram: 4,096, or 1,024 under pictures."""

from dataclasses import replace
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from scheduler.adapt import measure
from scheduler.connector.base import Ability
from scheduler.model.campaign import Surplus, TooLong
from scheduler.model.network import Side
from scheduler.model.notice import blocking
from scheduler.networks.telegram import RULES, Telegram
from scheduler.testing.contract import DeclarationContract
from tests.adapt.make import HOSTILE, adapted, codes, notice, picture


class TestDeclaration(DeclarationContract):
    network = "telegram"


def test_a_person_publishes() -> None:
    assert Telegram.can == Ability.NONE
    assert RULES.compose_url.startswith("https://")


def test_a_caption_is_shorter_than_a_message() -> None:
    text = "Une phrase de plus, encore une. " * 60
    (message,) = adapted("telegram", text).parts
    assert (message.limit, message.length) == (4096, len(text.strip()))
    caption, rest = adapted("telegram", text, media=(picture(),)).parts
    assert caption.length <= caption.limit == 1024
    assert rest.length <= rest.limit == 4096


def test_only_parts_with_pictures_are_captions() -> None:
    text = "Une phrase de plus, encore une. " * 200
    album = tuple(picture(file=f"media/{n}.jpg") for n in range(12))
    first = adapted("telegram", text, media=album, surplus=Surplus.THREAD).parts
    assert [(len(part.media), part.limit) for part in first] == [(10, 1024), (2, 1024), (0, 4096), (0, 4096)]
    last = adapted("telegram", text, media=album, surplus=Surplus.THREAD, media_part=Side.LAST).parts
    assert [(len(part.media), part.limit) for part in last] == [(0, 4096), (0, 4096), (10, 1024), (2, 1024)]
    little_left = adapted(
        "telegram", text + text[:2300], media=album, surplus=Surplus.THREAD, media_part=Side.LAST
    ).parts
    for part in (*first, *last, *little_left):
        assert 0 < part.length <= part.limit
    assert max(part.length for part in first) > 3000
    assert max(part.length for part in last) > 3000


@settings(max_examples=80)
@given(
    st.tuples(HOSTILE, st.integers(1, 12)).map(lambda given: f"{given[0]} une phrase de plus. " * given[1]),
    st.integers(1, 5),
    st.sampled_from(list(Side)),
    st.booleans(),
)
def test_whatever_is_written_each_part_fits_where_it_stands(text: str, shown: int, side: Side, numbering: bool) -> None:
    few = replace(RULES, max_length=70, max_length_under_media=30, pictures=replace(RULES.pictures, most=2))
    album = tuple(picture(file=f"media/{n}.jpg") for n in range(shown))
    more: dict[str, Any] = {"media_part": side, "numbering": numbering, "surplus": Surplus.THREAD}
    made = adapted("telegram", text, declared=few, media=album, **more)
    assert made.parts or blocking(made.notices)
    assert sum(len(part.media) for part in made.parts) == (shown if made.parts else 0)
    for part in made.parts:
        assert part.length == measure.length(part.text, few) <= part.limit == (30 if part.media else 70)


def test_breaks_are_said_to_be_joined_where_there_are_no_threads() -> None:
    alone = replace(RULES, threads=False)
    made = adapted("telegram", "Un.\n---\nDeux.", declared=alone, media=(picture(),), media_part=Side.LAST)
    assert codes(made)[0] == "breaks-joined"


def test_a_number_and_a_manual_break_find_their_room_too() -> None:
    text = f"{'Une phrase de plus, encore une. ' * 100}\n---\n{'Et une autre encore. ' * 100}"
    for side, number in ((Side.FIRST, 3), (Side.LAST, 4)):
        parts = adapted("telegram", text, media=(picture(),), media_part=side, numbering=True).parts
        assert [part.text.rpartition(" ")[2] for part in parts] == [
            f"({i}/{len(parts)})" for i in range(1, len(parts) + 1)
        ]
        assert [part.limit for part in parts if part.media] == [1024]
        assert all(part.length <= part.limit for part in parts)
        assert len(parts) == number


def test_what_is_refused_or_cut_short_is_so_by_the_captions_limit() -> None:
    text = "Une phrase de plus, encore une. " * 60
    refused = adapted("telegram", text, media=(picture(),), if_too_long=TooLong.REFUSE)
    assert notice(refused, "too-long").arguments["limit"] == 1024
    alone = adapted("telegram", text * 3, if_too_long=TooLong.REFUSE)
    assert notice(alone, "too-long").arguments["limit"] == 4096
    (short,) = adapted("telegram", text, media=(picture(),), if_too_long=TooLong.SHORTEN).parts
    assert 900 < short.length <= short.limit == 1024


def test_a_paid_account_has_longer_captions() -> None:
    text = "Une phrase de plus, encore une. " * 60
    assert len(adapted("telegram", text, media=(picture(),), limits={"max_caption": 4096}).parts) == 1


def test_utf16_units() -> None:
    assert measure.fits("🏺" * 2048, RULES)
    assert not measure.fits("🏺" * 2049, RULES)
