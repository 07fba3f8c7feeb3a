"""Whether the verdict keeps its word: ordinary weeks called extraordinary, true doublings found, intervals that hold the truth.

Invented weeks in the settings of the published table, judged by the program's own functions. Every bound is a promise; a broken
one is a failure. `--write` puts the tables and the chart into docs/. Seeds are printed: the same command gives the same numbers.
"""

import argparse
import math
import random
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from benchmarks import calibration_chart as chart
from benchmarks.calibration_rules import HARD, ODD, RATIOS, WEEKS, Odd, posts_beside, side_by_side
from benchmarks.weeks import SETTINGS, Setting, each, levels, share, total
from scheduler.flow.evaluate import intervals
from scheduler.flow.evaluate.judging import Judged, Spread, judged
from scheduler.model.figure import Verdict

RUNS, LONG = 1_000, 4_000
SEED = 20_270_607
FALSE = (0.03, 0.07)
COVERED = (0.93, 0.97)
SEEN = (0.70, 0.90)
"""How often a ratio said to be seen four times in five may be seen."""
PUBLISHED = {
    # (log-sd, posts a week): the share of true doublings and triplings found, 4,000 runs
    (0.0, 8): (0.35, 0.69),
    (0.0, 15): (0.59, 0.93),
    (0.0, 30): (0.86, 1.00),
    (0.15, 8): (0.30, 0.64),
    (0.15, 15): (0.46, 0.84),
    (0.15, 30): (0.65, 0.96),
    (0.3, 8): (0.21, 0.47),
    (0.3, 15): (0.29, 0.60),
    (0.3, 30): (0.35, 0.71),
    (0.5, 8): (0.13, 0.30),
    (0.5, 15): (0.18, 0.35),
    (0.5, 30): (0.18, 0.38),
}
DOCS = Path(__file__).parent.parent / "docs"


@dataclass(slots=True)
class Counted:
    """What was seen in one setting; each list holds one truth a run."""

    alarms: list[bool] = field(default_factory=list)
    alarms_total: list[bool] = field(default_factory=list)
    found: dict[float, list[bool]] = field(default_factory=dict)
    held: dict[float, list[bool]] = field(default_factory=dict)
    seen: list[bool] = field(default_factory=list)


def out(found: Judged) -> bool:
    """Whether a week was called extraordinary."""
    return found.verdict in {Verdict.MORE, Verdict.LESS}


def counted(setting: Setting, *, runs: int, seed: int, weeks: int = WEEKS) -> Counted:
    """So many accounts in one setting: a baseline, then the week as it is, doubled and tripled."""
    lot, result = random.Random(seed), Counted()  # noqa: S311 - a lottery
    for _ in range(runs):
        level = levels(lot, setting, weeks + 1)
        past = [total(lot, setting.posts, one) for one in level[:-1]]
        rates = [one / setting.posts for one in past]
        for ratio in RATIOS:
            value = total(lot, setting.posts, level[-1] * ratio)
            found = judged(value / setting.posts, rates)
            if ratio == 1:
                result.alarms.append(out(found))
                result.alarms_total.append(out(judged(value, past, spread=Spread.TOTAL)))
            else:
                result.found.setdefault(ratio, []).append(found.verdict is Verdict.MORE)
            if found.ordinary:
                inside = found.ordinary.low <= value / setting.posts / ratio <= found.ordinary.high
                result.held.setdefault(ratio, []).append(inside)
        _seen(lot, setting, level[-1], rates, result)
    return result


def _seen(lot: random.Random, setting: Setting, level: float, rates: list[float], result: Counted) -> None:
    """The week at just the ratio that the forecast calls seen four times in five."""
    found = judged(1.0, rates)
    if found.ordinary:
        value = total(lot, setting.posts, level * intervals.leaves(found.ordinary))
        result.seen.append(judged(value / setting.posts, rates).verdict is Verdict.MORE)


