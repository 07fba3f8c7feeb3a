"""What a connector tells of messages of others: where they are when they are listened for, their words when they are shown.

The two are apart so that what listens never holds a text or a name: it cannot keep what it was not given.
"""

from dataclasses import dataclass
from datetime import datetime

PAGE_IDS = 20
"""Messages whose words are asked for at once by whoever shows them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Heard:
    """One message. `remote_id` may name its author within it: it is kept sealed only.

    `under` are the remote ids of the posts that it may stand under, the nearest first. `own`: written by the account itself.
    """

    remote_id: str
    at: datetime
    under: tuple[str, ...] = ()
    own: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class HeardPage:
    """Some messages, newest first but for those under a post; `next` is where the next page begins, "" behind the last."""

    heard: tuple[Heard, ...]
    next: str = ""
    gone: bool = False
    """Whether the post that was asked about is not there any more."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """What a message says, as raw as its network has it: shown harmlessly, kept nowhere.

    `author` is what people call them by, `who` the name that stays (as `model.publics.Engager` has it). `pictures` are the
    alternative texts, "" for a picture without one.
    """

    text: str
    author: str
    who: str
    url: str
    at: datetime
    pictures: tuple[str, ...] = ()
