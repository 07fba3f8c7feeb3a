"""Posts held against each other: too near in time, or nearly the same words again."""

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from datetime import timedelta
from itertools import islice, pairwise

from scheduler.flow.likeness import alike, bare
from scheduler.flow.line.slots import Finding, Slot, finding

SHINGLE = 3
"""Words in a row by which two texts are looked up: nearly equal ones share most of theirs."""
CLOSEST = 12
"""Texts that are held against one word by word: those that share the most. A calendar made of one template stays quick."""
COMMON = 40
"""Of what stands in more texts than that, the last ones are looked at."""


def near(slots: Sequence[Slot]) -> Iterator[Finding]:
    """Two posts of one account with less time between them than the line of either wants. Timed replies are no posts.

    It is said of the later one, or of the one that is in the files.
    """
    by_account: dict[str, list[Slot]] = {}
    for one in slots:
        if one.due is not None and not one.reply and "gap" not in one.excused:
            by_account.setdefault(one.account, []).append(one)
    for found in by_account.values():
        found.sort(key=lambda one: (one.due, one.tag))
        for first, second in pairwise(found):
            yield from _near(first, second)


def _near(first: Slot, second: Slot) -> Iterator[Finding]:
    assert first.due is not None
    assert second.due is not None
    told, other = (second, first) if second.where is not None else (first, second)
    rules = [one.line.gap for one in (told, other) if one.line.gap is not None]
    if told.where is None or not rules:
        return
    rule = max(rules, key=lambda one: one.length)
    apart = second.due - first.due
    if apart < rule.length:
        minutes = int(apart.total_seconds() // 60)
        yield finding(
            told,
            rule.severity,
            "line-gap",
            rule.where,
            minutes=minutes,
            other=other.name,
            least=timedelta(minutes=rule.length.total_seconds() // 60),
        )


def repeated(slots: Sequence[Slot]) -> Iterator[Finding]:
    """Nearly the same words again on an account within the length that its line names.

    Occurrences of one post are exempt (a series is meant to come back), and so is a reply.
    """
    by_account: dict[str, list[Slot]] = {}
    for one in slots:
        if one.day is not None and not one.reply and one.variant.parts and "repetition" not in one.excused:
            by_account.setdefault(one.account, []).append(one)
    for found in by_account.values():
        if any(one.line.repetition for one in found):
            yield from _repeated(sorted(found, key=lambda one: (one.day, one.due is None, one.due or one.day, one.tag)))


def _repeated(slots: Sequence[Slot]) -> Iterator[Finding]:
    shingles = [_shingles(one) for one in slots]
    holders: dict[str, list[int]] = {}
    said: set[tuple[str, str]] = set()
    for number, slot in enumerate(slots):
        rule = slot.line.repetition
        for other in _candidates(slots, number, shingles[number], holders) if rule else ():
            assert rule is not None
            assert slot.day is not None
            before = slots[other]
            told, twin = (slot, before) if slot.where is not None else (before, slot)
            if told.where is None or told.key in said or not alike(slot.variant, before.variant):
                continue
            said.add(told.key)
            days = abs((slot.day - before.day).days) if before.day else 0
            yield finding(told, rule.severity, "line-repetition", rule.where, other=twin.name, days=days)
            break
        for one in shingles[number]:
            known = holders.setdefault(one, [])
            if known and slots[known[-1]].key == slot.key:
                known[-1] = number  # of a series the newest occurrence is enough
            else:
                known.append(number)


def _candidates(
    slots: Sequence[Slot], number: int, shingles: Iterable[str], holders: dict[str, list[int]]
) -> list[int]:
    """The earlier ones within the rule's length that share the most with it, the likest first."""
    slot = slots[number]
    rule = slot.line.repetition
    assert rule is not None
    assert slot.day is not None
    oldest = slot.day - rule.length
    since = bisect_left(slots, oldest, key=lambda one: one.day or oldest)
    shared: Counter[int] = Counter()
    for one in shingles:
        shared.update(holders.get(one, ())[-COMMON:])
    likely = (other for other, _ in shared.most_common() if other >= since and slots[other].key != slot.key)
    return list(islice(likely, CLOSEST))


def _shingles(slot: Slot) -> frozenset[str]:
    words = bare(" ".join(part.text for part in slot.variant.parts))
    if len(words) < SHINGLE:
        return frozenset({" ".join(words)} if words else ())
    return frozenset(" ".join(words[n : n + SHINGLE]) for n in range(len(words) - SHINGLE + 1))
