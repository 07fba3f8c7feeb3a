"""Which content of a pool each date says: after its rest, in its season, apart from the same words, and for good."""

from collections import Counter
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from scheduler.flow.filling import tag_of
from scheduler.flow.laying import Terms, laid
from scheduler.flow.recur import Recurred, Span
from scheduler.flow.stock import Shy
from scheduler.model.campaign import Edited, Post
from scheduler.model.delivery import State
from scheduler.model.pool import Entry, Floor
from scheduler.model.queued import Queued
from tests.flow.laying_data import (
    HERE,
    NOW,
    account,
    applied,
    campaign,
    entry,
    hour,
    lay,
    lying,
    pooled,
    post,
    says,
    weekly,
)

DAY, HOUR = timedelta(days=1), timedelta(hours=1)
X = Shy(days=30, everywhere=True)
MASTODON = Shy(days=30, itself=False)
MONDAYS = weekly(0, slot=False)
DAILY = weekly(*range(7), slot=False)


def said(found: Recurred, name: str = "x") -> dict[str, str]:
    """What each date says on an account."""
    return {one.key[:10]: one.entry for one in found.occurrences if one.account == name}


def days_of(found: Recurred, name: str = "x") -> dict[str, list[date]]:
    """The days of each content on an account."""
    days: dict[str, list[date]] = {}
    for day, each in said(found, name).items():
        days.setdefault(each, []).append(date.fromisoformat(day))
    return days


def entries(*names: str) -> list[Entry]:
    return [entry(name) for name in names]


def test_a_content_comes_back_after_its_rest_and_says_its_own_words() -> None:
    found = lay(campaign(pooled("vivier", entries("un", "deux", "trois"), MONDAYS, rest=21 * DAY)))
    days = days_of(found)
    assert set(days) == {"un", "deux", "trois"}
    assert all(later - sooner >= 21 * DAY for each in days.values() for sooner, later in pairwise(each))
    assert len(said(found)) == 9, "every Monday of sixty days"
    assert all((one.content.text or "").startswith(one.entry) for one in found.occurrences)


def test_the_draw_is_the_same_at_every_reading_and_another_for_another_series() -> None:
    names = [f"c{number}" for number in range(30)]
    one = said(lay(campaign(pooled("vivier", entries(*names), DAILY))))
    assert one == said(lay(campaign(pooled("vivier", entries(*names), DAILY))))
    assert one == said(lay(campaign(pooled("vivier", entries(*reversed(names)), DAILY))))
    assert one != said(lay(campaign(pooled("autre", entries(*names), DAILY))))
    assert len(set(one.values())) == 30, "sixty days of rest, so none comes twice"


def test_twice_the_weight_is_drawn_twice_as_often() -> None:
    heavy = [entry("lourd", weight=4), entry("leger", weight=2), entry("rare", weight=1)]
    found = lay(campaign(pooled("vivier", heavy, DAILY, rest=DAY)), days=1000)
    counted = Counter(said(found).values())
    assert counted["lourd"] > 1.5 * counted["leger"] > 1.5 * 1.5 * counted["rare"]


def test_season_and_expiry_are_respected_over_the_new_year() -> None:
    snow, old = entry("neige", season=((12, 1), (2, 28))), entry("vieux", until=date(2027, 3, 15))
    found = lay(campaign(pooled("vivier", [snow, old], MONDAYS, rest=DAY)), days=300)
    days = days_of(found)
    assert days["vieux"] == [date(2027, 3, 1), date(2027, 3, 8), date(2027, 3, 15)]
    assert days["neige"][0] == date(2027, 12, 6)
    (notice,) = [one for one in found.notices if one.code == "pool-dry-season"]
    assert (notice.arguments["first"], notice.arguments["n"]) == (date(2027, 3, 22), 37)


def test_a_week_has_at_most_so_many_posts_of_a_pool_and_that_is_no_shortage() -> None:
    names = [f"c{number}" for number in range(40)]
    found = lay(campaign(pooled("vivier", entries(*names), DAILY, a_week=2)), days=27)
    weeks = Counter(date.fromisoformat(day).isocalendar().week for day in said(found))
    assert set(weeks.values()) == {2}
    assert [one.code for one in found.notices] == []


