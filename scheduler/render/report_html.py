"""The report as one HTML file: no script, no outside resource, no `style` attribute; its one style block is allowed by its hash.

It prints on A4 from any browser, and reads without any style at all.
"""

import base64
import hashlib
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from scheduler.model.report import Metric
from scheduler.render.report_page import Page
from scheduler.render.report_words import MARKS

if TYPE_CHECKING:
    from jinja2 import Template

TEMPLATES = Path(__file__).parent / "templates"


def html(page: Page) -> str:
    """The page as a whole HTML document."""
    style = stylesheet(page.title)
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    return _template().render(
        page=page,
        style=style,
        digest=digest,
        marks={verdict.value: sign for verdict, sign in MARKS.items()},
        numbers={metric.value: number for number, metric in enumerate(Metric, 1)},
    )


@cache
def _template() -> "Template":
    import jinja2  # noqa: PLC0415 - 60 ms that no other format pays

    environment = jinja2.Environment(
        loader=jinja2.FileSystemLoader(TEMPLATES), autoescape=True, undefined=jinja2.StrictUndefined
    )
    return environment.get_template("report.html.j2")


def stylesheet(running: str) -> str:
    """The style block, with the title that runs at the foot of each sheet."""
    sheet = (TEMPLATES / "report.css").read_text(encoding="utf-8")
    return sheet.replace("\n", "").replace("@@RUNNING@@", css_string(running))


def css_string(text: str) -> str:
    """`text` for between two quotes in a style sheet that stands in HTML: only letters, digits and spaces stay as they are."""
    return "".join(sign if sign.isalnum() or sign == " " else f"\\{ord(sign):x} " for sign in text)
