"""The colours of the room, by what they mean: dark, light, and for terminals that choose their own, sixteen or none."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType

from rich.style import Style
from textual.theme import Theme

THEMES = 7
"""A day of the week has its own colour, for its theme."""


@dataclass(frozen=True, slots=True, eq=False)
class Palette:
    """One set of colours. `colours` has every token of TOKENS; an empty one sends nothing and leaves attributes to tell."""

    name: str
    dark: bool
    ansi: bool
    colours: Mapping[str, str]

    def style(self, token: str, *, on: str = "background", bold: bool = False, underline: bool = False) -> Style:
        """How `token` is written on a background token. What is muted reads as plain text on a selection."""
        return _style(self, token, on, bold, underline)

    def theme(self) -> Theme:
        """The same colours for what Textual draws itself: scroll bars, dialogs, the command palette."""
        if self.ansi:
            return self._native()
        one = self.colours
        return Theme(
            name=self.name,
            dark=self.dark,
            primary=one["accent"],
            secondary=one["ready"],
            accent=one["accent"],
            warning=one["awaiting"],
            error=one["trouble"],
            success=one["published"],
            foreground=one["text"],
            background=one["background"],
            surface=one["panel"],
            panel=one["panel"],
            variables={"block-cursor-background": one["selection"], "block-cursor-foreground": one["text"]},
        )

    def _native(self) -> Theme:
        """The terminal's own colours; of the plain one none but its default."""
        plain = not any(self.colours.values())
        blue, grey = ("ansi_default", "ansi_default") if plain else ("ansi_blue", "ansi_bright_black")
        own = "ansi_default"
        bars = ("scrollbar", "scrollbar-hover", "scrollbar-active")
        grounds = ("scrollbar-background", "scrollbar-background-hover", "scrollbar-background-active")
        cursors = ("block-cursor-background", "input-cursor-background", "input-selection-background")
        on_them = ("block-cursor-foreground", "input-cursor-foreground", "input-selection-foreground")
        rest = ("ansi-background", "ansi-foreground", "scrollbar-corner-color", "block-hover-background")
        variables = {
            **dict.fromkeys(bars, grey),
            **dict.fromkeys((*grounds, *rest, *on_them), "ansi_default"),
            **dict.fromkeys(cursors, blue),
            "border": blue,
            "border-blurred": grey,
            "block-cursor-text-style": "bold reverse" if plain else "bold",
            "input-cursor-text-style": "reverse",
        }
        return Theme(
            name=self.name,
            ansi=True,
            dark=self.dark,
            primary=blue,
            secondary=blue,
            accent=blue,
            warning=blue,
            error=blue,
            success=blue,
            foreground=own,
            background=own,
            surface=own,
            panel=own,
            boost=own,
            variables=variables,
        )


@cache
def _style(palette: Palette, token: str, on: str, bold: bool, underline: bool) -> Style:
    if not palette.ansi:
        seen = "text" if on == "selection" and token == "muted" else token  # noqa: S105 - a colour's name
        colours = palette.colours
        return Style(color=colours[seen], bgcolor=colours[on], bold=bold or None, underline=underline or None)
    return Style(
        color=palette.colours[token] or None,
        bold=bold or token in {"trouble", "unknown"} or None,
        dim=(token in {"muted", "line", "published"} and on != "selection") or None,
        reverse=on == "selection" or None,
        underline=underline or None,
    )


def _themes(*colours: str) -> dict[str, str]:
    return {f"theme-{place}": f"#{colour}" for place, colour in enumerate(colours)}


DARK = Palette(
    "review-dark",
    dark=True,
    ansi=False,
    colours=MappingProxyType(
        {
            "background": "#14161a",
            "panel": "#1d2127",
            "selection": "#2e3136",
            "line": "#454b54",
            "text": "#e6e6e6",
            "muted": "#a3a9b3",
            "accent": "#7cc4ff",
            "awaiting": "#ffd166",
            "ready": "#8ab4ff",
            "held": "#c9a7ff",
            "sending": "#5fe0e6",
            "published": "#7fd88f",
            "trouble": "#ff8a80",
            "unknown": "#ffab5e",
            "expected": "#f0a6d8",
            **_themes("e8a87c", "85c7de", "d4a5e8", "f2d06b", "8fd694", "f29e9e", "9fb4ff"),
        }
    ),
)
LIGHT = Palette(
    "review-light",
    dark=False,
    ansi=False,
    colours=MappingProxyType(
        {
            "background": "#fbfaf7",
            "panel": "#eeeeee",
            "selection": "#eaecef",
            "line": "#b9bdc4",
            "text": "#1c1e21",
            "muted": "#555b64",
            "accent": "#0b5ea8",
            "awaiting": "#7a5200",
            "ready": "#1d4fb8",
            "held": "#5a1f9c",
            "sending": "#00666b",
            "published": "#176b2c",
            "trouble": "#b3201a",
            "unknown": "#9a4a00",
            "expected": "#98246f",
            **_themes("8a4b1f", "145f78", "6f3691", "6e5500", "1f6b2a", "9c2f2f", "2020a0"),
        }
    ),
)
_SIXTEEN = {
    "awaiting": "yellow",
    "ready": "blue",
    "held": "magenta",
    "sending": "cyan",
    "published": "green",
    "trouble": "red",
    "unknown": "red",
    "expected": "magenta",
    "accent": "cyan",
}
ANSI = Palette(
    "review-ansi", dark=True, ansi=True, colours=MappingProxyType({one: _SIXTEEN.get(one, "") for one in DARK.colours})
)
PLAIN = Palette("review-plain", dark=True, ansi=True, colours=MappingProxyType(dict.fromkeys(DARK.colours, "")))
PALETTES = {one.name: one for one in (DARK, LIGHT, ANSI, PLAIN)}
TOKENS = frozenset(DARK.colours)


def palette(name: str) -> Palette:
    """The palette of that theme; the dark one for a theme of somebody else's."""
    return PALETTES.get(name, DARK)
