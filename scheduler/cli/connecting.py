"""connect: an account from its first click on the network's pages to the first proof that publishing would work.

The talk is on stderr, the answer on stdout. A secret is never an argument: it is typed unseen, comes through a pipe, or stays
where a reference points.
"""

import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated

import typer

from scheduler.cli import context, storing
from scheduler.cli.asking import TRIES, Questions
from scheduler.cli.context import ByOption, ConfigOption, JsonOption, help_of
from scheduler.errors import ExitCode, NeedsPerson, Problem, Usage
from scheduler.sentences import label, say
from scheduler.sentences.stored import said

if TYPE_CHECKING:
    from scheduler.app.connecting import Form, Setting
    from scheduler.app.entering import Entered
    from scheduler.app.proving import Proof
    from scheduler.app.scheduler import Scheduler


def connect(
    account: Annotated[str, typer.Argument(help=help_of("argument-connect"), show_default=False)],
    network: Annotated[str, typer.Option("--network", help=help_of("option-connect-network"))] = "",
    through: Annotated[str, typer.Option("--through", help=help_of("option-through"))] = "",
    base_url: Annotated[str, typer.Option("--base-url", help=help_of("option-base-url"))] = "",
    settings: Annotated[list[str] | None, typer.Option("--set", help=help_of("option-set"), show_default=False)] = None,
    store: Annotated[str, typer.Option("--store", help=help_of("option-store"))] = "",
    from_stdin: Annotated[bool, typer.Option("--secret-from-stdin", help=help_of("option-secret-from-stdin"))] = False,
    another: Annotated[str, typer.Option("--another", help=help_of("option-another"))] = "",
    yes: Annotated[bool, typer.Option("--yes", help=help_of("option-yes"))] = False,
    by: ByOption = None,
    as_json: JsonOption = False,
    config: ConfigOption = None,
) -> int:
    """Connect an account: what to create where, what it costs, and whether publishing would work."""
    from scheduler.app import connecting as office  # noqa: PLC0415
    from scheduler.app.entering import enter  # noqa: PLC0415

    with context.opened(config) as scheduler:
        form = office.begin(scheduler.config, account, network=network, through=through, base_url=base_url)
        form.another = another
        talk = Talk(scheduler, form, yes=yes)
        talk.choose(store)
        for pair in settings or ():
            name, sign, value = pair.partition("=")
            if not sign:
                raise Usage("connect-set-odd", where="--set")
            office.put(scheduler.config, form, name.strip(), value)
        if from_stdin:
            office.read_secrets(scheduler.config, form, sys.stdin.read())
        with context.asking():
            talk.introduce()
            proof = talk.prove()
            talk.confirm(proof)
        entered = enter(scheduler.ground, form, proof, by=context.person(by))
        return _told(talk, proof, entered, as_json=as_json)


