"""Taking back what went out."""

from scheduler.sentences.words import Sentence

SENTENCES: dict[str, Sentence] = {}
