"""Each number of a report says where it comes from, and its formula over the terms gives the number."""

import math
from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from functools import cache
from importlib import import_module

import pytest

from scheduler.errors import Problem
from scheduler.flow.evaluate import Followers, Operation, Question
from scheduler.flow.evaluate.evidence import evidence
from scheduler.flow.evaluate.terms import FUNCTIONS, named, terms
from scheduler.flow.evaluate.why import Asked, why
from scheduler.model.addresses import numbers
from scheduler.model.effort import Logged
from scheduler.model.evidence import Source, Standing
from scheduler.model.registry import registry
from scheduler.model.report import Report
from tests.flow.evaluation_data import FIRST, NOW, museum_week
from tests.render.full_report import full

BESIDE = {"publics", "visits", "outside", "conversations", "growth"}
AT = datetime(2027, 6, 7, 6, tzinfo=UTC)
WORLD = {"exp": math.exp, "sqrt": math.sqrt, "max": max}


@cache
def question(days: int = 7) -> Question:
    night = Operation(title="Nuit des musées", first=FIRST - timedelta(days=22), last=FIRST - timedelta(days=22))
    return museum_week(last=FIRST + timedelta(days=days - 1), others=(night,))


@cache
def asked(days: int = 7) -> Asked:
    return Asked(question(days))


def report(days: int = 7) -> Report:
    return asked(days).report


def values(days: int = 7) -> Mapping[str, float | None]:
    return asked(days).values


def one_of_each(days: int) -> list[str]:
    """An address for each pair of definition and formula."""
    found: dict[tuple[str, str, str], str] = {}
    for address, value in values(days).items():
        defined = registry().at(address)
        if value is not None and defined is not None and defined[1]:
            found.setdefault((defined[0].id, defined[1], address.partition("/")[0]), address)
    return list(found.values())


def test_every_number_of_a_report_is_defined() -> None:
    assert len(values()) > 400
    assert [address for address in values() if registry().at(address) is None] == []


@pytest.mark.parametrize("days", [7, 5])
def test_each_formula_worked_out_over_its_terms_gives_the_number(days: int) -> None:
    addresses = one_of_each(days)
    assert len(addresses) > 60
    off = []
    for address in addresses:
        found = asked(days).why(address)
        assert set(found.terms) == set(named(found.formula)), address
        result = eval(found.formula, {"__builtins__": {}, **WORLD}, dict(found.terms))
        if not math.isclose(result, values(days)[address] or 0, rel_tol=1e-9, abs_tol=1e-9):
            off.append((address, found.formula, result, values(days)[address]))
    assert not off


def test_formulas_use_no_function_that_their_reader_does_not_know() -> None:
    assert set(FUNCTIONS) == set(WORLD)


@pytest.mark.parametrize("one", registry().all, ids=lambda one: one.id)
def test_each_definition_names_the_function_that_computes_it(one: object) -> None:
    module, _, name = getattr(one, "function").partition(":")  # noqa: B009
    found: object = import_module(module)
    for part in name.split("."):
        found = getattr(found, part)
    assert callable(found)


def test_ids_and_other_names_are_unique_and_known() -> None:
    assert registry().named("engagement-per-post") is registry().named("engagement")
    assert registry().named("no-such") is None


def test_the_weeks_that_went_in_and_the_one_that_is_no_reference() -> None:
    found = asked().why("engagement-per-post")
    assert found.cell == "figures/engagement/value"
    assert found.terms == {
        "engagement": pytest.approx(report().figures[1].value),
        "posts": report().coverage.measured,
    }
    roles = {week.label: week.role.value for week in found.weeks}
    assert roles["2027-W19"] == "other"
    assert list(roles.values()).count("baseline") == 8
    assert {week.title for week in found.weeks if week.role.value == "other"} == {"Nuit des musées"}
    assert found.left_out[Standing.NO_REFERENCE] == sum(
        week.posts for week in found.weeks if week.role.value == "other"
    )


def test_a_post_shows_its_readings_with_their_time_source_and_which_of_them_were_used() -> None:
    post = next(one for one in question().posts if one.campaign == "museumweek-2027")
    found = asked().why(f"posts/{post.tag}")
    assert asked().why(post.tag) == found
    (only,) = found.posts
    assert [one.age for one in only.readings] == sorted(one.age for one in only.readings)
    used = [one for one in only.readings if one.used]
    assert {one.source for one in only.readings} == {Source.NETWORK}
    assert 1 <= len(used) <= 2
    assert used[0].hours <= 168 <= used[-1].hours
    assert sum(value or 0 for value in found.terms.values()) == found.value


