"""Adapting a post to a network: lengths, entities, optional passages, alt text, media."""

from scheduler.sentences.words import Plural, Sentence

__all__ = ["SENTENCES", "Plural"]

SENTENCES: dict[str, Sentence] = {}