def random_effects(setting: Setting, *, runs: int, seed: int) -> dict[float, float]:
    """How often the random-effects interval with the normal quantile holds the truth: what the report had before."""
    lot, held = random.Random(seed), dict[float, list[bool]]()  # noqa: S311 - a lottery
    for _ in range(runs):
        level = levels(lot, setting, WEEKS + 1)
        past = [each(lot, setting.posts, one) for one in level[:-1]]
        weeks = [(len(one), float(sum(one))) for one in past if sum(one)]
        for ratio in RATIOS:
            now = each(lot, setting.posts, level[-1] * ratio)
            phi = intervals.dispersion(now, [value for one in past for value in one])
            if phi and len(weeks) > 1:
                found = intervals.between_weeks(during=(len(now), float(sum(now))), weeks=weeks, phi=phi)
                off = abs(math.log(found.ratio / ratio))
                held.setdefault(ratio, []).append(off <= intervals.NORMAL * found.error)
    return {ratio: share(values) for ratio, values in held.items()}


# --- promises, tables ----------------------------------------------------------------------------------------------------


def broken(setting: Setting, found: Counted, runs: int) -> Iterator[str]:
    """Every promise that this setting does not keep. What is counted in few runs may miss by chance: three errors are allowed."""

    def slack(p: float) -> float:
        return 3 * math.sqrt(p * (1 - p) / runs) if runs < LONG else 0.0

    for name, hits in (("per post", found.alarms), ("total", found.alarms_total)):
        rate = share(hits)
        if not FALSE[0] - slack(FALSE[0]) <= rate <= FALSE[1] + slack(FALSE[1]):
            yield f"{setting}: {rate:.3f} of ordinary weeks called extraordinary ({name})"
    for ratio, published in zip(RATIOS[1:], PUBLISHED[setting.spread, setting.posts], strict=True):
        rate = share(found.found[ratio])
        # The published share was counted in 4,000 runs itself, and rounded to two decimals.
        chance = 3 * math.sqrt(max(published * (1 - published), 0.005) * (1 / runs + 1 / 4_000)) + 0.005
        if rate < published - chance:
            yield f"{setting}: x{ratio:g} found in {rate:.3f}, published {published}"
    for ratio, held in found.held.items():
        rate = share(held)
        if not COVERED[0] - slack(COVERED[0]) <= rate <= COVERED[1] + slack(COVERED[1]):
            yield f"{setting}: the interval holds x{ratio:g} in {rate:.3f}"
    if not SEEN[0] <= share(found.seen) <= SEEN[1]:
        yield f"{setting}: what is said to be seen four times in five is seen in {share(found.seen):.3f}"


