"""What there is to explain of a welcome before anybody follows: its texts for a sample, who says yes, and its limits."""

from collections.abc import Iterator, Sequence

from scheduler.app import welcoming
from scheduler.app.ground import Ground
from scheduler.flow import greeting
from scheduler.flow.prepared import Prepared
from scheduler.model.campaign import Campaign


def samples(
    ground: Ground, campaigns: Sequence[Campaign], name: str
) -> Iterator[tuple[Prepared, str, dict[str, object]]]:
    """Each text of the welcome that `name` names (`campaign/welcome`, or with its account behind), as it would greet a sample.

    With each, the code of how it works and its arguments.
    """
    for (slug, welcome), place in welcoming.places(ground, campaigns).items():
        if name in {f"{slug}/{welcome}", f"{slug}/{welcome}/{place.account.name}"}:
            said = place.welcome
            about = {"n": said.a_day, "spread": said.spread, "within": said.within, "sample": greeting.SAMPLE}
            code = f"explain-welcome-{_way(place)}"
            yield from ((greeting.sample(place, one), code, about) for one in greeting.contents(said))


def _way(place: greeting.Place) -> str:
    """How each message goes out."""
    if greeting.by_hand(place):
        return "hand"
    if not greeting.roles(place):
        return "alone"
    return place.welcome.approve
