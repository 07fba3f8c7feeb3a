"""Where a post's link stands: once, whole, and only with its tag where somebody can click it."""

import pytest

from scheduler.model.campaign import LinkPlace
from scheduler.model.variant import FacetKind, Role
from tests.adapt.make import adapted, codes, notice, picture, texts


def seen(network: str, text: str, link: str | None = None) -> list[tuple[str, str]]:
    """The links of the only part: the words that show them, and their addresses without the tag."""
    (part,) = adapted(network, text, link=link).parts
    found = [one for one in part.facets if one.kind is FacetKind.LINK]
    return [(part.text[one.start : one.end], one.value.partition("utm_")[0].rstrip("?&")) for one in found]


def test_a_short_label_takes_nothing_of_a_longer_one() -> None:
    text = "D’abord https://musee.fr/?a=1, puis https://musee.fr/a?b=2 et (https://musee.fr/ab)."
    assert seen("bluesky", text) == [
        ("musee.fr", "https://musee.fr/?a=1"),
        ("musee.fr/a", "https://musee.fr/a?b=2"),
        ("musee.fr/ab", "https://musee.fr/ab"),
    ]


def test_a_label_leads_to_its_address_wherever_it_stands() -> None:
    again = "Un https://musee.fr/a?b=1 et encore https://musee.fr/a?b=1"
    assert seen("bluesky", again) == [("musee.fr/a", "https://musee.fr/a?b=1")] * 2
    (part,) = adapted("bluesky", again).parts
    assert all("utm_source=bluesky" in one.value for one in part.facets)


@pytest.mark.parametrize(
    "written", ["https://musee.fr/a/", "http://musee.fr/a", "https://www.musee.fr/a", "https://MUSEE.fr/a"]
)
@pytest.mark.parametrize("network", ["x", "mastodon", "bluesky", "facebook"])
def test_the_same_address_written_otherwise_is_not_doubled(network: str, written: str) -> None:
    assert len(seen(network, f"Tout est là : {written} !", "https://musee.fr/a")) == 1
    assert len(seen(network, f"Tout est là : «{written}», et ici.", "https://musee.fr/a")) <= 1


@pytest.mark.parametrize("network", ["x", "mastodon", "bluesky", "facebook"])
def test_a_longer_address_in_the_text_does_not_swallow_the_link(network: str) -> None:
    shown = seen(network, "L’affiche : https://louvre.fr/expositions", "https://louvre.fr/")
    assert [address.rstrip("/") for _, address in shown] == ["https://louvre.fr/expositions", "https://louvre.fr"]


def test_words_that_show_the_link_already_become_it_on_bluesky() -> None:
    made = adapted("bluesky", "Tout est sur musee.fr/a, dès lundi.", link="https://musee.fr/a")
    assert texts(made) == ["Tout est sur musee.fr/a, dès lundi."]
    assert "utm_source=bluesky" in made.parts[0].facets[0].value


@pytest.mark.parametrize("network", ["instagram", "snapchat", "tiktok"])
def test_where_nobody_can_click_no_link_carries_a_tag_and_each_is_named(network: str) -> None:
    made = adapted(network, "Voir https://musee.fr/a", media=(picture(),))
    assert made.parts[0].text == "Voir https://musee.fr/a"
    assert notice(made, "link-in-vain").arguments["links"] == ("https://musee.fr/a",)
    assert "link-in-vain" not in codes(adapted("facebook", "Voir https://musee.fr/a"))


def test_a_first_comment_that_cannot_be_clicked_is_named_too() -> None:
    place = {"link": "https://musee.fr/a", "link_in": LinkPlace.FIRST_COMMENT}
    made = adapted("instagram", "Voir en commentaire.", media=(picture(),), **place)
    assert [part.text for part in made.parts if part.role is Role.COMMENT] == ["https://musee.fr/a"]
    assert "link-in-vain" in codes(made)
    assert "link-in-vain" not in codes(adapted("facebook", "Voir en commentaire.", **place))
