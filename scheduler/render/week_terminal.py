"""What `review --page` says of the page that it wrote."""

from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Protocol

from scheduler.model.account import Role
from scheduler.model.remark import Remark
from scheduler.plain import visible
from scheduler.render.ink import out, paint
from scheduler.render.queue import remarked
from scheduler.render.surface import Json
from scheduler.sentences import label, say


class Written(Protocol):
    """A page that was written."""

    @property
    def file(self) -> Path: ...
    @property
    def week(self) -> str: ...
    @property
    def monday(self) -> date: ...
    @property
    def posts(self) -> int: ...
    @property
    def messages(self) -> int: ...
    @property
    def asked(self) -> Mapping[str, Sequence[str]]: ...
    @property
    def remarks(self) -> Sequence[Remark]: ...
    @property
    def mail(self) -> bool: ...


def surface(one: Written, roles: Mapping[str, Role]) -> Json:
    """As `review --page --json` says it."""
    return {
        "page": str(one.file),
        "week": one.week,
        "posts": one.posts,
        "messages": one.messages,
        "asked": [
            {
                "role": key,
                "people": list(roles[key].people) if key in roles else [],
                "deputies": list(roles[key].deputies) if key in roles else [],
                "codes": list(codes),
            }
            for key, codes in one.asked.items()
        ],
        "remarks": [{"post": "/".join(each.key)} | remarked(each) for each in one.remarks],
    }


def show(one: Written, roles: Mapping[str, Role], language: str) -> None:
    """Print where the page lies, what it asks of whom, and what nobody has answered."""
    out(paint(label("week-written", language, file=str(one.file), week=one.monday, n=one.posts), "good"))
    for key, codes in one.asked.items():
        name = roles[key].name if key in roles else key
        out("  " + visible(label("week-written-asked", language, role=name, codes=" ".join(codes))))
    for each in one.remarks:
        out(f"  {visible(each.code)} {visible(label('remark-open', language, by=each.by, text=each.text))}")
    if one.asked and not one.mail:
        out(str(say("week-written-no-mail", {}, language)))
