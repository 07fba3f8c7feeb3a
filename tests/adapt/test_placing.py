"""Where pictures and links go in a thread, which language each part is in, and links that only their card shows."""

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scheduler.adapt import measure
from scheduler.model.campaign import Bilingual, LinkCard, LinkPlace, Override, Surplus, TooLong, Translation
from scheduler.model.network import Side
from scheduler.model.notice import Severity
from scheduler.model.picture import Picture
from scheduler.model.variant import FacetKind, Role, Variant
from scheduler.sentences import say
from tests.adapt.make import HERE, HOSTILE, adapted, campaign, codes, content, notice, picture, rules, texts

SENTENCE = "Ce lundi, les réserves ouvrent leurs portes, et nous suivons une toile. "
LONG = SENTENCE * 9
LINK = "https://ailleurs.fr/coulisses"


def pictures(number: int) -> tuple[Picture, ...]:
    return tuple(picture(file=f"media/{n}.jpg") for n in range(number))


def shown(variant: Variant) -> list[list[str]]:
    """The names of the pictures of each part."""
    return [[one.file[6:7] for one in part.media] for part in variant.parts]


def holders(variant: Variant) -> list[int]:
    """The places of the parts that hold a link."""
    return [i for i, part in enumerate(variant.parts) if any(one.kind is FacetKind.LINK for one in part.facets)]


# Pictures above a network's count


def test_surplus_pictures_go_with_the_next_parts() -> None:
    made = adapted("mastodon", LONG, media=pictures(6), surplus=Surplus.THREAD)
    assert shown(made) == [["0", "1", "2", "3"], ["4", "5"]]
    said = notice(made, "pictures-threaded")
    assert (said.severity, said.arguments["files"]) == (Severity.INFO, ("media/4.jpg", "media/5.jpg"))
    assert "media/4.jpg" in say(said.code, said.arguments, "fr").text
    assert "picture-over-count" not in codes(made)


def test_a_part_is_made_for_them_where_there_is_none() -> None:
    made = adapted("mastodon", "Bonjour.", media=pictures(9), surplus=Surplus.THREAD)
    assert texts(made) == ["Bonjour.", "", ""]
    assert [len(one) for one in shown(made)] == [4, 4, 1]
    assert codes(made) == ["threaded", "pictures-threaded"]
    numbered = adapted("mastodon", "Bonjour.", media=pictures(5), surplus=Surplus.THREAD, numbering=True)
    assert texts(numbered) == ["Bonjour. (1/2)", "(2/2)"]


def test_pictures_alone_make_a_thread_too() -> None:
    made = adapted("x", None, media=pictures(5), surplus=Surplus.THREAD, given=campaign(hashtags=()))
    assert (texts(made), shown(made)) == (["", ""], [["0", "1", "2", "3"], ["4"]])


def test_elsewhere_and_by_default_they_stay_behind() -> None:
    assert codes(adapted("mastodon", "Oui.", media=pictures(5))) == ["picture-over-count"]
    assert "picture-over-count" in codes(adapted("youtube", "Oui.", media=pictures(2), surplus=Surplus.THREAD))
    assert codes(adapted("mastodon", "Oui.", media=pictures(4), surplus=Surplus.THREAD)) == []


def test_the_campaign_says_it_and_a_network_may_say_otherwise() -> None:
    week = campaign(surplus=Surplus.THREAD)
    assert shown(adapted("mastodon", "Oui.", media=pictures(5), given=week))[1] == ["4"]
    other = {"mastodon": Override(name="mastodon", content=content(surplus=Surplus.DROP))}
    assert len(adapted("mastodon", "Oui.", media=pictures(5), given=week, overrides=other).parts) == 1


def test_each_group_is_judged_by_itself() -> None:
    shown_ = (*pictures(4), picture(file="media/4.jpg", alt=""))
    assert "picture-without-alt" in codes(adapted("mastodon", "Oui.", media=shown_, surplus=Surplus.THREAD))


