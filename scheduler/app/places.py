"""Where the machine's own things lie: the state folder, one folder a calendar in it. Never beside the author's files."""

from pathlib import Path


def state_folder() -> Path:
    """The user's state folder for this program (`XDG_STATE_HOME` is honoured); it may not exist yet."""
    from platformdirs import user_state_path  # noqa: PLC0415 - a few milliseconds that `--help` need not pay

    return user_state_path("editorial-scheduler", appauthor=False)


def calendar_folder(calendar_id: str) -> Path:
    """The state folder of one calendar: database, blobs, lock, heartbeat."""
    return state_folder() / calendar_id
