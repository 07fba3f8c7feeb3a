"""One date of a series changed by a person: left out, moved, or given other words; written below `occurrences` of its file.

The file and the queue change in one go, as for any other edit of the review (`editing`), and the series stays as it is.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from difflib import SequenceMatcher
from pathlib import Path
from typing import Any

from scheduler.app import alone
from scheduler.app.agenda import Entry, of_series, target, unmovable
from scheduler.app.alone import Outcome
from scheduler.app.editing import Conflict, Draft, Editing, Saved, Wording, Written
from scheduler.app.reviewing import Reviewing
from scheduler.campaigns import reader, writer
from scheduler.campaigns import writer_occurrences as dates
from scheduler.campaigns.writer import Change, Place
from scheduler.errors import Problem
from scheduler.model import spelling
from scheduler.model.notice import Severity
from scheduler.model.series import Repeat
from scheduler.model.spelling import Misspelt

REWORDING = {"move-sent": "reword-sent", "move-cancelled": "reword-cancelled"}
"""What speaks against moving a date speaks against other words for it; here it is said of that."""
Ask = Callable[[Any, Place, Repeat, date], list[Change]]


class Dating:
    """The single dates of a calendar's series, in the hands of one person."""

    def __init__(self, reviewing: Reviewing, editing: Editing) -> None:
        self._reviewing = reviewing
        self._editing = editing

    def leave_out(self, entry: Entry) -> tuple[Written, Outcome]:
        """Leave this date out: what is queued of it is cancelled. Raises `Problem` where something of it is out already."""
        self._may_change(entry)
        return self._changed(entry, dates.left_out)

    def move(self, entry: Entry, by: timedelta) -> tuple[Written, Outcome]:
        """Move this date by so much of the wall clock; it keeps its name, and moved later also its yes.

        Accounts that go out at other hours than the first keep their distance. Raises `Problem` where that parts their days.
        """
        self._may_change(entry)
        to = target(entry, by)
        if to <= self._reviewing.now():
            raise Problem("move-past", post=entry.post)
        wall = to.replace(tzinfo=None)
        hours = {one.account: one.local.replace(tzinfo=None) + by for one in entry.deliveries if one.local}
        if len({at.date() for at in hours.values()}) > 1:
            raise Problem("move-hours-apart", post=entry.post)
        former: list[bytes] = []

        def ask(said: Any, place: Place, repeat: Repeat, day: date) -> list[Change]:
            if repeat.slot:
                was = dates.moved(said, place, repeat, day, wall - by, _apart(hours, wall, -by))
                file, data, _ = self._editing.found(entry.campaign, entry.post)
                former.extend(one for one in (writer.written(data, str(file), was),) if one != data)
            return dates.moved(said, place, repeat, day, wall, _apart(hours, wall))

        written, outcome = self._changed(entry, ask)
        # Without its hours in the file it would stay where it stands: what waits for a slot keeps the one that it has.
        return replace(written, by_way=former[0] if former else b""), outcome

    def reword(self, entry: Entry, text: str) -> tuple[Written, Outcome]:
        """Give this date a text of its own, which wins over those of single networks; its yes is asked for again."""
        self._may_change(entry)
        return self._changed(entry, lambda said, place, repeat, day: dates.reworded(said, place, repeat, day, text))

    def draft(self, entry: Entry) -> Draft:
        """The words of this date, to be edited: its own, else those that the series has for it, as its file writes them."""
        code, arguments = unmovable(entry)
        if code:
            raise _problem(REWORDING.get(code, code), arguments)
        file, data, found = self._editing.found(entry.campaign, entry.post)
        if alone.pending(self._reviewing.scheduler.queue, file, entry.campaign, entry.post):
            raise Problem("reword-file-ahead", where=file.name, post=entry.post)
        day = entry.occurrence[:10]
        texts = [one for one in found.wordings if one.kind == "text" and not one.own]
        own = next((one for one in texts if one.day and _spelt(one.day) == day), None)
        usual = [one for one in texts if not one.day]
        if own is None and not usual:
            raise Problem("edit-no-text", where=file.name, post=entry.post)
        said = own or max(usual, key=lambda one: SequenceMatcher(None, one.text, entry.text, autojunk=False).ratio())
        place = (*found.place, dates.KEY, day, "text")
        word = Wording(place=place, kind="text", text=said.text, line=said.line, day=day, missing=own is None)
        return Draft(
            file=file,
            campaign=entry.campaign,
            post=entry.post,
            reply="",
            before=data,
            found=replace(found, wordings=(word,)),
            ahead=False,
            occurrence=entry.occurrence,
        )

    def save(self, draft: Draft, words: Mapping[Place, str], *, over: bool = False) -> Saved:
        """Write the words of the date that `draft` is about; emptied, the date is again as the series has it.

        Raises `Conflict` where somebody gave it others meanwhile and `over` does not say mine.
        """
        entry = self._reviewing.named(f"{draft.campaign}/{draft.post}/{draft.occurrence}")
        (old,) = draft.wordings
        (now,) = self.draft(entry).wordings
        text = words[old.place].strip()
        if text == old.text:
            raise Problem("edit-nothing", post=draft.post)
        if (now.text, now.missing) != (old.text, old.missing) and not over:
            raise Conflict(draft, {old.place: now.text})
        written, outcome = self.reword(entry, text) if text else self.as_the_series(entry)
        return Saved(written=written, outcome=outcome)

    def as_the_series(self, entry: Entry) -> tuple[Written, Outcome]:
        """Let this date be again as the series has it."""
        return self._changed(entry, lambda said, place, _repeat, day: dates.as_the_series(said, place, day))

    def _may_change(self, entry: Entry) -> None:
        code, arguments = unmovable(entry)
        if code:
            raise _problem(code, arguments)

    def _changed(self, entry: Entry, ask: Ask) -> tuple[Written, Outcome]:
        if not of_series(entry):
            raise Problem("occurrence-of-none", post=entry.post)
        file, data, found = self._editing.found(entry.campaign, entry.post)
        if alone.pending(self._reviewing.scheduler.queue, file, entry.campaign, entry.post):
            raise Problem("move-file-ahead", where=file.name, post=entry.post)
        day = date.fromisoformat(entry.occurrence[:10])
        changes = ask(writer.values(data, str(file)), found.place, _repeat(file, data, entry.post), day)
        if not changes:
            raise Problem("edit-nothing", post=entry.post)
        return self._taken(entry, file, data, changes)

    def _taken(self, entry: Entry, file: Path, data: bytes, changes: Sequence[Change]) -> tuple[Written, Outcome]:
        after = writer.written(data, str(file), changes)
        known = _faults(file, data, entry)
        for code, (where, arguments) in _faults(file, after, entry).items():
            if code not in known:
                raise _problem(code, arguments, where)
        written = Written(file=file, before=data, after=after, campaign=entry.campaign, post=entry.post)
        return written, self._editing.take(written)


