"""A series in the queue: what one more content, and a single date edited, change there; and what they leave alone."""

import json
from collections import Counter
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from scheduler import config as configuration
from scheduler.app import applied
from scheduler.app.scheduler import Scheduler
from scheduler.clock import SimulatedClock
from scheduler.connector import discover
from scheduler.model.change import Answers, ChangeKind
from scheduler.model.delivery import Delivery, State
from scheduler.store import documents

NOW = datetime(2027, 3, 1, 6, tzinfo=UTC)
CONFIG = """\
[calendar]
id = "serieseule"
folder = "."
timezone = "Europe/Paris"
language = "fr"

[queue]
horizon = "30d"

[roles.press]
name = "Presse"
people = ["l.diallo"]

[accounts.musee-mastodon]
network = "mastodon"
through = "rehearsal"
"""
SERIES = """\
version: 1
campaign: serie
language: fr
timezone: Europe/Paris
accounts: [musee-mastodon]
approvals: [press]
posts:
  - id: mardi
    repeat: {every: week, day: tuesday, at: 10h, from: 2027-02-02, order: shuffled}
    rotate:
      - text: Le premier texte, qui parle de la mer.
      - text: Un deuxième, où il est question d'une fenêtre.
      - text: Le troisième raconte comment on range les chaises.
"""
WEEK = """\
version: 1
campaign: semaine
language: fr
timezone: Europe/Paris
accounts: [musee-mastodon]
days:
  - {date: 2027-03-16, posts: [{id: un, at: 9h, text: Les vitrines changent de place.}]}
"""
MORE = "      - text: Et un quatrième, tout neuf, sur les cartons du grenier.\n"