def test_a_pool_that_runs_dry_says_from_when_on_and_leaves_those_dates_empty() -> None:
    found = lay(campaign(pooled("vivier", entries("un", "deux"), MONDAYS, rest=35 * DAY)))
    assert sorted(said(found)) == ["2027-03-01", "2027-03-08", "2027-04-05", "2027-04-12"]
    (notice,) = found.notices
    assert notice.code == "pool-dry-rest"
    assert notice.subject == 'post "vivier" -> x'
    assert notice.arguments == {
        "first": date(2027, 3, 15),
        "last": date(2027, 4, 26),
        "n": 5,
        "rest": 35 * DAY,
    }


# -- several accounts, the same words


def test_all_accounts_say_the_same_on_one_date_as_far_as_it_has_rested_there() -> None:
    pool = campaign(pooled("vivier", entries("a", "b", "c", "d"), MONDAYS, rest=21 * DAY), accounts=("x", "mastodon"))
    both = [account("x", slots=()), account("mastodon", slots=())]
    found = lay(pool, accounts=both, days=25)
    assert said(found, "x") == said(found, "mastodon")
    first = said(found)["2027-03-08"]
    out = [one for one in found.occurrences if one.entry == first and one.account == "x"]
    lately = lying(out[0], State.PUBLISHED, tag="atelier/vivier/2027-02-22T10:00/x", hour=NOW - 7 * DAY)
    after = lay(pool, accounts=both, days=25, queued=Queued(lying=(lately,)))
    assert first not in (said(after, "x").get("2027-03-01"), said(after, "x").get("2027-03-08"))
    assert said(after, "mastodon")["2027-03-08"] == first


def test_x_hears_nothing_twice_on_any_of_its_accounts_and_mastodon_only_on_each() -> None:
    four = campaign(
        pooled("vivier", entries("a", "b", "c", "d", "e", "f"), MONDAYS, rest=7 * DAY),
        accounts=("x-1", "x-2", "m-1", "m-2"),
    )
    known = [account(name, "x" if name[0] == "x" else "mastodon", slots=()) for name in four.accounts]
    found = lay(four, accounts=known, days=20, shy={"x": X, "mastodon": MASTODON})
    assert said(found, "m-1") == said(found, "m-2")
    on_x = [*said(found, "x-1").values(), *said(found, "x-2").values()]
    assert len(set(on_x)) == len(on_x) == 6


def test_a_content_keeps_away_from_nearly_the_same_words_of_other_posts_in_files_and_queue() -> None:
    words = "Un clou, un marteau, et toute la patience du monde pour accrocher droit"
    dated = post("vernissage", day=date(2027, 3, 3), moment=hour("10:00"), content=says(f"{words} !"))
    pool = pooled("vivier", entries("clou", "autre"), MONDAYS, rest=DAY)
    pool = _saying(pool, words)
    found = lay(campaign(pool, dated), days=40, shy={"x": X})
    assert said(found)["2027-03-01"] == "autre"
    assert "clou" not in [what for day, what in said(found).items() if day < "2027-04-02"]
    (queued,) = [
        lying(one, campaign="fete", tag="fete/vernissage/once/x") for one in found.occurrences if one.key == "once"
    ]
    there = lay(campaign(pool), days=40, shy={"x": X}, queued=Queued(lying=(queued,)))
    assert "clou" not in [what for day, what in said(there).items() if day < "2027-04-02"]
    assert "clou" in said(lay(campaign(pool), days=40, shy={"x": X})).values()
    elsewhere = lay(campaign(pool, dated), days=40, shy={"x": MASTODON})
    assert "clou" not in [what for day, what in said(elsewhere).items() if day < "2027-04-02"]


def test_a_short_rest_holds_where_a_network_does_not_forbid_repeats_and_thirty_days_where_it_does() -> None:
    pool = campaign(pooled("vivier", entries("un"), MONDAYS, rest=7 * DAY))
    assert len(said(lay(pool, days=34, shy={"x": MASTODON}))) == 5
    assert sorted(said(lay(pool, days=34, shy={"x": X}))) == ["2027-03-01"]
    assert sorted(said(lay(pool, days=40, shy={"x": X}))) == ["2027-03-01", "2027-04-05"]


def _saying(pool: Post, words: str) -> Post:
    return replace(pool, rotate=(says(words), *pool.rotate[1:]))


# -- the floor


