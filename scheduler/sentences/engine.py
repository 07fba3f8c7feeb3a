"""The engine: why a delivery waits, is held or was missed, what the daemon says, and notifications."""

from scheduler.sentences.words import Plural, Sentence

__all__ = ["SENTENCES", "Plural"]

SENTENCES: dict[str, Sentence] = {}
