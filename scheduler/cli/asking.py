"""Questions on the terminal, one line each; without a terminal each names the flag that answers it."""

import sys

from scheduler.cli import context
from scheduler.errors import NeedsPerson
from scheduler.sentences import say

TRIES = 5


class Questions:
    """A talk on stderr, in one language; `asks` says whether somebody is there to answer."""

    def __init__(self, language: str) -> None:
        self.language = language
        self.asks = context.interactive()

    def say(self, code: str, **arguments: object) -> None:
        """Say something that is no question, in lines of the terminal's width."""
        self.tell(str(say(code, arguments, self.language)))

    @staticmethod
    def tell(text: str) -> None:
        from scheduler.render.connecting import wrapped  # noqa: PLC0415

        for line in wrapped(text):
            context.tell(line)

    def say_only(self, code: str, **arguments: object) -> None:
        """Say what only somebody at a terminal waits for."""
        if self.asks:
            self.say(code, **arguments)

    def line(self, code: str, *, flag: str, default: str = "", empty: bool = False, **arguments: object) -> str:
        """A line from the terminal; an empty one means `default`, or with `empty` nothing. Without a terminal: raise what
        names the flag.
        """
        question = say(code, arguments, self.language).text
        if not self.asks:
            raise NeedsPerson("needs-answer", question=question, flag=flag)
        for _ in range(TRIES):
            sys.stderr.write(f"{question} ")
            sys.stderr.flush()
            got = sys.stdin.readline()
            if not got:
                break
            answer = got.strip() or default
            if answer or empty:
                return answer
        raise NeedsPerson("not-done", flag=flag)

    def unseen(self, prompt: str) -> str:
        from getpass import getpass  # noqa: PLC0415

        try:
            return getpass(prompt, stream=sys.stderr)
        except EOFError:
            raise NeedsPerson("not-done", flag="--secret-from-stdin") from None