def test_what_reached_too_little_rests_longer_on_that_account_and_what_was_not_counted_does_not() -> None:
    floor = Floor(metric="engagement", under=5, rest=180 * DAY)
    pool = campaign(pooled("vivier", entries("un"), MONDAYS, rest=7 * DAY, floor=floor), accounts=("x", "mastodon"))
    both = [account("x", slots=()), account("mastodon", slots=())]
    out = [
        lying(one, State.PUBLISHED, tag=f"atelier/vivier/2027-02-22T10:00/{one.account}", hour=NOW - 7 * DAY)
        for one in lay(pool, accounts=both, days=5).occurrences
    ]
    low = Queued(lying=tuple(out), reached={"atelier/vivier/2027-02-22T10:00/x": 4.0})
    found = lay(pool, accounts=both, days=20, queued=low)
    assert said(found, "x") == {}
    assert set(said(found, "mastodon").values()) == {"un"}
    resting = next(one for one in found.notices if one.code == "pool-resting")
    assert resting.arguments["until"] == date(2027, 8, 21)
    assert resting.arguments["value"] == 4.0
    assert {one.code for one in found.notices} == {"pool-resting", "pool-dry-low"}
    enough = Queued(lying=tuple(out), reached={one.tag: 5.0 for one in out})
    assert said(lay(pool, accounts=both, days=20, queued=enough), "x") != {}
    over = lay(pool, accounts=both, days=20, queued=low, now=datetime(2027, 8, 22, tzinfo=UTC))
    assert said(over, "x") != {}


# -- what stays


def test_what_is_queued_keeps_its_content_when_one_is_added_and_takes_its_new_words() -> None:
    pool = pooled("vivier", entries("un", "deux", "trois"), MONDAYS, rest=21 * DAY)
    before = lay(campaign(pool))
    more = pooled("vivier", [entry("neuf", weight=10), *entries("un", "deux", "trois")], MONDAYS, rest=21 * DAY)
    after = lay(campaign(more), queued=applied(before), days=120)
    kept = {day: what for day, what in said(after).items() if day in said(before)}
    assert kept == said(before)
    assert "neuf" in said(after).values(), "what is laid out later may say it"


def test_a_content_that_was_taken_out_or_whose_season_changed_is_drawn_anew_unless_it_is_out() -> None:
    pool = campaign(pooled("vivier", entries("un", "deux"), MONDAYS, rest=7 * DAY))
    before = lay(pool, days=6)
    (first,) = before.occurrences
    other = "deux" if first.entry == "un" else "un"
    without = campaign(pooled("vivier", entries(other), MONDAYS, rest=7 * DAY))
    assert said(lay(without, days=6, queued=applied(before))) == {"2027-03-01": other}
    assert said(lay(without, days=6, queued=applied(before, State.PUBLISHED))) == {}
    over = [entry(first.entry, until=date(2027, 2, 1)), entry(other)]
    expired = campaign(pooled("vivier", over, MONDAYS, rest=7 * DAY))
    assert said(lay(expired, days=6, queued=applied(before))) == {"2027-03-01": other}
    assert said(lay(expired, days=6, queued=applied(before, State.PUBLISHED))) == {"2027-03-01": first.entry}


def test_what_was_missed_or_cancelled_has_tired_nobody() -> None:
    pool = campaign(pooled("vivier", entries("un"), MONDAYS, rest=60 * DAY))
    (one,) = lay(pool, days=6).occurrences
    for state, dates in ((State.PUBLISHED, []), (State.MISSED, ["2027-03-01"]), (State.CANCELLED, ["2027-03-01"])):
        before = lying(one, state, tag="atelier/vivier/2027-02-22T10:00/x", hour=NOW - 7 * DAY)
        assert sorted(said(lay(pool, days=6, queued=Queued(lying=(before,))))) == dates, state


def test_a_pool_takes_slots_only_for_dates_that_say_something() -> None:
    pool = pooled("vivier", entries("un"), weekly(0, 1), rest=30 * DAY)
    found = lay(campaign(pool, post("libre", priority=9, day=date(2027, 3, 2))), days=5)
    hours = {f"{one.post.id}/{one.key}": f"{one.local:%a %H:%M}" for one in found.occurrences if one.local}
    assert hours == {"vivier/2027-03-01": "Mon 09:00", "libre/once": "Tue 09:00"}


def test_a_date_that_says_something_else_or_moves_keeps_its_turn_in_the_pool() -> None:
    pool = pooled("vivier", entries("un", "deux"), MONDAYS, rest=14 * DAY)
    before = lay(campaign(pool), days=20)
    moved = Edited(day=date(2027, 3, 8), to=date(2027, 3, 10), content=says("Une autre fois."), where=HERE)
    after = lay(campaign(replace(pool, occurrences=(moved,))), days=20)
    assert said(after) == said(before)
    texts = {one.key[:10]: one.content.text for one in after.occurrences}
    assert texts["2027-03-08"] == "Une autre fois."
    assert [f"{one.local:%d}" for one in after.occurrences if one.local] == ["01", "10", "15"]


