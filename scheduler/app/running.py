"""What publishes: connectors built from the configuration, the dispatcher, the brake, and the state of the accounts."""

import logging
from collections.abc import Callable, Sequence
from datetime import datetime
from functools import partial
from pathlib import Path
from zoneinfo import ZoneInfo

from scheduler.app import health
from scheduler.app.accounts import Looks, look
from scheduler.app.braking import Braking
from scheduler.app.connectors import Connectors
from scheduler.app.deadlines import Deadlines
from scheduler.app.ears import Ears
from scheduler.app.ground import Ground
from scheduler.app.handing import Reminders
from scheduler.app.horizon import Horizon
from scheduler.app.letting import Letting
from scheduler.app.looking import apart
from scheduler.app.renewing import Renewals
from scheduler.app.signals import stopping
from scheduler.app.supervised import Supervisor, Watched
from scheduler.app.telling import Telling
from scheduler.app.timing import TimeAsked
from scheduler.app.welcoming import Welcomes
from scheduler.app.zoning import ZoneRules
from scheduler.connector.base import SendFailure
from scheduler.errors import SchedulerError
from scheduler.flow.chore import Chore
from scheduler.flow.collect import Collected
from scheduler.flow.dispatch import Coming, Dispatcher
from scheduler.flow.signing import Proofs
from scheduler.flow.strangers import Look
from scheduler.flow.tally import Summary
from scheduler.model.delivery import Delivery, State
from scheduler.model.pause import Pause
from scheduler.render.braking import line
from scheduler.sentences import label, say
from scheduler.sentences.stored import said
from scheduler.store import lock, snapshots
from scheduler.store.present import numbers, waking
from scheduler.wake import Alarm, ClockAlarm, settled

log = logging.getLogger("scheduler.run")


