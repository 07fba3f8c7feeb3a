"""Files and functions stay of a size that one can read."""

import ast

from tests.structure.source import modules, name, tree

FILE = 320
FUNCTION = 45
"""Lines of a function without its docstring; under 30 is the aim."""
CATALOGUES = "scheduler/sentences/"
"""A trade's sentences are data: one entry after another, however many."""
MIGRATIONS = "scheduler/store/migrations/"
"""A migration is one step, as long as the tables that it makes."""


def body_lines(function: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    """Lines from the first statement after the docstring to the end."""
    body = function.body
    if isinstance(body[0], ast.Expr) and isinstance(body[0].value, ast.Constant):
        body = body[1:]
    return (body[-1].end_lineno or 0) - body[0].lineno + 1 if body else 0


def test_files_are_short() -> None:
    lengths = {name(path): len(path.read_text(encoding="utf-8").splitlines()) for path in modules()}
    long = {file: lines for file, lines in lengths.items() if lines > FILE and not file.startswith(CATALOGUES)}
    assert not long, f"split them, each part with a name of its own: {long}"


def test_functions_are_short() -> None:
    long = {
        f"{name(path)}:{node.lineno} {node.name}": lines
        for path in modules()
        if not name(path).startswith(MIGRATIONS)
        for node in ast.walk(tree(path))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and (lines := body_lines(node)) > FUNCTION
    }
    assert not long, f"split them: {long}"
