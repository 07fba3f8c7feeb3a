"""What is said where a window is too small to show anything."""

from rich.text import Text
from textual.widgets import Static

from scheduler.sentences import label

LEAST = (60, 20)
"""Columns and lines below which nothing can be read."""


class Small(Static):
    """Covers the screen while the window is too small; the keys still work."""

    def __init__(self, language: str) -> None:
        super().__init__(Text(label("viewing-small", language, columns=LEAST[0], lines=LEAST[1])), id="small")
