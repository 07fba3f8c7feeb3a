"""One date of a series changed in its file: what was meant, and not one other byte."""

from datetime import date
from pathlib import Path

import pytest

from scheduler.campaigns import reader, writer, writer_occurrences, writer_places
from scheduler.campaigns.writer import Change
from scheduler.errors import Problem
from scheduler.model.campaign import Post
from scheduler.model.spelling import moment as wall
from tests.campaigns.sample import TOP

FILE = "calendars/essai.yaml"
BLOCK = (
    TOP
    + """posts:
  # la série
  - id: un
    repeat: {every: week, day: tuesday, at: 10h, from: 2027-01-05}   # chaque mardi
    text: |
      Bonjour.

      Bonsoir.

  - id: deux
    date: 2027-06-07
    at: 9h
    text: Au revoir
"""
)
FLOW = TOP + "posts:\n  - {id: un, text: a, repeat: {every: week, day: tuesday, at: 10h}, only: [x]}\n"
LISTED = BLOCK.replace(
    "   # chaque mardi\n",
    "\n    occurrences:\n      - {date: 2027-05-04, at: 14h}   # pont\n      - date: 2027-05-25\n        text: Fermé\n",
)
BRACKETS = BLOCK.replace("   # chaque mardi\n", "\n    occurrences: [{date: 2027-05-04, at: 14h}]\n")
EMPTY = BLOCK.replace("   # chaque mardi\n", "\n    occurrences: []\n")
BARE = BLOCK.replace("   # chaque mardi\n", "\n    occurrences:\n")
FORMS = {"block": BLOCK, "flow": FLOW, "listed": LISTED, "brackets": BRACKETS, "empty": EMPTY, "bare": BARE}


def post_of(data: bytes) -> Post:
    reading = reader.read(Path(FILE), data)
    assert reading.campaign is not None, reading.notices
    return next(one for one in reading.campaign.posts if one.id == "un")


def changed(text: str, act: str, day: str, *more: object) -> tuple[str, Post]:
    data = text.encode()
    found = writer_places.find(data, FILE, "un")
    assert found is not None
    repeat = post_of(data).repeat
    said = writer.values(data, FILE)
    changes: list[Change] = getattr(writer_occurrences, act)(said, found.place, repeat, date.fromisoformat(day), *more)
    after = writer.written(data, FILE, changes)
    return after.decode(), post_of(after)


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("day", ["2027-04-27", "2027-05-11", "2027-06-15"])
def test_a_date_is_left_out_in_every_form_of_file(form: str, day: str) -> None:
    text, post = changed(FORMS[form], "left_out", day)
    edited = {one.day: one for one in post.occurrences}
    assert edited[date.fromisoformat(day)].skip
    assert list(edited) == sorted(edited)
    assert f"{{date: {day}, skip: true}}" in text
    kept = [line for line in FORMS[form].splitlines() if "repeat" not in line and "occurrences" not in line]
    assert [line for line in text.splitlines() if line in kept] == kept


@pytest.mark.parametrize("form", FORMS)
def test_a_date_is_moved_in_every_form_of_file(form: str) -> None:
    text, post = changed(FORMS[form], "moved", "2027-05-11", wall("2027-05-12 14h30"))
    (one,) = (one for one in post.occurrences if one.day == date(2027, 5, 11))
    assert (one.to, one.hour and one.hour.isoformat("minutes")) == (date(2027, 5, 12), "14:30")
    assert "{date: 2027-05-11, to: 2027-05-12, at: 14h30}" in text


def test_the_block_reads_as_a_person_would_have_written_it() -> None:
    text, _ = changed(BLOCK, "left_out", "2027-05-11")
    assert text == BLOCK.replace(
        "# chaque mardi\n", "# chaque mardi\n    occurrences:\n      - {date: 2027-05-11, skip: true}\n"
    )


def test_what_is_moved_back_leaves_no_trace_of_the_move() -> None:
    text, _ = changed(BLOCK, "moved", "2027-05-11", wall("2027-05-12 14h"))
    back, post = changed(text, "moved", "2027-05-11", wall("2027-05-11 10h"))
    assert back == BLOCK
    assert post.occurrences == ()
    again, post = changed(changed(LISTED, "left_out", "2027-05-11")[0], "moved", "2027-05-11", wall("2027-05-11 10h"))
    assert again == LISTED


def test_only_the_hour_or_only_the_day_is_written_where_only_that_differs() -> None:
    assert "{date: 2027-05-11, at: 8h}" in changed(BLOCK, "moved", "2027-05-11", wall("2027-05-11 8h"))[0]
    assert "{date: 2027-05-11, to: 2027-05-13}" in changed(BLOCK, "moved", "2027-05-11", wall("2027-05-13 10h"))[0]
    window = BLOCK.replace("at: 10h", "between: [10h, 12h]")
    assert "{date: 2027-05-11, at: 10h}" in changed(window, "moved", "2027-05-11", wall("2027-05-11 10h"))[0]


def test_a_date_that_was_changed_before_is_changed_in_place() -> None:
    text, post = changed(LISTED, "moved", "2027-05-04", wall("2027-05-05 16h"))
    assert "      - {date: 2027-05-04, to: 2027-05-05, at: 16h}   # pont\n" in text
    assert len(post.occurrences) == 2
    left, post = changed(LISTED, "left_out", "2027-05-25")
    assert "      - date: 2027-05-25\n        skip: true\n" in left
    assert "Fermé" not in left
    again, post = changed(left, "moved", "2027-05-25", wall("2027-05-26 10h"))
    assert not post.occurrences[1].skip
    assert "        to: 2027-05-26\n" in again


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize(
    "words", ["Fermé aujourd’hui.", "Une ligne, puis : une autre.\n\nEt # la fin", "«Oui» {{n}} 'non' \"si\""]
)
def test_a_date_gets_its_own_words(form: str, words: str) -> None:
    text, post = changed(FORMS[form], "reworded", "2027-05-18", words)
    (one,) = (one for one in post.occurrences if one.day == date(2027, 5, 18))
    assert one.content is not None
    assert one.content.text == words
    if form == "block" and "\n" in words:
        assert "      - date: 2027-05-18\n        text: |\n" in text


def test_a_date_that_the_series_does_not_have_is_refused_and_so_is_a_post_without_series() -> None:
    with pytest.raises(Problem, match="occurrence-not-there"):
        changed(BLOCK, "left_out", "2027-05-12")
    data = BLOCK.encode()
    found = writer_places.find(data, FILE, "deux")
    assert found is not None
    repeat = post_of(data).repeat
    assert repeat is not None
    with pytest.raises(Problem, match="occurrence-of-none"):
        writer_occurrences.left_out(writer.values(data, FILE), found.place, repeat, date(2027, 6, 7))


@pytest.mark.parametrize(("form", "many"), [("listed", 1), ("brackets", 0)])
def test_a_date_is_again_as_the_series_has_it(form: str, many: int) -> None:
    data = FORMS[form].encode()
    found = writer_places.find(data, FILE, "un")
    assert found is not None
    said = writer.values(data, FILE)
    after = writer.written(data, FILE, writer_occurrences.as_the_series(said, found.place, date(2027, 5, 4)))
    assert len(post_of(after).occurrences) == many
    assert writer_occurrences.as_the_series(said, found.place, date(2027, 6, 1)) == []
