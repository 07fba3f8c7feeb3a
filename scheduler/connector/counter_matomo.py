"""Matomo, by its Reporting API: visits by day, campaigns with their goals, and contents where the plugin tells of them.

https://developer.matomo.org/api-reference/reporting-api (22 November 2026): `period=day` over a range answers by day; a day
without data holds an empty list; a refusal is `{"result": "error"}` in an answer of 200. The token stands in the body of a
POST, never in an address. `utm_content` is told by the plugin MarketingCampaignsReporting alone
(https://github.com/matomo-org/plugin-MarketingCampaignsReporting, 22 November 2026).
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from scheduler.connector.counters import Asked, Line, Unanswered, goal, number, observed, only_days
from scheduler.model.surroundings import VISITS, Observed

METHOD = "Matomo Reporting API"
CONTENT = "MarketingCampaignsReporting.getContent"


def count(asked: Asked) -> Sequence[Observed]:
    """What Matomo counted. Raises `Unanswered`."""
    line = Line("matomo", asked)
    try:
        cells: dict[tuple[str, str, str, Any], float] = {}
        visits = _ask(line, asked, "VisitsSummary.getVisits")
        for day, value in only_days(visits, asked.days).items():
            if (found := number(value)) is not None:
                cells[VISITS, "", "", day] = found
        goals = _goals(line, asked)
        for day, row in _rows(_ask(line, asked, "Referrers.getCampaigns"), asked):
            name = str(row.get("label", "")).casefold()
            if name in asked.campaigns:
                _add(cells, row, goals, name, "", day)
        plugin = _contents(line, asked, goals, cells)
    finally:
        line.close()
    return observed(asked, cells, source="matomo", method=METHOD if plugin else f"{METHOD}, {CONTENT} missing")


def _contents(line: Line, asked: Asked, goals: Mapping[str, str], cells: dict[Any, float]) -> bool:
    """Fill in the contents of each campaign that was visited; False where the plugin is not there."""
    visited = {campaign for series, campaign, _, _ in cells if campaign and series == VISITS}
    for campaign in sorted(visited):
        try:
            answer = _ask(line, asked, CONTENT, segment=f"campaignName=={campaign}")
        except Unanswered:
            return False
        for day, row in _rows(answer, asked):
            content = str(row.get("label", ""))
            if content:
                _add(cells, row, goals, campaign, content, day)
                # The campaign's own row says its sum already: it is not made of these.
    return True


def _add(
    cells: dict[Any, float], row: Mapping[str, Any], goals: Mapping[str, str], campaign: str, content: str, day: Any
) -> None:
    found = number(row.get("nb_visits"))
    if found is not None:
        cells[VISITS, campaign, content, day] = found
    reached = row.get("goals")
    for key, each in reached.items() if isinstance(reached, Mapping) else ():
        converted = number(each.get("nb_conversions")) if isinstance(each, Mapping) else None
        name = goals.get(key.removeprefix("idgoal="))
        if converted is not None and name:
            cells[goal(name), campaign, content, day] = converted


def _goals(line: Line, asked: Asked) -> Mapping[str, str]:
    answer = _ask(line, asked, "Goals.getGoals")
    rows = answer.values() if isinstance(answer, Mapping) else answer if isinstance(answer, list) else ()
    return {str(one["idgoal"]): str(one["name"]) for one in rows if isinstance(one, Mapping) and "idgoal" in one}


def _rows(answer: Any, asked: Asked) -> Iterator[tuple[Any, Mapping[str, Any]]]:
    for day, rows in only_days(answer, asked.days).items():
        for row in rows if isinstance(rows, list) else ():
            if isinstance(row, Mapping):
                yield day, row


def _ask(line: Line, asked: Asked, method: str, **more: str) -> Any:
    given = {
        "module": "API",
        "method": method,
        "idSite": asked.site,
        "period": "day",
        "date": f"{asked.first},{asked.last}",
        "format": "JSON",
        "filter_limit": "-1",
        "token_auth": asked.token,
        **more,
    }
    answer = line.post("/index.php", data=given)
    if isinstance(answer, Mapping) and answer.get("result") == "error":
        raise Unanswered("visits-refused", where=line.name, said=str(answer.get("message", ""))[:200])
    return answer
