"""Other people's test data: each file with the number of its cases, and the test of ours that runs all of them.

A file that is added, grows or loses its test fails here, so that none is forgotten. What is not run says why.
"""

import importlib
import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import yaml

from scheduler.campaigns.words import language
from scheduler.model.spelling import Misspelt
from scheduler.networks.bluesky.record import key_of
from tests.networks.bluesky_bench import out

RUN = {
    "bluesky/facets_cases.json": (97, "tests.adapt.test_grammars:test_bluesky_facets_by_their_bytes"),
    "bluesky/length_newline_cases.json": (27, "tests.adapt.test_grammars:test_bluesky_lengths_and_lines"),
    "bluesky/syntax/language_parse_invalid.txt": (6, "tests.adapt.test_conformance:test_languages"),
    "bluesky/syntax/language_syntax_invalid.txt": (6, "tests.adapt.test_conformance:test_languages"),
    "bluesky/syntax/language_syntax_valid.txt": (18, "tests.adapt.test_conformance:test_languages"),
    "bluesky/syntax/tid_syntax_invalid.txt": (7, "tests.adapt.test_conformance:test_record_keys"),
    "bluesky/syntax/tid_syntax_valid.txt": (6, "tests.adapt.test_conformance:test_record_keys"),
    "mastodon/hashtag_cases.json": (
        39,
        "tests.adapt.test_grammars:test_mastodon_hashtags tests.adapt.test_grammars:test_mastodon_hashtags_by_name",
    ),
    "mastodon/length_cases.json": (15, "tests.adapt.test_grammars:test_mastodon_lengths"),
    "mastodon/mention_cases.json": (14, "tests.adapt.test_grammars:test_mastodon_mentions"),
    "mastodon/url_cases.json": (23, "tests.adapt.test_grammars:test_mastodon_links"),
    "recurrence/dateutil_rrule_cases.json": (254, "tests.model.test_rule:test_other_peoples_cases"),
    "recurrence/rrulejs_cases.json": (272, "tests.model.test_rule:test_other_peoples_cases"),
    "scheduling/apscheduler_dst_cases.json": (
        8,
        "tests.flow.test_dates:test_the_next_hour_after_a_moment_is_the_one_that_apscheduler_takes_but_never_a_second_time",
    ),
    "scheduling/paris_dst_measured.json": (14, "tests.flow.test_dates:test_the_measured_triggers_where_they_are_right"),
    "sentences/golden_rules_en_fr.json": (53, "tests.adapt.test_thread:test_english_and_french_golden_sentences"),
    "threads/manual_separator_cases.json": (7, "tests.adapt.test_thread:test_manual_breaks"),
    "twitter-text/autolink.yml": (
        196,
        "tests.adapt.test_autolink:test_what_is_linked tests.adapt.test_autolink:test_the_places_that_a_program_may_be_given",
    ),
    "twitter-text/config_v1.json": (1, "tests.adapt.test_twitter:test_weights_are_those_of_the_configuration"),
    "twitter-text/config_v2.json": (5, "tests.adapt.test_twitter:test_weights_are_those_of_the_configuration"),
    "twitter-text/config_v3.json": (5, "tests.adapt.test_twitter:test_weights_are_those_of_the_configuration"),
    "twitter-text/extract.yml": (238, "tests.adapt.test_twitter:test_no_case_is_left_out"),
    "twitter-text/hit_highlighting.yml": (14, "tests.adapt.test_autolink:test_what_stands_in_highlighted_texts"),
    "twitter-text/tld_lib.yml": (1574, "tests.adapt.test_twitter:test_every_domain_of_its_list_makes_a_link"),
    "twitter-text/tlds.yml": (1574, "tests.adapt.test_twitter:test_every_top_level_domain"),
    "twitter-text/validate.yml": (97, "tests.adapt.test_twitter:test_no_case_is_left_out"),
    "unicode/GraphemeBreakTest-15.0.txt": (602, "tests.adapt.test_clusters:test_unicodes_own_cases"),
    "unicode/GraphemeBreakTest-15.1.json": (1187, "tests.adapt.test_clusters:test_unicodes_own_cases"),
    "unicode/GraphemeBreakTest-16.0.json": (1093, "tests.adapt.test_clusters:test_unicodes_own_cases"),
    "unicode/GraphemeBreakTest-17.0.json": (766, "tests.adapt.test_clusters:test_unicodes_own_cases"),
    "unicode/emoji-test-15.0.txt": (3655, "tests.adapt.test_twitter:test_every_emoji_weighs_two"),
}
NOT_RUN = {
    "bluesky/syntax/atidentifier": (33, "the server reads it; nothing of ours takes either a handle or an id"),
    "bluesky/syntax/aturi": (95, "made of the account's id and our own key, and taken whole from the server's answers"),
    "bluesky/syntax/datetime": (85, "read from the server with the library's own reader, written in one form"),
    "bluesky/syntax/did": (42, "given by the server at connect"),
    "bluesky/syntax/handle": (
        119,
        "resolved by the server at connect; which of them a text mentions, the facets' cases say",
    ),
    "bluesky/syntax/nsid": (52, "the names of the collections are written in the program"),
    "bluesky/syntax/recordkey": (27, "every key of ours is a TID, whose cases are run"),
}
GRANDFATHERED = {"i-default", "i-navajo", "X-fr-CH", "sgn-BE-NL"}
"""Irregular tags and a private one: no text is written in them."""


