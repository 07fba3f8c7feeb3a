"""The same figures by pandas, as one who knows it would compute them: the reference of `benchmarks.evaluating`.

What this data does not have is left out (other operations, missing readings, mixed components), so that nothing is asked of
pandas that would slow it down.
"""

import json
import sqlite3
import sys
from typing import Any

import numpy as np
import pandas as pd

ZONE = "Europe/Paris"
SLUG = "semaine"
HOUR = 3_600_000_000
T7 = 2.3646242515927844
"""Student's quantile of 0.975 with 7 degrees of freedom."""
POSTS = """
SELECT d.id, d.tag, d.campaign, d.post, d.network, d.account, d.theme, d.category,
       MIN(r.at) AS at, COUNT(*) AS parts
FROM deliveries d JOIN receipts r ON r.delivery_id = d.id WHERE d.state = 'published' GROUP BY d.id
"""
READINGS = """
SELECT tag, part, taken, json_extract(counts, '$.reactions') AS reactions, json_extract(counts, '$.replies') AS replies,
       json_extract(counts, '$.shares') AS shares, json_extract(counts, '$.views') AS views
FROM snapshots
"""
COUNTS = ["reactions", "replies", "shares", "views"]
METRICS = {"conversation": "replies", "amplification": "shares", "applause": "reactions"}


def at_age(readings: pd.DataFrame, hours: float) -> pd.DataFrame:
    """Each post's counts at `hours`: linear in log(1 + age) between the two readings around it, summed over its parts."""
    known = readings.assign(elapsed=(readings["taken"] - readings["at"]) / HOUR)
    keys = ["tag", "part"]
    left = known[known["elapsed"] <= hours].drop_duplicates(keys, keep="last").set_index(keys)
    right = known[known["elapsed"] >= hours].drop_duplicates(keys, keep="first").set_index(keys)
    left = left.reindex(right.index)
    share = (np.log1p(hours) - np.log1p(left["elapsed"])) / (np.log1p(right["elapsed"]) - np.log1p(left["elapsed"]))
    found = left[COUNTS] + (right[COUNTS] - left[COUNTS]).mul(share, axis=0)
    return found.groupby(level="tag").sum(min_count=1)


def values(posts: pd.DataFrame, counts: pd.DataFrame) -> pd.DataFrame:
    """The posts with their counts; our own replies taken off, engagement summed."""
    found = posts.join(counts, on="tag")
    found["replies"] = (found["replies"] - (found["parts"] - 1)).clip(lower=0)
    found["engagement"] = found["reactions"] + found["replies"] + found["shares"]
    return found


def span(past: "pd.Series[float]", plus: float = 0.0) -> dict[str, float]:
    """The range of one more week."""
    logs = np.log(past + plus)
    reach = T7 * logs.std() * np.sqrt(1 + 1 / len(logs))
    low, high = np.exp(logs.mean() - reach) - plus, np.exp(logs.mean() + reach) - plus
    return {"low": max(low, 0.0), "middle": np.exp(logs.mean()) - plus, "high": high}


def figure(weeks: pd.DataFrame, now: Any, metric: str) -> dict[str, Any]:
    """Value, mean week, ratio and range."""
    if metric == "posts":
        value, past, mean, ordinary = now["posts"], weeks["posts"], weeks["posts"].mean(), span(weeks["posts"])
    elif metric == "engagement-total":
        past = weeks["engagement"]
        value, mean, ordinary = now["engagement"], past.mean(), span(past, 1.0)
    else:
        name = METRICS.get(metric, metric)
        value, mean = now[name] / now["posts"], weeks[name].sum() / weeks["posts"].sum()
        ordinary = span(weeks[name] / weeks["posts"])
    return {"metric": metric, "value": value, "mean": mean, "ratio": value / mean, "ordinary": ordinary}


def dispersion(during: "pd.Series[float]", before: "pd.Series[float]") -> float:
    """Pearson's chi-square over its degrees of freedom."""
    chi = sum(((one - one.mean()) ** 2).sum() / one.mean() for one in (during, before))
    return float(chi / (len(during) + len(before) - 2))


def effect(during: "pd.Series[float]", before: "pd.Series[float]", weeks: pd.DataFrame) -> dict[str, float]:
    """The per-post ratio with the interval that weeks give it, and the variance between them."""
    phi = dispersion(during, before)
    logs, within = np.log(weeks["engagement"] / weeks["posts"]), phi / weeks["engagement"]
    w = 1 / within
    mean = (w * logs).sum() / w.sum()
    q, c = (w * (logs - mean) ** 2).sum(), w.sum() - (w * w).sum() / w.sum()
    tau2 = max(0.0, (q - (len(weeks) - 1)) / c)
    value, ordinary = during.mean(), span(weeks["engagement"] / weeks["posts"])
    return {
        "ratio": value / ordinary["middle"],
        "low": value / ordinary["high"],
        "high": value / ordinary["low"],
        "phi": phi,
        "tau2": tau2,
    }


