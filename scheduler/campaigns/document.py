"""The whole file: what stands above the posts, then each post on its own, made into a `Campaign`."""

import contextlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import timedelta

from scheduler.campaigns import contents, texts, welcoming
from scheduler.campaigns import posts as reading
from scheduler.campaigns.contents import Frame
from scheduler.campaigns.desk import Desk, Wrong
from scheduler.campaigns.fields import WRONG, Values
from scheduler.campaigns.shapes import CAMPAIGN, DAYS, OBJECTIVE, PERSON
from scheduler.campaigns.tree import Items, Keyed, Node, Text
from scheduler.model.campaign import (
    Baseline,
    Bilingual,
    Campaign,
    Day,
    Objective,
    Person,
    Post,
    Spare,
    Surplus,
    TooLong,
    Typography,
    Welcome,
)
from scheduler.model.notice import Notice, Severity, Where
from scheduler.model.spelling import folded

UNNAMED = "*"
"""Stands in `Campaign.blocked` for a post whose id cannot be read: it may be any of those that were applied before."""


@dataclass(slots=True)
class Read:
    """A post with the lines that it takes (from 0, the last one exclusive), and whether an error was noted in it."""

    first: int
    last: int
    subject: str
    id: str
    post: Post | None
    faulty: bool


class Document:
    """Reads one tree. `campaign` may be asked for once every notice of the file is known."""

    def __init__(self, root: Keyed, desk: Desk) -> None:
        self.root = root
        self.desk = desk
        self.values: Values = CAMPAIGN.read(root, desk)
        self.read: list[Read] = []
        self.days: list[Day] = []
        self.people = self._people()
        self.frame = self._frame()
        self.objectives = tuple(self._objectives())
        self._read_days()
        self._read_posts(self.values.get("posts"), None)
        self.greeted: dict[str, bool] = {}
        """The ids of welcomes, and whether each can be used."""
        self.welcome = tuple(self._welcome())
        self._twice()
        self._accounts()

    def _frame(self) -> Frame:
        given: Values = dict(self.values.get("defaults", {}))
        given.pop(WRONG, None)
        pictures: Values = dict(given.pop("media", {}))
        pictures.pop(WRONG, None)
        broken = "people" in self.values.get(WRONG, ())
        terms = texts.Terms(None if broken else tuple(self.people), ("n", "days", "date"))
        broken_days = "days" in self.values.get(WRONG, ())
        zone = self.values.get("timezone") or self.desk.known.timezone
        if not zone and "timezone" not in self.values.get(WRONG, ()):
            self.desk.error("key-missing", self.desk.at(self.root), key="timezone")
        return Frame(zone or "UTC", terms, given, pictures, themed="days" in self.values or broken_days)

    def _people(self) -> dict[str, Person]:
        made: dict[str, Person] = {}
        node = self.values.get("people")
        for name, (line, column, inner) in node.entries.items() if type(node) is Keyed else ():
            where = self.desk.where(line, column)
            if folded(name) in texts.RESERVED:
                self.desk.error("person-reserved", where, name=name)
            try:
                values = PERSON.read(inner, self.desk)
            except Wrong:
                continue
            handles = {key: one for key, one in values.items() if key not in {"name", "note", WRONG}}
            made[name] = Person(key=name, name=values.get("name", name), handles=handles, where=where)
        return made

    def _objectives(self) -> Iterator[Objective]:
        node = self.values.get("objectives")
        for inner in node.items if type(node) is Items else ():
            try:
                values = OBJECTIVE.read(inner, self.desk)
            except Wrong:
                continue
            if WRONG not in values:
                yield Objective(
                    name=values["name"],
                    metric=values["metric"],
                    target=values["target"],
                    age=values.get("age", timedelta(days=7)),
                    where=self.desk.at(inner),
                )

    def _read_days(self) -> None:
        """The themed days; their own faults stand above the posts, and their posts are read all the same."""
        node = self.values.get("days")
        for inner in node.items if type(node) is Items else ():
            try:
                values = DAYS.read(inner, self.desk)
            except Wrong:
                continue
            assert type(inner) is Keyed
            day = None
            if "date" in values:
                day = Day(
                    day=values["date"],
                    theme=values.get("theme", ""),
                    hashtags=values.get("hashtags", ()),
                    where=self.desk.at(inner),
                )
                self._in_order(day, inner)
                self.days.append(day)
            self._read_posts(values.get("posts"), day, dated=True)

    def _in_order(self, day: Day, node: Keyed) -> None:
        where = self.desk.key(node, "date")
        twin = next((one for one in self.days if one.day == day.day), None)
        if twin:
            self.desk.warning("day-twice", where, day=day.day, first=twin.where.line)
        elif self.days and day.day < self.days[-1].day:
            self.desk.warning("days-out-of-order", where, day=day.day, before=self.days[-1].day)

    def _read_posts(self, node: Node | None, day: Day | None, *, dated: bool = False) -> None:
        desk, read, frame = self.desk, self.read, self.frame
        for inner in node.items if type(node) is Items else ():
            desk.subject = subject = reading.named(inner)
            since = len(desk.notices)
            made = None
            with contextlib.suppress(Wrong):
                made = reading.post(inner, desk, frame, day, in_a_day=dated)
            faulty = len(desk.notices) > since and desk.errors(since)
            if dated and day is None:
                faulty = True  # its day could not be read, which was said there
            last = inner.line + 1 if isinstance(inner, Text) else inner.end + inner.flow
            read.append(Read(inner.line, max(last, inner.line + 1), subject, made.id if made else "", made, faulty))
        desk.subject = ""

    def _welcome(self) -> Iterator[Welcome]:
        node = self.values.get("welcome")
        for inner in node.items if type(node) is Items else ():
            self.desk.subject = reading.named(inner).replace("post", "welcome", 1)
            own, made = welcoming.welcome(inner, self.desk, self.frame)
            taken = next((one for one in self.read if one.id == own), None) if own else None
            if taken is not None or own in self.greeted:
                self.desk.error("welcome-twice", self.desk.at(inner), id=own)
                made = None
            self.greeted[own] = made is not None
            if made is not None:
                yield made
        self.desk.subject = ""

    def _twice(self) -> None:
        """Two posts with one id: neither can be told from the other in the queue, so neither is used."""
        first: dict[str, Read] = {}
        for one in self.read:
            if not one.id:
                continue
            other = first.setdefault(one.id, one)
            if other is not one and one.post:
                one.faulty = other.faulty = True
                self.desk.subject = one.subject
                self.desk.error("post-twice", one.post.where, id=one.id, first=other.first + 1)
        self.desk.subject = ""

    def _accounts(self) -> None:
        named = "accounts" in self.values or "accounts" in self.values.get(WRONG, ())
        if self.read and not self.values.get("accounts") and not (named and "accounts" not in self.values):
            self.desk.error("key-missing", self.desk.key(self.root, "accounts"), key="accounts")
        if not self.read and not self.values.get("welcome"):
            if self.days:  # an operation of the past, or that others hold: its posts are imported, or none of ours
                self.desk.info("days-without-posts", self.desk.at(self.root))
            else:
                self.desk.warning("nothing-to-publish", self.desk.at(self.root))

    def blame(self, notices: Iterable[Notice]) -> tuple[Notice, ...]:
        """Give each notice the post in whose lines it lies, and take the post out of use where it is an error."""
        blamed = []
        for notice in notices:
            line = notice.where.line - 1 if notice.where else -1
            owner = next((one for one in self.read if one.first <= line < one.last), None)
            if owner is None:
                blamed.append(notice)
                continue
            owner.faulty |= notice.severity is Severity.ERROR
            blamed.append(replace(notice, subject=owner.subject))
        return tuple(blamed)

    def campaign(self) -> Campaign:
        """The campaign with the posts that have no error of their own. Ask only where nothing above the posts is wrong."""
        return self._made(tuple(one.post for one in self.read if one.post is not None and not one.faulty))

    def seen(self) -> Campaign:
        """All that could be made of the file, faulty posts included: to judge the names and pictures in it, never to plan."""
        return self._made(tuple(one.post for one in self.read if one.post is not None))

    def _made(self, posts: tuple[Post, ...]) -> Campaign:
        take = self.values.get
        blocked = {one.id or UNNAMED: None for one in self.read if one.faulty or one.post is None}
        blocked |= {own or UNNAMED: None for own, usable in self.greeted.items() if not usable}
        return Campaign(
            slug=take("campaign", ""),
            title=take("title") or take("campaign", ""),
            language=take("language") or self.desk.known.language,
            timezone=self.frame.zone,
            accounts=take("accounts", ()),
            where=Where(file=self.desk.file, line=self.root.line + 1, column=self.root.column + 1),
            hashtags=take("hashtags", ()),
            approvals=take("approvals", ()),
            too_late_after=take("too_late_after", timedelta(hours=2)),
            if_too_long=take("if_too_long", TooLong.THREAD),
            bilingual=take("bilingual", Bilingual.JOIN),
            typography=take("typography", Typography.AS_WRITTEN),
            numbering=take("numbering", False),
            surplus=take("surplus", Surplus.DROP),
            link_part=take("link_part"),
            media_part=take("media_part"),
            spare_hashtags=take("spare_hashtags", Spare.KEEP),
            baseline=self._baseline(),
            objectives=self.objectives,
            line=take("line"),
            people=self.people,
            days=tuple(self.days),
            posts=posts,
            welcome=self.welcome,
            blocked=tuple(blocked),
            places=self._places(),
        )

    def _baseline(self) -> Baseline | None:
        if "baseline" not in self.values:
            return None
        _, given = self.values["baseline"]
        return Baseline(weeks=given.get("weeks", 8), campaign=given.get("campaign", ""))

    def _places(self) -> dict[str, Where]:
        found = contents.places(self.root, "accounts", "approvals")
        if "baseline" in self.values:
            inner, _ = self.values["baseline"]
            found |= {f"baseline.{key}": (node.line, node.column) for key, (_, _, node) in inner.entries.items()}
        return contents.located(found, self.desk)
