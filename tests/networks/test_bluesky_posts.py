"""What a post on Bluesky is made of: facets by byte, threads, pictures and cards."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from scheduler.connector.base import Found
from scheduler.model.failure import Kind
from scheduler.model.variant import Card, Facet, FacetKind, Media
from scheduler.networks.bluesky.record import THUMB_BYTES, cid_of
from scheduler.testing import samples
from scheduler.testing.fake_bluesky import DID, Fault
from tests.networks.bluesky_bench import Bench, bench, failure, out


@pytest.fixture
def rig(tmp_path: Path) -> Iterator[Bench]:
    with bench(tmp_path) as made:
        yield made


# Facets


@pytest.mark.parametrize(
    "text",
    [
        "👩🏽‍🎨 L’œuvre n° 12 — https://musee.example/é?a=1, dit @louvre.fr ! #CoulissesMW #Été2027",
        "@louvre.fr @orsay.bsky.social",
        "🏳️‍🌈#pas #oui\n\nœuf $AIR (https://musee.example)",
    ],
)
def test_facets_lie_on_the_bytes_of_their_words(rig: Bench, text: str) -> None:
    sent = out(text)
    rig.connector.publish(sent)
    given = rig.state.posted[0].value["facets"]
    words = [text.encode()[one["index"]["byteStart"] : one["index"]["byteEnd"]].decode() for one in given]
    assert words == [text[one.start : one.end] for one in sent.part.facets]
    assert len(words) >= 2


def test_a_facet_says_what_it_leads_to(rig: Bench) -> None:
    rig.connector.publish(out("Chez @louvre.fr : https://musee.example/a #MuseumWeek $AIR"))
    features = [one["features"][0] for one in rig.state.posted[0].value["facets"]]
    assert [next(value for name, value in one.items() if name != "$type") for one in features] == [
        rig.state.handles["louvre.fr"],
        "https://musee.example/a",
        "MuseumWeek",
        "$AIR",
    ]


def test_a_link_stands_under_its_label(rig: Bench) -> None:
    address = "https://musee.example/coulisses?utm_source=bluesky&utm_content=a.once.musee"
    text = "Voir musee.example/coulisses"
    label = Facet(kind=FacetKind.LINK, start=5, end=len(text), value=address)
    sent = out(text)
    rig.connector.publish(replace(sent, part=replace(sent.part, facets=(label,))))
    (facet,) = rig.state.posted[0].value["facets"]
    assert facet["features"] == [{"$type": "app.bsky.richtext.facet#link", "uri": address}]
    assert rig.arrived()[0].text == text


def test_a_mention_of_nobody_is_refused_before_anything_is_written(rig: Bench) -> None:
    told = failure(rig, out("Merci @personne.fr", pictures=1))
    assert (told.kind, told.code) == (Kind.REFUSED, "bluesky-handle-unknown")
    assert "@personne.fr" in told.detail
    assert rig.asked("com.atproto.repo.putRecord") == rig.asked("com.atproto.repo.uploadBlob") == 0


def test_a_mention_that_cannot_be_looked_up_waits(rig: Bench) -> None:
    rig.connector.identity()
    rig.state.other_faults = [Fault.DOWN]
    assert failure(rig, out("Merci @louvre.fr")).kind is Kind.NOT_SENT
    assert not rig.arrived()


def test_a_handle_is_resolved(rig: Bench) -> None:
    assert rig.connector.resolve("@Louvre.FR") == rig.state.handles["louvre.fr"]
    assert rig.connector.resolve("personne.example") == ""
    assert rig.connector.resolve(DID) == DID
    assert rig.asked("com.atproto.server.createSession") == 0, "anybody may ask"


# Threads


def test_a_reply_names_the_root_that_its_thread_has(rig: Bench) -> None:
    """Also a timed reply under the end of a thread, whose root the publisher does not know."""
    first = rig.connector.publish(out("Un", key="1"))
    second = rig.connector.publish(out("Deux", key="2", above=first.remote_id))
    rig.connector.publish(out("Trois", key="3", above=second.remote_id))
    posts = [one.value for one in rig.state.posted]
    assert posts[2]["reply"]["root"] == posts[1]["reply"]["root"] == posts[1]["reply"]["parent"]
    assert posts[2]["reply"]["parent"]["uri"] == second.remote_id


def test_under_a_post_that_is_gone_nothing_is_sent(rig: Bench) -> None:
    first = rig.connector.publish(out("Un", key="1"))
    rig.connector.withdraw(first.remote_id)
    told = failure(rig, out("Deux", key="2", above=first.remote_id))
    assert (told.kind, told.code) == (Kind.REFUSED, "bluesky-above-gone")


def test_a_post_says_all_its_languages(rig: Bench) -> None:
    both = out("Bonjour. Hello.", key="1")
    both = replace(both, part=replace(both.part, languages=("fr", "en")))
    rig.connector.publish(both)
    rig.connector.publish(out("Bonjour.", key="2"))
    assert [one.value["langs"] for one in rig.state.posted] == [["fr", "en"], ["fr"]]
    assert isinstance(rig.connector.find(both), Found)


# Pictures and cards


def test_a_picture_says_its_shape_and_a_card_is_built(rig: Bench) -> None:
    rig.connector.publish(out("Un", pictures=1, key="1"))
    thumb = samples.picture("navy")
    image = Media(file="", alt="", mime="image/png", width=64, height=48, size=len(thumb))
    card = Card(url="https://musee.example/a", title="Les réserves", description="Une visite", image=image)
    rig.connector.publish(replace(out("Deux", key="2"), card=card, thumb=thumb))
    rig.connector.publish(replace(out("Trois", key="3", pictures=1), card=card, thumb=thumb))
    shown, built, both = (one.value["embed"] for one in rig.state.posted)
    assert shown["images"][0]["aspectRatio"] == {"width": 64, "height": 48}
    assert built["external"]["uri"] == "https://musee.example/a"
    assert (built["external"]["title"], built["external"]["description"]) == ("Les réserves", "Une visite")
    assert built["external"]["thumb"]["ref"]["$link"] == cid_of(thumb)
    assert both["$type"] == "app.bsky.embed.images", "a post holds one embed: pictures come first"


def test_a_card_needs_no_picture_and_not_too_large_a_one(rig: Bench) -> None:
    card = Card(url="https://musee.example/a", title="Les réserves")
    sent = replace(out("Un"), card=card)
    rig.connector.publish(sent)
    assert isinstance(rig.connector.find(sent), Found)
    shown = replace(card, image=Media(file="", alt="", mime="image/png"))
    told = failure(rig, replace(out("Deux", key="2"), card=shown, thumb=b"x" * (THUMB_BYTES + 1)))
    assert (told.kind, told.code) == (Kind.REFUSED, "bluesky-thumb-too-large")


def test_a_picture_of_another_type_is_refused(rig: Bench) -> None:
    told = failure(rig, replace(out(pictures=1), media=(b"%PDF-1.7 no picture",)))
    assert (told.kind, told.code) == (Kind.REFUSED, "send-refused")
    assert not rig.arrived()


def test_a_picture_that_is_too_large_is_refused_by_name(rig: Bench) -> None:
    for size in (2_000_001, 6_000_000):
        told = failure(rig, replace(out(pictures=1), media=(samples.picture() + bytes(size),)))
        assert (told.kind, told.code) == (Kind.REFUSED, "bluesky-picture-too-large")
    assert not rig.arrived()


def test_other_bytes_than_were_approved_do_not_go_out(rig: Bench) -> None:
    rig.state.altering = True
    told = failure(rig, out(pictures=1))
    assert (told.kind, told.code) == (Kind.REFUSED, "bluesky-picture-altered")
    assert not rig.arrived()


def test_a_picture_that_the_server_lost_is_uploaded_again(rig: Bench) -> None:
    rig.state.sweeping = True
    told = failure(rig, out(pictures=1))
    assert (told.kind, told.code) == (Kind.NOT_SENT, "bluesky-picture-gone")
    rig.state.sweeping = False
    rig.connector.publish(out(pictures=1))


@pytest.mark.parametrize("fault", [Fault.DOWN, Fault.DROP, Fault.HTML, Fault.LIMIT, Fault.NO_ID])
def test_an_upload_that_fails_has_published_nothing(rig: Bench, fault: Fault) -> None:
    rig.state.upload_faults = [Fault.NONE, fault]
    assert failure(rig, out(pictures=2)).kind is Kind.NOT_SENT
    assert not rig.arrived()
