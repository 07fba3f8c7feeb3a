"""X's rules, against twitter-text's own test data: every case of validate, extract and tlds."""

import json
import re
import unicodedata
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import example, given

from scheduler.adapt import measure
from scheduler.adapt.grammar import address, hosts, twitter, words
from scheduler.adapt.grammar.emoji import EMOJI
from scheduler.adapt.grammar.words import Seen
from scheduler.model.variant import Facet, FacetKind
from tests.adapt.make import HOSTILE, rules

Case = dict[str, Any]
X = rules("x")
V1 = measure.Weights(heavy=re.compile("(?!)"), emoji=False)
V2 = measure.Weights(heavy=measure.V3.heavy, emoji=False)


@pytest.fixture(scope="module")
def data(conformance: Path) -> Callable[[str, str], list[Case]]:
    def load(file: str, section: str) -> list[Case]:
        text = (conformance / "twitter-text" / f"{file}.yml").read_text(encoding="utf-8")
        return list(yaml.load(text, Loader=yaml.CSafeLoader)["tests"][section])

    return load


Data = Callable[[str, str], list[Case]]


def test_no_case_is_left_out(conformance: Path) -> None:
    numbers = {}
    for file in ("validate", "extract", "tlds"):
        text = (conformance / "twitter-text" / f"{file}.yml").read_text(encoding="utf-8")
        numbers[file] = {name: len(cases) for name, cases in yaml.load(text, Loader=yaml.CSafeLoader)["tests"].items()}
    assert {file: sum(counts.values()) for file, counts in numbers.items()} == {
        "validate": 97,
        "extract": 238,
        "tlds": 1574,
    }
    asked = Path(__file__).read_text(encoding="utf-8")
    assert [name for counts in numbers.values() for name in counts if f'"{name}"' not in asked] == []


def shown(found: Sequence[Facet | Seen], text: str) -> list[str]:
    return [text[one.start : one.end] for one in found]


def tags(text: str) -> list[Seen]:
    found = twitter.without_overlaps([*twitter.links(text), *twitter.hashtags(text)])
    return [one for one in found if one.kind is FacetKind.HASHTAG]


def mentions(text: str) -> list[tuple[str, str, list[int]]]:
    return [
        (one.value.partition("/")[0], "".join(one.value.partition("/")[1:]), [one.start, one.end])
        for one in twitter.mentions(text)
    ]


def whole(found: Sequence[Facet | Seen], text: str) -> bool:
    return [(one.start, one.end) for one in found] == [(0, len(text))]


@pytest.mark.parametrize("section", ["urls", "tco_urls_with_params"])
def test_links(data: Data, section: str) -> None:
    for case in data("extract", section):
        assert shown(twitter.links(case["text"]), case["text"]) == case["expected"], case["description"]


@pytest.mark.parametrize("section", ["urls_with_indices", "urls_with_directional_markers"])
def test_places_of_links(data: Data, section: str) -> None:
    for case in data("extract", section):
        text = case["text"]
        found = [{"url": text[one.start : one.end], "indices": [one.start, one.end]} for one in twitter.links(text)]
        assert found == case["expected"], case["description"]


@pytest.mark.parametrize("section", ["country", "generic"])
def test_every_top_level_domain(data: Data, section: str) -> None:
    for case in data("tlds", section):
        assert shown(twitter.links(case["text"]), case["text"]) == case["expected"], case["description"]


def test_mentions(data: Data) -> None:
    for case in data("extract", "mentions"):
        assert [who for who, _, _ in mentions(case["text"])] == case["expected"], case["description"]
    for case in data("extract", "mentions_with_indices"):
        found = [{"screen_name": who, "indices": place} for who, _, place in mentions(case["text"])]
        assert found == case["expected"], case["description"]
    for case in data("extract", "mentions_or_lists_with_indices"):
        listed = [
            {"screen_name": who, "list_slug": slug, "indices": place} for who, slug, place in mentions(case["text"])
        ]
        assert listed == case["expected"], case["description"]


def test_hashtags(data: Data) -> None:
    for section in ("hashtags", "hashtags_from_astral"):
        for case in data("extract", section):
            assert [one.value for one in tags(case["text"])] == case["expected"], case["description"]
    for case in data("extract", "hashtags_with_indices"):
        found = [{"hashtag": one.value, "indices": [one.start, one.end]} for one in tags(case["text"])]
        assert found == case["expected"], case["description"]


def test_cashtags(data: Data) -> None:
    for case in data("extract", "cashtags"):
        assert [one.value for one in twitter.cashtags(case["text"])] == case["expected"], case["description"]
    for case in data("extract", "cashtags_with_indices"):
        found = [{"cashtag": one.value, "indices": [one.start, one.end]} for one in twitter.cashtags(case["text"])]
        assert found == case["expected"], case["description"]


