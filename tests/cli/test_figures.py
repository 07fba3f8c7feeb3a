"""Figures asked for on a terminal: one line each, an empty one is a figure that the network does not show."""

import io
import sys

import pytest

from scheduler.cli import reporting
from scheduler.errors import Problem
from scheduler.model.engagement import COMPONENTS, Counts


def typed(monkeypatch: pytest.MonkeyPatch, *lines: str) -> Counts:
    monkeypatch.setattr(sys, "stdin", io.StringIO("\n".join(lines) + "\n"))
    return reporting._asked("semaine/reserves/once/musee", "en")


def test_each_is_asked_and_an_empty_line_is_none(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert typed(monkeypatch, "12", "", "0", "", "", "1 900", "") == Counts(reactions=12, shares=0, views=1900)
    asked = capsys.readouterr().err
    assert "semaine/reserves/once/musee" in asked
    places = [asked.index(f"  {name} (") for name in COMPONENTS]
    assert places == sorted(places)


@pytest.mark.parametrize("line", ["douze", "-3", "1.5", "١٢"])
def test_what_is_no_number_is_refused_and_nothing_kept(monkeypatch: pytest.MonkeyPatch, line: str) -> None:
    with pytest.raises(Problem) as refused:
        typed(monkeypatch, line)
    assert (refused.value.code, refused.value.where) == ("figure-not-a-number", "reactions")
