"""JSON Schemas of what `collect`, `visits` and `series` print."""

from scheduler.render.schema_parts import FLAG, INSTANT, TEXT, WHOLE, Json, listed, page, record

_DAY: Json = {"type": "string", "format": "date"}
_TAKEN = {
    "first": _DAY,
    "last": _DAY,
    "kept": {"type": "object", "additionalProperties": WHOLE},
    "failed": {"type": "object", "additionalProperties": TEXT},
}
OBSERVED: dict[str, Json] = {
    "collect": page(
        "scheduler collect --json",
        **dict.fromkeys(("due", "read", "silent", "partly", "followers"), WHOLE),
        gone=listed(TEXT),
        failed={"type": "object", "additionalProperties": TEXT},
        unable=listed(TEXT),
        to_type=listed(record(tag=TEXT, account=TEXT, url=TEXT, hours=WHOLE)),
        people=record(acts=WHOLE, posts=WHOLE, left=WHOLE, off=FLAG),
    ),
    "visits": page("scheduler visits --json", **_TAKEN),
    "series": page(
        "scheduler series --json",
        series=listed(
            record(
                **dict.fromkeys(("name", "source", "method"), TEXT),
                first=_DAY,
                last=_DAY,
                days=WHOLE,
                collected=INSTANT,
            )
        ),
    ),
    "series-added": page("scheduler series add --json", **_TAKEN),
}
