"""One report's figures from the database at the path given, as JSON: what `benchmarks.evaluating` measures."""

import gc
import json
import sys
from pathlib import Path

from scheduler.__main__ import GARBAGE
from scheduler.app import applied
from scheduler.clock import SystemClock
from scheduler.flow import gathering
from scheduler.flow.evaluate import evaluate
from scheduler.model.report import to_json
from scheduler.store import documents
from scheduler.store.database import open_database


def main(path: Path, slug: str = "semaine") -> None:
    """Open, gather, evaluate, write."""
    clock = SystemClock()
    database = open_database(path, clock=clock, state=path.parent / "state")
    try:
        campaigns = {name: applied.read(text) for name, text in documents.applied(database).items()}
        asked = gathering.question(database, slug, campaigns, now=clock.now(), titles={}, version="benchmark")
        found = evaluate(asked)
    finally:
        database.close()
    json.dump(to_json(found), sys.stdout)


if __name__ == "__main__":
    gc.set_threshold(GARBAGE)  # as the program does
    main(Path(sys.argv[1]))
