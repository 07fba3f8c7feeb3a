"""Yeses that come back on paper, by mail or signed: each code taken or refused for itself, and nothing believed unproved."""

import shutil
import subprocess
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from threading import Thread

import pytest

from scheduler.errors import Problem
from scheduler.flow import approve as deciding
from scheduler.flow import signing
from scheduler.flow.consent import Consent, Signed, approve, asked, consent, take_back
from scheduler.flow.roles import may
from scheduler.flow.signing import NAMESPACE, Proofs
from scheduler.model.account import Role
from scheduler.model.delivery import Delivery, Event, State
from scheduler.sentences import say
from scheduler.sentences.stored import said
from scheduler.store import approvals, deliveries, earlier, history
from scheduler.store.database import Database
from scheduler.store.deliveries import Cancel, Replace
from scheduler.store.tables import approvals as table
from tests.store.making import HOUR, NOW, add, new, opened

CURATOR = Role(key="curator", name="Conservation", people=("a.martin",), deputies=("p.leroy",))
ROLES = {"curator": CURATOR, "press": Role(key="press", name="Presse", people=("l.diallo",))}
LATER = NOW + 24 * HOUR
CALENDAR = "5a1ba7e0"


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    one = opened(tmp_path)
    yield one
    one.close()


def post(database: Database, name: str = "reserves", text: str = "", *roles: str) -> list[Delivery]:
    wanted = roles or ("curator",)
    return list(
        add(
            database,
            *(
                new(name, account=each, due=LATER, roles=wanted, text=text or f"Le texte de {name}.")
                for each in ("musee-mastodon", "musee-x")
            ),
        )
    )


def edit(database: Database, one: Delivery, text: str) -> Delivery:
    made = new(one.post, account=one.account, due=LATER, roles=one.roles, text=text)
    deliveries.apply(database, [Replace(one.id, made)], by="a", at=NOW, campaigns={})
    found = deliveries.get(database, one.id)
    assert found
    return found


def yes(database: Database, *names: str, by: str = "a.martin", role: str = "curator", at: datetime = NOW) -> Consent:
    return consent(database, names, role=role, by=by, how="mail", roles=ROLES, at=at)


def codes(found: Sequence[object]) -> list[str]:
    return [one.problem.code for one in found]  # type: ignore[attr-defined]


def state(database: Database, one: Delivery) -> State:
    found = deliveries.get(database, one.id)
    assert found
    return found.state


# -- many codes at once


def test_every_code_that_can_be_taken_is_and_every_problem_is_said(database: Database) -> None:
    first, second = post(database), post(database, "quiz")
    press = post(database, "presse", "Autre.", "press")
    found = yes(database, first[0].code, "ZZZZ", second[0].code, press[0].code, "museumweek-2027/quizz")
    assert [one.state for one in found.given] == [State.READY] * 4
    assert {one.post for one in found.given} == {"reserves", "quiz"}
    assert sorted(codes(found.refused)) == [
        "no-such-delivery-meant",
        "no-such-delivery-meant",
        "role-not-asked",
    ] or sorted(codes(found.refused)) == ["no-such-delivery", "no-such-delivery-meant", "role-not-asked"]
    for one in found.refused:
        for language in ("fr", "en"):
            assert str(say(one.problem.code, one.problem.arguments, language))
    assert state(database, press[0]) is State.AWAITING


def test_the_same_code_twice_is_one_yes_now_and_later(database: Database) -> None:
    first, _ = post(database)
    assert len(yes(database, first.code, first.code).given) == 2
    again = yes(database, first.code, by="p.leroy")
    assert [one.state for one in again.given] == [State.READY, State.READY]
    found = deliveries.get(database, first.id)
    assert found
    assert [one.by for one in found.approvals] == ["a.martin"], "whoever said it first stands in the record"
    assert [entry.event for entry in history.of(database, first.id)].count("yes given") == 1


