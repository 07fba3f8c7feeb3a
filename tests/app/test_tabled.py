"""Visits and series out of CSV files: what is read, and each cell that is not, by its line."""

from datetime import date
from pathlib import Path

import pytest

from scheduler.app import tabled
from scheduler.app.tabled import Unreadable
from scheduler.errors import Problem

DAY = date(2027, 6, 7)


def written(folder: Path, text: str, encoding: str = "utf-8") -> Path:
    path = folder / "file.csv"
    path.write_bytes(text.encode(encoding))
    return path


def faults(failed: Problem) -> list[tuple[int, int, str]]:
    assert isinstance(failed, Unreadable)
    return [(one.where.line, one.where.column, one.code) for one in failed.notices if one.where]


def test_a_french_file_of_a_counting_gate(tmp_path: Path) -> None:
    path = written(tmp_path, "Jour;Entrées\r\n7/6/2027;1 234\r\n08/06/2027;\r\n9.6.2027;12,5\r\n", "cp1252")
    found = tabled.series(path, "Entrées")
    assert [(one.series, one.day.day, one.value) for one in found] == [("Entrées", 7, 1234), ("Entrées", 9, 12.5)]


def test_visits_by_campaign_and_content_get_their_sum(tmp_path: Path) -> None:
    path = written(
        tmp_path,
        "\ufeffdate,visits,utm_campaign,utm_content,goal: Billetterie\n"
        "2027-06-07,120,,,\n"
        "2027-06-07,9,Semaine,reserves.once.musee-x,1\n"
        "2027-06-07,3,Semaine,newsletter,\n",
    )
    found = {(one.series, one.campaign, one.content): one.value for one in tabled.visits(path) if one.day == DAY}
    assert found == {
        ("visits", "", ""): 120,
        ("visits", "semaine", ""): 12,
        ("visits", "semaine", "reserves.once.musee-x"): 9,
        ("visits", "semaine", "newsletter"): 3,
        ("goal:Billetterie", "semaine", ""): 1,
        ("goal:Billetterie", "semaine", "reserves.once.musee-x"): 1,
    }


def test_a_sum_that_the_file_tells_is_not_made_again(tmp_path: Path) -> None:
    path = written(tmp_path, "date;visites;campagne;contenu\n2027-06-07;20;semaine;\n2027-06-07;9;semaine;a\n")
    assert {(one.content, one.value) for one in tabled.visits(path)} == {("", 20), ("a", 9)}


def test_every_cell_that_cannot_be_read_is_named_and_nothing_is_taken(tmp_path: Path) -> None:
    path = written(
        tmp_path,
        "date;visites\n2027-06-07;12\n2027-06-31;14\n2027-06-08;douze\n2027-06-09;1,234\n2027-06-10;-3\n2027-06-07;12\n",
    )
    with pytest.raises(Unreadable) as failed:
        tabled.visits(path)
    assert faults(failed.value) == [
        (3, 1, "tabled-day"),
        (4, 2, "tabled-number"),
        (5, 2, "tabled-number"),
        (6, 2, "tabled-number"),
        (7, 1, "tabled-twice"),
    ]
    assert failed.value.arguments["n"] == 5


def test_an_empty_cell_is_no_zero(tmp_path: Path) -> None:
    path = written(tmp_path, "date;visites\n2027-06-07;\n2027-06-08;0\n")
    assert [(one.day.day, one.value) for one in tabled.visits(path)] == [(8, 0)]


def test_a_series_may_fall_below_nothing(tmp_path: Path) -> None:
    path = written(tmp_path, "date\tvaleur\n2027-06-07\t-3\n")
    assert [one.value for one in tabled.series(path, "écart")] == [-3]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("nombre;visites\n1;2\n", "tabled-no-column"),
        ("date;pages\n2027-06-07;2\n", "tabled-no-column"),
        ("date;visites\n", "tabled-empty"),
        ("date;visites\n2027-06-07;\n", "tabled-empty"),
        ("", "tabled-no-column"),
    ],
)
def test_a_file_that_is_another_is_refused(tmp_path: Path, text: str, code: str) -> None:
    with pytest.raises(Problem) as failed:
        tabled.visits(written(tmp_path, text))
    assert failed.value.code == code


def test_a_file_that_is_not_there_is_said(tmp_path: Path) -> None:
    with pytest.raises(Problem) as failed:
        tabled.visits(tmp_path / "none.csv")
    assert failed.value.code == "file-unreadable"
