"""Cutting: in the order of good places, never inside what belongs together, and nothing lost."""

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scheduler.adapt import measure, stops, template, thread
from scheduler.adapt.clusters import split as graphemes
from scheduler.adapt.entities import facets
from tests.adapt.make import HOSTILE, rules

ROOM = 60


def parts(text: str, room: int = ROOM) -> tuple[str, ...]:
    found = thread.split(text, lambda one: len(one) <= room, [(one.start, one.end) for one in facets(text, rules("x"))])
    assert found is not None
    return found.parts


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Tout tient.", ("Tout tient.",)),
        (
            "Un premier paragraphe assez long.\n\nUn second, tout aussi long que lui.",
            ("Un premier paragraphe assez long.", "Un second, tout aussi long que lui."),
        ),
        (
            "Une phrase de trente signes. Une autre, qui en compte plus de trente.",
            ("Une phrase de trente signes.", "Une autre, qui en compte plus de trente."),
        ),
        (
            "Une caisse fermée depuis 1974, que nous ouvrons ce matin devant vous tous",
            ("Une caisse fermée depuis 1974,", "que nous ouvrons ce matin devant vous tous"),
        ),
        (
            "Visite menée ce matin à dix heures par M. Martin et Mme. Leroy, à l’art. 5 près",
            ("Visite menée ce matin à dix heures par M. Martin et Mme.", "Leroy, à l’art. 5 près"),
        ),
    ],
)
def test_the_best_place_is_taken(text: str, expected: tuple[str, ...]) -> None:
    if "Mme." in text:
        assert all(not part.endswith(("M.", "Mme.", "art.")) for part in parts(text))
    else:
        assert parts(text) == expected


@pytest.mark.parametrize(
    "before",
    [
        "avec M.",
        "voir art.",
        "à la p.",
        "cf.",
        "that is, i.e.",
        "tableaux, e.g.",
        "de J.",
        "inv.",
        "vers 1840, env.",
        "Signé R.",
    ],
)
def test_an_abbreviation_ends_no_sentence(before: str) -> None:
    assert not stops.ends_sentence(f"Nous y allons {before}", len(f"Nous y allons {before}"))


@pytest.mark.parametrize("before", ["Fini.", "Vraiment\u202f?", "« Oui. »", "Tiens…", "Il a 53 ans."])
def test_a_sentence_ends(before: str) -> None:
    assert stops.ends_sentence(before, len(before))


UNDECIDABLE = ("6 P.M.", "a. The first item", "didn’t mean it", ". . . The practice")
"""Of the golden rules: what needs a dictionary of names, lists without a point, and spaced ellipses."""


def test_english_and_french_golden_sentences(conformance: Path) -> None:
    """Sentences end where the golden rules say, but for four texts; there no end is worse than none."""
    data = json.loads((conformance / "sentences" / "golden_rules_en_fr.json").read_text(encoding="utf-8"))
    cases = [*data["cases"]["english"], *data["cases"]["french"]]
    wrong = []
    for case in cases:
        text, ends, place = case["text"], set(), 0
        for sentence in case["sentences"]:
            place = text.index(sentence.strip(), place) + len(sentence.strip())
            ends.add(place)
        ours = {cut.start for cut in thread.cuts(text) if cut.rank >= thread.Rank.SENTENCE}
        if ours != ends - {len(text.rstrip())} and not any(one in text for one in UNDECIDABLE):
            wrong.append((text, sorted(ours), sorted(ends)))
    assert len(cases) == 53
    assert not wrong


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("Il est né en 1912. ", "Puis il partit."),
        ("Voici l’art. ", "Nous l’aimons."),
        ("Des toiles, des cadres, etc. ", "Le reste suit."),
        ("En 52 av. J.-C. ", "Les Romains arrivent."),
        ("Elle vit aux U.S.A. ", "How about you?"),
        ("Prix : 3,50 €. ", "Venez."),
        ("Les caisses étaient 12. ", "Il en reste une."),
        ("« Oui. » ", "Il sort."),
    ],
)
def test_a_sentence_ends_before_the_next(before: str, after: str) -> None:
    assert stops.ends_sentence(before + after, len(before.rstrip()))


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("Selon l’art. ", "5 du code"),
        ("des toiles, etc. ", "Musée compris"),
        ("En 52 av. J.-C. ", "Rome"),
        ("la rue du Dr. ", "Le Goff"),
        ("M. ", "Le Roy"),
        ("1. ", "Le premier point"),
        ("Fini. 2. ", "Le second"),
        ("1. Ouvrir la caisse de bois 2. ", "Dérouler la toile"),
        ("vers 1840, c.-à-d. ", "Avant lui"),
        ("It’s No. ", "5"),
        ("Voir fig. ", "A"),
    ],
)
def test_no_sentence_ends_before_what_belongs_to_it(before: str, after: str) -> None:
    assert not stops.ends_sentence(before + after, len(before.rstrip()))


