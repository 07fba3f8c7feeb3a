"""JSON Schemas of what `scheduler mentions` prints."""

from scheduler.model.mention import REASONS, Deed, Toward
from scheduler.render.schema_parts import (
    FLAG,
    INSTANT,
    LOCAL,
    MAYBE_INSTANT,
    MAYBE_TEXT,
    MAYBE_WHOLE,
    TEXT,
    WHOLE,
    Json,
    listed,
    page,
    record,
)

_ROW = record(
    row=WHOLE,
    number=WHOLE,
    deed={"enum": [one.value for one in Deed]},
    value={"type": "object"},
    by=TEXT,
    at=INSTANT,
    undoes=MAYBE_WHOLE,
)
_WHYS: Json = {"type": "object", "additionalProperties": TEXT}
_KIND: Json = {"enum": [one.value for one in Toward]}


def _maybe(of: Json) -> Json:
    return {"anyOf": [of, {"type": "null"}]}


_MESSAGE = record(
    number=WHOLE,
    account=TEXT,
    network=TEXT,
    kind=_KIND,
    at=INSTANT,
    local=LOCAL,
    **dict.fromkeys(("tag", "hashtag", "by_hand", "url", "credit"), TEXT),
    **dict.fromkeys(("author", "text"), MAYBE_TEXT),
    **dict.fromkeys(("simulated", "sorted", "question", "answered", "passed", "consent", "gone"), FLAG),
    pictures=listed(TEXT),
    answered_at=MAYBE_INSTANT,
    pass_on=_maybe(record(theme=TEXT, department=TEXT)),
    contribution={"enum": ["accepted", "aside", None]},
    reason={"enum": ["", *REASONS]},
    verbatim=_maybe(record(wording=TEXT, attribution=TEXT)),
    rows=listed(_ROW),
)
MENTIONS: dict[str, Json] = {
    "mentions": {
        **page("scheduler mentions --json"),
        "anyOf": [
            record(found=WHOLE, unsorted=WHOLE, waiting=WHOLE, timezone=TEXT, messages=listed(_MESSAGE), failed=_WHYS),
            record(new=WHOLE, answered=WHOLE, left=WHOLE, failed=_WHYS, unable=_WHYS),
            record(written=listed(_ROW)),
            record(number=WHOLE, account=TEXT, kind=_KIND, tag=TEXT),
            record(purged=WHOLE),
            record(stopped=FLAG),
        ],
    },
}