@pytest.fixture
def calendar(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    (tmp_path / "config.toml").write_text(CONFIG, encoding="utf-8")
    (tmp_path / "serie.yaml").write_text(SERIES, encoding="utf-8")
    return tmp_path


@pytest.fixture
def clock() -> SimulatedClock:
    return SimulatedClock(NOW)


@pytest.fixture
def scheduler(calendar: Path, clock: SimulatedClock) -> Iterator[Scheduler]:
    config = configuration.load(calendar / "config.toml", networks=discover.names())
    with Scheduler(config, clock=clock) as opened:
        apply(opened)
        agree(opened)
        yield opened


def apply(scheduler: Scheduler) -> Counter[ChangeKind]:
    """Apply the files as they are; what that changed."""
    proposal = scheduler.queue.propose((), Answers())
    scheduler.queue.apply(proposal, by="test")
    return Counter(one.change.kind for one in proposal.planned)


def agree(scheduler: Scheduler) -> None:
    scheduler.queue.approve(["serie/mardi"], role="press", by="l.diallo", how="mail")


def queue(scheduler: Scheduler) -> dict[str, Delivery]:
    return {one.occurrence[5:10]: one for one in scheduler.queue.deliveries() if one.state is not State.CANCELLED}


def says(scheduler: Scheduler) -> dict[str, str]:
    return {day: one.variant.parts[0].text for day, one in queue(scheduler).items()}


def write(calendar: Path, more: str, rule: str = "") -> None:
    text = SERIES.replace("order: shuffled", f"{rule}order: shuffled")
    (calendar / "serie.yaml").write_text(text + more, encoding="utf-8")


def test_one_more_content_moves_nothing_that_is_queued_and_comes_later(
    scheduler: Scheduler, calendar: Path, clock: SimulatedClock
) -> None:
    before = says(scheduler)
    assert list(before) == ["03-02", "03-09", "03-16", "03-23", "03-30"]
    write(calendar, MORE)
    assert apply(scheduler) == {ChangeKind.KEEP: 5}
    clock.advance(timedelta(days=75))
    scheduler.queue.lay_out()
    after = says(scheduler)
    assert {day: after[day] for day in before} == before
    assert any("quatrième" in text for day, text in after.items() if day not in before)
    assert apply(scheduler).keys() <= {ChangeKind.KEEP}, "planning again changes nothing"


def test_one_more_content_before_the_others_rewords_nothing_that_is_queued(
    scheduler: Scheduler, calendar: Path
) -> None:
    before = says(scheduler)
    first = "      - text: Le premier"
    text = SERIES.replace(first, MORE + first)
    (calendar / "serie.yaml").write_text(text, encoding="utf-8")
    assert apply(scheduler) == {ChangeKind.KEEP: 5}
    assert says(scheduler) == before
    (calendar / "serie.yaml").write_text(text.replace("de la mer", "des vagues"), encoding="utf-8")
    assert apply(scheduler)[ChangeKind.REPLACE] > 0, "its own words edited change it"


def test_a_campaign_that_a_series_leaves_alone_counts_wherever_its_file_is(
    scheduler: Scheduler, calendar: Path
) -> None:
    """Beside the files that are planned, and as it was applied where its file is broken: else a post goes out in its days."""
    week = calendar / "semaine.yaml"
    week.write_text(WEEK, encoding="utf-8")
    write(calendar, "", "not_during: [semaine], ")
    alone = scheduler.queue.propose([calendar / "serie.yaml"], Answers())
    assert [one.tag[12:22] for one in alone.changes if one.kind is ChangeKind.CANCEL] == ["2027-03-16"]
    assert not [one.code for one in alone.notices if "campaign" in one.code], "it is there"
    assert apply(scheduler) == {ChangeKind.KEEP: 4, ChangeKind.CANCEL: 1, ChangeKind.ADD: 1}
    week.write_text(WEEK + "  - [\n", encoding="utf-8")
    write(calendar, MORE, "not_during: [semaine], ")
    assert apply(scheduler)[ChangeKind.ADD] == 0


def test_a_date_that_is_left_out_is_cancelled_alone(scheduler: Scheduler, calendar: Path) -> None:
    write(calendar, "    occurrences: [{date: 2027-03-16, skip: true}]\n")
    assert apply(scheduler) == {ChangeKind.KEEP: 4, ChangeKind.CANCEL: 1}
    assert list(queue(scheduler)) == ["03-02", "03-09", "03-23", "03-30"]


def test_a_date_that_is_moved_later_keeps_its_name_and_its_yes(scheduler: Scheduler, calendar: Path) -> None:
    before = queue(scheduler)["03-16"]
    write(calendar, "    occurrences: [{date: 2027-03-16, to: 2027-03-17, at: 18h}]\n")
    assert apply(scheduler) == {ChangeKind.KEEP: 4, ChangeKind.MOVE: 1}
    after = queue(scheduler)["03-16"]
    assert (after.tag, after.state, after.due) == (before.tag, State.READY, datetime(2027, 3, 17, 17, tzinfo=UTC))


def test_a_date_that_is_moved_beyond_the_horizon_stays_in_the_queue(scheduler: Scheduler, calendar: Path) -> None:
    write(calendar, "    occurrences: [{date: 2027-03-16, to: 2027-06-17}]\n")
    assert apply(scheduler) == {ChangeKind.KEEP: 4, ChangeKind.MOVE: 1}
    assert apply(scheduler) == {ChangeKind.KEEP: 5}
    assert queue(scheduler)["03-16"].due == datetime(2027, 6, 17, 8, tzinfo=UTC)


def test_other_words_on_one_date_ask_for_that_one_again(scheduler: Scheduler, calendar: Path) -> None:
    before = says(scheduler)
    write(calendar, "    occurrences: [{date: 2027-03-16, text: Fermé ce mardi pour travaux.}]\n")
    assert apply(scheduler) == {ChangeKind.KEEP: 4, ChangeKind.REPLACE: 1}
    assert says(scheduler) == {**before, "03-16": "Fermé ce mardi pour travaux."}
    states = {day: one.state for day, one in queue(scheduler).items()}
    assert states.pop("03-16") is State.AWAITING
    assert set(states.values()) == {State.READY}


def test_the_daemon_lays_out_edited_dates_from_what_was_applied(
    scheduler: Scheduler, calendar: Path, clock: SimulatedClock
) -> None:
    write(calendar, "    occurrences: [{date: 2027-04-06, skip: true}, {date: 2027-04-13, at: 8h}]\n")
    apply(scheduler)
    write(calendar, "")
    clock.advance(timedelta(days=20))
    scheduler.queue.lay_out()
    found = queue(scheduler)
    assert list(found)[-2:] == ["03-30", "04-13"]
    assert found["04-13"].due == datetime(2027, 4, 13, 6, tzinfo=UTC)
    assert found["04-13"].state is State.READY, "one yes covers the contents of a series"


def test_a_series_that_an_earlier_version_applied_is_still_read(scheduler: Scheduler) -> None:
    (text,) = documents.applied(scheduler.ground.database).values()
    (post,) = applied.read(text).posts
    assert post.repeat is not None
    late = ("interval", "month_days", "nth", "dates", "rrule", "closes", "order", "only_when", "not_when", "slot")
    plain = json.loads(text)
    for name in late:
        del plain["posts"][0]["repeat"][name]
    for name in ("occurrences", "countdown"):
        del plain["posts"][0][name]
    (old,) = applied.read(json.dumps(plain)).posts
    assert old.repeat is not None
    assert (old.repeat.days, old.repeat.interval, old.occurrences) == (post.repeat.days, 1, ())


def test_single_passes_lay_the_series_out_as_the_daemon_does(scheduler: Scheduler, clock: SimulatedClock) -> None:
    """Whoever has cron call `run --once` runs into no end of the horizon; a day's passes look at the files' series once."""

    def last() -> str:
        return max(one.occurrence for one in scheduler.queue.deliveries())

    assert last() == "2027-03-30T10:00"
    scheduler.engine.once()
    for _ in range(3):
        clock.advance(timedelta(days=7))
        fresh = Scheduler(scheduler.config, clock=clock)
        with fresh:
            fresh.engine.once()
            fresh.engine.once()
    assert last() == "2027-04-20T10:00"
