"""JSON Schemas of what the commands print that carry files in and out."""

from scheduler.render.schema_parts import (
    FLAG,
    INSTANT,
    LOCAL,
    MAYBE_INSTANT,
    MAYBE_TEXT,
    MAYBE_WHOLE,
    TEXT,
    WHOLE,
    either,
    listed,
    page,
    record,
)
from scheduler.render.schema_posts import PROBLEM

_CAMPAIGN_FILE = record(
    **dict.fromkeys(("source", "file", "campaign"), TEXT),
    origin={"enum": ["person", "hootsuite", "buffer"]},
    written=FLAG,
    **dict.fromkeys(("posts", "days", "drafts"), WHOLE),
    accounts=listed(TEXT),
    problems=listed(PROBLEM),
)
_HISTORY = record(
    **dict.fromkeys(("source", "origin", "network", "zone"), TEXT),
    accounts=listed(TEXT),
    collected=INSTANT,
    collected_by={"enum": ["asked", "archive", "file"]},
    **dict.fromkeys(("first", "last", "before"), MAYBE_INSTANT),
    **dict.fromkeys(("new", "known", "ours", "readings", "unchanged", "bare", "early", "day_only"), WHOLE),
    columns={"type": "object", "additionalProperties": TEXT},
    unread=listed(TEXT),
    left={"type": "object", "additionalProperties": WHOLE},
    guesses=listed(record(campaign=TEXT, theme=TEXT, by=TEXT, posts=WHOLE, outside=WHOLE)),
    kept=MAYBE_WHOLE,
    problems=listed(PROBLEM),
)
"""What an export brings; `kept` is the number of the import, or null where nothing is written yet."""
_PAST = record(
    posts=listed(
        record(
            **dict.fromkeys(
                ("tag", "account", "network", "title", "url", "campaign", "theme", "category", "source"), TEXT
            ),
            at=INSTANT,
            day_only=FLAG,
            parts=WHOLE,
        )
    ),
    imports=listed(
        record(
            **dict.fromkeys(("file", "source", "method", "by"), TEXT),
            **dict.fromkeys(("id", "posts", "readings"), WHOLE),
            **dict.fromkeys(("collected", "imported"), INSTANT),
        )
    ),
)
_ASSIGNED = record(
    changes=listed(record(tag=TEXT, before=record(campaign=TEXT, theme=TEXT), campaign=TEXT, theme=TEXT)),
    kept=MAYBE_WHOLE,
)

CARRIED = {
    "export": page(
        "scheduler export --json",
        format={"enum": ["ics", "csv", "xlsx", "md", "html"]},
        file=MAYBE_TEXT,
        **dict.fromkeys(("bytes", "unpublished", "without_hour"), WHOLE),
        entries=listed(
            record(
                **dict.fromkeys(("tag", "account", "network"), TEXT),
                due=MAYBE_INSTANT,
                local=LOCAL,
                state=MAYBE_TEXT,
                revision=WHOLE,
            )
        ),
        content=MAYBE_TEXT,
    ),
    "import": either("scheduler import --json", _CAMPAIGN_FILE, _HISTORY),
    "past": either("scheduler past --json", _PAST, _ASSIGNED),
    **{
        name: page(
            f"scheduler {name} --json",
            **dict.fromkeys(("file", "campaign", "first"), TEXT),
            blanks=listed(WHOLE),
            rights=listed(record(line=WHOLE, picture=TEXT, was=TEXT)),
            problems=listed(PROBLEM),
        )
        for name in ("new", "copy")
    },
}
