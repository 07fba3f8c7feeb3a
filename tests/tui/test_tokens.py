"""Every colour can be read on every ground it stands on, and without colours nothing is lost."""

import pytest
from rich.color import Color, ColorSystem

from scheduler.tui import signs
from scheduler.tui.tokens import DARK, LIGHT, PALETTES, PLAIN, TOKENS, Palette

GROUNDS = ("background", "panel", "selection")
READ = sorted(TOKENS - {*GROUNDS, "line"})
ENOUGH = 4.5
"""https://www.w3.org/TR/WCAG22/#contrast-minimum, read 2026-11-22."""


def luminance(colour: str, system: ColorSystem) -> float:
    made = Color.parse(colour).downgrade(system).get_truecolor()
    parts = [one / 255 for one in made]
    linear = [one / 12.92 if one <= 0.04045 else ((one + 0.055) / 1.055) ** 2.4 for one in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str, system: ColorSystem) -> float:
    lighter, darker = sorted((luminance(one, system), luminance(other, system)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


@pytest.mark.parametrize("system", [ColorSystem.TRUECOLOR, ColorSystem.EIGHT_BIT], ids=lambda one: one.name.lower())
@pytest.mark.parametrize("palette", [DARK, LIGHT], ids=lambda one: one.name)
def test_what_is_read_stands_out(palette: Palette, system: ColorSystem) -> None:
    colours = palette.colours
    ratios = {(t, on): contrast(colours[t], colours[on], system) for t in READ for on in GROUNDS}
    assert not {pair: round(ratio, 2) for pair, ratio in ratios.items() if ratio < ENOUGH}


def test_every_palette_has_every_token() -> None:
    assert not [one.name for one in PALETTES.values() if set(one.colours) != TOKENS]


def test_the_plain_one_sends_no_colour_at_all() -> None:
    styles = [PLAIN.style(token, on=on) for token in TOKENS for on in GROUNDS]
    assert not [one for one in styles if one.color or one.bgcolor]


def test_no_sign_is_told_from_another_by_colour_alone() -> None:
    assert len({one.glyph for one in signs.GRAVEST_FIRST}) == len(signs.GRAVEST_FIRST)
    assert len({one.letter for one in signs.GRAVEST_FIRST}) == len(signs.GRAVEST_FIRST)
    assert len(set(signs.MARKS.values())) == len(signs.MARKS)
