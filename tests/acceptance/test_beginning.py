"""A campaign begun from a template, and one copied to other weeks."""

from datetime import date, timedelta
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st

from scheduler.campaigns import shifting
from scheduler.campaigns.reader import Known, read
from scheduler.errors import SchedulerError
from scheduler.model.campaign import Campaign
from scheduler.render.schemas import SURFACES
from tests.acceptance.calling import SAMPLE, Program
from tests.acceptance.small import CONFIG, picture


def folder(tmp_path: Path, language: str) -> Path:
    (tmp_path / "config.toml").write_text(CONFIG.replace('"en"', f'"{language}"'), encoding="utf-8")
    return tmp_path


@pytest.mark.parametrize("template", ["week", "opening", "rendez-vous", "evergreen", "welcome", "crisis"])
@pytest.mark.parametrize("language", ["fr", "en"])
def test_a_template_passes_check_and_lets_nothing_out_unfinished(
    tmp_path: Path, scheduler: Program, before_the_week: None, template: str, language: str
) -> None:
    here = folder(tmp_path, language)
    where = ("--config", here / "config.toml")
    order = ("--language", language, "new", template, "--date", "2027-06-07")
    made = scheduler.well(*order, "--json", *where).json
    jsonschema.validate(made, SURFACES["new"])
    file = Path(made["file"])
    assert scheduler.well("check", "--json", *where).json["problems"] == []
    assert scheduler.well("plan", "--json", *where).json["changes"] == [], "drafts stay at home"
    text = file.read_text(encoding="utf-8")
    assert read(file).campaign is not None
    lines = text.split("\n")
    word = "À COMPLÉTER" if language == "fr" else "TBD"
    assert made["blanks"]
    assert all(word in lines[number - 1] for number in made["blanks"])
    file.write_text("".join(one + "\n" for one in lines if one.strip() != "draft: true"), encoding="utf-8")
    told = scheduler("check", "--json", *where)
    assert told.code == 1
    unfinished = [one for one in told.json["problems"] if one["code"] == "text-unfinished"]
    assert {one["line"] for one in unfinished} >= {
        number - sum(lines[above].strip() == "draft: true" for above in range(number)) for number in made["blanks"]
    }
    assert {one["code"] for one in told.json["problems"] if one["severity"] == "error"} == {"text-unfinished"}
    again = scheduler.well(*order, "--json", *where).json
    assert (again["file"] != made["file"], again["campaign"] != made["campaign"]) == (True, True)


def test_what_is_odd_about_a_new_file_is_said_and_it_is_written(tmp_path: Path, scheduler: Program) -> None:
    here = folder(tmp_path, "en")
    where = ("--config", here / "config.toml")
    past = scheduler.well("new", "week", "--date", "2020-06-01", *where)
    assert "Monday 1 June 2020, which is past" in past.out
    (tmp_path.parent / f"{tmp_path.name}-away").mkdir()
    away = tmp_path.parent / f"{tmp_path.name}-away" / "week.yaml"
    codes = {one["code"] for one in scheduler.well("new", "week", "--to", away, "--json", *where).json["problems"]}
    assert codes == {"file-outside-calendar"}


def test_a_template_in_other_words_and_no_other(tmp_path: Path, scheduler: Program) -> None:
    here = folder(tmp_path, "fr")
    scheduler.well("new", "semaine", "--to", here / "rentree.yaml", "--config", here / "config.toml")
    assert scheduler("new", "weak", "--config", here / "config.toml").code == 2
    before = (here / "rentree.yaml").read_bytes()
    assert scheduler("new", "week", "--to", here / "rentree.yaml", "--config", here / "config.toml").code == 1
    assert (here / "rentree.yaml").read_bytes() == before


OLD = """\
# En tête, gardé
version: 1
campaign:   ancienne     # deux espaces
title: 'Semaine 2027'
language: fr
timezone: Europe/Paris
accounts: [musee-mastodon, musee-bluesky]
defaults:
  media: {credit: © Musée, rights: {status: cleared}}
days:
- date: 2027-06-07     # lundi
  theme: "Coulisses"
  posts:
  - minutes: 40
    id: un
    at: 9h

    text: |
      Le 2027-06-07, une date dans un texte reste.
    media:
      - file: media/a.jpg
        alt: 'Une image'
        rights: {asked_on: 2027-05-01, status: cleared, holder: H, until: 2027-12-31, cost: 9 EUR, cleared_on: 2027-05-20}
    replies:
      - {id: suite, date: 2027-06-08, at: 9h, text: "Suite"}
posts:
  - {id: deux, minutes: 15, date: 2027-06-01, at: 18h, text: "Deux", embargo: 2027-06-01 12h}   # avant
  - id: trois
    repeat: {every: week, day: tuesday, at: 10h, from: 2027-01-05, except: [2027-05-11, 2027-08-01..2027-08-31]}
    text: |
      Chaque mardi.
    minutes: 5          # chaque fois
    media: [{file: media/b.jpg, alt: "B", rights: {status: refused}}]
"""
NEW = """\
# En tête, gardé
version: 1
campaign:   nouvelle     # deux espaces
title: 'Semaine 2028'
language: fr
timezone: Europe/Paris
accounts: [musee-mastodon, musee-bluesky]
defaults:
  media: {credit: © Musée, rights: {status: asked}}
days:
- date: 2028-06-05     # lundi
  theme: "Coulisses"
  posts:
  - id: un
    at: 9h

    text: |
      Le 2027-06-07, une date dans un texte reste.
    media:
      - file: media/a.jpg
        alt: 'Une image'
        rights: {status: asked, holder: H, until: 2028-12-29}
    replies:
      - {id: suite, date: 2028-06-06, at: 9h, text: "Suite"}
posts:
  - {id: deux, date: 2028-05-30, at: 18h, text: "Deux", embargo: 2028-05-30 12h}   # avant
  - id: trois
    repeat: {every: week, day: tuesday, at: 10h, from: 2028-01-04, except: [2028-05-09, 2028-07-30..2028-08-29]}
    text: |
      Chaque mardi.
    media: [{file: media/b.jpg, alt: "B", rights: {status: refused}}]
"""


