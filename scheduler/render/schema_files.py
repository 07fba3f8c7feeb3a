"""JSON Schemas of what the commands print that carry files in and out."""

from scheduler.render.schema_parts import FLAG, LOCAL, MAYBE_INSTANT, MAYBE_TEXT, TEXT, WHOLE, listed, page, record
from scheduler.render.schema_posts import PROBLEM

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
    "import": page(
        "scheduler import --json",
        **dict.fromkeys(("source", "file", "campaign"), TEXT),
        origin={"enum": ["person", "hootsuite", "buffer"]},
        written=FLAG,
        **dict.fromkeys(("posts", "days", "drafts"), WHOLE),
        accounts=listed(TEXT),
        problems=listed(PROBLEM),
    ),
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
