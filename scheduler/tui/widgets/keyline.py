"""The last line: what can be done here, by which key; grey where it cannot be done now."""

from collections.abc import Callable

from scheduler.sentences import label
from scheduler.tui.acts import Act, Where, of_line
from scheduler.tui.cells import width
from scheduler.tui.pen import Line
from scheduler.tui.widgets.drawn import Drawn


def key_name(one: Act, language: str) -> str:
    """The key as people read it."""
    return label(one.shown, language) if one.shown.startswith("review-") else one.shown


class KeyLine(Drawn):
    """Draws what fits; help, at the right, always does."""

    def __init__(self, language: str, where: Where, refused: Callable[[str], str], *, id: str | None = None) -> None:  # noqa: A002
        super().__init__(language, id=id)
        self._where = where
        self._refused = refused

    def draw(self, line: Line, y: int) -> None:
        """All acts of this screen."""
        last = next(one for one in of_line(self._where) if one.name == "help")
        closing = f"{last.shown} {label(last.word, self.language)} "
        line.add(" ")
        for one in of_line(self._where):
            if one is last or (one.shy and self._refused(one.name)):
                continue
            key, word = key_name(one, self.language), label(one.word, self.language)
            if line.length + width(f"{key} {word}  ") + width(closing) > self.size.width:
                continue
            can = not self._refused(one.name)
            line.add(key, "accent" if can else "muted", bold=can)
            self.hot(line, y, f" {word}", one.name, "text" if can else "muted")
            line.add("  ")
        line.add("", most=max(self.size.width - line.length - width(closing), 0))
        line.add(last.shown, "accent", bold=True)
        self.hot(line, y, f" {label(last.word, self.language)} ", last.name, "text")
