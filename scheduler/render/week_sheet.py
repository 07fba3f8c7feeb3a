"""One post laid out: what changed, its networks side by side, its pictures, what was asked, and who answered what."""

from collections.abc import Iterator, Sequence
from datetime import date

from scheduler.model.delivery import Approval, Delivery
from scheduler.model.picture import Rights
from scheduler.model.variant import Media, Role
from scheduler.plain import harmless, visible
from scheduler.render import preview_words
from scheduler.render import week_words as words
from scheduler.render.week_post import Post, hour_of
from scheduler.render.week_values import Answer, Box, Column, Face, Sheet, Shot, Text, Week
from scheduler.render.worded import shown
from scheduler.sentences import label
from scheduler.sentences.words import colon, written

HOWS = ("mail", "paper", "voice", "terminal", "review", "signed")
LINE = 40
"""Signs of a line in one of two columns, about: for choosing the shorter one."""


def sheet(post: Post, week: Week, language: str) -> Sheet:
    """One post, laid out."""
    first = post.some[0]
    reply = first.occurrence.partition("+")[2]
    state = f"{words.capital(post.mark)}. {post.state}" if post.mark and post.todo else post.state
    return Sheet(
        anchor=post.anchor,
        code=post.code,
        hour=words.capital(post.hour),
        title=post.title,
        name=visible(f"{first.post} · {reply}" if reply else first.post),
        networks=", ".join(post.networks),
        todo=post.todo,
        state=state,
        box=_box(post, language),
        columns=_columns(list(_faces(post, language)), list(_shots(post, week, language))),
        note=visible(week.notes.get((first.campaign, first.post), "")),
        remarks=list(_remarks(post, week, language)),
        answers=[*_asked(post, week, language), *_given(post, language)],
    )


def _box(post: Post, language: str) -> Box | None:
    before = post.week.before
    since = words.day(before.date(), language, weekday=False) if before else ""
    if post.new:
        head = label("week-box-new", language, before=since)
        return Box(head=head, found=(), note=label("week-box-read-all", language))
    if not post.found:
        return None
    head = label("week-box-changed", language, before=since) if since else label("week-box-changed-yes", language)
    found = [(words.listed(post.named(some), language), made) for some, made in post.found]
    return Box(head=head, found=found, note=_again(post, language))


def _again(post: Post, language: str) -> str:
    """What a change asks for: nothing, everything, or some networks alone."""
    if not post.todo:
        return label("week-box-nothing", language)
    asked = {one.id for some in post.missing.values() for one in some}
    kept = [one for one in post.some if one.id not in asked]
    if not kept:
        return ""
    again = [one for one in post.some if one.id in asked]
    return label(
        "week-box-only",
        language,
        n=len(again),
        networks=words.listed(post.named(again), language),
        kept=words.listed(post.named(kept), language),
    )


def _faces(post: Post, language: str) -> Iterator[Face]:
    """The variants, those alike together."""
    alike: dict[tuple[object, ...], list[Delivery]] = {}
    for one in post.some:
        card = one.variant.card
        seen = tuple((part.role, shown(part)) for part in one.variant.parts)
        key = (seen, one.variant.options.warning, hour_of(one, language), card and (card.title, card.description))
        alike.setdefault(key, []).append(one)
    for some in alike.values():
        yield _face(post, some, language)


def _face(post: Post, some: Sequence[Delivery], language: str) -> Face:
    one = some[0]
    parts = one.variant.parts
    total = sum(part.role is not Role.COMMENT for part in parts)
    about = [label("week-parts", language, n=total)]
    about += [label("week-alike", language)] if len(some) > 1 else []
    about += [hour_of(one, language)] if hour_of(one, language) != post.hour else []
    card = one.variant.card
    return Face(
        networks=", ".join(post.named(some)),
        about=", ".join(about),
        language=one.variant.options.language,
        warning=visible(one.variant.options.warning),
        texts=[
            Text(
                name=_part_name(number, total, part.role, language),
                lines=shown(part).split("\n"),
                counter=_counter(post, some, number, language),
            )
            for number, part in enumerate(parts)
        ],
        card=" · ".join(visible(text) for text in (card.title, card.description) if text) if card else "",
    )


def _part_name(number: int, total: int, role: Role, language: str) -> str:
    if role is Role.POST:
        return label("changed-part", language, part=number + 1, parts=total) if total > 1 else ""
    return label("first-comment" if role is Role.COMMENT else "shown-reply", language)


def _counter(post: Post, some: Sequence[Delivery], number: int, language: str) -> str:
    """The length beside the limit, by each network's own measure."""
    counts = []
    for one, name in zip(some, post.named(some), strict=True):
        part = one.variant.parts[number]
        count = f"{written(part.length, language)} / {written(part.limit, language)}"
        counts.append(f"{name} {count}" if len(some) > 1 else count)
    return label("week-signs", language, counts=", ".join(counts))


