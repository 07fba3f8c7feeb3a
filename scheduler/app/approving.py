"""How approvers are heard: yeses on paper, by mail or signed, questions and their answers, and what changed since one read.

The terminal and the review call the same methods. What they raise is a `SchedulerError`, to be said as it is.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from functools import partial
from pathlib import Path
from zoneinfo import ZoneInfo

from scheduler.app import shown
from scheduler.app.ground import Ground
from scheduler.app.shown import Shown
from scheduler.errors import Problem, Usage
from scheduler.flow import approve as deciding
from scheduler.flow import consent as consenting
from scheduler.flow import signing
from scheduler.flow.consent import Consent, Signed, asked, consent
from scheduler.flow.roles import may
from scheduler.model.account import Role
from scheduler.model.changed import Changed
from scheduler.model.delivery import Delivery
from scheduler.model.remark import Remark
from scheduler.model.variant import Variant
from scheduler.store import approvals, codes, deliveries, earlier, remarks
from scheduler.store.codes import PostKey, post_key

__all__ = ["Approving", "Consent"]

SEEN_NOW = frozenset({"terminal", "review", "demo"})
"""Ways to say yes at which the hour of today is seen; paper and mail may be older."""
SIGNED = "signed"
WAYS = ("terminal", "mail", "paper", "voice")
MISTAKEN = {
    **dict.fromkeys(("courriel", "mél", "email", "e-mail", "messagerie"), "mail"),
    **dict.fromkeys(("papier", "écrit", "page"), "paper"),
    **dict.fromkeys(
        ("voix", "oral", "vive voix", "de vive voix", "téléphone", "phone", "telephone", "orally"), "voice"
    ),
}
"""Words that people use for the ways in which a yes may come."""
SUFFIX = ".sig"


def way(given: str) -> str:
    """How a yes came, by the word of the record. Raises `Usage` for what is no way."""
    word = " ".join(given.split()).casefold()
    word = MISTAKEN.get(word, word)
    if word not in (*WAYS, SIGNED):
        raise Usage("approve-unknown-way", where="--how", given=given, known=WAYS)
    return word


class Approving:
    """The approvers of one calendar."""

    def __init__(self, ground: Ground) -> None:
        self._ground = ground

    # -- yes

    def consent(self, names: Sequence[str], *, role: str, by: str, how: str, signature: Path | None = None) -> Consent:
        """Take a role's yes for each of `names` that it can be taken for, and say what was refused.

        `signature` is a file that `ssh-keygen -Y sign` wrote, beside the statement that it signs, or a folder of such files.
        """
        one = self._ground
        standing = may(role, by, one.config.roles, proved=signature is not None)
        if how == SIGNED and signature is None:  # nobody may write on the page what nobody can verify
            raise Problem("role-wants-signature", where="--how", role=role)
        signed = self._signed(signature, standing, by) if signature else [None]
        against = partial(_moved_earlier, {} if signature or how in SEEN_NOW else shown.newest(one))
        taken: dict[int, Delivery] = {}
        fresh: set[int] = set()
        for each in signed:
            found = consent(
                one.database,
                names,
                role=role,
                by=by,
                how=SIGNED if each else how,
                roles=one.config.roles,
                at=self._now,
                against=against,
                signed=each,
            )
            taken |= {given.id: given for given in found.given}
            fresh |= {given.id for given in found.given} - {given.id for given in found.known}
            if len(signed) == 1:
                return found
        left = [name for name in names if not any(one.id in taken for one in self._named(name))]
        refused = tuple(one for one in found.refused if one.name in left)
        known = tuple(one for one in taken.values() if one.id not in fresh)
        return Consent(given=tuple(taken.values()), refused=refused, known=known)

    def take_back(self, names: Sequence[str], *, role: str, by: str, how: str, why: str = "") -> Consent:
        """Take a role's yes back for each of `names` that has it, and say what was refused. What is out stays out."""
        one = self._ground
        about = {"role": role, "by": by, "how": how, "why": why.strip()}
        return consenting.take_back(one.database, names, **about, roles=one.config.roles, at=self._now)

    def withdrawn(self, found: Sequence[Delivery], role: str) -> datetime | None:
        """When a yes of `role` to any of `found`, as they are now, was last taken back, by the calendar's clock; None: never."""
        database = self._ground.database
        backs = [at for one in found if (at := approvals.taken_back(database, one, role, as_now=True))]
        return max(backs).astimezone(ZoneInfo(self._ground.config.timezone)) if backs else None

    def statement(self, names: Sequence[str], *, role: str) -> str:
        """The text to be signed for a yes of `role` to `names`. Raises `Problem` for the first that cannot be approved."""
        one = self._ground
        if role not in one.config.roles:
            may(role, "", one.config.roles)
        wanted, refused = asked(one.database, names, role)
        if refused:
            raise refused[0].problem
        after = signing.withdrawn(one.database, role, wanted)
        return signing.statement(one.config.calendar_id, role, wanted, after).words

    def _signed(self, path: Path, role: Role, by: str) -> list[Signed]:
        """What was signed. Raises `Problem` for the first signature that is none, before the yes of any is taken."""
        files = sorted(path.glob(f"*{SUFFIX}")) if path.is_dir() else [path]
        if not files:
            raise Problem("signature-none", where=str(path), role=role.key)
        found = []
        for file in files:
            one = self._read(file)
            try:
                signing.verify(one.statement, one.signature, role=role, by=by, calendar=one.calendar, at=self._now)
            except Problem as problem:
                problem.where = problem.where or str(file)
                raise
            found.append(one)
        return found

    def _read(self, file: Path) -> Signed:
        words = file.with_suffix("") if file.suffix == SUFFIX else file.with_suffix(".txt")
        try:
            statement = signing.read(words.read_text(encoding="utf-8"))
            signature = file.read_text(encoding="utf-8")
        except (OSError, UnicodeDecodeError) as failed:
            place = getattr(failed, "filename", None) or str(file)
            raise Problem("signature-unreadable", where=str(place), statement=words.name) from None
        return Signed(statement=statement, signature=signature, calendar=self._ground.config.calendar_id)

    # -- what changed

    def since_code(self, code: str) -> list[Changed]:
        """What changed on the post that bore `code`, since it last did; nothing where the code is unknown or still holds."""
        database = self._ground.database
        posts = codes.once_of(database, code.upper())
        if len(posts) != 1:
            return []
        of_post = deliveries.select(database, campaigns=[posts[0][0]], posts=[posts[0][1]])
        living = [one for one in of_post if post_key(one) == posts[0]]
        texts = earlier.since(database, posts[0], code.upper())
        return [
            self._changed(one, texts[one.tag].variant, texts[one.tag].due)
            for one in living
            if one.tag in texts and texts[one.tag].digest != one.digest
        ]

    def since_yes(self, found: Iterable[Delivery], role: str = "") -> list[Changed]:
        """What changed since `role` (else whoever is missing) last said yes to it; what nobody ever read is left out."""
        return self.since_digests((one, _read_by(one, role)) for one in found)

    def since_digests(self, read: Iterable[tuple[Delivery, str]]) -> list[Changed]:
        """What changed on each delivery since the text of that digest; what is the same or not known any more is left out."""
        other = {one.tag: (one, digest) for one, digest in read if digest not in {"", one.digest}}
        texts = earlier.texts(self._ground.database, [(tag, digest) for tag, (_, digest) in other.items()])
        return [
            self._changed(one, texts[tag, digest], one.due)
            for tag, (one, digest) in other.items()
            if (tag, digest) in texts
        ]

    @staticmethod
    def _changed(one: Delivery, before: Variant, was: datetime | None) -> Changed:
        zone = ZoneInfo(one.zone)
        return Changed(
            tag=one.tag,
            account=one.account,
            network=one.network,
            before=before,
            after=one.variant,
            was=was.astimezone(zone) if was else None,
            now=one.due.astimezone(zone) if one.due else None,
        )

    # -- questions

    def remark(self, names: Sequence[str], text: str, *, by: str, holds: bool = False) -> list[Delivery]:
        """Keep a question or remark with a post; `holds`: it does not go out before somebody has answered."""
        database = self._ground.database
        return deciding.ask(database, names, question=text, by=by, at=self._now, holds=holds)

    def answer(self, names: Sequence[str], text: str, *, by: str) -> list[Delivery]:
        """Answer what is open on these posts; what a question held goes on."""
        return deciding.answer(self._ground.database, names, answer=text, by=by, at=self._now)

    def remarks(self, found: Iterable[Delivery]) -> Mapping[PostKey, Sequence[Remark]]:
        """What was said of the posts of `found`, by campaign, post and occurrence; oldest first."""
        return remarks.of_posts(self._ground.database, {post_key(one) for one in found})

    def open_remarks(self) -> Sequence[Remark]:
        """All that nobody has answered, oldest first."""
        return remarks.open_ones(self._ground.database)

    def _named(self, name: str) -> Sequence[Delivery]:
        try:
            return deciding.named(self._ground.database, [name])
        except Problem:
            return []

    @property
    def _now(self) -> datetime:
        return self._ground.clock.now()


def _moved_earlier(pages: Mapping[str, Shown], one: Delivery) -> Problem | None:
    """A yes to a page that showed a later hour is no yes to this one."""
    seen = pages.get(one.tag)
    if seen is None or seen.due is None or one.due is None or seen.digest != one.digest or one.due >= seen.due:
        return None
    zone = ZoneInfo(one.zone)
    return Problem("hour-earlier-than-shown", tag=one.tag, was=seen.due.astimezone(zone), now=one.due.astimezone(zone))


def _read_by(one: Delivery, role: str) -> str:
    """The digest of the newest text that was said yes to, by `role` or by those whose yes is missing."""
    roles = {role} if role else set(one.missing_roles)
    given = [yes for yes in one.approvals if yes.role in roles]
    return given[-1].digest if given else ""
