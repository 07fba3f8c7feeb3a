"""Whole numbers out of a network's answer."""

from collections.abc import Mapping


def picked(answer: object, names: Mapping[str, str]) -> dict[str, int]:
    """The numbers of `answer` under our names for them; what is missing, or is none, is left out."""
    given = answer if isinstance(answer, Mapping) else {}
    found = {ours: given.get(theirs) for ours, theirs in names.items()}
    return {
        name: number
        for name, number in found.items()
        if isinstance(number, int) and not isinstance(number, bool) and number >= 0
    }
