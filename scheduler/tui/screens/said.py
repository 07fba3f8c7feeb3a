"""What is said of a post, never published: what is open is answered, something new asked; and yeses taken in as they came."""

from collections.abc import Sequence
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from rich.text import Text
from textual.app import ComposeResult
from textual.containers import Vertical, VerticalScroll
from textual.screen import ModalScreen
from textual.widgets import Input, OptionList, Static

from scheduler.model.remark import Remark
from scheduler.sentences import label
from scheduler.tui import pages
from scheduler.tui.pages import Line
from scheduler.tui.screens.questions import BOX, steady
from scheduler.tui.tokens import palette
from scheduler.tui.widgets.answers import Answers

CSS = f"""
{BOX}
Remarks, Received, Shown {{ align: center middle; }}
Remarks #box, Received #box, Shown #box {{ width: 96; }}
#box #said {{ height: auto; max-height: 8; margin-top: 1; }}
Remarks #box Input {{ margin-top: 0; }}
Received #box Input {{ margin: 0 0 1 0; background: $panel; }}
Received #box #hint, Remarks #box #hint {{ margin-top: 0; }}
#box #said Static {{ height: auto; }}
#box #modes {{ margin-top: 1; }}
Shown #box #said {{ max-height: 100%; height: 1fr; }}
Shown #box {{ height: 100%; width: 100%; max-width: 100%; max-height: 100%; border: none; }}
"""
FIELDS = ("code", "role", "by", "how")


def drawn(lines: Sequence[Line], theme: str, *, on: str = "panel") -> Text:
    """Lines in the colours of now."""
    colours, text = palette(theme), Text()
    for number, line in enumerate(lines):
        text.append("\n" if number else "")
        for words, token, bold in line:
            text.append(words, colours.style(token, on=on, bold=bold))
    return text


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """What was written, and as what: an `answer`, a `question` that holds the post, or a `remark` that does not."""

    kind: str
    text: str


class Remarks(ModalScreen[Said | None]):
    """Tab turns from answering to asking to remarking; Ctrl+S or Enter keeps it, Escape keeps nothing."""

    CSS = CSS
    AUTO_FOCUS = "Input"
    BINDINGS = [  # noqa: RUF012 - Textual's way
        ("escape", "dismiss(None)", ""),
        ("ctrl+s", "keep", ""),
        ("tab", "turn(1)", ""),
        ("shift+tab", "turn(-1)", ""),
        ("pageup", "page(-5)", ""),
        ("pagedown", "page(5)", ""),
    ]

    def __init__(self, post: str, found: Sequence[Remark], language: str, zone: ZoneInfo, *, unsent: bool) -> None:
        super().__init__()
        self._post = post
        self._found = found
        self._language = language
        self._zone = zone
        answers = ["answer"] if any(one.open for one in found) else []
        self._modes = [*answers, *(["question"] if unsent else []), "remark"]
        self._mode = self._modes[0]

    def compose(self) -> ComposeResult:
        """What was said, and a line to say more."""
        with Vertical(id="box"):
            yield Static(Text(label("viewing-remarks", self._language, post=self._post), style="bold"))
            with VerticalScroll(id="said"):
                yield Static(id="lines")
            yield Static(id="modes")
            yield Input()
            yield Static(Text(label("viewing-remarks-keys", self._language)), id="hint")

    def on_mount(self) -> None:
        """Draw both."""
        steady(self)
        wide = max(min(self.app.size.width, 96) - 10, 20)
        lines = pages.remarks(self._found, self._language, self._zone, wide)
        self.query_one("#said").display = bool(lines)
        self.query_one("#said").can_focus = False
        self.query_one("#lines", Static).update(drawn(lines[:-1], self.app.theme))
        self.query_one("#said", VerticalScroll).scroll_end(animate=False)
        self._tell()

    def _tell(self) -> None:
        colours, text = palette(self.app.theme), Text()
        for one in self._modes:
            word = label(f"viewing-mode-{one}", self._language)
            here = one == self._mode
            text.append(
                f"[{word}] " if here else f" {word}  ",
                colours.style("text" if here else "muted", on="panel", bold=here),
            )
        self.query_one("#modes", Static).update(text)

    def action_turn(self, by: int) -> None:
        """Answer, ask, or remark."""
        self._mode = self._modes[(self._modes.index(self._mode) + by) % len(self._modes)]
        self._tell()

    def action_page(self, by: int) -> None:
        """Read what was said before."""
        self.query_one("#said", VerticalScroll).scroll_relative(y=by, animate=False)

    def on_input_submitted(self) -> None:
        """Keep it."""
        self.action_keep()

    def action_keep(self) -> None:
        """Keep what was written; nothing is no remark."""
        text = self.query_one(Input).value.strip()
        self.dismiss(Said(kind=self._mode, text=text) if text else None)


