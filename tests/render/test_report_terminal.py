"""Tables of the report on a terminal: a sentence where a strip could not be drawn takes no room from the names."""

import io

import pytest
from rich.console import Console

from scheduler.render.report_page import Cell, Column, Table
from scheduler.render.report_terminal import _table

WHY = "no reading at this age for the moment, or the network does not give this count"
NAMES = ("Engagement", "Replies", "Reactions")


@pytest.mark.parametrize("width", [100, 120])
def test_names_stay_whole_beside_a_long_sentence(width: int) -> None:
    columns = [Column(title="Measure"), Column(title="Week", number=True), Column(title="Place", drawn=True)]
    columns += [Column(title="Finding"), Column(title="Ratio", number=True)]
    rows = [[Cell(text=name), Cell(text="n/a"), Cell(text=WHY), Cell(text=""), Cell(text="n/a")] for name in NAMES]
    page = io.StringIO()
    Console(file=page, width=width, color_system=None).print(
        _table(Table(caption="", columns=columns, rows=rows), width)
    )
    lines = page.getvalue().splitlines()
    assert [line.split()[0] for line in lines if line[:1].isalpha()] == ["Measure", *NAMES]
    assert page.getvalue().count("n/a") == 2 * len(NAMES)
