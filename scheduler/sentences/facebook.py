"""What Facebook says, and how to come by its credentials."""

from scheduler.sentences.words import Sentence

SENTENCES: dict[str, Sentence] = {}
