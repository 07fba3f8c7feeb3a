"""What YAML swallows without a word: comments that were text, tags that were exclamations, keys written twice."""

from collections.abc import Iterator

from scheduler.campaigns.mends import Grown
from scheduler.model.notice import Notice


def find(grown: Grown, file: str) -> Iterator[Notice]:
    """Every slip in a file that parses, each with its mend."""
    yield from grown.notices
