"""When messages go out, and what a welcome must be to reach its follower alone: decided from values."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, time, timedelta
from itertools import pairwise
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scheduler.connector import discover
from scheduler.errors import Problem
from scheduler.flow import greeting
from scheduler.flow.greeting import Place
from scheduler.model.account import Account
from scheduler.model.campaign import Campaign, Content, Person, Translation, Welcome
from scheduler.model.greeting import hours, is_greeting, key_id, pseudonym
from scheduler.model.notice import Notice
from scheduler.model.variant import tag
from scheduler.sentences import LANGUAGES, say
from scheduler.store import secret_key
from tests.adapt.make import HERE, campaign

PARIS = "Europe/Paris"
NIGHT = ((time(21), time(9)),)
NOON = datetime(2027, 6, 7, 10, tzinfo=UTC)


def content(text: str | None, **more: object) -> Content:
    made = greeting.contents(Welcome(id="b", account="musee", text="", approve="each", where=HERE))[0]
    return replace(made, text=text, **more)  # type: ignore[arg-type]


def account(**more: object) -> Account:
    return replace(Account(name="musee", network="mastodon", through="mastodon", where=HERE), **more)  # type: ignore[arg-type]


def place(*contents: Content, people: Sequence[Person] = (), approve: str = "once", **of_account: object) -> Place:
    welcome = Welcome(
        id="bienvenue",
        account="musee",
        text="",
        approve=approve,
        where=HERE,
        contents=contents or (content("{follower}"),),
    )
    made: Campaign = campaign(welcome=(welcome,), people={one.key: one for one in people}, hashtags=("#Musee",))
    return Place(campaign=made, welcome=welcome, account=account(**of_account), rules=discover.rules("mastodon"))


def said(*contents: Content, people: Sequence[Person] = ()) -> list[Notice]:
    one = place(*contents, people=people)
    found = list(greeting.judged(one.campaign, {"musee": one.account}, {"musee": one.rules}, (), [one.campaign]))
    for each in found:
        for language in LANGUAGES:
            assert say(each.code, each.arguments, language).text
    return found


def codes(*contents: Content, people: Sequence[Person] = ()) -> list[str]:
    return [one.code for one in said(*contents, people=people) if one.severity.value == "error"]


LOUVRE = Person(key="louvre", name="Musée du Louvre", handles={"mastodon": "louvre@museum.example"}, where=HERE)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Bienvenue {follower} !", []),
        ("Bienvenue !", ["welcome-without-follower"]),
        ("Bienvenue {follower}, avec {louvre}.", ["welcome-names-others"]),
        ("Bienvenue {follower}, avec @louvre@museum.example.", ["welcome-names-others"]),
        ("Bienvenue {follower}.\n---\nDeux", ["welcome-in-parts"]),
        ("Bienvenue {follower}. " + "mot " * 140, ["too-long"]),
        ("Bienvenue. [[{follower}]] " + "mot " * 117, ["welcome-without-follower"]),
    ],
)
def test_a_text_that_would_not_reach_its_follower_alone_is_an_error(text: str, code: list[str]) -> None:
    assert codes(content(text), people=[LOUVRE]) == code


def test_each_text_of_several_is_looked_at() -> None:
    assert codes(content("Bonjour {follower}"), content("Bonjour")) == ["welcome-without-follower"]
    spoken = (Translation(language="fr", text="Bonjour {follower}", where=HERE),)
    assert codes(content(None, texts=spoken)) == []


def test_a_handle_is_put_in_as_it_is_and_never_read_again() -> None:
    one = place(content("Bienvenue {follower} ! {{n}} [[peut-être]]"))
    made = greeting.greeting(one, "x_1@a.example", "w-abcdef-0", one.welcome.contents[0]).variant
    (part,) = made.parts
    assert part.text == "Bienvenue @x_1@a.example ! {n} peut-être", "without the campaign's hashtags"
    assert made.options.visibility == "direct"
    assert [facet.value for facet in part.facets] == ["x_1@a.example"]


def test_a_link_in_it_says_of_nobody_whom_it_went_to() -> None:
    one = replace(place(content("{follower} https://musee.fr/a")), own_hosts=("musee.fr",))
    made = greeting.greeting(one, "a@b.example", "w-abcdef-123", one.welcome.contents[0]).variant
    assert "utm_content=bienvenue.welcome.musee" in made.parts[0].text
    assert "123" not in made.parts[0].text


def test_who_sends_it() -> None:
    each = place(approve="each")
    assert greeting.by_hand(each)
    assert not greeting.by_hand(replace(each, account=account(approvals=("press",))))
    assert not greeting.by_hand(place(approve="once"))


def test_each_person_gets_one_of_several_texts_and_always_the_same() -> None:
    some = [content(f"{n} {{follower}}") for n in range(3)]
    welcome = place(*some).welcome
    names = [pseudonym(b"k" * 32, "musee", f"person{n}@a.example") for n in range(60)]
    chosen = [greeting.said_to(welcome, name) for name in names]
    assert chosen == [greeting.said_to(welcome, name) for name in names]
    assert {one.text for one in chosen} == {one.text for one in some}


def test_a_pseudonym_says_nothing_without_its_key() -> None:
    one, other = b"a" * 32, b"b" * 32
    name = pseudonym(one, "musee", "Ada@Old.Example")
    assert name == pseudonym(one, "musee", "ada@old.example"), "however its server writes it"
    assert len({name, pseudonym(other, "musee", "ada@old.example"), pseudonym(one, "atelier", "ada@old.example")}) == 3
    assert "ada" not in name.lower().replace(key_id(one), "")
    assert is_greeting(name)
    assert not any(map(is_greeting, ("once", "2027-01-05T10:00", "once+reponse")))
    assert tag("c", "p", name, "musee").count("/") == 3


def test_the_key_is_this_user_s_alone(tmp_path: Path) -> None:
    assert secret_key.find(tmp_path) is None
    key = secret_key.make(tmp_path)
    assert (secret_key.find(tmp_path), secret_key.make(tmp_path), len(key)) == (key, key, 32)
    path = tmp_path / secret_key.NAME
    path.chmod(0o644)
    with pytest.raises(Problem) as caught:
        secret_key.find(tmp_path)
    assert caught.value.code == "welcome-key-odd"
    path.chmod(0o600)
    path.write_bytes(b"short")
    with pytest.raises(Problem):
        secret_key.find(tmp_path)
    path.unlink()
    path.symlink_to(tmp_path / "elsewhere")
    with pytest.raises(Problem):
        secret_key.find(tmp_path)


def turns(number: int, now: datetime = NOON, taken: Sequence[datetime] = (), **more: object) -> list[str]:
    given_ = {"spread": timedelta(minutes=30), "most": 20, "quiet": NIGHT, "zone": PARIS} | more
    found = hours(number, now, taken, **given_)  # type: ignore[arg-type]
    return [f"{at.astimezone(ZoneInfo(PARIS)):%m-%d %H:%M}" for at in found]


def test_messages_go_out_one_after_the_other_beside_those_that_are_planned() -> None:
    assert turns(3) == ["06-07 12:00", "06-07 12:30", "06-07 13:00"]
    assert turns(2, taken=[NOON + timedelta(minutes=40)]) == ["06-07 13:10", "06-07 13:40"]
    assert turns(3, most=2) == ["06-07 12:00", "06-07 12:30", "06-08 09:00"]
    assert turns(2, now=NOON + timedelta(hours=8, minutes=45)) == ["06-07 20:45", "06-08 09:00"]
    assert turns(1, now=NOON + timedelta(hours=14)) == ["06-08 09:00"], "after midnight"
    assert turns(1, now=datetime(2027, 10, 31, 0, 30, tzinfo=UTC), quiet=((time(1), time(2, 30)),)) == ["10-31 02:30"]
    assert turns(1, now=datetime(2027, 3, 28, 0, 30, tzinfo=UTC), quiet=((time(1), time(2, 30)),)) == ["03-28 03:30"]


@settings(max_examples=50)
@given(
    number=st.integers(1, 40),
    minutes=st.integers(0, 60 * 24 * 400),
    taken=st.lists(st.integers(-60 * 24, 60 * 24 * 3), max_size=15),
    spread=st.integers(1, 240),
    most=st.integers(1, 12),
    first=st.times(),
    last=st.times(),
)
def test_whatever_is_planned_already_no_rule_is_broken(
    number: int, minutes: int, taken: list[int], spread: int, most: int, first: time, last: time
) -> None:
    begin, end = first.replace(second=0, microsecond=0), last.replace(second=0, microsecond=0)
    quiet = ((begin, end),) if begin != end else ()
    now = NOON + timedelta(minutes=minutes)
    known = [now + timedelta(minutes=one) for one in taken]
    apart = timedelta(minutes=spread)
    found = hours(number, now, known, spread=apart, most=most, quiet=quiet, zone=PARIS)
    assert found[0] >= now
    assert all(later - one >= apart for one, later in pairwise(found))
    assert all(one >= other + apart for one in found for other in known)
    local = [one.astimezone(ZoneInfo(PARIS)) for one in [*known, *found]]
    days = [one.date() for one in local]
    assert all(days.count(one.date()) <= max(most, days[: len(known)].count(one.date())) for one in local)
    for one in local[len(known) :]:
        clock = one.time()
        for start, stop in quiet:
            inside = start <= clock < stop if start < stop else clock >= start or clock < stop
            assert not inside or one.utcoffset() != (one + timedelta(hours=-2)).utcoffset()
