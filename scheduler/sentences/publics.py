"""Publics: who engaged, as numbers; what is kept of people, for how long, and how it is let go."""

from scheduler.sentences.words import Sentence

SENTENCES: dict[str, Sentence] = {
    "ability-engagers": Sentence("who engages"),
    "engagers-comments-only": Sentence("This network names only those who comment; no names are collected there."),
    "engagers-costly": Sentence("This network asks money for each name; no names are collected there."),
}
