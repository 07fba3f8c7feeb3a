"""The report in each format: `rendered` is the one door."""

import json
from collections.abc import Callable, Mapping

from scheduler.model.report import Finding, Report, to_json
from scheduler.render import html
from scheduler.render.report_markdown import markdown
from scheduler.render.report_sections import page
from scheduler.render.report_terminal import terminal
from scheduler.render.report_words import Words

FORMATS = ("terminal", "html", "md", "json")
WIDTH = 100
"""Columns of a terminal that is not one: a file, a pipe."""


def rendered(report: Report, form: str, language: str, *, width: int = WIDTH, colour: bool = False) -> str:
    """The report in one of FORMATS, in `language`. `width` and `colour` are a terminal's. KeyError for another format."""
    draw: Mapping[str, Callable[[], str]] = {
        "terminal": lambda: terminal(page(report, language), width=width, colour=colour),
        "html": lambda: html.report(page(report, language)),
        "md": lambda: markdown(page(report, language)),
        "json": lambda: json.dumps(as_json(report, language), ensure_ascii=False, indent=2) + "\n",
    }
    return draw[form]()


def as_json(report: Report, language: str) -> dict[str, object]:
    """The report as JSON values, and under `said` its sentences in `language`. Fields are only ever added."""
    words = Words(language)

    def said(findings: tuple[Finding, ...]) -> list[str]:
        return [words.finding(one) for one in findings]

    values = to_json(report)
    assert isinstance(values, dict)
    return {
        **values,
        "said": {
            "language": words.language,
            "brief": said(report.brief),
            "reservations": said(report.reservations),
            "cannot": said(report.cannot),
        },
    }
