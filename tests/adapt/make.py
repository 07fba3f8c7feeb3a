"""Small values for the tests of this room."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from hypothesis import strategies as st

from scheduler.adapt.job import Facts, Job
from scheduler.adapt.variant import adapt
from scheduler.connector import discover
from scheduler.model.account import Account
from scheduler.model.campaign import Campaign, Content, Occurrence, Override, Person, Post, Reply, TooLong
from scheduler.model.network import Rules
from scheduler.model.notice import Notice, Where
from scheduler.model.picture import Picture
from scheduler.model.variant import Variant

SIGNS = "ab.:/@#＠＃$-_()[]{}|?!&=%é…«»’中한\u202f\u00a0 \n\t\r\u200d\ufe0f\u20e3\u0301\u00ad1🏽👩🎨❤\U0001f1eb"
WORDS = (
    "http://",
    "https://t.co/",
    ".com",
    "musee.fr",
    "xn--",
    "\n\n",
    "\n---\n",
    "M. ",
    "🇫🇷",
    "👩🏽\u200d🎨",
    "#Musée ",
    "@louvre.fr ",
)
HOSTILE = st.lists(st.one_of(st.sampled_from([*SIGNS, *WORDS]), st.characters(codec="utf-8")), max_size=60).map("".join)
"""Texts that break counters: every sign that means something to a network, in any order."""
HERE = Where(file="week.yaml", line=12)
TODAY = date(2027, 5, 1)
PARIS = ZoneInfo("Europe/Paris")
LOUVRE = Person(
    key="louvre",
    name="Musée du Louvre",
    handles={"x": "MuseeLouvre", "mastodon": "louvre@social.museum", "bluesky": "louvre.fr", "facebook": "louvre"},
    where=HERE,
)
NOBODY = Person(key="voisin", name="Le {voisin} [[d’à côté]]", handles={}, where=HERE)


def rules(network: str, **changes: Any) -> Rules:
    return replace(discover.rules(network), **changes)


def content(text: str | None = None, **more: Any) -> Content:
    return Content(where=HERE, text=text, **more)


def picture(**more: Any) -> Picture:
    return Picture(**{"file": "media/a.jpg", "alt": "Une caisse", "where": HERE, **more})


def campaign(**more: Any) -> Campaign:
    given: dict[str, Any] = {
        "slug": "semaine-2027",
        "title": "Semaine",
        "language": "fr",
        "timezone": "Europe/Paris",
        "accounts": ("compte",),
        "where": HERE,
        "if_too_long": TooLong.THREAD,
        "people": {"louvre": LOUVRE, "voisin": NOBODY},
    }
    return Campaign(**{**given, **more})


def job(
    network: str,
    text: str | None = None,
    *,
    given: Campaign | None = None,
    limits: Mapping[str, int] | None = None,
    languages: tuple[str, ...] = (),
    overrides: Mapping[str, Override] | None = None,
    day_hashtags: tuple[str, ...] = (),
    reply: Reply | None = None,
    base: Content | None = None,
    key: str = "once",
    number: int = 1,
    own_hosts: tuple[str, ...] = ("musee.fr",),
    pictures: Mapping[str, Facts] | None = None,
    today: date = TODAY,
    declared: Rules | None = None,
    **more: Any,
) -> Job:
    """A job for one post with `text` and `more` of a content on one account, named `compte`."""
    said = content(text, **more)
    post = Post(
        id="reserves",
        content=base or said,
        where=HERE,
        day=date(2027, 6, 7),
        overrides=overrides or {},
        day_hashtags=day_hashtags,
    )
    occurrence = Occurrence(
        campaign="semaine-2027",
        post=post,
        key=key,
        content=said,
        account="compte",
        local=datetime(2027, 6, 7, 9, tzinfo=PARIS),
        due=datetime(2027, 6, 7, 7, tzinfo=UTC),
        reply=reply,
        number=number,
    )
    account = Account(
        name="compte", network=network, through=network, where=HERE, limits=limits or {}, languages=languages
    )
    return Job(
        campaign=given or campaign(),
        occurrence=occurrence,
        account=account,
        rules=declared or rules(network),
        today=today,
        own_hosts=own_hosts,
        pictures=pictures or {},
    )


def adapted(network: str, text: str | None = None, **more: Any) -> Variant:
    return adapt(job(network, text, **more))


def texts(variant: Variant) -> list[str]:
    return [part.text for part in variant.parts]


def codes(variant: Variant) -> list[str]:
    return [notice.code for notice in variant.notices]


def notice(variant: Variant, code: str) -> Notice:
    """The one notice with `code`."""
    (found,) = [one for one in variant.notices if one.code == code]
    return found
