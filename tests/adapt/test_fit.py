"""Fitting: the steps in their order, each said, and whatever comes out is within the limit."""

from dataclasses import replace
from itertools import accumulate
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scheduler.adapt import clusters, measure
from scheduler.adapt.entities import facets
from scheduler.connector import discover
from scheduler.model.campaign import LinkPlace, TooLong, Translation, Typography
from scheduler.model.network import Mention
from scheduler.model.notice import Severity, blocking
from scheduler.sentences import say
from tests.adapt.make import HERE, HOSTILE, adapted, campaign, codes, notice, picture, rules, texts

LONG = "Ce lundi, les réserves ouvrent leurs portes, et nous suivons une toile. "


def test_a_text_that_fits_is_untouched() -> None:
    made = adapted("x", "Bonjour.\n\n[[Et bienvenue.]]")
    assert texts(made) == ["Bonjour.\n\nEt bienvenue."]
    assert made.notices == ()


def test_optional_passages_go_last_first_and_only_as_needed() -> None:
    text = f"{LONG * 2}[[Premier passage, de trente signes.]] Milieu. [[{'Second passage, bien plus long. ' * 4}]] Fin."
    made = adapted("x", text)
    assert texts(made) == [f"{LONG * 2}Premier passage, de trente signes. Milieu. Fin."]
    said = notice(made, "optional-left-out")
    assert said.severity is Severity.INFO
    assert str(said.arguments["passage"]).startswith("Second passage")
    assert said.arguments["saved"] == len("Second passage, bien plus long. " * 4) + 1


def test_white_space_is_mended_where_a_passage_went() -> None:
    made = adapted("x", f"{LONG * 3}Début.\n\n[[{'Passage ' * 12}]]\n\nFin.")
    assert texts(made) == [f"{LONG * 3}Début.\n\nFin."]
    assert texts(adapted("x", f"{LONG * 3}Début [[{'passage ' * 10}]]. Fin.")) == [f"{LONG * 3}Début. Fin."]


def test_the_credit_goes_before_any_passage() -> None:
    shown = picture(credit="© Musée de Saint-Aubray, L. Ferrand")
    short = adapted("x", "Bonjour.", media=(shown,))
    assert texts(short) == ["Bonjour.\n\n© Musée de Saint-Aubray, L. Ferrand"]
    full = adapted("x", f"{LONG * 3}[[Un passage qui tient juste ici.]]", media=(shown,))
    assert texts(full) == [f"{LONG * 3}Un passage qui tient juste ici."]
    assert codes(full) == ["credit-left-out"]


def test_own_hashtags_go_by_the_custom_and_the_campaigns_stay() -> None:
    week = campaign(hashtags=("#MuseumWeek",))
    made = adapted(
        "x", LONG * 3 + "Et voilà tout.", given=week, hashtags=("Art", "Patrimoine", "Conservation", "Restauration")
    )
    (text,) = texts(made)
    assert "#MuseumWeek" in text
    assert "#Restauration" not in text
    assert notice(made, "hashtags-left-out").arguments["hashtags"][-1] == "#Restauration"  # type: ignore[index]


def test_surplus_hashtags_move_into_a_comment_that_is_there() -> None:
    made = adapted(
        "x",
        LONG * 3 + "Et voilà tout, mot à mot, sans rien ôter.",
        link="https://louvre.fr",
        link_in=LinkPlace.FIRST_COMMENT,
        hashtags=("Patrimoine", "Art", "Bois", "Restauration"),
    )
    assert made.parts[-1].role == "comment"
    assert made.parts[-1].text.startswith("https://louvre.fr\n\n#")
    assert "hashtags-in-comment" in codes(made)


def test_a_thread_where_there_are_threads() -> None:
    made = adapted("x", LONG * 8)
    assert len(made.parts) == 3
    assert {part.role.value for part in made.parts} == {"post"}
    assert " ".join(texts(made)) == (LONG * 8).strip()
    assert codes(made) == ["threaded"]


