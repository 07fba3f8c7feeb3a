"""What people can take home from X: the archive of an account, and the tables of its analytics, of today and of before 2024.

- Archive: «Your account / Download an archive of your data» gives a ZIP with `data/tweets.js` (`tweet.js` before 2022, further
  parts beside it), each an assignment `window.YTD.tweets.part0 = [{"tweet": {…}}]`: `id_str`, `full_text`, `created_at`,
  `favorite_count` and `retweet_count` as strings, `in_reply_to_status_id_str`; `data/account.js` says whose it is and
  `data/manifest.js` when it was made. It has no count of replies and none of quotes. Read as others read it:
  https://github.com/timhutton/twitter-archive-parser and https://github.com/mhucka/taupe (`__main__.py`), 2026-11-22.
- Analytics «Content»: `Post id,Date,Post text,Post Link,Impressions,Likes,Engagements,Bookmarks,Shares,New follows,Replies,
  Reposts,…`, with a day such as «Tue, Jul 14, 2026» and no hour. `Shares` there counts the button that passes a link on by
  message: reposts stand in `Reposts`. Headings as fixtures of public importers have them, 2026-11-22. Before 2024: `"Tweet id",
  "Tweet permalink","Tweet text","time","impressions",…,"retweets","replies","likes" (first "favorites")`, the time in UTC.
- An id tells the millisecond: the bits above the 22nd count milliseconds since 2010-11-04T01:42:54.657Z
  (https://github.com/twitter-archive/snowflake, as https://gist.github.com/hayesdavis/634586 explains it, 2026-11-22).
"""

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any

from scheduler.errors import Problem
from scheduler.model.past import Archive, Field, Files, Layout, Left, Read, Sent

FIRST = 29_700_859_247
"""Ids below this one are older than the counting of milliseconds."""
BEGAN = 1_288_834_974_657
_POSTS = re.compile(r"(?:^|/)(?:data/)?tweets?(?:[-.]part\d+)?\.js$")
_STATUS = re.compile(r"/status(?:es)?/(\d+)")
_SECOND = 1_000_000


def moment(known: str) -> int | None:
    """The instant in an id, or in the address of a post; None where it is older than that."""
    digits = known if known.isdecimal() else found[1] if (found := _STATUS.search(known)) else ""
    if not 10 < len(digits) < 20:
        return None
    number = int(digits)
    return ((number >> 22) + BEGAN) * 1000 if number > FIRST else None


def remote(given: str, owner: str, url: str) -> str:  # noqa: ARG001 - a post's number names it alone
    """The number of a post."""
    return given if given.isdecimal() else found[1] if (found := _STATUS.search(url)) else ""


def answers(text: str) -> bool:
    """Whether a post begins with somebody's name: then it is shown to that person's followers only."""
    return text.startswith("@")


def wanted(names: Sequence[str]) -> Sequence[str]:
    """The files of an archive that hold posts."""
    return [one for one in names if _POSTS.search(one)]


def read(files: Files, names: Sequence[str]) -> Read:
    """The posts of an archive."""
    left: dict[Left, int] = {}
    own, made = _about(files)
    return Read(posts=_posts(files, names, own, left), left=left, made=made or files.made(names[0]))


def _about(files: Files) -> tuple[str, datetime | None]:
    """(the account's number, when the archive was made), as far as it says so."""
    own, made = "", None
    for name in files.names:
        if name.endswith("data/account.js") or name == "account.js":
            records = _records(files.read(name), name)
            own = str(_inside(records[0], "account").get("accountId", "")) if records else ""
        if name.endswith("data/manifest.js") or name == "manifest.js":
            told = re.search(rb'"generationDate"\s*:\s*"([^"]{10,40})"', files.read(name))
            try:
                made = datetime.fromisoformat(told[1].decode("ascii").upper()) if told else None
            except ValueError:
                made = None
    return own, made if made and made.tzinfo else None


def _records(data: bytes, name: str) -> list[Any]:
    """The list that such a file assigns. It is no program: what stands before `=` is passed over, and nothing may follow."""
    _, _, listed = data.decode("utf-8-sig", errors="replace").partition("=")
    try:
        found = json.loads(listed.strip().removesuffix(";"))
    except (ValueError, RecursionError) as broken:
        raise Problem("arrival-broken", where=name) from broken
    if not isinstance(found, list):
        raise Problem("arrival-broken", where=name)
    return found


def _inside(record: Any, key: str) -> Mapping[str, Any]:
    inner = record.get(key, record) if isinstance(record, dict) else {}
    return inner if isinstance(inner, dict) else {}


def _posts(files: Files, names: Sequence[str], own: str, left: dict[Left, int]) -> Iterator[Sent]:
    row = 0
    for name in names:
        for record in _records(files.read(name), name):
            row += 1
            one = _inside(record, "tweet")
            text, number = str(one.get("full_text") or one.get("text") or ""), str(one.get("id_str") or "")
            at = _at(str(one.get("created_at") or ""), number)
            why = _why(one, text, own) if at is not None and number.isdecimal() else Left.UNDATED
            if why or at is None:
                left[why or Left.UNDATED] = left.get(why or Left.UNDATED, 0) + 1
                continue
            counts = (_count(one.get("favorite_count")), None, _count(one.get("retweet_count")), None, None, None, None)
            above = str(one.get("in_reply_to_status_id_str") or "")
            yield Sent(row, at, number, f"https://x.com/i/web/status/{number}", text, counts, above)


def _why(one: Mapping[str, Any], text: str, own: str) -> Left | None:
    if text.startswith("RT @"):
        return Left.REPOST
    to = str(one.get("in_reply_to_user_id_str") or "")
    return Left.REPLY if to and to != own else None


def _at(created: str, number: str) -> int | None:
    exact = moment(number)
    if exact is not None:
        return exact
    try:
        return int(datetime.strptime(created, "%a %b %d %H:%M:%S %z %Y").timestamp()) * _SECOND
    except (ValueError, OverflowError):
        return None


def _count(given: Any) -> int | None:
    text = str(given) if given is not None else ""
    return int(text) if text.isascii() and text.isdigit() and len(text) < 16 else None


EXPORTS = (
    Archive(name="x-archive", wanted=wanted, read=read, notes=("arrival-note-x-archive",)),
    Layout(
        name="x-analytics",
        headings={
            Field.ID: ("post id",),
            Field.DATE: ("date",),
            Field.TEXT: ("post text",),
            Field.URL: ("post link",),
            Field.VIEWS: ("impressions",),
            Field.REACTIONS: ("likes",),
            Field.SAVES: ("bookmarks",),
            Field.REPLIES: ("replies",),
            Field.SHARES: ("reposts",),
            Field.CLICKS: ("url clicks",),
        },
        needs=(("post id", "post text", "post link", "reposts"),),
        zone="UTC",
        moment=moment,
        remote=remote,
        answers=answers,
        notes=("arrival-note-x-analytics",),
    ),
    Layout(
        name="twitter-analytics",
        headings={
            Field.ID: ("tweet id",),
            Field.DATE: ("time",),
            Field.TEXT: ("tweet text",),
            Field.URL: ("tweet permalink",),
            Field.VIEWS: ("impressions",),
            Field.REACTIONS: ("likes", "favorites"),
            Field.REPLIES: ("replies",),
            Field.SHARES: ("retweets",),
            Field.CLICKS: ("url clicks",),
        },
        needs=(("tweet id", "tweet text", "retweets"),),
        zone="UTC",
        moment=moment,
        remote=remote,
        answers=answers,
        notes=("arrival-note-x-analytics",),
    ),
)
"""What `scheduler import` knows of this network."""
