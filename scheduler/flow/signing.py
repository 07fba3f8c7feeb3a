"""A yes that is signed: the text that a person signs with an SSH key, and whether a signature holds for a delivery.

`ssh-keygen -Y sign -n approval@scheduler -f KEY STATEMENT` signs, `ssh-keygen -Y verify` judges: at entry, and again before each
send, so that a row of the database proves nothing by itself, and a key that was withdrawn since counts no more.
https://man.openbsd.org/ssh-keygen#Y~4, read 2026-11-22.
"""

import json
import os
import shutil
import subprocess
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

from scheduler.errors import Problem
from scheduler.model.account import Role
from scheduler.model.campaign import ONCE
from scheduler.model.delivery import Delivery
from scheduler.sentences.stored import stored
from scheduler.store import approvals
from scheduler.store.database import Database

NAMESPACE = "approval@scheduler"
HEAD = "scheduler approval 2"
FIELDS = {
    "scheduler approval 1": ("calendar", "role", "codes", "expires"),
    HEAD: ("calendar", "role", "codes", "after", "expires"),
}
"""The first lines of a statement by its version: the first knew no `after`, and counts where no yes was ever taken back."""
LASTS = timedelta(days=30)
"""How long after its hour a dated post may still be sent on the word of a signature."""
LASTS_SERIES = timedelta(days=366)
"""A yes to a series covers its contents until one changes, but a signature does not hold for ever."""
WAIT = 10.0
"""Seconds that `ssh-keygen` is given."""
_NEEDED = ("SYSTEMROOT", "HOME")
LONGEST = 200_000
"""Characters of a statement or a signature that are read."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Text:
    """One text that was read: of a post on one account, for its hour or a later one."""

    post: str
    account: str
    digest: str
    not_before: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """What is signed: these texts, for one role of one calendar, until it expires. `words` is the very text.

    `after` is when a yes to one of them was last taken back: what was signed before that cannot be given once more.
    """

    words: str
    calendar: str
    role: str
    codes: tuple[str, ...]
    expires: datetime
    texts: tuple[Text, ...]
    after: datetime | None = None


def statement(calendar: str, role: str, about: Sequence[Delivery], after: datetime | None = None) -> Statement:
    """What a person of `role` signs to say yes to `about`: the same deliveries give the same words. `after` as `withdrawn`."""
    ends = [one.hour + (LASTS if one.occurrence.split("+")[0] == ONCE else LASTS_SERIES) for one in about if one.hour]
    lines = [
        HEAD,
        f"calendar: {calendar}",
        f"role: {role}",
        f"codes: {' '.join(sorted({one.code for one in about}))}",
        f"after: {after.astimezone(UTC).strftime(_EXACT) if after else '-'}",
        f"expires: {_iso(max(ends, default=None))}",
        *sorted(f"text: {_post(one)} {one.account} {one.digest} {_iso(one.hour)}" for one in about),
    ]
    return read("\n".join(lines) + "\n")


def read(words: str) -> Statement:
    """The statement that `words` are. Raises `Problem` for anything else."""
    try:
        head, *rest = words[:LONGEST].removesuffix("\n").split("\n")
        fields = FIELDS[head]
        lines = [line.split(": ", 1) for line in rest]
        names = tuple(name for name, _ in lines)
        if names[: len(fields)] != fields or set(names[len(fields) :]) - {"text"}:
            raise ValueError(names)  # noqa: TRY301 - nobody signs one role in the first line and another in the last
        named = dict(lines[: len(fields)])
        expires = _instant(named["expires"]) or datetime.max.replace(tzinfo=UTC)
        texts = [value.split(" ") for name, value in lines if name == "text"]
        return Statement(
            words=words,
            calendar=named["calendar"],
            role=named["role"],
            codes=tuple(named["codes"].split()),
            expires=expires,
            after=_instant(named.get("after", "-"), _EXACT),
            texts=tuple(
                Text(post=post, account=account, digest=digest, not_before=_instant(hour))
                for post, account, digest, hour in texts
            ),
        )
    except (ValueError, KeyError):
        raise Problem("statement-unreadable") from None


def covers(given: Statement, one: Delivery) -> bool:
    """Whether `given` speaks of this text on this account, for this hour or an earlier one."""
    hour = one.hour
    return any(
        (text.post, text.account, text.digest) == (_post(one), one.account, one.digest)
        and (text.not_before is None or hour is None or hour >= text.not_before)
        for text in given.texts
    )


def withdrawn(database: Database, role: str, about: Sequence[Delivery]) -> datetime | None:
    """When a yes of `role` to any of `about` was last taken back; None: never."""
    found = (approvals.taken_back(database, one, role) for one in about)
    return max((at for at in found if at is not None), default=None)


def overtaken(given: Statement, database: Database, one: Delivery) -> datetime | None:
    """When the yes of `given` to `one` was taken back, where it was signed before that; None: it was not."""
    back = approvals.taken_back(database, one, given.role)
    return back if back is not None and (given.after is None or given.after < back) else None


def verify(given: Statement, signature: str, *, role: Role, by: str, calendar: str, at: datetime) -> None:
    """Nothing, where `by` has signed `given` for `role` with a key that is allowed at `at`. Else raises `Problem`."""
    if given.calendar != calendar:
        raise Problem("signature-of-other-calendar", role=role.key)
    if given.role != role.key:
        raise Problem("signature-of-other-role", role=role.key, other=given.role)
    if given.after is not None and given.after > at:
        raise Problem("statement-unreadable")  # never printed so: it would outlive each time that the yes is taken back
    if at >= given.expires:
        raise Problem("signature-expired", role=role.key, until=given.expires)
    program = shutil.which("ssh-keygen")
    if program is None:
        raise Problem("ssh-keygen-missing", role=role.key)
    if not Path(role.signers).is_file():
        raise Problem("signers-missing", where=role.signers, role=role.key)
    with TemporaryDirectory(prefix="scheduler-") as folder:
        file = Path(folder) / "yes.sig"
        file.write_text(signature[:LONGEST], encoding="utf-8")
        # The moment is ours: it is written in UTC for every version that takes one, with the zone of the process set to it.
        moment = f"-Overify-time={at.astimezone(UTC):%Y%m%d%H%M%S}"
        command = [program, "-Y", "verify", "-f", role.signers, "-I", by, "-n", NAMESPACE, "-s", str(file), moment]
        try:
            # A file that Windows wrote, or a mail carried, ends its lines otherwise: the words are the same.
            if any(_holds(command, words) for words in (given.words, given.words.replace("\n", "\r\n"))):
                return
        except (OSError, subprocess.TimeoutExpired) as failed:
            raise Problem("ssh-keygen-failed", role=role.key, why=type(failed).__name__) from None
    raise Problem("signature-bad", role=role.key, person=by)


def _holds(command: Sequence[str], words: str) -> bool:
    done = subprocess.run(  # noqa: S603 - a fixed program; nothing from outside is an option: names follow one
        command,
        input=words.encode(),
        capture_output=True,
        timeout=WAIT,
        check=False,
        env={"TZ": "UTC", "LC_ALL": "C"} | {name: os.environ[name] for name in _NEEDED if name in os.environ},
    )
    return not done.returncode


def kept(given: Statement, signature: str) -> str:
    """The proof as it is kept with the yes."""
    return json.dumps({"statement": given.words, "signature": signature}, ensure_ascii=False)


class Proofs:
    """Asked before each send: why the yes of a role that wants a signature is not believed, as a stored reason, or ""."""

    def __init__(self, roles: Mapping[str, Role], calendar: str, database: Database) -> None:
        self._roles = {key: role for key, role in roles.items() if role.signed}
        self._calendar = calendar
        self._database = database

    def __call__(self, delivery: Delivery, at: datetime) -> str:
        """Why `delivery` may not go out at `at`. It starts a program for each signed role, and none where no role is."""
        for key in delivery.roles:
            role = self._roles.get(key)
            if role is not None and (why := self._doubt(role, delivery, at)):
                return why
        return ""

    def _doubt(self, role: Role, delivery: Delivery, at: datetime) -> str:
        why = stored("held-unsigned", role=role.key)
        for yes in delivery.approvals:
            if yes.role != role.key or yes.digest != delivery.digest or not yes.proof:
                continue
            try:
                proof = json.loads(yes.proof)
                given = read(str(proof["statement"]))
                verify(given, str(proof["signature"]), role=role, by=yes.by, calendar=self._calendar, at=at)
                people = (*role.people, *role.deputies)
                if overtaken(given, self._database, delivery):
                    why = stored("held-signature", role=role.key, by=yes.by, fault="signature-taken-back")
                elif covers(given, delivery) and (not people or yes.by in people):
                    return ""
            except Problem as problem:
                why = stored("held-signature", role=role.key, by=yes.by, fault=problem.code)
            except (ValueError, KeyError, TypeError):
                why = stored("held-signature", role=role.key, by=yes.by, fault="statement-unreadable")
        return why


def _post(one: Delivery) -> str:
    """A dated post with its occurrence; a series without: one yes covers its contents until one of them changes."""
    first, *reply = one.occurrence.split("+")
    return f"{one.campaign}/{one.post}" + ("/once" if first == ONCE else "/*") + "".join(f"+{name}" for name in reply)


def _iso(at: datetime | None) -> str:
    return at.astimezone(UTC).strftime(_WHOLE) if at else "-"


_WHOLE, _EXACT = "%Y-%m-%dT%H:%M:%SZ", "%Y-%m-%dT%H:%M:%S.%fZ"


def _instant(text: str, form: str = _WHOLE) -> datetime | None:
    return None if text == "-" else datetime.strptime(text, form).replace(tzinfo=UTC)
