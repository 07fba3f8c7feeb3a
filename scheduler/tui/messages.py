"""What workers tell the screens. A worker never touches a widget: it posts one of these, and the screen decides."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING

from textual.message import Message

from scheduler.errors import SchedulerError

if TYPE_CHECKING:
    from scheduler.app import trial
    from scheduler.app.agenda import Agenda, Checked, Entry
    from scheduler.app.doubting import Doubt
    from scheduler.app.editing import Conflict
    from scheduler.app.steps import Deed
    from scheduler.app.thumbnails import Picture
    from scheduler.app.viewing import Compared, Life
    from scheduler.model.delivery import State
    from scheduler.model.remark import Remark


class WeekLoaded(Message):
    """A week was read."""

    def __init__(self, agenda: "Agenda") -> None:
        super().__init__()
        self.agenda = agenda


class MonthLoaded(Message):
    """The days around a month were counted, from `first` on."""

    def __init__(self, first: date, days: "Mapping[date, Mapping[State, int]]") -> None:
        super().__init__()
        self.first = first
        self.days = days


class TodoLoaded(Message):
    """What needs a person was read; or, with `asked`, what was searched."""

    def __init__(self, entries: "tuple[Entry, ...]", asked: str = "") -> None:
        super().__init__()
        self.entries = entries
        self.asked = asked


class FilesChecked(Message):
    """The files were read and compared with the queue."""

    def __init__(self, checked: "Checked") -> None:
        super().__init__()
        self.checked = checked


class PictureReady(Message):
    """A picture was made small."""

    def __init__(self, digest: str, picture: "Picture") -> None:
        super().__init__()
        self.digest = digest
        self.picture = picture


class Changed(Message):
    """The queue, or the files, are not what was shown."""

    def __init__(self, *, queue: bool, files: bool) -> None:
        super().__init__()
        self.queue = queue
        self.files = files


class Viewed(Message):
    """What a face of a post shows was read, and what was said of the post."""

    def __init__(
        self, face: str, key: str, found: "Compared | tuple[Life, ...] | None", remarks: "Sequence[Remark]"
    ) -> None:
        super().__init__()
        self.face = face
        self.key = key
        self.lives: Sequence[Life] = found if isinstance(found, tuple) else ()
        self.compared: Compared | None = None if isinstance(found, tuple) else found
        self.remarks = remarks


class AskedOf(Message):
    """The open questions were counted, by the key of their post; `more` are posts that need somebody for these alone."""

    def __init__(self, counts: Mapping[str, int], more: "tuple[Entry, ...]") -> None:
        super().__init__()
        self.counts = counts
        self.more = more


class Doubted(Message):
    """A network was asked what it shows of an account."""

    def __init__(self, found: "Doubt") -> None:
        super().__init__()
        self.found = found


class Tried(Message):
    """Edited words were tried."""

    def __init__(self, found: "trial.Tried") -> None:
        super().__init__()
        self.found = found


class Conflicting(Message):
    """Edited words were changed by somebody else meanwhile."""

    def __init__(self, conflict: "Conflict") -> None:
        super().__init__()
        self.conflict = conflict


class Done(Message):
    """An act was done."""

    def __init__(self, deed: "Deed") -> None:
        super().__init__()
        self.deed = deed


class Refused(Message):
    """An act, or a look, failed: said as the command line would say it."""

    def __init__(self, problem: SchedulerError) -> None:
        super().__init__()
        self.problem = problem


Loaded = WeekLoaded | MonthLoaded | TodoLoaded | FilesChecked
"""What a thread may bring."""
