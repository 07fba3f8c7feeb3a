"""How long a text is on each network, at its limit and one beyond, in the measure that it documents."""

import pytest
from hypothesis import given

from scheduler.adapt import measure
from scheduler.connector import discover
from tests.adapt.make import HOSTILE, adapted, codes, picture, rules

ARTIST = "👩\u200d🎨"
FLAG = "🇫🇷"
NETWORKS = [name for name in discover.names() if name not in {"rehearsal", "handoff"}]


@pytest.mark.parametrize(
    ("network", "fits", "too_long"),
    [
        ("x", "é" * 280, "é" * 281),
        ("x", "…" * 140, "…" * 140 + "a"),
        ("x", ARTIST * 140, ARTIST * 140 + "a"),
        ("mastodon", ARTIST * 500, ARTIST * 501),
        ("bluesky", "é" * 300, "é" * 301),
        ("threads", "é" * 500, "é" * 501),
        # Emoji by their bytes in UTF-8: 11 for this one, 8 for a flag.
        ("threads", ARTIST * 45 + "a" * 5, ARTIST * 45 + "a" * 6),
        ("threads", FLAG * 62 + "aaaa", FLAG * 62 + "aaaaa"),
        ("linkedin", "a" * 3000, "a" * 3001),
        ("linkedin", "(" * 1500, "(" * 1500 + "a"),
        ("linkedin", "#musee " * 428 + "aaaa", "#musee " * 428 + "aaaaa"),
        ("instagram", "é" * 2200, "é" * 2201),
        ("facebook", "é" * 63_206, "é" * 63_207),
        ("tumblr", "\n\n".join(["é" * 4096] * 3), "a\n\n" + "é" * 4097),
        ("pinterest", "é" * 500, "é" * 501),
        ("youtube", "é" * 2500, "é" * 2500 + "a"),
        ("telegram", "🎨" * 2048, "🎨" * 2048 + "a"),
        ("discord", "é" * 2000, "é" * 2001),
    ],
)
def test_at_the_limit_and_beyond(network: str, fits: str, too_long: str) -> None:
    assert measure.length(fits, rules(network)) <= rules(network).max_length
    assert measure.fits(fits, rules(network))
    assert not measure.fits(too_long, rules(network))


def test_a_caption_on_telegram_is_shorter() -> None:
    assert measure.fits("a" * 1024, measure.under_media(rules("telegram")))
    assert not measure.fits("a" * 1025, measure.under_media(rules("telegram")))
    assert measure.fits("a" * 4096, rules("telegram"))


def test_youtube_has_a_title_and_refuses_angles() -> None:
    assert "title-long" in codes(adapted("youtube", "T" * 101 + "\nTexte", media=(picture(),)))
    assert "title-long" not in codes(adapted("youtube", "T" * 100 + "\nTexte", media=(picture(),)))
    assert not measure.fits("a < b", rules("youtube"))


@pytest.mark.parametrize(
    ("network", "text", "code"),
    [
        ("threads", " ".join(f"https://lien.fr/{n}" for n in range(6)), "links-over-limit"),
        ("instagram", " ".join(f"#mot{n}" for n in range(31)), "hashtags-over-limit"),
        ("instagram", " ".join(f"#mot{n}" for n in range(6)), "hashtags-over-custom"),
        ("instagram", " ".join(f"@qui{n}" for n in range(21)), "mentions-over-limit"),
        ("tumblr", " ".join(f"@qui{n}" for n in range(51)), "mentions-over-limit"),
    ],
)
def test_how_many_are_too_many(network: str, text: str, code: str) -> None:
    fewer = text.rpartition(" ")[0]
    assert code in codes(adapted(network, text, media=(picture(),)))
    assert code not in codes(adapted(network, fewer, media=(picture(),)))


@pytest.mark.parametrize("network", NETWORKS)
@given(text=HOSTILE)
def test_every_text_has_a_length_everywhere(network: str, text: str) -> None:
    assert measure.length(text, rules(network)) >= 0
    assert measure.fits(text, rules(network)) in {True, False}
