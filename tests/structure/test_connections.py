"""The suite's own guard: a test cannot reach another machine."""

import os
import socket
from pathlib import Path

import pytest


def test_a_name_that_is_not_this_machine_is_not_looked_up() -> None:
    with pytest.raises(socket.gaierror):
        socket.create_connection(("musee.example", 443))


def test_this_machine_can_be_reached() -> None:
    with socket.create_server(("127.0.0.1", 0)) as server, socket.create_connection(server.getsockname()) as client:
        assert client.getpeername()[0] == "127.0.0.1"


def test_each_test_has_folders_of_its_own() -> None:
    assert not Path(os.environ["XDG_STATE_HOME"]).exists()
    assert not [name for name in os.environ if name.startswith("LC_") or name == "LANG"]
