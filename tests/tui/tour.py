"""The pictures of docs/review.md and of README.md, from a real terminal: `python -m tests.tui.tour` takes them anew.

Look at each before it is committed. It needs tmux, fontconfig, and the fonts of `painting.FAMILIES`.
"""

import os
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

from tests.conftest import ROOT
from tests.tui import friday, painting, terminal
from tests.tui.conftest import point
from tests.tui.screen import SMALL, WIDE
from tests.tui.terminal import Terminal

PICTURES = ROOT / "docs" / "images"
TALL = (120, 32)
Shot = Callable[[str], None]
Story = Callable[[Terminal, Shot], None]


def keys(window: Terminal, *names: str) -> None:
    """Press keys, each once the screen stands still."""
    for name in names:
        window.press(name)
        window.calm()


def to(window: Terminal, post: str) -> None:
    """Go to a post by its name."""
    keys(window, "g")
    window.type(post)
    window.calm()
    keys(window, "Enter")
    window.until(rf"^ \S {post}   ")
    window.calm()


def afternoon(window: Terminal, shot: Shot) -> None:
    """From what went wrong to what goes out at the weekend."""
    shot("week")
    keys(window, "4")
    shot("todo")
    keys(window, "1")
    to(window, "quizz-cle")
    keys(window, "k")
    shot("settle")
    keys(window, "Escape")


def reading(window: Terminal, shot: Shot) -> None:
    """A post is read as each network will show it; a yes; a question is answered; a text changes after its yes."""
    to(window, "facade")
    keys(window, "Enter")
    window.until("▀▀▀▀")
    shot("cards")
    keys(window, "v")
    keys(window, "Escape")
    to(window, "accrochage")
    keys(window, "r")
    window.until("remarques")
    window.type("Trente et un. La phrase reste.")
    shot("answer")
    keys(window, "Enter")
    to(window, "sechoir")
    keys(window, "v", "e")
    window.until("Ctrl")
    window.type(" Entrée libre.")
    window.until("redemandera")
    shot("edit")
    keys(window, "C-s")
    window.until(r"^ ○ sechoir   ")
    keys(window, "Enter")
    window.until("Cartes")
    keys(window, "c")
    shot("compare")
    keys(window, "Escape")


def planning(window: Terminal, shot: Shot) -> None:
    """A post is moved, the weekend gets its yes, and the month is looked at."""
    to(window, "plan")
    keys(window, "m", "Down", "Right")
    shot("move")
    keys(window, "Escape", "V")
    shot("many")
    keys(window, "Down", "Down", "Enter")
    window.until("Validé")
    shot("weekend")


def small(window: Terminal, shot: Shot) -> None:
    """The week where there is little room, on a light ground."""
    to(window, "escalier")
    shot("small")


STORIES: tuple[tuple[Story, tuple[int, int], str], ...] = (
    (afternoon, WIDE, "dark"),
    (reading, TALL, "dark"),
    (planning, WIDE, "dark"),
    (small, SMALL, "light"),
)


def take(story: Story, size: tuple[int, int], theme: str) -> None:
    """Play one story on the Friday of its own, and keep its pictures."""
    with tempfile.TemporaryDirectory() as folder:
        base = Path(folder)
        point(base)
        config = friday.made(base)
        words = ["review", "--config", str(config), "--by", "l.diallo", "--theme", theme]
        with terminal.opened(
            base, size, *words, instant=friday.NOW.isoformat(), environ={"COLORTERM": "truecolor"}
        ) as window:
            window.until("salle-6")
            window.calm()

            def shot(name: str) -> None:
                window.calm()
                path = PICTURES / f"review-{name}.png"
                painting.save(painting.paint(window.coloured, size), path)
                sys.stdout.write(f"{path.name}  {path.stat().st_size // 1000} kB\n")

            story(window, shot)
            keys(window, "q")
            assert window.code() == 0


if __name__ == "__main__":
    os.environ.pop("NO_COLOR", None)
    for one in STORIES:
        if len(sys.argv) < 2 or one[0].__name__ in sys.argv[1:]:
            take(*one)
