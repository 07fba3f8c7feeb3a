"""Which slot each post takes: by priority, apart from other posts, and for good."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scheduler.flow.filling import tag_of
from scheduler.flow.recur import Recurred
from scheduler.model.campaign import Override, Post, Reply
from scheduler.model.delivery import State
from scheduler.model.line import Days, Excuse, Hours, Line
from scheduler.model.notice import Severity
from scheduler.model.queued import Queued
from scheduler.model.slot import grid
from scheduler.sentences import say
from tests.flow.laying_data import (
    HERE,
    NOW,
    account,
    applied,
    campaign,
    hour,
    lay,
    local,
    lying,
    post,
    says,
    weekly,
)

HOUR = timedelta(hours=1)


def codes(found: Recurred) -> list[str]:
    return [one.code for one in found.notices]


def test_posts_without_an_hour_take_the_next_free_slots_by_priority_then_in_the_order_of_the_files() -> None:
    found = lay(campaign(post("un"), post("deux"), post("presse", priority=1)), campaign(post("autre"), slug="b"))
    assert local(found) == {
        "presse": "Mon 01 09:00",
        "un": "Tue 02 09:00",
        "deux": "Tue 02 18:00",
        "autre": "Wed 03 09:00",
    }


def test_a_slot_that_is_past_is_not_taken() -> None:
    later = NOW + HOUR + timedelta(minutes=1)
    assert local(lay(campaign(post("un")), now=later)) == {"un": "Tue 02 09:00"}


def test_who_names_a_day_goes_before_who_takes_any() -> None:
    found = lay(campaign(post("libre"), post("lundi", day=date(2027, 3, 1)), post("tot", slot_until=date(2027, 3, 2))))
    assert local(found) == {"lundi": "Mon 01 09:00", "tot": "Tue 02 09:00", "libre": "Tue 02 18:00"}


def test_from_and_until_keep_a_post_within_their_days() -> None:
    found = lay(campaign(post("un", slot_from=date(2027, 3, 4), slot_until=date(2027, 3, 5)), post("deux")))
    assert local(found) == {"deux": "Mon 01 09:00", "un": "Thu 04 09:00"}


def test_it_keeps_its_distance_to_dated_posts_and_says_what_stood_in_the_way() -> None:
    dated = post("dix", day=date(2027, 3, 1), moment=hour("10:00"))
    found = lay(campaign(dated, post("un")), accounts=[account("x", distance=2 * HOUR)])
    assert local(found)["un"] == "Tue 02 09:00"
    (one,) = [each for each in found.occurrences if each.post.id == "un"]
    assert one.taken is not None
    assert [(f"{each.at:%H:%M}", each.by, each.near) for each in one.taken.passed] == [
        ("09:00", "atelier/dix/once/x", True)
    ]


def test_the_editorial_line_s_gap_holds_where_it_is_longer() -> None:
    dated = post("dix", day=date(2027, 3, 1), moment=hour("10:00"))
    assert local(lay(campaign(dated, post("un")), least=2 * HOUR))["un"] == "Tue 02 09:00"
    assert local(lay(campaign(dated, post("un")), least=HOUR))["un"] == "Mon 01 09:00"


def test_what_the_editorial_line_keeps_free_is_left_free_unless_the_post_names_its_day_or_is_excused() -> None:
    monday = Days(weekday=0, severity=Severity.WARNING, where=HERE)
    morning = Hours(first=time(8), last=time(10), severity=Severity.ERROR, where=HERE)
    lines = {"atelier": Line(closed_days=(monday,), quiet_hours=(morning,))}
    said = lay(campaign(post("un"), post("lundi", day=date(2027, 3, 8))), lines=lines)
    assert local(said) == {"un": "Tue 02 18:00", "lundi": "Mon 08 09:00"}
    (one,) = [each for each in said.occurrences if each.post.id == "un"]
    assert one.taken is not None
    assert [(f"{each.at:%a %H:%M}", each.shut) for each in one.taken.passed] == [
        ("Mon 09:00", True),
        ("Tue 09:00", True),
    ]
    free = Excuse(rule="quiet_hours", reason="fête", where=HERE)
    assert local(lay(campaign(post("un", excuses=(free,))), lines=lines)) == {"un": "Tue 02 09:00"}
    told = replace(lines["atelier"], closed_days=(replace(monday, severity=Severity.INFO),), quiet_hours=())
    assert local(lay(campaign(post("un")), lines={"atelier": told})) == {"un": "Mon 01 09:00"}


def test_no_slot_is_taken_before_an_embargo_ends_and_a_later_embargo_moves_what_is_queued() -> None:
    embargo = datetime(2027, 3, 2, 12, tzinfo=UTC)
    under = campaign(post("un", embargo=embargo))
    assert local(lay(under)) == {"un": "Tue 02 18:00"}
    assert local(lay(under, queued=applied(lay(campaign(post("un")))))) == {"un": "Tue 02 18:00"}


def test_each_account_has_its_own_slots_and_an_override_its_own_way() -> None:
    fixed = Override(name="mastodon", content=says("autrement"), moment=hour("11:00"))
    mastodon = account("mastodon", slots=grid(("monday 12h",)))
    given_ = campaign(
        post("un"), post("deux", day=date(2027, 3, 1), overrides={"mastodon": fixed}), accounts=("x", "mastodon")
    )
    found = lay(given_, accounts=[account("x"), mastodon], queued=Queued())
    assert local(found) == {
        "deux@x": "Mon 01 09:00",
        "un@x": "Tue 02 09:00",
        "un@mastodon": "Mon 01 12:00",
        "deux@mastodon": "Mon 01 11:00",
    }


def test_a_slot_in_the_skipped_hour_goes_out_after_it_and_in_the_repeated_one_at_the_first() -> None:
    night = account("x", slots=grid(("sunday 2h30",)))
    spring = lay(campaign(post("un", day=date(2027, 3, 28))), accounts=[night])
    autumn = lay(campaign(post("un", day=date(2027, 10, 31))), accounts=[night])
    assert [one.due for one in spring.occurrences] == [datetime(2027, 3, 28, 1, 30, tzinfo=UTC)]
    assert [one.due for one in autumn.occurrences] == [datetime(2027, 10, 31, 0, 30, tzinfo=UTC)]


def test_a_campaign_of_another_zone_counts_its_days_by_its_own_clock() -> None:
    tokyo = campaign(post("un", day=date(2027, 3, 3)), timezone="Asia/Tokyo")
    found = lay(tokyo, accounts=[account("x", slots=grid(("every day 18h",)))])
    (one,) = found.occurrences
    assert one.local is not None
    assert one.local.isoformat() == "2027-03-03T02:00:00+09:00"
    assert one.due == datetime(2027, 3, 2, 17, tzinfo=UTC)


def test_a_series_takes_a_slot_of_each_of_its_days_and_says_which_days_have_none() -> None:
    series = post("rendez-vous", moment=None, repeat=weekly(1, 5))
    found = lay(campaign(post("mardi", day=date(2027, 3, 2), priority=1), series), days=10)
    assert local(found) == {
        "mardi": "Tue 02 09:00",
        "rendez-vous/2027-03-02": "Tue 02 18:00",
        "rendez-vous/2027-03-09": "Tue 09 09:00",
    }
    (said,) = [one for one in found.notices if one.code == "slot-series-empty"]
    assert said.arguments["n"] == 1
    assert said.arguments["first"] == date(2027, 3, 6)


def test_days_without_a_slot_are_said_once_for_the_accounts_that_share_them() -> None:
    given_ = campaign(post("rendez-vous", moment=None, repeat=weekly(5)), accounts=("x", "mastodon"))
    (said,) = lay(given_, accounts=[account("x"), account("mastodon")], days=10).notices
    assert (said.code, said.subject) == ("slot-series-empty", 'post "rendez-vous" -> mastodon, x')
    saturday = account("mastodon", slots=grid(("saturday 9h",)))
    found = lay(given_, accounts=[account("x"), saturday], days=10, queued=Queued()).notices
    assert [one.arguments["account"] for one in found if one.code == "slot-series-empty"] == [("x",)]


def test_a_day_whose_slots_are_over_lacks_none() -> None:
    evening = datetime(2027, 3, 2, 20, tzinfo=UTC)
    series = post("rendez-vous", moment=None, repeat=weekly(0, 1))
    found = lay(campaign(series), now=evening, days=7, queued=Queued())
    assert local(found) == {
        "rendez-vous/2027-03-08": "Mon 08 09:00",
        "rendez-vous/2027-03-09": "Tue 09 09:00",
    }
    assert codes(found) == []


def test_a_timed_reply_follows_the_slot_of_its_post() -> None:
    early = Reply(id="tot", moment=hour("08:00"), content=says("Réponse."))
    late = Reply(id="tard", moment=hour("18:00"), content=says("Réponse."))
    found = lay(campaign(post("un", replies=(early, late))))
    assert local(found) == {
        "un": "Mon 01 09:00",
        "un/once+tard": "Mon 01 18:00",
        "un/once+tot": "Tue 02 08:00",
    }


# -- what stays


def test_what_lies_in_the_queue_keeps_its_slot_whatever_is_added() -> None:
    before = lay(campaign(post("un"), post("deux")))
    pressed = campaign(post("presse", priority=1), post("un"), post("deux"))
    after = lay(pressed, queued=applied(before))
    assert local(after) == {"un": "Mon 01 09:00", "deux": "Tue 02 09:00", "presse": "Tue 02 18:00"}
    assert [one.taken.kept for one in after.occurrences if one.taken] == [True, True, False]
    assert codes(after) == []


@pytest.mark.parametrize("state", [State.PUBLISHED, State.AWAITING, State.SENDING, State.MISSED])
def test_a_freed_slot_is_not_filled_by_moving_others_and_goes_to_who_comes_next(state: State) -> None:
    before = lay(campaign(post("un"), post("deux")))
    queued = applied(before, state)
    gone = Queued(lying=queued.lying[1:])
    after = lay(campaign(post("deux"), post("trois")), queued=gone)
    assert local(after) == {"trois": "Mon 01 09:00", "deux": "Tue 02 09:00"}


def test_a_post_that_its_file_no_longer_has_gives_its_slot_back_unless_the_file_cannot_be_read() -> None:
    before = applied(lay(campaign(post("un"))))
    assert local(lay(campaign(post("deux")), queued=before)) == {"deux": "Mon 01 09:00"}
    assert local(lay(campaign(post("deux"), blocked=("un",)), queued=before)) == {"deux": "Tue 02 09:00"}
    assert local(lay(campaign(post("deux"), blocked=("*",)), queued=before)) == {"deux": "Tue 02 09:00"}
    assert local(lay(campaign(post("deux")), queued=before, whole=False)) == {"deux": "Tue 02 09:00"}


def test_another_campaign_s_posts_stand_where_the_queue_has_them() -> None:
    other = applied(lay(campaign(post("un"), slug="autre")))
    assert local(lay(campaign(post("deux")), queued=other)) == {"deux": "Tue 02 09:00"}


def test_what_was_cancelled_or_withdrawn_holds_no_slot_and_what_a_person_cancelled_does_not_come_back() -> None:
    (one,) = lay(campaign(post("un"))).occurrences
    for state in (State.CANCELLED, State.WITHDRAWN):
        found = lay(campaign(post("un"), post("deux")), queued=Queued(lying=(lying(one, state),)))
        assert local(found)["deux"] == "Mon 01 09:00"
        assert [each.taken and each.taken.kept for each in found.occurrences if each.post.id == "un"] == [True]


def test_what_planning_took_out_comes_back_as_new() -> None:
    (one,) = lay(campaign(post("un"))).occurrences
    gone = Queued(lying=(lying(one, State.CANCELLED, gone=True),))
    later = NOW + timedelta(days=1, hours=2)
    assert local(lay(campaign(post("un")), queued=gone, now=later)) == {"un": "Tue 02 18:00"}


def test_other_days_in_its_file_move_a_post_that_is_not_out() -> None:
    before = lay(campaign(post("un")))
    moved = campaign(post("un", day=date(2027, 3, 5)))
    assert local(lay(moved, queued=applied(before))) == {"un": "Fri 05 09:00"}
    assert local(lay(moved, queued=applied(before, State.MISSED))) == {"un": "Fri 05 09:00"}
    assert local(lay(moved, queued=applied(before, State.PUBLISHED))) == {"un": "Mon 01 09:00"}


def test_another_grid_moves_nothing_that_is_queued() -> None:
    before = applied(lay(campaign(post("un"))))
    evening = [account("x", slots=grid(("every day 20h",)))]
    after = lay(campaign(post("un"), post("deux")), queued=before, accounts=evening)
    assert local(after) == {"un": "Mon 01 09:00", "deux": "Mon 01 20:00"}


# -- what is said


def test_a_post_without_a_free_slot_is_an_error_that_names_who_has_them() -> None:
    tuesday = date(2027, 3, 2)
    found = lay(campaign(*(post(name, day=tuesday) for name in ("un", "deux", "trois"))), queued=Queued())
    (said,) = found.notices
    assert (said.code, said.subject) == ("slot-taken-day", 'post "trois"')
    assert "mardi 2 mars 2027 à 09:00 (atelier/un), mardi 2 mars 2027 à 18:00 (atelier/deux)" in str(
        say(said.code, said.arguments, "fr")
    )
    assert "trois" not in local(found)


def test_days_without_any_slot_and_accounts_without_a_grid_are_errors_of_their_own() -> None:
    sunday, past = date(2027, 3, 7), date(2027, 2, 1)
    assert codes(lay(campaign(post("un", day=sunday)), queued=Queued())) == ["slot-none-day"]
    assert codes(lay(campaign(post("un", slot_until=past)), queued=Queued())) == ["slot-none-between"]
    assert codes(lay(campaign(post("un")), accounts=[account("x", slots=())], queued=Queued())) == ["slot-no-grid"]


def test_without_the_queue_slots_are_provisional_and_days_that_are_over_are_no_fault() -> None:
    found = lay(campaign(post("un"), post("hier", day=date(2027, 2, 26)), post("bientot", day=date(2027, 3, 7))))
    said = {one.subject: (one.code, one.severity) for one in found.notices}
    assert said == {
        'post "un" -> x': ("slot-provisional", Severity.INFO),
        'post "hier" -> x': ("slot-over", Severity.INFO),
        'post "bientot"': ("slot-none-day", Severity.ERROR),
    }


@pytest.mark.parametrize("window", [{"slot_until": date(2027, 3, 1)}, {"day": date(2027, 3, 1)}])
def test_without_the_queue_a_window_that_has_begun_and_has_no_slot_left_is_a_warning(window: dict[str, date]) -> None:
    evening = NOW + 12 * HOUR
    (said,) = lay(campaign(post("un", **window)), now=evening).notices
    assert (said.code, said.severity) == ("slot-none-more", Severity.WARNING)
    (fault,) = lay(campaign(post("un", **window)), now=evening, queued=Queued()).notices
    assert fault.severity is Severity.ERROR, "planning knows that it never went out"


# -- whatever the posts

wishes = st.builds(
    lambda number, priority, day, until: post(
        f"p{number}",
        priority=priority,
        day=date(2027, 3, day) if day else None,
        slot_until=date(2027, 3, until) if until and not day else None,
    ),
    number=st.integers(0, 99),
    priority=st.integers(1, 9),
    day=st.one_of(st.none(), st.integers(1, 19)),
    until=st.one_of(st.none(), st.integers(1, 28)),
)
posts = st.lists(wishes, max_size=12, unique_by=lambda one: one.id)


@given(first=posts, more=posts, distance=st.sampled_from([0, 1, 9, 30]))
def test_adding_posts_never_moves_one_that_is_queued_and_all_keep_their_distance(
    first: list[Post], more: list[Post], distance: int
) -> None:
    accounts = [account("x", distance=distance * HOUR)]
    before = lay(campaign(*first), accounts=accounts, queued=Queued())
    had = {tag_of(one): one.due for one in before.occurrences}
    known = {one.id for one in first}
    added = [*(one for one in more if one.id not in known), *first]
    after = lay(campaign(*added), accounts=accounts, queued=applied(before))
    has = {tag_of(one): one.due for one in after.occurrences}
    assert {name: has[name] for name in had} == had
    instants = sorted(due for due in has.values() if due)
    assert all(later - sooner >= max(distance * HOUR, HOUR) for sooner, later in pairwise(instants))
    again = lay(campaign(*added), accounts=accounts, queued=applied(after))
    assert {tag_of(one): one.due for one in again.occurrences} == has