def test_a_name_outside_the_role_takes_nothing_at_all(database: Database) -> None:
    first, _ = post(database)
    with pytest.raises(Problem) as refused:
        yes(database, first.code, by="a.martn")
    assert (refused.value.code, refused.value.arguments["meant"]) == ("person-not-in-role-meant", "a.martin")
    assert state(database, first) is State.AWAITING
    assert yes(database, first.code, by="p.leroy").refused == ()


def test_two_who_say_yes_at_once_leave_one_yes_and_no_harm(database: Database) -> None:
    first, _ = post(database)
    done: list[Consent] = []
    both = [
        Thread(target=lambda by=by: done.append(yes(database, first.code, by=by))) for by in ("a.martin", "p.leroy")
    ]
    for one in both:
        one.start()
    for one in both:
        one.join()
    assert len(done) == 2
    found = deliveries.get(database, first.id)
    assert found
    assert (found.state, len(found.approvals)) == (State.READY, 1)
    assert history.replay(history.of(database, first.id)) is State.READY


# -- taken back


def back(database: Database, *names: str, role: str = "curator", by: str = "a.martin", at: datetime = NOW) -> Consent:
    about = {"role": role, "by": by, "how": "mail", "why": "le prêteur refuse"}
    return take_back(database, names, **about, roles=ROLES, at=at)


def test_a_yes_by_mail_is_taken_back_with_who_why_and_how(database: Database) -> None:
    first, second = post(database)
    other, _ = post(database, "quiz")
    yes(database, first.code, other.code)
    done = back(database, first.code, "ZZZZ", by="p.leroy")
    assert [one.state for one in done.given] == [State.AWAITING, State.AWAITING]
    assert [one.name for one in done.refused] == ["ZZZZ"], "what can be taken back is, whatever else is asked"
    line = next(one for one in history.of(database, second.id) if one.event == "yes taken back")
    assert (line.by, line.why, line.details["role"], line.details["how"]) == (
        "p.leroy",
        "le prêteur refuse",
        "curator",
        "mail",
    )
    assert state(database, other) is State.READY
    assert codes(back(database, first.code).refused) == ["no-yes-to-take-back"]
    with pytest.raises(Problem, match="person-not-in-role"):
        back(database, other.code, by="l.diallo")
    again = yes(database, first.code)
    assert (len(again.given), again.known) == (2, ()), "the text may be approved once more"
    assert len(yes(database, first.code).known) == 2, "a yes that was there already is told apart"
    assert history.verify(database) is None
    assert all(history.replay(history.of(database, one.id)) is State.READY for one in (first, second))


def test_what_is_out_is_not_touched_and_what_may_go_out_again_awaits_its_yes(database: Database) -> None:
    first, second = post(database)
    yes(database, first.code)
    claimed = deliveries.claim(database, now=LATER, lease=HOUR, most=1, busy=("musee-x",))
    assert [one.account for one in claimed] == ["musee-mastodon"]
    done = back(database, first.code)
    assert [(one.tag, one.state) for one in done.given] == [(second.tag, State.AWAITING)]
    assert [(one.tag, one.state) for one in done.gone] == [(first.tag, State.CLAIMED)]
    kept = deliveries.get(database, first.id)
    assert kept
    assert len(kept.approvals) == 1, "the record of what goes out stays"
    assert codes(back(database, first.tag).refused) == ["not-while-claimed"]
    missed, _ = post(database, "quiz")
    yes(database, missed.code)
    deliveries.move(database, deliveries.get(database, missed.id), Event.TOO_LATE, by="dispatcher", at=LATER)  # type: ignore[arg-type]
    assert missed.id in {one.id for one in back(database, missed.code).given}
    retried = deciding.retry(database, [missed.tag], why="", by="cm", at=LATER)
    assert [one.state for one in retried] == [State.AWAITING], "a person's retry does not bring the yes back"


