"""A terminal that draws: it answers as such a one does, and keeps what it is told to draw, to be looked at as pictures.

Its sixels and kitty pictures are read by the protocols' documents, not by what the program writes.
"""

import fcntl
import io
import os
import pty
import re
import select
import signal
import struct
import subprocess
import sys
import termios
from base64 import b64decode
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from PIL import Image

from tests.conftest import ROOT

PATIENCE = 30.0
CELL = (9, 18)
KITTY = {b"\x1b_Gi=31,s=1,v=1,a=q,t=d,f=24;AAAA\x1b\\": b"\x1b_Gi=31;OK\x1b\\", b"\x1b[16t": b"\x1b[6;18;9t"}
SIXEL = {b"\x1b[16t": b"\x1b[6;18;9t", b"\x1b[?1;1;0S": b"\x1b[?1;0;256S"}
DA1, IS_SIXEL, IS_PLAIN = b"\x1b[c", b"\x1b[?63;1;2;4;6;9;15c", b"\x1b[?62;22c"
APC = re.compile(rb"\x1b_G([^;\x1b]*)(?:;([^\x1b]*))?\x1b\\")
PUT = re.compile(rb"\x1b\[(\d+);(\d+)H(\x1bP[^\x1b]*\x1b\\)")


@dataclass
class Drawing:
    """One program in it, and what it wrote."""

    own: int
    process: subprocess.Popen[bytes]
    answers: Mapping[bytes, bytes]
    written: bytes = b""
    answered: set[bytes] = field(default_factory=set)

    def until(self, pattern: bytes) -> None:
        """Go on until it has written what matches."""
        while not re.search(pattern, self.written, re.DOTALL):
            assert self._read(PATIENCE), self.written[-3000:].decode(errors="replace")

    def since(self, begin: int, true: Callable[[bytes], object]) -> bytes:
        """What was written from `begin` on, once `true` of it."""
        while not true(self.written[begin:]):
            assert self._read(PATIENCE), self.written[-3000:].decode(errors="replace")
        self.calm()
        return self.written[begin:]

    def calm(self) -> None:
        """Go on until it writes nothing any more."""
        while self._read(0.4):
            pass

    def press(self, keys: bytes) -> bytes:
        """What it writes after these keys."""
        before = len(self.written)
        os.write(self.own, keys)
        self.calm()
        return self.written[before:]

    def grow(self, columns: int, lines: int) -> bytes:
        """Give the window another size; what is written then."""
        before = len(self.written)
        _size(self.own, columns, lines)
        os.kill(self.process.pid, signal.SIGWINCH)
        self.calm()
        return self.written[before:]

    def _read(self, patience: float) -> bool:
        if not select.select([self.own], [], [], patience)[0]:
            return False
        try:
            self.written += os.read(self.own, 1 << 16)
        except OSError:  # it has ended
            return False
        for asked, answer in self.answers.items():
            if asked not in self.answered and asked in self.written:
                self.answered.add(asked)
                os.write(self.own, answer)
        return True


def _size(descriptor: int, columns: int, lines: int) -> None:
    fcntl.ioctl(descriptor, termios.TIOCSWINSZ, struct.pack("HHHH", lines, columns, 0, 0))


@contextmanager
def opened(
    answers: Mapping[bytes, bytes], *words: str, instant: str, environ: Mapping[str, str] = {}
) -> Iterator[Drawing]:
    """`scheduler WORDS` in a terminal of 120 by 40 that gives these answers."""
    own, theirs = pty.openpty()
    _size(own, 120, 40)
    kept = {name: value for name, value in os.environ.items() if name.startswith("XDG_") or name == "PATH"}
    kept |= {"TERM": "xterm-256color", "COLORTERM": "truecolor", "LANG": "C.UTF-8", "PYTHONPATH": str(ROOT), **environ}
    command = [sys.executable, "-m", "tests.tui.at", instant, *words]
    process = subprocess.Popen(command, stdin=theirs, stdout=theirs, stderr=theirs, env=kept, start_new_session=True)
    os.close(theirs)
    try:
        yield Drawing(own, process, answers)
    finally:
        process.kill()
        process.wait()
        os.close(own)