@pytest.mark.parametrize("chosen", [TooLong.THREAD, TooLong.SHORTEN])
def test_where_there_are_none_it_is_shortened(chosen: TooLong) -> None:
    made = adapted("instagram", LONG * 40, if_too_long=chosen, media=(picture(),))
    (text,) = texts(made)
    assert text.endswith("…")
    assert made.parts[0].length <= 2200
    assert notice(made, "shortened").severity is Severity.WARNING


def test_refused_says_by_how_much() -> None:
    made = adapted("x", LONG * 5, if_too_long=TooLong.REFUSE)
    assert made.parts == ()
    said = notice(made, "too-long")
    assert said.severity is Severity.ERROR
    assert (said.arguments["length"], said.arguments["over"]) == (len(LONG) * 5 - 1, len(LONG) * 5 - 1 - 280)


def test_shortening_never_eats_link_and_campaigns_hashtags() -> None:
    week = campaign(hashtags=("#MuseumWeek",), if_too_long=TooLong.SHORTEN)
    text = f"{LONG * 5}Voir https://musee.fr/fin pour #MuseumWeek et #CoulissesMW."
    (short,) = texts(adapted("x", text, given=week, link="https://louvre.fr/a"))
    for kept in ("https://musee.fr/fin?utm_source=x", "#MuseumWeek", "#CoulissesMW", "https://louvre.fr/a"):
        assert short.count(kept) == 1
    assert "…\n\n" in short


@pytest.mark.parametrize("count", [2, 8, 9, 10, 11, 25, 99, 100, 104])
@pytest.mark.parametrize("network", ["x", "mastodon", "bluesky", "threads", "telegram"])
def test_parts_are_numbered_and_the_room_for_it_is_kept(network: str, count: int) -> None:
    known = rules(network, max_length=82)
    made = adapted(network, LONG * count, given=campaign(numbering=True), declared=known)
    total = len(made.parts)
    assert total == count
    for i, part in enumerate(made.parts):
        assert part.text == f"{LONG.strip()} ({i + 1}/{total})"
        assert part.length <= 82


def test_the_room_is_that_of_the_true_number() -> None:
    """Nine parts of which the last fits only with one digit stay nine; one sign more makes ten of them, all numbered anew."""
    nine = adapted("x", " ".join(["a" * 72] * 9), numbering=True, declared=rules("x", max_length=78))
    assert [part.text[72:] for part in nine.parts] == [f" ({i}/9)" for i in range(1, 10)]
    ten = adapted("x", " ".join(["a" * 72] * 10), numbering=True, declared=rules("x", max_length=79))
    assert len(ten.parts) > 10
    assert ten.parts[-1].text.endswith(f"({len(ten.parts)}/{len(ten.parts)})")
    assert all(part.length <= 79 for part in ten.parts)
    assert "".join(part.text.rpartition(" (")[0] for part in ten.parts).replace(" ", "") == "a" * 720


def test_manual_breaks_are_numbered_too() -> None:
    week = campaign(numbering=True, hashtags=("#MuseumWeek",))
    assert texts(adapted("x", "Un.\n---\nDeux.", given=week)) == ["Un. (1/2)", "Deux.\n\n#MuseumWeek (2/2)"]
    assert texts(adapted("x", "Un.\n---\nDeux.", given=week, numbering=False)) == ["Un.", "Deux.\n\n#MuseumWeek"]
    mixed = texts(adapted("x", f"Un.\n---\n{LONG * 5}\n---\nTrois.", numbering=True))
    assert [one[-6:] for one in mixed] == [" (1/4)", " (2/4)", " (3/4)", " (4/4)"]


def test_what_is_one_post_bears_no_number() -> None:
    assert texts(adapted("x", "Bonjour.", numbering=True)) == ["Bonjour."]
    assert texts(adapted("facebook", "Un.\n---\nDeux.", numbering=True)) == ["Un.\n\nDeux."]


def test_the_campaigns_hashtags_are_its_own_in_whatever_letters() -> None:
    text = f"{LONG * 3}Et voici une fin.\n\n#Art #Bois #MuseumWEEK"
    made = adapted("x", text, given=campaign(hashtags=("#MuseumWeek",)), link="https://louvre.fr/b")
    assert texts(made)[0].endswith("\n\n#MuseumWEEK #Art")
    assert notice(made, "hashtags-left-out").arguments["hashtags"] == ("#Bois",)


