"""French marks stay with their word wherever a line is broken, by Rich or by Textual."""

import io
import os
import subprocess
import sys

from rich.console import Console
from rich.table import Table
from textual.content import Content

from scheduler.render.unbroken import keep_words_whole

SAID = "Tapez\u00a0: «\u00a0oui\u00a0» ou bien 10\u202f000 fois «\u00a0non\u00a0»\u00a0!"


def test_textual_breaks_no_line_at_a_space_that_forbids_it() -> None:
    keep_words_whole()
    for wide in range(9, 40):
        lines = [str(line).strip() for line in Content(SAID).wrap(wide)]
        assert not [one for one in lines if one.startswith(("»", "!", ":", "000")) or one.endswith(("«", "10"))], wide
        assert " ".join(lines) == SAID


def test_neither_does_rich_in_a_table() -> None:
    keep_words_whole()
    for wide in range(13, 40):
        table = Table.grid()
        table.add_column(width=wide)
        table.add_row(SAID)
        out = io.StringIO()
        Console(file=out, width=wide, color_system=None).print(table)
        lines = [one.strip(" ") for one in out.getvalue().splitlines()]
        assert " ".join(one for one in lines if one) == SAID, wide
        assert not [one for one in lines if one.startswith(("»", "!", "000")) or one.endswith(("«", "10"))], wide


def test_the_commands_tables_break_no_line_there_either() -> None:
    done = subprocess.run(
        [sys.executable, "-c", TOLD, SAID],
        capture_output=True,
        check=True,
        env={**os.environ, "PYTHONIOENCODING": "utf-8"},
    )
    lines = [one.strip(" ") for one in done.stdout.decode().splitlines()]
    assert not [one for one in lines if one.startswith(("»", "!", "000")) or one.endswith(("«", "10"))], lines


TOLD = """
import sys
from rich.table import Table
from scheduler.render.ink import console
for wide in range(13, 40):
    table = Table.grid()
    table.add_column(width=wide)
    table.add_row(sys.argv[1])
    console().print(table)
"""
