"""A delivery's life in words: its day, what each line was about, and who did it."""

from datetime import UTC, datetime

import pytest

from scheduler.render.history import show, surface
from scheduler.store.history import Entry

AT = datetime(2027, 6, 7, 7, 0, 5, tzinfo=UTC)


def entry(event: str, before: str, after: str, by: str = "dispatcher", why: str = "", **details: object) -> Entry:
    return Entry(
        seq=1,
        at=AT,
        delivery_id=1,
        tag="w/p/once/a",
        event=event,
        before=before,
        after=after,
        token=3,
        by=by,
        why=why,
        details=details,
        hash="",
    )


LIFE = [
    entry("planned", "", "ready", by="marie", due="2027-06-07T07:00:00+00:00", digest="d"),
    entry("claimed", "ready", "claimed"),
    entry("attempt written", "claimed", "sending", part=1, number=2, key="k"),
    entry("answer lost", "sending", "unknown", why="send-answer-lost", part=1, number=2, code="send-answer-lost"),
    entry("confirmed by a person", "unknown", "published", by="luc", **{"part 1": "https://network.example/9"}),
]


def test_each_line_says_when_what_about_what_and_by_whom(capsys: pytest.CaptureFixture[str]) -> None:
    show("w/p/once/a", LIFE, "en", "Europe/Paris", parts=3)
    assert capsys.readouterr().out.splitlines() == [
        "w/p/once/a",
        "Monday 7 June 2027",
        "  09:00:05  planned → scheduled  for Monday 7 June 2027 at 09:00 · by marie",
        "  09:00:05  taken for sending  token 3 · by the program",
        "  09:00:05  attempt written down  part 2 of 3 · try 2 · by the program",
        "  09:00:05  answer lost → to check  part 2 of 3 · try 2 · by the program",
        (
            "            The answer was lost: it may have been published. "
            "It is looked for on the network before anything else is sent."
        ),
        "  09:00:05  confirmed by a person → published  https://network.example/9 · by luc",
    ]


def test_in_french_the_reason_is_french_too(capsys: pytest.CaptureFixture[str]) -> None:
    show("w/p/once/a", LIFE, "fr", "Europe/Paris", parts=3)
    printed = capsys.readouterr().out
    assert "lundi 7 juin 2027" in printed
    assert "partie 2 sur 3 · essai 2 · par le programme" in printed
    assert "La réponse s’est perdue" in printed


def test_scripts_get_the_reason_in_words_and_every_detail() -> None:
    said = surface(LIFE[3], "en")
    assert said["why"].startswith("The answer was lost")
    assert said["details"] == {"part": 1, "number": 2, "code": "send-answer-lost"}
