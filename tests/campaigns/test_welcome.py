"""Welcomes of the campaign file: read with their places, each fault named at its own, and a fault in one stops that one."""

from datetime import date, time, timedelta

import pytest

from scheduler.model.campaign import TooLong
from scheduler.model.notice import Severity
from tests.campaigns.sample import TOP, plant, said_well

HEAD = TOP + "welcome:\n  - id: bienvenue\n    account: musee-mastodon\n"
TEXT = "    text: Bonjour {follower}\n"
OTHER = "  - {id: autre, account: musee-x, text: 'Bonjour {follower}'}\n"
FAULTS = {
    "key-missing": ["  - {account: b, text: 'a {follower}'}\n"],
    "text-beside-rotation": ["    §text: a\n    rotate: [{text: b}]\n"],
    "rotation-empty": ["    rotate: §[]\n"],
    "post-empty": ["    rotate:\n      - §{language: fr}\n"],
    "word-unfit-meant": [TEXT + "    approve: §chaque\n"],
    "number-unfit": [TEXT + "    a_day: §0\n", TEXT + "    a_day: §beaucoup\n"],
    "span-unreadable": [TEXT + "    spread: §parfois\n"],
    "welcome-quiet-unfit": [TEXT + "    §not_between: [21h]\n", TEXT + "    §not_between: [9h, 9h]\n"],
    "date-unreadable": [TEXT + "    from: §demain\n"],
    "key-unknown-meant": [
        TEXT + "    §par_jour: 20\n",
        TEXT + "    §écart: 10min\n",
        TEXT + "    §heures_calmes: [21h, 9h]\n",
        TEXT + "    §depuis: 2027-01-05\n",
        TEXT + "    §délai: 7d\n",
        "    §message: Bonjour {follower}\n" + TEXT,
    ],
    "value-elsewhere": ["    text: Bonjour {follower} §{n}\n"],
    "text-unfinished": ["    text: Bonjour {follower} §TODO\n"],
}
CASES = [(code, body) for code, bodies in FAULTS.items() if code != "key-missing" for body in bodies]


@pytest.mark.parametrize(("code", "body"), CASES, ids=[f"{code}-{n}" for n, (code, _) in enumerate(CASES)])
def test_a_fault_is_named_at_its_place_and_stops_that_welcome_alone(code: str, body: str) -> None:
    planted = plant(HEAD + body + OTHER)
    notice = planted.one(code)
    assert (notice.where, notice.severity) == (planted.where, Severity.ERROR)
    assert notice.subject == 'welcome "bienvenue"'
    said_well(notice)
    campaign = planted.reading.campaign
    assert campaign is not None
    assert [one.id for one in campaign.welcome] == ["autre"]
    assert campaign.blocked == ("bienvenue",), "what is queued of it stays"


@pytest.mark.parametrize("missing", ["id", "account", "text"])
def test_what_a_welcome_must_have(missing: str) -> None:
    values = {"id": "a", "account": "b", "text": "'c {follower}'"}
    body = ", ".join(f"{key}: {value}" for key, value in values.items() if key != missing)
    planted = plant(TOP + f"welcome:\n  - {{{body}}}\n")
    assert planted.one("key-missing").arguments == {"key": missing}


def test_everything_that_may_be_set_is_read() -> None:
    body = (
        "    rotate:\n      - {text: 'Bonjour {follower}'}\n      - texts: {fr: 'Salut {follower}', en: 'Hello {follower}'}\n"
        "    approve: once\n    a_day: 5\n    spread: 30min\n    not_between: [21h, 9h]\n    from: 2027-01-05\n    within: 3d\n"
    )
    campaign = plant(HEAD + body).reading.campaign
    assert campaign is not None
    (one,) = campaign.welcome
    assert (one.approve, one.a_day, one.spread, one.first) == ("once", 5, timedelta(minutes=30), date(2027, 1, 5))
    assert (one.not_between, one.within) == (((time(21), time(9)),), timedelta(days=3))
    first, second = one.contents
    assert (first.visibility, first.hashtags_inherited, first.if_too_long) == ("direct", False, TooLong.REFUSE)
    assert [each.language for each in second.texts or ()] == ["fr", "en"]


def test_what_is_not_said_is_careful() -> None:
    campaign = plant(HEAD + TEXT).reading.campaign
    assert campaign is not None
    (one,) = campaign.welcome
    assert (one.approve, one.a_day, one.spread, one.within) == ("each", 20, timedelta(minutes=10), timedelta(days=7))


@pytest.mark.parametrize(
    "twin",
    [
        "  - {id: bienvenue, account: b, text: 'a {follower}'}\n",
        "posts:\n  - {id: bienvenue, date: 2027-06-07, at: 9h, text: a}\n",
    ],
)
def test_an_id_that_is_taken_is_named(twin: str) -> None:
    planted = plant(HEAD + TEXT + twin)
    assert planted.one("welcome-twice").severity is Severity.ERROR
