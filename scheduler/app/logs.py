"""What the daemon tells while it runs: lines for people, or JSON lines, on stderr; redacted and harmless either way."""

import json
import logging
import sys
from datetime import UTC, datetime

from scheduler.errors import Usage
from scheduler.plain import redact, visible

FORMATS = ("text", "json")
_OWN = frozenset(vars(logging.makeLogRecord({}))) | {"message", "asctime", "taskName"}


class Lines(logging.Formatter):
    """One line an event, for people: hour, level where it matters, sentence."""

    def format(self, record: logging.LogRecord) -> str:
        hour = datetime.fromtimestamp(record.created, UTC).astimezone().strftime("%H:%M:%S")
        level = f"{record.levelname.lower()}: " if record.levelno >= logging.WARNING else ""
        return redact(visible(f"{hour} {level}{record.getMessage()}"))


class JsonLines(logging.Formatter):
    """One JSON object an event: instant (UTC), level, message and whatever was given as `extra`."""

    def format(self, record: logging.LogRecord) -> str:
        given = {name: value for name, value in vars(record).items() if name not in _OWN}
        at = datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
        line = {"at": at, "level": record.levelname.lower(), "message": record.getMessage(), **given}
        return redact(visible(json.dumps(line, ensure_ascii=False, default=str)))


def to_stderr(form: str) -> None:
    """Send the program's log to stderr as `text` or `json`. Raises `Usage` for another word."""
    if form not in FORMATS:
        raise Usage("unknown-format", where="--log", name=form, known=FORMATS)
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(JsonLines() if form == "json" else Lines())
    log = logging.getLogger("scheduler")
    log.handlers = [handler]
    log.setLevel(logging.INFO)
    log.propagate = False
