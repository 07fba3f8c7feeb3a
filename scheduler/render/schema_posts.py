"""The JSON Schemas of what people see: problems, and posts with their parts, pictures and cards."""

from scheduler.render.schema_parts import (
    FLAG,
    INSTANT,
    LOCAL,
    MAYBE_INSTANT,
    MAYBE_TEXT,
    MAYBE_WHOLE,
    SHARE,
    TEXT,
    WHOLE,
    Json,
    listed,
    record,
)

PROBLEM = record(
    file=MAYBE_TEXT,
    line=MAYBE_WHOLE,
    column=MAYBE_WHOLE,
    severity={"enum": ["error", "warning", "info"]},
    code=TEXT,
    where=TEXT,
    message=TEXT,
    advice=TEXT,
)
MEDIA = record(
    file=TEXT,
    alt=TEXT,
    credit=TEXT,
    blob=MAYBE_TEXT,
    mime=MAYBE_TEXT,
    width=MAYBE_WHOLE,
    height=MAYBE_WHOLE,
    bytes=MAYBE_WHOLE,
    framing={
        "anyOf": [
            record(
                kind={"enum": ["crop", "pad"]},
                width=WHOLE,
                height=WHOLE,
                box={"type": "array", "items": WHOLE, "minItems": 4, "maxItems": 4},
                color=MAYBE_TEXT,
                cut=record(left=SHARE, top=SHARE, right=SHARE, bottom=SHARE),
            ),
            {"type": "null"},
        ]
    },
    focus={"anyOf": [{"type": "array", "items": SHARE, "minItems": 2, "maxItems": 2}, {"type": "null"}]},
    steps=listed(TEXT),
)
FACET = record(kind={"enum": ["link", "mention", "hashtag", "cashtag"]}, start=WHOLE, end=WHOLE, value=TEXT)
PART = record(
    role={"enum": ["post", "reply", "comment"]},
    text=TEXT,
    length=WHOLE,
    limit=WHOLE,
    facets=listed(FACET),
    media=listed(MEDIA),
    languages=listed(TEXT),
)
PASSED = record(at=INSTANT, local=LOCAL, by=TEXT, near=FLAG, shut=FLAG)
MAYBE_SLOT: Json = {
    "anyOf": [record(at=INSTANT, local=LOCAL, kept=FLAG, passed=listed(PASSED), more=WHOLE), {"type": "null"}]
}
CARD: Json = {"anyOf": [record(url=TEXT, title=TEXT, description=TEXT, part=WHOLE), {"type": "null"}]}
VARIANT = record(
    tag=TEXT,
    campaign=TEXT,
    post=TEXT,
    occurrence=TEXT,
    account=TEXT,
    network=TEXT,
    due=MAYBE_INSTANT,
    local=LOCAL,
    parts=listed(PART),
    card=CARD,
    options=record(language=TEXT, visibility=TEXT, warning=TEXT),
    digest=TEXT,
    code=TEXT,
    blocked=FLAG,
    notices=listed(PROBLEM),
)
