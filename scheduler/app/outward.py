"""Where a post can be looked at outside, and what of it only a person can settle. It loads nothing of the store."""

from collections.abc import Sequence
from urllib.parse import urlsplit

from scheduler.app.agenda import Entry
from scheduler.app.reviewing import ids_of
from scheduler.model.delivery import Delivery, State

WEB = frozenset({"http", "https"})


def addresses(entry: Entry) -> tuple[tuple[str, str], ...]:
    """Where a post is out: account and address of each receipt that has one that a browser may be given; each once."""
    found = [(one.account, receipt.url) for one in entry.deliveries for receipt in one.receipts]
    return tuple(dict.fromkeys(pair for pair in found if safe(pair[1])))


def folders(entry: Entry) -> tuple[tuple[str, str], ...]:
    """The ready folders of what a person publishes: account and path."""
    waiting = [one for one in entry.deliveries if one.state is State.EXPECTED and one.handed]
    return tuple((one.account, str(one.handed.folder)) for one in waiting if one.handed and one.handed.folder)


def safe(url: str) -> bool:
    """Whether an address leads to the web: nothing else is ever handed to a browser."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return False
    return parts.scheme.lower() in WEB and bool(parts.hostname) and url.isprintable() and " " not in url


def doubtful(entry: Entry) -> Sequence[Delivery]:
    """What of a post only a person can settle."""
    return ids_of([entry], (State.UNKNOWN, State.EXPECTED))
