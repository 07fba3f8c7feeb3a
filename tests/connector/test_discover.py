"""Networks are found by the name of their file, and only the asked one is imported."""

import subprocess
import sys
from importlib.metadata import EntryPoint, EntryPoints
from types import ModuleType

import pytest

from scheduler.connector import discover
from scheduler.connector.base import Connector
from scheduler.errors import Fault, Problem
from scheduler.sentences import LANGUAGES, say


def test_the_shipped_networks_are_named_without_importing_any() -> None:
    code = (
        "import sys\nfrom scheduler.connector import discover\n"
        "assert {'mastodon', 'rehearsal'} <= set(discover.names()), discover.names()\n"
        "loaded = [name for name in sys.modules if name.startswith('scheduler.networks')]\nassert not loaded, loaded\n"
    )
    subprocess.run([sys.executable, "-c", code], check=True)


def test_loading_one_network_imports_no_other_and_no_sdk() -> None:
    code = (
        "import sys\nfrom scheduler.connector import discover\ndiscover.load('mastodon')\n"
        "assert 'scheduler.networks.rehearsal' not in sys.modules\n"
        "heavy = {'mastodon', 'requests', 'PIL', 'jinja2', 'sqlalchemy'} & set(sys.modules)\nassert not heavy, heavy\n"
    )
    subprocess.run([sys.executable, "-c", code], check=True)


def test_every_shipped_network_loads_and_bears_its_own_name() -> None:
    for name in discover.names():
        assert discover.rules(name).network == name


@pytest.mark.parametrize(
    ("name", "code", "meant"),
    [
        ("mastodo", "unknown-network-meant", "mastodon"),
        ("Mastodon", "unknown-network-meant", "mastodon"),
        ("rehersal", "unknown-network-meant", "rehearsal"),
        ("handof", "unknown-network-meant", "handoff"),
        ("zzz", "unknown-network", None),
        ("", "unknown-network", None),
        ("../secrets", "unknown-network", None),
    ],
)
def test_a_wrong_name_is_answered_with_the_right_one(name: str, code: str, meant: str | None) -> None:
    with pytest.raises(Problem) as caught:
        discover.load(name)
    assert caught.value.code == code
    assert caught.value.arguments.get("meant") == meant
    for language in LANGUAGES:
        assert say(code, caught.value.arguments, language).advice


class Outside(Connector):
    rules = discover.rules("mastodon")
    docs = "https://outside.example"


def _offer(monkeypatch: pytest.MonkeyPatch, name: str, value: str) -> None:
    point = EntryPoint(name=name, value=value, group=discover.GROUP)
    monkeypatch.setattr("importlib.metadata.entry_points", lambda group: EntryPoints([point]).select(group=group))


def test_an_outside_network_counts_only_where_it_is_allowed(monkeypatch: pytest.MonkeyPatch) -> None:
    _offer(monkeypatch, "pixelfed", f"{__name__}:Outside")
    monkeypatch.setitem(sys.modules, __name__, sys.modules[Outside.__module__])
    assert "pixelfed" not in discover.names()
    with pytest.raises(Problem, match="network-not-allowed"):
        discover.load("pixelfed")
    assert "pixelfed" in discover.names(allowed=["pixelfed"])
    assert discover.load("pixelfed", allowed=["pixelfed"]) is Outside


def test_an_outside_network_cannot_take_a_shipped_ones_place(monkeypatch: pytest.MonkeyPatch) -> None:
    _offer(monkeypatch, "mastodon", f"{__name__}:Outside")
    assert discover.load("mastodon", allowed=["mastodon"]) is not Outside


def test_an_outside_network_that_lacks_a_package_says_which(monkeypatch: pytest.MonkeyPatch) -> None:
    _offer(monkeypatch, "pixelfed", "no_such_package.pixelfed:Pixelfed")
    with pytest.raises(Problem, match="no_such_package"):
        discover.load("pixelfed", allowed=["pixelfed"])
    assert "no_such_package" in say("network-cannot-load", {"name": "pixelfed", "reason": "no_such_package"}, "fr").text


def test_a_module_with_no_connector_or_with_two_is_a_fault() -> None:
    module = ModuleType("scheduler.networks.empty")
    with pytest.raises(Fault):
        discover.only_connector(module)
    for title in ("One", "Two"):
        vars(module)[title] = type(title, (Outside,), {"__module__": module.__name__})
    with pytest.raises(Fault):
        discover.only_connector(module)
