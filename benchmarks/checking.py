"""`check` of 10,000 posts, their 40,000 variants adapted, beside PyYAML loading the same file in C; and its memory."""

import gc
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import yaml

from benchmarks.measure import Result, compare, report
from benchmarks.reading import campaign

POSTS = 10_000
ACCOUNTS = ("x", "facebook", "mastodon", "bluesky")
BOUND = 2.0
"""1.5 to 1.7 on a busy machine, where 2.0 to 2.1 held before. Two thirds of the time are adaptation: what networks share is done
once, and what is left is spread evenly over forty short steps; a fifth is reading, half of that PyYAML's own events.
"""
COLLECTED = (700, 10, 10)
"""Python's own settings of its collector of circular garbage. With them it takes more than half of PyYAML's time; checking pauses
it. The promise is held against PyYAML as Python runs it, and the time without the collector is told beside it.
"""
NOT_COLLECTED = (0, 10, 10)
MEGABYTES = 400
CONFIG = """\
[calendar]
id = "dixmille"
timezone = "Europe/Paris"
language = "fr"

[links]
own_hosts = ["musee.example"]

"""


def calendar(folder: Path, posts: int) -> Path:
    """A calendar of so many posts for four networks, and where its campaign lies. The pictures are named, and not there."""
    tables = "".join(f'[accounts.musee-{one}]\nnetwork = "{one}"\nthrough = "handoff"\n\n' for one in ACCOUNTS)
    (folder / "config.toml").write_text(CONFIG + tables, encoding="utf-8")
    # A picture that is missing would keep its post from being adapted whole; ten thousand files measure the disk.
    lines = campaign(posts).splitlines(keepends=True)
    start = ("    media:", "      - file:", "        alt:", "        rights:")
    path = folder / "campaign.yaml"
    path.write_text("".join(line for line in lines if not line.startswith(start)), encoding="utf-8")
    return path


def checked(path: Path) -> tuple[int, int]:
    """Check the file in this process; how many deliveries it makes, and how many errors."""
    from scheduler.app.checking import check  # noqa: PLC0415 - a fresh process of `peak` pays for it, too

    found = check(path.with_name("config.toml"), [path])
    return found.deliveries, found.errors


def peak(path: Path) -> float:
    """The most memory that a fresh process used for the check, in megabytes."""
    code = (
        "import resource,sys; from pathlib import Path; from benchmarks.checking import checked;"
        "print(*checked(Path(sys.argv[1])), resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)"
    )
    done = subprocess.run([sys.executable, "-c", code, str(path)], check=True, capture_output=True, text=True)
    return int(done.stdout.split()[-1]) / (1024 * (1024 if sys.platform == "darwin" else 1))


def loaded(path: Path, garbage: tuple[int, int, int] = COLLECTED) -> float:
    """Load the file as a program would that only loads it, and tell the seconds: with Python's own settings of the collector,
    whatever this process has set, unless others are given.
    """
    before = gc.get_threshold()
    gc.set_threshold(*garbage)
    began = time.perf_counter()
    yaml.load(path.read_bytes(), yaml.CSafeLoader)
    taken = time.perf_counter() - began
    gc.set_threshold(*before)
    return taken


def measure(path: Path, rounds: int) -> Result:
    """Check against loading, in turn."""
    return compare(
        f"check of {POSTS} posts on {len(ACCOUNTS)} networks",
        lambda: checked(path),
        "yaml.load(..., CSafeLoader)",
        lambda: loaded(path),
        bound=BOUND,
        rounds=rounds,
    )


def main(rounds: int = 3) -> int:
    """Measure time and memory; 0 where both promises are kept."""
    with tempfile.TemporaryDirectory() as folder:
        os.environ["XDG_STATE_HOME"] = folder
        path = calendar(Path(folder), POSTS)
        deliveries, errors = checked(path)
        if errors or deliveries != POSTS * len(ACCOUNTS):
            raise RuntimeError(
                f"the generated calendar was not adapted whole: {deliveries} deliveries, {errors} errors"
            )
        found = measure(path, rounds)
        broken = report(found)
        bare = min(loaded(path, NOT_COLLECTED) for _ in range(rounds))
        print(
            f"  {found.ours / bare:.1f} times the same load without Python's collector, {bare * 1000:.0f} ms: told, not promised"
        )
        used = peak(path)
    print(f"peak memory of that check: {used:.0f} MB, at most {MEGABYTES}: {'kept' if used <= MEGABYTES else 'BROKEN'}")
    return max(broken, int(used > MEGABYTES))


if __name__ == "__main__":
    sys.exit(main())