def test_hashtags_that_end_a_text_join_the_others_and_surplus_ones_go() -> None:
    week = campaign(hashtags=("#MuseumWeek",))
    text = f"{LONG * 3}Et voici la fin.\n\n#Art #Bois #museumweek #Peinture"
    made = adapted("x", text, given=week, link="https://louvre.fr/b")
    assert texts(made) == [f"{LONG * 3}Et voici la fin.\n\nhttps://louvre.fr/b\n\n#museumweek #Art"]
    assert codes(made)[:2] == ["hashtag-unspoken", "hashtags-moved"]
    assert notice(made, "hashtags-left-out").arguments["hashtags"] == ("#Bois", "#Peinture")
    fits = adapted("x", "Bonjour.\n\n#Art #Bois #museumweek #Peinture", given=week, link="https://louvre.fr/b")
    assert texts(fits) == ["Bonjour.\n\n#Art #Bois #museumweek #Peinture\n\nhttps://louvre.fr/b"]


def test_where_no_custom_says_how_many_hashtags_stay_in_a_thread() -> None:
    made = adapted("mastodon", LONG * 9, hashtags=("Art", "Bois"))
    assert texts(made)[-1].endswith("#Art #Bois")
    assert codes(made) == ["threaded"]
    short = adapted("mastodon", LONG * 9, hashtags=("Art", "Bois"), if_too_long=TooLong.SHORTEN)
    assert codes(short) == ["hashtags-left-out", "shortened"]


def test_hashtags_go_into_a_comment_where_that_is_the_custom() -> None:
    tags = ("Art", "Bois", "Patrimoine", "Restauration", "Musée", "Toile", "Peinture")
    made = adapted("instagram", "a" * 2150, hashtags=tags, media=(picture(),))
    assert [part.role.value for part in made.parts] == ["post", "comment"]
    assert texts(made)[0].endswith("#Art #Bois #Patrimoine #Restauration #Musée")
    assert texts(made)[1] == "#Toile #Peinture"
    assert notice(made, "hashtags-in-comment").arguments["saved"] == len(" #Toile #Peinture")


def test_the_credit_stays_in_a_thread_that_has_room_for_it() -> None:
    shown = picture(credit="© Musée, L. Ferrand")
    made = adapted("x", LONG * 5, media=(shown,))
    assert texts(made)[-1].endswith("\n\n© Musée, L. Ferrand")
    assert codes(made) == ["threaded"]
    full = adapted("x", f"{'a' * 279} {'b' * 279}", media=(shown,))
    assert codes(full) == ["credit-left-out", "threaded"]


def test_manual_breaks_are_parts_or_paragraphs() -> None:
    text = "Un.\n---\nDeux.\n  --- \nTrois."
    assert texts(adapted("mastodon", text)) == ["Un.", "Deux.", "Trois."]
    joined = adapted("facebook", text)
    assert texts(joined) == ["Un.\n\nDeux.\n\nTrois."]
    assert codes(joined) == ["breaks-joined"]


def test_a_warning_is_counted_with_each_part() -> None:
    made = adapted("mastodon", LONG * 12, warning="w" * 200)
    assert all(part.length == 200 + len(part.text) <= 500 for part in made.parts)
    assert made.options.warning == "w" * 200


def test_a_warning_stands_before_the_text_where_there_is_no_other_place() -> None:
    made = adapted("x", "Bonjour.", warning="Images de crue")
    assert texts(made) == ["Avertissement\u00a0: Images de crue\n\nBonjour."]
    assert made.options.warning == ""
    assert made.parts[0].length == len("Avertissement : Images de crue\n\nBonjour.")
    said = notice(made, "warning-in-text")
    assert "Avertissement\u00a0: Images de crue" in say(said.code, said.arguments, "fr").text


