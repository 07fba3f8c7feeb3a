"""Accidents around the engine, S13 to S23: full disks, dead daemons, upgrades, locked databases, odd names, limits and clocks.

Each test tells what happens to a museum in its week, and what must come of it.
"""

import configparser
import os
import shutil
import sqlite3
import subprocess
import sys
import unicodedata
import zoneinfo
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
import time_machine

from scheduler.app import health
from scheduler.clock import SimulatedClock
from scheduler.config import load
from scheduler.connector.base import Connector, Outgoing, SendFailure
from scheduler.flow.plan import plan
from scheduler.flow.voices import Voices
from scheduler.model.change import Answers, ChangeKind
from scheduler.model.delivery import State
from scheduler.model.failure import Kind
from scheduler.model.variant import Media
from scheduler.networks.mastodon import Mastodon
from scheduler.notify.news import grouped
from scheduler.store import approvals, engines
from scheduler.testing import samples
from scheduler.testing.fake_mastodon import FakeMastodon
from scheduler.testing.fake_mastodon import State as Server
from scheduler.wake import SimulatedAlarm
from tests.acceptance.calling import ROOT, Program
from tests.acceptance.small import calendar, picture
from tests.flow import judge
from tests.flow.test_full_disk import Disk, Waiting, Wordy
from tests.flow.test_plan import SCOPE, YES, one, present, wanted
from tests.flow.world import World

MONDAY = datetime(2027, 6, 7, 6, tzinfo=UTC)
DEPLOY = ROOT / "deploy"


def test_s13_the_disk_is_full_when_the_answers_come(tmp_path: Path) -> None:
    # Eight accounts post at nine; the disk fills up while the network answers. It cannot be asked afterwards.
    world = World(tmp_path, kind=Wordy)
    disk = Disk(world)
    posts = world.add(*(world.new("ouverture", account=f"musee-{number}") for number in range(8)))
    world.network.before_send = lambda _: disk.fill() if not disk.pages else None
    begun: list[int] = []

    def room_again() -> None:
        begun.append(world.network.requests)
        disk.free()

    world.dispatcher(threads=4).run(Waiting(world, 4, room_again))
    assert 0 < begun[0] < 8, "what was in flight was finished, and nothing more was begun"
    assert {world.state(one) for one in posts} == {State.PUBLISHED}
    assert world.network.requests == 8, "each was sent once, also those whose receipts had to wait"
    judge.never_lost(world.database)
    world.database.close()


def test_s14_the_daemon_is_dead_and_somebody_hears_of_it(scheduler: Program, tmp_path: Path) -> None:
    # Nothing on a dead machine can tell anybody: others must miss its signs of life.
    calendar(tmp_path, "- {id: ouverture, date: 2027-06-07, at: 9h, text: Good morning.}\n")
    config = tmp_path / "config.toml"
    with time_machine.travel(MONDAY, tick=False):
        scheduler.well("apply", "--yes", "--config", config)
        scheduler.well("approve", "small/ouverture", "--role", "press", "--by", "l.diallo", "--config", config)
        red = scheduler("doctor", "--health", "--config", config)
    assert (red.code, "scheduler run" in red.out) == (1, True), "any health check is red, and says what to do"
    found = [finding.code for finding in health.look(load(config), SimulatedClock(MONDAY)).findings]
    assert found == ["health-nobody"], "which also keeps the outside watch from being called"
    daemon, watch = unit("scheduler.service"), unit("scheduler-health.service")
    assert "OnFailure" in daemon["Unit"], "the system tells when it gives up"
    assert int(daemon["Service"]["WatchdogSec"]) <= 120, "and kills it when it hangs"
    assert "--health" in watch["Service"]["ExecStart"]
    assert "OnFailure" in watch["Unit"]


def unit(name: str) -> configparser.RawConfigParser:
    """A systemd unit as we ship it."""
    found = configparser.RawConfigParser(strict=False, delimiters=("=",), comment_prefixes=("#",))
    found.optionxform = str  # type: ignore[assignment,method-assign]
    found.read(DEPLOY / name, encoding="utf-8")
    return found


def test_s15_the_program_is_upgraded_in_the_middle_of_the_week(world: World) -> None:
    # New rules would count, cut or mention otherwise. What was approved goes out as it was.
    queued = present(wanted(text="Une caisse.", source="source:old-rules"))
    now_otherwise = wanted(text="Une caisse !", source="source:new-rules")
    kept = one(plan([now_otherwise], [queued], SCOPE, YES))
    assert kept.change.kind is ChangeKind.KEEP
    asked_for = one(plan([now_otherwise], [queued], SCOPE, Answers(readapt=True)))
    assert asked_for.change.kind is ChangeKind.REPLACE, "only where somebody asks for it"
    (post,) = world.add(world.new("reserves", roles=("press",)))
    approvals.give(world.database, [post.id], role="press", by="l", how="mail", at=world.clock.now())
    world.database.close()
    world.reopen()  # another version of the program: the frozen bytes are all that it reads
    world.once()
    assert world.network.texts() == [post.variant.parts[0].text]


