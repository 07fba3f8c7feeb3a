"""The HTML report: one file, nothing from outside, its style allowed by its hash, harmless whatever a post says."""

import base64
import hashlib
import itertools
import re
from dataclasses import replace
from html.parser import HTMLParser
from typing import Any

import pytest

from scheduler.flow.evaluate import Question, evaluate
from scheduler.model.report import Report
from scheduler.render.html import css_string, stylesheet
from scheduler.render.report_formats import rendered
from tests.flow.evaluation_data import museum_week
from tests.render.reports import week

VOID = {"meta", "br", "hr", "img", "input", "link"}


class Outline(HTMLParser):
    """Every element with its attributes, in order; complains of one that is not closed."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str]]] = []
        self.texts: list[tuple[str, str]] = []
        self._open: list[str] = []
        self.feed(text)
        self.close()
        assert self._open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, {name: value or "" for name, value in attrs}))
        if tag not in VOID:
            self._open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, {name: value or "" for name, value in attrs}))

    def handle_endtag(self, tag: str) -> None:
        assert self._open.pop() == tag

    def handle_data(self, data: str) -> None:
        if self._open:
            self.texts.append((self._open[-1], data))

    def named(self, *tags: str) -> list[tuple[str, dict[str, str]]]:
        return [one for one in self.elements if one[0] in tags]

    def text(self, tag: str) -> str:
        return "".join(data for owner, data in self.texts if owner == tag)


@pytest.fixture(params=["fr", "en"])
def page(request: pytest.FixtureRequest) -> str:
    return rendered(week(simulated=True), "html", request.param)


def test_the_style_block_is_the_one_that_the_policy_allows(page: str) -> None:
    (style,) = re.findall(r"<style>(.*?)</style>", page, re.DOTALL)
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    (policy,) = [given["content"] for _, given in Outline(page).named("meta") if "http-equiv" in given]
    assert policy == f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"
    assert len(style.encode()) < 16_384
    assert "var(" not in style
    assert "url(" not in style
    assert "@import" not in style


def test_nothing_runs_and_nothing_is_fetched(page: str) -> None:
    outline = Outline(page)
    assert not outline.named("script", "link", "img", "iframe", "object", "embed", "form", "base")
    for tag, given in outline.elements:
        assert "style" not in given, tag
        assert not [name for name in given if name.startswith("on")], tag
        assert not given.get("src"), tag
    links = [given["href"] for _, given in outline.named("a")]
    assert links
    assert all(link.startswith(("#", "https://")) for link in links)
    assert all(given.get("rel") == "noreferrer" for _, given in outline.named("a") if given["href"].startswith("https"))


def test_headings_go_down_one_by_one_and_links_arrive(page: str) -> None:
    outline = Outline(page)
    levels = [int(tag[1]) for tag, _ in outline.named("h1", "h2", "h3", "h4")]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after <= before + 1 for before, after in itertools.pairwise(levels))
    ids = [given["id"] for _, given in outline.elements if "id" in given]
    assert len(ids) == len(set(ids))
    inside = {given["href"][1:] for _, given in outline.named("a") if given["href"].startswith("#")}
    assert inside <= set(ids)
    pointed = " ".join(given.get("aria-labelledby", "") for _, given in outline.elements).split()
    assert set(pointed) <= set(ids)


def test_tables_name_their_rows_and_columns(page: str) -> None:
    outline = Outline(page)
    assert all(given.get("scope") in {"col", "row"} for _, given in outline.named("th"))
    assert len(outline.named("table")) == len(outline.named("thead"))
    regions = [given for _, given in outline.named("div") if given.get("role") == "region"]
    assert len(regions) == len(outline.named("table"))
    assert all(given["aria-label"] and given["tabindex"] == "0" for given in regions)


def test_each_picture_says_what_it_shows(page: str) -> None:
    outline = Outline(page)
    pictures = [given for _, given in outline.named("svg") if given.get("role") == "img"]
    charts, strips = len(outline.named("figure")), len([one for one in pictures if one.get("class") == "strip"])
    assert (charts, strips) == (8, 6), "eight charts, and a strip for each key figure"
    assert len(pictures) == charts + strips
    for given in pictures:
        assert given.get("aria-label") or given.get("aria-labelledby")
    assert len(outline.named("title")) == len(outline.named("desc")) + 1


def test_finding_and_caption_of_a_chart_are_one(page: str) -> None:
    for figure in re.findall(r"<figure>(.*?)</figure>", page, re.DOTALL):
        (title,) = re.findall(r"<title[^>]*>(.*?)</title>", figure)
        (caption,) = re.findall(r"<figcaption><strong>(.*?)\.</strong>", figure)
        assert re.sub(r"&[^;]+;|’", "'", title) == re.sub(r"&[^;]+;|’", "'", caption)


def test_marks_stay_on_the_paper(page: str) -> None:
    """Every x of every mark lies between 0 and 100 per cent: nothing is drawn outside."""
    for value in re.findall(r' (?:x|x1|x2|cx)="(-?[0-9.]+)%"', page):
        assert 0 <= float(value) <= 100
    for value in re.findall(r' (?:width|height|y|y1|y2)="(-?[0-9.]+)"', page):
        assert float(value) >= 0


@pytest.mark.parametrize(("language", "words"), [("fr", "chiffres simulés"), ("en", "simulated figures")])
def test_a_simulated_audience_is_said_wherever_numbers_appear(language: str, words: str) -> None:
    simulated = rendered(week(simulated=True), "html", language)
    real = rendered(week(), "html", language)
    # A banner, beside the headline, at each chart and each table but the definitions.
    outline = Outline(simulated)
    shown = len(outline.named("figure")) + len(outline.named("table")) - 1 + 1
    assert simulated.count(f'<span class="badge">{words}</span>') == shown
    assert 'class="banner"' in simulated
    assert words not in real
    assert 'class="banner"' not in real


HOSTILE = "<script>alert(1)</script>\"'&amp; \x1b[2J\u202eevil\u2066 {{7*7}} </title></style> javascript:alert(1)"


def hostile() -> Report:
    question: Question = museum_week()
    posts = [
        replace(one, title=HOSTILE, url="javascript:alert(1)", category=HOSTILE, theme=HOSTILE if one.theme else "")
        for one in question.posts
    ]
    days = dict.fromkeys(question.days, HOSTILE)
    objectives = [replace(one, name=HOSTILE, target=HOSTILE, metric=HOSTILE) for one in question.objectives]
    titles = dict.fromkeys(("x", "mastodon"), HOSTILE)
    asked = replace(
        question, title=HOSTILE, posts=posts, days=days, objectives=objectives, version=HOSTILE, titles=titles
    )
    return evaluate(asked)


def test_hostile_text_stays_text() -> None:
    page = rendered(hostile(), "html", "fr")
    outline = Outline(page)
    assert not outline.named("script")
    assert "\x1b" not in page
    assert not re.search("[\u202a-\u202e\u2066-\u2069]", page)
    assert "javascript:" not in "".join(given.get("href", "") for _, given in outline.named("a"))
    assert "{{7*7}}" in page
    (style,) = re.findall(r"<style>(.*?)</style>", page, re.DOTALL)
    assert "<" not in style


@pytest.mark.parametrize("form", ["terminal", "md"])
def test_hostile_text_stays_text_elsewhere(form: str) -> None:
    text = rendered(hostile(), form, "en", colour=True)
    assert "\x1b[2J" not in text
    assert "\u202e" not in text
    if form == "md":
        assert "<script" not in text.replace("\\<", "")
        assert "](<javascript" not in text


@pytest.mark.parametrize("text", ['a"b', "a\\b", "</style>", "a\nb", "é«»", "}*{"])
def test_the_running_title_cannot_leave_its_string(text: str) -> None:
    safe = css_string(text)
    assert not set('"<>\n{}*') & set(safe)
    assert re.fullmatch(r"(\\[0-9a-f]+ |[^\W_]| )*", safe)
    assert f'"{safe}"' in stylesheet("report", text)


def test_numbers_and_typography_are_french() -> None:
    page = rendered(week(), "html", "fr")
    text = Outline(page).text("td") + Outline(page).text("p")
    assert re.search(r"\d\u202f\d{3}", text), "thousands"
    assert re.search(r"\d,\d", text), "decimal comma"
    assert not re.search(r" [;:!?%»]", Outline(page).text("p"))
    assert "'" not in Outline(page).text("p")


def test_an_empty_report_is_still_a_page() -> None:
    question: Any = replace(museum_week(), posts=[], snapshots=[], objectives=())
    for language in ("fr", "en"):
        page = rendered(evaluate(question), "html", language)
        Outline(page)
        assert "<figure>" not in page
