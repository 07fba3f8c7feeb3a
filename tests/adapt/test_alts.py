"""Alternative texts: cut only with consent, at a place where a sentence can end."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scheduler.adapt.alts import shortened
from scheduler.adapt.clusters import split
from scheduler.model.campaign import Translation
from scheduler.model.notice import Severity
from scheduler.model.picture import AltTooLong
from tests.adapt.make import HERE, HOSTILE, adapted, codes, notice, picture

LONG = "Une caisse de bois clair est posée au sol. Deux régisseuses la tiennent, gants blancs, et attendent le signal"


@pytest.mark.parametrize(
    ("most", "left"),
    [
        (200, LONG),
        (60, "Une caisse de bois clair est posée au sol. …"),
        (100, "Une caisse de bois clair est posée au sol. …"),
        (104, "Une caisse de bois clair est posée au sol. …"),
        (44, "Une caisse de bois clair est posée au sol. …"),
        (43, "Une caisse de bois clair est posée au sol…"),
        (109, LONG),
        (30, "Une caisse de bois clair est…"),
    ],
)
def test_it_ends_at_a_sentence_else_at_a_word(most: int, left: str) -> None:
    assert shortened(LONG, most) == left


def test_a_short_first_sentence_is_no_description() -> None:
    text = "Non. Deux régisseuses la tiennent, gants blancs, et attendent"
    assert shortened(text, 50) == "Non. Deux régisseuses la tiennent, gants blancs…"
    assert shortened("Un mètre, 3,5 kg et le reste de tout", 14) == "Un mètre…"


@given(HOSTILE, st.integers(2, 40))
def test_it_always_fits_and_breaks_no_sign(text: str, most: int) -> None:
    made = shortened(text, most)
    assert len(made) <= most
    if len(text) <= most:
        assert made == text
        return
    assert made.endswith("…")
    kept = made[:-1].rstrip(" ")
    assert text.startswith(kept)
    assert "".join(split(text)[: len(split(kept))]) == kept or not kept


@pytest.mark.parametrize(("network", "limit"), [("x", 1000), ("mastodon", 1500), ("bluesky", 2000), ("discord", 1024)])
def test_only_with_consent(network: str, limit: int) -> None:
    long = "Une toile. " * 300
    refused = adapted(network, "Oui.", media=(picture(alt=long),))
    assert notice(refused, "picture-alt-long").severity is Severity.ERROR
    cut = adapted(network, "Oui.", media=(picture(alt=long, alt_if_too_long=AltTooLong.SHORTEN),))
    assert codes(cut) == ["picture-alt-shortened"]
    assert len(cut.parts[0].media[0].alt) <= limit
    assert cut.parts[0].media[0].alt.endswith("toile. …")
    short = adapted(network, "Oui.", media=(picture(alt_if_too_long=AltTooLong.SHORTEN),))
    assert short.parts[0].media[0].alt == "Une caisse"


BOTH = (("fr", "Une caisse ouverte"), ("en", "An open crate"))


@pytest.mark.parametrize(
    ("language", "alt"), [("fr", "Une caisse ouverte"), ("en-GB", "An open crate"), ("de", "Eine Kiste")]
)
def test_a_picture_speaks_its_text_s_language(language: str, alt: str) -> None:
    shown = picture(alt="Eine Kiste", alts=BOTH)
    made = adapted("mastodon", "Oui.", media=(shown,), language=language)
    assert [one.alt for one in made.parts[0].media] == [alt]
    assert codes(made) == []


def test_a_language_that_no_alternative_text_is_in_is_said() -> None:
    made = adapted("mastodon", "Ja.", media=(picture(alt="", alts=BOTH),), language="de")
    assert [one.alt for one in made.parts[0].media] == ["Une caisse ouverte"]
    said = notice(made, "alt-language-missing")
    assert (said.severity, said.arguments["given"]) == (Severity.WARNING, ("fr", "en"))


def test_a_bilingual_account_hears_the_language_that_it_reads_first() -> None:
    said = tuple(Translation(language=one, text=one, where=HERE) for one in ("fr", "en"))
    made = adapted("mastodon", None, texts=said, languages=("en", "fr"), media=(picture(alts=BOTH),))
    assert made.parts[0].media[0].alt == "An open crate"