def test_who_typed_a_count_in_is_not_told_only_that_somebody_did() -> None:
    post = next(one for one in question().posts if one.campaign == "museumweek-2027")
    typed = [replace(one, by="a.martin") if one.tag == post.tag else one for one in question().snapshots]
    found = why(replace(question(), snapshots=typed), post.tag)
    assert {one.source for one in found.posts[0].readings} == {Source.PERSON}
    assert "a.martin" not in repr(found)


def test_a_young_post_is_left_out_with_its_reason() -> None:
    early = museum_week(now=NOW - timedelta(days=33))
    found = why(early, "figures/engagement/value")
    assert found.left_out[Standing.YOUNG] > 0
    young = next(one for one in found.posts if one.standing is Standing.YOUNG)
    assert why(early, young.tag).reason == "standing-young"
    total = why(early, "figures/engagement-total/ratio")
    assert total.value is None
    assert total.reason == "report-why-unripe"
    assert total.terms == {}


def test_a_post_that_lacks_a_component_is_incomplete_not_smaller() -> None:
    post = next(one for one in question().posts if one.campaign == "museumweek-2027" and one.network == "x")
    lacking = [
        replace(one, counts=replace(one.counts, shares=None)) if one.tag == post.tag else one
        for one in question().snapshots
    ]
    found = why(replace(question(), snapshots=lacking), post.tag)
    assert (found.value, found.reason, found.formula) == (None, "standing-incomplete", "")
    assert found.terms["reactions"] is not None


def test_an_objective_is_explained_at_its_own_age() -> None:
    found = asked().why("objectives/amplification/ratio")
    assert found.age == timedelta(days=28)
    used = [one for post in found.posts for one in post.readings if one.used and post.counted]
    assert max(one.age for one in used) == timedelta(days=28)


def test_hours_that_were_written_down_are_explained_by_the_posts_that_they_were_spent_on() -> None:
    own = sorted({one.post for one in question().posts if one.campaign == "museumweek-2027"})
    bare = [replace(one, minutes=None) for one in question().posts]
    for post, counted in ((own[0], 1), ("", len(own))):
        spent = Logged(day=FIRST, minutes=90, by="a.martin", campaign="museumweek-2027", post=post)
        found = why(replace(question(), posts=bare, logged=(spent,)), "effort/per_hour")
        assert {one.post for one in found.posts} == set(own[:counted])
        assert found.value == pytest.approx((found.terms["engagement"] or 0) * 60 / 90)
        assert found.terms["minutes"] == 90


def test_numbers_of_followers_show_the_readings_around_both_ends() -> None:
    days = (-40, -1, 0, 3, 7, 30)
    read = [Followers(account="musee-x", taken=AT + timedelta(days=day), count=1000 + day) for day in days]
    asking = Asked(replace(question(), followers=read))
    found = asking.why("per_network/x/gained")
    assert [one.count for one in found.accounts] == [999, 1000, 1007]
    assert found.value is not None
    assert found.posts == ()
    grown = asking.why("growth/musee-x/rate")
    assert grown.accounts == found.accounts
    assert (grown.formula, set(grown.terms)) == ("gained / start", {"gained", "start"})


def test_numbers_beside_each_other_are_terms_too() -> None:
    for one in numbers(full()):
        defined = registry().at(one.address)
        head, _, field = one.address.rpartition("/")
        if defined is None or not defined[1] or one.value is None or head.partition("/")[0] not in BESIDE:
            continue
        beside = {
            each.address.rpartition("/")[2]: each.value
            for each in numbers(full())
            if each.address.rpartition("/")[0] == head
        }
        given = terms(defined[1], None, full(), beside)
        if None not in given.values():
            assert eval(defined[1], {"__builtins__": {}, **WORLD}, dict(given)) == pytest.approx(one.value, rel=0.1), (
                field
            )


def test_an_unknown_name_is_refused_with_names_that_there_are() -> None:
    with pytest.raises(Problem) as nearly:
        asked().why("weeks/2027-W23")
    assert "weeks/2027-W23/engagement" in str(nearly.value.arguments["known"])
    with pytest.raises(Problem) as refused:
        asked().why("engagment-per-post")
    assert refused.value.code == "why-no-such-number"


def test_a_metric_that_this_report_has_no_number_for_is_still_defined() -> None:
    found = asked().why("visits")
    assert (found.cell, found.definition, found.value) == ("", "visits", None)


def test_evidence_is_the_report_laid_open() -> None:
    found = evidence(question())
    mine = [one for one in found.posts if one.role.value == "operation"]
    assert len(mine) == report().coverage.published
    assert sum(one.engagement or 0 for one in mine) == pytest.approx(report().figures[1].value)
    by_week = {row.label: row.engagement for row in report().weeks if row.role.value == "baseline"}
    for label, total in by_week.items():
        assert sum(one.engagement or 0 for one in found.posts if one.week == label) == pytest.approx(total)
    assert date(2027, 6, 7) == FIRST
