"""What every network says of itself, held against what it does: the part of the contract that needs no server."""

from collections.abc import Callable
from operator import attrgetter
from pathlib import Path
from typing import ClassVar

import pytest

from scheduler.connector import discover
from scheduler.connector.base import HEARING, Ability, Connector, Outgoing, Unsupported
from scheduler.model.mention import Toward
from scheduler.model.publics import Act
from scheduler.sentences import LANGUAGES, say
from scheduler.testing import samples

TEXT = 'Ce lundi, « les réserves » ouvrent…  déjà ?\n\nOui : l’œuvre n° 12 & <b>sa</b> caisse {1} 🏺👩🏽‍🎨 100 % \\ "vraie"'
"""Narrow spaces, an emoji of several signs, markup and braces: each must arrive as it is."""


class DeclarationContract:
    """What every network says of itself, also one that can be prepared and rehearsed but not sent to yet."""

    network: ClassVar[str]
    whole: ClassVar[bool] = False
    """Whether the test keeps the contract of what publishes, too."""
    allowed: ClassVar[tuple[str, ...]] = ()
    """For a network of an outside package: its name, as the configuration would allow it."""

    @pytest.fixture
    def connector(self, tmp_path: Path) -> Connector:
        """A connector with settings that name secrets it will not ask for."""
        kind = discover.load(self.network, self.allowed)
        settings = {option.name: "env:NOT_ASKED_FOR" for option in kind.options}
        address = "https://server.example" if kind.base_url == "" else ""
        return kind(samples.site(kind.rules, tmp_path, base_url=address, settings=settings))

    # What it says of itself

    def test_it_is_named_by_its_file(self, connector: Connector) -> None:
        assert type(connector) is discover.load(self.network, self.allowed)
        assert connector.rules.network == self.network

    def test_it_says_where_its_rules_were_read(self, connector: Connector) -> None:
        rules = connector.rules
        assert type(connector).docs
        assert {"max_length", "pictures"} <= {name for name, _ in rules.sources}
        for name, source in rules.sources:
            assert attrgetter(name)(rules) is not None, f"a source for {name!r}, which is no rule"
            assert source.url
            assert source.read.year >= 2026

    def test_an_address_without_a_post_names_none(self, connector: Connector) -> None:
        for url in ("https://server.example", "https://server.example/", "https://server.example/?a=b#c"):
            assert type(connector).named(url, "") == ""

    def test_its_settings_are_declared_once(self, connector: Connector) -> None:
        kind = type(connector)
        names = [option.name for option in kind.options]
        assert len(set(names)) == len(names)
        account = connector.site.account
        if account.through == self.network:
            assert set(account.settings) <= set(names)
            assert {option.name for option in kind.options if option.required} <= set(account.settings)

    def test_every_ability_that_it_does_not_claim_is_unsupported(self, connector: Connector) -> None:
        out = self.part()
        asked: dict[Ability, Callable[[], object]] = {
            Ability.PUBLISH: lambda: connector.publish(out),
            Ability.FIND: lambda: connector.find(out),
            Ability.COUNTS: lambda: connector.counts(["1"]),
            Ability.FOLLOWERS: connector.followers,
            Ability.LIMITS: connector.limits,
            Ability.WITHDRAW: lambda: connector.withdraw("1"),
            Ability.RESOLVE: lambda: connector.resolve("musee.example"),
            Ability.HAND_OFF: lambda: connector.hand_off([out]),
            Ability.NEWEST: lambda: connector.newest(5),
            Ability.FOLLOWER_LIST: lambda: connector.follower_page(""),
            Ability.ENGAGERS: lambda: connector.engager_page("1", list(Act), ""),
            Ability.REPLIES: lambda: connector.heard_page(Toward.REPLY, "1", ""),
            Ability.MENTIONS: lambda: connector.heard_page(Toward.MENTION, "", ""),
            Ability.TAGGED: lambda: connector.heard_page(Toward.TAG, "#MuseumWeek", ""),
            HEARING: lambda: connector.words(["1"]),
        }
        for ability, ask in asked.items():
            if not ability & connector.can:
                with pytest.raises(Unsupported):
                    ask()
        assert not (Ability.PROVE_ABSENCE in connector.can and Ability.FIND not in connector.can)
        assert not (Ability.HAND_OFF in connector.can and Ability.PUBLISH in connector.can)

    def test_whoever_is_not_asked_for_is_withheld_for_a_reason(self, connector: Connector) -> None:
        if connector.withheld:
            assert Ability.ENGAGERS not in connector.can
            assert all(say(connector.withheld, {}, language).text for language in LANGUAGES)

    def test_what_can_be_published_keeps_the_whole_contract(self, connector: Connector) -> None:
        assert Ability.PUBLISH not in connector.can or self.whole

    def test_messages_that_are_not_listened_for_are_unheard_for_a_reason(self, connector: Connector) -> None:
        if connector.unheard:
            assert not HEARING & connector.can
            assert all(say(connector.unheard, {}, language).text for language in LANGUAGES)

    def part(self, text: str = TEXT, *, pictures: int | None = None, **more: object) -> Outgoing:
        """A part that this network accepts; with a picture where it demands one."""
        rules = discover.rules(self.network, self.allowed)
        if pictures is None:
            pictures = 1 if rules.pictures.required and not more.get("above") else 0
        colors = ("teal", "crimson", "gold", "navy")
        shown = [(f"Une caisse {colors[n]}, à l’atelier\nde face", samples.picture(colors[n])) for n in range(pictures)]
        return samples.outgoing(text, rules, pictures=shown, **more)  # type: ignore[arg-type]
