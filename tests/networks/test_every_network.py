"""Every network in the folder inherits the contract, the whole of it where it publishes; its row in the docs is true."""

import ast
import importlib.util
import re
from pathlib import Path
from types import ModuleType

import pytest

from scheduler.connector import discover, table
from scheduler.connector.base import Ability

HERE = Path(__file__).parent
PAGE = HERE.parent.parent / "docs" / "networks.md"


@pytest.mark.parametrize("network", discover.names())
def test_it_inherits_the_contract(network: str) -> None:
    path = HERE / f"test_{network}.py"
    assert path.exists(), f"write {path.name}: docs/adding-a-network.md"
    bases = {
        base.id
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.ClassDef)
        for base in node.bases
        if isinstance(base, ast.Name)
    }
    whole = {"ConnectorContract", "RemoteContract"}
    publishes = Ability.PUBLISH in discover.load(network).can
    assert bases & (whole if publishes else {*whole, "DeclarationContract"})


def test_the_page_shows_what_the_connectors_say() -> None:
    text = PAGE.read_text(encoding="utf-8")
    assert table.renewed(text) == text, "run: python -m scheduler.connector.table docs/networks.md"


def test_a_page_without_its_marks_is_refused() -> None:
    with pytest.raises(ValueError, match="mark"):
        table.renewed("# Networks\n")


def test_the_example_of_the_docs_is_a_network() -> None:
    page = (PAGE.parent / "adding-a-network.md").read_text(encoding="utf-8")
    first = re.findall(r"```python\n(.*?)```", page, re.DOTALL)[0]
    module = ModuleType("scheduler.networks.pixelfed")
    exec(first, vars(module))  # it is ours
    connector = discover.only_connector(module)
    assert connector.rules.network == "pixelfed"
    assert connector.base_url == ""


def test_every_network_is_one_module_that_nothing_else_names() -> None:
    for network in discover.names():
        assert importlib.util.find_spec(f"{discover.PACKAGE}.{network}")
