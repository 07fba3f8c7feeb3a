"""Bluesky says what it must of itself; it is prepared and rehearsed, and not sent to yet."""

from scheduler.testing.contract import DeclarationContract


class TestContract(DeclarationContract):
    network = "bluesky"
