"""How texts are set and cut, in the words of the campaign file."""

from enum import StrEnum


class TooLong(StrEnum):
    """What happens to a text that no fitting step made short enough."""

    THREAD = "thread"
    SHORTEN = "shorten"
    REFUSE = "refuse"


class LinkPlace(StrEnum):
    """Where a post's link goes."""

    TEXT = "text"
    FIRST_COMMENT = "first-comment"
    PROFILE = "profile"
    """In the profile where no link in a text can be clicked, and the text says so; elsewhere in the text."""
    NONE = "none"


class Typography(StrEnum):
    """How the signs and spaces of a text are set."""

    AS_WRITTEN = "as-written"
    FRENCH = "french"
    """For texts in French: spaces that do not break, « », ’ and …"""


class Bilingual(StrEnum):
    """What an account with several languages gets of a post that is written in them."""

    JOIN = "join"
    """One post with all languages where they fit together, else a thread."""
    THREAD = "thread"
    """One language a part."""
    FIRST = "first"
    """The first of the account's languages alone."""


class Surplus(StrEnum):
    """What becomes of the pictures that are more than a network takes in one post."""

    DROP = "drop"
    """The first go out, and the others are named."""
    THREAD = "thread"
    """They go with the following parts, where the network threads."""


class Spare(StrEnum):
    """What becomes of a post's own hashtags above the custom of a network, where there is room for them."""

    KEEP = "keep"
    DROP = "drop"
    """They go, or stand in the first comment where that is the custom."""