def test_s16_the_brake_is_pulled_while_the_database_is_locked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    # Something is wrong, somebody makes a file named STOP; and a backup program holds the database.
    monkeypatch.setattr(engines, "BUSY_SECONDS", 0.05)
    world = World(tmp_path)
    (thread,) = world.add(world.new("fil", "un", "deux", "trois"))
    holder = sqlite3.connect(world.database.path, isolation_level=None, check_same_thread=False)

    def trouble(_: Outgoing) -> None:
        if world.network.requests == 1:
            world.stop_file.touch()
            holder.execute("BEGIN IMMEDIATE")

    def let_go() -> None:
        holder.execute("ROLLBACK")

    world.network.after_send = trouble
    with closing(holder):
        world.dispatcher(threads=1).run(Waiting(world, 3, let_go))
        assert world.network.texts() == ["un"], "nothing more went out, locked or not"
        assert len(world.now(thread).receipts) == 1, "and the answer that had no place is written down now"
    world.stop_file.unlink()
    world.run(timedelta(minutes=5))
    assert world.network.texts() == ["un", "deux", "trois"]
    world.database.close()


@pytest.mark.skipif(os.name == "nt", reason="a script's first line names its interpreter on POSIX")
def test_s17_the_systems_python_is_replaced(tmp_path: Path) -> None:
    # An upgrade of the system takes away the Python that the program was installed with.
    script = tmp_path / "scheduler"
    script.write_text("#!/opt/scheduler/bin/python-that-is-gone\nprint('never')\n", encoding="utf-8")
    script.chmod(0o755)
    failed = subprocess.run(f'"{script}" run', shell=True, capture_output=True, check=False)
    assert failed.returncode in {126, 127}, "it fails at once, not silently"
    daemon = unit("scheduler.service")
    assert int(daemon["Unit"]["StartLimitBurst"]) <= 5, "after a few tries the unit has failed"
    told = (DEPLOY / "scheduler-failed@.service").read_text(encoding="utf-8")
    assert "/opt/scheduler" not in told, "and what tells so needs nothing of what is broken"


@pytest.mark.skipif(os.name == "nt", reason="LANG is POSIX's")
def test_s18_cron_runs_it_without_a_language(tmp_path: Path) -> None:
    # Under cron LANG is C: programs then read and write ASCII, and «réserves» breaks them.
    text = "Les réserves ouvrent : «œuvres» à voir ! 🖼"
    calendar(tmp_path, f'- {{id: reserves, date: 2027-06-07, at: 9h, text: "{text}"}}\n')
    bare = {"PATH": os.defpath, "HOME": str(tmp_path), "LANG": "C", "LC_ALL": "C", "PYTHONUTF8": "0"}
    command = [sys.executable, "-m", "scheduler", "preview", "--config", str(tmp_path / "config.toml")]
    done = subprocess.run(command, cwd=ROOT, env=bare, capture_output=True, check=False)
    assert done.returncode == 0, done.stderr.decode(errors="replace")
    assert text in " ".join(done.stdout.decode("utf-8").split())


def test_s19_a_picture_comes_from_a_mac(scheduler: Program, tmp_path: Path) -> None:
    # A Mac writes «é» as e and an accent: two names that look the same and are not.
    name = "réserves.png"
    calendar(
        tmp_path,
        f"- {{id: reserves, date: 2027-06-07, at: 9h, text: Look., media: [{{file: {name}, alt: A crate}}]}}\n",
    )
    picture(tmp_path / unicodedata.normalize("NFD", name), (200, 30, 30))
    with time_machine.travel(datetime(2027, 6, 1, 9, tzinfo=UTC), tick=False):
        found = scheduler.well("check", tmp_path, "--json").json["problems"]
        assert {problem["severity"] for problem in found} <= {"warning", "info"}
        shown = scheduler.well("preview", "--config", tmp_path / "config.toml", "--json").json["variants"]
    assert all(part["media"][0]["alt"] == "A crate" for variant in shown for part in variant["parts"])


def test_s20_three_of_four_pictures_are_uploaded(tmp_path: Path) -> None:
    # The fourth is refused. A post with three of its four pictures is not what was approved.
    clock = samples.clock()
    with FakeMastodon(Server(clock=clock)) as server:
        secrets = {"env:MASTODON_TOKEN": server.token}
        site = samples.site(
            Mastodon.rules,
            tmp_path,
            base_url=server.base_url,
            settings={"access_token": "env:MASTODON_TOKEN"},
            secrets=secrets,
            now=clock,
        )
        colours = ("teal", "gold", "navy", "crimson")
        shown = [(f"Texte {number}", samples.picture(colour)) for number, colour in enumerate(colours)]
        outgoing = samples.outgoing("Quatre toiles", Mastodon.rules, pictures=shown)
        *three, fourth = outgoing.part.media
        broken: Media = replace(fourth, mime="image/jpeg")
        connector = Mastodon(site)
        with pytest.raises(SendFailure) as caught:
            connector.publish(replace(outgoing, part=replace(outgoing.part, media=(*three, broken))))
        connector.close()
        uploaded = [path for _, path in server.state.requests if path.endswith("/media")]
        assert len(uploaded) == 4, "three arrived, the fourth was refused"
        assert caught.value.failure.kind is Kind.REFUSED
        assert not server.state.posted, "and nothing was posted"


