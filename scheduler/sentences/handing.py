"""Posts that a person publishes: what they are given, when they are reminded, what they tell back."""

from scheduler.sentences.words import Sentence

SENTENCES: dict[str, Sentence] = {}
