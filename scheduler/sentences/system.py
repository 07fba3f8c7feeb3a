"""What the operating system answers where a file cannot be read or written, in words that a person knows."""

from scheduler.sentences.words import Sentence

SENTENCES: dict[str, Sentence] = {
    "system-missing": Sentence("there is no such file or folder"),
    "system-folder": Sentence("it is a folder"),
    "system-no-folder": Sentence("a part of the path is a file, no folder"),
    "system-denied": Sentence("you do not have the right"),
    "system-full": Sentence("the disk is full"),
    "system-quota": Sentence("your share of the disk is full"),
    "system-read-only": Sentence("the disk can only be read"),
    "system-name-long": Sentence("its name is too long"),
    "system-broken": Sentence("the disk or the network drive does not answer well"),
}
