"""What the daemon tells while it runs: lines for people, or JSON lines, on stderr; redacted and harmless either way."""

import json
import logging
import sys
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from scheduler.errors import Usage
from scheduler.plain import redact, visible
from scheduler.sentences import label, sentences
from scheduler.sentences.stored import said

FORMATS = ("text", "json")
_OWN = frozenset(vars(logging.makeLogRecord({}))) | {"message", "asctime", "taskName"}


def _words(record: logging.LogRecord, language: str) -> str:
    """A record's message; one that begins with a sentence's code is said in `language`, with what stands behind the code."""
    message = record.getMessage()
    code, _, rest = message.partition(" ")
    return f"{rest + ': ' if rest else ''}{said(code, language)}" if code in sentences() else message


def _tag(record: logging.LogRecord) -> str:
    """The delivery that a record is about, given or said first behind the code; "" where it is about none."""
    given = getattr(record, "tag", "")
    if given:
        return str(given)
    word = record.getMessage().partition(" ")[2].partition(" ")[0]
    return word if word.count("/") == 3 and all(word.split("/")) else ""


class Lines(logging.Formatter):
    """One line an event, for people: hour by the clocks of `zone`, level where it matters, sentence. Never a traceback."""

    def __init__(self, language: str, zone: str) -> None:
        super().__init__()
        self._language = language
        self._zone = ZoneInfo(zone)

    def format(self, record: logging.LogRecord) -> str:
        # The calendar's clocks, not the machine's: a container's TZ is as good as none.
        hour = datetime.fromtimestamp(record.created, self._zone).strftime("%H:%M:%S")
        level = label(f"level-{record.levelname.lower()}", self._language) if record.levelno >= logging.WARNING else ""
        level = level and f"{level} "
        return visible(redact(f"{hour} {level}{_words(record, self._language)}"))


class JsonLines(logging.Formatter):
    """One JSON object an event: instant (UTC), level, message, the tag of the delivery that it is about ("" for none) and
    whatever was given as `extra`; a fault by its kind.
    """

    def __init__(self, language: str) -> None:
        super().__init__()
        self._language = language

    def format(self, record: logging.LogRecord) -> str:
        given = {name: value for name, value in vars(record).items() if name not in _OWN}
        at = datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
        line = {"at": at, "level": record.levelname.lower(), "message": _words(record, self._language)}
        line |= {**given, "tag": _tag(record)}
        if record.exc_info and record.exc_info[0]:
            line["fault"] = visible(f"{record.exc_info[0].__name__}: {record.exc_info[1]}")
        return visible(redact(json.dumps(line, ensure_ascii=False, default=str)))


def to_stderr(form: str, language: str, zone: str = "UTC") -> None:
    """Send the program's log to stderr as `text` (hours of `zone`) or `json` (UTC), in `language`.

    Raises `Usage` for another word.
    """
    must_be_form(form)
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(JsonLines(language) if form == "json" else Lines(language, zone))
    log = logging.getLogger("scheduler")
    log.handlers = [handler]
    log.setLevel(logging.INFO)
    log.propagate = False


def must_be_form(form: str) -> None:
    """Raise `Usage` for a form of the log that is none."""
    if form not in FORMATS:
        raise Usage("unknown-format", where="--log", name=form, known=FORMATS)
