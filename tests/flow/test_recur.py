"""Occurrences: which post, on which account, when."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

import pytest

from scheduler.flow.recur import Span, chosen, occurrences
from scheduler.model.account import Account
from scheduler.model.campaign import At, Campaign, Content, Moment, Occurrence, Override, Post, Reply
from scheduler.model.notice import Where
from scheduler.model.series import Repeat, nominal
from scheduler.model.slot import Wish

HERE = Where(file="campaign.yaml", line=1, column=1)
NOW = datetime(2027, 3, 1, tzinfo=UTC)
ACCOUNTS = {
    name: Account(name=name, network=name.removeprefix("musee-"), through="rehearsal", where=HERE)
    for name in ("musee-x", "musee-mastodon")
}


def hour(text: str) -> Moment:
    return Moment(kind=At.HOUR, hour=time.fromisoformat(text))


def says(text: str) -> Content:
    return Content(where=HERE, text=text)


def dated(day: str, at: Moment, overrides: Mapping[str, Override] | None = None) -> Post:
    given = overrides or {}
    return Post(
        id="caisse", content=says("Une caisse."), where=HERE, day=date.fromisoformat(day), moment=at, overrides=given
    )


def series(**repeat: object) -> Post:
    given = Repeat(every="week", hour=time(10), days=(1,), first=date(2027, 3, 1), where=HERE)
    return Post(id="mardi", content=says("Mardi."), where=HERE, repeat=replace(given, **repeat))  # type: ignore[arg-type]


def laid_out(*posts: Post, days_of: Mapping[str, tuple[date, date]] | None = None, days: int = 90) -> list[Occurrence]:
    campaign = Campaign(
        slug="semaine",
        title="Semaine",
        language="fr",
        timezone="Europe/Paris",
        accounts=tuple(ACCOUNTS),
        where=HERE,
        posts=posts,
    )
    span = Span(now=NOW, until=NOW + timedelta(days=days), days_of=days_of or {})
    return list(occurrences(campaign, ACCOUNTS, span).occurrences)


def test_a_dated_post_has_one_occurrence_an_account() -> None:
    found = laid_out(dated("2027-06-07", hour("09:00")))
    assert [(one.account, one.key) for one in found] == [("musee-mastodon", "once"), ("musee-x", "once")]
    assert {one.due for one in found} == {datetime(2027, 6, 7, 7, tzinfo=UTC)}
    assert found[0].local is not None
    assert found[0].local.isoformat() == "2027-06-07T09:00:00+02:00"


def test_in_the_hour_that_the_clock_change_skips_the_offset_before_it_holds() -> None:
    (one, _) = laid_out(dated("2027-03-28", hour("02:30")))
    assert one.due == datetime(2027, 3, 28, 1, 30, tzinfo=UTC)
    assert one.local is not None
    assert one.local.time() == time(3, 30)


def test_in_the_hour_that_the_clock_change_repeats_the_first_is_meant() -> None:
    (one, _) = laid_out(dated("2027-10-31", hour("02:30")))
    assert one.due == datetime(2027, 10, 31, 0, 30, tzinfo=UTC)


@pytest.mark.parametrize(
    ("only", "overrides", "expected"),
    [
        ((), {}, True),
        (("x",), {}, True),
        (("musee-x",), {}, True),
        (("mastodon",), {}, False),
        ((), {"x": True}, False),
        ((), {"x": True, "musee-x": False}, True),
        ((), {"x": False, "musee-x": True}, False),
    ],
)
def test_only_and_skip_choose_accounts(only: tuple[str, ...], overrides: dict[str, bool], expected: bool) -> None:
    given = {name: Override(name=name, content=Content(where=HERE), skip=skip) for name, skip in overrides.items()}
    post = replace(dated("2027-06-07", hour("09:00"), given), only=only)
    assert chosen(post, ACCOUNTS["musee-x"]) is expected


def test_an_account_s_hour_wins_over_its_network_s_and_that_over_the_post_s() -> None:
    given = {
        "x": Override(name="x", content=Content(where=HERE), moment=hour("10:00")),
        "musee-x": Override(name="musee-x", content=Content(where=HERE), moment=hour("11:00")),
        "mastodon": Override(name="mastodon", content=Content(where=HERE), moment=hour("12:00")),
    }
    found = {one.account: one.due for one in laid_out(dated("2027-06-07", hour("09:00"), given))}
    assert {name: due and due.hour + 2 for name, due in found.items()} == {"musee-x": 11, "musee-mastodon": 12}


def test_a_live_post_has_no_instant_and_closes_with_its_window() -> None:
    live = Moment(kind=At.MANUAL, between=(time(14), time(16)))
    (one, _) = laid_out(dated("2027-06-07", live))
    assert one.due is None
    assert one.closes == datetime(2027, 6, 7, 14, tzinfo=UTC)
    assert one.local is not None
    assert one.local.time() == time(14)


def test_a_timed_reply_stands_under_its_post_later_the_same_day() -> None:
    reply = Reply(id="reponse", moment=hour("18:00"), content=says("Quatorze mètres."))
    found = laid_out(replace(dated("2027-06-07", hour("09:00")), replies=(reply,)))
    assert [one.key for one in found if one.account == "musee-x"] == ["once", "once+reponse"]
    assert found[-1].reply is reply


def test_drafts_have_no_occurrence() -> None:
    assert laid_out(replace(dated("2027-06-07", hour("09:00")), draft=True)) == []


def test_a_series_keeps_its_wall_clock_hour_over_the_clock_change() -> None:
    found = [one for one in laid_out(series(), days=45) if one.account == "musee-x"]
    assert [one.key for one in found] == [
        f"2027-{day}T10:00" for day in ("03-02", "03-09", "03-16", "03-23", "03-30", "04-06", "04-13")
    ]
    assert [one.due and one.due.hour for one in found] == [9, 9, 9, 9, 8, 8, 8]


def test_exceptions_and_other_campaigns_days_leave_gaps_but_no_shift_in_the_turn() -> None:
    contents = (says("un"), says("deux"), says("trois"))
    excepted = ((date(2027, 3, 9), date(2027, 3, 9)),)
    post = replace(series(excepted=excepted, not_during=("fete",)), rotate=contents)
    found = laid_out(post, days_of={"fete": (date(2027, 3, 22), date(2027, 3, 24))}, days=40)
    told = [(one.key[5:10], one.content.text, one.number) for one in found if one.account == "musee-x"]
    assert told == [("03-02", "un", 1), ("03-16", "trois", 3), ("03-30", "deux", 5), ("04-06", "trois", 6)]


def test_a_count_and_a_last_day_end_a_series() -> None:
    begin, until = date(2027, 1, 1), date(2028, 1, 1)
    four = Repeat(every="day", hour=time(9), first=begin, count=4, where=HERE)
    assert [number for number, _ in nominal(four, begin=begin, until=until)] == [1, 2, 3, 4]
    last = Repeat(every="day", hour=time(9), first=begin, last=date(2027, 1, 3), where=HERE)
    assert [day for _, day in nominal(last, begin=begin, until=until)] == [date(2027, 1, day) for day in (1, 2, 3)]


def test_what_is_past_of_a_series_is_not_laid_out_again() -> None:
    found = laid_out(series(first=date(2027, 2, 1)), days=10)
    assert [one.key for one in found if one.account == "musee-x"] == ["2027-03-02T10:00", "2027-03-09T10:00"]
    assert {one.number for one in found} == {5, 6}


def test_a_post_that_waits_for_a_slot_has_no_hour_but_a_wish_and_so_has_its_reply() -> None:
    reply = Reply(id="reponse", moment=hour("18:00"), content=says("Quatorze mètres."))
    slot = dated("2027-06-07", Moment(kind=At.SLOT))
    found = laid_out(replace(slot, replies=(reply,), day=None, slot_until=date(2027, 6, 9), priority=2))
    assert {(one.key, one.local, one.due) for one in found} == {("once", None, None), ("once+reponse", None, None)}
    assert {one.wish for one in found} == {Wish(last=date(2027, 6, 9), priority=2)}
    assert {one.wish for one in laid_out(slot)} == {Wish(day=date(2027, 6, 7))}


def test_each_occurrence_of_a_series_with_slots_asks_for_one_of_its_day() -> None:
    found = [one for one in laid_out(series(slot=True, hour=time()), days=9) if one.account == "musee-x"]
    assert [(one.key, one.due, one.wish) for one in found] == [
        ("2027-03-02", None, Wish(day=date(2027, 3, 2))),
        ("2027-03-09", None, Wish(day=date(2027, 3, 9))),
    ]
