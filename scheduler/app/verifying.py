"""Whether anybody has altered the history, or the queue beside it."""

from scheduler.app.ground import Ground
from scheduler.store import history
from scheduler.store.history import Verified


def verify(ground: Ground) -> Verified:
    """Follow the whole journal to its end, and hold the queue against it."""
    return history.verified(ground.database)
