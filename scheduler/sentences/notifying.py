"""News for people who are not at the screen."""

from scheduler.sentences.words import Sentence

SENTENCES: dict[str, Sentence] = {}