def reworded(draft: Draft, words: Mapping[Place, str]) -> list[Change]:
    """What the words of a draft of one date would change of its file as it was then."""
    (one,) = draft.wordings
    text = words[one.place].strip()
    said = writer.values(draft.before, str(draft.file))
    day = date.fromisoformat(one.day)
    if text == one.text:
        return []
    if not text:
        return dates.as_the_series(said, draft.found.place, day)
    return dates.reworded(said, draft.found.place, _repeat(draft.file, draft.before, draft.post), day, text)


def _apart(hours: Mapping[str, datetime], first: datetime, by: timedelta = timedelta()) -> dict[str, time]:
    """The hours, moved by so much, of the accounts that go out at another one than `first`."""
    return {name: (at + by).time() for name, at in hours.items() if at != first}


def _spelt(written: str) -> str:
    """A date of the file as occurrences are called."""
    try:
        return spelling.day(written).isoformat()
    except Misspelt:
        return ""


def _problem(code: str, arguments: Mapping[str, object], where: str = "") -> Problem:
    made = Problem(code, where=where)
    made.arguments = dict(arguments)
    return made


def _repeat(file: Path, data: bytes, name: str) -> Repeat:
    """The rule of the series as its file has it now."""
    campaign = reader.read(file, data).campaign
    post = next((one for one in campaign.posts if one.id == name), None) if campaign else None
    if post is None or post.repeat is None:
        raise Problem("occurrence-of-none", post=name)
    return post.repeat


def _faults(file: Path, data: bytes, entry: Entry) -> dict[str, tuple[str, Any]]:
    """The errors of the post, each with its place and arguments."""
    found = (one for one in reader.read(file, data).notices if one.severity is Severity.ERROR)
    mine = (one for one in found if f'"{entry.post}"' in one.subject)
    return {one.code: (f"{file.name}:{one.where.line}" if one.where else file.name, one.arguments) for one in mine}
