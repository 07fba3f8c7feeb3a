"""The preview as one HTML file: no script, no outside resource, no `style` attribute; one style block, allowed by its hash."""

import base64
import hashlib
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from scheduler.render.preview_page import PreviewPage
from scheduler.render.report_html import css_string

if TYPE_CHECKING:
    from jinja2 import Template

TEMPLATES = Path(__file__).parent / "templates"


def html(page: PreviewPage) -> str:
    """The page as a whole HTML document."""
    sheet = (TEMPLATES / "preview.css").read_text(encoding="utf-8")
    running = f"{page.title}, {page.say['preview-kicker']}. {page.say['preview-secret']}"
    style = sheet.replace("\n", "").replace("@@RUNNING@@", css_string(running))
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
    return environment.get_template("preview.html.j2")
