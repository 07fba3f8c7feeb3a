"""What the week will cost and use, before it begins."""

from scheduler.sentences.words import Sentence

SENTENCES: dict[str, Sentence] = {}