def test_a_copy_keeps_weekdays_and_every_byte_but_dates_and_asks_for_rights(tmp_path: Path, scheduler: Program) -> None:
    here = folder(tmp_path, "en")
    (here / "media").mkdir()
    for name in "ab":
        picture(here / "media" / f"{name}.jpg", (9, 9, 9))
    (here / "ancienne.yaml").write_text(OLD, encoding="utf-8")
    where = ("--config", here / "config.toml")
    made = scheduler.well("copy", "ancienne", "nouvelle", "--to", "2028-06-07", "--json", *where).json
    jsonschema.validate(made, SURFACES["copy"])
    assert (here / "nouvelle.yaml").read_text(encoding="utf-8") == NEW
    assert (here / "ancienne.yaml").read_text(encoding="utf-8") == OLD
    assert made["first"] == "2028-06-05"
    lines = NEW.split("\n")
    assert [(one["picture"], lines[one["line"] - 1].count("asked")) for one in made["rights"]] == [
        ("", 1),
        ("media/a.jpg", 1),
    ]
    said = [one["code"] for one in made["problems"]]
    assert said == ["copy-begins", "copy-rights-asked", "copy-right-asked", "copy-old-year", "copy-minutes-left-out"]
    for again in (("ancienne", "nouvelle", "2029-06-07"), ("ancienne", "autre", "2027-06-09")):
        assert scheduler("copy", *again[:2], "--to", again[2], *where).code == 1
    assert scheduler("copy", "ancienne", "autre", "--to", "7/6/2029", *where).code == 2
    assert scheduler("copy", "ancien", "autre", "--to", "2029-06-07", *where).code == 1
    (here / "loin").mkdir()
    assert scheduler("copy", "ancienne", here / "loin" / "autre.yaml", "--to", "2029-06-07", *where).code == 1
    assert not (here / "loin" / "autre.yaml").exists()


def dated(campaign: Campaign) -> list[tuple[str, date | None, Any]]:
    return [(one.id, one.day, one.moment) for one in campaign.posts]


@pytest.mark.parametrize("name", ["museumweek/campaign.yaml", "freelance/semaine-polar.yaml"])
def test_the_sample_weeks_are_copied_whole(name: str) -> None:
    data, known = (SAMPLE / name).read_bytes(), Known(timezone="Europe/Paris")
    old = read(SAMPLE / name, known=known).campaign
    made = shifting.shifted(data, name, slug="copie", weeks=52)
    new = read(SAMPLE / name, made.data, known).campaign
    assert old is not None
    assert new is not None
    later = timedelta(weeks=52)
    assert [(i, day and day + later, moment) for i, day, moment in dated(old)] == dated(new)
    assert [one.day + later for one in old.days] == [one.day for one in new.days]
    assert not [
        one.id
        for one in new.posts
        for picture in one.content.media or ()
        if picture.rights and picture.rights.status in {"cleared", "expired"}
    ]


@given(
    weeks=st.integers(-200, 500).filter(bool),
    scraps=st.lists(
        st.sampled_from(["# 2027-06-07", "minutes: 4", "note: 'a: 2027'", "rights: {status: cleared}", "- x"])
    ),
    ending=st.sampled_from(["\n", "\r\n"]),
)
def test_whatever_the_layout_a_copy_says_the_same_or_is_not_made(weeks: int, scraps: list[str], ending: str) -> None:
    text = OLD + "".join(f"    {scrap}\n" for scrap in scraps)
    data = text.replace("\n", ending).encode()
    try:
        made = shifting.shifted(data, "a.yaml", slug="b", weeks=weeks)
    except SchedulerError:
        return
    assert made.data.count(ending.encode()) == made.data.count(b"\n") if ending != "\n" else b"\r" not in made.data
    back = shifting.shifted(made.data, "b.yaml", slug="ancienne", weeks=-weeks)
    assert back.rights == ()
    lines = {one.strip() for one in data.decode().split(ending)}
    lost = {one.strip() for one in back.data.decode().split(ending)} - lines
    assert all("asked" in one or one == "- id: un" or "id: deux" in one or one.startswith("title") for one in lost), (
        lost
    )
