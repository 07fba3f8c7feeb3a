"""Progress on stderr: a bar on a terminal, one line a stage when piped, nothing when quiet."""

import sys
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Self, TypeVar

from scheduler.render.ink import coloured
from scheduler.sentences import label

if TYPE_CHECKING:
    from rich.progress import Progress as Bar

T = TypeVar("T")


class Progress:
    """Use as a context manager. `stage` names what is done now, `steps` draws it."""

    def __init__(self, language: str, *, quiet: bool = False) -> None:
        self._language = language
        self._quiet = quiet
        self._bar: Bar | None = None

    def __enter__(self) -> Self:
        if not self._quiet and sys.stderr.isatty():
            from rich.console import Console  # noqa: PLC0415 - rich takes longer to load than most answers to make
            from rich.progress import BarColumn, TaskProgressColumn, TextColumn, TimeElapsedColumn  # noqa: PLC0415 - rich takes longer to load than most answers to make
            from rich.progress import Progress as Bar  # noqa: PLC0415 - rich takes longer to load than most answers to make

            columns = (
                TextColumn("{task.description}", markup=False),
                BarColumn(),
                TaskProgressColumn(),
                TimeElapsedColumn(),
            )
            self._bar = Bar(*columns, console=Console(file=sys.stderr, no_color=not coloured(sys.stderr)))
            self._bar.start()
        return self

    def __exit__(self, *_: object) -> None:
        if self._bar is not None:
            self._bar.stop()

    def stage(self, code: str, **arguments: object) -> None:
        """Say what is being done."""
        text = label(f"stage-{code}", self._language, **arguments)
        if self._bar is not None:
            self._bar.add_task(text, total=1, completed=1)
        elif not self._quiet:
            sys.stderr.write(f"{text}\n")

    def steps(self, code: str, total: int, items: Iterable[T], **arguments: object) -> Iterator[T]:
        """Hand on `items`, drawing how many of `total` are done."""
        text = label(f"stage-{code}", self._language, **arguments)
        if self._bar is None:
            if not self._quiet:
                sys.stderr.write(f"{text}\n")
            yield from items
            return
        task = self._bar.add_task(text, total=total)
        for item in items:
            yield item
            self._bar.advance(task)
        self._bar.update(task, completed=total)
