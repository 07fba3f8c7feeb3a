"""Importing an export of 100,000 posts with their counts, beside `csv` reading the same file and one `executemany` of its rows.

Both find columns by their headings (`csv.DictReader`; with `csv.reader`, blind to headings, the reference takes two fifths
less, and the ratio was 3.2)
and write a database file with the same journal and the same care (WAL, synchronous=FULL), into a table whose key is the post's
id. Ours also reads numbers and dates, shortens texts, asks what is known already, guesses campaigns, and writes two tables with
their indexes. Making the empty database is not counted.
"""

import csv
import sqlite3
import sys
import tempfile
from datetime import UTC, datetime, timedelta
from pathlib import Path

from benchmarks.measure import Result, compare, report
from scheduler.app.arriving import keep, look
from scheduler.app.arriving_reading import Asked
from scheduler.app.ground import Ground
from scheduler.clock import SimulatedClock
from scheduler.config import load
from scheduler.store.database import open_database

POSTS = 100_000
ROUNDS = 5
BEGAN = datetime(2016, 1, 4, 9, tzinfo=UTC)
HEADINGS = (
    "Post id,Date,Post text,Post Link,Impressions,Likes,Engagements,Bookmarks,Shares,New follows,Replies,Reposts,"
    "Profile visits,Detail Expands,URL Clicks,Hashtag Clicks,Permalink Clicks"
)
TEXT = "Ce matin, les réserves ouvrent leurs portes, et nous suivons la toile numéro {number} jusqu’à l’atelier. #Musée"
CONFIG = """\
[calendar]
id = "importing"
folder = "calendars"
timezone = "Europe/Paris"
language = "fr"

[accounts.musee-x]
network = "x"
through = "handoff"
"""
WEEK = """\
version: 1
campaign: museumweek-2017
title: MuseumWeek 2017
timezone: Europe/Paris
language: fr
accounts: [musee-x]
hashtags: ["#MuseumWeek"]
days:
  - {date: 2017-06-19, theme: Femmes, hashtags: ["#WomenMW"]}
"""


def written(file: Path) -> None:
    """An export as the network writes it: ids, days without an hour, texts with signs of French."""
    epoch = datetime(2010, 11, 4, 1, 42, 54, 657_000, tzinfo=UTC)
    with file.open("w", encoding="utf-8", newline="") as out:
        rows = csv.writer(out)
        rows.writerow(HEADINGS.split(","))
        for number in range(POSTS):
            at = BEGAN + timedelta(minutes=50 * number)
            known = int((at - epoch) / timedelta(milliseconds=1)) << 22 | number % 4096
            counts = [
                number % 9000,
                number % 400,
                number % 700,
                number % 7,
                0,
                0,
                number % 13,
                number % 90,
                1,
                2,
                3,
                0,
                0,
            ]
            day = f"{at:%a, %b %d, %Y}"
            rows.writerow([known, day, TEXT.format(number=number), f"https://x.com/musee/status/{known}", *counts])


def ground(folder: Path, name: str) -> Ground:
    """A calendar with an empty database of its own."""
    (folder / "calendars").mkdir(exist_ok=True)
    (folder / "calendars" / "week.yaml").write_text(WEEK, encoding="utf-8")
    (folder / "config.toml").write_text(CONFIG, encoding="utf-8")
    clock = SimulatedClock(datetime(2027, 1, 1, tzinfo=UTC))
    made = Ground(load(folder / "config.toml", networks=["x"]), clock=clock)
    place = folder / name
    place.mkdir()
    made.__dict__["database"] = open_database(place / "queue.db", clock=clock, state=place)
    return made


def measured(folder: Path) -> Result:
    """The one promise: all of an import, from the file to the commit."""
    file = folder / "account_analytics_content.csv"
    written(file)
    rounds = iter(range(1_000))
    empty = [ground(folder, f"ours-{number}") for number in range(ROUNDS + 1)]

    def plain() -> None:
        connection = sqlite3.connect(folder / f"plain-{next(rounds)}.db")
        connection.execute("PRAGMA journal_mode=WAL")
        connection.execute("PRAGMA synchronous=FULL")
        with file.open(encoding="utf-8", newline="") as table:
            rows = csv.DictReader(table)
            names = rows.fieldnames or ()
            quoted = ", ".join(f'"{name}"' for name in names)
            connection.execute(f'CREATE TABLE posts ({quoted}, PRIMARY KEY ("Post id"))')
            given = ", ".join(f":{name.replace(' ', '_')}" for name in names)
            rows.fieldnames = [name.replace(" ", "_") for name in names]
            with connection:
                connection.executemany(f"INSERT INTO posts VALUES ({given})", rows)  # noqa: S608 - names of ours
        connection.close()

    def ours() -> None:
        one = empty.pop()
        looked = look(one, file, Asked(), lambda *_: None)
        kept = keep(one, looked, by="a.martin", comment="", told=lambda *_: None)
        one.close()
        if (kept.new, kept.readings) != (POSTS, POSTS):
            raise RuntimeError(f"posts were lost: {kept.new}, {kept.readings}")

    return compare(
        f"{POSTS} posts imported ({file.stat().st_size // 1_000_000} MB)",
        ours,
        "csv and one executemany of the same rows",
        plain,
        bound=3.0,
        rounds=ROUNDS,
    )


def main() -> int:
    """Measure; 0 where the promise is kept."""
    with tempfile.TemporaryDirectory() as folder:
        return report(measured(Path(folder)))


if __name__ == "__main__":
    sys.exit(main())
