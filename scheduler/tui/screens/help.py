"""Help: every sign and every key, and what a key does here when it is pressed."""

from collections.abc import Sequence

from rich.text import Text
from textual import events
from textual.app import ComposeResult
from textual.containers import Vertical, VerticalScroll
from textual.screen import ModalScreen
from textual.widgets import Static

from scheduler.sentences import label
from scheduler.tui import signs
from scheduler.tui.acts import ACTS, Act
from scheduler.tui.cells import fit, width
from scheduler.tui.tokens import palette
from scheduler.tui.widgets.keyline import key_name

CSS = """
Help { align: center middle; }
#help { width: 80; max-width: 100%; height: 25; max-height: 100%; padding: 0 2; border: round $primary; background: $surface; }
#help VerticalScroll { height: 1fr; }
#answer { height: 2; padding-top: 1; }
#help Static { height: auto; }
"""

COLUMNS = 3


class Help(ModalScreen[None]):
    """Press a key to read what it does; Escape closes."""

    CSS = CSS

    def __init__(self, language: str) -> None:
        super().__init__()
        self._language = language

    def compose(self) -> ComposeResult:
        """Signs, networks, keys."""
        with Vertical(id="help"):
            with VerticalScroll():
                yield Static(self._signs())
                yield Static(self._keys())
            yield Static(Text(label("review-help-try", self._language), style="italic"), id="answer")

    def _signs(self) -> Text:
        colours, text = palette(self.app.theme), Text()
        words = [signs.word_of(one, self._language) for one in signs.GRAVEST_FIRST]
        wide = [max(map(width, words[n::COLUMNS])) for n in range(COLUMNS)]
        for place, (one, word) in enumerate(zip(signs.GRAVEST_FIRST, words, strict=True)):
            text.append(f"{one.glyph} ", colours.style(one.token, on="panel", bold=True))
            last = place % COLUMNS == COLUMNS - 1
            text.append(fit(word, wide[place % COLUMNS] + 2) + ("\n" if last else ""))
        text.append("\n")
        for place, (network, letters) in enumerate(signs.MARKS.items()):
            text.append(f"{letters} ", colours.style("accent", on="panel", bold=True))
            text.append(fit(network, 11) + ("\n" if place % 5 == 4 else ""))
        text.append("\n")
        return text

    def _keys(self) -> Text:
        colours, text = palette(self.app.theme), Text("\n")
        columns = _columns([one for one in ACTS if one.name != "commands"], self._language)
        for row in range(len(columns[0])):
            for column in columns:
                for key, word in column[row : row + 1]:
                    text.append(key, colours.style("accent", on="panel", bold=True)).append(word)
            text.append("\n")
        return text

    def on_key(self, event: events.Key) -> None:
        """Say what a key does; Escape, q and ? close."""
        event.stop()
        event.prevent_default()
        if event.key in {"escape", "q", "question_mark", "f1"}:
            self.dismiss()
            return
        found = next((one for one in ACTS if event.key in one.keys), None)
        said = label(found.told, self._language) if found else label("review-help-nothing", self._language)
        name = key_name(found, self._language) if found else (event.character or event.key)
        self.query_one("#answer", Static).update(Text(f"{name}  {said}"))


def _columns(acts: Sequence[Act], language: str) -> list[list[tuple[str, str]]]:
    """Keys and words from top to bottom, each column as wide as its longest: in rows the longest word would be cut."""
    high = -(-len(acts) // COLUMNS)
    made = []
    for some in (acts[at : at + high] for at in range(0, len(acts), high)):
        rows = [(key_name(one, language), label(one.word, language)) for one in some]
        wide = [max(map(width, each)) for each in zip(*rows, strict=True)]
        made.append([(fit(key, wide[0] + 1), fit(word, wide[1] + 2)) for key, word in rows])
    return made