@pytest.mark.parametrize(
    "kept",
    [
        *("12 000 €", "7 juin", "9 h", "9 h 30", "14 m", "8 €", "n° 12", "salle 6", "§ 3", "20 %", "3,50 francs"),
        *(
            "« oui »",
            "#MuséeOuvert",
            "https://musee.fr/une/page/longue",
            "Vraiment ?",
            "M. Cordier",
            "art. 5",
            "cf. p. 12",
        ),
    ],
)
def test_what_belongs_together_stays_together(kept: str) -> None:
    for lead in range(20, 60):
        text = f"{'mot ' * (lead // 4)}{'a' * (lead % 4 + 1)} {kept} et encore quelques mots pour finir la phrase ici"
        assert any(kept in part for part in parts(text)), text


def test_a_word_too_long_is_cut_between_signs() -> None:
    family = "👨\u200d👩\u200d👧\u200d👧"
    found = thread.split(family * 20, lambda one: len(one) <= 50)
    assert found is not None
    assert all(set(graphemes(part)) == {family} for part in found.parts)
    assert found.joined == family * 20


@pytest.mark.parametrize("sign", ["\u0301", "\u200d🎨", "\ufe0f"])
def test_a_space_that_a_sign_has_grown_onto_is_no_place_for_a_cut(sign: str) -> None:
    found = thread.split(f"{'a' * 18} {sign}{'b' * 15}", lambda one: len(one) <= 24)
    assert found is not None
    assert not any(part.startswith(sign) for part in found.parts)


def test_a_link_longer_than_the_room_cannot_be_cut() -> None:
    link = "https://musee.fr/" + "a" * 80
    assert thread.split(f"Voir {link}", lambda one: len(one) <= ROOM, [(5, 5 + len(link))]) is None


def test_no_lone_line_is_left_behind() -> None:
    text = "Une phrase bien longue pour commencer. Une suivante, plus courte. Fin là."
    assert parts(text, 68)[-1] == "Une suivante, plus courte. Fin là."
    tail = "Une phrase assez courte. Une seconde phrase vient après.\n\nhttps://musee.fr/a\n\n#MuseumWeek"
    assert parts(tail, 66)[-1].startswith("Une seconde phrase")


def test_a_short_last_line_is_joined_by_a_sentence_and_a_paragraph_stands_alone() -> None:
    body = "Une phrase bien longue pour commencer, et qui dure. Une suivante, presque aussi longue qu’elle."
    lone = f"{body}\n\nÀ demain.\n\nhttps://musee.fr/a\n\n#MuseumWeek"
    assert parts(lone, 100)[-1].startswith("Une suivante")
    whole = f"{body}\n\nUn dernier paragraphe, assez long pour tenir seul.\n\nhttps://musee.fr/a"
    assert parts(whole, 100)[-1].startswith("Un dernier")


def test_a_credit_does_not_stand_alone() -> None:
    text = "Une phrase bien longue pour commencer. Une suivante, presque aussi longue.\n\n© Musée, L. Ferrand"
    found = thread.split(text, lambda one: len(one) <= 80, tail=len("© Musée, L. Ferrand"))
    assert found is not None
    assert found.parts[-1] == "Une suivante, presque aussi longue.\n\n© Musée, L. Ferrand"


@given(HOSTILE, st.sampled_from(["x", "mastodon", "bluesky", "instagram"]), st.integers(24, 60))
def test_parts_fit_and_joined_give_the_text(text: str, network: str, room: int) -> None:
    known = rules(network, max_length=room)
    text = text.strip()
    spans = [(one.start, one.end) for one in facets(text, known)]
    found = thread.split(text, lambda one: measure.fits(one, known), spans)
    if found is None:
        assert not measure.fits(text, known)
        return
    assert found.joined == text
    assert all(measure.fits(part, known) for part in found.parts)
    assert not any(gap.strip() for gap in found.gaps)
    place = 0
    for part, gap in zip(found.parts, found.gaps, strict=False):
        place += len(part)
        assert not any(start < place < end for start, end in spans)
        place += len(gap)
    if measure.fits(text, known):
        assert found.parts == (text,)


