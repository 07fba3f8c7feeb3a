"""Videos of a post: whether the network takes them, who can send them, and what is not known of them."""

from collections.abc import Iterator, Sequence

from scheduler.adapt.job import Facts, Job
from scheduler.model.film import MOST_BYTES, Film, ending, is_film
from scheduler.model.network import Rules, VideoRules
from scheduler.model.notice import Notice, error, warning
from scheduler.model.picture import Picture

HANDED = "handoff"
"""What sends for an account where a person does: the one way of a video so far."""
_SLACK = 0.001


def judged(job: Job, pictures: Sequence[Picture], rules: Rules, subject: str) -> Iterator[Notice]:
    """All there is to say of the videos among `pictures`; nothing where there are none."""
    shown = [one for one in pictures if is_film(one.file)]
    if not shown:
        return
    videos = rules.videos
    for film in shown:
        about = {"file": film.file, "network": rules.title}
        facts = job.pictures.get(film.file)
        if HANDED not in {job.account.through, rules.network}:
            yield error("film-not-sent", film.where, subject, **about)
        elif facts is not None and facts.size > MOST_BYTES:
            yield error("film-too-large", film.where, subject, file=film.file, most=MOST_BYTES // 1_000_000)
        if videos is None:
            yield error("film-not-taken", film.where, subject, **about)
        elif facts is not None:
            yield from _file(film, facts, videos, rules, subject)
    if videos is not None and videos.alone and len(pictures) > 1:
        yield error("film-not-alone", shown[0].where, subject, file=shown[0].file, network=rules.title)


def _file(picture: Picture, facts: Facts, videos: VideoRules, rules: Rules, subject: str) -> Iterator[Notice]:
    """What the file is, against what the network takes; where nobody looked into it, that is said."""
    about = {"file": picture.file, "network": rules.title}
    if ending(picture.file) not in videos.formats:
        known = tuple(one.upper() for one in videos.formats)
        yield error("film-format-here", picture.where, subject, formats=known, **about)
    if videos.max_bytes is not None and facts.size > videos.max_bytes:
        sizes = {"size": facts.size / 1_000_000, "limit": videos.max_bytes / 1_000_000}
        yield error("film-heavy", picture.where, subject, **sizes, **about)
    if videos.min_bytes is not None and facts.size < videos.min_bytes:
        sizes = {"size": facts.size / 1000, "limit": videos.min_bytes / 1000}
        yield error("film-light", picture.where, subject, **sizes, **about)
    if facts.film is None or not facts.film.checked:
        yield warning("film-not-checked", picture.where, subject, file=picture.file)
        return
    yield from _length(picture, facts.film, videos, rules, subject)
    yield from _shape(picture, facts, videos, rules, subject)
    yield from _streams(picture, facts.film, videos, rules, subject)


def _length(picture: Picture, film: Film, videos: VideoRules, rules: Rules, subject: str) -> Iterator[Notice]:
    about = {"file": picture.file, "network": rules.title, "seconds": film.seconds}
    if videos.max_seconds is not None and film.seconds > videos.max_seconds:
        yield error("film-long", picture.where, subject, limit=videos.max_seconds, **about)
    if videos.min_seconds is not None and film.seconds < videos.min_seconds:
        yield error("film-short", picture.where, subject, limit=videos.min_seconds, **about)


def _shape(picture: Picture, facts: Facts, videos: VideoRules, rules: Rules, subject: str) -> Iterator[Notice]:
    size = {"file": picture.file, "network": rules.title, "width": facts.width, "height": facts.height}
    bounds = (videos.max_width, facts.width), (videos.max_height, facts.height)
    if videos.max_pixels is not None and facts.width * facts.height > videos.max_pixels:
        yield error("film-dimensions", picture.where, subject, limit=videos.max_pixels, **size)
    elif any(most is not None and found > most for most, found in bounds):
        # Networks make videos smaller themselves; what they document is what they keep.
        yield warning("film-large", picture.where, subject, **size)
    ratio = facts.width / facts.height if facts.height else 0.0
    low, top = videos.min_ratio, videos.max_ratio
    if (low is not None and ratio < low * (1 - _SLACK)) or (top is not None and ratio > top * (1 + _SLACK)):
        yield error("film-ratio", picture.where, subject, low=low or 0.0, high=top or 0.0, **size)


def _streams(picture: Picture, film: Film, videos: VideoRules, rules: Rules, subject: str) -> Iterator[Notice]:
    about = {"file": picture.file, "network": rules.title}
    if videos.codecs and film.codec not in videos.codecs:
        yield error("film-codec", picture.where, subject, codec=film.codec or "?", known=videos.codecs, **about)
    if videos.audio and film.audio and film.audio not in videos.audio:
        yield error("film-codec", picture.where, subject, codec=film.audio, known=videos.audio, **about)
    slow = videos.min_rate is not None and film.rate < videos.min_rate - 0.1
    fast = videos.max_rate is not None and film.rate > videos.max_rate + 0.1
    if film.rate and (slow or fast):
        bounds = {"low": videos.min_rate or 0.0, "high": videos.max_rate or 0.0}
        yield error("film-rate", picture.where, subject, rate=film.rate, **bounds, **about)
