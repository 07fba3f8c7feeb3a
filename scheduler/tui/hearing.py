"""What a terminal says of itself when it is asked whether it draws pictures, kept away from the keys.

Nothing waits for it. What is read of an answer are numbers within bounds and one word; an answer that is not such a one is
dropped, never typed: Textual takes a sequence that it does not know for keys, and `v` among them would be a yes.
"""

import re
import sys
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from textual.driver import Driver
from textual.message import Message

KITTY = "\x1b_Gi=31,s=1,v=1,a=q,t=d,f=24;AAAA\x1b\\"
"""Whether kitty's protocol is spoken: a picture of one dot, which is not kept."""
CELL = "\x1b[16t"
"""How many dots a cell has (XTWINOPS). These are of https://invisible-island.net/xterm/ctlseqs/ctlseqs.html (read 2026-11-22)."""
COLOURS = "\x1b[?1;1;0S"
"""How many colours a sixel picture may have (XTSMGRAPHICS)."""
ITSELF = "\x1b[c"
"""What it is (DA1). All terminals answer this one, in order: what has no answer by then has none."""
LONGEST = 200
"""Signs of an answer."""
ANSWER = re.compile(
    rf"\x1b_G(?P<kitty>[^\x1b\x07]{{0,{LONGEST}}})(?:\x1b\\|\x07)"
    r"|\x1b\[6;(?P<high>\d{1,4});(?P<wide>\d{1,4})t"
    r"|\x1b\[\?(?P<of>\d{1,2});(?P<fault>\d);?(?P<colours>[\d;]{0,20})S"
    rf"|\x1b\[\?(?P<itself>[\d;]{{0,{LONGEST}}})c"
)
BEGUN = re.compile(rf"(?:\x1b_G[^\x1b\x07]{{0,{LONGEST}}}\x1b?|\x1b\[\?[\d;]{{0,{LONGEST}}}|\x1b\[6;[\d;]{{0,9}})\Z")
ENDLESS = re.compile(r"\x1b_G[^\x1b\x07]*")
PARSERS = ("textual.drivers.linux_driver", "textual.drivers.win32")
"""Where Textual's drivers look for the class that reads the keys."""


@dataclass(frozen=True, slots=True)
class Answer:
    """One thing that a terminal said of itself: `kitty`, `cell`, `colours` or `itself`, and its numbers."""

    what: str
    numbers: tuple[int, ...] = ()


class Heard(Message):
    """The terminal answered."""

    def __init__(self, answer: Answer) -> None:
        super().__init__()
        self.answer = answer


def sift(text: str) -> tuple[str, tuple[Answer, ...], str]:
    """What is typed in `text`; what the terminal answered in it; and an answer that has begun at its end."""
    answers = tuple(one for found in ANSWER.finditer(text) if (one := _answer(found)) is not None)
    rest = ANSWER.sub("", text)
    begun = BEGUN.search(rest)
    held = begun[0] if begun else ""
    return ENDLESS.sub("", rest[: len(rest) - len(held)]), answers, held


def _answer(found: re.Match[str]) -> Answer | None:
    kitty, itself, colours = found["kitty"], found["itself"], found["colours"]
    if kitty is not None:
        return Answer("kitty") if kitty == "i=31;OK" else None
    if itself is not None:
        return Answer("itself", _numbers(itself))
    if colours is not None:
        many = _numbers(colours)
        return Answer("colours", many) if (found["of"], found["fault"]) == ("1", "0") and many else None
    return Answer("cell", (int(found["wide"]), int(found["high"])))


def _numbers(text: str) -> tuple[int, ...]:
    return tuple(int(one[:9]) for one in text.split(";") if one)


def questions(setting: str, environ: Mapping[str, str]) -> str:
    """What to ask the terminal where pictures are set to `setting`; nothing where no answer would change anything.

    In tmux, over ssh and in terminals that print what they do not understand, only what is set by name is drawn.
    """
    if setting in {"blocks", "off"} or environ.get("TERM", "") in {"", "dumb", "linux", "vt100", "ansi"}:
        return ""
    if setting != "auto":
        return CELL + COLOURS + ITSELF
    multiplexed = environ.get("TMUX") or environ.get("STY") or environ["TERM"].startswith(("screen", "tmux"))
    far = any(environ.get(one) for one in ("SSH_CONNECTION", "SSH_CLIENT", "SSH_TTY"))
    if multiplexed or far or environ.get("TERM_PROGRAM") == "Apple_Terminal":
        return ""
    return KITTY + CELL + COLOURS + ITSELF


def way(setting: str, said: Mapping[str, tuple[int, ...]], environ: Mapping[str, str]) -> str:
    """How to draw after what was `said`: `kitty`, `iterm`, `sixel`; nothing for half-blocks, and while it is not known."""
    if setting != "auto":
        return setting
    if "itself" not in said:
        return ""
    if "kitty" in said:
        return "kitty"
    if environ.get("TERM_PROGRAM") == "iTerm.app" or environ.get("LC_TERMINAL") == "iTerm2":
        return "iterm"
    return "sixel" if 4 in said["itself"] else ""


def _ear(kind: type[Any], heard: Callable[[Answer], object]) -> type[Any]:
    """A reader of keys that keeps answers away from `kind`."""

    class Ear(kind):  # type: ignore[misc] # Textual's own
        _held = ""

        def feed(self, data: str) -> Iterable[Message]:
            if not data:
                return super().feed(data)  # type: ignore[no-any-return] # the end
            typed, answers, self._held = sift(self._held + data)
            for one in answers:
                heard(one)
            return super().feed(typed) if typed else ()

    return Ear


def listening(kind: type[Driver]) -> type[Driver]:
    """A driver that tells its application what the terminal answers, and lets it put its pictures away before it is left."""

    class Listening(kind):  # type: ignore[misc, valid-type] # the platform's own
        def start_application_mode(self) -> None:
            from textual._xterm_parser import XTermParser  # noqa: PLC0415 - it is public nowhere

            for name in PARSERS:
                if hasattr(sys.modules.get(name), "XTermParser"):
                    heard = _ear(XTermParser, lambda one: self._app.post_message(Heard(one)))
                    setattr(sys.modules[name], "XTermParser", heard)  # noqa: B010 - the module's, for the next driver
                    self._app.hears = True
            super().start_application_mode()

        def stop_application_mode(self) -> None:
            self._app.put_pictures_away()
            super().stop_application_mode()

    return Listening