def test_languages_in_one_post_part_where_the_pictures_need_more() -> None:
    said = tuple(Translation(language=name, text=name, where=HERE) for name in ("fr", "en"))
    made = adapted("x", None, texts=said, languages=("fr", "en"), media=pictures(5), surplus=Surplus.THREAD)
    assert (texts(made), [len(one) for one in shown(made)]) == (["fr", "en"], [4, 1])
    assert codes(made) == ["pictures-threaded"], "they would have fitted"


# The part of a thread


def test_pictures_come_first_and_the_link_last() -> None:
    made = adapted("mastodon", LONG, link=LINK, media=pictures(1))
    assert (holders(made), shown(made)) == ([len(made.parts) - 1], [["0"], []])


def test_the_link_may_come_first() -> None:
    made = adapted("mastodon", LONG, link=LINK, link_part=Side.FIRST)
    assert len(made.parts) > 1
    assert holders(made) == [0]
    assert made.parts[0].text.endswith(f"\n\n{LINK}")
    assert " ".join(texts(made)).replace(f"\n\n{LINK}", "") == LONG.strip()
    assert adapted("mastodon", LONG, link=LINK, given=campaign(link_part=Side.FIRST)).parts == made.parts


def test_a_post_of_one_part_ends_in_its_link_either_way() -> None:
    assert texts(adapted("mastodon", "Oui.", link=LINK, link_part=Side.FIRST)) == [f"Oui.\n\n{LINK}"]


def test_breaks_by_hand_are_a_thread_too() -> None:
    made = adapted("mastodon", "Un.\n---\nDeux.", link=LINK, link_part=Side.FIRST, hashtags=("#Musée",))
    assert texts(made) == [f"Un.\n\n{LINK}", "Deux.\n\n#Musée"]


def test_numbers_stand_behind_the_link() -> None:
    made = adapted("mastodon", LONG, link=LINK, link_part=Side.FIRST, numbering=True)
    assert made.parts[0].text.endswith(f"\n\n{LINK} (1/2)")


def test_pictures_may_come_last() -> None:
    made = adapted("mastodon", LONG, media=pictures(1), media_part=Side.LAST)
    assert shown(made) == [[], ["0"]]
    many = adapted("mastodon", LONG * 2, media=pictures(5), media_part=Side.LAST, surplus=Surplus.THREAD)
    assert [len(one) for one in shown(many)][-2:] == [4, 1]


# Languages of parts


def bilingual(network: str, how: Bilingual = Bilingual.JOIN, **more: Any) -> Variant:
    said = (
        Translation(language="fr", text="Le musée ouvre ses réserves.", where=HERE),
        Translation(language="en", text="The museum opens its stores this very morning.", where=HERE),
    )
    return adapted(network, None, texts=said, languages=("fr", "en"), bilingual=how, **more)


def test_a_post_in_two_languages_says_both_where_it_can() -> None:
    made = bilingual("bluesky")
    assert ([part.languages for part in made.parts], made.options.language) == ([("fr", "en")], "fr")
    assert [part.languages for part in bilingual("mastodon").parts] == [()], "it takes one: the first"
    assert [part.languages for part in bilingual("x").parts] == [()], "it takes none"


@pytest.mark.parametrize("network", ["bluesky", "mastodon"])
def test_each_part_of_a_thread_says_its_own(network: str) -> None:
    assert [part.languages for part in bilingual(network, Bilingual.THREAD).parts] == [(), ("en",)]


def test_one_language_is_said_once() -> None:
    said = (Translation(language="en", text="Open.", where=HERE),)
    made = adapted("bluesky", None, texts=said, languages=("en",))
    assert ([part.languages for part in made.parts], made.options.language) == ([()], "en")


# Links that their card shows


def carded(text: str | None, network: str = "bluesky", **more: Any) -> Variant:
    card = LinkCard(where=HERE, title="Coulisses", link=LINK)
    return adapted(network, text, **{"link": LINK, "card": card, "if_too_long": TooLong.SHORTEN, **more})


FULL = "é" * 295


