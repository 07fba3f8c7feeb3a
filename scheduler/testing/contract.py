"""The contract that every connector keeps. A network's test inherits it and gives a rig; nothing can be skipped.

`DeclarationContract` is for all, `ConnectorContract` for those that publish; `RemoteContract` adds what can go wrong on the
way to a server. Only this module and `declaration` import pytest.
"""

import hashlib
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import ClassVar

import pytest

from scheduler.connector.base import Ability, Absent, CannotTell, Connector, Found, Outgoing, SendFailure
from scheduler.model.failure import Failure, Kind
from scheduler.model.variant import Role
from scheduler.plain import redact
from scheduler.sentences import LANGUAGES, say
from scheduler.testing.declaration import TEXT, DeclarationContract
from scheduler.testing.hearing import HearingContract
from scheduler.testing.rig import ACCEPTED, EXPECTED, Rig, Trouble

__all__ = ["TEXT", "ConnectorContract", "DeclarationContract", "RemoteContract"]


class ConnectorContract(HearingContract):
    """For a network that can be published to. Name it and give the fixture `rig`."""

    whole = True
    exact_pictures: ClassVar[bool] = True
    """Whether the rig can see the bytes that arrived."""

    @pytest.fixture
    def rig(self, tmp_path: Path) -> Rig:
        """Override: a connector of this network and what the network has."""
        raise AssertionError("the test of a network gives its own rig")

    @pytest.fixture
    def connector(self, rig: Rig) -> Connector:
        """That of the rig."""
        return rig.connector

    # Publishing

    def test_what_was_approved_is_what_arrives(self, rig: Rig) -> None:
        receipt = rig.connector.publish(self.part())
        (there,) = rig.arrived()
        assert (there.id, there.text, there.above) == (receipt.remote_id, TEXT, "")
        assert there.language in {"fr", ""}
        assert receipt.url
        assert receipt.part == 0

    def test_the_address_of_what_went_out_says_its_id(self, rig: Rig) -> None:
        post = rig.connector.publish(self.part())
        for url in (post.url, f"{post.url}/" if "#" not in post.url else post.url):
            assert type(rig.connector).named(url, rig.connector.identity()) == post.remote_id

    def test_the_time_is_that_of_the_given_clock(self, rig: Rig) -> None:
        rig.clock.advance(timedelta(hours=3))
        assert rig.connector.publish(self.part()).at == rig.clock.now()

    def test_pictures_arrive_in_order_with_their_alternative_texts(self, rig: Rig) -> None:
        most = min(4, type(rig.connector).rules.pictures.most)
        out = self.part(pictures=most)
        rig.connector.publish(out)
        (there,) = rig.arrived()
        assert [alt.split() for alt in there.alts] == [media.alt.split() for media in out.part.media]
        if self.exact_pictures:
            assert list(there.pictures) == [hashlib.sha256(data).hexdigest() for data in out.media]

    def test_a_thread_hangs_together(self, rig: Rig) -> None:
        if Ability.THREAD not in rig.connector.can:
            assert not type(rig.connector).rules.threads
            return
        first = rig.connector.publish(self.part("Un"))
        second = rig.connector.publish(
            self.part("Deux", number=1, key="key-1", above=first.remote_id, root=first.remote_id)
        )
        rig.connector.publish(self.part("Trois", number=2, key="key-2", above=second.remote_id, root=first.remote_id))
        assert [(one.text, one.above) for one in rig.arrived()] == [
            ("Un", ""),
            ("Deux", first.remote_id),
            ("Trois", second.remote_id),
        ]

    def test_a_first_comment_stands_under_its_post(self, rig: Rig) -> None:
        if Ability.FIRST_COMMENT not in rig.connector.can:
            assert not type(rig.connector).rules.first_comment
            return
        post = rig.connector.publish(self.part("Un"))
        rig.connector.publish(
            self.part("https://musee.example", number=1, key="key-1", role=Role.COMMENT, above=post.remote_id)
        )
        assert [one.above for one in rig.arrived()] == ["", post.remote_id]

    def test_a_warning_and_a_visibility_arrive(self, rig: Rig) -> None:
        rules, out = type(rig.connector).rules, self.part("Bonjour")
        seen = replace(
            out.options, visibility=rules.visibilities[-1], warning="Images de fouille" if rules.warning else ""
        )
        rig.connector.publish(replace(out, options=seen))
        (there,) = rig.arrived()
        assert there.visibility == rules.visibilities[-1]
        assert there.warning == seen.warning

    def test_with_a_native_key_twice_is_once(self, rig: Rig) -> None:
        if Ability.NATIVE_KEY not in rig.connector.can:
            return
        assert rig.connector.publish(self.part()) == rig.connector.publish(self.part())
        assert len(rig.arrived()) == 1

    # Reading back

    def test_what_was_published_is_found(self, rig: Rig) -> None:
        if Ability.FIND not in rig.connector.can:
            return
        out = self.part(pictures=1)
        receipt = rig.connector.publish(out)
        rig.clock.advance(timedelta(minutes=5))
        found = rig.connector.find(out)
        assert isinstance(found, Found)
        assert (found.receipt.remote_id, found.receipt.part) == (receipt.remote_id, 0)

    def test_what_was_not_published_is_not_found(self, rig: Rig) -> None:
        if Ability.FIND not in rig.connector.can:
            return
        post = rig.connector.publish(self.part("Un autre", key="other"))
        rig.connector.publish(self.part("Deux", number=1, key="under", above=post.remote_id))
        rig.clock.advance(timedelta(minutes=5))
        for sought in (self.part("Un"), self.part("Deux", key="top")):  # other words; the same words elsewhere
            answer = rig.connector.find(sought)
            assert isinstance(answer, Absent | CannotTell)
            assert Ability.PROVE_ABSENCE in rig.connector.can or isinstance(answer, CannotTell)

    def test_the_newest_posts_are_listed_newest_first_under_their_own_ids(self, rig: Rig) -> None:
        connector = rig.connector
        if Ability.NEWEST not in connector.can:
            return
        assert connector.newest(5) == []
        receipts = []
        for number in range(4):
            out = self.part(f"Le message {number} du musée", key=f"k{number}")
            receipts.append(connector.publish(replace(out, since=rig.clock.now())))
            rig.clock.advance(timedelta(minutes=1))
        shown = connector.newest(3)
        assert [one.remote_id for one in shown] == [one.remote_id for one in reversed(receipts[1:])]
        assert [one.text.split() for one in shown] == [f"Le message {number} du musée".split() for number in (3, 2, 1)]
        assert all(
            one.at and abs(one.at - each.at) < timedelta(minutes=1)
            for one, each in zip(shown, reversed(receipts), strict=False)
        )
        assert all(one.url for one in shown)
        assert connector.full() is None

    def test_counts_are_whole_or_missing_and_what_is_gone_is_left_out(self, rig: Rig) -> None:
        if Ability.COUNTS not in rig.connector.can:
            return
        ids = [rig.connector.publish(self.part(f"Message {n}", key=f"k{n}")).remote_id for n in range(45)]
        rig.clock.advance(timedelta(days=2))
        counts = rig.connector.counts([*ids, "112999999999999999"])
        assert set(counts) == set(ids)
        assert all(one.given for one in counts.values())
        if not rig.connector.simulated:
            assert {name for one in counts.values() for name in one.given} <= set(rig.connector.counted)

    def test_followers_and_limits_and_identity(self, rig: Rig) -> None:
        connector = rig.connector
        if Ability.FOLLOWERS in connector.can:
            followers = connector.followers()
            assert followers is None or followers >= 0
            figures = connector.figures()
            assert figures.get("followers") == followers
            assert all(type(value) is int and value >= 0 for value in figures.values())
        if Ability.LIMITS in connector.can:
            limits = connector.limits()
            assert limits
            assert all(value > 0 for value in limits.values())
        assert connector.identity() == connector.identity()
        assert connector.probe().identity == connector.identity()

    def test_followers_are_listed_each_once_to_the_end(self, rig: Rig) -> None:
        if Ability.FOLLOWER_LIST not in rig.connector.can:
            return
        seen: list[str] = []
        cursor = ""
        for _ in range(1000):
            page = rig.connector.follower_page(cursor)
            seen += [one.who for one in page.followers]
            cursor = page.next
            if not cursor:
                break
        assert not cursor, "the list has an end"
        assert len(set(seen)) == len(seen)
        assert all("@" in who for who in seen)

    def test_what_was_withdrawn_is_gone(self, rig: Rig) -> None:
        connector = rig.connector
        if Ability.WITHDRAW not in connector.can:
            return
        receipt = connector.publish(self.part())
        connector.withdraw(receipt.remote_id)
        connector.withdraw(receipt.remote_id)  # gone already: nothing to say
        if Ability.COUNTS in connector.can:
            assert connector.counts([receipt.remote_id]) == {}

    # Manners

    def test_no_secret_is_shown(self, rig: Rig) -> None:
        rig.connector.publish(self.part())
        for secret in rig.secrets:
            assert secret not in repr(rig.connector)
            assert secret not in str(rig.connector.site)

    def test_its_connections_are_closed(self, rig: Rig) -> None:
        rig.connector.publish(self.part())
        rig.connector.close()
        assert rig.closed()


