"""Where a post's pictures, its link and its languages go, and what a server's own limits refuse."""

from scheduler.sentences.words import Sentence

SENTENCES: dict[str, Sentence] = {
    "limit-video-size-limit": Sentence(
        "{n} MB a video",
    ),
    "film-dimensions": Sentence(
        "The video {file} is {width} by {height}: {network} refuses more than {limit} pixels.",
        "Export it smaller.",
    ),
    "link-cut": Sentence(
        "{network} ends the link at “{text}”: “{rest}” stays text, and the link leads elsewhere.",
        "Write it {meant}, or put a space behind the link.",
    ),
}