def main(*, long: bool = False, write: bool = False) -> int:
    """Count, print, and return 1 where a promise is broken."""
    runs, began = LONG if long else RUNS, time.process_time()
    print(f"calibration: {runs} runs in each of {len(SETTINGS)} settings, seed {SEED}, {WEEKS} baseline weeks")
    found = {setting: counted(setting, runs=runs, seed=SEED + n) for n, setting in enumerate(SETTINGS)}
    faults = [fault for setting in SETTINGS for fault in broken(setting, found[setting], runs)]
    tables = {"verdict": _verdict_table(found), "interval": "", "proposal": "", "posts": ""}
    print(tables["verdict"])
    if write or long:
        old = {setting: random_effects(setting, runs=runs // 4, seed=SEED + n) for n, setting in enumerate(SETTINGS)}
        tables["interval"] = _interval_table(found, old)
        cases = [(str(setting), setting, None) for setting in SETTINGS] + list(HARD)
        pairs = {
            name: side_by_side(setting, late, runs=runs // 2, seed=SEED + n)
            for n, (name, setting, late) in enumerate(cases)
        }
        tables["proposal"] = _proposal_table(pairs)
        odd = [(str(setting), setting, Odd()) for setting in SETTINGS] + list(ODD)
        beside = {
            name: posts_beside(setting, one, runs=runs // 2, seed=SEED + n)
            for n, (name, setting, one) in enumerate(odd)
        }
        tables["posts"] = _proposal_table(beside)
        print(tables["interval"], tables["proposal"], tables["posts"], sep="\n")
    if write:
        _write(tables, chart.svg(_bars(found)), runs)
    for fault in faults:
        print(f"BROKEN: {fault}")
    print(f"{'BROKEN' if faults else 'kept'}, {time.process_time() - began:.0f} s of processor time")
    return int(bool(faults))


def _row(*cells: str) -> str:
    return "| " + " | ".join(cells) + " |"


def _head(*cells: str) -> list[str]:
    return [_row(*cells), _row(*("---" for _ in cells))]


def _percent(value: float) -> str:
    return f"{100 * value:.1f} %"


def _verdict_table(found: dict[Setting, Counted]) -> str:
    rows = _head("weeks", "false, per post", "false, total", "×2 found (published)", "×3 found (published)", "«4 in 5»")
    for setting, one in found.items():
        two, three = PUBLISHED[setting.spread, setting.posts]
        rows.append(
            _row(
                str(setting),
                _percent(share(one.alarms)),
                _percent(share(one.alarms_total)),
                f"{share(one.found[2.0]):.2f} ({two:.2f})",
                f"{share(one.found[3.0]):.2f} ({three:.2f})",
                f"{share(one.seen):.2f}",
            )
        )
    return "\n".join(rows)


def _interval_table(found: dict[Setting, Counted], old: dict[Setting, dict[float, float]]) -> str:
    rows = _head("weeks", "holds ×1", "holds ×2", "holds ×3", "random effects, normal: ×1", "×2", "×3")
    for setting, one in found.items():
        mine = [_percent(share(one.held[ratio])) for ratio in RATIOS]
        rows.append(_row(str(setting), *mine, *(_percent(old[setting][ratio]) for ratio in RATIOS)))
    return "\n".join(rows)


def _proposal_table(pairs: dict[str, tuple[dict[float, float], dict[float, float]]]) -> str:
    rows = _head("account", "false: now", "proposed", "×2: now", "proposed", "×3: now", "proposed")
    for name, (now, proposed) in pairs.items():
        cells = [_percent(now[1.0]), _percent(proposed[1.0])]
        for ratio in RATIOS[1:]:
            cells += [f"{now[ratio]:.2f}", f"{proposed[ratio]:.2f}"]
        rows.append(_row(name, *cells))
    return "\n".join(rows)


def _bars(found: dict[Setting, Counted]) -> list[chart.Line]:
    return [
        chart.Line(
            label=f"{setting.spread:g}, {setting.posts}",
            alarms=share(one.alarms),
            found=(share(one.found[2.0]), share(one.found[3.0])),
            published=PUBLISHED[setting.spread, setting.posts],
        )
        for setting, one in found.items()
    ]


def _write(tables: dict[str, str], picture: str, runs: int) -> None:
    (DOCS / "images" / "calibration.svg").write_text(picture, encoding="utf-8")
    page = DOCS / "calibration.md"
    text = page.read_text(encoding="utf-8")
    for name, table in {**tables, "runs": f"{runs:,} runs in each setting, seed {SEED}."}.items():
        start, end = f"<!-- {name} -->\n", f"<!-- /{name} -->"
        before, _, rest = text.partition(start)
        text = f"{before}{start}{table}\n{end}{rest.partition(end)[2]}"
    page.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    ask = argparse.ArgumentParser(description=__doc__)
    ask.add_argument("--long", action="store_true", help=f"{LONG:,} runs a setting")
    ask.add_argument("--write", action="store_true", help="the same, and put the tables and the chart into docs/")
    given = ask.parse_args()
    sys.exit(main(long=given.long or given.write, write=given.write))
