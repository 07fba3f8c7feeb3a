"""Pictures as terminals take them whole: kitty's protocol (https://sw.kovidgoyal.net/kitty/graphics-protocol/) and iTerm2's
(https://iterm2.com/documentation-images.html); both read 2026-11-22.

Nothing here is answered: `q=2` asks kitty for silence, so that no answer of a terminal can be taken for a key.
"""

from base64 import b64encode
from collections.abc import Iterator

CHUNK = 4096
"""The most of a picture that kitty takes in one breath."""


def sent(number: int, png: bytes) -> str:
    """Hand the terminal a picture, to be shown later by its number."""
    return "".join(_chunks(number, b64encode(png).decode("ascii")))


def _chunks(number: int, text: str) -> Iterator[str]:
    for at in range(0, len(text), CHUNK):
        more = int(at + CHUNK < len(text))
        head = f"a=t,i={number},f=100,q=2,m={more}" if at == 0 else f"m={more},q=2"
        yield f"\x1b_G{head};{text[at : at + CHUNK]}\x1b\\"


def placed(number: int, place: int, *, part: tuple[int, int, int], cells: tuple[int, int]) -> str:
    """Show a strip of it where the cursor is: `part` is its upper edge, width and height in dots, `cells` its columns and rows.

    The same place is moved, not doubled; the cursor stays.
    """
    top, wide, high = part
    return f"\x1b_Ga=p,i={number},p={place},x=0,y={top},w={wide},h={high},c={cells[0]},r={cells[1]},C=1,z=1,q=2\x1b\\"


def taken(number: int, place: int) -> str:
    """Take it from one place."""
    return f"\x1b_Ga=d,d=i,i={number},p={place},q=2\x1b\\"


def forgotten(number: int) -> str:
    """Take it from all places, and let the terminal forget it."""
    return f"\x1b_Ga=d,d=I,i={number},q=2\x1b\\"


def shown(data: bytes, columns: int) -> str:
    """iTerm2's way: a picture one row of cells high, where the cursor is."""
    text = b64encode(data).decode("ascii")
    head = f"inline=1;size={len(data)};width={columns};height=1;preserveAspectRatio=0;doNotMoveCursor=1"
    return f"\x1b]1337;File={head}:{text}\x07"