@given(HOSTILE, st.integers(12, 60))
def test_a_shortened_text_fits_and_is_its_own_head(text: str, room: int) -> None:
    known = rules("bluesky", max_length=room)
    short = thread.shortened(text, lambda one: measure.fits(one, known))
    if short is not None:
        assert measure.fits(short, known)
        assert short.endswith("…")
        assert text.startswith(short[:-1].removesuffix(" "))


def test_manual_breaks(conformance: Path) -> None:
    data = json.loads((conformance / "threads" / "manual_separator_cases.json").read_text(encoding="utf-8"))
    for text, expected in data["cases"]:
        found = template.blocks(text, lambda name, words: name)
        assert [template.written(block) for block in found] == expected


def test_the_last_part_holds_words_beside_its_link_and_hashtags() -> None:
    text = f"{'Une phrase dite. ' * 7}\n\n{'Une autre encore. ' * 6}".strip()
    tail = "https://musee.fr/cartes\n\n#MuseumWeek #CartePostale"
    whole = f"{text}\n\n{tail}"
    link = (len(text) + 2, len(text) + 25)
    made = thread.split(whole, lambda one: len(one) <= len(text) + 30, [link], None, len(tail))
    assert made is not None
    assert made.joined == whole
    assert made.parts[-1].startswith("Une autre")


def test_a_quote_is_not_parted_from_who_said_it() -> None:
    text = "« Elle dormait là, dans sa caisse, et personne ne savait », disait Jeanne Lefèvre dans ses carnets de 1937."
    assert parts(text, 60)[0] == "« Elle dormait là, dans sa caisse,"


@pytest.mark.parametrize("hours", ["9 h 30 – 18 h", "10 – 12", "8 € – 12 €", "10 h - 19 h"])
def test_a_range_is_one_thing(hours: str) -> None:
    for lead in range(8, 40):
        found = parts(f"{'mot ' * (lead // 4)}{'a' * (lead % 4 + 1)} {hours} et encore quelques mots pour la fin", 44)
        assert any(hours in part for part in found), found


@pytest.mark.parametrize(
    ("text", "room", "expected"),
    [
        ("La toile est rentrée hier soir. Au programme : une visite.", 48, "La toile est rentrée hier soir…"),
        ("La toile est rentrée hier. Jeanne, la régisseuse, raconte.", 34, "La toile est rentrée hier…"),
        ("Entrée 12 € ; réduit : 8 € ; gratuit avant 26 ans.", 26, "Entrée 12 €…"),
        ("Le café est ouvert\nLa librairie : -5 % pour les adhérents", 34, "Le café est ouvert…"),
        ("Oui. La toile est rentrée de Rouen, et nous l’avons déroulée.", 40, "Oui. La toile est rentrée de Rouen…"),
    ],
)  # fmt: skip
def test_what_is_cut_short_ends_where_it_says_something(text: str, room: int, expected: str) -> None:
    assert thread.shortened(text, lambda one: len(one) <= room) == expected


def test_hashtags_are_not_left_alone_even_where_only_words_can_be_parted() -> None:
    text = f"{'très ' * 14}grande nuit\n\n#MuseumWeek"
    found = thread.split(text, lambda one: len(one) <= 84, tail=len("#MuseumWeek"))
    assert found is not None
    assert found.parts[-1].startswith("très ")


def test_a_last_part_moves_back_only_where_both_sides_have_room() -> None:
    text = "Oui. Une première phrase, dite lentement et jusqu’au bout, pour qui la lit. Fin."
    assert parts(text, 78) == ("Oui. Une première phrase,", "dite lentement et jusqu’au bout, pour qui la lit. Fin.")
    tight = "Non. " + "mot " * 17 + "long. Et la toute fin."
    assert all(len(part) <= 76 for part in parts(tight, 76))


@pytest.mark.parametrize(("words", "alone"), [(45, True), (30, False)])
def test_a_line_of_some_length_may_stand_alone(words: int, *, alone: bool) -> None:
    last = f"M{'m' * (words - 2)}."
    text = f"{'Une phrase dite. ' * 8}{last}"
    first = text.removesuffix(f" {last}")
    assert (parts(text, len(first) + 3)[-1] == last) is alone
