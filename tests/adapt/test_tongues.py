"""Several languages: each account gets its own, and one with several gets them as the rule says."""

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given as suppose
from hypothesis import strategies as st

from scheduler.adapt import measure, tongues
from scheduler.adapt.variant import adapt
from scheduler.model.campaign import Bilingual, Campaign, Override, TooLong, Translation, Typography
from scheduler.model.notice import Severity
from scheduler.model.variant import Variant
from tests.adapt.make import HERE, HOSTILE, campaign, codes, content, job, notice, picture, rules, texts

FRENCH = "Ce lundi, les réserves ouvrent leurs portes."
ENGLISH = "This Monday the stores open their doors."


def said(**by_language: str) -> tuple[Translation, ...]:
    return tuple(
        Translation(language=language.replace("_", "-"), text=text, where=replace(HERE, line=20 + i))
        for i, (language, text) in enumerate(by_language.items())
    )


def spoken(network: str, languages: tuple[str, ...], given: Campaign | None = None, **more: Any) -> Variant:
    """One post in French and English for an account that speaks `languages`."""
    asked = job(network, given=given, **{"texts": said(fr=FRENCH, en=ENGLISH), **more})
    return adapt(replace(asked, account=replace(asked.account, languages=languages)))


@pytest.mark.parametrize(
    ("languages", "text", "language"),
    [
        (("fr",), FRENCH, "fr"),
        (("en",), ENGLISH, "en"),
        (("en-GB",), ENGLISH, "en"),
        (("EN",), ENGLISH, "en"),
        ((), FRENCH, "fr"),
    ],
)
def test_an_account_gets_its_language(languages: tuple[str, ...], text: str, language: str) -> None:
    made = spoken("mastodon", languages)
    assert texts(made) == [text]
    assert made.options.language == language
    assert made.notices == ()


def test_an_account_that_names_none_speaks_the_campaigns() -> None:
    assert texts(spoken("mastodon", (), campaign(language="en"))) == [ENGLISH]


def test_a_narrower_language_serves_a_wider_one() -> None:
    made = spoken("mastodon", ("fr",), texts=said(fr_CA=FRENCH, en=ENGLISH))
    assert (texts(made), made.options.language) == ([FRENCH], "fr-CA")


def test_a_language_that_is_missing_blocks_the_post_and_names_the_account() -> None:
    made = spoken("mastodon", ("de",), media=(picture(),))
    assert made.parts == ()
    assert codes(made) == ["language-missing"]
    told = notice(made, "language-missing")
    assert told.severity is Severity.ERROR
    assert told.arguments == {"account": "compte", "wanted": ("de",), "given": ("fr", "en")}
    assert told.where == HERE


def test_one_of_several_that_is_missing_is_told() -> None:
    made = spoken("mastodon", ("fr", "de"))
    assert texts(made) == [FRENCH]
    assert notice(made, "language-left-out").arguments["wanted"] == ("de",)


def test_both_stand_in_one_post_where_they_fit() -> None:
    made = spoken("x", ("en", "fr"), campaign(hashtags=("#MuseumWeek",)))
    assert texts(made) == [f"{ENGLISH}\n\n{FRENCH}\n\n#MuseumWeek"]
    assert made.options.language == "en"
    assert made.notices == ()


def test_they_become_a_thread_where_they_do_not() -> None:
    long = {"fr": f"{FRENCH} " * 5, "en": f"{ENGLISH} " * 5}
    made = spoken("x", ("fr", "en"), texts=said(**long), link="https://louvre.fr")
    assert texts(made) == [long["fr"].strip(), f"{long['en'].strip()}\n\nhttps://louvre.fr"]
    assert codes(made) == ["languages-threaded"]
    assert len(spoken("facebook", ("fr", "en"), texts=said(**long)).parts) == 1


def test_optional_passages_go_before_a_post_is_parted() -> None:
    long = said(fr=f"{FRENCH} [[{'Encore une phrase. ' * 9}]]", en=f"{ENGLISH} [[{'One more. ' * 9}]]")
    made = spoken("x", ("fr", "en"), texts=long)
    assert texts(made) == [f"{FRENCH} {('Encore une phrase. ' * 9).strip()}\n\n{ENGLISH}"]
    assert codes(made) == ["optional-left-out"]


def test_the_rule_may_be_one_language_a_part_or_the_first_alone() -> None:
    assert texts(spoken("x", ("fr", "en"), campaign(bilingual=Bilingual.THREAD))) == [FRENCH, ENGLISH]
    assert texts(spoken("facebook", ("fr", "en"), bilingual=Bilingual.THREAD)) == [f"{FRENCH}\n\n{ENGLISH}"]
    assert texts(spoken("x", ("en", "fr"), bilingual=Bilingual.FIRST)) == [ENGLISH]


def test_breaks_by_hand_part_the_languages_too() -> None:
    made = spoken("mastodon", ("fr", "en"), texts=said(fr="Un.\n---\nDeux.", en="One."))
    assert texts(made) == ["Un.", "Deux.", "One."]


def test_a_network_may_say_one_language_otherwise_or_all_of_it() -> None:
    one = {"x": Override(name="x", content=content(texts=said(en="Short.")))}
    assert texts(spoken("x", ("fr", "en"), overrides=one)) == [f"{FRENCH}\n\nShort."]
    whole = {"x": Override(name="x", content=content("Bref."))}
    made = spoken("x", ("fr", "en"), overrides=whole)
    assert (texts(made), made.options.language) == (["Bref."], "fr")
    account = {"compte": Override(name="compte", content=one["x"].content)}
    assert codes(spoken("x", ("fr",), overrides=whole | account)) == ["language-missing"]


def test_only_the_french_is_set_as_french() -> None:
    made = spoken("mastodon", ("fr", "en"), texts=said(fr="L'été !", en="It's on !"), typography=Typography.FRENCH)
    assert texts(made) == ["L’été\u202f!\n\nIt's on !"]


def test_a_date_is_written_in_its_text_s_language() -> None:
    made = spoken("mastodon", ("fr", "en"), texts=said(fr="Dès {date}.", en="From {date}."))
    assert texts(made) == ["Dès lundi 7 juin 2027.\n\nFrom Monday 7 June 2027."]


@pytest.mark.parametrize("language", ["fr", "fr-FR", "FR-fr", "x", "", "zh-Hant-TW"])
def test_matching_never_fails(language: str) -> None:
    assert tongues.matching(language, ()) is None
    found = tongues.matching(language, said(fr=FRENCH))
    assert (found is not None) == language.casefold().startswith("fr")


@suppose(
    fr=HOSTILE,
    en=HOSTILE,
    network=st.sampled_from(["x", "mastodon", "bluesky", "facebook", "telegram"]),
    rule=st.sampled_from(list(Bilingual)),
    chosen=st.sampled_from(list(TooLong)),
    room=st.integers(16, 90),
    numbering=st.booleans(),
)
def test_whatever_both_say_each_part_fits(
    fr: str, en: str, network: str, rule: Bilingual, chosen: TooLong, room: int, *, numbering: bool
) -> None:
    known = rules(network, max_length=room)
    week = campaign(bilingual=rule, if_too_long=chosen, numbering=numbering, typography=Typography.FRENCH)
    made = spoken(network, ("fr", "en"), week, texts=said(fr=fr, en=en), declared=known)
    for part in made.parts:
        assert measure.within(part.text, known)
