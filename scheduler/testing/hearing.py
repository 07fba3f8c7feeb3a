"""The part of the contract about messages of others: where they are, to the end, and their words only when they are asked for."""

from dataclasses import fields
from datetime import timedelta

from scheduler.connector.base import Ability
from scheduler.connector.heard import Heard
from scheduler.model.mention import Toward
from scheduler.testing.engagers import EngagerContract
from scheduler.testing.rig import Rig

ABILITIES = {Toward.REPLY: Ability.REPLIES, Toward.MENTION: Ability.MENTIONS, Toward.TAG: Ability.TAGGED}
HASHTAG = "#MuseumWeek"


class HearingContract(EngagerContract):
    """For a network that lists messages; nothing is asked of another."""

    def test_messages_are_listed_to_the_end_and_say_their_words_when_asked(self, rig: Rig) -> None:
        able = [toward for toward, ability in ABILITIES.items() if ability in rig.connector.can]
        if not able:
            return
        # Whoever asks often is answered: the simulated public answers a question more than a statement.
        posts = [rig.connector.publish(self.part(f"Et vous, {n} ? {HASHTAG}", key=f"k{n}")) for n in range(4)]
        for post in posts:
            rig.answer(post.remote_id)
        rig.clock.advance(timedelta(days=7))
        for toward in able:
            abouts = {Toward.REPLY: [post.remote_id for post in posts], Toward.MENTION: [""], Toward.TAG: [HASHTAG]}
            found = [one for about in abouts[toward] for one in self._heard(rig, toward, about)]
            others = [one.remote_id for one in found if not one.own]
            assert others, toward
            assert len(set(others)) == len(others)
            assert all(one.at <= rig.clock.now() for one in found)
            said = rig.connector.words([*others, "112999999999999999"])
            assert set(said) == set(others)
            assert all(one.text and one.at for one in said.values())
            if toward is Toward.REPLY:
                assert all(set(one.under) & set(abouts[toward]) for one in found)

    def test_what_is_listened_to_holds_no_word_and_no_name(self) -> None:
        assert {one.name for one in fields(Heard)} == {"remote_id", "at", "under", "own"}

    @staticmethod
    def _heard(rig: Rig, toward: Toward, about: str) -> list[Heard]:
        found: list[Heard] = []
        cursor = ""
        for _ in range(1000):
            page = rig.connector.heard_page(toward, about, cursor)
            found += page.heard
            assert not page.gone
            if not page.next:
                return found
            assert page.next != cursor
            cursor = page.next
        raise AssertionError("the list has no end")

    def test_nothing_is_heard_under_a_post_that_is_gone(self, rig: Rig) -> None:
        if not {Ability.REPLIES, Ability.WITHDRAW} <= set(rig.connector.can):
            return
        post = rig.connector.publish(self.part())
        rig.answer(post.remote_id)
        rig.connector.withdraw(post.remote_id)
        page = rig.connector.heard_page(Toward.REPLY, post.remote_id, "")
        assert (page.heard, page.next, page.gone) == ((), "", True)
