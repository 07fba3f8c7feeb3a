"""Which pictures a post may show."""

from collections.abc import Iterator

from scheduler.model.campaign import Post
from scheduler.model.picture import Picture


def pictures_of(post: Post) -> Iterator[Picture]:
    """Every picture that a post may show, on any network, in any reply."""
    contents = [*post.contents, *(one.content for one in post.overrides.values())]
    contents += [one.content for each in post.occurrences for one in each.overrides.values()]
    for reply in post.replies:
        contents += [reply.content, *(one.content for one in reply.overrides.values())]
    for content in contents:
        yield from content.media or ()
        if content.card and content.card.image:
            yield content.card.image
