"""The part of the contract about who engaged: told to the end, under names that stay, nobody of a post that is gone."""

from collections.abc import Collection
from datetime import timedelta

from scheduler.connector.base import Ability
from scheduler.model.publics import Act, Engager
from scheduler.testing.declaration import DeclarationContract
from scheduler.testing.rig import Rig


class EngagerContract(DeclarationContract):
    """For a network that says who engages; nothing is asked of another."""

    def test_who_engaged_is_told_to_the_end_under_names_that_stay(self, rig: Rig) -> None:
        if Ability.ENGAGERS not in rig.connector.can:
            return
        post = rig.connector.publish(self.part("Et vous ?"))
        rig.engage(post.remote_id)
        rig.clock.advance(timedelta(days=7))
        found = self._engagers(rig, post.remote_id, list(Act))
        assert {one.act for one in found} == set(Act)
        assert found == self._engagers(rig, post.remote_id, list(Act))
        assert [self._engagers(rig, post.remote_id, [act]) for act in Act] == [
            [one for one in found if one.act is act] for act in Act
        ]
        assert all(one.who and not one.who.startswith("@") for one in found)
        assert rig.connector.identity() not in {one.who for one in found}
        assert self._engagers(rig, post.remote_id, []) == []

    @staticmethod
    def _engagers(rig: Rig, remote_id: str, acts: Collection[Act]) -> list[Engager]:
        found: list[Engager] = []
        cursor = ""
        for _ in range(1000):
            page = rig.connector.engager_page(remote_id, acts, cursor)
            found += page.engagers
            assert not page.gone
            if not page.next:
                return found
            assert page.next != cursor
            cursor = page.next
        raise AssertionError("the list has no end")

    def test_nobody_is_told_of_a_post_that_is_gone(self, rig: Rig) -> None:
        if not {Ability.ENGAGERS, Ability.WITHDRAW} <= set(rig.connector.can):
            return
        post = rig.connector.publish(self.part())
        rig.engage(post.remote_id)
        rig.clock.advance(timedelta(days=7))
        rig.connector.withdraw(post.remote_id)
        page = rig.connector.engager_page(post.remote_id, [Act.REPLY], "")
        assert (page.engagers, page.next, page.gone) == ((), "", True)
