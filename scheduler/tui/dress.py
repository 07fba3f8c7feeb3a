"""In which colours the room is shown: those asked for, else those that its terminal can show."""

import os

from scheduler.tui.hanging import Hanging
from scheduler.tui.tokens import PALETTES


class Dressed(Hanging):
    """An application in one of our sets of colours."""

    _dressed = ""

    def dress(self, theme: str) -> None:
        """Put on `theme`, or what fits the terminal; before it runs."""
        for one in PALETTES.values():
            self.register_theme(one.theme())
        self.theme = theme or default_theme()
        self.stylesheet.set_variables(self.get_css_variables())
        self._dressed = self.theme

    def refresh_css(self, animate: bool = True) -> None:
        """As Textual does; not for the first theme, in which the style sheet is read: to read it twice delays the first frame."""
        if animate or self._dressed != self.theme:
            self._dressed = self.theme
            super().refresh_css(animate)


def default_theme() -> str:
    """Without colour where NO_COLOR asks for none; sixteen where the terminal has no more; else dark, or as COLORFGBG says."""
    if os.environ.get("NO_COLOR") or os.environ.get("TERM") in {"dumb", "vt100"}:
        return "review-plain"
    if os.environ.get("TERM") in {"linux", "ansi", "xterm", "screen"} and not os.environ.get("COLORTERM"):
        return "review-ansi"
    ground = os.environ.get("COLORFGBG", "").rpartition(";")[2]
    return "review-light" if ground in {"7", "15"} else "review-dark"
