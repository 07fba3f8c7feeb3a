"""The review as plain lines, for who hears a screen or has only a line: no signs, no columns, one sentence a post."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime
from types import MappingProxyType
from typing import Protocol

from scheduler.model.delivery import Delivery
from scheduler.plain import visible
from scheduler.render import counted
from scheduler.render import preview_words as words
from scheduler.render.counted import Reading
from scheduler.render.days import day_name
from scheduler.render.surface import state_word
from scheduler.sentences import label
from scheduler.sentences.stored import said

NONE_READ: Mapping[str, Reading] = MappingProxyType({})


class Entry(Protocol):
    """One post at one occurrence."""

    @property
    def post(self) -> str: ...
    @property
    def reply(self) -> str: ...
    @property
    def day(self) -> date: ...
    @property
    def hour(self) -> datetime | None: ...
    @property
    def theme(self) -> str: ...
    @property
    def code(self) -> str: ...
    @property
    def missing(self) -> tuple[str, ...]: ...
    @property
    def deliveries(self) -> tuple[Delivery, ...]: ...


def name(one: Entry) -> str:
    """A post as a line calls it."""
    return visible(f"{one.post} ({one.reply})" if one.reply else one.post)


def sentence(number: int, one: Entry, roles: Sequence[str], language: str) -> str:
    """«3. abeilles, ven. 11 juin 11:00, code 9QM2 : à valider sur X et Facebook. Manque : Presse.»; `roles` by their names."""
    when = day_name(one.day, "short", language) + (f" {one.hour:%H:%M}" if one.hour else "")
    standing: dict[str, list[str]] = {}
    for each in one.deliveries:
        state = state_word(each.state.value, language)
        standing.setdefault(state, []).append(each.network.capitalize())
    states = "; ".join(label("lines-state", language, state=state, networks=some) for state, some in standing.items())
    given = {"number": number, "name": name(one), "when": when, "short": one.code or "–", "states": states}
    told = label("lines-post", language, **given)
    return f"{told} {label('lines-missing', language, roles=roles)}" if roles else told


def post(one: Entry, language: str, counts: Mapping[str, Reading] = NONE_READ) -> Iterator[str]:
    """A post as it will go out, or went out, network after network; `counts` are those that came back, by tag."""
    for each in one.deliveries:
        state = label(f"state-{each.state.value}", language, network=each.network.capitalize())
        yield label("lines-network", language, account=each.account, network=each.network.capitalize(), state=state)
        if each.reason:
            yield f"  {visible(said(each.reason, language))}"
        if each.variant.options.warning:
            yield f"  {visible(label('lines-warning', language, text=each.variant.options.warning))}"
        for title, part in words.parts_of(each.variant, language):
            given = {"part": title or label("viewing-text", language), "n": part.length, "limit": part.limit}
            yield f"  {label('lines-part', language, **given)}"
            yield from (f"    {visible(line)}" for line in part.text.splitlines())
            for media in part.media:
                alt = media.alt or label("preview-no-alt", language)
                yield f"    {label('lines-picture', language, file=media.file, alt=alt)}"
        for _, text, advice in words.doubtful(each.variant.notices, language):
            yield f"  {visible(f'{text} {advice}'.rstrip())}"
        for receipt in each.receipts:
            yield f"  {visible(receipt.url or receipt.remote_id)}"
        if each.receipts:
            read = counts.get(each.tag)
            yield f"  {visible(counted.told(read, language) if read else label('viewing-count-none', language))}"