def test_a_date_without_a_slot_uses_up_no_content() -> None:
    pool = pooled("vivier", entries("un"), weekly(5, 6, 0), rest=30 * DAY)
    found = lay(campaign(pool, accounts=("x", "mastodon")), accounts=[account("x"), account("mastodon")], days=12)
    assert said(found) == {"2027-03-01": "un"}
    full = post("presse", day=date(2027, 3, 1), priority=1)
    found = lay(campaign(full, pool, post("libre", priority=9)), days=12)
    assert said(found)["2027-03-08"] == "un"
    empty = [one for one in found.notices if one.code == "slot-series-empty"]
    assert [(one.arguments["n"], one.arguments["first"]) for one in empty] == [(4, date(2027, 3, 1))]


def test_contents_that_no_date_says_yet_are_given_to_be_judged_but_what_is_over_is_not() -> None:
    pool = [entry("ete", season=((6, 1), (9, 1))), entry("passe", until=date(2027, 2, 1)), entry("ici")]
    made = pooled("vivier", pool, MONDAYS, rest=7 * DAY)
    accounts = {"x": account("x")}
    span = Span(now=NOW, until=NOW + 20 * DAY, days_of={})
    (found,) = laid([campaign(made)], accounts, span, Queued())
    assert said(found) == {"2027-03-01": "ici", "2027-03-08": "ici", "2027-03-15": "ici"}
    assert [(one.entry, one.content.text) for one in found.spare] == [("ete", made.rotate[0].text)]
    (daemon,) = laid([campaign(made)], accounts, span, Queued(), Terms(whole=False))
    assert daemon.spare == ()


names = st.lists(st.sampled_from([f"c{number}" for number in range(12)]), min_size=1, max_size=8, unique=True)


@settings(max_examples=40)
@given(first=names, more=names, rest=st.integers(1, 40), a_week=st.one_of(st.none(), st.integers(1, 4)))
def test_rest_and_cap_hold_whatever_is_added_and_nothing_queued_changes(
    first: list[str], more: list[str], rest: int, a_week: int | None
) -> None:
    def laid(named: list[str], queued: Queued, days: int) -> Recurred:
        pool = pooled("vivier", entries(*named), weekly(1, 3, 4, slot=False), rest=rest * DAY, a_week=a_week)
        return lay(campaign(pool), queued=queued, days=days, accounts=[account("x", slots=())])

    before = laid(first, Queued(), 45)
    after = laid(list(dict.fromkeys([*first, *more])), applied(before), 60)
    assert said(before).items() <= said(after).items()
    for days in days_of(after).values():
        assert all(later - sooner >= rest * DAY for sooner, later in pairwise(sorted(days)))
    weeks = Counter(date.fromisoformat(day).isocalendar()[:2] for day in said(after))
    assert a_week is None or all(number <= a_week for number in weeks.values())
    assert said(laid(list(dict.fromkeys([*first, *more])), applied(after), 60)) == said(after)


@settings(max_examples=20)
@given(
    first=names,
    more=names,
    priority=st.integers(1, 9),
    state=st.sampled_from([State.READY, State.AWAITING, State.PUBLISHED]),
)
def test_slots_and_contents_of_all_that_is_queued_stay_together_on_every_account(
    first: list[str], more: list[str], priority: int, state: State
) -> None:
    accounts = [account("x-1", "x", distance=3 * HOUR), account("x-2", "x"), account("m", "mastodon")]
    shy = {"x": X, "mastodon": MASTODON}

    def laid_out(named: list[str], queued: Queued, *others: Post) -> Recurred:
        pool = pooled("vivier", entries(*named), weekly(0, 1, 3), rest=10 * DAY, a_week=2)
        return lay(campaign(*others, pool, accounts=("x-1", "x-2", "m")), accounts=accounts, queued=queued, shy=shy)

    before = laid_out(first, Queued(), post("un"))
    pressing = [post("presse", priority=priority), post("un"), post("jour", day=date(2027, 3, 2), priority=priority)]
    after = laid_out(list(dict.fromkeys([*first, *more])), applied(before, state), *pressing)
    had = {tag_of(one): (one.due, one.entry) for one in before.occurrences}
    has = {tag_of(one): (one.due, one.entry) for one in after.occurrences}
    assert had.items() <= has.items()
    for name in ("x-1", "x-2", "m"):
        instants = sorted(one.due for one in after.occurrences if one.account == name and one.due)
        assert all(later > sooner for sooner, later in pairwise(instants)), "one slot, one post"
