"""How the fake counts a text and shows it: written apart from the program's own counting, so that each checks the other."""

import re
import unicodedata
from html import escape

LINK = re.compile(r"https?://[^\s<>\"]+[^\s<>\".,;:!?)»]")
REMOTE = re.compile(r"(?<![\w/])@(\w[\w.-]*)@([\w-]+(?:\.[\w-]+)+)")
JOINER = "\u200d"


def length(text: str) -> int:
    """Graphemes, links being 23 and remote mentions their local part."""
    return graphemes(REMOTE.sub(r"@\1", LINK.sub("x" * 23, text)))


def graphemes(text: str) -> int:
    """Signs as a reader sees them: marks, joined emoji, skin tones, flags and line ends are one each."""
    number, joined, half_flag = 0, False, False
    for sign in text.replace("\r\n", "\n"):
        if sign == JOINER:
            joined = True
        elif (
            unicodedata.category(sign) in {"Mn", "Me", "Mc"}
            or "\U0001f3fb" <= sign <= "\U0001f3ff"
            or sign >= "\U000e0020"
        ):
            continue
        elif joined:
            joined = False
        elif "\U0001f1e6" <= sign <= "\U0001f1ff" and half_flag:
            half_flag = False
        else:
            half_flag = "\U0001f1e6" <= sign <= "\U0001f1ff"
            number += 1
    return number


def content(text: str) -> str:
    """The HTML in which a status is shown: links cut in visible pieces, mentions without their host."""
    out, done = [], 0
    for found in sorted([*LINK.finditer(text), *REMOTE.finditer(text)], key=lambda one: one.start()):
        if found.start() < done:
            continue
        out.append(escape(text[done : found.start()], quote=False))
        if found.re is LINK:
            scheme, rest = found[0].split("://", 1)
            address, rest = escape(found[0]), escape(rest)
            out.append(f'<a href="{address}"><span class="invisible">{scheme}://</span><span>{rest}</span></a>')
        else:
            out.append(
                f'<span class="h-card"><a href="https://{found[2]}/@{found[1]}">@<span>{found[1]}</span></a></span>'
            )
        done = found.end()
    out.append(escape(text[done:], quote=False))
    paragraphs = "".join(out).split("\n\n")
    return "".join(f"<p>{one.replace(chr(10), '<br />')}</p>" for one in paragraphs)