def test_a_yes_that_was_taken_back_covers_no_later_date_of_its_series(database: Database) -> None:
    def on(day: int) -> Delivery:
        due = LATER + timedelta(days=day)
        made = new("fermeture", occurrence=f"{due:%Y-%m-%dT%H:%M}", due=due, roles=("curator",), text="Le musée dort.")
        return add(database, made, at=NOW + timedelta(days=day))[0]

    out, coming = on(0), on(7)
    yes(database, out.tag, coming.tag)
    deliveries.claim(database, now=LATER, lease=HOUR, most=1, busy=())
    back(database, coming.tag, at=NOW + HOUR)
    assert on(14).state is State.AWAITING, "the one that is out keeps its yes, for the record alone"
    yes(database, coming.tag, at=NOW + 2 * HOUR)
    assert on(21).state is State.READY


def test_several_roles_say_yes_and_take_it_back_in_one_transaction(database: Database) -> None:
    first, second = post(database, "reserves", "", "curator", "press")
    both = {"curator": (first.id, second.id), "press": (first.id, second.id)}
    edited = edit(database, second, "Un autre texte.")
    with pytest.raises(Problem, match="changed-meanwhile"):
        approvals.give_all(database, both, by="a", how="review", at=NOW, seen=[first, second])
    assert not any(one.approvals for one in deliveries.select(database)), "nor the first role's, nor the first post's"
    seen = [deliveries.get(database, first.id), edited]
    done = approvals.give_all(database, both, by="a", how="review", at=NOW, seen=[one for one in seen if one])
    assert {one.state for one in done.deliveries} == {State.READY}
    assert {one.id for one in done.ready} == {first.id, second.id}
    deliveries.claim(database, now=LATER, lease=HOUR, most=1, busy=("musee-x",))
    with pytest.raises(Problem, match="not-while-claimed"):
        approvals.take_all_back(database, both, by="a", at=NOW)
    assert [len(one.approvals) for one in deliveries.select(database)] == [2, 2]


# -- older texts


def test_the_code_of_an_older_text_is_refused_and_what_it_said_is_known(database: Database) -> None:
    first, second = post(database, text="Le dernier conservateur.")
    now = edit(database, first, "La dernière personne.")
    found = yes(database, first.code, second.tag)
    assert codes(found.refused) == ["code-of-older-text"]
    assert found.refused[0].problem.arguments["current"] == now.code
    assert [one.tag for one in found.given] == [second.tag]
    read = earlier.since(database, ("museumweek-2027", "reserves", "once"), first.code)
    assert [(tag, one.variant.parts[0].text) for tag, one in read.items()] == [(first.tag, "Le dernier conservateur.")]


def test_a_yes_asks_again_only_where_the_text_changed(database: Database) -> None:
    first, second = post(database)
    yes(database, first.code)
    changed = edit(database, first, "Un autre texte.")
    assert (changed.state, state(database, second)) == (State.AWAITING, State.READY)
    assert [one.tag for one in yes(database, changed.code).given] == [first.tag, second.tag]
    assert state(database, first) is State.READY


def test_a_restored_campaign_file_brings_its_yes_back_and_its_code(database: Database) -> None:
    """An older file put back says what was approved: byte for byte the same digest, so the yes holds, and only then."""
    first, _ = post(database, text="Un texte.")
    yes(database, first.code)
    edit(database, first, "Un texte plus neuf.")
    assert state(database, first) is State.AWAITING
    back = edit(database, first, "Un texte.")
    assert (back.state, back.code) == (State.READY, first.code)
    assert yes(database, first.code).refused == ()
    other = edit(database, first, "Un texte. ")
    assert other.state is State.AWAITING, "one space is another text"


def test_between_two_changes_each_code_knows_what_was_read_then(database: Database) -> None:
    first, second = post(database, text="Un.")
    key = ("museumweek-2027", "reserves", "once")
    one = edit(database, first, "Deux.")
    edit(database, second, "Trois.")
    assert {tag: old.variant.parts[0].text for tag, old in earlier.since(database, key, first.code).items()} == {
        first.tag: "Un.",
        second.tag: "Un.",
    }
    assert {tag: old.variant.parts[0].text for tag, old in earlier.since(database, key, one.code).items()} == {
        second.tag: "Un."
    }
    assert earlier.since(database, key, "ZZZZ") == {}


