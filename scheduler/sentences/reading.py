"""Reading campaign and configuration files: slips, unknown keys, dates, rights, pictures."""

from scheduler.sentences.words import Plural, Sentence

__all__ = ["SENTENCES", "Plural"]

SENTENCES: dict[str, Sentence] = {}
