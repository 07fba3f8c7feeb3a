"""The command palette: every act by its sentence; those that cannot be done now say why."""

from collections.abc import Callable, Iterator
from functools import partial
from typing import cast

from rich.text import Text
from textual.command import DiscoveryHit, Hit, Hits, Provider

from scheduler.sentences import label
from scheduler.tui.acts import ACTS, Act
from scheduler.tui.screens.acting import Acting, OfPost
from scheduler.tui.widgets.keyline import key_name


class Commands(Provider):
    """What can be done on the screen below."""

    def _acts(self) -> Iterator[tuple[Act, str, str]]:
        screen = self.screen
        if not isinstance(screen, Acting):
            return
        here, language = "post" if isinstance(screen, OfPost) else "room", screen.language
        for one in ACTS:
            if one.palette and one.where in {here, "both"}:
                why = screen.refused(one.name)
                key = key_name(one, language)
                yield one, label(one.told, language), f"– {why}" if why else key

    async def discover(self) -> Hits:
        """All of them, before anything is typed."""
        for one, told, beside in self._acts():
            yield DiscoveryHit(Text(f"{told}  {beside}"), self._doing(one), text=told)

    async def search(self, query: str) -> Hits:
        """Those whose sentence has the letters of `query`."""
        matcher = self.matcher(query)
        for one, told, beside in self._acts():
            score = matcher.match(told)
            if score > 0:
                yield Hit(score, Text(f"{told}  {beside}"), self._doing(one), text=told)

    def _doing(self, one: Act) -> Callable[[], None]:
        return partial(cast("Acting", self.screen).action_act, one.name)
