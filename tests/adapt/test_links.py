"""Tags on links: whatever an address holds already stays, and stands where it stood."""

from urllib.parse import parse_qsl, urlsplit

import pytest
from hypothesis import given

from scheduler.adapt import links
from tests.adapt.make import HOSTILE, adapted, texts

UTM = {"utm_source": "x", "utm_content": "a.b c&d"}
SHOWN = "utm_source=x&utm_content=a.b%20c%26d"


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("https://musee.fr", f"https://musee.fr?{SHOWN}"),
        ("https://musee.fr/?", f"https://musee.fr/?{SHOWN}"),
        ("https://musee.fr/a?b=1#frag", f"https://musee.fr/a?b=1&{SHOWN}#frag"),
        ("https://musee.fr/a?b=1&#", f"https://musee.fr/a?b=1&{SHOWN}#"),
        ("https://musee.fr/#/salle?b=1", f"https://musee.fr/?{SHOWN}#/salle?b=1"),
        ("https://musee.fr:8443/a;v=1?b=1;c=2", f"https://musee.fr:8443/a;v=1?b=1;c=2&{SHOWN}"),
        ("https://musee.fr/%C3%A9t%C3%A9?q=%26%3D", f"https://musee.fr/%C3%A9t%C3%A9?q=%26%3D&{SHOWN}"),
        ("https://musee.fr/a?utm_source=lettre", "https://musee.fr/a?utm_source=lettre&utm_content=a.b%20c%26d"),
        ("https://musee.fr/a?b;UTM_Source=l", "https://musee.fr/a?b;UTM_Source=l&utm_content=a.b%20c%26d"),
        ("https://musee.fr/a?utm%5Fsource=l", "https://musee.fr/a?utm%5Fsource=l&utm_content=a.b%20c%26d"),
        ("https://musee.fr/a?utm_content=c&utm_source=l#b", "https://musee.fr/a?utm_content=c&utm_source=l#b"),
        ("https://musee.fr/a?#b", f"https://musee.fr/a?{SHOWN}#b"),
    ],
)
def test_what_stands_in_an_address_stays(address: str, expected: str) -> None:
    assert links.tagged(address, UTM) == expected
    assert links.tagged(expected, UTM) == expected


@pytest.mark.parametrize(
    ("address", "own"),
    [
        ("https://musee.fr/a", True),
        ("https://MUSEE.fr:8443/a", True),
        ("https://billets.musee.fr./a", True),
        ("https://lemusee.fr/a", False),
        ("https://musee.fr.evil.example/a", False),
        ("https://musee.fr@evil.example/a", False),
        ("https://evil.example/?u=https://musee.fr", False),
        ("https://musée.example/a", True),
        ("https://xn--muse-dpa.example/a", True),
        ("https://[", False),
        ("", False),
    ],
)
def test_whose_link_it_is(address: str, own: bool) -> None:
    assert links.own(address, ("musee.fr", "musée.example")) is own
    assert links.own(address, ("Musee.fr.", "xn--muse-dpa.example")) is own


@given(HOSTILE, HOSTILE)
def test_nothing_of_an_address_is_lost(path: str, query: str) -> None:
    address = f"https://musee.fr/{path}?{query}"
    made = links.tagged(address, UTM)
    assert links.tagged(made, UTM) == made
    head, _, fragment = address.partition("#")
    assert made.startswith(head)
    assert made.endswith(fragment)
    links.own(address, ("musee.fr",))


def test_links_of_a_text_keep_their_queries_and_fragments() -> None:
    made = adapted("mastodon", "Voir https://musee.fr/a?b=1#c, https://louvre.fr/?d=2 et https://musee.fr:8443/e.")
    (text,) = texts(made)
    first, other, last = (facet.value for facet in made.parts[0].facets)
    assert dict(parse_qsl(urlsplit(first).query)) == {
        "b": "1",
        "utm_source": "mastodon",
        "utm_medium": "social",
        "utm_campaign": "semaine-2027",
        "utm_content": "reserves.once.compte",
    }
    assert urlsplit(first).fragment == "c"
    assert other == "https://louvre.fr/?d=2"
    assert urlsplit(last).port == 8443
    assert text.endswith(".")


def test_an_address_that_a_network_cuts_is_not_tagged_in_its_midst() -> None:
    said = "Voir https://musee.fr/tarifs?d'été=1"
    assert texts(adapted("x", said)) == [said]
    assert "utm_source" in texts(adapted("mastodon", said))[0]
