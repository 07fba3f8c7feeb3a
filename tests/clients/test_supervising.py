"""The supervisor with real processes: one daemon a client, none of which notices what becomes of another."""

import json
import os
import signal
import sys
from collections.abc import Callable
from pathlib import Path
from threading import Condition, Thread

import pytest

from scheduler.app import everyone, supervising, voices
from scheduler.app.everyone import Everyone, Kept
from scheduler.app.supervising import LONGEST, STEADY, environment, wait_after
from scheduler.app.voices import Voice
from scheduler.config import registry
from scheduler.errors import Problem
from scheduler.store.place import private_folder, sqlite_path

# What stands for `scheduler --workspace NAME run`: it starts in a few milliseconds, and does as its client's file says.
DAEMON = """
import json, os, signal, sys
name, file = sys.argv[2], os.path.join(os.environ["CLIENTS"], sys.argv[2], "config.toml")
said = open(file).read()
if "refuses" in said: print("a key that nobody knows", file=sys.stderr); sys.exit(1)
def left(*_):
    os.write(2, b"left in order\\n"); os._exit(0)
signal.signal(signal.SIGTERM, left)
print("pid", os.getpid(), "sees", os.environ.get("OF_STEADY", "nothing"), file=sys.stderr, flush=True)
if "dies" in said: sys.exit(70)
if "hangs" in said:
    folder = os.environ["STATE"]
    open(os.path.join(folder, "heartbeat.json"), "w").write(json.dumps({"at": "2027-06-07T08:00:00+00:00", "pid": os.getpid()}))
sys.stdin.read()
left()
"""


class Log:
    """What was said, and who waits for it."""

    def __init__(self) -> None:
        self.lines: list[str] = []
        self._changed = Condition()

    def __call__(self, line: str) -> None:
        with self._changed:
            self.lines.append(line)
            self._changed.notify_all()

    def until(self, *words: str, times: int = 1) -> None:
        """Wait until so many lines hold all of `words`."""
        with self._changed:
            assert self._changed.wait_for(lambda: len(self.having(*words)) >= times, timeout=30), self.lines

    def having(self, *words: str) -> list[str]:
        return [line for line in self.lines if all(word in line for word in words)]


@pytest.fixture
def log(monkeypatch: pytest.MonkeyPatch) -> Log:
    """The supervisor in a hurry, with small daemons."""
    found = Log()
    monkeypatch.setattr(voices.Voice.__init__, "__kwdefaults__", {"write": found})
    monkeypatch.setattr(supervising, "COMMAND", (sys.executable, "-I", "-S", "-c", DAEMON))
    for name, value in (("FIRST", 0.01), ("AGAIN", 0.05)):
        monkeypatch.setattr(supervising, name, value)
    monkeypatch.setattr(everyone, "TICK", 0.02)
    return found


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("CLIENTS", str(tmp_path))
    return tmp_path


def listed(folder: Path, **clients: str) -> None:
    """The list of these clients; each one's file holds what it is to do."""
    for name, does in clients.items():
        (folder / name).mkdir(exist_ok=True)
        text = f'[calendar]\nid = "{name}-1"\n# {does}\n'
        if does == "env":
            text += '[notify]\nurls = ["env:OF_STEADY"]\n'
        (folder / name / "config.toml").write_text(text, encoding="utf-8")
    registry.path().parent.mkdir(parents=True, exist_ok=True)
    lines = [f'[workspaces.{name}]\nfolder = "{folder / name}"\n' for name in clients]
    registry.path().write_text("".join(lines), encoding="utf-8")


def supervised(story: Callable[[], None]) -> dict[str, Kept]:
    """Run the supervisor here, as signals want it, while `story` is told beside it; then it is told to stop."""
    wrong: list[BaseException] = []

    def beside() -> None:
        try:
            story()
        except BaseException as failed:  # noqa: BLE001 - the test's own thread raises it
            wrong.append(failed)
        finally:
            os.kill(os.getpid(), signal.SIGTERM)

    teller = Thread(target=beside)
    teller.start()
    found = Everyone(log="text", language="en").run()
    teller.join()
    if wrong:
        raise wrong[0]
    return found


def pids(log: Log, name: str) -> list[str]:
    return [line.split()[3] for line in log.having(f"{name} | pid")]


def test_one_that_dies_is_started_again_and_the_others_do_not_notice(log: Log, folder: Path) -> None:
    listed(folder, steady="stays", dying="dies")

    def story() -> None:
        log.until("steady | pid")
        log.until("dying | pid", times=4)

    found = supervised(story)
    assert len(pids(log, "steady")) == 1, "started once"
    assert log.having("steady | left in order")
    assert len(log.having("dying | Its daemon ended (exit 70)")) >= 3
    assert (found["steady"], found["dying"].restarts >= 3) == (Kept(restarts=0, exit=0, refused=False), True)
    assert not [one for one in pids(log, "steady") + pids(log, "dying") if Path(f"/proc/{one}").exists()]


