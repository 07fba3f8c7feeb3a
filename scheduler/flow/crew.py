"""The bounded pool that sends and looks: at most one job an account at a time, results handed back to one thread."""

from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from queue import Empty, SimpleQueue

from scheduler.model.delivery import Delivery


@dataclass(frozen=True, slots=True)
class Done:
    """What a job came to: the delivery as it stands, or the fault that ended it. `before` is what it was given."""

    before: Delivery | None
    after: Delivery | None = None
    fault: BaseException | None = None


class Crew:
    """Runs jobs for accounts. Only the thread that made it calls it; `ring` is called by workers, once a job is done."""

    def __init__(self, threads: int, ring: Callable[[], None]) -> None:
        self._pool = ThreadPoolExecutor(max_workers=threads, thread_name_prefix="publish")
        self._threads = threads
        self._ring = ring
        self._done: SimpleQueue[tuple[str, Done]] = SimpleQueue()
        self._busy: set[str] = set()

    @property
    def busy(self) -> frozenset[str]:
        """The accounts that have a job."""
        return frozenset(self._busy)

    @property
    def free(self) -> int:
        """How many more jobs may begin now."""
        return self._threads - len(self._busy)

    def begin(self, account: str, before: Delivery | None, job: Callable[[], Delivery | None]) -> None:
        """Run `job` in the pool; `account` is busy until its result has been taken."""
        self._busy.add(account)
        future = self._pool.submit(job)
        future.add_done_callback(lambda one: self._finish(account, before, one))

    def _finish(self, account: str, before: Delivery | None, future: Future[Delivery | None]) -> None:
        fault = future.exception()
        self._done.put((account, Done(before, fault=fault) if fault else Done(before, future.result())))
        self._ring()

    def results(self, *, wait: bool) -> list[Done]:
        """What was finished since; with `wait`, at least one where any job is running."""
        found: list[Done] = []
        while self._busy:
            try:
                account, done = self._done.get(block=wait and not found)
            except Empty:
                break
            self._busy.discard(account)
            found.append(done)
        return found

    def close(self) -> None:
        """Wait for what is running."""
        self._pool.shutdown(wait=True)
