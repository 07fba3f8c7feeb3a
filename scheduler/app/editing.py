"""Changes of a post that a person makes in the review: written into its file, and taken into the queue for that post alone.

A file that somebody else changed meanwhile is never overwritten: what was changed in another place of it stays, what was
changed in the same one is shown (`Conflict`).
"""

from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path

from scheduler.app import alone
from scheduler.app.agenda import Entry, target, unmovable
from scheduler.app.alone import Outcome
from scheduler.app.reviewing import Reviewing
from scheduler.campaigns import library, reader, writer, writer_moves, writer_places
from scheduler.campaigns.writer import Change, Place, Put, Take
from scheduler.campaigns.writer_places import Found, Wording
from scheduler.errors import Problem
from scheduler.model.notice import Notice, Severity
from scheduler.plain import harmless
from scheduler.store import files

__all__ = ["Conflict", "Draft", "Editing", "Place", "Saved", "Wording", "Written"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """A file before and after, and the post that it was changed for.

    `by_way` is a step on the way back, where there is one: what waits for a slot keeps the hour that it is found at, so a file
    that says its former hour comes before the one that says none.
    """

    file: Path
    before: bytes
    after: bytes
    campaign: str
    post: str
    by_way: bytes = b""


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """The texts of a post as they stood in its file when somebody began to edit them. `ahead`: not all of it is queued.

    With `occurrence` it is about that one date of a series, and its one text is written below `occurrences`.
    """

    file: Path
    campaign: str
    post: str
    reply: str
    before: bytes
    found: Found
    ahead: bool
    occurrence: str = ""

    @property
    def wordings(self) -> Sequence[Wording]:
        """In the order of the file; at least one."""
        return self.found.wordings


@dataclass(frozen=True, slots=True, kw_only=True)
class Saved:
    """What came of an edit. Without an `outcome` it stands in the file alone: other changes of the post wait to be applied."""

    written: Written
    outcome: Outcome | None


class Conflict(Problem):
    """Somebody changed the same words meanwhile: `theirs` by the place of the draft."""

    def __init__(self, draft: Draft, theirs: Mapping[Place, str]) -> None:
        super().__init__("edit-conflict", where=draft.file.name, post=draft.post)
        self.theirs = theirs


class Editing:
    """The files of one calendar, in the hands of one person."""

    def __init__(self, reviewing: Reviewing) -> None:
        self._reviewing = reviewing
        self._known: dict[str, Path] = {}

    # -- finding

    def file_of(self, campaign: str) -> Path:
        """The file that holds `campaign`. Raises `Problem` where none does that can be read."""
        config = self._reviewing.scheduler.config
        known = self._known.get(campaign)
        found = library.find([config.folder]).of(config.path)
        for file in [*([known] if known else []), *found]:
            with suppress(Problem, OSError):
                data = file.read_bytes()
                if campaign.encode() in data and writer_places.campaign(data, str(file)) == campaign:
                    self._known[campaign] = file
                    return file
        raise Problem("edit-no-file", campaign=campaign)

    def found(self, campaign: str, post: str, reply: str = "") -> tuple[Path, bytes, Found]:
        """A post in its file as it is now."""
        file = self.file_of(campaign)
        data = file.read_bytes()
        found = writer_places.find(data, str(file), post, reply)
        if found is None:
            raise Problem("edit-no-post", where=file.name, post=post)
        return file, data, found

    def welcome(self, campaign: str, name: str) -> tuple[Path, int] | None:
        """The file, and the line in it, of a campaign's welcome of that name; None where it has none."""
        file = self.file_of(campaign)
        line = writer_places.welcome(file.read_bytes(), str(file), name)
        return (file, line) if line else None

    # -- texts

    def draft(self, campaign: str, post: str, reply: str = "") -> Draft:
        """The texts of a post, to be edited. Raises `Problem` where it has none that can be edited in place."""
        file, data, found = self.found(campaign, post, reply)
        if not found.wordings:
            raise Problem("edit-no-text", where=file.name, post=post)
        queue = self._reviewing.scheduler.queue
        changes = alone.pending(queue, file, campaign, post)
        ahead = bool(changes) and not any(one.reason in {"new-post", "mended"} for one in changes)
        return Draft(file=file, campaign=campaign, post=post, reply=reply, before=data, found=found, ahead=ahead)

    def draft_of(self, file: Path, post: str) -> Draft:
        """The texts of a post of `file`."""
        return self.draft(writer_places.campaign(file.read_bytes(), str(file)), post)

    def taken(self, draft: Draft) -> Saved | None:
        """Take a file that the person edited outside; None where it is as it was when the draft was begun."""
        data = draft.file.read_bytes()
        if data == draft.before:
            return None
        written = Written(file=draft.file, before=draft.before, after=data, campaign=draft.campaign, post=draft.post)
        return Saved(written=written, outcome=None if draft.ahead else self._queued(written))

    def edited(self, draft: Draft, words: Mapping[Place, str], *, over: bool = False) -> tuple[bytes, bytes]:
        """The file as it is now, and with the new words. Raises `Conflict` where somebody else changed the same ones.

        `over`: mine are to stand all the same; everything else in the file stays theirs.
        """
        data = draft.file.read_bytes()
        found: Found | None = draft.found
        if data != draft.before:
            found = writer_places.find(data, str(draft.file), draft.post, draft.reply)
        if found is None:
            raise Problem("edit-no-post", where=draft.file.name, post=draft.post)
        new = {_beside(found, one): one for one in found.wordings}
        old = {_beside(draft.found, one): one for one in draft.wordings}
        mine = {place[len(draft.found.place) :]: text.strip() for place, text in words.items()}
        mine = {place: text for place, text in mine.items() if place not in old or text != old[place].text}
        theirs = {
            place: new[place].text if place in new else "" for place in mine if _text(new, place) != _text(old, place)
        }
        theirs = {place: text for place, text in theirs.items() if text != mine[place]}
        if theirs and not over:
            raise Conflict(draft, {(*draft.found.place, *place): text for place, text in theirs.items()})
        changes = [_change((*found.place, *place), text, new) for place, text in mine.items()]
        return data, writer.written(data, str(draft.file), [one for one in changes if one is not None])

    def save(self, draft: Draft, words: Mapping[Place, str], *, over: bool = False) -> Saved:
        """Write the new words, and take the post into the queue; a fault of it keeps what is queued as it is, and is told."""
        before, after = self.edited(draft, words, over=over)
        if before == after:
            raise Problem("edit-nothing", post=draft.post)
        written = Written(file=draft.file, before=before, after=after, campaign=draft.campaign, post=draft.post)
        if draft.ahead:
            swap(written.file, before, after)
            return Saved(written=written, outcome=None)
        return Saved(written=written, outcome=self.take(written))

    # -- places

    def move(self, entry: Entry, by: timedelta) -> tuple[Written, Outcome]:
        """Move a post by so much of the wall clock. Raises `Problem` where it cannot be moved so; then nothing was changed."""
        self._may_move(entry, by)
        file, data, found = self.found(entry.campaign, entry.post, entry.reply)
        if alone.pending(self._reviewing.scheduler.queue, file, entry.campaign, entry.post):
            raise Problem("move-file-ahead", where=file.name, post=entry.post)
        said = writer.values(data, str(file))
        if not entry.reply and writer_moves.waits(said, found.place):
            hours = {one.account: one.local.replace(tzinfo=None) for one in entry.deliveries if one.local}
            former = writer.written(data, str(file), writer_moves.fixed(said, found.place, hours, timedelta()))
            fixed = writer_moves.fixed(said, found.place, hours, by)
            written, outcome = self._placed(file, data, entry, entry.post, fixed)
            return replace(written, by_way=former), outcome
        return self._placed(file, data, entry, entry.post, writer_moves.moved(said, found.place, by))

    def duplicate(self, entry: Entry, by: timedelta) -> tuple[Written, Outcome]:
        """A copy of a post under a new id, so much later or earlier."""
        if entry.reply:
            raise Problem("copy-reply", post=entry.post)
        file, data, found = self.found(entry.campaign, entry.post)
        name, place, changes = writer_moves.copied(writer.values(data, str(file)), found.place)
        self._not_past(entry, by)
        copied = writer.written(data, str(file), changes)
        moves = writer_moves.moved(writer.values(copied, str(file)), place, by)
        return self._placed(file, data, entry, name, [*changes, *moves])

    def _placed(
        self, file: Path, data: bytes, entry: Entry, post: str, changes: Sequence[Change]
    ) -> tuple[Written, Outcome]:
        after = writer.written(data, str(file), changes)
        worse = self._new_faults(file, data, after, post)
        if worse:
            where = f"{file.name}:{worse[0].where.line}" if worse[0].where else file.name
            raise _refusal(worse[0].code, worse[0].arguments, where)
        written = Written(file=file, before=data, after=after, campaign=entry.campaign, post=post)
        return written, self.take(written)

    def _new_faults(self, file: Path, before: bytes, after: bytes, post: str) -> list[Notice]:
        """Errors of the post that it has only now: a reply before its post, an hour before the end of the embargo."""

        def errors(data: bytes) -> list[Notice]:
            found = reader.read(file, data).notices
            return [one for one in found if one.severity is Severity.ERROR and f'"{post}"' in one.subject]

        known = {one.code for one in errors(before)}
        return [one for one in errors(after) if one.code not in known]

    def _may_move(self, entry: Entry, by: timedelta) -> None:
        code, arguments = unmovable(entry)
        if code:
            raise _refusal(code, arguments)
        self._not_past(entry, by)

    def _not_past(self, entry: Entry, by: timedelta) -> None:
        if target(entry, by) <= self._reviewing.now():
            raise Problem("move-past", post=entry.post)

    # -- the file and the queue, in one go

    def take(self, written: Written) -> Outcome:
        """Write the file, and take its post into the queue; where the queue refuses, the file is as it was."""
        swap(written.file, written.before, written.after)
        try:
            return self._queued(written)
        except Problem:
            with suppress(Problem):
                swap(written.file, written.after, written.before)
            raise

    def _queued(self, one: Written) -> Outcome:
        scheduler = self._reviewing.scheduler
        return alone.take(scheduler.ground, scheduler.queue, one.file, one.campaign, one.post, by=self._reviewing.by)


def swap(file: Path, before: bytes, after: bytes) -> None:
    """Put `after` into `file` where it still says `before`. A colleague who could read the file can still read it."""
    real = file.resolve()
    try:
        if real.read_bytes() != before:
            raise Problem("edit-changed-meanwhile", where=file.name)
        mode = real.stat().st_mode & 0o777
        files.replace(real, after)
        real.chmod(mode)
    except OSError as failed:
        reason = harmless(failed.strerror or type(failed).__name__)
        raise Problem("edit-unwritable", where=file.name, reason=reason) from failed


def _refusal(code: str, arguments: Mapping[str, object], where: str = "") -> Problem:
    made = Problem(code, where=where)
    made.arguments = dict(arguments)
    return made


def _beside(found: Found, one: Wording) -> Place:
    return one.place[len(found.place) :]


def _text(known: Mapping[Place, Wording], place: Place) -> str:
    return known[place].text if place in known else ""


def _change(place: Place, text: str, known: Mapping[Place, Wording]) -> Change | None:
    """What writes `text`; an emptied text of one network, or of one date, goes, and the common one holds."""
    own = ("networks" in place[-3:] or "occurrences" in place[-3:]) and place[-1] == "text"
    there = any(place[-len(one) :] == one for one in known)
    if own and not text:
        return Take(place=place) if there else None
    return Put(place=place, value=text, behind=("file",) if place[-1] == "alt" else ())