def test_a_daemon_that_cannot_be_started_for_now_ends_no_supervisor(
    log: Log, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    listed(folder, steady="stays")
    there = supervising.COMMAND
    monkeypatch.setattr(supervising, "COMMAND", (str(folder / "python-that-is-being-replaced"),))

    def story() -> None:
        log.until("steady | Its daemon ended (No such file or directory)", times=2)
        monkeypatch.setattr(supervising, "COMMAND", there)
        log.until("steady | pid")

    assert supervised(story)["steady"].exit == 0


def test_a_killed_daemon_comes_back(log: Log, folder: Path) -> None:
    listed(folder, steady="stays")

    def story() -> None:
        log.until("steady | pid")
        os.kill(int(pids(log, "steady")[0]), signal.SIGKILL)
        log.until("steady | pid", times=2)

    assert supervised(story)["steady"].restarts == 1
    assert log.having("Its daemon ended (SIGKILL)")


def test_a_refusal_is_told_once_and_over_when_its_file_changes(
    log: Log, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    listed(folder, steady="stays", wrong="refuses")
    refused = Voice.refused

    def counted(voice: Voice) -> bool:
        log("tried")
        return refused(voice)

    monkeypatch.setattr(Voice, "refused", counted)

    def story() -> None:
        log.until("tried", times=4)
        log.until("steady | pid")
        listed(folder, steady="stays", wrong="is mended")
        log.until("wrong | pid")

    assert not supervised(story)["wrong"].refused
    assert len(log.having("a key that nobody knows")) == len(log.having("cannot run as things are")) == 1
    assert len(pids(log, "steady")) == 1


def test_the_list_is_followed_while_it_runs(log: Log, folder: Path) -> None:
    listed(folder, steady="stays", leaving="stays")

    def story() -> None:
        log.until("leaving | pid")
        listed(folder, steady="stays", coming="stays")
        log.until("leaving | left in order")
        log.until("coming | pid")
        registry.path().write_text("[workspaces.steady\n", encoding="utf-8")
        log.until("workspaces | The configuration has 1 problem")

    assert set(supervised(story)) == {"steady", "coming"}, "a list that cannot be read changes nothing"
    assert len(pids(log, "steady")) == 1


def test_one_that_gives_no_sign_of_life_is_ended_and_started_again(
    log: Log, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(supervising, "HANGS", 0.1)
    monkeypatch.setattr(everyone, "RUNS", 0.0)
    monkeypatch.setenv("STATE", str(private_folder(sqlite_path("stuck-1").parent)))
    listed(folder, stuck="hangs", steady="stays")
    supervised(lambda: log.until("stuck | pid", times=2))
    assert log.having("stuck | Its daemon has given no sign of life")
    assert len(pids(log, "steady")) == 1


def test_no_daemon_sees_the_secrets_of_another_client(log: Log, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OF_STEADY", "a-token")
    listed(folder, steady="env", other="stays")

    def story() -> None:
        log.until("steady | pid", "a-token")
        log.until("other | pid", "sees nothing")

    supervised(story)


def test_there_must_be_somebody_to_supervise() -> None:
    with pytest.raises(Problem, match="workspaces-empty"):
        Everyone(log="text", language="en").run()


def test_waits_grow_to_a_bound_and_begin_anew_after_a_steady_life() -> None:
    waits = [0.0]
    for _ in range(12):
        waits.append(wait_after(waits[-1], 1.0))
    assert waits[1:4] == [1.0, 2.0, 4.0]
    assert waits[-1] == LONGEST
    assert wait_after(LONGEST, STEADY) == 1.0


def test_a_secret_that_two_clients_name_stays_with_both(folder: Path) -> None:
    listed(folder, one="env", two="env", three="stays")
    known = list(registry.load().values())
    given = {"OF_STEADY": "x", "PATH": "p", "NOTIFY_SOCKET": "s", "SCHEDULER_CONFIG": "c", "SCHEDULER_WORKSPACE": "w"}
    seen = {one.name: environment(one, known, given) for one in known}
    assert seen == {
        "one": {"OF_STEADY": "x", "PATH": "p"},
        "two": {"OF_STEADY": "x", "PATH": "p"},
        "three": {"PATH": "p"},
    }


def test_every_line_of_a_json_log_is_an_object_with_its_client() -> None:
    said: list[str] = []
    voice = Voice("musée", as_json=True, write=said.append)
    voice.begin(withheld=False)
    for line in ('{"at": "x", "message": "y"}', "Traceback \x1b[2J"):
        voice.hear(line)
    first, second = map(json.loads, said)
    assert (first["workspace"], first["message"]) == ("musée", "y")
    assert (second["workspace"], second["message"]) == ("musée", "Traceback ␛[2J")