def test_whom_a_post_answers(data: Data) -> None:
    for case in data("extract", "replies"):
        assert twitter.answers(case["text"]) == case["expected"], case["description"]


def test_lengths_of_the_first_version(data: Data) -> None:
    for case in data("validate", "tweets"):
        fits = 0 < measure.weighted(case["text"], V1) <= 140 and not measure.refused(case["text"])
        assert fits == case["expected"], case["description"]


@pytest.mark.parametrize(
    ("section", "weights"),
    [
        ("WeightedTweetsCounterTest", V2),
        ("WeightedTweetsWithDiscountedEmojiCounterTest", measure.V3),
        ("UnicodeDirectionalMarkerCounterTest", measure.V3),
    ],
)
def test_weighted_lengths(data: Data, section: str, weights: measure.Weights) -> None:
    for case in data("validate", section):
        text, expected = case["text"], case["expected"]
        length = measure.weighted(text, weights)
        assert length == expected["weightedLength"], case["description"]
        assert (0 < length <= 280 and not measure.refused(text)) == expected["valid"], case["description"]
        if weights is measure.V3:
            assert measure.length(text, X) == expected["weightedLength"]
            assert (measure.fits(text, X) and bool(text)) == expected["valid"]


def test_what_stands_alone(data: Data) -> None:
    for section, find in (
        ("usernames", twitter.find),
        ("hashtags", twitter.find),
        ("urls_without_protocol", twitter.links),
    ):
        for case in data("validate", section):
            assert whole(find(case["text"]), case["text"]) == case["expected"], case["description"]
    for case in data("validate", "lists"):
        found = list(twitter.mentions(case["text"]))
        listed = whole(found, case["text"]) and "/" in found[0].value
        assert listed == case["expected"], case["description"]
    for case in data("validate", "urls"):
        assert address.valid(case["text"]) == case["expected"], case["description"]


@pytest.mark.parametrize(("version", "weights"), [(1, V1), (2, V2), (3, measure.V3)])
def test_weights_are_those_of_the_configuration(conformance: Path, version: int, weights: measure.Weights) -> None:
    """Every sign but half ones, alone and in front of a letter, so that neither emoji nor links count."""
    given = json.loads((conformance / "twitter-text" / f"config_v{version}.json").read_text(encoding="utf-8"))
    spans = [(one["start"], one["end"], one["weight"]) for one in given.get("ranges", ())]
    scale, default = given["scale"], given["defaultWeight"]
    for code in [*range(0x3400), *range(0xE000, 0x10000, 7), 0x10000, 0x1F600, 0x10FFFF]:
        sign = chr(code)
        if unicodedata.normalize("NFC", sign) != sign or (weights.emoji and EMOJI.match(sign)):
            continue
        weight = next((weight for first, last, weight in spans if first <= code <= last), default) // scale
        assert measure.weighted(sign, weights) == weight, hex(code)
    assert given["maxWeightedTweetLength"] == (140 if version == 1 else 280)
    assert given.get("transformedURLLength", 23) == 23
    assert given.get("emojiParsingEnabled", False) is weights.emoji


def test_every_domain_of_its_list_makes_a_link(conformance: Path) -> None:
    text = (conformance / "twitter-text" / "tld_lib.yml").read_text(encoding="utf-8")
    known = yaml.load(text, Loader=yaml.CSafeLoader)
    assert {name: len(those) for name, those in known.items()} == {"country": 315, "generic": 1259}
    addresses = [f"http://musee.{one}" for those in known.values() for one in those]
    assert [one for one in addresses if not whole(list(twitter.links(one)), one)] == []


def test_every_emoji_weighs_two(conformance: Path) -> None:
    lines = (conformance / "unicode" / "emoji-test-15.0.txt").read_text(encoding="utf-8").splitlines()
    listed = [line.partition(";")[0].split() for line in lines if "; fully-qualified" in line]
    emoji = ["".join(chr(int(code, 16)) for code in codes) for codes in listed]
    assert len(emoji) > 3600
    assert {one: measure.length(one, X) for one in emoji} == dict.fromkeys(emoji, 2)


@pytest.mark.parametrize(
    "text", ["\U0001fae9", "\U0001faf9\U0001f3fe", "\U0001f9d1\U0001f3fb\u200d\U0001fadf", "\U0001f1e8\U0001f1f6"]
)
def test_an_emoji_newer_than_the_tables_weighs_two(text: str) -> None:
    assert measure.length(text, X) == 2
    assert measure.length(f"Vu{text}!", X) == 5


