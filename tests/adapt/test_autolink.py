"""What twitter-text's own tests of autolinking and highlighting say of the places of links, mentions, hashtags and cashtags."""

import html
import json
import re
from pathlib import Path
from typing import Any

import pytest
import yaml

from scheduler.adapt.grammar import twitter
from scheduler.model.variant import FacetKind

_LINKED = re.compile(r"<a [^>]*>(.*?)</a>", re.DOTALL)
KINDS = {
    "usernames": {FacetKind.MENTION},
    "lists": {FacetKind.MENTION},
    "hashtags": {FacetKind.HASHTAG},
    "urls": {FacetKind.LINK},
    "cashtags": {FacetKind.CASHTAG},
    "all": set(FacetKind),
}


def load(folder: Path, file: str) -> dict[str, list[dict[str, Any]]]:
    text = (folder / "twitter-text" / f"{file}.yml").read_text(encoding="utf-8")
    return dict(yaml.load(text, Loader=yaml.CSafeLoader)["tests"])


@pytest.mark.parametrize(
    ("section", "count"),
    [("usernames", 19), ("lists", 12), ("hashtags", 70), ("urls", 78), ("cashtags", 2), ("all", 10)],
)
def test_what_is_linked(conformance: Path, section: str, count: int) -> None:
    cases = load(conformance, "autolink")[section]
    assert len(cases) == count
    wrong = {}
    for case in cases:
        text = case["text"]
        # Autolinking leaves a host without a scheme alone, and the sign before a name outside of the link.
        shown = [
            text[one.start : one.end].lstrip("@＠") if one.kind is FacetKind.MENTION else text[one.start : one.end]
            for one in twitter.find(text)
            if one.kind in KINDS[section]
            and not (one.kind is FacetKind.LINK and not text[one.start :].lower().startswith("http"))
        ]
        expected = [html.unescape(re.sub("<[^>]*>", "", one)) for one in _LINKED.findall(case["expected"])]
        if shown != expected:
            wrong[case["description"]] = (shown, expected)
    assert not wrong


def test_the_places_that_a_program_may_be_given(conformance: Path) -> None:
    cases = load(conformance, "autolink")["json"]
    assert len(cases) == 5
    for case in cases:
        given = json.loads(case["json"])
        places = sorted(tuple(one["indices"]) for those in given.values() for one in those)
        found = [(one.start, one.end) for one in twitter.find(case["text"])]
        assert found == places or not places, case["description"]


def test_what_stands_in_highlighted_texts(conformance: Path) -> None:
    cases = load(conformance, "hit_highlighting")
    assert {name: len(those) for name, those in cases.items()} == {"plain_text": 6, "with_links": 8}
    for case in cases["with_links"]:
        linked = [re.sub("<[^>]*>", "", one) for one in _LINKED.findall(case["text"])]
        plain = html.unescape(re.sub("<[^>]*>", "", case["text"]))
        found = [plain[one.start : one.end].lstrip("@") for one in twitter.find(plain)]
        assert found == [html.unescape(one) for one in linked]
