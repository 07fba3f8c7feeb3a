"""Posts written as a campaign file that a person will go on with: texts as blocks, one key a line, days by date."""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, time
from typing import Any

from scheduler.campaigns.drafts import Draft, Theme
from scheduler.patterns import lazy_pattern

_BRACES = lazy_pattern(r"[{}]")
_BLOCK = lazy_pattern(r"(?![ \n\t])[^\t\x00-\x08\x0b-\x1f\x7f-\xa0\u2028\u2029\ufeff]*[^\s]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Head:
    """What stands above the posts. `comment` says where the file comes from, a line each."""

    comment: Sequence[str]
    campaign: str
    title: str
    language: str
    timezone: str
    accounts: Sequence[str]


def written(head: Head, posts: Sequence[Draft], days: Mapping[date, Theme]) -> str:
    """The file: days that have a theme hold their posts, all others stand below them."""
    return "\n".join(_lines(head, posts, days)) + "\n"


def _lines(head: Head, posts: Sequence[Draft], days: Mapping[date, Theme]) -> Iterator[str]:
    yield from (f"# {' '.join(line.split())}" for line in head.comment)
    yield "version: 1"
    yield f"campaign: {head.campaign}"
    yield f"title: {_quoted(head.title)}"
    yield f"language: {head.language}"
    yield f"timezone: {head.timezone}"
    yield f"accounts: [{', '.join(head.accounts)}]"
    in_order = sorted(posts, key=lambda one: (one.day or date.max, one.hour or time.max, one.row))
    if days:
        yield from ("", "days:")
    for day, theme in sorted(days.items()):
        yield f"  - date: {day.isoformat()}"
        if theme.name:
            yield f"    theme: {_quoted(theme.name)}"
        if theme.hashtags:
            yield f"    hashtags: {_listed(theme.hashtags)}"
        of_day = [one for one in in_order if one.day == day]
        if of_day:
            yield "    posts:"
        for one in of_day:
            yield from _item(_post(one, dated=False), 6)
    rest = [one for one in in_order if one.day not in days]
    if rest:
        yield from ("", "posts:")
    for one in rest:
        yield from _item(_post(one, dated=True), 2)


def _item(lines: Iterator[str], column: int) -> Iterator[str]:
    """Lines as one item of a list whose dash stands at `column`."""
    for number, line in enumerate(lines):
        yield (" " * column + ("- " if number == 0 else "  ") + line) if line else ""


def _post(one: Draft, *, dated: bool) -> Iterator[str]:
    yield f"id: {one.id}"
    if one.draft:
        yield "draft: true"
    if dated and one.day:
        yield f"date: {one.day.isoformat()}"
    if one.hour:
        yield f"at: {_hour(one.hour)}"
    if one.between:
        yield from ("at: manual", f"between: [{', '.join(map(_hour, one.between))}]")
    if one.text:
        yield from _text("text", one.text)
    yield from _beside(one)
    if one.own:
        yield "networks:"
    for name, given in one.own.items():
        yield f"  {name}:"
        yield from (f"    {line}" if line else "" for line in _given(given, one))


def _beside(one: Draft) -> Iterator[str]:
    """What stands beside the text, where there is any."""
    if one.link:
        yield f"link: {_quoted(one.link)}"
    if one.hashtags:
        yield f"hashtags: {_listed(one.hashtags)}"
    if one.pictures:
        yield from _media(one.pictures, one.credit, one.rights)
    said = {
        "only": f"[{', '.join(one.only)}]" if one.only else "",
        "category": one.category,
        "minutes": "" if one.minutes is None else str(one.minutes),
        "warning": _quoted(one.warning) if one.warning else "",
        "note": _quoted(one.note) if one.note else "",
    }
    yield from (f"{name}: {value}" for name, value in said.items() if value)


def _given(given: Mapping[str, Any], one: Draft) -> Iterator[str]:
    if "at" in given:
        yield f"at: {_hour(given['at'])}"
    if "text" in given:
        yield from _text("text", given["text"])
    if "link" in given:
        yield f"link: {_quoted(given['link'])}"
    if "media" in given:
        yield from _media(given["media"], one.credit, one.rights)


def _media(pictures: Sequence[tuple[str, str]], credit: str, rights: str) -> Iterator[str]:
    if not pictures:
        yield "media: []"
        return
    yield "media:"
    for file, alt in pictures:
        yield f"  - file: {_quoted(file)}"
        yield f"    alt: {_quoted(alt)}"
        if credit:
            yield f"    credit: {_quoted(credit)}"
        if rights:
            yield f"    rights: {{status: {rights}}}"


def _text(key: str, text: str) -> Iterator[str]:
    """A text as a block where YAML keeps it so, else in quotes. Its braces are literal."""
    said = _BRACES.sub(lambda found: found.group() * 2, text)
    lines = [line.rstrip() for line in said.split("\n")]
    if not all(not line or _BLOCK.fullmatch(line.lstrip(" ")) for line in lines) or lines[0][:1] == " ":
        yield f"{key}: {_quoted(said)}"
        return
    yield f"{key}: |"
    yield from (f"  {line}" if line else "" for line in lines)


def _quoted(text: str) -> str:
    """Between double quotes, as YAML and JSON both read it."""
    return json.dumps(text, ensure_ascii=False)


def _listed(hashtags: Sequence[str]) -> str:
    return f"[{', '.join(map(_quoted, hashtags))}]"


def _hour(hour: time) -> str:
    return f"{hour.hour}h{hour.minute:02}" if hour.minute else f"{hour.hour}h"