class Received(ModalScreen[dict[str, str] | None]):
    """A yes that came by mail, on paper or by voice: code, role, by whom, how. Enter goes on, and takes it at the last."""

    CSS = CSS
    AUTO_FOCUS = "#code"
    BINDINGS = [("escape", "dismiss(None)", ""), ("ctrl+s", "take", "")]  # noqa: RUF012 - Textual's way

    def __init__(self, language: str, given: dict[str, str]) -> None:
        super().__init__()
        self._language = language
        self._given = given

    def compose(self) -> ComposeResult:
        """Four fields."""
        with Vertical(id="box"):
            yield Static(Text(label("viewing-received", self._language), style="bold"))
            for one in FIELDS:
                yield Static(Text(label(f"viewing-received-{one}", self._language)))
                yield Input(self._given.get(one, ""), id=one, compact=True)
            yield Static(Text(label("viewing-received-keys", self._language)), id="hint")

    def on_mount(self) -> None:
        """As everywhere."""
        steady(self)

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """The next field; behind the last, take it."""
        place = FIELDS.index(event.input.id or FIELDS[0])
        if place + 1 < len(FIELDS):
            self.query_one(f"#{FIELDS[place + 1]}", Input).focus()
        else:
            self.action_take()

    def action_take(self) -> None:
        """Take it where nothing is missing; else go to what is."""
        values = {one: self.query_one(f"#{one}", Input).value.strip() for one in FIELDS}
        missing = next((one for one in FIELDS if not values[one]), "")
        if missing:
            self.query_one(f"#{missing}", Input).focus()
        else:
            self.dismiss(values)


class Shown(ModalScreen[int]):
    """A page to be read before it is answered: a plan, what was refused. Its result is the answer's place, 0 for the safe one."""

    CSS = CSS
    AUTO_FOCUS = "OptionList"
    BINDINGS = [  # noqa: RUF012 - Textual's way
        ("escape", "dismiss(0)", ""),
        ("pageup", "page(-10)", ""),
        ("pagedown", "page(10)", ""),
    ]

    def __init__(self, title: str, lines: Sequence[Line], answers: Sequence[str], language: str) -> None:
        super().__init__()
        self._title = title
        self._lines = lines
        self._answers = answers
        self._language = language

    def compose(self) -> ComposeResult:
        """The title, the page, the answers."""
        with Vertical(id="box"):
            yield Static(Text(self._title, style="bold"))
            with VerticalScroll(id="said"):
                yield Static(drawn(self._lines, self.app.theme))
            yield Answers(self._answers)
            yield Static(Text(label("viewing-page-keys", self._language)), id="hint")

    def on_mount(self) -> None:
        """The answers have the keys; the page is scrolled by its own."""
        self.query_one("#said").can_focus = False

    def action_page(self, by: int) -> None:
        """Scroll the page."""
        self.query_one("#said", VerticalScroll).scroll_relative(y=by, animate=False)

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Answer."""
        self.dismiss(event.option_index)
