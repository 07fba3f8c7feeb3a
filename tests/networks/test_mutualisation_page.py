"""docs/mutualisation.md says what the program does: its table comes from the rules, its examples are made again."""

import re

import pytest

from scheduler.adapt import measure
from scheduler.connector import mutualisation
from scheduler.connector.discover import rules
from scheduler.model.campaign import TooLong
from tests.adapt.make import adapted
from tests.structure.source import ROOT

PAGE = (ROOT / "docs" / "mutualisation.md").read_text(encoding="utf-8")
NETWORKS = ("x", "mastodon", "bluesky", "threads", "youtube")


def between(name: str) -> str:
    return PAGE.partition(f"<!-- {name}:")[2].partition(f"<!-- /{name} -->")[0]


COUNTED = [
    [cell.strip() for cell in line.strip("|").split("|")]
    for line in between("counted").splitlines()
    if line.startswith("| `")
]
FITTED = re.findall(r"```text\n(.*?)\n=> (\w+)\n(.*?)\n```", between("fitted"), re.DOTALL)


def test_the_table_is_that_of_the_rules() -> None:
    assert mutualisation.renewed(PAGE) == PAGE, "run: python -m scheduler.connector.mutualisation docs/mutualisation.md"
    assert len(COUNTED) > 5
    assert len(FITTED) == 3


@pytest.mark.parametrize("row", COUNTED, ids=lambda row: row[0])
def test_the_examples_count_as_the_page_says(row: list[str]) -> None:
    text, *lengths = row
    found = [measure.length(text.strip("`"), rules(name)) for name in NETWORKS]
    assert [str(one) for one in found] == lengths


@pytest.mark.parametrize(("text", "how", "outcome"), FITTED)
def test_the_examples_are_fitted_as_the_page_says(text: str, how: str, outcome: str) -> None:
    made = adapted("mastodon", text, if_too_long=TooLong(how), limits={"max_characters": 60})
    assert [part.text for part in made.parts] == outcome.split("\n--\n")
