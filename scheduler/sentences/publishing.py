"""Publishing, connectors, networks, the daemon, secrets."""

from scheduler.sentences.words import Plural, Sentence

__all__ = ["SENTENCES", "Plural"]

SENTENCES: dict[str, Sentence] = {}
