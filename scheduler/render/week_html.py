"""The page of the week as one HTML file: no script, no outside resource, no `style` attribute; one style block by its hash.

It is a mail's body, a page on a telephone and a sheaf of A4 paper; without any style it still reads in order.
"""

import base64
import hashlib
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from scheduler.render.report_html import css_string
from scheduler.render.week_values import WeekPage

if TYPE_CHECKING:
    from jinja2 import Template

TEMPLATES = Path(__file__).parent / "templates"


def html(page: WeekPage) -> str:
    """The page as a whole HTML document."""
    sheet = (TEMPLATES / "week.css").read_text(encoding="utf-8")
    style = sheet.replace("\n", "").replace("@@RUNNING@@", css_string(page.say["week-running"]))
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    return _template().render(page=page, say=page.say, style=style, digest=digest)


@cache
def _template() -> "Template":
    import jinja2  # noqa: PLC0415 - 60 ms that no other answer pays

    environment = jinja2.Environment(
        loader=jinja2.FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    return environment.get_template("week.html.j2")
