"""What holds on every network for any text at all: quickly in each run, deeply in the long one.

Networks are looked at with their own limits, and with small ones, so that hostile texts are cut at every place. That the
parts of a thread are its text, and that no cut goes through an entity, stands with fitting (`test_fit.py`, `test_thread.py`).
"""

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from scheduler.adapt import measure
from scheduler.adapt.entities import byte_offsets, facets
from scheduler.connector import discover
from scheduler.model.campaign import TooLong
from scheduler.model.network import Rules
from scheduler.model.notice import blocking
from scheduler.model.variant import FacetKind, Part, Role
from tests.adapt.make import HOSTILE, adapted, codes, picture, rules, texts

NETWORKS = discover.names()
ANY = st.text(st.characters(), max_size=80)
"""Any string, half signs included."""
LONG = st.tuples(HOSTILE, st.integers(1, 40)).map(lambda given: f"{given[0]} " * given[1])
BARE = str.maketrans("", "", "{}[]")
"""What means something in a campaign file is left out where a text is compared with itself."""
GIVEN = {
    "text": st.one_of(HOSTILE, LONG),
    "room": st.one_of(st.none(), st.integers(20, 120)),
    "chosen": st.sampled_from(list(TooLong)),
    "numbering": st.booleans(),
}


def known(network: str, room: int | None) -> Rules:
    given = rules(network)
    return given if room is None else replace(given, max_length=room, max_length_under_media=None)


def each_part_is_right(network: str, text: str, room: int | None, chosen: TooLong, *, numbering: bool) -> None:
    """Within the limit by the network's own counter, numbering included; facets index exactly their text; twice the same."""
    declared = known(network, room)
    more: dict[str, Any] = {"declared": declared, "if_too_long": chosen, "numbering": numbering, "media": (picture(),)}
    made = adapted(network, text, **more)
    assert made == adapted(network, text, **more)
    assert made.parts or blocking(made.notices)
    for part in made.parts:
        if part.role is Role.COMMENT:
            continue
        under = measure.under_media(declared) if part.media else declared
        assert (
            part.length == measure.length(part.text, under, made.options.warning) <= part.limit <= declared.max_length
        )
        assert measure.within(part.text, under)
        each_facet_is_its_text(part)
    numbered = [part.text for part in made.parts if part.role is Role.POST]
    if numbering and declared.threads and len(numbered) > 1 and "shortened" not in codes(made):
        assert all(one.endswith(f"({i}/{len(numbered)})") for i, one in enumerate(numbered, 1))


def each_facet_is_its_text(part: Part) -> None:
    end = 0
    for one, (first, last) in zip(part.facets, byte_offsets(part.text, part.facets), strict=True):
        assert end <= one.start < one.end <= len(part.text)
        end = one.end
        words = part.text[one.start : one.end]
        assert part.text.encode()[first:last].decode() == words
        if one.kind in {FacetKind.HASHTAG, FacetKind.CASHTAG, FacetKind.MENTION}:
            assert words[0] in "#＃$@＠"
            assert words[1:].casefold() == one.value.casefold()
        else:
            assert words in one.value


def what_fits_is_untouched(network: str, text: str, room: int | None) -> None:
    """A text that fits goes out whole; and what goes out, given again, goes out the same."""
    declared = known(network, room)
    boundless = replace(declared, max_length=10**7, max_length_under_media=None, max_bytes=None)
    text = text.translate(BARE)
    whole = texts(adapted(network, text, declared=boundless, media=(picture(),)))
    made = adapted(network, text, declared=declared, media=(picture(),))
    if len(whole) == 1 and measure.fits(whole[0], measure.under_media(declared)):
        assert texts(made) == whole
    if len(made.parts) == 1 and "shortened" not in codes(made):
        again = adapted(network, texts(made)[0], declared=declared, media=(picture(),), own_hosts=())
        assert texts(again) == texts(made)


def nothing_is_raised(network: str, text: str) -> None:
    declared = rules(network)
    assert measure.length(text, declared) >= 0
    assert measure.fits(text, declared) in {True, False}
    assert all(0 <= one.start < one.end <= len(text) for one in facets(text, declared))
    made = adapted(network, text, link=text, warning=text, hashtags=(text,), media=(picture(alt=text),))
    assert made.parts or blocking(made.notices)


quick = settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.too_slow])
deep = settings(max_examples=1000, deadline=None, suppress_health_check=[HealthCheck.too_slow])


@pytest.mark.parametrize("network", NETWORKS)
@quick
@given(**GIVEN)
def test_each_part_is_right(network: str, text: str, room: int | None, chosen: TooLong, *, numbering: bool) -> None:
    each_part_is_right(network, text, room, chosen, numbering=numbering)


@pytest.mark.parametrize("network", NETWORKS)
@quick
@given(text=HOSTILE, room=GIVEN["room"])
def test_what_fits_is_untouched(network: str, text: str, room: int | None) -> None:
    what_fits_is_untouched(network, text, room)


@pytest.mark.parametrize("network", NETWORKS)
@quick
@given(text=ANY)
def test_no_string_raises_anything(network: str, text: str) -> None:
    nothing_is_raised(network, text)


@pytest.mark.long
@pytest.mark.parametrize("network", NETWORKS)
@deep
@given(**GIVEN)
def test_each_part_is_right_deeply(
    network: str, text: str, room: int | None, chosen: TooLong, *, numbering: bool
) -> None:
    each_part_is_right(network, text, room, chosen, numbering=numbering)


@pytest.mark.long
@pytest.mark.parametrize("network", NETWORKS)
@deep
@given(text=st.one_of(HOSTILE, LONG), room=GIVEN["room"])
def test_what_fits_is_untouched_deeply(network: str, text: str, room: int | None) -> None:
    what_fits_is_untouched(network, text, room)


@pytest.mark.long
@pytest.mark.parametrize("network", NETWORKS)
@deep
@given(text=ANY)
def test_no_string_raises_anything_deeply(network: str, text: str) -> None:
    nothing_is_raised(network, text)
