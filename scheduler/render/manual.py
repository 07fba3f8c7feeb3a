"""A page of the manual on the terminal: laid out for who looks at it, as it is written for a pipe."""

import sys
from collections.abc import Sequence

from scheduler.render.ink import console, out, paint
from scheduler.sentences import label


def show(text: str) -> None:
    """Print one page."""
    if not sys.stdout.isatty():
        out(text.rstrip())
        return
    from rich.markdown import Markdown  # noqa: PLC0415 - 40 ms that only a person who reads pays

    console().print(Markdown(text, hyperlinks=False))


def listed(pages: Sequence[tuple[str, str]], language: str) -> None:
    """Print what there is to read, and how."""
    out(label("manual-pages", language))
    widest = max((len(name) for name, _ in pages), default=0)
    for name, title in pages:
        out(f"  {paint(f'{name:<{widest}}', 'strong')}  {title}")