def weekly(posts: pd.DataFrame) -> pd.DataFrame:
    """Posts and sums by week, in order."""
    grouped = posts.groupby("week")
    return grouped[["engagement", *COUNTS]].sum().assign(posts=grouped.size())


def groups(posts: pd.DataFrame, key: str) -> list[dict[str, Any]]:
    """A line for each value of `key`."""
    found = posts.groupby(key)
    table = found[["engagement", "replies", "shares", "reactions"]].sum()
    table = table.assign(posts=found.size(), median=found["engagement"].median(), per_post=found["engagement"].mean())
    return [{"key": name, **row} for name, row in table.to_dict("index").items()]


def standouts(posts: pd.DataFrame) -> pd.DataFrame:
    """The posts ranked against the median of their network."""
    medians = posts.groupby("network")["engagement"].transform("median")
    ranked = posts.assign(ratio=posts["engagement"] / medians)
    return ranked.sort_values(["ratio", "engagement", "tag"], ascending=False)


def main(path: str) -> None:
    """Read, compute, write."""
    connection = sqlite3.connect(path)
    posts = pd.read_sql(POSTS, connection)
    readings = pd.read_sql(READINGS, connection)
    local = pd.to_datetime(posts["at"], unit="us", utc=True).dt.tz_convert(ZONE)
    posts["day"] = local.dt.tz_localize(None).dt.normalize()
    posts["week"] = posts["day"] - pd.to_timedelta(posts["day"].dt.day_of_week, unit="D")
    readings = readings.merge(posts[["tag", "at"]], on="tag").sort_values(["tag", "part", "taken"])
    counted = values(posts, at_age(readings, 168.0))
    early = values(posts, at_age(readings, 24.0))
    json.dump(figures(counted, early), sys.stdout)


def figures(posts: pd.DataFrame, early: pd.DataFrame) -> dict[str, Any]:
    """What the report says, under the names of its JSON."""
    monday = posts.loc[posts["campaign"] == SLUG, "week"].min()
    weeks = weekly(posts)
    before, now = weeks[weeks.index < monday], weeks.loc[monday]
    last8 = before.tail(8)
    during = posts[posts["week"] == monday]
    past = posts[posts["week"].isin(last8.index)]
    own = during[during["campaign"] == SLUG]
    ranked = standouts(during)
    young = weekly(early)
    first_day = figure(young[young.index < monday].tail(8), young.loc[monday], "conversation")
    each = figure(last8, now, "engagement")
    networks = [
        {
            "network": name,
            "posts": len(part),
            **{column: part[column].sum() for column in ("engagement", "replies", "shares", "reactions")},
            "views": part["views"].sum() if part["views"].notna().all() else None,
            "figure": figure(weekly(past[past["network"] == name]), weekly(part).loc[monday], "engagement"),
        }
        for name, part in during.groupby("network")
    ]
    return {
        "figures": [
            figure(last8, now, name)
            for name in ("posts", "engagement-total", "engagement", "conversation", "amplification", "applause")
        ],
        "decomposition": {
            "volume": now["posts"] / last8["posts"].mean(),
            "per_post": each["ratio"],
            "total": now["posts"] / last8["posts"].mean() * each["ratio"],
        },
        "effect": effect(during["engagement"], past["engagement"], last8),
        "weeks": [
            {"posts": int(row["posts"]), "engagement": row["engagement"], "per_post": row["engagement"] / row["posts"]}
            for _, row in weeks[weeks.index >= last8.index[0]].iterrows()
        ],
        "aftermath": [
            {"per_post": part["engagement"].sum() / part["posts"].sum() / each["mean"]}
            for part in (weeks[weeks.index > monday].iloc[:4], weeks[weeks.index > monday].iloc[4:8])
        ],
        "past_median": past["engagement"].median(),
        "days": [
            *groups(own, "theme"),
            {
                "key": "*",
                "posts": len(during) - len(own),
                "engagement": during["engagement"].sum() - own["engagement"].sum(),
            },
        ],
        "per_network": networks,
        "most": ranked.head(5)[["tag", "engagement", "ratio"]].to_dict("records"),
        "least": ranked.tail(3)[::-1][["tag", "engagement", "ratio"]].to_dict("records"),
        "top": {"share": during["engagement"].max() / now["engagement"]},
        "objectives": [
            {"value": each["value"], "ratio": each["ratio"]},
            {"value": first_day["value"], "ratio": first_day["ratio"]},
        ],
    }


if __name__ == "__main__":
    main(sys.argv[1])
