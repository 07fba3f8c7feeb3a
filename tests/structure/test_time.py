"""Only the clock asks the time, and no test sleeps."""

from tests.structure.source import ROOT, calls, modules, name

ASKING = {
    "datetime.datetime.now",
    "datetime.datetime.today",
    "datetime.datetime.utcnow",
    "datetime.date.today",
    "time.gmtime",
    "time.localtime",
    "time.monotonic",
    "time.monotonic_ns",
    "time.perf_counter",
    "time.time",
    "time.time_ns",
}


def test_only_the_clock_asks_the_time() -> None:
    asking = [
        f"{name(path)}:{call.lineno} {called}"
        for path in modules()
        if path.name != "clock.py"
        for call, called in calls(path)
        if called in ASKING
        # With an argument these two convert a given instant.
        and not (called in {"time.gmtime", "time.localtime"} and call.args)
    ]
    assert not asking, "ask the clock that you were handed: " + ", ".join(asking)


def test_no_test_sleeps() -> None:
    sleeping = [
        f"{name(path)}:{call.lineno}"
        for path in modules(ROOT / "tests")
        for call, called in calls(path)
        if called in {"time.sleep", "asyncio.sleep"}
    ]
    assert not sleeping, "wait for the thing itself (an event, a line of output, a socket): " + ", ".join(sleeping)
