"""The words of a pool's contents are found in their file, and written there: the review edits them like any others."""

from scheduler.campaigns import writer, writer_places
from scheduler.campaigns.writer import Put

FILE = b"""version: 1
campaign: atelier
accounts: [m]
posts:
  - id: vivier
    repeat: {every: week, day: mardi, at: slot}
    pool:
      rest: 60d   # deux mois
      contents:
        - {id: encre, text: "De la suie et de l'eau."}
        - id: clou
          text: Un clou, et de la patience.
          media: [{file: clou.jpg, alt: Un clou}]
"""


def test_each_content_is_found_with_its_place_and_line() -> None:
    found = writer_places.find(FILE, "atelier.yaml", "vivier")
    assert found is not None
    assert [(one.kind, one.number, one.text, one.line) for one in found.wordings] == [
        ("text", 1, "De la suie et de l'eau.", 10),
        ("text", 2, "Un clou, et de la patience.", 12),
        ("alt", 2, "Un clou", 13),
    ]


def test_new_words_go_to_that_content_and_nothing_else_changes() -> None:
    found = writer_places.find(FILE, "atelier.yaml", "vivier")
    assert found is not None
    first = found.wordings[0]
    made = writer.written(FILE, "atelier.yaml", [Put(place=first.place, value="De la suie et de la gomme.")])
    assert made == FILE.replace(b"De la suie et de l'eau.", b"De la suie et de la gomme.")
