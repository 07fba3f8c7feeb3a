"""Every key of the room in one table: what it does, where, and the word for it. Bindings, key line, help and palette read it."""

from dataclasses import dataclass
from typing import Literal

from textual.binding import Binding

Where = Literal["room", "post", "both"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Act:
    """One act: its action, its keys as Textual names them, the key as people read it, and the codes of its words."""

    name: str
    keys: tuple[str, ...]
    shown: str
    """The code of the key's name where it has one («Entrée»), else the sign itself."""
    where: Where = "both"
    line: int = 0
    """Its place in the key line, from 1; 0 stays out of it."""
    palette: bool = True
    shy: bool = False
    """Whether the key line shows it only while it can be done."""

    @property
    def word(self) -> str:
        """The code of its short word: «valider»."""
        return f"review-act-{self.name}"

    @property
    def told(self) -> str:
        """The code of what it does, in a sentence: for help and palette."""
        return f"review-does-{self.name}"


ACTS = (
    Act(name="open", keys=("enter",), shown="review-key-enter", where="room", line=1, palette=False),
    Act(name="approve", keys=("v",), shown="v", line=2),
    Act(name="hold", keys=("s",), shown="s", line=5),
    Act(name="cancel", keys=("x",), shown="x", line=9),
    Act(name="ask", keys=("r",), shown="r", line=7),
    Act(name="send", keys=("p",), shown="p", line=10),
    Act(name="compare", keys=("c",), shown="c", line=8),
    Act(name="history", keys=("h",), shown="h"),
    Act(name="browse", keys=("o",), shown="o"),
    Act(name="received", keys=("R", "shift+r"), shown="R"),
    Act(name="settle", keys=("k",), shown="k", line=11),
    Act(name="approve-many", keys=("V", "shift+v"), shown="V", where="room"),
    Act(name="hold-many", keys=("S", "shift+s"), shown="S", where="room"),
    Act(name="edit", keys=("e", "f2"), shown="e", line=3),
    Act(name="move", keys=("m",), shown="m", line=4),
    Act(name="duplicate", keys=("d",), shown="d"),
    Act(name="editor", keys=("E", "shift+e", "ctrl+e", "f4"), shown="F4"),
    Act(name="tick", keys=("space",), shown="review-key-space", where="room"),
    Act(name="move-many", keys=("M", "shift+m"), shown="M", where="room"),
    Act(name="cancel-many", keys=("X", "shift+x"), shown="X", where="room"),
    Act(name="apply", keys=("a",), shown="a"),
    Act(name="undo", keys=("u", "ctrl+z"), shown="u", line=6),
    Act(name="redo", keys=("ctrl+y",), shown="Ctrl+Y"),
    Act(name="next", keys=("n",), shown="n", line=12),
    Act(name="previous", keys=("N", "shift+n"), shown="N"),
    Act(name="search", keys=("slash", "ctrl+f"), shown="/", where="room", line=13),
    Act(name="filter", keys=("f",), shown="f", where="room"),
    Act(name="go", keys=("g",), shown="g", where="room"),
    Act(name="today", keys=("t",), shown="t", where="room"),
    Act(name="week", keys=("1", "ampersand"), shown="1", where="room"),
    Act(name="day", keys=("2", "é"), shown="2", where="room"),
    Act(name="month", keys=("3", "quotation_mark"), shown="3", where="room"),
    Act(name="todo", keys=("4", "apostrophe"), shown="4", where="room"),
    Act(name="results", keys=("b",), shown="b", line=1, shy=True),
    Act(name="reload", keys=("f5",), shown="F5"),
    Act(name="theme", keys=("f9",), shown="F9"),
    Act(name="help", keys=("question_mark", "f1"), shown="?", line=14),
    Act(name="commands", keys=("ctrl+p", "colon"), shown=":", palette=False),
    Act(name="back", keys=("escape",), shown="review-key-escape", line=15, palette=False),
    Act(name="leave", keys=("q", "ctrl+q"), shown="q"),
)

OF_A_POST = frozenset(
    {"open", "approve", "approve-many", "hold", "cancel", "ask", "send", "compare", "history", "browse", "settle"}
    | {"edit", "editor", "move", "duplicate", "tick"}
)
"""Acts that want a post to be chosen."""


def bindings(where: Where) -> list[Binding]:
    """The bindings of a screen."""
    return [
        Binding(",".join(one.keys), f"act('{one.name}')", show=False) for one in ACTS if one.where in {where, "both"}
    ]


def of_line(where: Where) -> list[Act]:
    """What the key line shows, in its order."""
    return sorted((one for one in ACTS if one.line and one.where in {where, "both"}), key=lambda one: one.line)
