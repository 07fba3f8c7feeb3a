"""Matomo and Plausible on a socket of the loopback, with the answers that their pages show.

https://developer.matomo.org/api-reference/reporting-api, https://plausible.io/docs/stats-api (22 November 2026).
"""

import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any
from urllib.parse import parse_qs

import pytest

from scheduler.connector import counter_matomo, counter_plausible
from scheduler.connector.counters import Asked, Unanswered
from scheduler.model.surroundings import Observed

FIRST = date(2027, 6, 7)
DAYS = [(FIRST + timedelta(days=number)).isoformat() for number in range(3)]
NOW = datetime(2027, 6, 10, 6, tzinfo=UTC)
TAG = "reserves.once.musee-mastodon"


@dataclass
class Counter:
    """A counter of visits: what it was asked, and what it answers to which question."""

    answers: dict[str, Any] = field(default_factory=dict)
    """By method of Matomo, or by the dimensions that Plausible is asked for."""
    asked: list[tuple[str, Mapping[str, str], Any]] = field(default_factory=list)
    status: int = 200
    raw: bytes | None = None
    address: str = ""

    def answer(self, path: str, headers: Mapping[str, str], body: bytes) -> bytes:
        if "json" in headers.get("Content-Type", ""):
            given = json.loads(body)
            name = " ".join([*given["metrics"], *given["dimensions"]])
        else:
            given = {key: values[0] for key, values in parse_qs(body.decode()).items()}
            name = given["method"]
        self.asked.append((path, headers, given))
        if self.raw is not None:
            return self.raw
        found = self.answers[name]
        return json.dumps(found(given) if callable(found) else found).encode()


