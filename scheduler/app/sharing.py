"""What is shared with other institutions: worked out, shown, and written only when a person has seen it."""

import json
from collections import Counter
from collections.abc import Mapping
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from scheduler import __version__
from scheduler.errors import Problem
from scheduler.flow.evaluate.sharing import contribution
from scheduler.model.report import to_json
from scheduler.model.sharing import FORMAT, VERSION, Contribution
from scheduler.sentences.words import Phrase

if TYPE_CHECKING:
    from scheduler.app.insight import Insight

HOUR = timedelta(hours=1)


def contributed(insight: "Insight", slug: str, *, operation: str) -> Contribution:
    """What may be shared of the campaign `slug`. Raises `Problem` as a report does, for invented counts, or if nothing may."""
    found = contribution(insight.question(slug), operation=operation or slug)
    if found.simulated:
        raise Problem("contribute-simulated", where=slug)
    if not found.entries:
        why = Counter(one.reason for one in found.refused).most_common(1)
        raise Problem("contribute-nothing", where=slug, why=Phrase(why[0][0] if why else "report-why-no-post"))
    return found


def written(found: Contribution, *, country: str = "", kind: str = "") -> str:
    """The file, whole: what is shown is what is written. Raises `Problem` for a country that is none."""
    if country and not (len(country) == 2 and country.isalpha() and country.isascii()):
        raise Problem("contribute-country", where="--country", given=country)
    about = {name: value for name, value in (("country", country.upper()), ("kind", kind)) if value}
    value: Mapping[str, object] = {
        "format": FORMAT,
        "version": VERSION,
        "tool": __version__,
        "operation": found.operation,
        "week": found.week,
        "days": found.days,
        "age_hours": int(found.age / HOUR) if found.age is not None else None,
        **({"institution": about} if about else {}),
        "entries": to_json(found.entries),
    }
    return json.dumps(value, ensure_ascii=False, indent=2) + "\n"


def keep(text: str, to: Path) -> None:
    """Write the file; one that is there is never overwritten. Raises `Problem`."""
    try:
        with to.open("x", encoding="utf-8") as file:
            file.write(text)
    except FileExistsError:
        raise Problem("contribute-there", where=str(to)) from None
    except OSError as error:
        raise Problem("contribute-unwritable", where=str(to), why=error.strerror or type(error).__name__) from None