@pytest.mark.parametrize(
    ("language", "given", "wanted"),
    [
        ("en-GB", "insects", "Content warning: insects"),
        ("de", "Insekten", "⚠️ Insekten"),
        ("fr", "TW : insectes", "TW : insectes"),
        ("fr", "⚠️ insectes", "⚠️ insectes"),
        ("fr", "Attention, insectes", "Attention, insectes"),
        ("fr", "attentions déplacées", "Avertissement\u00a0: attentions déplacées"),
    ],
)
def test_a_warning_in_the_text_reads_as_somebody_would_write_it(language: str, given: str, wanted: str) -> None:
    assert texts(adapted("bluesky", "Bonjour.", warning=given, language=language)) == [f"{wanted}\n\nBonjour."]


def test_a_warning_is_never_the_title() -> None:
    for text in ("Titre\n\nSuite.", "Titre", "Titre\n\n[[Suite.]]"):
        (shown,) = texts(adapted("youtube", text, warning="Crue"))
        assert shown.split("\n\n")[:2] == ["Titre", "Avertissement\u00a0: Crue"]
    for text in ("[[Titre\n\nSuite.]] Fin.", "Titre [[et sous-titre]]\n\nFin."):
        (shown,) = texts(adapted("youtube", text, warning="Crue"))
        assert shown.startswith("Avertissement\u00a0: Crue\n\nTitre"), "no title that may be left out, or goes on"
    assert texts(adapted("pinterest", None, warning="Crue", media=(picture(),))) == ["Avertissement\u00a0: Crue"]


@settings(max_examples=200)
@given(
    text=HOSTILE,
    more=HOSTILE,
    network=st.sampled_from(["x", "mastodon", "bluesky", "facebook", "instagram"]),
    chosen=st.sampled_from(list(TooLong)),
    room=st.integers(10, 120),
    tags=st.lists(st.sampled_from(["#MuseumWeek", "Art", "#1974"]), max_size=3),
    link=st.sampled_from([None, "https://musee.fr/a", "https://louvre.fr/x?y=1#z"]),
)
def test_whatever_is_written_it_fits_or_says_so(
    text: str, more: str, network: str, chosen: TooLong, room: int, tags: list[str], link: str | None
) -> None:
    known = rules(network, max_length=room)
    week = campaign(hashtags=tuple(tags), if_too_long=chosen)
    made = adapted(network, f"{text}[[{more}]]{text}", given=week, declared=known, link=link, media=(picture(),))
    assert made == adapted(
        network, f"{text}[[{more}]]{text}", given=week, declared=known, link=link, media=(picture(),)
    )
    assert made.parts or blocking(made.notices)
    for part in made.parts:
        if part.role == "comment":
            continue
        assert part.length == measure.length(part.text, known) <= room
        assert measure.within(part.text, known)
        assert measure.fits(part.text, known) or "characters-refused" in codes(made)
        for facet in part.facets:
            assert 0 <= facet.start < facet.end <= len(part.text)


@settings(max_examples=300)
@given(
    text=HOSTILE,
    network=st.sampled_from(discover.names()),
    room=st.integers(20, 90),
    numbering=st.booleans(),
    typography=st.sampled_from(list(Typography)),
)
def test_on_every_network_a_thread_is_its_text_and_cuts_nothing_that_belongs_together(
    text: str, network: str, room: int, *, numbering: bool, typography: Typography
) -> None:
    known = rules(network, max_length=room, max_length_under_media=None, mention=Mention.NAME)
    text = text.replace("{", "").replace("}", "").replace("[", "").replace("]", "")
    more: dict[str, Any] = {"declared": known, "numbering": numbering, "typography": typography, "own_hosts": ()}
    made = adapted(network, text, media=(picture(),), **more)
    assert made == adapted(network, text, media=(picture(),), **more)
    parts = texts(made)
    assert all(measure.within(part, known) for part in parts)
    if not parts or {"shortened", "hashtags-left-out"} & set(codes(made)):
        return
    total = len(parts)
    if numbering and total > 1:
        assert all(part.endswith(f" ({i}/{total})") for i, part in enumerate(parts, 1))
        parts = [part.removesuffix(f" ({i}/{total})") for i, part in enumerate(parts, 1)]
    whole = adapted(
        network,
        text,
        media=(picture(),),
        **{**more, "declared": replace(known, max_length=10**6, max_bytes=None), "numbering": False},
    )
    assert "".join("".join(parts).split()) == "".join("".join(texts(whole)).split())
    if total == 1 or len(texts(whole)) > 1:
        return
    (one,) = texts(whole)
    between = set(accumulate(map(len, clusters.split(one)), initial=0))
    place = 0
    for part in parts[:-1]:
        place = one.index(part, place) + len(part)
        assert place in between, "a cut inside of what a reader takes for one sign"
        assert not any(found.start < place < found.end for found in facets(one, known)), (one, part)