def lines(path: Path) -> list[str]:
    written = path.read_text(encoding="utf-8").splitlines()
    return [line for line in written if line and not line.startswith("#")]


def cases(path: Path) -> int:
    """How many cases a file holds."""
    if path.name == "emoji-test-15.0.txt":
        return sum("; fully-qualified" in line for line in lines(path))
    if path.suffix == ".txt":
        return len(lines(path))
    if path.suffix == ".yml":
        return _counted(yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader))
    return _counted(json.loads(path.read_text(encoding="utf-8")))


def _counted(data: Any) -> int:
    if isinstance(data, list):
        return len(data)
    given = data.get("tests", data.get("cases", data))
    if isinstance(given, list):
        return len(given) + len(data.get("helsinki", ()))
    found = sum(len(one) for one in given.values() if isinstance(one, list))
    return found + int("defaultWeight" in given)  # the default is a weight, too


def files(folder: Path) -> dict[str, Path]:
    kinds = {".json", ".yml", ".txt"}
    return {path.relative_to(folder).as_posix(): path for path in sorted(folder.rglob("*")) if path.suffix in kinds}


@pytest.mark.long
def test_no_file_is_forgotten(conformance: Path) -> None:
    there = files(conformance)
    left = {name for name in there if not name.startswith(tuple(NOT_RUN))}
    assert left == set(RUN)
    assert {name: cases(there[name]) for name in RUN} == {name: number for name, (number, _) in RUN.items()}


@pytest.mark.parametrize("head", NOT_RUN)
def test_what_is_not_run_is_counted(conformance: Path, head: str) -> None:
    assert sum(cases(path) for name, path in files(conformance).items() if name.startswith(head)) == NOT_RUN[head][0]


@pytest.mark.parametrize("name", RUN)
def test_each_has_its_test(name: str) -> None:
    for one in RUN[name][1].split():
        module, _, function = one.partition(":")
        found = importlib.import_module(module)
        assert callable(getattr(found, function))
        source = Path(str(found.__file__)).read_text(encoding="utf-8")
        stem = name.rpartition("/")[2].partition(".")[0].partition("-")[0].partition("_v")[0]
        assert stem in source, f"{module} does not read {name}"


def _tag(text: str) -> bool:
    try:
        language(text)
    except Misspelt:
        return False
    return True


def test_languages(conformance: Path) -> None:
    """A text's language goes beside it, and the network refuses a post with one that is none."""
    folder = conformance / "bluesky" / "syntax"
    assert {one for one in lines(folder / "language_syntax_valid.txt") if not _tag(one)} == GRANDFATHERED
    wrong = [*lines(folder / "language_syntax_invalid.txt"), *lines(folder / "language_parse_invalid.txt")]
    # The last is written so by people: the primary part is put into small letters.
    assert [one for one in wrong if _tag(one)] == ["JA"]


def test_record_keys(conformance: Path) -> None:
    """The keys under which posts are kept there are of the form that the network's own tests accept."""
    folder = conformance / "bluesky" / "syntax"
    valid, invalid = lines(folder / "tid_syntax_valid.txt"), lines(folder / "tid_syntax_invalid.txt")

    def tid(text: str) -> bool:
        letters = "234567abcdefghijklmnopqrstuvwxyz"
        return len(text) == 13 and set(text) <= set(letters) and text[0] in letters[:16]

    assert all(map(tid, valid))
    assert not any(map(tid, invalid))
    keys = [key_of(replace(out(), key=f"{number:032x}")) for number in range(200)]
    assert all(map(tid, keys))
    assert len(set(keys)) == len(keys)