_CARD = "\0card"
"""In place of the alternative text of a link card's picture, which has none: the network reads the card's title."""


def _shots(post: Post, week: Week, language: str) -> Iterator[Shot]:
    """The pictures, each once, with the networks that do not show it, or not all of it."""
    seen: dict[tuple[str, str], list[tuple[Delivery, Media]]] = {}
    for one in post.some:
        for media in (media for part in one.variant.parts for media in part.media):
            seen.setdefault((media.file, media.alt), []).append((one, media))
        if one.variant.card and one.variant.card.image:
            seen.setdefault((one.variant.card.image.file, _CARD), []).append((one, one.variant.card.image))
    for (_, alt), fitted_for in seen.items():
        deliveries = list({one.id: one for one, _ in fitted_for}.values())
        media = fitted_for[0][1]
        named: dict[Rights, list[str]] = {}
        for each in deliveries:
            for given in week.rights(each, media):
                named.setdefault(given, []).extend(post.named([each]))
        rights, doubtful = words.rights(named, len(deliveries), language)
        about = []
        if len(deliveries) < len(post.some):
            about.append(label("week-picture-on", language, networks=words.listed(post.named(deliveries), language)))
        for each, fitted in fitted_for:
            if cut := preview_words.cut(fitted, language):
                about.append(f"{post.named([each])[0]}{colon(language)}{cut}")
        yield Shot(
            picture=week.picture(media),
            kind=label("week-video" if media.mime.startswith("video/") else "week-picture", language),
            alt=visible(media.alt) or label("week-card-picture" if alt == _CARD else "preview-no-alt", language),
            credit=visible(media.credit),
            rights=rights,
            doubtful=doubtful,
            about=". ".join(about),
        )


def _columns(faces: Sequence[Face], shots: Sequence[Shot]) -> list[Column]:
    """Each block to the shorter of two columns, the pictures together and last."""
    blocks = len(faces) + bool(shots)
    columns: list[tuple[list[Face], list[Shot]]] = [([], []) for _ in range(min(max(blocks, 1), 2))]
    heights = [0] * len(columns)
    for face in faces:
        place = heights.index(min(heights))
        columns[place][0].append(face)
        heights[place] += sum(2 + len(line) // LINE for text in face.texts for line in text.lines) + 3 * len(face.texts)
    if shots:
        columns[heights.index(min(heights))][1].extend(shots)
    return [Column(faces=faces, shots=shots) for faces, shots in columns]


def _remarks(post: Post, week: Week, language: str) -> Iterator[tuple[str, str, str]]:
    first = post.some[0]
    for one in week.remarks.get((first.campaign, first.post, first.occurrence), ()):
        asked = words.day(one.at.astimezone(week.now.tzinfo).date(), language, weekday=False)
        who = label("week-remark-by", language, by=one.by, day=asked)
        answer = label("week-remark-answer", language, by=one.answered_by, text=one.answer) if not one.open else ""
        yield who, visible(one.text), answer


def _asked(post: Post, week: Week, language: str) -> Iterator[Answer]:
    for key, some in post.missing.items():
        role, signed = post.role(key), key in week.roles and week.roles[key].signed
        name = role
        if len(some) < len(post.some):
            name = label("week-role-for", language, role=role, networks=words.listed(post.named(some), language))
        body = [
            label("week-mail-yes", language, codes=post.code, role=role),
            "",
            f"{post.code} {post.title}",
            "",
            label("week-mail-name", language),
        ]
        when = f"{words.day(post.day, language)}, {post.hour}"
        ask = [
            label("week-mail-about", language, named=post.code, title=post.title, when=when),
            "",
            label("week-mail-question", language),
        ]
        yes = words.mailto(week.mail, label("week-mail-subject", language, codes=post.code), body)
        question = words.mailto(week.mail, label("week-mail-question-subject", language, named=post.code), ask)
        yield Answer(role=name, asked=True, yes="" if signed else yes, question=question, signed=signed)


def _given(post: Post, language: str) -> Iterator[Answer]:
    """The yeses that hold, those of one person on one day together."""
    said: dict[tuple[str, str, str, date], list[Delivery]] = {}
    for one in post.some:
        for yes in _holding(one):
            on = yes.at.astimezone(post.week.now.tzinfo).date()
            said.setdefault((yes.role, yes.by, yes.how, on), []).append(one)
    for (role, by, how, on), some in said.items():
        way = label(f"week-how-{how}", language) if how in HOWS else harmless(how)
        when = f"{words.day(on, language, weekday=False)}, {way}"
        if len(some) < len(post.some):
            when = f"{when}, {words.listed(post.named(some), language)}"
        yield Answer(role=post.role(role), asked=False, said=label("week-said-yes", language, by=by), when=when)


def _holding(one: Delivery) -> list[Approval]:
    missing = set(one.missing_roles)
    newest = {yes.role: yes for yes in one.approvals if yes.digest == one.digest and yes.role not in missing}
    return list(newest.values())