class RemoteContract(ConnectorContract):
    """For a network behind a server: the rig's `meet` sets what the next write meets."""

    def _failure(self, rig: Rig, trouble: Trouble, out: Outgoing | None = None) -> Failure:
        rig.meet(trouble)
        with pytest.raises(SendFailure) as caught:
            rig.connector.publish(out or self.part())
        return caught.value.failure

    @pytest.mark.parametrize("trouble", Trouble, ids=lambda trouble: trouble.name.lower())
    def test_each_trouble_gets_our_word(self, rig: Rig, trouble: Trouble) -> None:
        failure = self._failure(rig, trouble)
        assert failure.kind is EXPECTED[trouble], failure
        assert len(rig.arrived()) == (trouble in ACCEPTED), "what was accepted, and nothing else, is there"
        for language in LANGUAGES:
            assert say(failure.code, {}, language).text
        for secret in rig.secrets:
            redact.remember(secret)
            assert secret not in redact(f"{failure.detail} {failure}")

    def test_a_wait_that_the_network_asks_for_is_passed_on(self, rig: Rig) -> None:
        at = self._failure(rig, Trouble.RATE_LIMITED).retry_at
        assert at is not None
        assert rig.clock.now() < at < rig.clock.now() + timedelta(hours=1)
        assert self._failure(rig, Trouble.RATE_LIMITED_BARE).retry_at is None

    @pytest.mark.parametrize("trouble", sorted(ACCEPTED), ids=lambda trouble: trouble.name.lower())
    def test_what_was_accepted_without_an_answer_is_found(self, rig: Rig, trouble: Trouble) -> None:
        out = self.part(pictures=1)
        self._failure(rig, trouble, out)
        if Ability.FIND in rig.connector.can:
            rig.clock.advance(timedelta(minutes=2))
            found = rig.connector.find(out)
            assert isinstance(found, Found)
            assert found.receipt.remote_id == rig.arrived()[0].id
        assert len(rig.arrived()) == 1

    def test_after_a_known_failure_it_can_be_sent(self, rig: Rig) -> None:
        self._failure(rig, Trouble.RATE_LIMITED)
        rig.connector.publish(self.part())
        assert len(rig.arrived()) == 1

    def test_a_reading_that_fails_says_nothing_of_the_part(self, rig: Rig) -> None:
        if Ability.FIND not in rig.connector.can:
            return
        rig.meet(Trouble.UNREACHABLE)
        with pytest.raises(SendFailure) as caught:
            rig.connector.find(self.part())
        assert caught.value.failure.kind is Kind.UNKNOWN

    def test_past_the_deadline_nothing_is_sent(self, rig: Rig) -> None:
        out = replace(self.part(pictures=1), deadline=rig.clock.monotonic() - 1)
        with pytest.raises(SendFailure) as caught:
            rig.connector.publish(out)
        assert caught.value.failure.kind is Kind.NOT_SENT
        assert not rig.arrived()
