"""JSON Schema of the forecast."""

from scheduler.render.schema_parts import FLAG, NUMBER, TEXT, WHOLE, Json, listed, page, record

MAYBE_NUMBER: Json = {"type": ["number", "null"]}
_RANGE: Json = {"anyOf": [record(low=NUMBER, middle=NUMBER, high=NUMBER, weeks=WHOLE), {"type": "null"}]}
FORECAST = page(
    "scheduler forecast --json",
    campaign=TEXT,
    title=TEXT,
    zone=TEXT,
    first=TEXT,
    last=TEXT,
    age=NUMBER,
    posts=WHOLE,
    drafts=WHOLE,
    weeks=WHOLE,
    history=WHOLE,
    volume=MAYBE_NUMBER,
    figures=listed(
        record(metric=TEXT, mean=MAYBE_NUMBER, ordinary=_RANGE, seen=MAYBE_NUMBER, ratio=MAYBE_NUMBER, reason=TEXT)
    ),
    aims=listed(
        record(
            name=TEXT,
            metric=TEXT,
            target=TEXT,
            value=MAYBE_NUMBER,
            ratio=MAYBE_NUMBER,
            ordinary=_RANGE,
            met=WHOLE,
            of=WHOLE,
            outside=FLAG,
            surely=FLAG,
            each=MAYBE_NUMBER,
            reason=TEXT,
        )
    ),
    remedies=listed(record(by={"enum": ["now", "weeks", "posts", "editions"]}, n=WHOLE, ratio=NUMBER)),
    simulated=FLAG,
    said=record(language=TEXT, findings=listed(TEXT), aims=listed(TEXT), remedies=listed(TEXT)),
)
