"""What the real network would refuse, so that a rehearsal refuses it too."""

from scheduler.connector.base import Outgoing
from scheduler.model.network import PictureRules, Rules
from scheduler.model.variant import Media, Role


def refusal(outgoing: Outgoing, rules: Rules) -> str:
    """The reason, in the words of an API, why `rules` do not let this part through; "" where they do."""
    part = outgoing.part
    if part.length > part.limit:
        return f"text is too long: {part.length} of {part.limit}"
    if not part.text.strip() and not part.media:
        return "neither text nor picture"
    if outgoing.options.visibility not in rules.visibilities:
        return f"unknown visibility {outgoing.options.visibility}"
    if outgoing.options.warning and not rules.warning:
        return "content warnings are not supported"
    if outgoing.number and part.role is Role.POST and not rules.threads:
        return "threads are not supported"
    if part.role is Role.COMMENT and not rules.first_comment:
        return "comments under one's own post are not supported"
    if not outgoing.above and (outgoing.number or part.role is not Role.POST):
        return "no post to stand under"
    return _pictures(outgoing, rules.pictures)


def _pictures(outgoing: Outgoing, rules: PictureRules) -> str:
    media = outgoing.part.media
    if len(media) != len(outgoing.media):
        return f"{len(media)} pictures announced, {len(outgoing.media)} given"
    if len(media) > rules.most:
        return f"too many pictures: {len(media)} of {rules.most}"
    if rules.required and not media and not outgoing.number and outgoing.part.role is Role.POST:
        return "a post needs a picture"
    return next(
        (why for one, data in zip(media, outgoing.media, strict=True) if (why := _picture(one, data, rules))), ""
    )


def _picture(media: Media, data: bytes, rules: PictureRules) -> str:
    if media.mime.removeprefix("image/").upper() not in rules.formats:
        return f"unsupported picture format {media.mime}"
    if len(data) > rules.max_bytes:
        return f"picture is too large: {len(data)} of {rules.max_bytes} bytes"
    if rules.max_pixels and media.width * media.height > rules.max_pixels:
        return f"picture is too large: {media.width} x {media.height}"
    if len(media.alt) > rules.alt_length:
        return f"alternative text is too long: {len(media.alt)} of {rules.alt_length}"
    return ""
