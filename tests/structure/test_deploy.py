"""What the system starts: every command in deploy/ is there, each way of running has its health check, and units are sound."""

import configparser
import plistlib
import re
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml

from scheduler.cli.program import commands
from tests.structure.source import ROOT

DEPLOY = ROOT / "deploy"
FILES = sorted(path for path in DEPLOY.iterdir() if path.is_file())
OPTIONS = {name: {word for one in command.params for word in one.opts} for name, command in commands()}
CALLED = re.compile(
    r"scheduler(?:\.exe)?[\"'`,\s]+(?:-Argument[\s(\"'/c]+)?([a-z]+)((?:[\"',\s]+--?[a-z]+(?:[\"',\s]+[^\s\"'<,-][^\s\"'<,]*)?)*)"
)


class Unit(configparser.RawConfigParser):
    """A unit file: keys keep their case, and may stand twice."""

    def __init__(self, path: Path) -> None:
        super().__init__(strict=False)
        self.optionxform = str  # type: ignore[assignment,method-assign]
        self.read(path, encoding="utf-8")


def calls(path: Path) -> Iterator[tuple[str, set[str]]]:
    """The command lines in a file, as (command, options)."""
    text = re.sub(r"</?(?:string|array)>", " ", path.read_text(encoding="utf-8"))
    text = re.sub(r"(?m)^\s*#.*$|<!--.*?-->", "", text)
    for found in CALLED.finditer(text):
        if found[1] in OPTIONS:
            yield found[1], set(re.findall(r"--[a-z]+", found[2]))


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_every_command_that_is_called_is_there(path: Path) -> None:
    for command, options in calls(path):
        assert options <= OPTIONS[command], f"{path.name}: scheduler {command} has no {options - OPTIONS[command]}"


@pytest.mark.parametrize(
    ("running", "asking"),
    [
        ("scheduler.service", "scheduler-health.service"),
        ("org.editorial-scheduler.run.plist", "org.editorial-scheduler.health.plist"),
        ("windows.md", "windows.md"),
    ],
)
def test_each_way_of_running_has_a_health_check(running: str, asking: str) -> None:
    assert "run" in {command for command, _ in calls(DEPLOY / running)}
    assert ("doctor", {"--health", "--config"}) in list(calls(DEPLOY / asking))


def test_the_unit_is_watched_hardened_and_tells_when_it_fails() -> None:
    unit = Unit(DEPLOY / "scheduler.service")
    service = unit["Service"]
    assert service["Type"] == "notify"
    assert int(service["WatchdogSec"]) >= 30
    assert (DEPLOY / unit["Unit"]["OnFailure"].replace("%n", "")).exists()
    assert (DEPLOY / Unit(DEPLOY / "scheduler-health.service")["Unit"]["OnFailure"].replace("%n", "")).exists()
    asked = {"UMask": "0077", "ProtectSystem": "strict", "NoNewPrivileges": "yes", "User": "scheduler"}
    assert asked.items() <= dict(service).items()
    assert {"MemoryMax", "StateDirectory"} <= set(service)


@pytest.mark.skipif(shutil.which("systemd-analyze") is None, reason="systemd-analyze is not installed here")
def test_systemd_finds_nothing_wrong_with_the_units(tmp_path: Path) -> None:
    program = tmp_path / "scheduler"
    program.write_text("#!/bin/sh\n", encoding="utf-8")
    program.chmod(0o755)
    for unit in DEPLOY.glob("scheduler*.*"):
        said = unit.read_text(encoding="utf-8").replace("/opt/scheduler/bin/scheduler", str(program))
        (tmp_path / unit.name).write_text(said, encoding="utf-8")
    units = [tmp_path / name for name in ("scheduler.service", "scheduler-health.service", "scheduler-health.timer")]
    told = subprocess.run(
        ["systemd-analyze", "verify", *units], capture_output=True, encoding="utf-8", check=False, timeout=60
    )
    ours = [line for line in told.stderr.splitlines() if "scheduler" in line]
    assert not ours, "\n".join(ours)


def instructions(text: str) -> list[tuple[str, str]]:
    joined = re.sub(r"\\\n", " ", re.sub(r"(?m)^\s*#.*\n", "", text))
    return [(line.split(" ", 1)[0], line.split(" ", 1)[1]) for line in joined.splitlines() if " " in line]


def test_the_container_is_nobody_writes_nothing_and_is_red_when_posts_do_not_go_out() -> None:
    """No engine to build it is asked for: what can be read is read."""
    lines = instructions((DEPLOY / "Containerfile").read_text(encoding="utf-8"))
    starts = [number for number, (word, _) in enumerate(lines) if word == "FROM"]
    last = lines[starts[-1] :]
    said = dict(last)
    assert re.fullmatch(r"[1-9]\d*:[1-9]\d*", said["USER"])
    words = [word for word, _ in last]
    assert words.index("RUN") < words.index("USER") < words.index("ENTRYPOINT"), "nothing is run as root afterwards"
    assert said["HEALTHCHECK"].endswith('CMD ["scheduler", "doctor", "--health"]')
    assert said["CMD"] == '["run", "--log", "json"]'
    for _, copied in [line for line in lines if line[0] == "COPY" and not line[1].startswith("--from")]:
        for source in copied.split()[:-1]:
            assert (ROOT / source).exists(), source
    one = yaml.safe_load((DEPLOY / "compose.yaml").read_text(encoding="utf-8"))["services"]["scheduler"]
    assert (one["read_only"], one["cap_drop"]) == (True, ["ALL"])
    assert "no-new-privileges:true" in one["security_opt"]
    assert (DEPLOY / one["build"]["context"] / one["build"]["dockerfile"]).exists()


def test_the_zones_travel_with_the_program() -> None:
    assert re.search(r'"tzdata[>"]', (ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    assert re.search(r"(?m)^tzdata==", (ROOT / "requirements.txt").read_text(encoding="utf-8"))


@pytest.mark.parametrize("path", sorted(DEPLOY.glob("*.plist")), ids=lambda path: path.name)
def test_launchd_can_read_its_files(path: Path) -> None:
    read = plistlib.loads(path.read_bytes())
    assert read["Label"] == path.name.removesuffix(".plist")
    assert all(isinstance(word, str) for word in read["ProgramArguments"])
    assert read.get("KeepAlive") or read.get("StartInterval")


def test_the_page_names_every_file() -> None:
    page = (ROOT / "docs" / "where-it-runs.md").read_text(encoding="utf-8")
    assert not [path.name for path in FILES if path.name not in page]
