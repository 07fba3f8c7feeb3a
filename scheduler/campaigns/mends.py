"""Broken YAML told as the slip that broke it, and put right for reading on."""

from dataclasses import dataclass

from scheduler.campaigns import tree
from scheduler.model.notice import Notice, Where, error


@dataclass(frozen=True, slots=True, kw_only=True)
class Grown:
    """The tree of a file. `faults` says where its YAML is broken; `mended` are the lines (from 0) that were put right."""

    root: tree.Node | None
    lines: list[str]
    notices: tuple[Notice, ...]
    faults: tuple[Notice, ...] = ()
    mended: frozenset[int] = frozenset()


def grow(text: str, file: str) -> Grown:
    lines = text.split("\n")
    try:
        grown = tree.build(text, file)
    except tree.Broken as broken:
        where = Where(file=file, line=broken.line + 1, column=broken.column + 1)
        return Grown(root=None, lines=lines, notices=(), faults=(error("yaml-broken", where),))
    return Grown(root=grown.root, lines=lines, notices=tuple(grown.notices))
