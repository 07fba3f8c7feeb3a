"""Three readers: the management's page is one, and partners learn ratios; no count, handle, post or word of anybody."""

import json
import re
from dataclasses import replace
from functools import cache

import pytest

from scheduler.flow.evaluate import Followers, evaluate
from scheduler.model.conversation import Verbatim
from scheduler.model.report import Report
from scheduler.render.report_formats import TEXTS, rendered
from scheduler.render.report_levels import Level
from tests.flow.evaluation_data import NOW, museum_week
from tests.render.full_report import HANDLE, full

PLANTED = 7919
"""A count that nothing else in a report equals."""
WORDS = "Mon grand-père a cloué cette caisse"
TITLE = "La caisse qui n’avait pas bougé depuis 1974"


@cache
def planted() -> Report:
    """A report in which a count, followers, a handle, a post and somebody's words are easily found."""
    question = museum_week()
    first = next(one for one in question.posts if one.campaign == question.campaign)
    posts = [replace(one, title=f"{TITLE} {HANDLE}") if one.tag == first.tag else one for one in question.posts]
    snapshots = [
        replace(one, counts=replace(one.counts, reactions=PLANTED)) if one.tag == first.tag else one
        for one in question.snapshots
    ]
    followers = [Followers(account="musee-x", taken=NOW, count=PLANTED)]
    found = evaluate(replace(question, posts=posts, snapshots=snapshots, followers=followers))
    said = Verbatim(wording=WORDS, attribution=HANDLE, network="x", day=question.first)
    return replace(
        full(),
        **{
            name: getattr(found, name)
            for name in (
                *("figures", "decomposition", "effect", "weeks", "days", "per_network", "categories", "most", "least"),
                *("top", "effort", "objectives", "sensitivity", "aftermath", "brief", "reservations", "coverage"),
            )
        },
        verbatims=(said,),
    )


def plain(text: str) -> str:
    return re.sub(r"[\u00a0\u202f,]", "", text)


@pytest.mark.parametrize("form", TEXTS)
@pytest.mark.parametrize("language", ["fr", "en"])
def test_partners_get_no_count_no_handle_no_post_no_words(form: str, language: str) -> None:
    report = planted()
    whole, told = (rendered(report, form, language, level=level) for level in (Level.CM, Level.PARTNERS))
    for secret in (str(PLANTED), HANDLE, "musee-x", TITLE[:24]):
        assert secret in plain(whole) or secret in whole, f"{secret!r} was not planted"
        assert secret not in told
        assert secret not in plain(told)
    assert WORDS not in told
    counts = {round(row.engagement) for row in report.weeks if row.engagement and row.engagement > 200}
    counts |= {round(row.engagement) for row in report.per_network if row.engagement and row.engagement > 200}
    assert counts
    assert not counts & {int(one) for one in re.findall(r"\b\d+\b", plain(told))}


def test_partners_get_ratios_and_words() -> None:
    told = rendered(full(), "terminal", "fr", level=Level.PARTNERS)
    assert "INDICES SEULEMENT" in told
    assert "dans l’ordinaire" in " ".join(told.split())
    parts = full().decomposition
    assert parts is not None
    assert f"{parts.total:.2f}".replace(".", ",") in told


def test_partners_get_the_same_in_json() -> None:
    values = json.loads(rendered(planted(), "json", "fr", level=Level.PARTNERS))
    assert not {"coverage", "days", "most", "least", "accounts", "verbatims", "growth", "visits"} & set(values)


def test_too_little_is_told_to_nobody() -> None:
    small = museum_week()
    few = [replace(one, counts=replace(one.counts, reactions=0, replies=0, shares=0)) for one in small.snapshots]
    told = rendered(evaluate(replace(small, snapshots=few)), "md", "en", level=Level.PARTNERS)
    assert "Too little was engaged for anything to be told" in told


@pytest.mark.parametrize("form", ["terminal", "html", "md"])
def test_the_management_gets_its_page_alone(form: str) -> None:
    whole, page = (rendered(full(), form, "fr", level=level) for level in (Level.CM, Level.DIRECTION))
    assert "À savoir avant de conclure" in page
    assert "Chiffres clés" in whole
    assert "Chiffres clés" not in page
    assert "Le bilan complet" not in page
    assert len(page) < len(whole) / 2
