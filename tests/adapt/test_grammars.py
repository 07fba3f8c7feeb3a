"""Mastodon's and Bluesky's rules, against their own test data, and the careful common part for the others."""

import json
import re
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given

from scheduler.adapt import clusters, measure
from scheduler.adapt.entities import byte_offsets, facets
from scheduler.adapt.grammar import atproto, fediverse
from scheduler.model.variant import Facet, FacetKind
from tests.adapt.make import HOSTILE, adapted, rules

MASTODON, BLUESKY = rules("mastodon"), rules("bluesky")


def read(folder: Path, name: str) -> Any:
    return json.loads((folder / name).read_text(encoding="utf-8"))


def first(found: list[Facet], kind: FacetKind, text: str, *, value: bool) -> str | None:
    return next((one.value if value else text[one.start : one.end] for one in found if one.kind is kind), None)


def test_mastodon_lengths(conformance: Path) -> None:
    cases = read(conformance, "mastodon/length_cases.json")["cases"]
    assert len(cases) == 15
    for case in cases:
        if case.get("remote") or case.get("reblog"):  # what others wrote is not limited: only our own is measured
            assert case["valid"]
            continue
        instance = replace(MASTODON, max_length=case["max"])
        assert measure.fits(case["text"], instance, warning=case["spoiler"]) == case["valid"]
        if "length" in case:
            assert measure.length(case["text"], instance, case["spoiler"]) == case["length"]


def test_mastodon_hashtags(conformance: Path) -> None:
    data = read(conformance, "mastodon/hashtag_cases.json")
    for case in data["first_match"]:
        found = first(fediverse.find(case["text"]), FacetKind.HASHTAG, case["text"], value=False)
        assert found == case["expected"], case
    for case in data["with_indices"]:
        assert [[one.value, one.start, one.end] for one in fediverse.hashtags(case["text"])] == case["expected"], case


def test_mastodon_hashtags_by_name(conformance: Path) -> None:
    data = read(conformance, "mastodon/hashtag_cases.json")
    for written, shown in data["display_name_normalization"]:
        assert fediverse.shown_name(written) == shown
    for written, name in data["name_normalization"]:
        assert fediverse.name(written) == name


def test_a_hashtag_that_the_network_takes_for_the_same_is_not_said_twice() -> None:
    def said(network: str) -> str:
        return adapted(network, "Un #Ete au musée", hashtags=("#Été", "#Œuvre")).parts[0].text

    assert said("mastodon") == "Un #Ete au musée\n\n#Œuvre"
    assert said("bluesky") == "Un #Ete au musée\n\n#Été #Œuvre"


def test_mastodon_mentions(conformance: Path) -> None:
    data = read(conformance, "mastodon/mention_cases.json")
    for case in data["first_match"]:
        found = first(fediverse.find(case["text"]), FacetKind.MENTION, case["text"], value=True)
        assert found == case["expected"], case
    for case in data["with_indices"]:
        assert [[one.value, one.start, one.end] for one in fediverse.mentions(case["text"])] == case["expected"], case


def test_mastodon_links(conformance: Path) -> None:
    for case in read(conformance, "mastodon/url_cases.json")["cases"]:
        assert [one.value for one in fediverse.links(case["text"])][:1] == [case["url"]], case


def test_bluesky_facets_by_their_bytes(conformance: Path) -> None:
    cases = read(conformance, "bluesky/facets_cases.json")["cases"]
    assert len(cases) == 97
    kinds = {FacetKind.HASHTAG: "tag", FacetKind.CASHTAG: "tag", FacetKind.LINK: "link", FacetKind.MENTION: "mention"}
    for case in cases:
        found = facets(case["text"], BLUESKY)
        made = [
            {
                "byteStart": start,
                "byteEnd": end,
                "kind": kinds[one.kind],
                "value": ("$" if one.kind is FacetKind.CASHTAG else "") + one.value,
            }
            for one, (start, end) in zip(found, byte_offsets(case["text"], found), strict=True)
        ]
        assert made == case["facets"], case["text"]