class Engine:
    """The publishing side of one calendar."""

    def __init__(
        self, ground: Ground, connectors: Connectors, *, collect: Callable[[], Collected], lay_out: Callable[[], object]
    ) -> None:
        self._ground = ground
        self._connectors = connectors
        self.brakes = Braking(ground)
        self._paused: frozenset[str] = frozenset()
        self.telling = Telling(ground, connectors)
        self._time = TimeAsked(ground)
        self._reminders = Reminders(ground, self.telling.tell)
        self._deadlines = Deadlines(ground, self.telling.tell)
        self._renewals = Renewals(ground, connectors)
        self._lay_out = lay_out
        self._welcomes = Welcomes(ground, connectors)
        self._people = Letting(ground, connectors)
        self._ears = Ears(ground, connectors)
        self._chores = (
            Readings(ground, collect),
            Horizon(ground, lay_out),
            self._reminders,
            self._deadlines,
            ZoneRules(ground, self.telling.tell),
            self._welcomes,
            self._people,
            self._ears,
        )

    # -- publishing

    def dispatcher(
        self,
        *,
        follow: Callable[[Delivery], None] = lambda _: None,
        coming: Coming = lambda _due, _look: None,
        chores: Sequence[Chore] = (),
        own_chores: Sequence[Chore] = (),
    ) -> Dispatcher:
        """A dispatcher over this calendar's queue; one is made for each run."""
        one = self._ground
        return Dispatcher(
            one.database,
            self._connectors,
            one.blobs,
            one.clock,
            brake=self.brakes.brake(),
            threads=one.config.threads,
            tell=self.telling.tell,
            follow=follow,
            coming=coming,
            chores=chores,
            own_chores=own_chores,
            apps=self._connectors.apps(),
            look=Look(one.config.look_before_sending),
            timekeeper=self._time.keeper,
            missed=self._log_missed,
            doubts=Proofs(one.config.roles, one.config.calendar_id, one.database),
        )

    def once(self) -> Summary:
        """One pass over what is due."""
        zones = ZoneRules(self._ground, self.telling.tell, eager=False)
        horizon = Horizon(self._ground, self._lay_out, eager=False)
        chores: tuple[Chore, ...] = (
            *(self._renewals, self._reminders, self._deadlines, self._time),
            *(zones, horizon, self._welcomes, self._people, self._ears),
        )
        with self._time.listening():
            summary = self.dispatcher(follow=self._log, chores=chores).once()
        self.telling.flush()
        if self.telling.watch is not None and not summary.standby:
            self.telling.watch.run(self._ground.clock.now())
        self.draw()
        return summary

    def run(self) -> Summary:
        """The daemon: until SIGTERM or Ctrl-C, which let what is in flight finish."""
        looks = Looks(partial(apart, self._ground.config.path))
        chores: tuple[Chore, ...] = (*self._chores, looks, *self.telling.chores)
        # Sessions and clocks are each machine's own; of several workers one does the rest.
        own: tuple[Chore, ...] = (self._renewals, self._time)
        dispatcher = self.dispatcher(follow=self._log, coming=self._log_coming, chores=chores, own_chores=own)
        alarm = Watched(ClockAlarm(), Supervisor())
        language = self._ground.language
        log.info(label("run-started", language, file=str(self._ground.config.path)))
        self._log_stopped()
        settled()
        with self._time.listening(), stopping(dispatcher.stop):
            try:
                summary = dispatcher.run(alarm, standing_by=self._stand_by)
            finally:
                alarm.close()
        if not self._ground.database.several:  # else whichever worker speaks for all goes on
            self.telling.flush()
        self.draw()
        log.info(label("run-stopped", language))
        return summary

    def _log_stopped(self) -> None:
        """Why nothing will go out, first of all: whoever reads only the log takes a daemon under the brake for a working one."""
        one = self._ground
        self._log_pauses(self.brakes.pauses())
        self.brakes.follow = self._log_pauses
        if one.database.doubt is not None:
            log.warning(str(say("doctor-restored", {}, one.language)))

    def _log_pauses(self, found: Sequence[Pause]) -> None:
        """What is paused that was not, and that nothing is any more."""
        one, known = self._ground, self._paused
        self._paused = frozenset(line(pause, one.language, one.config.timezone) for pause in found)
        for row in sorted(self._paused - known):
            log.warning(row)
        if known and not self._paused:
            log.info(label("resumed", one.language))

    def simulate(self, alarm: Alarm) -> Summary:
        """The daemon on a simulated clock: the same code, another alarm."""
        looks = Looks(partial(look, self._ground, self._connectors))
        return self.dispatcher(chores=(*self._chores, looks)).run(alarm)

    def draw(self) -> dict[str, Path]:
        """Draw the pages that connectors keep of themselves (the rehearsal's timelines), by account."""
        config = self._ground.config
        known = [name for name in config.accounts if name in self._ground.rulebook.rules]
        return {name: page for name in known if (page := self._page(name, config.timezone))}

    def _page(self, name: str, zone: str) -> Path | None:
        try:
            return self._connectors(name).page(zone)
        except (
            SchedulerError,
            SendFailure,
        ) as problem:  # a page is for looking at; its account's state stands in the queue
            log.debug("%s: %s", name, problem)
            return None

    def _log_missed(self, late: Sequence[Delivery]) -> None:
        """One line for all that an outage cost, however much it is; each can still be sent by a person."""
        for campaign in dict.fromkeys(one.campaign for one in late):
            found = [one for one in late if one.campaign == campaign]
            hours = sorted(one.local for one in found if one.local is not None and one.due is not None)
            code = "run-missed-at-once" if hours and hours[0] == hours[-1] and len(found) > 1 else "run-missed"
            about = {"n": len(found), "campaign": campaign, "tags": [one.tag for one in found]}
            told = say(code, about | {"first": hours[0], "last": hours[-1]}, self._ground.language) if hours else None
            told = told or say("run-missed-by-hand", about, self._ground.language)
            log.warning(str(told), extra={"tag": found[0].tag, "tags": about["tags"], "state": State.MISSED.value})

    def _log(self, delivery: Delivery) -> None:
        if delivery.state is State.MISSED:
            return  # told of with all that were missed at the same time
        language = self._ground.language
        state = label(f"state-{delivery.state.value}", language, network=delivery.network)
        why = said(delivery.reason, language)
        log.info(
            "%s: %s%s",
            delivery.tag,
            state,
            f" ({why})" if why else "",
            extra={"tag": delivery.tag, "state": delivery.state.value, "account": delivery.account},
        )

    def _log_coming(self, due: datetime | None, look: datetime | None) -> None:
        one = self._ground
        counted = numbers(one.database, [State.AWAITING, State.UNKNOWN])
        unknown = counted[State.UNKNOWN]
        if due is not None:
            # Its hour, or the later one until which it waits after a failure.
            number, tag = waking(one.database, due)
            self._inform("run-next", at=self._local(due), n=number, tag=tag or "?")
        elif not unknown or counted[State.AWAITING]:
            self._inform("run-nothing-next", n=counted[State.AWAITING])
        if unknown and look is not None:
            self._inform("run-looks", at=self._local(look), n=unknown)
        elif unknown:
            self._inform("run-looks-over", n=unknown)

    def _local(self, at: datetime) -> datetime:
        return at.astimezone(ZoneInfo(self._ground.config.timezone))

    def _inform(self, code: str, **arguments: object) -> None:
        log.info(str(say(code, arguments, self._ground.language)))

    def _stand_by(self) -> None:
        found = self.other()
        pid = str(found.pid) if found else "?"
        log.info(label("run-standby", self._ground.language, pid=pid))
        self.telling.stand_by()

    def other(self) -> lock.Beat | None:
        """The last sign of whatever publishes for this calendar, or did."""
        return lock.last_beat(self._ground.database.folder)

    @property
    def doubted(self) -> bool:
        """Whether the database was restored or copied, or is another machine's."""
        return self._ground.database.doubt is not None or self._ground.database.foreign

    def adopt(self, *, by: str) -> None:
        """Make the database this machine's own, as it is: a person has said that no other copy publishes."""
        self._ground.database.adopt(by=by)

    def braked(self) -> Path | None:
        """The file that stops all sending, if one does."""
        return health.braked(self._ground)


class Readings:
    """The chore of reading counts back, whenever a part reaches one of the ages."""

    def __init__(self, ground: Ground, collect: Callable[[], Collected]) -> None:
        self._ground = ground
        self._collect = collect
        self._last: datetime | None = None
        self._asked: tuple[datetime, datetime | None] | None = None
        self._again: datetime | None = None

    def due(self, now: datetime) -> datetime | None:
        """When the next part reaches an age, or what is open is asked for again; at once where nothing was read yet."""
        if self._last is None:
            return now
        if self._asked is None or self._asked[0] != now:  # a pass asks twice
            first = snapshots.next_due(self._ground.database, self._last)
            self._asked = (now, min((one for one in (first, self._again) if one), default=None))
        return self._asked[1]

    def run(self, now: datetime) -> None:
        """Read what is due."""
        self._last, self._asked = now, None
        self._again = self._collect().again