def test_a_bare_link_goes_where_its_card_shows_it_and_room_is_short() -> None:
    made = carded(FULL)
    assert texts(made) == [FULL]
    assert made.card is not None
    assert made.card.url == LINK
    assert codes(made) == ["link-in-card"]
    assert notice(made, "link-in-card").arguments["saved"] == len("\n\nailleurs.fr/coulisses")


def test_it_stays_where_all_fits() -> None:
    assert texts(carded("Bonjour.")) == ["Bonjour.\n\nailleurs.fr/coulisses"]


def test_it_goes_before_words_do_and_after_the_credit() -> None:
    words = f"{'é' * 260} [[Encore une phrase de trop.]]"
    assert codes(carded(words)) == ["link-in-card"]
    made = carded(words, hashtags=("#MuséesEnFête",))
    assert codes(made) == ["link-in-card", "optional-left-out"]


def test_without_a_card_the_link_is_kept() -> None:
    assert "link-in-card" not in codes(carded(FULL, card=None))
    assert "link-in-card" not in codes(carded(FULL, card=LinkCard(where=HERE)))
    assert "link-in-card" not in codes(carded(FULL, media=pictures(1)))
    assert "link-in-card" not in codes(carded("é" * 499, "mastodon"))


def test_a_link_inside_a_sentence_stays() -> None:
    made = carded(f"Voir {LINK} demain. {FULL}")
    assert LINK.removeprefix("https://") in made.parts[0].text
    assert "link-in-card" not in codes(made)


def test_a_thread_keeps_its_link_where_that_costs_no_part() -> None:
    made = carded(LONG, if_too_long=TooLong.THREAD)
    assert holders(made) == [len(made.parts) - 1]
    assert "link-in-card" not in codes(made)


def test_the_card_goes_with_the_link_where_pictures_come_first() -> None:
    made = carded(LONG, if_too_long=TooLong.THREAD, media=pictures(1))
    assert made.card is not None
    assert (made.card.part, "card-behind-pictures" in codes(made)) == (len(made.parts) - 1, False)
    assert made.digest != carded(LONG, if_too_long=TooLong.THREAD).digest
    alone = carded("Oui.", media=pictures(1))
    assert (alone.card, codes(alone)) == (None, ["card-behind-pictures"])


def test_no_card_goes_with_a_comment() -> None:
    commented = rules("bluesky", first_comment=True)
    more: dict[str, Any] = {"declared": commented, "link_in": LinkPlace.FIRST_COMMENT}
    beside = carded("Oui.", media=pictures(1), **more)
    assert [part.role for part in beside.parts] == [Role.POST, Role.COMMENT]
    assert (beside.card, codes(beside)) == (None, ["card-behind-pictures"])
    alone = carded(None, **more)
    assert ([part.role for part in alone.parts], alone.card) == ([Role.COMMENT], None)


def test_a_link_may_be_attached_where_the_network_takes_one() -> None:
    made = carded("é" * 595, "facebook", limits={"max_characters": 600})
    assert texts(made) == ["é" * 595]
    assert made.card is not None
    assert (made.card.url, made.card.title) == (LINK, "")
    assert carded("Bonjour.", "facebook").card is None


# Whatever the text holds


@settings(max_examples=150, deadline=None)
@given(
    text=HOSTILE.map(lambda one: one * 6),
    network=st.sampled_from(["x", "mastodon", "bluesky"]),
    number=st.integers(0, 9),
    side=st.sampled_from(Side),
    numbering=st.booleans(),
)
def test_every_part_fits_and_nothing_is_lost(text: str, network: str, number: int, side: Side, numbering: bool) -> None:
    made = adapted(
        network,
        text,
        link=LINK,
        link_part=side,
        media=pictures(number),
        media_part=side,
        surplus=Surplus.THREAD,
        numbering=numbering,
        limits={"max_characters": 120},
    )
    own = measure.applied(rules(network), {"max_characters": 120})
    assert all(measure.within(part.text, own) for part in made.parts)
    if made.parts:
        assert sum(len(part.media) for part in made.parts) == number
        assert [part.role for part in made.parts].count(Role.POST) == len(made.parts)
