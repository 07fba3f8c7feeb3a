"""Composing: overrides, persons, hashtags and links."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scheduler.adapt import links, template
from scheduler.model.campaign import At, Day, LinkCard, LinkPlace, Moment, Override, Reply
from scheduler.model.notice import Severity
from scheduler.model.variant import FacetKind, Role
from tests.adapt.make import HERE, HOSTILE, NOBODY, adapted, campaign, codes, content, notice, picture, texts

TAGGED = "utm_source={}&utm_medium=social&utm_campaign=semaine-2027&utm_content=reserves.once.compte"


def over(name: str, text: str | None = None, **more: object) -> dict[str, Override]:
    return {name: Override(name=name, content=content(text, **more))}


def test_the_account_wins_over_the_network_over_the_post() -> None:
    both = {**over("x", "Pour X.", hashtags=("A",)), **over("compte", "Pour ce compte.")}
    assert texts(adapted("x", "Pour tous.", overrides=both)) == ["Pour ce compte.\n\n#A"]
    assert texts(adapted("x", "Pour tous.", overrides=over("x", "Pour X."))) == ["Pour X."]
    assert texts(adapted("bluesky", "Pour tous.", overrides=over("x", "Pour X."))) == ["Pour tous."]


def test_a_list_replaces_and_an_empty_one_empties() -> None:
    assert texts(adapted("x", "Oui.", hashtags=("A", "B"), overrides=over("x", hashtags=("C",)))) == ["Oui.\n\n#C"]
    without = adapted("x", "Oui.", media=(picture(),), overrides=over("x", media=()))
    assert without.parts[0].media == ()


def test_a_rotation_takes_from_its_post_what_it_does_not_say() -> None:
    made = adapted("x", "Au tour de celui-ci.", base=content(hashtags=("Atelier",)))
    assert texts(made) == ["Au tour de celui-ci.\n\n#Atelier"]


def test_a_reply_takes_only_what_surrounds_its_post() -> None:
    reply = Reply(id="reponse", moment=Moment(kind=At.HOUR), content=content("Réponse."))
    base = content("Question ?", link="https://louvre.fr", hashtags=("Quizz",), warning="Attention", media=(picture(),))
    made = adapted("mastodon", "Réponse.", base=base, reply=reply, given=campaign(hashtags=("#MuseumWeek",)))
    assert texts(made) == ["Réponse."]
    assert made.parts[0].role is Role.REPLY
    assert made.parts[0].media == ()
    assert made.options.warning == "Attention"
    assert made.notices == ()


@pytest.mark.parametrize(
    ("network", "shown", "words"),
    [
        ("x", "@MuseeLouvre", "@MuseeLouvre"),
        ("mastodon", "@louvre@social.museum", "@louvre@social.museum"),
        ("bluesky", "@louvre.fr", "@louvre.fr"),
        ("facebook", "Musée du Louvre", "le Louvre"),
        ("instagram", "Musée du Louvre", "le Louvre"),
    ],
)
def test_a_person_is_mentioned_or_named(network: str, shown: str, words: str) -> None:
    made = adapted(network, "Avec {louvre}, et {louvre|le Louvre}.", media=(picture(),))
    assert texts(made) == [f"Avec {shown}, et {words}."]
    mentions = [one for part in made.parts for one in part.facets if one.kind is FacetKind.MENTION]
    assert len(mentions) == (2 if shown.startswith("@") else 0)


def test_values_are_never_parsed_again() -> None:
    assert texts(adapted("x", "Chez {voisin} {{louvre}}.")) == [f"Chez {NOBODY.name} {{louvre}}."]


def test_the_reserved_words() -> None:
    made = adapted("facebook", "N° {n}, {date}.", number=3)
    assert texts(made) == ["N° 3, lundi 7 juin 2027."]


def test_a_mention_glued_to_a_word_is_named() -> None:
    made = adapted("x", "Avec l'équipe_{louvre}.")
    assert notice(made, "mention-not-seen").arguments["mention"] == "@MuseeLouvre"


def test_a_mention_that_is_meant_is_one_on_bluesky_whatever_its_domain() -> None:
    week = campaign(
        people={"louvre": NOBODY.__class__(key="louvre", name="L", handles={"bluesky": "louvre.example"}, where=HERE)}
    )
    made = adapted("bluesky", "Avec {louvre}.", given=week)
    assert [one.value for one in made.parts[0].facets] == ["louvre.example"]
    assert made.notices == ()


def test_hashtags_of_campaign_day_and_post_are_not_doubled() -> None:
    week = campaign(hashtags=("#MuseumWeek", "#musée"))
    made = adapted(
        "x", "Au #museumweek !", given=week, day_hashtags=("#CoulissesMW",), hashtags=("Art", "#coulissesmw")
    )
    assert texts(made) == ["Au #museumweek !\n\n#musée #CoulissesMW #Art"]
    bare = adapted("x", "Oui.", given=week, day_hashtags=("#CoulissesMW",), hashtags_inherited=False)
    assert texts(bare) == ["Oui."]


@pytest.mark.parametrize("network", ["x", "mastodon", "facebook"])
def test_an_own_link_carries_the_tag(network: str) -> None:
    (text,) = texts(adapted(network, "Oui.", link="https://www.musee.fr/a?b=1#c"))
    assert text == f"Oui.\n\nhttps://www.musee.fr/a?b=1&{TAGGED.format(network)}#c"


def test_on_bluesky_the_address_lies_under_a_short_label() -> None:
    made = adapted("bluesky", "Oui.", link="https://www.musee.fr/coulisses?b=1")
    assert texts(made) == ["Oui.\n\nmusee.fr/coulisses"]
    (facet,) = made.parts[0].facets
    assert facet.value == f"https://www.musee.fr/coulisses?b=1&{TAGGED.format('bluesky')}"
    assert made.parts[0].text[facet.start : facet.end] == "musee.fr/coulisses"


def test_on_bluesky_the_addresses_of_others_lie_under_labels_too() -> None:
    long = "https://www.louvre.fr/expositions?utm_source=y"
    made = adapted("bluesky", f"Voir {long} ou http://local, et musees.fr/a : https://musees.fr/a?b=2.")
    assert texts(made) == ["Voir louvre.fr/expositions ou http://local, et musees.fr/a : https://musees.fr/a?b=2."]
    shown = {made.parts[0].text[one.start : one.end]: one.value for one in made.parts[0].facets}
    assert shown["louvre.fr/expositions"] == long
    assert shown["musees.fr/a"] == "https://musees.fr/a", "it means what its author wrote, not the longer one"
    assert shown["https://musees.fr/a?b=2"] == "https://musees.fr/a?b=2"


def test_links_in_the_text_are_tagged_too_and_others_left_alone() -> None:
    (text,) = texts(
        adapted("mastodon", "Voir https://musee.fr/a, ou https://louvre.fr/b?utm_source=y.", link="https://louvre.fr/c")
    )
    assert text == (
        f"Voir https://musee.fr/a?{TAGGED.format('mastodon')}, ou https://louvre.fr/b?utm_source=y.\n\nhttps://louvre.fr/c"
    )


def test_a_link_that_stands_in_the_text_is_not_doubled() -> None:
    assert texts(adapted("x", "Voir https://louvre.fr/c ici.", link="https://louvre.fr/c")) == [
        "Voir https://louvre.fr/c ici."
    ]


def test_a_link_goes_where_the_network_can_use_it() -> None:
    first = adapted("facebook", "Oui.", link="https://louvre.fr", link_in=LinkPlace.FIRST_COMMENT)
    assert [(part.role.value, part.text) for part in first.parts] == [
        ("post", "Oui."),
        ("comment", "https://louvre.fr"),
    ]
    inline = adapted("bluesky", "Oui.", link="https://louvre.fr", link_in=LinkPlace.FIRST_COMMENT)
    assert texts(inline) == ["Oui.\n\nlouvre.fr"]
    assert "no-first-comment" in codes(inline)
    profile = adapted("instagram", "Oui.", link="https://louvre.fr", media=(picture(),))
    assert texts(profile) == ["Oui."]
    assert notice(profile, "link-not-clickable").severity is Severity.INFO
    assert texts(adapted("x", "Oui.", link="https://louvre.fr", link_in=LinkPlace.NONE)) == ["Oui."]


def test_a_series_and_a_reply_are_told_apart_in_the_tag() -> None:
    (text,) = texts(adapted("x", "Oui.", link="https://musee.fr/", key="2027-01-05T10:00+suite"))
    assert text.endswith("utm_content=reserves.2027-01-05T10%3A00%2Bsuite.compte")


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("https://musee.fr", "https://musee.fr?utm_source=x&utm_medium=social"),
        ("https://musee.fr/?a=é%20#f?g", "https://musee.fr/?a=é%20&utm_source=x&utm_medium=social#f?g"),
        ("https://musee.fr/?UTM_source=lettre", "https://musee.fr/?UTM_source=lettre&utm_medium=social"),
        ("https://musee.fr/?", "https://musee.fr/?utm_source=x&utm_medium=social"),
    ],
)
def test_parameters_are_added_and_none_is_touched(address: str, expected: str) -> None:
    assert links.tagged(address, {"utm_source": "x", "utm_medium": "social"}) == expected


@pytest.mark.parametrize(
    ("address", "own"),
    [
        ("https://musee.fr/a", True),
        ("https://WWW.Musee.fr:8443", True),
        ("https://notmusee.fr", False),
        ("https://musee.fr.evil.com", False),
        ("https://musee.fr@evil.com/", False),
        ("http://[half", False),
    ],
)
def test_which_hosts_are_the_houses_own(address: str, own: bool) -> None:
    assert links.own(address, ("musee.fr",)) is own


@given(HOSTILE, st.sampled_from(["x", "mastodon", "bluesky", "facebook", "instagram"]))
def test_no_text_breaks_it(text: str, network: str) -> None:
    made = adapted(network, text, link=text, hashtags=(text,), warning=text, visibility=text, language=text)
    assert made.network == network


@pytest.mark.parametrize(
    "address", ["musee", "https://musee", "htps://musee.fr", "https://musee.fr/a b", "http://256.1.2.3/"]
)
def test_a_link_that_is_none_is_named(address: str) -> None:
    assert "link-odd" in codes(adapted("x", "Oui.", link=address))


@pytest.mark.parametrize(
    ("text", "dropped", "expected"),
    [
        ("Un mot [[en plus]], puis la suite", 1, "Un mot, puis la suite"),
        ("Une ligne [[en plus]]\n, et une virgule", 1, "Une ligne\n, et une virgule"),
        ("Haut\n[[en plus]]          bas", 1, "Haut\nbas"),
        ("Une ligne.\n[[En plus.]] … et la suite", 1, "Une ligne.\n… et la suite"),
        ("Un [[ouvert, jamais fermé", 0, "Un [[ouvert, jamais fermé"),
        ("[[Un]] [[deux et non fermé", 0, "Un [[deux et non fermé"),
    ],
)
def test_what_is_left_out_leaves_no_gap(text: str, dropped: int, expected: str) -> None:
    (block,) = template.blocks(text, lambda name, _: name)
    assert template.written(block, dropped) == expected


def test_days_are_counted_to_the_first_and_never_below_it() -> None:
    days = (Day(day=date(2027, 6, 5), theme="", hashtags=(), where=HERE),)
    assert texts(adapted("x", "J-{days}", given=campaign(days=days))) == ["J-0"]


def test_a_credit_that_the_text_holds_is_not_said_again() -> None:
    shown = picture(credit="© Musée")
    assert texts(adapted("x", "Oui. © Musée", media=(shown,))) == ["Oui. © Musée"]


def test_a_link_in_the_profile_is_a_link_where_links_can_be_clicked() -> None:
    made = adapted("x", "Oui.", link="https://louvre.fr/a", link_in=LinkPlace.PROFILE)
    assert texts(made) == ["Oui.\n\nhttps://louvre.fr/a"]


def test_one_label_never_stands_for_two_addresses() -> None:
    made = adapted("bluesky", "https://musee.fr/a?b=1 et https://musee.fr/a?b=2")
    assert {one.value.partition("&utm")[0] for one in made.parts[0].facets} == {
        "https://musee.fr/a?b=1",
        "https://musee.fr/a?b=2",
    }


def test_a_card_of_another_link_is_not_shown() -> None:
    other = LinkCard(link="https://louvre.fr/b", title="Autre", where=HERE)
    assert adapted("bluesky", "Oui.", link="https://louvre.fr/a", card=other).card is None
    same = LinkCard(link="https://louvre.fr/a", title="Elle", where=HERE)
    assert adapted("bluesky", "Oui.", link="https://louvre.fr/a", card=same).card is not None


def test_a_reply_is_as_visible_as_its_post() -> None:
    reply = Reply(id="reponse", moment=Moment(kind=At.HOUR), content=content("Réponse."))
    made = adapted("mastodon", "Réponse.", reply=reply, base=content("Oui.", visibility="elsewhere"))
    assert "visibility-unknown" in codes(made)
