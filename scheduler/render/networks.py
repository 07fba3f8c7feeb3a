"""What each network can do, what it costs, and what it forbids programs to do."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from scheduler.render.ink import console, out, paint
from scheduler.render.surface import Json
from scheduler.sentences import label

RULINGS = {"allowed": "good", "by-person": "warning", "forbidden": "error"}


def surface(row: Mapping[str, Any], language: str) -> Json:
    """One network as `networks --json` shows it: each policy with its reason in words."""
    policies = [{**one, "message": label(one["why"], language)} for one in row["policies"]]
    return {**row, "policies": policies}


def table(rows: Sequence[Mapping[str, Any]], language: str) -> None:
    """Print what each network can do, a line each."""
    from rich.table import Table  # noqa: PLC0415 - rich takes longer to load than most answers to make

    drawn = Table(box=None, pad_edge=False, header_style="bold")
    for column in ("network", "limit", "pictures", "alt", "threads", "sends"):
        drawn.add_column(label(f"column-{column}", language))
    for row in rows:
        drawn.add_row(
            row["title"],
            str(row["limit"]),
            str(row["pictures"]),
            str(row["alt_limit"]) if row["alt_shown"] else label("no", language),
            label("yes" if row["threads"] else "no", language),
            ", ".join(label(f"ability-{one}", language) for one in row["abilities"]) or label("sends-later", language),
        )
    console().print(drawn)


def page(row: Mapping[str, Any], language: str, *, all_of_it: bool) -> None:
    """Print one network: what it rules on, and (`all_of_it`) its limits and prices before that."""
    if all_of_it:
        table([row], language)
        out()
        _prices(row["prices"], row["currency"], language)
    else:
        out(paint(row["title"], "strong"))
    if not row["policies"]:
        out("  " + label("policies-none", language, network=row["title"]))
    for one in row["policies"]:
        act, ruling = label(f"act-{one['act']}", language), label(f"ruling-{one['ruling']}", language)
        out(f"  {paint(ruling, RULINGS[one['ruling']])} · {act}. {label(one['why'], language)}")
        out(f"    {_source(one, language)}")


def _prices(prices: Iterable[Mapping[str, Any]], currency: str, language: str) -> None:
    for one in prices:
        said = label(f"cost-{one['what']}", language, n=1, price=Decimal(str(one["price"])))
        out(f"  {said} {currency}")
        out(f"    {_source(one, language)}")


def _source(one: Mapping[str, Any], language: str) -> str:
    read = date.fromisoformat(one["read"])
    return paint(label("policies-source", language, source=one["source"], read=read), "faint")
