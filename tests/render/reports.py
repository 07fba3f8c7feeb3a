"""The reports that the tests of rendering draw, and their golden files: `python -m tests.render.reports` writes them anew."""

from datetime import timedelta
from functools import cache
from pathlib import Path

from scheduler.flow.evaluate import Operation, evaluate
from scheduler.model.report import Report
from scheduler.render.report_formats import rendered
from tests.flow.evaluation_data import FIRST, museum_week

GOLDEN = Path(__file__).parent / "golden"
FILES = {
    "report.json": ("json", "en"),
    "report-fr.txt": ("terminal", "fr"),
    "report-en.txt": ("terminal", "en"),
    "report-fr.md": ("md", "fr"),
}
"""Each golden file: its format and language."""


@cache
def week(*, simulated: bool = False) -> Report:
    """A MuseumWeek with another operation among the weeks before."""
    night = Operation(title="Nuit des musées", first=FIRST - timedelta(days=22), last=FIRST - timedelta(days=22))
    return evaluate(museum_week(simulated=simulated, others=(night,)))


def main() -> None:
    """Write the golden files from what the program says now; read the difference before committing it."""
    GOLDEN.mkdir(exist_ok=True)
    for name, (form, language) in FILES.items():
        (GOLDEN / name).write_text(rendered(week(simulated=True), form, language), encoding="utf-8")


if __name__ == "__main__":
    main()
