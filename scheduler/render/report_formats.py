"""The report in each format: `drawn` is the one door, and a format is one line of FORMATS."""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from scheduler.model.evidence import Evidence
from scheduler.model.indices import indices
from scheduler.model.report import Finding, Report, to_json
from scheduler.render import html
from scheduler.render.report_defined import defined
from scheduler.render.report_levels import Level, page_for
from scheduler.render.report_markdown import markdown
from scheduler.render.report_page import Page
from scheduler.render.report_terminal import terminal
from scheduler.render.report_words import Words

WIDTH = 100
"""Columns of a terminal that is not one: a file, a pipe."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """How a report is wanted: in which language, for whom, and what the terminal is like."""

    language: str
    level: Level = Level.CM
    width: int = WIDTH
    colour: bool = False
    evidence: Evidence | None = None
    """The posts behind it, where the format has room for them (EVIDENCED) and the readers may see them."""
    excel: bool = False
    """Whether a table of text gets the mark that Excel needs to see accents."""
    attached: bool = False
    """Whether a mail takes the whole report with it, as PDF."""

    def page(self, report: Report) -> Page:
        """The page of those readers."""
        return page_for(report, self.language, self.level)


def _terminal(report: Report, wanted: Wanted) -> str:
    return terminal(wanted.page(report), width=wanted.width, colour=wanted.colour)


def _html(report: Report, wanted: Wanted) -> str:
    return html.report(wanted.page(report))


def _markdown(report: Report, wanted: Wanted) -> str:
    return markdown(wanted.page(report))


def _json(report: Report, wanted: Wanted) -> str:
    values = to_json(indices(report)) if wanted.level is Level.PARTNERS else as_json(report, wanted.language)
    return json.dumps(values, ensure_ascii=False, indent=2) + "\n"


def _pdf(report: Report, wanted: Wanted) -> bytes:
    from scheduler.render.report_pdf import pdf  # noqa: PLC0415 - an extra

    return pdf(wanted.page(report), made=report.made)


def _xlsx(report: Report, wanted: Wanted) -> bytes:
    from scheduler.render.report_files import workbook_of  # noqa: PLC0415 - an extra

    return workbook_of(report, wanted.evidence, wanted.language, wanted.level)


def _csv(name: str) -> Callable[[Report, Wanted], str | bytes]:
    def draw(report: Report, wanted: Wanted) -> str | bytes:
        from scheduler.render.report_files import table_of  # noqa: PLC0415 - only this format pays for it

        return table_of(report, wanted.evidence, name, wanted.level, excel=wanted.excel)

    return draw


def _mail(report: Report, wanted: Wanted) -> bytes:
    from scheduler.render.report_mail import mail  # noqa: PLC0415 - only this format pays for it

    attached = FORMATS["pdf"](report, wanted) if wanted.attached else None
    return mail(wanted.page(report), report, attached if isinstance(attached, bytes) else None)


FORMATS: Mapping[str, Callable[[Report, Wanted], str | bytes]] = {
    "terminal": _terminal,
    "html": _html,
    "md": _markdown,
    "json": _json,
    "pdf": _pdf,
    "xlsx": _xlsx,
    "csv": _csv("readings"),
    "csv-posts": _csv("posts"),
    "csv-weeks": _csv("weeks"),
    "mail": _mail,
}
"""Each format by its name: text, or the bytes of a file. Every one keeps to the level that is wanted."""
TEXTS = ("terminal", "html", "md", "json")
"""Those that are text and need no extra."""
EVIDENCED = frozenset({"xlsx", "csv", "csv-posts"})
"""Those that show single posts with their readings, to readers who may see them."""


def drawn(report: Report, form: str, wanted: Wanted) -> str | bytes:
    """The report in one of FORMATS. KeyError for another; `Problem` where the extra that draws it is not installed."""
    return FORMATS[form](report, wanted)


def rendered(
    report: Report, form: str, language: str, *, width: int = WIDTH, colour: bool = False, level: Level = Level.CM
) -> str:
    """The report in one of the formats that are text. KeyError for another."""
    found = drawn(report, form, Wanted(language=language, level=level, width=width, colour=colour))
    if isinstance(found, bytes):
        raise KeyError(form)
    return found


def as_json(report: Report, language: str) -> dict[str, object]:
    """The report as JSON values, and under `said` its sentences in `language`. Fields are only ever added."""
    words = Words(language)

    def said(findings: tuple[Finding, ...]) -> list[str]:
        return [words.finding(one) for one in findings]

    values = to_json(report)
    assert isinstance(values, dict)
    return {
        **values,
        "definitions": defined(report, words),
        "said": {
            "language": words.language,
            "brief": said(report.brief),
            "reservations": said(report.reservations),
            "cannot": said(report.cannot),
        },
    }
