"""What YAML swallows without a word: comments that were text, tags that were exclamations, keys written twice."""

import re
from collections.abc import Iterator

from scheduler.campaigns import layout
from scheduler.campaigns.mends import Grown
from scheduler.campaigns.quoting import bare
from scheduler.model.notice import Notice, Where, error, warning
from scheduler.patterns import lazy_pattern

_HASH = lazy_pattern(r"[\s:\-\[,]#[^\s#]")
LOSES = frozenset(
    {
        "",
        "text",
        "alt",
        "title",
        "theme",
        "hashtags",
        "note",
        "credit",
        "name",
        "warning",
        "link",
        "posts",
        "accounts",
        "only",
    }
)
"""Keys whose value may well go on behind a #; anywhere else a comment was probably meant."""


def find(grown: Grown, file: str) -> Iterator[Notice]:
    """Every slip in a file that parses, each with its mend."""
    for notice in grown.notices:
        yield _told(notice, grown.lines)
    yield from _comments(grown.lines, file)


def _told(notice: Notice, lines: list[str]) -> Notice:
    """An alias or a tag that was meant as text, told as such."""
    where = notice.where
    if where is None:
        return notice
    name = re.escape(str(notice.arguments.get("name", "")))
    if notice.code == "yaml-tag" and not str(notice.arguments["tag"]).startswith("!!"):
        return error("slip-tag", where, sign="!")
    for code, sign, other in (("yaml-alias", "*", "&"), ("yaml-anchor", "&", r"\*")):
        # One without its counterpart anywhere is no anchor but a text that begins with a star or an ampersand.
        if notice.code == code and not any(re.search(rf"(?<!\S){other}{name}(?!\S)", one) for one in lines):
            return error("slip-begins", where, sign=sign)
    return notice


def _comments(lines: list[str], file: str) -> Iterator[Notice]:
    """` #word` without a space behind the sign: to YAML a comment, to its author a hashtag."""
    hashed = [number for number, text in enumerate(lines) if "#" in text and _HASH.search(text)]
    suspects = [number for number in hashed if not layout.plainly_inside(lines, number)]
    if not suspects:
        return
    told = layout.structure(lines)
    for number in suspects:
        text = lines[number]
        if not told[number]:
            continue
        blank = bare(text)
        found = re.search(r"(?<=\s)#[^\s#].*$", blank)
        if not found or not blank[: found.start()].strip():
            continue
        line = layout.line(number, text)
        where = Where(file=file, line=number + 1, column=found.start() + 1)
        lost = text[found.start() :].strip()
        before = text[: found.start()].strip()
        if before.endswith(("-", ":")):
            yield error("slip-comment-empty", where, lost=lost)
        elif line.value[:1] not in {'"', "'", "{", "[", "|", ">"} and (line.key in LOSES):
            yield error("slip-comment", where, lost=lost)
        elif line.value[:1] not in {"|", ">"}:
            yield warning("comment-or-hashtag", where, lost=lost)
