"""What the room asks: a choice whose safe answer comes first, a line to type, a tag to be typed again."""

from collections.abc import Sequence
from typing import Any

from rich.text import Text
from textual import events
from textual.app import ComposeResult
from textual.containers import Vertical, VerticalScroll
from textual.screen import ModalScreen, Screen
from textual.widgets import Input, OptionList, Static

from scheduler.sentences import label
from scheduler.tui.cells import cells
from scheduler.tui.widgets.answers import Answers

BOX = """
#box { width: 72; max-width: 94%; height: auto; max-height: 90%; padding: 1 2; border: round $primary; background: $surface; }
#box #listed { height: auto; max-height: 40vh; margin-top: 1; }
#box Static { height: auto; }
#box OptionList { height: auto; max-height: 14; margin-top: 1; background: $surface; border: none; padding: 0; }
#box Input { margin-top: 1; }
#box #hint { margin-top: 1; color: $text-muted; }
"""
"""What dialogs are framed by."""
CSS = f"Choice, Asked {{ align: center middle; }}\n{BOX}"


def steady(screen: Screen[Any]) -> None:
    """Let no cursor blink where nothing is to move by itself."""
    for line in screen.query(Input):
        line.cursor_blink = screen.app.animation_level != "none"


class Choice(ModalScreen[int]):
    """One of several answers; Escape, and the first, change nothing. Its result is the answer's place, 0 for the safe one.

    With `keys`, a letter an answer, each letter answers at once, and Escape answers nothing: -1.
    """

    CSS = CSS
    AUTO_FOCUS = "OptionList"
    BINDINGS = [("escape", "leave", "")]  # noqa: RUF012 - Textual's way

    def __init__(self, question: str, answers: Sequence[str], listed: Sequence[str] = (), keys: str = "") -> None:
        super().__init__()
        self._keys = keys
        self._question = question
        self._answers = answers
        self._listed = listed

    def compose(self) -> ComposeResult:
        """The question, what it is about, the answers."""
        with Vertical(id="box"):
            yield Static(Text(self._question, style="bold"))
            if self._listed:
                with VerticalScroll(id="listed"):
                    yield Static(Text("\n".join(cells(one) for one in self._listed)))
            yield Answers(self._answers)

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Answer."""
        self.dismiss(event.option_index)

    def on_key(self, event: events.Key) -> None:
        """A letter that is an answer's own."""
        if event.character and event.character in self._keys:
            event.stop()
            self.dismiss(self._keys.index(event.character))

    def action_leave(self) -> None:
        """Change nothing."""
        self.dismiss(-1 if self._keys else 0)


class Asked(ModalScreen[str]):
    """A line to type; Escape gives none. With `expected` only that very text is taken; `whole`: a `value` is typed over."""

    CSS = CSS
    AUTO_FOCUS = "Input"
    BINDINGS = [("escape", "dismiss('')", "")]  # noqa: RUF012 - Textual's way

    def __init__(
        self, question: str, language: str, *, expected: str = "", value: str = "", whole: bool = True
    ) -> None:
        super().__init__()
        self._question = question
        self._language = language
        self._expected = expected
        self._value = value
        self._whole = whole

    def compose(self) -> ComposeResult:
        """The question and the line."""
        with Vertical(id="box"):
            yield Static(Text(self._question, style="bold"))
            if self._expected:
                yield Static(Text(cells(self._expected)))
            yield Input(self._value, select_on_focus=self._whole)
            yield Static(Text(label("review-typed-hint", self._language)), id="hint")

    def more(self, typed: str) -> None:
        """Go on with what was typed before the line could take it."""
        for line in self.query(Input) if self.is_mounted else ():
            line.insert_text_at_cursor(typed)
            return
        self._value += typed

    def on_mount(self) -> None:
        """What was typed while the line was made stands in it, too."""
        steady(self)
        line = self.query_one(Input)
        if line.value != self._value:
            line.value = self._value
        line.cursor_position = len(line.value)

    def on_key(self, event: events.Key) -> None:
        """A sign that comes before the line has the focus belongs to it."""
        if self.focused is None and event.character and event.is_printable:
            event.stop()
            self.more(event.character)

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Take it, unless it is not what was to be typed."""
        said = event.value.strip()
        if self._expected and said != self._expected:
            self.query_one("#hint", Static).update(Text(label("review-typed-other", self._language)))
            return
        self.dismiss(said)
