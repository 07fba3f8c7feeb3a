"""Conditions that an author sets, at the moment a post would go out: on a whole engine, and as a pure decision."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import time, timedelta
from pathlib import Path

import pytest

from scheduler.flow import approve
from scheduler.flow.conditions import against
from scheduler.model.condition import Condition, Kind, Then, read, written
from scheduler.model.delivery import Delivery, State
from scheduler.sentences import LANGUAGES
from scheduler.sentences.stored import said
from scheduler.store import deliveries
from scheduler.store.deliveries import New
from tests.flow.remote import Fate
from tests.flow.world import MONDAY, World

HOUR = timedelta(hours=1)


@pytest.fixture
def world(tmp_path: Path) -> World:
    return World(tmp_path)


def with_(new: New, *conditions: Condition) -> New:
    return replace(new, conditions=written(conditions, "museumweek"))


def passed(then: Then, after: timedelta) -> Condition:
    return Condition(then=then, kind=Kind.PASSED, at=MONDAY + after)


def not_out(then: Then, post: str) -> Condition:
    return Condition(then=then, kind=Kind.NOT_OUT, post=post)


def younger(then: Then, minutes: int) -> Condition:
    return Condition(then=then, kind=Kind.YOUNGER, span=timedelta(minutes=minutes))


def why(one: Delivery) -> str:
    for language in LANGUAGES:
        assert said(one.reason, language) != one.reason, "a reason in words"
    return one.reason.partition(" ")[0]


def test_what_is_written_beside_a_delivery_reads_the_same() -> None:
    quiet = ((time(22), time(8, 30)),)
    pace = Condition(then=Then.HOLD, kind=Kind.PACE, span=timedelta(minutes=10), most=20, quiet=quiet)
    given = [passed(Then.CANCEL, HOUR), not_out(Then.HOLD, "a/b"), younger(Then.CANCEL, 90), pace]
    assert read(written(given, "museumweek")) == tuple(given)
    assert read(written([not_out(Then.HOLD, "b")], "museumweek"))[0].post == "museumweek/b"
    assert written([], "museumweek") == ""


def test_a_post_whose_moment_has_passed_is_cancelled_and_before_it_goes_out(world: World) -> None:
    late = with_(world.new("late"), passed(Then.CANCEL, timedelta(0)))
    soon = with_(world.new("soon", account="other"), passed(Then.CANCEL, HOUR))
    first, second = (world.add(one)[0] for one in (late, soon))
    world.once()
    assert world.state(first) is State.CANCELLED
    assert why(world.now(first)) == "proviso-cancelled-passed"
    assert world.state(second) is State.PUBLISHED
    assert world.network.texts() == ["soon on other"]


def test_what_is_too_late_and_cancelled_by_its_own_condition_is_not_called_missed(world: World) -> None:
    one = with_(world.new("soirée", roles=("press",)), passed(Then.CANCEL, HOUR))
    other = world.new("autre", roles=("press",))
    first, second = (world.add(each)[0] for each in (one, other))
    world.clock.advance(timedelta(hours=3))
    world.once()
    assert (world.state(first), world.state(second)) == (State.CANCELLED, State.MISSED)
    assert why(world.now(first)) == "proviso-cancelled-passed"


@pytest.mark.parametrize("then", Then)
@pytest.mark.parametrize("fate", ["refused", "missed", "unapproved", "cancelled", "absent"])
def test_a_post_that_leans_on_one_that_did_not_go_out_stays(world: World, then: Then, fate: str) -> None:
    leaning = with_(world.new("suite", after=HOUR), not_out(then, "annonce"))
    (post,) = world.add(leaning)
    if fate != "absent":
        roles = ("press",) if fate in {"unapproved", "missed"} else ()
        patience = timedelta(minutes=30) if fate == "missed" else timedelta(hours=2)
        (named,) = world.add(world.new("annonce", roles=roles, patience=patience))
        if fate == "cancelled":
            approve.cancel(world.database, [named.tag], why="", by="a.martin", at=world.clock.now())
        if fate == "refused":
            world.network.script.append(Fate.REFUSED)
    world.run(timedelta(hours=1, minutes=5))
    done = "cancelled" if then is Then.CANCEL else "held"
    state = {"refused": "failed", "unapproved": "awaiting"}.get(fate, fate)
    assert world.state(post).value == done
    assert why(world.now(post)) == f"proviso-{done}-not-out-{state}"
    assert "suite on musee" not in world.network.texts()


def test_what_leans_on_a_post_that_went_out_follows_it(world: World) -> None:
    world.add(world.new("annonce"))
    (post,) = world.add(with_(world.new("suite", after=HOUR), not_out(Then.CANCEL, "annonce")))
    world.run(timedelta(hours=1, minutes=5))
    assert world.state(post) is State.PUBLISHED


def test_while_nobody_knows_whether_it_is_out_it_waits(world: World) -> None:
    world.network.script.append(Fate.LOST_AFTER)
    (named,) = world.add(world.new("annonce"))
    world.once()
    assert world.state(named) is State.UNKNOWN
    (post,) = world.add(with_(world.new("suite", account="other"), not_out(Then.CANCEL, "annonce")))
    world.once()
    assert world.state(post) is State.READY
    assert why(world.now(post)) == "proviso-waits-post"
    world.run(timedelta(minutes=30))
    assert (world.state(named), world.state(post)) == (State.PUBLISHED, State.PUBLISHED)


def test_what_a_person_lets_go_on_is_not_held_again_for_the_same(world: World) -> None:
    (post,) = world.add(with_(world.new("suite"), not_out(Then.HOLD, "annonce")))
    world.once()
    assert world.state(post) is State.HELD
    approve.unhold(world.database, [post.tag], why="elle peut partir seule", by="a.martin", at=world.clock.now())
    world.once()
    assert world.state(post) is State.PUBLISHED


def test_who_lets_one_thing_pass_has_not_let_pass_the_others(world: World) -> None:
    leaning = (not_out(Then.HOLD, "annonce"), not_out(Then.HOLD, "affiche"), younger(Then.HOLD, 90))
    world.add(world.new("avant"))
    (post,) = world.add(with_(world.new("suite", after=timedelta(minutes=1)), *leaning))
    for missing in ("annonce", "affiche"):
        world.run(timedelta(minutes=2))
        assert world.state(post) is State.HELD
        assert missing in world.now(post).reason
        approve.unhold(world.database, [post.tag], why="sans elle", by="a.martin", at=world.clock.now())
    world.run(timedelta(minutes=2))
    assert (world.state(post), why(world.now(post))) == (State.READY, "proviso-waits-younger")
    world.run(2 * HOUR)
    assert world.network.log[-1].at - MONDAY == timedelta(minutes=90)


def test_a_post_waits_until_the_account_s_last_one_is_old_enough(world: World) -> None:
    world.add(world.new("avant"))
    (post,) = world.add(with_(world.new("après", after=timedelta(minutes=30)), younger(Then.HOLD, 90)))
    world.run(timedelta(minutes=31))
    waiting = world.now(post)
    assert (waiting.state, why(waiting)) == (State.READY, "proviso-waits-younger")
    assert waiting.not_before == MONDAY + timedelta(minutes=90)
    world.run(timedelta(hours=1))
    assert world.state(post) is State.PUBLISHED
    assert [one.at - MONDAY for one in world.network.log] == [timedelta(0), timedelta(minutes=90)]


def test_what_would_wait_too_long_is_missed_and_never_sent_late(world: World) -> None:
    world.add(world.new("avant"))
    (post,) = world.add(with_(world.new("après", after=timedelta(minutes=30)), younger(Then.HOLD, 600)))
    world.run(timedelta(hours=11))
    assert world.state(post) is State.MISSED
    assert world.network.texts() == ["avant on musee"]


def test_a_post_is_cancelled_beside_a_young_one_where_its_author_says_so(world: World) -> None:
    world.add(world.new("avant"))
    (post,) = world.add(with_(world.new("après", after=timedelta(minutes=30)), younger(Then.CANCEL, 90)))
    world.run(timedelta(hours=1))
    assert world.state(post) is State.CANCELLED
    assert why(world.now(post)) == "proviso-cancelled-younger"


def test_of_a_series_the_turn_that_came_last_is_asked_about(world: World) -> None:
    series = [replace(world.new("mardi", after=n * HOUR), occurrence=f"2027-06-0{n}T09:00") for n in (0, 2)]
    world.add(*series)
    tag = series[0].tag
    approve.cancel(world.database, [tag], why="", by="a.martin", at=world.clock.now())
    early = with_(world.new("un", after=HOUR), not_out(Then.CANCEL, "mardi"))
    late = with_(world.new("deux", after=3 * HOUR), not_out(Then.CANCEL, "mardi"))
    first, second = (world.add(one)[0] for one in (early, late))
    world.run(4 * HOUR)
    assert (world.state(first), world.state(second)) == (State.CANCELLED, State.PUBLISHED)


def test_what_a_person_sends_asks_about_the_turn_that_came_last_by_then(world: World) -> None:
    series = [replace(world.new("mardi", after=n * HOUR), occurrence=f"2027-06-0{n}T09:00") for n in (1, 9)]
    by_hand = world.new("direct")
    late = by_hand.due and by_hand.due + 6 * HOUR
    by_hand = replace(with_(by_hand, not_out(Then.HOLD, "mardi")), due=None, closes=late, too_late_at=None)
    (post,) = [one for one in world.add(*series, by_hand) if one.post == "direct"]
    world.run(2 * HOUR)
    assert against(world.database, world.now(post), world.clock.now()) is None, (
        "the one of tonight is none of its business"
    )


def test_a_delivery_without_conditions_asks_the_database_nothing(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    def never(*_: object) -> Sequence[object]:
        raise AssertionError("asked")

    monkeypatch.setattr("scheduler.flow.conditions.facts", never)
    (post,) = world.add(world.new())
    world.once()
    assert world.state(post) is State.PUBLISHED
    assert deliveries.select(world.database, ids=[post.id])[0].conditions == ""
