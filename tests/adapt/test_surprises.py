"""Where a network would see something else than was meant, it is said."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scheduler.adapt.entities import surprises
from scheduler.model.notice import Severity
from tests.adapt.make import adapted, codes, rules, texts


def said(network: str, text: str) -> list[str]:
    return [one.code for one in surprises(text, rules(network))]


@pytest.mark.parametrize(
    ("network", "text", "codes"),
    [
        ("x", "C’est fini.Et après ?", ["link-without-scheme"]),
        ("mastodon", "C’est fini.Et après ?", []),
        ("bluesky", "C’est fini.Et après ?", []),
        ("bluesky", "Lisez «https://musee.fr/a»", ["link-not-seen"]),
        ("x", "Lisez «https://musee.fr/a»", []),
        ("bluesky", "Lisez « https://musee.fr/a»", ["link-swallows"]),
        ("mastodon", "Voirhttps://musee.fr", ["link-not-seen"]),
        ("mastodon", "Voir https://musee.example/salles", ["link-not-seen"]),
        ("x", "Voir https://intranet/salles", ["link-not-seen"]),
        ("bluesky", "Voir https://musee.example/salles", []),
        ("x", "Le programme #2027 est là", ["hashtag-not-seen"]),
        ("x", "Le #1erJour", ["hashtag-digit"]),
        ("mastodon", "Voyez (#Musée)", ["hashtag-not-seen"]),
        ("x", "Voyez (#Musée)", []),
        ("x", "Vive #l’été", ["hashtag-cut"]),
        ("x", "Le $AAPL et le $MSFT", ["several-cashtags"]),
        ("x", "@MuseeLouvre nous a prêté une toile", ["begins-with-mention"]),
        ("mastodon", "@louvre nous a prêté une toile", []),
        ("x", "Merci @MuseeLouvre", []),
        ("x", "Voir https://musee.fr/a#MuseumWeek.", []),
        ("x", "Voir https://musee.example/a", ["link-not-seen"]),
        ("x", "Voir https://musee.fr/page?d'été", ["link-cut"]),
        ("x", "Voir https://musee.fr/page?d=%C3%A9t%C3%A9…", []),
        ("x", "Voir https://musee.fr/Καλημέρα", ["link-cut"]),
        ("x", "Voir https://musee.fr/a…puis rien", ["link-cut"]),
        ("x", "Voir (https://musee.fr/l'été), «https://musee.fr/a»", []),
        ("mastodon", "Voir https://musee.fr/page?d'été", []),
        ("bluesky", "Voir https://musee.fr/page?d'été", []),
        ("x", "Tout va bien #MuseumWeek, n’est-ce pas ?", []),
        ("mastodon", "Tout va bien #MuseumWeek, n’est-ce pas ?", []),
        ("bluesky", "Tout va bien #MuseumWeek, n’est-ce pas ?", []),
    ],
)
def test_what_would_be_seen_otherwise(network: str, text: str, codes: list[str]) -> None:
    assert said(network, text) == codes


def test_a_host_without_scheme_that_is_no_slip_is_only_told() -> None:
    (told,) = surprises("Voir louvre.fr", rules("x"))
    assert told.severity is Severity.INFO
    (slip,) = surprises("C’est fini.Et après ?", rules("x"))
    assert slip.severity is Severity.WARNING


def test_a_link_that_is_cut_is_given_as_it_would_hold() -> None:
    (told,) = surprises("Voir https://musee.fr/page?d'été !", rules("x"))
    shown = [told.arguments[name] for name in ("text", "rest", "meant")]
    assert (told.severity, shown) == (
        Severity.WARNING,
        ["https://musee.fr/page?d", "'été", "https://musee.fr/page?d%27%C3%A9t%C3%A9"],
    )
    assert said("x", f"Voir {shown[2]} !") == []


OTHERS = ["facebook", "instagram", "linkedin", "pinterest", "telegram", "threads", "tumblr", "youtube"]
SEEN = {
    "C’est fini.Et après ?": {"x": "link-without-scheme"},
    "Lisez «https://musee.fr/a»": {"bluesky": "link-not-seen"},
    "Lisez « https://musee.fr/a»": {"bluesky": "link-swallows"},
    "Voirhttps://musee.fr": dict.fromkeys(["x", "mastodon", "bluesky", "discord", *OTHERS], "link-not-seen"),
    "Le programme #2027 est là": dict.fromkeys(["x", "mastodon", "bluesky", *OTHERS], "hashtag-not-seen"),
    "Le #1erJour": dict.fromkeys(["x", "mastodon", "bluesky", *OTHERS], "hashtag-digit"),
    "Voyez (#Musée)": dict.fromkeys(["mastodon", "bluesky"], "hashtag-not-seen"),
    "Vive #l’été": dict.fromkeys(["x", "mastodon", *OTHERS], "hashtag-cut"),
}


@pytest.mark.parametrize("network", ["x", "mastodon", "bluesky", "discord", *OTHERS])
@pytest.mark.parametrize("text", SEEN)
def test_each_slip_on_each_network(network: str, text: str) -> None:
    expected = SEEN[text].get(network)
    assert said(network, text) == ([expected] if expected else [])


@given(st.text(max_size=30), st.sampled_from(["x", "mastodon", "bluesky", "telegram"]))
def test_no_address_breaks_it(tail: str, network: str) -> None:
    for one in surprises(f"Voir https://musee.fr/a?{tail}", rules(network)):
        if one.code == "link-cut":
            assert str(one.arguments["meant"]).isascii()


def test_half_a_sign_behind_a_link_is_no_fault() -> None:
    assert said("x", "Voir https://musee.fr/a?b\ud83d, puis") == []
    assert said("x", "Voir https://musee.fr/a?b\ud83dc") == ["link-cut"]


def test_one_cashtag_is_no_surprise() -> None:
    assert "several-cashtags" not in codes(adapted("x", "Le cours de $AAPL ce matin"))
    assert "several-cashtags" in codes(adapted("x", "Les cours de $AAPL et de $TSLA"))


def test_a_sign_that_closes_what_the_address_opened_is_its_own() -> None:
    assert "link-swallows" not in said("mastodon", "Voir https://louvre.fr/<a>")


def test_quotes_inside_quotes_are_swallowed_too() -> None:
    for network in ("mastodon", "instagram"):
        assert "link-swallows" in said(network, "« Lisez ‹https://louvre.fr/a› demain »")
    assert (
        texts(adapted("mastodon", "Lisez ‹ https://louvre.fr/a › demain", link="https://louvre.fr/a"))[0].count("//")
        == 1
    )
    assert texts(adapted("x", "Lisez ‹https://louvre.fr/a›", link="https://louvre.fr/a"))[0].count("//") == 1


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Voir musee.fr/expo, demain", ["musee.fr/expo"]),
        ("Voir (www.louvre.fr) et WWW.été.fr/a?b=c#d.", ["www.louvre.fr", "WWW.été.fr/a?b=c#d"]),
        ("Sur louvre.fr, fini.Et après", []),
        ("De 9.30/10.30, et/ou etc./fin, moi@musee.fr/a, fichier.toile/a", []),
        ("Voir https://musee.fr/expo et https://www.louvre.fr", []),
    ],
)
def test_an_address_without_a_scheme_is_no_link_on_mastodon(text: str, expected: list[str]) -> None:
    found = [one for one in surprises(text, rules("mastodon")) if one.code == "link-bare"]
    assert [one.arguments["text"] for one in found] == expected
    assert "link-bare" not in said("x", text)
