"""Where an account's secrets are to be kept: said by a flag, or asked, with what works on this machine first."""

from typing import TYPE_CHECKING

from scheduler.cli import context
from scheduler.cli.asking import TRIES, Questions
from scheduler.errors import NeedsPerson, Usage
from scheduler.sentences import label

if TYPE_CHECKING:
    from scheduler.app.connecting import Form


def known(store: str) -> str:
    """`store` as it was given, "" where nobody said. Raises `Usage` for a word that is no store."""
    from scheduler.app.keeping import STORES  # noqa: PLC0415

    if store and store not in STORES:
        raise Usage("connect-store-unknown", where="--store", name=store, known=STORES)
    return store


def place(talk: Questions, form: "Form", *, hidden: bool) -> None:
    """Settle the store of `form`; `hidden`: some secrets are still to be typed."""
    from scheduler.app.keeping import KEYRING, OWN, keyring_works  # noqa: PLC0415

    if form.store in OWN or (form.store and hidden and not form.typed):
        return
    if form.store:
        raise Usage("connect-store-elsewhere", where="--store", name=form.store)
    keyring = keyring_works()
    if talk.asks:
        form.store = _asked(talk, form, keyring=keyring)
    elif not keyring and form.typed:
        raise NeedsPerson("needs-answer", question=label("connect-ask-store", talk.language), flag="--store file")
    else:
        form.store = KEYRING


def _asked(talk: Questions, form: "Form", *, keyring: bool) -> str:
    from scheduler.app.keeping import FILE, KEYRING, OWN, STORES  # noqa: PLC0415

    context.tell("")
    talk.say("connect-ask-store")
    offered = [one for one in STORES if (keyring or one != KEYRING) and (one in OWN or not form.typed)]
    for number, one in enumerate(offered, start=1):
        talk.tell(f"  {number}  {label(f'store-{one}', talk.language)}")
    if not keyring:
        talk.say("connect-no-keyring")
    for _ in range(TRIES):
        answer = talk.line("connect-ask-number", flag="--store", default="1", now="1")
        if answer in offered:
            return answer
        if answer.isdigit() and 1 <= int(answer) <= len(offered):
            return offered[int(answer) - 1]
    return FILE
