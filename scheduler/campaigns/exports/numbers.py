"""Counts as exports write them: with the separators of any language, or not at all. Nothing is rounded and nothing is guessed."""

from functools import lru_cache

from scheduler.model.spelling import Misspelt
from scheduler.patterns import lazy_pattern

ABSENT = frozenset(
    {
        "",
        "-",
        "–",
        "—",
        "--",
        "n/a",
        "na",
        "n.d.",
        "nd",
        "n.a.",
        "null",
        "none",
        "nan",
        "not available",
        "non disponible",
    }
)
"""What stands in a cell whose count is not given: it is missing, and never 0."""
_GROUPED = lazy_pattern(r"\d{1,3}(?:([.,'’ ])\d{3})(?:\1\d{3})*")
_WHOLE = lazy_pattern(r"(\d+)[.,]0+")
_ROUNDED = lazy_pattern(r"\d+(?:[.,]\d+)? ?(?:k|m|mio|md)")
_SHARE = lazy_pattern(r"([+-]?\d+(?:[.,]\d+)?) ?%")
_SPACES = str.maketrans(dict.fromkeys("\u00a0\u202f\u2009", " "))
PERCENT = 0.1
"""How far a published percentage may stand from what its parts give: it was rounded."""


@lru_cache(maxsize=65_536)
def count(cell: str) -> int | None:
    """«1 234», «1,234», «1.234», «12.0»; None where none is given. Raises `Misspelt` for what is no whole number."""
    if cell.isascii() and cell.isdigit():
        return _fit(cell, cell)
    text = cell.translate(_SPACES).strip().lower()
    if text in ABSENT:
        return None
    if text.isascii() and text.isdigit():
        return _fit(text, cell)
    if found := _GROUPED.fullmatch(text):
        return _fit(text.replace(found[1], ""), cell)
    if found := _WHOLE.fullmatch(text):
        return _fit(found[1], cell)
    raise Misspelt("arrival-count-rounded" if _ROUNDED.fullmatch(text) else "arrival-count-unreadable", given=cell)


def counted(cell: object) -> int | None:
    """As `count`, of a cell that a workbook may have typed."""
    if cell is None or isinstance(cell, str):
        return count(cell or "")
    whole = isinstance(cell, int) or (isinstance(cell, float) and cell.is_integer())  # what is endless is not
    if whole and isinstance(cell, int | float) and not isinstance(cell, bool) and cell >= 0:
        return _fit(str(int(cell)), str(cell))
    raise Misspelt("arrival-count-unreadable", given=str(cell))


def _fit(digits: str, given: str) -> int:
    if len(digits) > 15:
        raise Misspelt("arrival-count-unreadable", given=given)
    return int(digits)


def share(cell: object) -> float | None:
    """A percentage, written with its sign; None for anything else."""
    found = _SHARE.fullmatch(str(cell).translate(_SPACES).strip()) if isinstance(cell, str) else None
    return float(found[1].replace(",", ".")) if found else None


def differs(parts: int, published: int) -> bool:
    """Whether a published total of counts is another than their sum: counts are whole, so there is nothing to round."""
    return parts != published


def strays(computed: float, published: float) -> bool:
    """Whether a published percentage (both in percent) is farther from the computed one than rounding explains."""
    return abs(computed - published) > PERCENT + 1e-9