def test_what_was_cancelled_takes_no_yes(database: Database) -> None:
    first, second = post(database)
    deliveries.apply(database, [Cancel(one.id) for one in (first, second)], by="a", at=NOW, campaigns={})
    assert codes(yes(database, first.tag).refused) == ["not-while-cancelled"]


# -- signed

needs_keys = pytest.mark.skipif(
    shutil.which("ssh-keygen") is None, reason="no ssh-keygen on this machine (openssh-client)"
)


class Keys:
    """Real keys of real people, and the file of those that are allowed."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.signers = folder / "allowed_signers"
        self.signers.write_text("", encoding="utf-8")

    def make(self, who: str, *, options: str = "", allowed: bool = True) -> Path:
        key = self.folder / f"key-{who.replace('.', '-')}-{len(list(self.folder.iterdir()))}"
        subprocess.run(["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-C", who, "-f", str(key)], check=True)
        if allowed:
            public = key.with_suffix(".pub").read_text(encoding="utf-8")
            with self.signers.open("a", encoding="utf-8") as file:
                file.write(f"{who} {options}{public}")
        return key

    def sign(self, key: Path, words: str, namespace: str = NAMESPACE) -> str:
        file = self.folder / "statement"
        file.write_text(words, encoding="utf-8")
        signature = file.with_suffix(".sig")
        signature.unlink(missing_ok=True)
        subprocess.run(
            ["ssh-keygen", "-Y", "sign", "-q", "-n", namespace, "-f", str(key), str(file)],
            check=True,
            capture_output=True,
        )
        return signature.read_text(encoding="utf-8")

    @property
    def role(self) -> Role:
        return replace(CURATOR, signed=True, signers=str(self.signers))


@pytest.fixture
def keys(tmp_path: Path) -> Keys:
    (tmp_path / "keys").mkdir()
    return Keys(tmp_path / "keys")


def signed_yes(
    database: Database, keys: Keys, name: str, key: Path, *, words: str = "", by: str = "a.martin",
    namespace: str = NAMESPACE, calendar: str = CALENDAR, at: datetime = NOW,
) -> Consent:  # fmt: skip
    given = signing.read(words or signing.statement(CALENDAR, "curator", asked(database, [name], "curator")[0]).words)
    signed = Signed(statement=given, signature=keys.sign(key, given.words, namespace), calendar=calendar)
    roles = {"curator": keys.role}
    return consent(database, [name], role="curator", by=by, how="signed", roles=roles, at=at, signed=signed)


def refusal(act: object) -> str:
    with pytest.raises(Problem) as raised:
        act()  # type: ignore[operator]
    for language in ("fr", "en"):
        assert str(say(raised.value.code, raised.value.arguments, language))
    return raised.value.code


@needs_keys
def test_a_signed_yes_is_taken_and_believed_at_send_time(database: Database, keys: Keys) -> None:
    first, second = post(database)
    done = signed_yes(database, keys, first.code, keys.make("a.martin"))
    assert [one.state for one in done.given] == [State.READY, State.READY]
    proofs = Proofs({"curator": keys.role}, CALENDAR, database)
    for one in done.given:
        assert proofs(one, LATER) == ""
    signed_yes(database, keys, first.code, next(keys.folder.glob("key-*[0-9]")))
    found = deliveries.get(database, second.id)
    assert found
    assert len(found.approvals) == 1, "the same signature twice is one yes"


@needs_keys
def test_an_unsigned_yes_is_refused_for_a_role_that_wants_a_signature(database: Database, keys: Keys) -> None:
    first, _ = post(database)
    roles = {"curator": keys.role}

    def plain() -> object:
        return consent(database, [first.code], role="curator", by="a.martin", how="mail", roles=roles, at=NOW)

    def all_or_nothing() -> object:
        return approve(database, [first.code], role="curator", by="a.martin", how="mail", roles=roles, at=NOW)

    assert refusal(plain) == refusal(all_or_nothing) == "role-wants-signature"
    assert refusal(lambda: may("curator", "a.martin", roles)) == "role-wants-signature", "so the review refuses it, too"
    assert state(database, first) is State.AWAITING


@needs_keys
def test_a_signature_of_something_else_is_refused(database: Database, keys: Keys) -> None:
    first, _ = post(database)
    key = keys.make("a.martin")
    old = signing.statement(CALENDAR, "curator", asked(database, [first.code], "curator")[0]).words
    now = edit(database, first, "Un autre texte.")
    assert codes(signed_yes(database, keys, now.code, key, words=old).refused) == ["signature-of-other-text"]
    forged = old.replace(first.digest, now.digest)
    signature = keys.sign(key, old)
    signed = Signed(statement=signing.read(forged), signature=signature, calendar=CALENDAR)
    roles = {"curator": keys.role}
    assert (
        refusal(
            lambda: consent(
                database, [now.code], role="curator", by="a.martin", how="", roles=roles, at=NOW, signed=signed
            )
        )
        == "signature-bad"
    )
    assert refusal(lambda: signed_yes(database, keys, now.code, key, namespace="file")) == "signature-bad"
    assert (
        refusal(lambda: signed_yes(database, keys, now.code, key, calendar="another")) == "signature-of-other-calendar"
    )
    assert (
        refusal(lambda: signed_yes(database, keys, now.code, key, at=NOW + timedelta(days=60))) == "signature-expired"
    )
    press = signing.statement(CALENDAR, "press", asked(database, [now.code], "curator")[0]).words
    assert refusal(lambda: signed_yes(database, keys, now.code, key, words=press)) == "signature-of-other-role"
    assert refusal(lambda: signing.read("scheduler approval 1\nrole: curator\n")) == "statement-unreadable"
    assert refusal(lambda: signing.read(old.replace("approval 2", "approval 3"))) == "statement-unreadable"
    assert refusal(lambda: signing.read(old + "role: press\n")) == "statement-unreadable", "one role, said once"
    assert state(database, first) is State.AWAITING


@needs_keys
def test_a_statement_that_was_saved_on_windows_is_the_same_statement(database: Database, keys: Keys) -> None:
    first, _ = post(database)
    given = signing.statement(CALENDAR, "curator", asked(database, [first.code], "curator")[0])
    signature = keys.sign(keys.make("a.martin"), given.words.replace("\n", "\r\n"))
    signing.verify(given, signature, role=keys.role, by="a.martin", calendar=CALENDAR, at=NOW)


@needs_keys
def test_a_foreign_or_expired_key_is_refused(database: Database, keys: Keys) -> None:
    first, _ = post(database)
    foreign = keys.make("a.martin", allowed=False)
    assert refusal(lambda: signed_yes(database, keys, first.code, foreign)) == "signature-bad"
    other = keys.make("p.leroy")
    assert refusal(lambda: signed_yes(database, keys, first.code, other)) == "signature-bad", (
        "a colleague's key in her name"
    )
    assert signed_yes(database, keys, first.code, other, by="p.leroy").refused == ()
    (old, _) = post(database, "vieux")
    expired = keys.make("a.martin", options=f'valid-before="{NOW - timedelta(days=1):%Y%m%d}" ')
    assert refusal(lambda: signed_yes(database, keys, old.code, expired)) == "signature-bad"
    young = keys.make("a.martin", options=f'valid-before="{NOW + timedelta(hours=12):%Y%m%d%H%M}" ')
    done = signed_yes(database, keys, old.code, young)
    assert Proofs({"curator": keys.role}, CALENDAR, database)(done.given[0], NOW) == ""
    late = Proofs({"curator": keys.role}, CALENDAR, database)(done.given[0], LATER)
    assert "a.martin" in said(late, "fr"), "a key that ended before the hour counts no more"


@needs_keys
def test_at_send_time_the_database_alone_proves_nothing(database: Database, keys: Keys) -> None:
    first, _ = post(database)
    done = signed_yes(database, keys, first.code, keys.make("a.martin"))
    proofs = Proofs({"curator": keys.role}, CALENDAR, database)
    with database.write() as connection:
        connection.execute(table.update().where(table.c.delivery_id == first.id).values(proof=""))
    unsigned = deliveries.get(database, first.id)
    assert unsigned
    assert "signature" in said(proofs(unsigned, LATER), "en")
    for broken in ("{}", "x", '{"statement": "scheduler approval 1", "signature": ""}'):
        with database.write() as connection:
            connection.execute(table.update().where(table.c.delivery_id == first.id).values(proof=broken))
        found = deliveries.get(database, first.id)
        assert found
        assert proofs(found, LATER)
    other = replace(done.given[1], digest="1:other")
    assert proofs(other, LATER)
    keys.signers.write_text("", encoding="utf-8")
    assert proofs(done.given[1], LATER), "a key that was taken from the file counts no more"
    keys.signers.unlink()
    assert "signers-missing" in proofs(done.given[1], LATER)
    assert Proofs(ROLES, CALENDAR, database)(unsigned, LATER) == "", "a role that wants none is not asked"


@needs_keys
def test_a_signature_cannot_be_given_again_once_its_yes_was_taken_back(database: Database, keys: Keys) -> None:
    first, second = post(database)
    key, role = keys.make("a.martin"), {"curator": keys.role}
    old = signing.statement(CALENDAR, "curator", asked(database, [first.code], "curator")[0]).words
    done = signed_yes(database, keys, first.code, key, words=old)
    proofs = Proofs(role, CALENDAR, database)
    assert [proofs(one, LATER) for one in done.given] == ["", ""]
    take_back(database, [first.tag], role="curator", by="p.leroy", why="doute", roles=role, at=NOW + HOUR)
    replayed = signed_yes(database, keys, first.code, key, words=old, at=NOW + 2 * HOUR)
    assert codes(replayed.refused) == ["signature-taken-back"]
    with database.write() as connection:  # whoever has the database in hand brings the row back
        connection.execute(table.update().values(taken_back_at=None))
    (forged, kept) = (deliveries.get(database, one.id) for one in (first, second))
    assert forged
    assert kept
    assert not forged.missing_roles
    assert "signature-taken-back" in proofs(forged, LATER), "the journal says so, and the sender asks it"
    assert proofs(kept, LATER) == "", "only there was it taken back"
    ahead = old.replace("after: -", "after: 2027-12-31T00:00:00.000000Z")
    assert refusal(lambda: signed_yes(database, keys, first.code, key, words=ahead)) == "statement-unreadable"
    about = asked(database, [first.code], "curator")[0]
    fresh = signing.statement(CALENDAR, "curator", about, signing.withdrawn(database, "curator", about))
    assert fresh.after == NOW + HOUR
    anew = signed_yes(database, keys, first.code, key, words=fresh.words, at=NOW + 2 * HOUR)
    assert not anew.refused
    assert [proofs(one, LATER) for one in anew.given] == ["", ""]
    assert approvals.taken_back(database, forged, "curator", as_now=True) == NOW + HOUR
    other = edit(database, forged, "Un autre texte.")
    assert approvals.taken_back(database, other, "curator") == NOW + HOUR
    assert approvals.taken_back(database, other, "curator", as_now=True) is None, (
        "of the text that is there now none was"
    )
    assert approvals.taken_back(database, forged, "press") is None


@pytest.mark.long
@needs_keys
def test_planned_anew_under_the_same_key_it_is_still_taken_back(database: Database, keys: Keys) -> None:
    first, _ = post(database)
    key = keys.make("a.martin")
    old = signing.statement(CALENDAR, "curator", [first]).words
    signed_yes(database, keys, first.tag, key, words=old)
    take_back(database, [first.tag], role="curator", by="a.martin", roles={"curator": keys.role}, at=NOW + HOUR)
    deliveries.apply(database, [Cancel(first.id)], by="a", at=NOW + HOUR, campaigns={})
    made = new("reserves", account=first.account, due=LATER, roles=("curator",), text="Le texte de reserves.")
    (again,) = add(database, made, at=NOW + HOUR)
    assert again.digest == first.digest
    replayed = signed_yes(database, keys, again.tag, key, words=old, at=NOW + 2 * HOUR)
    assert codes(replayed.refused) == ["signature-taken-back"]


@pytest.mark.long
@needs_keys
def test_a_statement_of_the_first_version_still_holds_where_nothing_was_taken_back(
    database: Database, keys: Keys
) -> None:
    first, _ = post(database)
    key = keys.make("a.martin")
    words = signing.statement(CALENDAR, "curator", asked(database, [first.code], "curator")[0]).words
    first_version = words.replace("approval 2", "approval 1").replace("after: -\n", "")
    done = signed_yes(database, keys, first.code, key, words=first_version)
    assert [one.state for one in done.given] == [State.READY, State.READY]
    assert Proofs({"curator": keys.role}, CALENDAR, database)(done.given[0], LATER) == ""
    take_back(database, [first.tag], role="curator", by="a.martin", roles={"curator": keys.role}, at=NOW + HOUR)
    assert codes(signed_yes(database, keys, first.tag, key, words=first_version, at=NOW + 2 * HOUR).refused) == [
        "signature-taken-back"
    ]


@needs_keys
def test_a_signed_yes_to_a_series_covers_its_later_dates_until_the_text_changes(database: Database, keys: Keys) -> None:
    def on(day: int, text: str = "Le musée dort.") -> Delivery:
        due = LATER + timedelta(days=day)
        (one,) = add(
            database, new("fermeture", occurrence=f"{due:%Y-%m-%dT%H:%M}", due=due, roles=("curator",), text=text)
        )
        return one

    first = on(0)
    signed_yes(database, keys, first.tag, keys.make("a.martin"))
    later, changed = on(7), on(14, "Le musée s'éveille.")
    assert (later.state, changed.state) == (State.READY, State.AWAITING)
    proofs = Proofs({"curator": keys.role}, CALENDAR, database)
    assert proofs(later, LATER + timedelta(days=7)) == ""
    assert proofs(later, LATER + timedelta(days=400)), "no signature holds for ever"


@needs_keys
def test_without_ssh_keygen_it_says_so(database: Database, keys: Keys, monkeypatch: pytest.MonkeyPatch) -> None:
    first, _ = post(database)
    key = keys.make("a.martin")
    words = signing.statement(CALENDAR, "curator", asked(database, [first.code], "curator")[0]).words
    signed = Signed(statement=signing.read(words), signature=keys.sign(key, words), calendar=CALENDAR)
    monkeypatch.setenv("PATH", str(keys.folder))
    roles = {"curator": keys.role}
    assert (
        refusal(
            lambda: consent(
                database, [first.code], role="curator", by="a.martin", how="", roles=roles, at=NOW, signed=signed
            )
        )
        == "ssh-keygen-missing"
    )


def test_a_statement_is_the_same_words_each_time_and_names_what_it_covers(database: Database) -> None:
    found = post(database)
    made = signing.statement(CALENDAR, "curator", found)
    assert made == signing.statement(CALENDAR, "curator", list(reversed(found)))
    assert all(one.digest in made.words for one in found)
    assert found[0].code in made.words
    assert signing.read(made.words) == made
    assert all(signing.covers(made, one) for one in found)
    earlier_hour = replace(found[0], due=LATER - HOUR, local=None)
    assert not signing.covers(made, earlier_hour), "moving earlier asks again"
    assert signing.covers(made, replace(found[0], due=LATER + HOUR, local=None))
    assert not signing.covers(made, replace(found[0], post="autre"))
