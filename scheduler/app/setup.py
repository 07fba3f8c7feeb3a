"""`scheduler init`: a calendar folder that passes `check` and can be published to the rehearsal network at once."""

import json
from datetime import date, timedelta
from pathlib import Path
from secrets import token_hex
from string import Template

from scheduler.clock import Clock, SystemClock, machine_zone_name
from scheduler.errors import Problem
from scheduler.notify import Delivered
from scheduler.secrets import is_reference

STARTER = Path(__file__).parent / "starter"
ZONES = {"fr": "Europe/Paris", "en": "Europe/London"}
"""Where the machine names no zone of its own, as servers often do not."""
IGNORED = "# Secrets and what editors leave behind never belong to the calendar's history.\nsecrets/\n*~\n.*.swp\n"


def init(folder: Path, *, language: str, notify: str = "", clock: Clock | None = None) -> list[Path]:
    """Make the calendar in `folder` and return its files. Nothing that is there already is touched.

    The first campaign starts a week from now, by the wall clock of this machine's zone, else of the language's; `notify` is a
    reference to the address that is told of trouble. Raises `Problem` where a configuration lies there, or nothing can be
    written.
    """
    if notify and not is_reference(notify):
        raise Problem("secret-not-a-reference", where="--notify")
    monday = _coming_monday(clock or SystemClock())
    days = {f"day{n}": (monday + timedelta(days=n)).isoformat() for n in range(7)}
    values = {
        "id": token_hex(4),
        "timezone": machine_zone_name() or ZONES.get(language, ZONES["en"]),
        "slug": f"premiers-pas-{monday:%Y}" if language == "fr" else f"first-steps-{monday:%Y}",
    }
    files = {
        "config.toml": _filled(language, "config.toml", values) + _notified(notify),
        "calendars/campaign.yaml": _filled(language, "campaign.yaml", values | days),
        "calendars/.schema/campaign.json": _schema(),
        ".gitignore": IGNORED,
    }
    for name in ("config.toml", "calendars/campaign.yaml"):
        if (folder / name).exists():
            raise Problem("init-exists", where=str(folder / name))
    written = []
    try:
        for name, text in files.items():
            path = folder / name
            if path.exists():
                continue  # a .gitignore of the user's own
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
            written.append(path)
    except OSError as error:
        raise Problem("init-cannot-write", where=str(folder), detail=str(error)) from error
    return written


def greet(folder: Path) -> list[Delivered]:
    """Send a test message to whoever the calendar in `folder` tells of trouble: its maker has just named the reference."""
    from scheduler.app.scheduler import Scheduler  # noqa: PLC0415 - only who is to be told pays for it

    with Scheduler.find(folder / "config.toml", []) as scheduler:
        return scheduler.telling.test()


def _notified(reference: str) -> str:
    return f"\n[notify]\nurls = [{json.dumps(reference)}]\n" if reference else ""


def _coming_monday(clock: Clock) -> date:
    today = clock.now().date()
    return today + timedelta(days=7 + (-today.weekday()) % 7)


def _filled(language: str, name: str, values: dict[str, str]) -> str:
    return Template((STARTER / language / name).read_text(encoding="utf-8")).substitute(values)


def _schema() -> str:
    from scheduler.campaigns.schema import campaign_schema  # noqa: PLC0415 - only this command pays for it

    return json.dumps(campaign_schema(), ensure_ascii=False, indent=1) + "\n"
