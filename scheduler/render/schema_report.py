"""JSON Schema of the report."""

from scheduler.render.schema_parts import FLAG, TEXT, listed, page, record

_ROWS = listed({"type": "object"})
REPORT = page(
    "scheduler report --json",
    campaign=TEXT,
    title=TEXT,
    simulated=FLAG,
    objectives=_ROWS,
    figures=_ROWS,
    weeks=_ROWS,
    days=_ROWS,
    networks=listed(TEXT),
    per_network=_ROWS,
    said=record(language=TEXT, brief=listed(TEXT), reservations=listed(TEXT), cannot=listed(TEXT)),
)
