"""Invented people who engage, for the tests of publics: a few posts a week for forty weeks, regulars and newcomers."""

import random
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta

from scheduler.flow.evaluate import Published, Question
from scheduler.model.publics import AGE, Act, Acted, Crowd, Heard, Sort
from tests.flow.evaluation_data import FIRST, LAST, NOW, ZONE, flat, post

WEEK = timedelta(days=7)
BEFORE, AFTER = 38, 5
INSTITUTIONS = {f"k{number}": Sort.INSTITUTION for number in range(6)}
KNOWN: Mapping[str, Sort] = INSTITUTIONS | {f"k{number}": Sort.INDIVIDUAL for number in range(6, 12)}
FRESH = 40
"""Newcomers of the operation; `BACK` of them come again."""
BACK = 6


def people_of(week: int) -> list[str]:
    """Who engages in the week so many after the operation's: known ones, regulars, newcomers, some of the last week's."""
    rng = random.Random(f"week {week}")
    fresh = FRESH if week == 0 else 14 + rng.randrange(5)
    again = [f"n{week - 1}-{number}" for number in range(BACK if week == 1 else 5 + rng.randrange(2))]
    found = [f"k{number}" for number in range(12)] + [f"r{number}" for number in range(10 + rng.randrange(4))]
    return [*found, *(f"n{week}-{number}" for number in range(fresh)), *again]


def acts_with(posts: Sequence[Published], people: Sequence[str], **more: object) -> list[Acted]:
    """Each of `people` with one of `posts`; every third of them with two, in another way."""
    found = []
    for number, who in enumerate(people):
        for turn in range(1 + (number % 3 == 0)):
            one = posts[(number + turn) % len(posts)]
            act = Act.REACTION if not turn else Act.SHARE
            found.append(
                Acted(pseudonym=who, network=one.network, tag=one.tag, act=act, age=AGE, **more)  # type: ignore[arg-type]
            )
    return found


def heard(posts: Sequence[Published]) -> list[Heard]:
    """That of these posts it is known who engaged."""
    return [Heard(tag=one.tag, account=one.account, network=one.network, at=one.at, age=AGE) for one in posts]


def posts_of(week: int, network: str = "mastodon") -> list[Published]:
    """Four posts on a network in the week so many after the operation's."""
    campaign = "museumweek-2027" if week == 0 else "daily"
    return [
        post(FIRST + week * WEEK + timedelta(days=day), network=network, campaign=campaign, hour=8 + day)
        for day in range(4)
    ]


def asked(*, look_back: int = 180, before: int = BEFORE, after: int = AFTER, **other: object) -> Question:
    """A museum week of forty newcomers, among weeks of about sixteen."""
    posts = {week: posts_of(week) for week in range(-before, after + 1)}
    everything = [one for some in posts.values() for one in some]
    crowd = Crowd(
        acts=[act for week, some in posts.items() for act in acts_with(some, people_of(week))],
        heard=heard(everything),
        known=KNOWN,
        declared=True,
        look_back=timedelta(days=look_back),
    )
    question = Question(
        campaign="museumweek-2027",
        title="MuseumWeek 2027",
        zone=ZONE,
        first=FIRST,
        last=LAST,
        now=NOW,
        posts=everything,
        snapshots=flat(everything, 20, 4, 6),
        crowd=crowd,
        titles={"mastodon": "Mastodon", "bluesky": "Bluesky", "x": "X"},
    )
    return replace(question, **other)  # type: ignore[arg-type]


def monday(week: int) -> date:
    """The first day of the week so many after the operation's."""
    return FIRST + week * WEEK
