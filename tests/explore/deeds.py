"""What may befall a universe: deaths, times, people, networks and disks."""

from enum import StrEnum
from typing import TypeAlias

from tests.flow.remote import Fate


class Deed(StrEnum):
    """What may befall a dispatcher between two of its steps."""

    KILL = "kill -9"
    TERM = "told to stop"
    DISK_FULL = "the disk is full"
    SLOW = "70 s pass"
    LATE = "three hours pass"
    SUSPEND = "the machine sleeps for three hours"
    BACK = "the wall clock is set back by an hour"
    AHEAD = "the wall clock is set ahead by two minutes"
    STOP = "the brake is pulled"
    GO = "the brake is let go"
    CANCEL = "a person cancels"
    EDIT = "a person edits the text"
    MOVE = "a person moves it by an hour"
    HOLD = "a person holds it"
    TAKE_BACK = "a yes is taken back"
    HALT = "a person stops the rest"
    BLIND = "the network does not answer a look"
    SWITCH = "another thread goes first"
    FREEZE = "the process is frozen for longer than its lease"
    GONE = "the host is gone for good"


Choice: TypeAlias = Deed | Fate
TIME: tuple[Choice, ...] = (Deed.SLOW, Deed.LATE, Deed.SUSPEND, Deed.BACK, Deed.AHEAD)
PEOPLE: tuple[Choice, ...] = (
    Deed.STOP,
    Deed.GO,
    Deed.CANCEL,
    Deed.EDIT,
    Deed.MOVE,
    Deed.HOLD,
    Deed.TAKE_BACK,
    Deed.HALT,
)
FAULTS: tuple[Choice, ...] = tuple(fate for fate in Fate if fate is not Fate.ACCEPTED)
DEADLY: frozenset[Choice] = frozenset({Deed.KILL, Deed.GONE})
"""What ends a process without a word."""
