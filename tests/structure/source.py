"""The package's own source, read as text and as syntax trees, for the tests of its structure."""

import ast
import gc
from collections.abc import Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parent.parent.parent
PACKAGE = ROOT / "scheduler"


@cache
def modules(folder: Path = PACKAGE) -> tuple[Path, ...]:
    """Every Python file under `folder`, in order."""
    return tuple(sorted(path for path in folder.rglob("*.py") if "__pycache__" not in path.parts))


@cache
def tree(path: Path) -> ast.Module:
    """The syntax tree of one file. It is kept: to search it for garbage while it grows takes four times as long as to make it."""
    searching = gc.isenabled()
    gc.disable()
    try:
        return ast.parse(path.read_text(encoding="utf-8"), filename=str(path))
    finally:
        if searching:
            gc.enable()


def name(path: Path) -> str:
    """How a failure names a file."""
    return path.relative_to(ROOT).as_posix()


@cache
def imports(path: Path) -> tuple[tuple[int, str], ...]:
    """Each absolute import of a file, wherever it stands: its line and the dotted module."""
    return tuple(_imports(path))


def _imports(path: Path) -> Iterator[tuple[int, str]]:
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Import):
            yield from ((node.lineno, alias.name) for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            yield node.lineno, node.module


def dotted(node: ast.expr) -> str:
    """`a.b.c` of a name or an attribute, "" of anything else."""
    if isinstance(node, ast.Name):
        return node.id
    if isinstance(node, ast.Attribute):
        before = dotted(node.value)
        return f"{before}.{node.attr}" if before else ""
    return ""


def calls(path: Path) -> Iterator[tuple[ast.Call, str]]:
    """Each call of a file whose callee has a dotted name, `from x import y` resolved to `x.y`."""
    known: dict[str, str] = {}
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.ImportFrom) and node.module:
            known |= {alias.asname or alias.name: f"{node.module}.{alias.name}" for alias in node.names}
        elif isinstance(node, ast.Import):
            known |= {alias.asname: alias.name for alias in node.names if alias.asname}
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Call) and (called := dotted(node.func)):
            first, _, rest = called.partition(".")
            yield node, known.get(first, first) + (f".{rest}" if rest else "")
