"""A calendar file of 10,000 events, beside `icalendar` building and writing the same events alone."""

import sys
from datetime import UTC, datetime, timedelta

from icalendar import Calendar, Event

from benchmarks.measure import Result, compare, report
from scheduler.model.delivery import State
from scheduler.model.variant import Part, Role, Variant
from scheduler.render.entries import Entry
from scheduler.render.ical import ics

EVENTS = 10_000
BEGINS = datetime(2027, 6, 7, 7, tzinfo=UTC)
TEXT = (
    "Ce matin, les réserves ouvrent leurs portes, et nous suivons la toile numéro {number}.\n\n" + "Sept jours. " * 12
)


def entry(number: int) -> Entry:
    """One delivery of a long year."""
    due = BEGINS + timedelta(minutes=10 * number)
    part = Part(role=Role.POST, text=TEXT.format(number=number), length=240, limit=500)
    return Entry(
        tag=f"annee/post-{number}/once/musee-x",
        campaign="annee",
        title="Une année",
        post=f"post-{number}",
        occurrence="once",
        account="musee-x",
        network="x",
        network_title="X",
        theme="Coulisses",
        due=due,
        local=due,
        opens=None,
        closes=None,
        state=State.READY,
        variant=Variant(account="musee-x", network="x", parts=(part,)),
        code="7F3K",
        revision=3,
        changed_at=BEGINS,
    )


def alone(data: bytes) -> bytes:
    """The events of `data`, built from their plain values by the library and nothing else."""
    made = Calendar()
    made.add("prodid", "-//benchmark//EN")
    made.add("version", "2.0")
    for values in data_of(data):
        event = Event()
        for name, value in values:
            event.add(name, value)
        made.add_component(event)
    whole: bytes = made.to_ical()
    return whole


_PLAIN: dict[int, list[list[tuple[str, object]]]] = {}


def data_of(data: bytes) -> list[list[tuple[str, object]]]:
    """The plain values of each event, read once."""
    if id(data) not in _PLAIN:
        _PLAIN[id(data)] = [
            [(name, _plain(value)) for name, value in event.items()]
            for event in Calendar.from_ical(data).walk("VEVENT")
        ]
    return _PLAIN[id(data)]


def _plain(value: object) -> object:
    if hasattr(value, "cats"):
        return [str(one) for one in value.cats]
    if hasattr(value, "dt"):
        return value.dt
    return int(value) if isinstance(value, int) else str(value)


def measured() -> Result:
    """The one promise."""
    entries = [entry(number) for number in range(EVENTS)]
    made = datetime(2027, 1, 1, tzinfo=UTC)

    def ours() -> bytes:
        return ics(entries, calendar="6f1c2a90", name="Une année", zone="Europe/Paris", made=made, language="fr")

    data = ours()
    if alone(data).count(b"BEGIN:VEVENT") != EVENTS:
        raise RuntimeError("events were lost")
    return compare(
        f"{EVENTS} deliveries as iCalendar ({len(data) // 1_000_000} MB)",
        ours,
        "icalendar building and writing the same events",
        lambda: alone(data),
        bound=2.0,
        rounds=5,
    )


def main() -> int:
    """Measure; 0 where the promise is kept."""
    return report(measured())


if __name__ == "__main__":
    sys.exit(main())
