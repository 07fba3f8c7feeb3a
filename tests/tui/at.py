"""The program at an instant that stands still: `python -m tests.tui.at 2027-06-11T14:23+02:00 review ...`."""

import sys
from datetime import UTC, datetime

from scheduler.cli import main
from scheduler.clock import SystemClock


def begin(instant: datetime) -> None:
    """From here on the machine's clock says `instant`."""

    def now(self: SystemClock) -> datetime:
        return instant.astimezone(UTC)

    SystemClock.now = now  # type: ignore[method-assign]


if __name__ == "__main__":
    begin(datetime.fromisoformat(sys.argv[1]))
    sys.exit(main(sys.argv[2:]))