class Talk(Questions):
    """The questions that are still open about one account."""

    def __init__(self, scheduler: "Scheduler", form: "Form", *, yes: bool) -> None:
        super().__init__(scheduler.language)
        self.scheduler = scheduler
        self.config = scheduler.config
        self.form = form
        self.yes = yes

    # -- what it is to be

    def choose(self, store: str) -> None:
        """The network, what sends, and where secrets go, as far as nobody said."""
        from scheduler.app import connecting as office  # noqa: PLC0415

        self.form.store = storing.known(store)
        self.say_only("connect-title", account=self.form.account)
        if not self.form.network:
            known = office.networks(self.config)
            self.say_only("connect-networks", names=", ".join(known))
            answer = self.line("connect-ask-network", flag="--network", account=self.form.account)
            office.choose_network(self.config, self.form, answer.lower())
        if not self.form.through:  # it only rehearsed so far
            waiting = office.queued(self.scheduler.ground, self.form.account)
            context.ask(
                "connect-ask-real-queued" if waiting else "connect-ask-real",
                self.language,
                flag=f"--through {self.form.network}",
                account=self.form.account,
                network=office.kind_of(self.config, self.form).rules.title,
                n=waiting,
            )
            office.choose_way(self.config, self.form, self.form.network)

    def introduce(self) -> None:
        """Read the guide out, and ask for everything that is missing."""
        from scheduler.app import connecting as office  # noqa: PLC0415
        from scheduler.render import connecting as drawn  # noqa: PLC0415

        form, kind = self.form, office.kind_of(self.config, self.form)
        open_questions = bool(office.missing(self.config, form)) or office.needs_server(self.config, form)
        if form.through != form.network:
            self.say_only("connect-through", through=form.through, network=kind.rules.title)
            return
        if self.asks and kind.guide is not None and (open_questions or not form.given):
            context.tell("")
            self.say("connect-how")
            for line in drawn.guide(kind.guide, kind.docs, self.language):
                context.tell(line)
            context.tell("")
        self.server()
        again = self.asks and form.was is not None and not form.given
        self.options([one.name for one in kind.options if one.required] if again else None)

    def server(self) -> None:
        """Whose server it is: asked where it is missing, confirmed where only the file names it."""
        from scheduler.app import connecting as office  # noqa: PLC0415

        form = self.form
        while office.needs_server(self.config, form):
            answer = self.line("connect-ask-server", flag="--base-url")
            try:
                form.base_url, form.base_url_given = office.server(answer), True
            except Problem as wrong:
                self.tell(str(say(wrong.code, wrong.arguments, self.language)))
        if origin := office.doubtful_server(self.scheduler.ground, form):
            context.ask("connect-ask-origin", self.language, flag=f"--base-url {origin}", origin=origin)
            form.base_url_given = True

    # -- settings and secrets

    def options(self, again: Sequence[str] | None = None) -> None:
        """Every setting that is missing; `again` names those to be asked although they are known.

        On a terminal also what is not required, where the guide tells how to come by it.
        """
        from scheduler.app import connecting as office  # noqa: PLC0415

        kind = office.kind_of(self.config, self.form)
        wanted = set(again or ()) | {one.name for one in office.missing(self.config, self.form)}
        if wanted and self.asks and kind.guide is not None:
            wanted |= {step.option for step in kind.guide.steps} - set(self.form.settings) - set(self.form.typed)
        asked = [one for one in kind.options if one.name in wanted]
        if not self.asks and len(asked) > 1:
            self.needed(asked)
        hidden = [one for one in asked if one.secret]
        for option in asked:
            if not option.secret:
                self.plain(option)
        if hidden or self.form.typed:
            storing.place(self, self.form, hidden=bool(hidden))
        if hidden and self.asks:
            self.say("connect-goes-to", origin=office.target(self.config, self.form))
        for option in hidden:
            self.hidden(option)

    def needed(self, asked: "Sequence[Setting]") -> None:
        """Nobody is there to answer: name everything that is missing, at once."""
        flags = ["--secret-from-stdin"] if any(one.secret for one in asked) else []
        flags += [f"--set {one.name}={'env:NAME' if one.secret else '...'}" for one in asked]
        names = ", ".join(one.name for one in asked)
        question = label("connect-ask-value", self.language, name=names)
        raise NeedsPerson("needs-answer", question=question, flag=", ".join(flags))

    def what(self, option: "Setting") -> None:
        """Say what a setting is, and where it is found."""
        name, code = option.name, f"option-{self.form.network}-{option.name.replace('_', '-')}"
        context.tell("")
        try:
            about = say(code, {}, self.language)
        except KeyError:  # an outside network's own setting
            context.tell(name)
        else:
            self.tell(f"{name}: {about.text}")
            if about.advice:
                self.tell(about.advice)
        if not option.required:
            self.say("connect-optional")

    def plain(self, option: "Setting") -> None:
        from scheduler.app import connecting as office  # noqa: PLC0415

        name = option.name
        if self.asks:
            self.what(option)
        now = self.form.settings.get(name, "")
        code, flag = ("connect-ask-again" if now else "connect-ask-value"), f"--set {name}=..."
        answer = self.line(code, flag=flag, name=name, default=now, empty=not option.required, now=now)
        if answer:
            office.put(self.config, self.form, name, answer)

    def hidden(self, option: "Setting") -> None:
        """One secret, typed unseen, or a reference to where it lies."""
        from scheduler.app import connecting as office  # noqa: PLC0415
        from scheduler.app.keeping import OWN  # noqa: PLC0415

        name = option.name
        flag = f"--secret-from-stdin, --set {name}=env:NAME"
        if not self.asks:
            raise NeedsPerson("needs-answer", question=label("connect-ask-value", self.language, name=name), flag=flag)
        self.what(option)
        now = self.form.settings.get(name, "")
        if now:
            self.say("connect-keeps", reference=now)
        if self.form.store not in OWN:
            code = "connect-ask-command" if self.form.store == "cmd" else "connect-ask-variable"
            given = self.line(code, flag=flag, default=now, empty=not option.required)
            known = given.startswith(("env:", "cmd:", "file:", "keyring:"))
            if given:
                office.put(self.config, self.form, name, given if known else f"{self.form.store}:{given}")
            return None
        for _ in range(TRIES):
            answer = self.unseen(f"{name}: ").strip()
            if answer:
                return office.hide(self.config, self.form, name, answer)
            if now or not option.required:
                return None
            self.say("connect-empty", name=name)
        raise NeedsPerson("not-done", flag=flag)

    # -- proof, and the last question

    def prove(self) -> "Proof":
        """Ask the network; on a terminal what it refuses may be typed again."""
        from scheduler.app import connecting as office  # noqa: PLC0415
        from scheduler.app.proving import Refused, prove  # noqa: PLC0415

        for left in range(TRIES, 0, -1):
            if self.form.through == self.form.network and self.asks:
                self.say_only("connect-asking", origin=office.target(self.config, self.form))
            try:
                return prove(self.scheduler.ground, self.form)
            except Refused as refused:
                why = said(refused.why, self.language)
                if not self.asks or left == 1:
                    raise Refused(self.form.account, why) from refused
                self.tell(f"✗ {why}")
                context.ask("connect-ask-retype", self.language, flag="--secret-from-stdin")
                secret = [one.name for one in office.kind_of(self.config, self.form).options if one.required]
                self.form.typed.clear()
                self.options(secret)
        raise AssertionError("unreachable")

    def confirm(self, proof: "Proof") -> None:
        """Show what was found and what will be written; go on only with a yes."""
        from scheduler.app.entering import preview  # noqa: PLC0415
        from scheduler.render import connecting as drawn  # noqa: PLC0415

        form = self.form
        if proof.asked:
            for line in drawn.proved(proof, self.language, self.config.timezone):
                context.tell(line)
        if self.yes:
            return
        if not proof.health.works:
            context.ask("connect-ask-findings", self.language, flag="--yes", account=form.account)
        if self.asks:
            context.tell("")
            for line in drawn.settings(preview(self.config, form), form.account):
                context.tell(line)
            context.ask("connect-ask-write", self.language, flag="--yes", file=str(self.config.path))


def _told(talk: Talk, proof: "Proof", entered: "Entered", *, as_json: bool) -> int:
    from scheduler.app import connecting as office  # noqa: PLC0415
    from scheduler.render import connecting as drawn  # noqa: PLC0415

    if as_json:
        context.answer(drawn.surface(entered, proof, talk.language))
    else:
        drawn.done(entered, proof, office.address(talk.config, talk.form), talk.language)
    return int(ExitCode.DONE if proof.health.works else ExitCode.NETWORK)


COMMANDS = {"connect": connect}
