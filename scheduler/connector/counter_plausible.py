"""Plausible, by its Stats API v2: visits by day, by campaign and content, and goals.

https://plausible.io/docs/stats-api (22 November 2026): one endpoint, POST /api/v2/query with the key as a bearer; a bucket
without data is left out of `results` (`include.time_labels` names them all); 10,000 rows a page; 600 requests an hour.
"""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

from scheduler.connector.counters import Asked, Line, Unanswered, goal, number, observed, only_days
from scheduler.model.surroundings import VISITS, Observed

METHOD = "Plausible Stats API v2"
PAGE = 10_000
NONE = "(none)"
CAMPAIGN = "visit:utm_campaign"
LINK = (CAMPAIGN, "visit:utm_content")


def count(asked: Asked) -> Sequence[Observed]:
    """What Plausible counted. Raises `Unanswered`."""
    line = Line("plausible", asked)
    try:
        cells: dict[tuple[str, str, str, Any], float] = {}
        for day, _, value in _rows(line, asked, "visits", labels=True):
            cells[VISITS, "", "", day] = value
        if asked.campaigns:
            _links(line, asked, cells)
    finally:
        line.close()
    return observed(asked, cells, source="plausible", method=METHOD)


def _links(line: Line, asked: Asked, cells: dict[tuple[str, str, str, Any], float]) -> None:
    ours = ["is", CAMPAIGN, list(asked.campaigns)]
    for day, (campaign, content), value in _rows(line, asked, "visits", *LINK, only=ours):
        cells[VISITS, campaign, content or NONE, day] = value
    try:
        reached = list(_rows(line, asked, "events", "event:goal", *LINK, only=ours))
    except Unanswered as refused:
        if refused.code != "visits-refused":
            raise
        return  # a site without goals is refused: it has none
    for day, (name, campaign, content), value in reached:
        cells[goal(name), campaign, content or NONE, day] = value


def _rows(
    line: Line, asked: Asked, metric: str, *dimensions: str, only: Sequence[Any] = (), labels: bool = False
) -> Iterator[tuple[date, list[str], float]]:
    """(day, values of the dimensions, number), page after page; with `labels` a day that is left out counts 0."""
    days = {day.isoformat(): day for day in asked.days}
    offset, seen = 0, set[date]()
    while True:
        answer = line.post(
            "/api/v2/query",
            headers={"Authorization": f"Bearer {asked.token}"},
            json={
                "site_id": asked.site,
                "metrics": [metric],
                "date_range": [asked.first.isoformat(), asked.last.isoformat()],
                "dimensions": ["time:day", *dimensions],
                "filters": [only] if only else [],
                "include": {"time_labels": True} if labels else {},
                "pagination": {"limit": PAGE, "offset": offset},
            },
        )
        rows = answer.get("results") if isinstance(answer, dict) else None
        if not isinstance(rows, list):
            raise Unanswered("visits-senseless", where=line.name)
        for row in rows:
            day, value = days.get(str(row["dimensions"][0])), number(row["metrics"][0])
            if day and value is not None:
                seen.add(day)
                yield day, [str(one) for one in row["dimensions"][1:]], value
        if len(rows) < PAGE:
            break
        offset += PAGE
    if labels:
        told = answer.get("meta", {}).get("time_labels", ())
        yield from ((day, [], 0.0) for day in only_days(dict.fromkeys(told), asked.days) if day not in seen)
