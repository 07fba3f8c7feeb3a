"""What the server says, in our words: the counts of a status, and the limits of an instance."""

from collections.abc import Mapping
from typing import Any

from scheduler.connector.picked import picked
from scheduler.model.engagement import Counts


def counts(status: Mapping[str, Any]) -> Counts:
    """What a status says of itself in numbers."""
    boosts, quotes = status.get("reblogs_count"), status.get("quotes_count")
    return Counts(
        reactions=status.get("favourites_count"),
        replies=status.get("replies_count"),
        # Before 4.5 Mastodon has no quotes and says nothing of them: what is not there is no number that is missing.
        # https://docs.joinmastodon.org/entities/Status/#quotes_count, read 2026-11-22.
        shares=None if boosts is None else boosts + (quotes or 0),
    )


_FIGURES = {"followers": "followers_count", "following": "following_count", "posts": "statuses_count"}
"""https://docs.joinmastodon.org/entities/Account/ (22 November 2026)."""


def figures(account: Mapping[str, Any]) -> dict[str, int]:
    """What an account says of itself in numbers."""
    return picked(account, _FIGURES)


_LIMITS = {
    "statuses": ("max_characters", "characters_reserved_per_url", "max_media_attachments"),
    "media_attachments": (
        *("image_size_limit", "image_matrix_limit", "description_limit"),
        *("video_size_limit", "video_matrix_limit", "video_frame_rate_limit"),
    ),
}


def limits(instance: Mapping[str, Any]) -> dict[str, int]:
    """The limits that an instance sets, of either version of the API."""
    configuration = instance.get("configuration") or {}
    found = {name: (configuration.get(group) or {}).get(name) for group, names in _LIMITS.items() for name in names}
    if not found["max_characters"]:
        found["max_characters"] = instance.get("max_toot_chars")  # forks of before 3.4
    return {name: value for name, value in found.items() if isinstance(value, int) and value > 0}
