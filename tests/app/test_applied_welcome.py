"""Welcomes and conditions as they were applied: read back as written, and as earlier versions left them."""

import json
from datetime import UTC, date, datetime, time, timedelta

from scheduler.app import applied
from scheduler.flow import greeting
from scheduler.model.campaign import Content, Post, Welcome
from scheduler.model.condition import Condition, Kind, Then
from tests.adapt.make import HERE, campaign, content


def test_what_was_applied_is_read_back_whole() -> None:
    said = Content(where=HERE, text="Bonjour {follower}", visibility="direct", hashtags_inherited=False)
    welcome = Welcome(
        id="bienvenue",
        account="musee",
        text="Bonjour {follower}",
        approve="once",
        where=HERE,
        contents=(said,),
        a_day=5,
        spread=timedelta(minutes=30),
        not_between=((time(21), time(9)),),
        first=date(2027, 1, 5),
        within=timedelta(days=3),
    )
    conditions = (
        Condition(then=Then.CANCEL, kind=Kind.PASSED, at=datetime(2027, 6, 13, 10, tzinfo=UTC), where=HERE),
        Condition(then=Then.HOLD, kind=Kind.YOUNGER, span=timedelta(minutes=90)),
    )
    one = campaign(welcome=(welcome,), posts=(Post(id="a", content=content("a"), where=HERE, conditions=conditions),))
    back = applied.read(applied.written(one))
    assert back.welcome == (welcome,)
    assert back.posts[0].conditions == conditions


def test_a_welcome_of_an_earlier_version_still_greets() -> None:
    welcome = Welcome(id="b", account="musee", text="Bonjour {follower}", approve="each", where=HERE)
    text = json.loads(applied.written(campaign(welcome=(welcome,))))
    for name in ("contents", "a_day", "spread", "not_between", "first", "within"):
        del text["welcome"][0][name]
    (back,) = applied.read(json.dumps(text)).welcome
    assert back == welcome
    (said,) = greeting.contents(back)
    assert (said.text, said.visibility, said.hashtags_inherited) == ("Bonjour {follower}", "direct", False)
