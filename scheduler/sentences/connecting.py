"""Connecting an account: steps, secrets, pins, health."""

from scheduler.sentences.words import Sentence

SENTENCES: dict[str, Sentence] = {}
