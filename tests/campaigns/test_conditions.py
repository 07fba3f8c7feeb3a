"""Conditions under `cancel_if` and `hold_if`: read with their places, each fault named at its own."""

from datetime import UTC, datetime, timedelta

import pytest

from scheduler.flow.condition_names import judged
from scheduler.model.condition import Condition, Kind, Then
from scheduler.model.notice import Severity
from tests.campaigns.sample import HEAD, TOP, plant, said_well

TEXT = "    text: a\n"
FAULTS = {
    "proviso-empty": ["    cancel_if: §{}\n"],
    "not-keys-like": ["    cancel_if: §annonce\n"],
    "key-unknown-meant": [
        "    cancel_if: {§passé: 2027-06-13}\n",
        "    hold_if: {§pas_publié: un}\n",
        "    hold_if: {§moins_de: 90min}\n",
        "    §annuler_si: {passed: 2027-06-13}\n",
        "    §suspendre_si: {not_out: deux}\n",
    ],
    "span-unreadable": ["    cancel_if: {younger_than: §bientôt}\n"],
    "slug-unfit": ["    cancel_if: {not_out: §Annonce du soir}\n"],
    "date-unreadable": ["    cancel_if: {passed: §demain}\n"],
}
CASES = [(code, body) for code, bodies in FAULTS.items() for body in bodies]


@pytest.mark.parametrize(("code", "body"), CASES, ids=[f"{code}-{n}" for n, (code, _) in enumerate(CASES)])
def test_a_fault_is_named_at_its_place(code: str, body: str) -> None:
    planted = plant(HEAD + body + TEXT)
    notice = planted.one(code)
    assert notice.where == planted.where
    assert notice.severity is Severity.ERROR
    said_well(notice)
    assert planted.reading.campaign is not None
    assert planted.reading.campaign.blocked == ("un",)


def read(body: str) -> tuple[Condition, ...]:
    planted = plant(HEAD + body + TEXT)
    assert planted.codes == []
    assert planted.reading.campaign is not None
    return planted.reading.campaign.posts[0].conditions


def test_what_is_written_is_what_is_meant() -> None:
    (first, second, third) = read(
        "    cancel_if: {passed: 2027-06-13 12h, not_out: autre/annonce}\n    hold_if: {younger_than: 1h30}\n"
    )
    assert (first.then, first.kind, first.at) == (
        Then.CANCEL,
        Kind.PASSED,
        datetime(2027, 6, 13, 10, tzinfo=UTC),
    )
    assert (second.then, second.kind, second.post) == (Then.CANCEL, Kind.NOT_OUT, "autre/annonce")
    assert (third.then, third.kind, third.span) == (Then.HOLD, Kind.YOUNGER, timedelta(minutes=90))


def test_a_date_alone_has_passed_when_its_day_is_over() -> None:
    (one,) = read("    cancel_if: {passed: 2027-06-13}\n")
    assert one.at == datetime(2027, 6, 13, 22, tzinfo=UTC)


def test_one_content_of_a_series_may_have_its_own() -> None:
    series = "    repeat: {every: week, day: monday, at: 9h}\n    rotate:\n"
    planted = plant(
        TOP + "posts:\n  - id: un\n" + series + "      - {text: a}\n      - {text: b, hold_if: {not_out: [c, d]}}\n"
    )
    assert planted.reading.campaign is not None
    first, second = planted.reading.campaign.posts[0].rotate
    assert first.conditions == ()
    assert [one.post for one in second.conditions] == ["c", "d"]


def test_one_content_of_a_pool_may_have_its_own() -> None:
    series = "    repeat: {every: week, day: monday, at: 9h}\n    pool:\n      contents:\n"
    entries = "        - {id: x, text: a}\n        - {id: y, text: b, cancel_if: {passed: 2027-06-13}}\n"
    campaign = plant(TOP + "posts:\n  - id: un\n" + series + entries).reading.campaign
    assert campaign is not None
    first, second = campaign.posts[0].rotate
    assert (first.conditions, [one.kind for one in second.conditions]) == ((), [Kind.PASSED])


def names(body: str) -> list[tuple[str, str]]:
    """What the names in the condition of the second post come to, by code and severity."""
    posts = HEAD + TEXT + "  - id: deux\n    date: 2027-06-08\n    at: 9h\n    text: b\n" + body
    campaign = plant(posts).reading.campaign
    assert campaign is not None
    found = list(judged(campaign, [campaign]))
    for one in found:
        said_well(one)
    return [(one.code, one.severity.value) for one in found]


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("    cancel_if: {not_out: un}\n", []),
        ("    cancel_if: {not_out: essai/un}\n", []),
        ("    cancel_if: {not_out: deuxx}\n", [("proviso-post-unknown-meant", "error")]),
        ("    cancel_if: {not_out: tout-autre-chose}\n", [("proviso-post-unknown", "error")]),
        ("    cancel_if: {not_out: deux}\n", [("proviso-names-itself", "error")]),
        ("    cancel_if: {not_out: essaie/un}\n", [("proviso-campaign-unknown-meant", "warning")]),
        ("    cancel_if: {not_out: zzz/un}\n", [("proviso-campaign-unknown", "warning")]),
    ],
)
def test_the_posts_that_it_names_are_looked_for(body: str, expected: list[tuple[str, str]]) -> None:
    assert names(body) == expected


def test_a_post_that_goes_out_later_is_named() -> None:
    body = "    cancel_if: {not_out: deux}\n" + TEXT
    campaign = plant(HEAD + body + "  - id: deux\n    date: 2027-06-08\n    at: 9h\n    text: b\n").reading.campaign
    assert campaign is not None
    assert [one.code for one in judged(campaign, [campaign])] == ["proviso-post-later"]
