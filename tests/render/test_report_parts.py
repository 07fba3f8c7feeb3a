"""The sections of people, voices and surroundings, and charts in the parts that they are made of."""

import re
from dataclasses import replace

import pytest

from scheduler.model.publics import Circle
from scheduler.model.report import Finding
from scheduler.render import drawing
from scheduler.render.charts_bars import Stack, stacks
from scheduler.render.report_formats import TEXTS, rendered
from scheduler.render.report_page import Chart, Pair
from scheduler.render.report_sections import page
from tests.render.full_report import full
from tests.render.test_report_html import Outline


@pytest.mark.parametrize("language", ["fr", "en"])
def test_every_part_has_its_section_its_chart_and_its_table(language: str) -> None:
    text = rendered(full(), "html", language)
    outline = Outline(text)
    sections = re.findall(r'<h2 id="s\d+"><span class="no">\d+</span> ([^<]+)</h2>', text)
    wanted = {
        "fr": ("Publics", "Conversations", "Contributions du public", "Comparaisons", "Leçons"),
        "en": ("Publics", "Conversations"),
    }
    assert set(wanted[language]) <= set(sections)
    assert len(outline.named("blockquote")) == 2
    assert len(outline.named("figure")) == 12
    assert len(outline.named("li")) >= len(sections)


def test_order_is_that_of_the_contents_list() -> None:
    titles = [section.title for section in page(full(), "fr").sections]
    order = ["En bref", "Chiffres clés", "Avant, pendant, après", "Par réseau", "Publics", "Conversations"]
    order += ["Contributions du public", "Temps passé", "Comparaisons", "Ce qu’on ne peut pas dire", "Leçons"]
    order += ["Définitions et sources"]
    assert [one for one in titles if one in order] == order


def test_a_part_that_is_absent_leaves_no_empty_heading() -> None:
    bare = replace(full(), publics=None, conversations=None, contributions=None, verbatims=(), effort=None)
    titles = [section.title for section in page(bare, "en").sections]
    assert not {"Publics", "Conversations", "Contributions of the public", "Time spent"} & set(titles)


@pytest.mark.parametrize("form", TEXTS)
def test_a_share_that_may_not_be_shown_is_no_number(form: str) -> None:
    found = full().publics
    assert found is not None
    hidden = [
        replace(row, people=None, share=None, reason="report-few") if row.circle is Circle.NEW_BACK_4 else row
        for row in found.rows
    ]
    told = rendered(replace(full(), publics=replace(found, rows=tuple(hidden))), form, "fr")
    assert "13\u00a0%, moins" not in told
    assert "0\u00a0%, trop peu" not in told


def test_every_chart_says_its_finding_and_its_data_in_both_languages() -> None:
    for language in ("fr", "en"):
        blocks = [block for section in page(full(), language).sections for block in section.blocks]
        charts = [
            one for block in blocks for one in ([block.left, block.right] if isinstance(block, Pair) else [block])
        ]
        charts = [one for one in charts if isinstance(one, Chart)]
        assert len(charts) == 11, "and one on the first page"
        for one in charts:
            assert isinstance(one, Chart)
            assert one.picture.title == one.finding
            assert len(one.picture.description) > 40
            assert re.search(r"\d", one.picture.description), "the numbers are in its words"


@pytest.mark.parametrize("form", TEXTS[:3])
def test_french_is_set_as_french_printers_do(form: str) -> None:
    """In every sentence of ours, of every part; words of the public and titles stay as they were said."""
    text = rendered(full(), form, "fr")
    if form == "html":
        text = re.sub(r"<style>.*?</style>|<meta[^>]*>|<blockquote>.*?</blockquote>", "", text, flags=re.DOTALL)
        text = re.sub(r"<[^>]+>", "\n", text)
    text = "\n".join(line for line in text.splitlines() if "Mon grand-père" not in line and not line.startswith("|"))
    assert not re.findall(r".{20}\w [;:!?»%](?!-).{0,9}", text)
    assert not re.findall(r".{12}« ", text)
    assert not re.findall(r"\w'\w+", text)


def test_parts_are_told_apart_without_colour() -> None:
    rows = [Stack(label="a", parts=[(drawing.HATCH, 1, "x"), (drawing.DOTS, 2, "y"), (drawing.SLATE, 3, "z")])]
    svg = drawing.Picture(stacks(rows, 6), "p", "t", "d").svg
    assert svg.count("<pattern ") == 2
    assert "url(#p-hatch)" in svg
    assert "x · y · z" in svg


def test_dark_colours_answer_every_light_one() -> None:
    """A colour of the charts that the dark sheet forgets would stay dark on dark."""
    page_ = rendered(full(), "html", "fr")
    (style,) = re.findall(r"<style>(.*?)</style>", page_, re.DOTALL)
    used = set(re.findall(r'(fill|stroke)="(#[0-9a-f]{6})"', page_))
    assert used
    for kind, colour in used:
        assert f'svg [{kind}="{colour}"]' in style, f"{kind} {colour} has no dark counterpart"


def test_publics_of_networks_that_say_nothing_are_a_sentence_and_no_empty_table() -> None:
    found = full().publics
    assert found is not None
    silent = replace(
        found, networks=(), silent=("bluesky",), rows=(), said=(), heard=0, posts=0, reason="publics-why-off"
    )
    told = rendered(replace(full(), publics=silent), "md", "fr")
    part = told.split("Publics\n")[1].split("\n## ")[0]
    assert "on ne sait pas qui y réagit" in part
    assert "0 publication sur 0" not in part
    assert "|" not in part, "a table without a row"


@pytest.mark.parametrize("form", TEXTS)
def test_where_exports_counted_no_caption_says_that_all_is_of_one_age(form: str) -> None:
    said = "exports\u00a0: au jour de l’export"
    assert said not in " ".join(rendered(full(), form, "fr").split(" "))
    noted = Finding(code="at-export-all", arguments={"age": full().age})
    told = rendered(replace(full(), reservations=(noted, *full().reservations)), form, "fr").replace("\n", " ")
    assert told.count(said) >= (1 if form == "json" else 2), (
        "the key figures and the method (a narrow table breaks its definition)"
    )
