"""What the screens ask of the application, and a post's screen of the room: the application imports them, never they it."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

from textual.message import Message
from textual.screen import Screen

from scheduler.tui import signs

if TYPE_CHECKING:
    from scheduler.app.acting import Acts
    from scheduler.app.agenda import Agenda, Checked, Entry
    from scheduler.app.editing import Draft, Place
    from scheduler.app.results import Latest, Over
    from scheduler.app.reviewing import Reviewing
    from scheduler.app.steps import Deed
    from scheduler.app.viewing import Viewing
    from scheduler.model.network import Rules


class Shown(Protocol):
    """The posts of the room, as they stand there."""

    chosen: str

    @property
    def shown(self) -> "tuple[Entry, ...]": ...

    @property
    def blocked(self) -> Mapping[str, str]: ...

    def sign(self, one: "Entry") -> signs.Sign: ...


class Host(Protocol):
    """The application."""

    reviewing: "Reviewing"

    @property
    def acts(self) -> "Acts": ...

    @property
    def acted(self) -> bool: ...

    role: tuple[str, ...] | None
    rules: "Mapping[str, Rules]"
    checked: "Checked | None"
    checking: bool

    counts: "dict[str, Latest]"
    over: "tuple[Over, ...]"

    def read_counts(self, entries: "Sequence[Entry]") -> None: ...

    @property
    def pictures(self) -> str: ...

    @property
    def shape(self) -> float: ...

    def hang_pictures(self) -> None: ...

    def ask_cells(self) -> None: ...

    @property
    def posts(self) -> Shown: ...

    @property
    def viewing(self) -> "Viewing": ...

    def count_asked(self, known: "Sequence[Entry]") -> Any: ...

    def browse(self, where: str) -> None: ...

    def post_message(self, message: Message) -> bool: ...

    def do(self, act: "Callable[[], Deed]") -> Any: ...

    def act(self, name: str) -> None: ...

    def open_draft(self, campaign: str, post: str, reply: str = "", *, outside: bool, account: str = "") -> Any: ...

    def open_date(self, entry: "Entry") -> Any: ...

    def open_rule(self, entry: "Entry") -> Any: ...

    def edit(self, entry: "Entry", account: str = "") -> Any: ...

    def open_fault(self, file: str, line: int, post: str, *, outside: bool) -> Any: ...

    def try_draft(self, editor: Any, words: "Mapping[Place, str]") -> Any: ...

    def save_draft(self, editor: Any, words: "Mapping[Place, str]", *, over: bool = False) -> Any: ...

    def edit_outside(self, file: Path, line: int, draft: "Draft | None") -> None: ...

    def say(self, text: str, *, grave: bool) -> None: ...

    def name_window(self, entry: "Entry | None", sign: signs.Sign) -> None: ...

    async def push_screen_wait(self, screen: Screen[Any]) -> Any: ...

    async def choose(
        self, question: str, answers: Sequence[str], listed: Sequence[str] = (), keys: str = ""
    ) -> int: ...

    async def which(self, entry: "Entry", whole: str) -> str: ...

    async def typed(self, question: str, *, expected: str = "") -> str: ...

    async def week_shown(self, agenda: "Agenda") -> None: ...

    def load_week(self, monday: date) -> Any: ...

    def load_month(self, first: date) -> Any: ...

    def load_todo(self) -> Any: ...

    def load_search(self, text: str) -> Any: ...
