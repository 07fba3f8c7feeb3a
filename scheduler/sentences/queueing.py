"""Plan, apply, queue, approvals, states and the database."""

from scheduler.sentences.words import Plural, Sentence

__all__ = ["SENTENCES", "Plural"]

SENTENCES: dict[str, Sentence] = {}
