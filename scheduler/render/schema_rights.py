"""The JSON Schema of what `rights` prints."""

from scheduler.render.schema_parts import (
    FLAG,
    MAYBE_TEXT,
    MAYBE_WHOLE,
    NUMBER,
    TEXT,
    WHOLE,
    Json,
    also,
    listed,
    page,
    record,
)
from scheduler.render.schema_posts import PROBLEM

DAY: Json = {"type": "string", "pattern": r"^\d{4}-\d\d-\d\d$"}
MAYBE_DAY: Json = {"anyOf": [DAY, {"type": "null"}]}
RIGHTS = {
    "rights": page(
        "scheduler rights --json",
        today=DAY,
        pictures=WHOLE,
        standing=listed(
            also(
                PROBLEM,
                **dict.fromkeys(("campaign", "post", "picture", "holder"), TEXT),
                accounts=listed(TEXT),
                day=DAY,
                status=MAYBE_TEXT,
                needed_by=MAYBE_DAY,
                until=MAYBE_DAY,
                blocks=FLAG,
                leaves_out=FLAG,
            )
        ),
        ending=listed(
            record(
                **dict.fromkeys(("campaign", "file", "holder"), TEXT),
                until=DAY,
                days=WHOLE,
                visible=FLAG,
                tags=listed(TEXT),
                urls=listed(TEXT),
            )
        ),
        costs=listed(
            record(**dict.fromkeys(("campaign", "holder", "currency"), TEXT), amount=NUMBER, pictures=WHOLE),
        ),
        answers=listed(
            record(
                holder=TEXT,
                answered=WHOLE,
                median_days={"type": ["number", "null"]},
                longest_days=MAYBE_WHOLE,
                waiting=WHOLE,
                waiting_days=MAYBE_WHOLE,
            )
        ),
    )
}
