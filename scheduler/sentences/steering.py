"""What people do to a queue under way: reading a delivery's life, and what each line of it was about."""

from scheduler.sentences.words import Sentence

SENTENCES: dict[str, Sentence] = {
    # A line of a delivery's life
    "history-by": Sentence("by {by}"),
    "history-by-program": Sentence("by the program"),
    "history-part": Sentence("part {part} of {parts}"),
    "history-try": Sentence("try {number}"),
    "history-due": Sentence("for {due}"),
    "history-due-by-hand": Sentence("by hand, at no hour"),
    "history-role": Sentence("role {role}"),
    "history-token": Sentence("token {token}"),
}
