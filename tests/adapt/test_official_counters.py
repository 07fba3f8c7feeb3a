"""Held against the networks' own packages: lengths and entities of X, facets and lengths of Bluesky, clusters of Node.

`make counters` installs them, `make test-servers` runs this. Where ours differ on purpose it is said here.
"""

from collections.abc import Iterator
from itertools import accumulate
from typing import Any

import pytest

from benchmarks import official, texts
from benchmarks.counting import newer
from scheduler.adapt import clusters, measure
from scheduler.adapt.entities import byte_offsets, facets
from scheduler.adapt.grammar import twitter
from scheduler.model.variant import Facet, FacetKind
from tests.adapt.make import SIGNS, WORDS, rules

pytestmark = [pytest.mark.servers, pytest.mark.skipif(bool(official.missing()), reason=official.missing())]
X, BLUESKY = rules("x"), rules("bluesky")
POSTS = {
    "french": texts.french(5000, seed=11),
    "hostile": texts.hostile(12_000, seed=12),
    "signs": texts.hostile(12_000, seed=13, pieces=(*SIGNS, *WORDS)),
}


@pytest.fixture(scope="module")
def node() -> Iterator[official.Official]:
    with official.running() as found:
        yield found


@pytest.mark.parametrize("name", POSTS)
def test_lengths_for_x(node: official.Official, name: str) -> None:
    # X documents 2 for each emoji sequence; the package's table is of 2018: only what is newer may differ.
    different = newer(node, POSTS[name])
    assert different < len(POSTS[name]) // 100
    assert name != "french" or not different


def shown(entity: dict[str, Any]) -> str:
    """What an entity of X's package says that it found."""
    for name, sign in (("url", ""), ("hashtag", "#"), ("cashtag", "$")):
        if name in entity:
            return f"{sign}{entity[name]}"
    return f"@{entity['screenName']}{entity['listSlug']}"


def ours(text: str, one: Facet) -> str:
    written = text[one.start : one.end]
    return written if one.kind is FacetKind.LINK else written[0].translate({0xFF03: "#", 0xFF20: "@"}) + written[1:]


def units(text: str) -> list[int]:
    """Where each sign begins in UTF-16."""
    return list(accumulate((2 if sign > "\uffff" else 1 for sign in text), initial=0))


@pytest.mark.parametrize("name", POSTS)
def test_entities_of_x_with_their_places(node: official.Official, name: str) -> None:
    for text, there in zip(POSTS[name], node.ask("entities", POSTS[name]), strict=True):
        here = twitter.find(text)
        if any("url" in one and one["indices"][1] - one["indices"][0] != len(one["url"]) for one in there):
            continue  # its own address and its own place do not agree: a host of two scripts with a path behind
        assert [ours(text, one) for one in here] == [shown(one) for one in there], ascii(text)
        at = units(text)
        for one, other in zip(here, there, strict=True):
            place = [at[one.start], at[one.end]]
            # It places a host that stands twice in one run of signs at the first place, also where that is none.
            twice = "url" in other and text.count(other["url"]) > 1
            assert place == other["indices"] or twice, ascii(text)


@pytest.mark.parametrize("name", POSTS)
def test_facets_of_bluesky_by_their_bytes(node: official.Official, name: str) -> None:
    for text, there in zip(POSTS[name], node.ask("facets", POSTS[name]), strict=True):
        found = facets(text, BLUESKY)
        here = [
            [start, end, f"${one.value}" if one.kind is FacetKind.CASHTAG else one.value]
            for one, (start, end) in zip(found, byte_offsets(text, found), strict=True)
        ]
        assert here == without_overlaps(there), ascii(text)


def without_overlaps(found: list[list[Any]]) -> list[list[Any]]:
    """Of facets that overlap the network shows the first."""
    kept: list[list[Any]] = []
    for one in found:
        if not kept or one[0] >= kept[-1][1]:
            kept.append(one)
    return kept


@pytest.mark.parametrize("name", POSTS)
def test_lengths_for_bluesky(node: official.Official, name: str) -> None:
    there = node.ask("graphemes", POSTS[name])
    assert [measure.length(text, BLUESKY) for text in POSTS[name]] == there


@pytest.mark.parametrize("name", POSTS)
def test_clusters_of_node(node: official.Official, name: str) -> None:
    for text, there in zip(POSTS[name], node.ask("segments", POSTS[name]), strict=True):
        assert [units(one)[-1] for one in clusters.split(text)] == there, ascii(text)
