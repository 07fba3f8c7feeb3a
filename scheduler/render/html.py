"""Pages as one HTML file each: no script, no outside resource, no `style` attribute; one style block, allowed by its hash.

They print on A4 from any browser, and read in order without any style at all: as a mail's body, or on a telephone.
"""

import base64
import hashlib
import re
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from scheduler.model.report import Metric
from scheduler.render.report_words import MARKS

if TYPE_CHECKING:
    from jinja2 import Template

    from scheduler.render.preview_page import PreviewPage
    from scheduler.render.report_page import Page
    from scheduler.render.week_values import WeekPage

_TYPED = re.compile("`([^`<>]+)`")
TEMPLATES = Path(__file__).parent / "templates"


def report(page: "Page") -> str:
    """The report as a whole HTML document."""
    marks = {verdict.value: sign for verdict, sign in MARKS.items()}
    numbers = {metric.value: number for number, metric in enumerate(Metric, 1)}
    return _filled("report", page.title, trimmed=False, page=page, marks=marks, numbers=numbers)


def preview(page: "PreviewPage") -> str:
    """The posts as each network shows them, as a whole HTML document."""
    running = f"{page.title}, {page.say['preview-kicker']}. {page.say['preview-secret']}"
    return _filled("preview", running, page=page, say=page.say)


def week(page: "WeekPage") -> str:
    """The week to be validated as a whole HTML document."""
    return _filled("week", page.say["week-running"], page=page, say=page.say)


def handover(title: str, **values: Any) -> str:
    """What lies in a package that is handed over, as a whole HTML document."""
    return _filled("handover", title, title=title, **values)


def register(title: str, **values: Any) -> str:
    """A page of the register of processing, as a whole HTML document."""
    return _filled("register", title, title=title, **values)


def _filled(name: str, running: str, *, trimmed: bool = True, **values: object) -> str:
    """The template `name` with its style sheet and `values`."""
    style = stylesheet(name, running)
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    return _template(name, trimmed=trimmed).render(style=style, digest=digest, **values)


@cache
def _template(name: str, *, trimmed: bool) -> "Template":
    import jinja2  # noqa: PLC0415 - 60 ms that no other answer pays

    environment = jinja2.Environment(
        loader=jinja2.FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=trimmed,
        lstrip_blocks=trimmed,
    )
    environment.filters["coded"] = coded
    return environment.get_template(f"{name}.html.j2")


def coded(text: str) -> str:
    """`text` escaped, with what is to be typed, between backquotes, as code."""
    from jinja2.filters import do_forceescape, do_mark_safe  # noqa: PLC0415 - as above

    return do_mark_safe(_TYPED.sub(r"<code>\1</code>", str(do_forceescape(text))))


def stylesheet(name: str, running: str) -> str:
    """The style block of the page `name`, with what runs at the foot of each sheet."""
    sheet = (TEMPLATES / f"{name}.css").read_text(encoding="utf-8")
    return sheet.replace("\n", "").replace("@@RUNNING@@", css_string(running))


def css_string(text: str) -> str:
    """`text` for between two quotes in a style sheet that stands in HTML: only letters, digits and spaces stay as they are."""
    return "".join(sign if sign.isalnum() or sign == " " else f"\\{ord(sign):x} " for sign in text)
