"""In whose name a yes is given: never in that of a role that the person has not chosen."""

import pytest

from scheduler.tui.screens.acting import spoken_for


@pytest.mark.parametrize(
    ("chosen", "roles", "meant"),
    [
        (None, ("press",), ("press",)),
        (None, ("press", "head"), ()),
        (("curator",), ("curator", "press"), ("curator",)),
        (("curator", "press"), ("press",), ("press",)),
        # Who spoke as curator before is asked anew, and not taken for press and head at once.
        (("curator",), ("press", "head"), ()),
        (("curator",), ("press",), ()),
    ],
)
def test_a_role_that_was_not_chosen_is_asked_for(
    chosen: tuple[str, ...] | None, roles: tuple[str, ...], meant: tuple[str, ...]
) -> None:
    assert spoken_for(chosen, roles) == meant
