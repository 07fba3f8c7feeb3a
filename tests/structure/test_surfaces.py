"""What every command prints for scripts is promised by a schema."""

from scheduler.cli.program import commands
from scheduler.render.schemas import SURFACES


def test_every_command_that_speaks_json_has_its_schema() -> None:
    speaking = {name for name, command in commands() if any("--json" in one.opts for one in command.params)}
    assert speaking
    assert speaking <= set(SURFACES)
