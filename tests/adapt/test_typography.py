"""French typography: what is set, what is left alone, and that nothing but spaces, quotes, apostrophes and ellipses changes."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scheduler.adapt.entities import facets
from scheduler.adapt.typography import NARROW, PLAIN, french
from scheduler.model.campaign import Typography
from tests.adapt.make import HOSTILE, adapted, campaign, codes, notice, rules, texts

SIGNS = [*" \xa0\u202f\u2009\n.:;!?…«»\"“”'’ʼ#@/()[]{}|-_%€$°nN1a2éAb,DP<3*"]
WORDS = [
    "https://a.fr/b:c",
    "musee.fr",
    "@louvre.fr",
    "#Été",
    "10:30",
    ":)",
    "...",
    "l'art",
    "« ",
    "http://",
    "[[",
    "]]",
]
MORE = [":smile:", "{louvre|le Louvre}", "\n---\n", "16:9", "e.g.", "www.", "J.-C.", "n° 5"]
SET = st.lists(st.one_of(st.sampled_from([*SIGNS, *WORDS, *MORE]), st.characters(codec="utf-8")), max_size=16).map(
    "".join
)


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("Vraiment ?", "Vraiment~?"),
        ("Vraiment?!", "Vraiment~?!"),
        ("Trois choses : un, deux; trois !", "Trois choses~: un, deux~; trois~!"),
        ("Il dit \"oui\" et 'non'.", "Il dit «~oui~» et 'non'."),
        ("«oui», « non »", "«~oui~», «~non~»"),
        ("“Oui.”", "«~Oui.~»"),
        ("L'été d'Inès, aujourd'hui", "L’été d’Inès, aujourd’hui"),
        ("À suivre...", "À suivre…"),
        ("À suivre....", "À suivre...."),
        ("Moins 20 %, dès 8€", "Moins 20~%, dès 8~€"),
        ("Le n°12 et le n° 13", "Le n°~12 et le n°~13"),
        ("Vrai ? 🎨 Oui !🎨", "Vrai~? 🎨 Oui~!🎨"),
        ("Un mot :Demain ;Dimanche :Printemps", "Un mot~:Demain~;Dimanche~:Printemps"),
    ],
)
@pytest.mark.parametrize("space", [NARROW, PLAIN])
def test_it_is_set_as_printers_do(written: str, expected: str, space: str) -> None:
    assert french(written, space=space) == expected.replace("~", space)


@pytest.mark.parametrize(
    "kept",
    [
        "https://musee.fr/a?b=c:d;e!f#g'h",
        "musee.fr/l'art",
        "@louvre.fr",
        "@inès@social.museum",
        "#L_été",
        "10:30",
        "16:9",
        ":-)",
        ";)",
        ":musee:",
        '5" de large',
        "J.-C.",
        "rock 'n' roll",
        "{louvre|l'autre}",
    ],
)
def test_what_is_no_prose_stays_as_it_is(kept: str) -> None:
    assert french(kept) == kept
    assert kept in french(f"Oui : {kept} !")


@settings(max_examples=400)
@given(SET, st.sampled_from([NARROW, PLAIN]))
def test_done_twice_it_changes_nothing_more(text: str, space: str) -> None:
    once = french(text, space=space)
    assert french(once, space=space) == once


def _bare(text: str) -> str:
    return re.sub(r"[\s\u2009'’ʼ\"“”«»]", "", text.replace("…", "..."))


@settings(max_examples=400)
@given(st.one_of(SET, HOSTILE))
def test_only_spaces_quotes_apostrophes_and_ellipses_change(text: str) -> None:
    assert _bare(french(text)) == _bare(text)


PROSE = st.lists(
    st.sampled_from(
        [
            *("Oui !", "Non ?", "l'été", '"oui"', "« non »", "à 10:30 :", "8 €", "n° 5", "...", ";", "🎨", "fin."),
            *(
                "https://musee.fr/a?b=1;c#d",
                "@louvre.fr",
                "@louvre",
                "@louvre@social.museum",
                "#MuseumWeek",
                "#été2027",
            ),
        ]
    ),
    max_size=12,
).map(" ".join)


@given(PROSE, st.sampled_from(["x", "mastodon", "bluesky", "facebook", "threads", "telegram", "linkedin"]))
def test_every_network_finds_the_same_links_mentions_and_hashtags(text: str, network: str) -> None:
    known = rules(network)
    before, after = ([(one.kind, one.value) for one in facets(each, known)] for each in (text, french(text)))
    assert before == after


def test_a_campaign_asks_for_it_and_a_post_may_refuse() -> None:
    week = campaign(typography=Typography.FRENCH)
    said = 'L\'été : "oui" !'
    assert texts(adapted("mastodon", said)) == [said]
    assert texts(adapted("mastodon", said, given=week)) == [f"L’été{NARROW}: «{NARROW}oui{NARROW}»{NARROW}!"]
    assert texts(adapted("mastodon", said, given=week, typography=Typography.AS_WRITTEN)) == [said]
    assert texts(adapted("mastodon", said, typography=Typography.FRENCH)) != [said]
    assert texts(adapted("mastodon", said, given=week, language="en")) == [said]
    assert texts(adapted("mastodon", said, given=week, language="fr-CA")) != [said]


def test_x_gets_the_space_that_it_counts_once() -> None:
    made = adapted("x", "Oui : non !", typography=Typography.FRENCH)
    assert texts(made) == [f"Oui{PLAIN}: non{PLAIN}!"]
    assert made.parts[0].length == len("Oui : non !")
    assert notice(made, "typography-plain-space").arguments["saved"] == 2
    assert notice(made, "typography-set").arguments["spaces"] == 2
    assert "typography-plain-space" not in codes(adapted("bluesky", "Oui : non !", typography=Typography.FRENCH))


def test_what_is_set_already_is_not_told() -> None:
    assert codes(adapted("mastodon", f"Oui{NARROW}!", typography=Typography.FRENCH)) == []


def test_names_are_set_and_handles_are_not() -> None:
    text = "Avec l'{louvre|l'ami}, d'{louvre}"
    assert texts(adapted("telegram", text, typography=Typography.FRENCH)) == ["Avec l’l’ami, d’Musée du Louvre"]
    assert texts(adapted("x", "d'{louvre} !", typography=Typography.FRENCH)) == [f"d’@MuseeLouvre{PLAIN}!"]
