"""The next edition's file: comments where they belong, texts that wait for words, targets proposed; nothing else changes."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
import yaml

from scheduler.campaigns.lessoned import lessoned
from scheduler.campaigns.reader import read
from scheduler.campaigns.shifting import Shifted, shifted
from scheduler.errors import Problem
from scheduler.model.lessons import Notes

FILE = """\
# Notre semaine, 2027.
version: 1
campaign: semaine-2027
title: La semaine 2027
language: fr
timezone: Europe/Paris
accounts: [musee-x]
objectives:
  - {name: Conversations, metric: conversation, target: "+30%", age: 7d}  # fixé en réunion
  - name: Relais
    metric: amplification
    target: '+10%'
    age: 28d
people:
  louvre: {name: Musée du Louvre, text: un mot à nous}
days:
  # lundi
  - date: 2027-06-07
    theme: Coulisses
    posts:
      - id: reserves
        at: 9h
        text: |
          Ce lundi de 2027, les réserves ouvrent.

          # ceci n'est pas un commentaire

        media:
          - {file: media/a.jpg, alt: "Une caisse", rights: {status: cleared}}
        networks:
          x: {text: "Court, mais vrai"}
        replies:
          - {id: reponse, at: 18h, text: "Quatorze mètres."}
      - {id: direct, at: 14h, text: "En direct : suivez-nous", only: [musee-x]}
posts:
  - id: annonce
    date: 2027-06-01
    at: 18h
    text: >
      Bientôt
      la semaine.
  - id: fermeture
    repeat: {every: week, day: tuesday, at: 10h, from: 2027-06-01}
    text: Le musée dort, pas nous.
"""
NOTES = Notes(
    head=("Préparé d’après semaine-2027.", "Deux\nlignes"),
    objectives={"Conversations": ("Observé +42 %.",), "Relais": ("Observé +11 %.",)},
    targets={"Conversations": "+40%", "Relais": "+10%"},
    days={date(2027, 6, 7): ("Deux publications.",)},
    contents={"reserves": ("PEU SUIVI.",), "direct": ("Suivi.",), "annonce": ("Hors des jours.",), "loin": ("rien",)},
)


def made(text: str = FILE, notes: Notes = NOTES) -> Shifted:
    return lessoned(shifted(text.encode(), "a.yaml", slug="semaine-2028", weeks=52), "a.yaml", notes, weeks=52)


def test_comments_stand_over_what_they_are_about() -> None:
    lines = made().data.decode().split("\n")
    assert lines[:3] == ["# Préparé d’après semaine-2027.", "# Deux lignes", "#"]
    assert lines[3] == "# Notre semaine, 2027."
    for comment, below in {
        "  # Observé +42 %.": '  - {name: Conversations, metric: conversation, target: "+40%", age: 7d}  # fixé en réunion',
        "  # Observé +11 %.": "  - name: Relais",
        "  # Deux publications.": "  - date: 2028-06-05",
        "      # PEU SUIVI.": "      - id: reserves",
        "      # Suivi.": "      - {id: direct, at: 14h, text: À COMPLÉTER, only: [musee-x]}",
        "  # Hors des jours.": "  - id: annonce",
    }.items():
        assert lines[lines.index(comment) + 1] == below
    assert "rien" not in made().data.decode()


def test_only_texts_of_posts_wait_for_words_and_the_rest_is_the_shifted_copy() -> None:
    copy = shifted(FILE.encode(), "a.yaml", slug="semaine-2028", weeks=52)
    was, now = (yaml.safe_load(one.data) for one in (copy, made()))
    first, second = now["days"][0]["posts"]
    assert (first["text"], first["networks"]["x"]["text"], first["replies"][0]["text"]) == ("À COMPLÉTER",) * 3
    assert (second["text"], now["posts"][0]["text"]) == ("À COMPLÉTER",) * 2
    assert now["posts"][1]["text"] == "Le musée dort, pas nous.", "a series goes on as it is"
    assert now["people"]["louvre"]["text"] == "un mot à nous"
    assert [one["target"] for one in now["objectives"]] == ["+40%", "+10%"]
    for one in (was, now):
        one["objectives"] = []
        for post in (*one["days"][0]["posts"], one["posts"][0]):
            post["text"] = ""
        one["days"][0]["posts"][0].update(networks={}, replies=[])
    assert was == now


def test_what_the_author_wrote_beside_stays() -> None:
    text = made().data.decode()
    assert "  # lundi\n  # Deux publications.\n  - date: 2028-06-05\n" in text
    assert "        text: À COMPLÉTER\n\n        media:\n" in text
    assert "ceci n'est pas un commentaire" not in text


def test_the_lines_of_rights_and_old_years_follow() -> None:
    copy, found = shifted(FILE.encode(), "a.yaml", slug="semaine-2028", weeks=52), made()
    lines = found.data.decode().split("\n")
    assert [lines[one.line - 1].strip().startswith("- {file: media/a.jpg") for one in found.rights] == [True]
    assert [lines[line - 1] for line in found.years] == ["# Notre semaine, 2027."]
    assert len(copy.years) == 2, "the text that named the old year is gone"


def test_the_file_is_read_and_lacks_nothing_but_words(tmp_path: Path) -> None:
    file = tmp_path / "semaine-2028.yaml"
    (tmp_path / "media").mkdir()
    file.write_bytes(made(FILE.replace(", text: un mot à nous", "")).data)
    found = read(file)
    errors = {one.code for one in found.notices if one.severity.value == "error"}
    assert errors <= {"text-unfinished"}


@pytest.mark.parametrize("ending", ["\r\n", "\n"])
def test_a_mark_at_the_start_and_the_ends_of_lines_stay(ending: str) -> None:
    data = b"\xef\xbb\xbf" + FILE.replace("\n", ending).encode()
    copy = shifted(data, "a.yaml", slug="semaine-2028", weeks=52)
    found = lessoned(copy, "a.yaml", NOTES, weeks=52)
    assert found.data.startswith(b"\xef\xbb\xbf# ")
    assert yaml.safe_load(found.data.decode("utf-8-sig"))["posts"][0]["text"] == "À COMPLÉTER"
    if ending == "\r\n":
        assert b"PEU SUIVI.\r\n" in found.data


def test_a_list_within_brackets_gets_no_comment_and_its_texts_still_wait() -> None:
    flow = FILE[: FILE.index("days:")] + 'posts: [{id: direct, date: 2027-06-07, at: 9h, text: "Un"}]\n'
    found = made(flow).data.decode()
    assert "Suivi." not in found
    assert yaml.safe_load(found)["posts"][0]["text"] == "À COMPLÉTER"


def test_no_lessons_change_nothing_but_texts_and_a_file_that_would_say_more_is_not_written() -> None:
    nothing = Notes(head=())
    assert made(notes=nothing).data.decode().count("#") == FILE.count("#") - 1
    with pytest.raises(Problem):
        made(notes=replace(NOTES, blank="a: b: c"))