def test_bluesky_lengths_and_lines(conformance: Path) -> None:
    data = read(conformance, "bluesky/length_newline_cases.json")
    for case in data["clean_newlines"]:
        assert atproto.clean(case["in"]) == case["out"]
    for case in [*data["lengths"], *data["grapheme_len"]]:
        assert clusters.count(case["text"]) == case["graphemes"]
        assert measure.length(case["text"], BLUESKY) == case["graphemes"]
        if "bytes" in case:
            assert len(case["text"].encode()) == case["bytes"]


def test_bluesky_has_two_limits() -> None:
    family = "👨\u200d👩\u200d👧\u200d👧"
    assert measure.fits("a" * 300, BLUESKY)
    assert not measure.fits("a" * 301, BLUESKY)
    assert measure.fits(family * 120, BLUESKY)
    assert not measure.fits(family * 121, BLUESKY), "121 signs, but 3,025 bytes"


@pytest.mark.parametrize(
    ("network", "length"), [("facebook", 3), ("instagram", 6), ("bluesky", 1), ("mastodon", 1), ("x", 2)]
)
def test_one_emoji_of_three_code_points_everywhere(network: str, length: int) -> None:
    assert measure.length("👩\u200d🎨", rules(network)) == {"facebook": 3, "instagram": 5}.get(network, length)


@pytest.mark.parametrize(
    ("network", "seen"), [("x", True), ("mastodon", False), ("bluesky", False), ("facebook", True)]
)
def test_a_hashtag_in_brackets(network: str, seen: bool) -> None:
    assert bool(facets("Voyez (#Musée) demain", rules(network))) is seen


@pytest.mark.parametrize("network", ["x", "mastodon", "bluesky", "facebook", "instagram"])
@given(text=HOSTILE)
def test_facets_index_their_own_text(network: str, text: str) -> None:
    found = facets(text, rules(network))
    end = 0
    for one, (start, stop) in zip(found, byte_offsets(text, found), strict=True):
        assert end <= one.start < one.end <= len(text)
        assert text.encode()[start:stop].decode() == text[one.start : one.end]
        end = one.end


@pytest.mark.parametrize(
    "text", ["http://a." * 3000, "@a." * 4000, "#·" * 5000, "https://a.com/" + "(" * 6000, "a.b" * 4000, "@" * 9000]
)
def test_long_hostile_text_is_read_in_a_blink(text: str) -> None:
    for network in ("mastodon", "bluesky", "instagram"):
        assert len(facets(text, rules(network))) <= len(text)
        assert measure.length(text, rules(network)) > 0


def test_an_account_may_have_limits_of_its_own() -> None:
    assert not measure.fits("a" * 501, MASTODON)
    assert measure.fits("a" * 501, MASTODON, {"max_characters": 1000})
    larger = measure.applied(
        MASTODON, {"max_media_attachments": 8, "description_limit": 3000, "characters_reserved_per_url": 30}
    )
    assert (larger.pictures.most, larger.pictures.alt_length, larger.url_length) == (8, 3000, 30)
    assert measure.length("https://musee.fr", larger) == 30


@given(HOSTILE, HOSTILE)
def test_a_mention_that_is_meant_stands_where_nothing_joins_it(text: str, other: str) -> None:
    who = "@louvre.fr"
    text = f"{text}{who}{other}{who}{text}"
    meant = {one.span() for one in re.finditer(r"(?<![\w@.])@louvre\.fr(?![\w@-]|\.\w)", text)}
    seen = {(one.start, one.end): one for one in facets(text, BLUESKY, mentioned=(who,))}
    assert {seen[place].kind for place in meant} <= {FacetKind.MENTION}
    assert {seen[place].value for place in meant} <= {"louvre.fr"}
    assert {place: one for place, one in seen.items() if place not in meant} == {
        (one.start, one.end): one
        for one in facets(text, BLUESKY)
        if not any(start < one.end and one.start < end for start, end in meant)
    }