@pytest.fixture
def counter() -> Iterator[Counter]:
    made = Counter()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            data = self.rfile.read(int(self.headers["Content-Length"]))
            answer = made.answer(self.path, dict(self.headers), data)
            self.send_response(made.status)
            self.send_header("Content-Length", str(len(answer)))
            if made.status == 302:
                self.send_header("Location", "http://127.0.0.1:9/elsewhere")
            self.end_headers()
            self.wfile.write(answer)

        def log_message(self, *_: object) -> None:
            """Nothing on stderr."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    made.address = f"http://127.0.0.1:{server.server_address[1]}"
    yield made
    server.shutdown()
    server.server_close()
    thread.join()


def asked(counter: Counter, path: str = "", **other: Any) -> Asked:
    given = Asked(
        address=counter.address + path,
        site="7",
        token="a-token-of-the-test",
        first=FIRST,
        last=FIRST + timedelta(days=2),
        campaigns=("semaine", "rendez-vous"),
        now=NOW,
        timeout=5,
    )
    return replace(given, **other)


def cells(found: Any) -> dict[tuple[str, str, str, str], float]:
    return {(one.series, one.campaign, one.content, one.day.isoformat()): one.value for one in found}


def goals(bought: int) -> Mapping[str, Any]:
    return {"idgoal=1": {"nb_conversions": bought, "nb_visits_converted": bought, "revenue": 0}}


MATOMO: Mapping[str, Any] = {
    "VisitsSummary.getVisits": {DAYS[0]: 120, DAYS[1]: 0, DAYS[2]: "98"},
    "Goals.getGoals": {"1": {"idsite": "7", "idgoal": "1", "name": "Billetterie"}},
    "Referrers.getCampaigns": {
        DAYS[0]: [
            {"label": "semaine", "nb_visits": 12, "nb_actions": 30, "goals": goals(2), "idsubdatatable": 4},
            {"label": "soldes", "nb_visits": 40},
        ],
        DAYS[1]: [],
        DAYS[2]: [{"label": "semaine", "nb_visits": 3}],
    },
    "MarketingCampaignsReporting.getContent": {
        DAYS[0]: [{"label": TAG, "nb_visits": 9, "goals": goals(1)}, {"label": "newsletter", "nb_visits": 3}],
        DAYS[1]: [],
        DAYS[2]: [],
    },
}


def test_matomo_tells_the_site_the_campaigns_and_their_contents(counter: Counter) -> None:
    counter.answers = dict(MATOMO)
    found = counter_matomo.count(asked(counter, "/matomo"))
    told = cells(found)
    assert [told["visits", "", "", day] for day in DAYS] == [120, 0, 98]
    assert [told["visits", "semaine", "", day] for day in DAYS] == [12, 0, 3]
    assert [told["visits", "rendez-vous", "", day] for day in DAYS] == [0, 0, 0]
    assert told["visits", "semaine", TAG, DAYS[0]] == 9
    assert told["goal:Billetterie", "semaine", "", DAYS[0]] == 2
    assert told["goal:Billetterie", "semaine", TAG, DAYS[0]] == 1
    assert not any(campaign == "soldes" for _, campaign, _, _ in told)
    assert {(one.source, one.method, one.collected) for one in found} == {("matomo", "Matomo Reporting API", NOW)}


def test_matomo_is_asked_in_the_body_and_never_shown_the_token_in_an_address(counter: Counter) -> None:
    counter.answers = dict(MATOMO)
    counter_matomo.count(asked(counter, "/matomo"))
    path, _, given = counter.asked[0]
    assert path == "/matomo/index.php"
    assert (given["idSite"], given["period"], given["date"]) == ("7", "day", f"{DAYS[0]},{DAYS[2]}")
    assert all("token" not in path and given["token_auth"] == "a-token-of-the-test" for path, _, given in counter.asked)
    assert counter.asked[-1][2]["segment"] == "campaignName==semaine"


def test_matomo_without_the_plugin_tells_no_contents_and_says_so(counter: Counter) -> None:
    missing = {"result": "error", "message": "Plugin 'MarketingCampaignsReporting' is not activated"}
    counter.answers = {**MATOMO, "MarketingCampaignsReporting.getContent": missing}
    found = counter_matomo.count(asked(counter))
    assert not any(one.content for one in found)
    assert cells(found)["visits", "semaine", "", DAYS[0]] == 12
    assert all("getContent missing" in one.method for one in found)


def test_a_refusal_of_matomo_is_an_answer_of_200(counter: Counter) -> None:
    counter.answers = {name: {"result": "error", "message": "You can't access this resource"} for name in MATOMO}
    with pytest.raises(Unanswered) as refused:
        counter_matomo.count(asked(counter))
    assert (refused.value.code, refused.value.arguments["said"]) == ("visits-refused", "You can't access this resource")


def rows(*given: tuple[list[str], int]) -> Mapping[str, Any]:
    return {"results": [{"dimensions": one, "metrics": [value]} for one, value in given], "meta": {}, "query": {}}


LINKED = "time:day visit:utm_campaign visit:utm_content"
REACHED = "events time:day event:goal visit:utm_campaign visit:utm_content"


def plausible() -> dict[str, Any]:
    return {
        "visits time:day": {**rows(([DAYS[0]], 120), ([DAYS[2]], 98)), "meta": {"time_labels": DAYS}},
        f"visits {LINKED}": rows(
            ([DAYS[0], "semaine", TAG], 9),
            ([DAYS[0], "semaine", "(not set)"], 2),
            ([DAYS[2], "semaine", TAG], 3),
        ),
        REACHED: rows(([DAYS[0], "Billetterie", "semaine", TAG], 1)),
    }


def test_plausible_tells_the_same(counter: Counter) -> None:
    counter.answers = plausible()
    found = counter_plausible.count(asked(counter, site="musee.example"))
    told = cells(found)
    assert [told["visits", "", "", day] for day in DAYS] == [120, 0, 98]
    assert [told["visits", "semaine", "", day] for day in DAYS] == [11, 0, 3]
    assert [told["visits", "rendez-vous", "", day] for day in DAYS] == [0, 0, 0]
    assert (told["visits", "semaine", TAG, DAYS[0]], told["visits", "semaine", TAG, DAYS[2]]) == (9, 3)
    assert told["goal:Billetterie", "semaine", "", DAYS[0]] == told["goal:Billetterie", "semaine", TAG, DAYS[0]] == 1
    assert {one.content for one in found} == {"", TAG}
    path, headers, given = counter.asked[1]
    assert (path, headers["Authorization"]) == ("/api/v2/query", "Bearer a-token-of-the-test")
    assert (given["site_id"], given["date_range"]) == ("musee.example", [DAYS[0], DAYS[2]])
    assert given["filters"] == [["is", "visit:utm_campaign", ["semaine", "rendez-vous"]]]


def test_plausible_is_read_page_after_page(counter: Counter, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(counter_plausible, "PAGE", 2)
    answers = plausible()
    every = answers[f"visits {LINKED}"]["results"]

    def paged(given: Mapping[str, Any]) -> Mapping[str, Any]:
        first = given["pagination"]["offset"]
        return {"results": every[first : first + 2], "meta": {}}

    labelled = answers["visits time:day"]
    answers["visits time:day"] = lambda given: {
        **labelled,
        "results": labelled["results"][given["pagination"]["offset"] :],
    }
    counter.answers = answers | {f"visits {LINKED}": paged}
    assert cells(counter_plausible.count(asked(counter)))["visits", "semaine", TAG, DAYS[2]] == 3
    assert sum(given["dimensions"] == LINKED.split() for _, _, given in counter.asked) == 2


def test_a_site_without_goals_has_none(counter: Counter) -> None:
    answers = plausible()
    del answers[REACHED]

    def refused(_: Mapping[str, Any]) -> Mapping[str, Any]:
        counter.status = 400
        return {"error": "The goal is not configured for this site"}

    counter.answers = answers | {REACHED: refused}
    assert not [one for one in counter_plausible.count(asked(counter)) if one.series.startswith("goal:")]


Count = Callable[[Asked], Any]
BOTH = pytest.mark.parametrize("count", [counter_matomo.count, counter_plausible.count])


@BOTH
@pytest.mark.parametrize(
    ("status", "raw", "code"),
    [
        (401, b'{"error": "Invalid API key"}', "visits-refused"),
        (302, b"", "visits-refused"),
        (200, b"<html>Welcome to the hotel</html>", "visits-senseless"),
    ],
)
def test_what_is_no_answer_is_said(counter: Counter, count: Count, status: int, raw: bytes, code: str) -> None:
    counter.status, counter.raw = status, raw
    with pytest.raises(Unanswered) as refused:
        count(asked(counter))
    assert refused.value.code == code
    assert "a-token" not in str(refused.value)
    assert len(counter.asked) == 1


@BOTH
def test_nobody_there_is_said(count: Count) -> None:
    nobody = replace(asked(Counter()), address="http://127.0.0.1:9")
    with pytest.raises(Unanswered) as refused:
        count(nobody)
    assert refused.value.code == "visits-unreachable"


def test_a_reading_knows_where_it_comes_from(counter: Counter) -> None:
    counter.answers = plausible()
    one = counter_plausible.count(asked(counter))[0]
    assert isinstance(one, Observed)
    assert (one.source, one.method, one.collected) == ("plausible", "Plausible Stats API v2", NOW)
