"""JSON Schemas of what the commands print that know several clients."""

from scheduler.render.schema_parts import (
    INSTANT,
    LOCAL,
    MAYBE_INSTANT,
    MAYBE_WHOLE,
    TEXT,
    WHOLE,
    Json,
    listed,
    page,
    record,
)
from scheduler.render.schema_posts import PROBLEM


def _maybe(of: Json) -> Json:
    return {"anyOf": [of, {"type": "null"}]}


_DAY: Json = {"type": "string", "format": "date"}
_ENTRY = record(
    id=WHOLE,
    day=_DAY,
    minutes=WHOLE,
    **dict.fromkeys(("campaign", "post", "note", "by"), TEXT),
    at=INSTANT,
    undoes=MAYBE_WHOLE,
)
_RUNNING = _maybe(record(began=INSTANT, campaign=TEXT, post=TEXT))
_HOURS = record(
    first=_DAY,
    last=_DAY,
    period=TEXT,
    **dict.fromkeys(("spent", "planned", "budget", "left"), MAYBE_WHOLE),
    running=_RUNNING,
    entries=listed(_ENTRY),
)
_CLIENT = record(
    **dict.fromkeys(("name", "folder", "config", "calendar", "period"), TEXT),
    daemon={"enum": ["alive", "passes", "stale", "none"]},
    beat=MAYBE_INSTANT,
    next=_maybe(record(tag=TEXT, due=MAYBE_INSTANT, local=LOCAL)),
    **dict.fromkeys(("needs_person", "awaiting", "minutes", "budget", "left"), MAYBE_WHOLE),
    problems=listed(PROBLEM),
)
_DUE = record(
    workspace=TEXT,
    day=_DAY,
    due=MAYBE_INSTANT,
    local=LOCAL,
    **dict.fromkeys(("campaign", "title", "post", "occurrence", "code"), TEXT),
    **dict.fromkeys(("networks", "states", "needs_yes_from", "same_time_as"), listed(TEXT)),
    by_hand=_maybe(record(**{"from": INSTANT}, until=INSTANT)),
)
CLIENTS: dict[str, Json] = {
    "workspaces": {
        **page("scheduler workspaces --json", file=TEXT),
        "anyOf": [
            record(workspaces=listed(_CLIENT)),
            record(done={"enum": ["add", "remove"]}, name=TEXT, folder=TEXT),
        ],
    },
    "week": page(
        "scheduler week --json", first=_DAY, last=_DAY, timezone=TEXT, posts=listed(_DUE), problems=listed(PROBLEM)
    ),
    "time": {
        **page("scheduler time --json"),
        "anyOf": [
            _HOURS,
            record(written=_ENTRY),
            record(running=_RUNNING),
            record(workspaces={"type": "object", "additionalProperties": {"type": "object"}}),
        ],
    },
    "all": page(
        "a command with --all --json: what it prints for each client, by name",
        workspaces={"type": "object", "additionalProperties": record(exit=WHOLE)},
    ),
    "handover": page(
        "scheduler export --handover FILE --json",
        file=TEXT,
        files=listed(record(name=TEXT, bytes=WHOLE, sha256=TEXT)),
        left_out=listed(record(code=TEXT, message=TEXT)),
        queued=WHOLE,
        secrets=listed(TEXT),
    ),
}
