"""What each network forbids programs to do, and why."""

from scheduler.sentences.words import Sentence

SENTENCES: dict[str, Sentence] = {}
