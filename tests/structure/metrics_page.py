"""Writes docs/metrics.md from the registry of definitions: `make docs`. A test compares the page with what this gives."""

import os
from collections.abc import Iterator
from datetime import timedelta

from tests.structure.source import ROOT

AGE = timedelta(days=7)
PAGE = ROOT / "docs" / "metrics.md"
INTRODUCTION = """\
# Metrics: an open definition

Written from the program's registry (`scheduler/model/definitions.py`) by `make docs`. Each number of a report has an address
(`weeks/2027-W23/engagement`), and `scheduler why CAMPAIGN ADDRESS` tells its formula, the numbers that went in, the posts and
weeks behind them with the time and the source of each reading, and what was left out. It takes the ids below as well:
`scheduler why museumweek-2027 engagement-per-post`. A test works each formula out over the terms that `why` gives, and compares
the result with the number in the report.

- **Components**: the counts that a number is made of. A network that does not give one of them can not give the number; it is
  then missing (empty, with a reason), never 0.
- **Age**: numbers of posts are compared at one post age (7 days unless an objective names another), read between the two
  readings around it and never beyond them.
- In addresses `*` stands for what names a line: an ISO week, a day, a network, a tag.

How the report uses them: [evaluation.md](evaluation.md).

## Which network gives which counts

"""


def given() -> Iterator[str]:
    """A row a network whose connector reads counts: which it may give."""
    from scheduler.connector import discover
    from scheduler.connector.base import Ability
    from scheduler.model.engagement import COMPONENTS

    yield "| network | " + " | ".join(COMPONENTS) + " |"
    yield "|---|" + "|".join(":-:" for _ in COMPONENTS) + "|"
    for name in discover.names():
        found = discover.load(name)
        if Ability.COUNTS in found.can and not found.simulated:
            marks = ("yes" if one in found.counted else "" for one in COMPONENTS)
            yield f"| {found.rules.title} | " + " | ".join(marks) + " |"


def section() -> Iterator[str]:
    """Each definition."""
    from scheduler.model.registry import registry
    from scheduler.render.report_words import Words

    words = Words("en")
    for one in registry().all:
        yield f"### {words.say(one.name)}\n"
        names = ", ".join(f"`{name}`" for name in (one.id, *one.others))
        yield f"- **id**: {names}"
        yield f"- **how**: {words.say(one.how, age=words.age(AGE))}"
        for formula in dict.fromkeys(formula for formula in one.cells.values() if formula):
            yield f"- **formula**: `{formula}`"
        if one.components:
            yield f"- **components**: {', '.join(one.components)}"
        yield f"- **age**: {'at one post age' if one.aged else 'no post age'}"
        yield f"- **beware**: {words.say(one.care, age=words.age(AGE))}"
        for source in one.sources:
            yield f"- **from**: {source}"
        yield f"- **computed by**: `{one.function}`"
        yield f"- **where**: {', '.join(f'`{cell}`' for cell in one.cells)}"
        yield ""


def page() -> str:
    """The whole page."""
    return INTRODUCTION + "\n".join(given()) + "\n\n## Definitions\n\n" + "\n".join(section())


if __name__ == "__main__":
    os.environ["SCHEDULER_LANGUAGE"] = "en"
    PAGE.write_text(page(), encoding="utf-8")