def kitty(written: bytes) -> dict[int, Image.Image]:
    """The pictures that it was handed, by their numbers, and not told to forget."""
    whole: dict[int, bytes] = {}
    now = 0
    for head, body in APC.findall(written):
        said = dict(one.split("=") for one in head.decode().split(","))
        if said.get("a") == "t":
            now = int(said["i"])
            whole[now] = body
        elif "a" not in said:
            whole[now] += body
        elif (said["a"], said.get("d")) == ("d", "I"):
            del whole[int(said["i"])]
    return {number: Image.open(io.BytesIO(b64decode(body))) for number, body in whole.items()}


def places(written: bytes) -> dict[tuple[int, int], dict[str, int]]:
    """Where kitty's pictures stand after all: by picture and place, with the line and column of the cursor."""
    shown: dict[tuple[int, int], dict[str, int]] = {}
    for found in re.finditer(rb"(?:\x1b\[(\d+);(\d+)H)?\x1b_G(a=[pd][^;\x1b]*)\x1b\\", written):
        said = dict(one.split("=") for one in found[3].decode().split(","))
        if said["a"] == "p":
            key = int(said["i"]), int(said["p"])
            numbers = {name: int(value) for name, value in said.items() if name != "a"}
            shown[key] = {**numbers, "line": int(found[1]), "column": int(found[2])}
        else:
            gone = [key for key in shown if key[0] == int(said["i"]) and ("p" not in said or key[1] == int(said["p"]))]
            for key in gone:
                del shown[key]
    return shown


def sixels(written: bytes) -> dict[tuple[int, int], Image.Image]:
    """Each sixel picture by the line and column where it was drawn; the last one drawn there."""
    return {(int(line), int(column)): sixel(data.decode()) for line, column, data in PUT.findall(written)}


def sixel(text: str) -> Image.Image:
    """A sixel picture as a picture."""
    found = re.fullmatch(r'\x1bP[\d;]*q"1;1;(\d+);(\d+)(.*)\x1b\\', text, re.DOTALL)
    assert found, text[:80]
    image = Image.new("RGB", (int(found[1]), int(found[2])))
    colours: dict[int, tuple[int, ...]] = {}
    x = y = 0
    colour: tuple[int, ...] = (0, 0, 0)
    for one in re.finditer(r"#(\d+)(?:;2;(\d+);(\d+);(\d+))?|!(\d+)(.)|(\$)|(-)|([?-~])", found[3]):
        if one[1] is not None:
            if one[2] is not None:
                colours[int(one[1])] = tuple(round(int(part) * 255 / 100) for part in one.group(2, 3, 4))
            colour = colours[int(one[1])]
        elif one[7]:
            x = 0
        elif one[8]:
            x, y = 0, y + 6
        else:
            dots, times = ord(one[6] or one[9]) - 63, int(one[5] or 1)
            for bit in (bit for bit in range(6) if dots >> bit & 1):
                image.paste(colour, (x, y + bit, x + times, y + bit + 1))
            x += times
    return image


def apart(one: Image.Image, other: Image.Image) -> float:
    """How far two pictures are apart: the mean over all dots and colours, of 255."""
    first, second = one.convert("RGB").tobytes(), other.convert("RGB").resize(one.size).tobytes()
    return sum(abs(left - right) for left, right in zip(first, second, strict=True)) / len(first)


def photograph(path: Path) -> Image.Image:
    """A picture with every colour and an edge, so that one that is turned or shifted is another one."""
    image = Image.merge(
        "RGB", (Image.linear_gradient("L"), Image.radial_gradient("L"), Image.linear_gradient("L").rotate(90))
    ).resize((640, 480))
    image.paste((250, 30, 30), (40, 30, 140, 130))
    image.save(path)
    return image