@pytest.mark.parametrize(
    ("text", "length"),
    [
        ("C’est l’été", 11),
        ("e\u0301", 1),
        ("Ouvert ? Oui\u202f!", 15),
        ("12 €", 5),
        ("Demain…", 8),
        ("©", 1),
        ("©\ufe0f", 2),
        ("fini.Et voilà", 23 + 6),
        ("voir musee.fr/a/b/c?d=e#f.", 5 + 23 + 1),
        ("https://musee.fr/" + "a" * 300, 23),
        ("https://musee.example/a", 23),
    ],
)
def test_what_french_posts_weigh(text: str, length: int) -> None:
    assert measure.length(text, X) == length


@given(HOSTILE)
def test_no_text_breaks_it_and_facets_stand_in_order(text: str) -> None:
    end = 0
    for one in twitter.find(text):
        assert end <= one.start < one.end <= len(text)
        end = one.end
    assert measure.length(text, X) >= 0


def one_by_one(text: str) -> int:
    """The length as twitter-text's own loop makes it: link, emoji or character, from the left."""
    text = unicodedata.normalize("NFC", text)
    starts = {one.start: one.end for one in twitter.links(text)}
    total = place = 0
    while place < len(text):
        emoji = EMOJI.match(text, place)
        if place in starts:
            total, place = total + 23, starts[place]
        elif emoji and not any(place < start < emoji.end() for start in starts):
            total, place = total + 2, emoji.end()
        else:
            code = ord(text[place])
            light = code <= 4351 or 8192 <= code <= 8205 or 8208 <= code <= 8223 or 8242 <= code <= 8247
            total, place = total + (1 if light else 2), place + 1
    return total


@given(HOSTILE)
@example("musee.fr?a")
@example("a musee.fr?a b https://musee.fr?a")
def test_the_quick_way_weighs_as_the_slow_one(text: str) -> None:
    assert measure.length(text, X) == one_by_one(text)


@pytest.mark.parametrize(
    "text",
    [
        "a." * 5000,
        "http://" * 4000,
        "a-_" * 4000,
        "(" * 4000 + "http://a.com/" + "(" * 4000,
        "é." * 4000,
        "@a/" * 4000,
        "#" * 8000,
    ],
)
def test_long_hostile_text_is_read_in_a_blink(text: str) -> None:
    found = twitter.find(text)
    assert len(found) <= len(text)


@given(HOSTILE)
def test_words_hold_what_the_whole_text_holds(text: str) -> None:
    everything = [*twitter.links(text), *twitter.hashtags(text), *twitter.mentions(text), *twitter.cashtags(text)]
    assert twitter.find(text) == words.told(twitter.without_overlaps(everything))


@pytest.mark.parametrize(
    ("text", "link"),
    [
        ("École.fr est ouvert", "cole.fr"),
        ("Voir École.fr", "École.fr"),
        ("пример.рфhttp://t.co/", "http://t.co/"),
        ("musee.fr/salle.(2)", "musee.fr/salle"),
        ("musee.fr/salle(2)", "musee.fr/salle(2)"),
        ("worK.com", "worK.com"),
    ],
)
def test_where_the_official_package_sees_a_link(text: str, link: str) -> None:
    assert shown(twitter.links(text), text) == [link]


@pytest.mark.parametrize(
    ("text", "length"),
    [
        ("😀\ufe0f", 4),
        ("☝\ufe0f🏽", 2),
        ("👩\u200d🌈", 5),
        ("🇫🇫", 4),
        ("👨\u200d❤\ufe0f\u200d👩", 8),
        ("👁\ufe0f\u200d🗨\ufe0f", 2),
    ],
)
def test_what_is_no_sequence_weighs_sign_by_sign(text: str, length: int) -> None:
    assert measure.length(text, X) == length


ENDINGS = (
    "",
    ".fr",
    ".FR",
    ".example",
    ".xn--p1ai",
    ".XN--P1AI",
    ".frx",
    ".fr-x",
    ".fr/a.b",
    "/a.fr",
    ".1fr",
    "..fr",
    ".museum:80/x.y",
)


@pytest.mark.parametrize("ending", ENDINGS)
@pytest.mark.parametrize(
    "beginning", ["musee", "https://musee", "a@musee", "#musee", "a.b_c-d", "http://-musee", "x?y=musee"]
)
def test_a_word_that_is_set_aside_at_once_holds_no_link_by_all_the_rules(beginning: str, ending: str) -> None:
    word = f" {beginning}{ending}"
    assert [*hosts.spans(word)] == hosts._spans(word)
