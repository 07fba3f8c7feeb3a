"""One delivery through every answer a network can give, by the dispatcher's own pass."""

from pathlib import Path

import pytest

from scheduler.model.delivery import State
from tests.flow.world import World


@pytest.fixture
def world(tmp_path: Path) -> World:
    return World(tmp_path)


def test_a_due_post_goes_out_once_and_keeps_its_receipt(world: World) -> None:
    (post,) = world.add(world.new("reserves", "Les réserves ouvrent."))
    assert world.once().published == 1
    assert world.network.texts() == ["Les réserves ouvrent."]
    after = world.now(post)
    assert after.state is State.PUBLISHED
    assert [receipt.remote_id for receipt in after.receipts] == [world.network.log[0].id]
    assert world.once().published == 0
    assert len(world.network.log) == 1