@pytest.mark.parametrize("network", discover.names())
def test_a_text_that_fits_is_untouched_on_every_network(network: str) -> None:
    text = "Bonjour\u202f! «\u202fOui\u202f» : 14 m, M. Cordier 🧑🏽\u200d🎨."
    made = adapted(network, text, media=(picture(),), numbering=True)
    assert texts(made) == [text]


@pytest.mark.parametrize("network", ["x", "mastodon", "bluesky", "facebook", "instagram"])
@pytest.mark.parametrize("chosen", list(TooLong))
def test_a_book_pasted_by_mistake_is_answered(network: str, chosen: TooLong) -> None:
    made = adapted(network, LONG * 1500, if_too_long=chosen, media=(picture(),))
    assert made.parts or blocking(made.notices)


def test_hashtags_in_the_comment_have_the_comments_own_room() -> None:
    known = rules("instagram", max_length=60, max_comment=12, advised_hashtags=0)
    made = adapted("instagram", "m" * 50, declared=known, media=(picture(),), hashtags=("#UnMotLong", "#UnAutre"))
    assert "hashtags-in-comment" not in codes(made)
    roomy = adapted(
        "instagram", "m" * 50, declared=replace(known, max_comment=40), media=(picture(),), hashtags=("#UnMotLong",)
    )
    assert texts(roomy)[1:] == ["#UnMotLong"]


def test_a_hashtag_that_is_in_the_head_is_not_said_again() -> None:
    text = "Vive le #Louvre, qui ouvre ce matin. " + "Encore une phrase pour la fin du texte. " * 8
    made = adapted("x", text, if_too_long=TooLong.SHORTEN)
    assert texts(made)[0].count("#Louvre") == 1


def test_hashtags_of_the_campaign_that_end_the_text_are_never_surplus_whatever_their_capitals() -> None:
    week = campaign(hashtags=("#MuseumWeek",), if_too_long=TooLong.SHORTEN)
    body = "Encore une phrase pour remplir tout un message. " * 5
    made = adapted("x", f"{body}Et la fin de ce message.\n\n#Un #Deux #museumweek", given=week)
    assert "#museumweek" in texts(made)[0]
    assert "#Deux" not in texts(made)[0]


def test_a_text_of_hashtags_alone_keeps_them() -> None:
    tags = " ".join(f"#Mot{n}" for n in range(50))
    made = adapted("x", tags, if_too_long=TooLong.SHORTEN)
    assert "hashtags-moved" not in codes(made)


def test_languages_that_are_joined_are_no_breaks() -> None:
    both = (
        Translation(language="fr", text="Bonjour.", where=HERE),
        Translation(language="en", text="Hello.", where=HERE),
    )
    known = rules("facebook", max_length=12)
    made = adapted("facebook", None, texts=both, languages=("fr", "en"), declared=known, if_too_long=TooLong.SHORTEN)
    assert "shortened" in codes(made)
    assert "breaks-joined" not in codes(made)


def test_the_caption_of_a_picture_has_its_own_limit() -> None:
    made = adapted("telegram", "Voici une phrase. " * 80, media=(picture(),))
    assert [part.limit for part in made.parts] == [1024, 4096]
    assert adapted("telegram", "Voici une phrase. " * 80).parts[0].limit == 4096
