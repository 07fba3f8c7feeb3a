"""What jobs came to: counted, told, and written down in the end, also where the store or a job broke."""

import logging
from collections.abc import Callable, Sequence

from scheduler.errors import SchedulerError
from scheduler.flow.beginning import Sending
from scheduler.flow.crew import Crew, Done
from scheduler.flow.lookout import Lookout
from scheduler.flow.owed import Owed
from scheduler.flow.publish import Publisher
from scheduler.flow.tally import Tally
from scheduler.flow.trouble import Troubles, held_for
from scheduler.model.delivery import Delivery, State
from scheduler.store import accounts
from scheduler.store.database import Database

log = logging.getLogger(__name__)


class Books:
    """One dispatcher's. Only its thread calls it; `follow` is given each delivery whose job has ended."""

    def __init__(
        self,
        database: Database,
        publisher: Publisher,
        lookout: Lookout,
        troubles: Troubles,
        follow: Callable[[Delivery], None],
    ) -> None:
        self._database = database
        self._publisher = publisher
        self._lookout = lookout
        self._troubles = troubles
        self._follow = follow
        self._cut: dict[int, str] = {}
        self.tally = Tally()

    @property
    def open(self) -> bool:
        """Whether something waits to be written down."""
        return self._publisher.owes or bool(self._cut)

    def take(self, done: Sequence[Done]) -> None:
        """Count what jobs came to. A fault of the program or the store costs its delivery, never the others."""
        for one in done:
            if one.fault is not None:
                self._broke(one.before, one.fault)
            elif one.after is not None and one.before is not None:
                self._lookout.after(one.after)
                self.ended(one.after, looked=one.before.state is State.UNKNOWN)
        # What went out has blocked nobody; what another process has blocked is news of the next job that did not.
        if any(one.after is None or one.after.state is not State.PUBLISHED for one in done):
            self.tally.block(accounts.blocked(self._database).values())

    def ended(self, delivery: Delivery, *, looked: bool = False) -> None:
        """Count one delivery as it is now; `looked`: it was looked for."""
        self.tally.ended(delivery, looked=looked)
        self._follow(delivery)

    def settle(self, crew: Crew | None = None) -> bool:
        """Write down what the store could not take before; False: it still cannot, and nothing new may begin."""
        try:
            self._database.check_journal()
            for paid in self._publisher.pay():
                if crew and paid.state is State.SENDING:
                    crew.entrust(Sending(paid))
                else:
                    self.ended(paid)
            for cut, why in list(self._cut.items()):
                self.ended(self._publisher.release(cut, why))
                del self._cut[cut]
        except (Owed, SchedulerError) as error:
            self._troubles.owing(error)
            return False
        self._troubles.paid()
        return True

    def _broke(self, delivery: Delivery | None, fault: BaseException) -> None:
        if not isinstance(fault, Exception):
            raise fault
        if isinstance(fault, Owed):
            return
        log.error("job-broke %s", delivery.tag if delivery else "", exc_info=fault)
        if delivery is None:
            return
        if delivery.state is State.UNKNOWN:
            self._lookout.rest(delivery)
        else:
            self._cut[delivery.id] = held_for(fault)
