"""JSON Schemas of what is kept of who engages."""

from scheduler.render.schema_parts import FLAG, MAYBE_TEXT, MAYBE_WHOLE, TEXT, WHOLE, Json, also, listed, page, record

_NUMBERS = dict.fromkeys(("acts", "people", "posts", "lost", "refused", "simulated"), WHOLE)
_CELLS = dict.fromkeys(("people", "new", "returning", "institutions", "individuals"), MAYBE_WHOLE)
_KEPT = record(
    collects=FLAG,
    keep_months=WHOLE,
    look_back_days=WHOLE,
    expires=TEXT,
    key={"enum": ["there", "none", "lost", "other"]},
    oldest=MAYBE_TEXT,
    newest=MAYBE_TEXT,
    weeks=listed(record(week=TEXT, look_back_days=WHOLE, posts=WHOLE, simulated=FLAG, **_CELLS)),
    **_NUMBERS,
)
_GONE = record(acts=WHOLE)
PUBLICS: dict[str, Json] = {
    "publics": {**page("scheduler publics --json"), "anyOf": [_KEPT, _GONE]},
    "forget": also(page("scheduler forget --json", acts=WHOLE), words=WHOLE),
}