def test_s22_the_lid_was_closed_from_five_to_nine_until_ten_past_twelve(world: World) -> None:
    # The laptop's clocks: the wall goes on, the monotonic one stands still. Four posts fell due meanwhile.
    hours = [timedelta(minutes=minutes) for minutes in (5, 65, 125, 190)]
    posts = world.add(
        *(world.new(f"post-{number}", account=f"musee-{number}", after=after) for number, after in enumerate(hours))
    )

    class Lid(SimulatedAlarm):
        slept = False

        def wait(self, *, busy: bool) -> bool:
            if not self.slept:
                self.slept = True
                world.clock.jump(timedelta(hours=3, minutes=15))
                return True
            return super().wait(busy=busy)

    world.dispatcher(threads=4).run(Lid(world.clock, until=world.clock.now() + timedelta(hours=4)))
    states = [world.state(post) for post in posts]
    assert states == [State.MISSED, State.MISSED, State.PUBLISHED, State.PUBLISHED], "two hours late is too late"
    missed = [group for group in grouped(world.news) if group[0].state == "missed"]
    assert [len(group) for group in missed] == [2], "what was missed is told, in one summary"
    assert all(world.now(post).reason for post in posts[:2])
    assert world.network.requests == 2


def test_s22_the_lid_is_closed_in_the_middle_of_a_send(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    # The post was in time when it was claimed. The machine sleeps before it is sent, and wakes when it is too late.
    (post,) = world.add(world.new("ouverture"))
    of = Voices.of

    def sleeping(self: Voices, account: str, *, afresh: bool = False) -> Connector:
        if world.network.requests == 0 and world.clock.monotonic() == 0:
            world.clock.jump(timedelta(hours=3))
        return of(self, account, afresh=afresh)

    monkeypatch.setattr(Voices, "of", sleeping)
    world.run(timedelta(minutes=1))
    assert world.network.requests == 0, "nothing left: its window to send was over when it woke"
    assert world.state(post) is State.MISSED


def test_s23_the_country_changes_its_clocks_after_the_approval(scheduler: Program, tmp_path: Path) -> None:
    # A law moves the zone by an hour: nine o'clock is an earlier instant now, and nobody has said yes to that.
    calendar(tmp_path, "- {id: ouverture, date: 2027-06-07, at: 9h, text: Good morning.}\n")
    config = ("--config", tmp_path / "config.toml")
    with time_machine.travel(datetime(2027, 6, 1, 9, tzinfo=UTC), tick=False):
        scheduler.well("apply", "--yes", *config)
        scheduler.well("approve", "small/ouverture", "--role", "press", "--by", "l.diallo", *config)
        before = {one["due"] for one in scheduler.well("queue", *config, "--json").json["deliveries"]}
        with OtherRules(tmp_path / "rules"):
            scheduler.well("apply", "--yes", *config)
            queued = scheduler.well("queue", *config, "--json").json["deliveries"]
    assert before == {"2027-06-07T07:00:00Z"}
    assert {one["due"] for one in queued} == {"2027-06-07T06:00:00Z"}, "nine o'clock stays nine o'clock"
    assert {one["state"] for one in queued} == {"awaiting"}, "and is asked for again"


class OtherRules:
    """Zone files in which Paris has Moscow's hour."""

    def __init__(self, folder: Path) -> None:
        (folder / "Europe").mkdir(parents=True)
        moscow = next(Path(root) / "Europe" / "Moscow" for root in _zone_files())
        shutil.copy(moscow, folder / "Europe" / "Paris")
        self._folder, self._before = folder, zoneinfo.TZPATH

    def __enter__(self) -> None:
        zoneinfo.reset_tzpath([str(self._folder), *self._before])
        zoneinfo.ZoneInfo.clear_cache()

    def __exit__(self, *_: object) -> None:
        zoneinfo.reset_tzpath(self._before)
        zoneinfo.ZoneInfo.clear_cache()


def _zone_files() -> list[str]:
    """Where this machine, or the tzdata package, has its zones."""
    found = [path for path in zoneinfo.TZPATH if (Path(path) / "Europe" / "Moscow").exists()]
    if not found:
        tzdata = pytest.importorskip("tzdata", reason="this machine has no zone files: pip install tzdata")
        found = [str(Path(tzdata.__file__).parent / "zoneinfo")]
    return found
