"""JSON Schemas of editions compared: written from the values themselves, so that none lacks a field."""

from scheduler.model.comparison import Comparison
from scheduler.model.hourly import Hourly
from scheduler.model.sharing import Contribution
from scheduler.render.schema_parts import TEXT, listed, record
from scheduler.render.schema_report import whole

COMPARE = whole(
    "scheduler compare --json",
    Comparison,
    said=record(language=TEXT, findings=listed(TEXT), verdicts={"type": "object", "additionalProperties": TEXT}),
)
HOURS = whole("scheduler hours --json", Hourly, said=record(language=TEXT, findings=listed(TEXT)))
CONTRIBUTE = whole(
    "scheduler contribute --json",
    Contribution,
    content={"type": "object"},
    file=TEXT,
    said=record(language=TEXT, entries=listed(TEXT)),
)
