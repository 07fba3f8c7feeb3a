"""The lines of a post in the week's grid keep to the cells that they have."""

from collections.abc import Mapping
from datetime import date
from itertools import product

import pytest

from scheduler.app.agenda import Entry
from scheduler.tui import signs
from scheduler.tui.pen import Line
from scheduler.tui.tokens import palette
from scheduler.tui.widgets.post_cells import PostCells

ONE = Entry(campaign="c", post="p", occurrence="once", day=date(2027, 6, 9), hour=None, deliveries=())


class Grid:
    """What the cells are drawn for."""

    language = "fr"
    chosen = ""
    changed: frozenset[str] = frozenset()
    saying: Mapping[str, str] = {}
    blocked: Mapping[str, str] = {}

    def sign(self, one: Entry) -> signs.Sign:
        return signs.AWAITING


def test_networks_never_stick_out_of_their_cells(monkeypatch: pytest.MonkeyPatch) -> None:
    for signed in (each for many in range(1, 6) for each in product((None, signs.AWAITING), repeat=many)):
        shown = list(zip(("MA", "BS", "FB", "XT", "IG"), signed, strict=False))
        monkeypatch.setattr(signs, "marks", lambda *_, shown=shown: shown)
        for room in range(3, 20):
            line = Line(palette("review-dark"))
            PostCells(Grid()).draw("marks", line, ONE, room)
            assert line.length <= room, (shown, room)
