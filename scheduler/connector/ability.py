"""What a connector may claim to do: one flag each, tested by the contract."""

from enum import Flag, auto


class Ability(Flag):
    """What a connector claims to do; the contract suite tests each claim, and that nothing unclaimed answers."""

    NONE = 0
    PUBLISH = auto()
    THREAD = auto()
    """Further parts under one's own post, timed replies included."""
    FIRST_COMMENT = auto()
    FIND = auto()
    """Can look for a part that may have gone out."""
    PROVE_ABSENCE = auto()
    """`find` may answer Absent, and that is a proof."""
    NATIVE_KEY = auto()
    """Sending again with the same key cannot double."""
    COUNTS = auto()
    FOLLOWERS = auto()
    WITHDRAW = auto()
    LIMITS = auto()
    """Reads its own limits from the server (Mastodon instances differ)."""
    RESOLVE = auto()
    """Turns a handle into the stable id that a mention needs (Bluesky)."""
    HAND_OFF = auto()
    """Sends nothing itself: a person is given everything and publishes. Excludes PUBLISH."""
    NEWEST = auto()
    """Lists the account's own newest posts, whoever made them."""
    FOLLOWER_LIST = auto()
    """Says who follows the account, and can write to one of them alone."""
    ENGAGERS = auto()
    """Says who reacted to a post, shared it or replied: each of them under a name that stays."""
    REPLIES = auto()
    """Lists what others wrote under a post of ours."""
    MENTIONS = auto()
    """Lists what others wrote to the account or of it, by name."""
    TAGGED = auto()
    """Lists the posts of others with a hashtag."""


HEARING = Ability.REPLIES | Ability.MENTIONS | Ability.TAGGED
"""Any of them also gives the words of a message again."""
