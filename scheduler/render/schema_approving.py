"""The JSON Schemas of what approvers say and are asked: remarks, refused yeses, what changed, the page of the week."""

from scheduler.render.schema_parts import FLAG, INSTANT, LOCAL, MAYBE_INSTANT, TEXT, WHOLE, listed, page, record

REMARK = record(
    by=TEXT,
    at=INSTANT,
    text=TEXT,
    code=TEXT,
    holds=FLAG,
    open=FLAG,
    answer=TEXT,
    answered_by=TEXT,
    answered_at=MAYBE_INSTANT,
)
_PIECE = record(kind={"enum": ["same", "out", "in"]}, text=TEXT)
CHANGED = record(
    tag=TEXT,
    account=TEXT,
    network=TEXT,
    was=LOCAL,
    now=LOCAL,
    differences=listed(record(about=TEXT, pieces=listed(_PIECE))),
)
_REFUSED = record(name=TEXT, code=TEXT, message=TEXT, advice=TEXT, changed=listed(CHANGED))
APPROVED = {
    "refused": listed(_REFUSED),
    "changed": listed(CHANGED),
    "statement": TEXT,
    "known": listed(TEXT),
    "gone": listed(TEXT),
    "taken_back": MAYBE_INSTANT,
}
"""What `approve` may say besides the deliveries."""
REVIEW = page(
    "scheduler review --page FILE --json",
    page=TEXT,
    week=TEXT,
    posts=WHOLE,
    messages=WHOLE,
    asked=listed(record(role=TEXT, people=listed(TEXT), deputies=listed(TEXT), codes=listed(TEXT))),
    remarks=listed(record(post=TEXT, **REMARK["properties"])),
)
