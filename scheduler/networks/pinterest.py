"""Pinterest: its rules as data. A person publishes (`through = "handoff"`)."""

from datetime import date
from typing import ClassVar

from scheduler.connector.base import Ability, Connector
from scheduler.model.network import Act, Count, Mention, PictureRules, Policy, Rules, Ruling, Source

_READ = date(2026, 11, 21)
_SPECS = Source(url="https://help.pinterest.com/en/business/article/pinterest-product-specs", read=date(2026, 11, 22))
_API = Source(url="https://github.com/pinterest/api-description/blob/main/v5/openapi.yaml", read=_READ)

RULES = Rules(
    network="pinterest",
    title="Pinterest",
    hosts=("pinterest.com", "pin.it"),
    # The page where a person writes takes 500, the interface for programs 800; the unit is not documented.
    count=Count.UTF16,
    max_length=500,
    max_title=100,
    mention=Mention.HANDLE,
    pictures=PictureRules(
        most=5,
        formats=("JPEG", "PNG"),
        max_bytes=20_000_000,
        alt_length=500,
        required=True,
    ),
    # The address is the pin's own link: a person puts it into its field.
    links_clickable=True,
    max_links=1,
    compose_url="https://www.pinterest.com/pin-creation-tool/",
    policies=(Policy(act=Act.WELCOME, ruling=Ruling.FORBIDDEN, why="policy-pinterest-welcome", source=_API),),
    sources=(
        ("count", _SPECS),
        ("max_length", _SPECS),
        ("max_title", _SPECS),
        ("mention", _SPECS),
        ("pictures", _SPECS),
        ("pictures.alt_length", _API),
        ("links_clickable", _API),
        ("max_links", _API),
    ),
)


class Pinterest(Connector):
    """One account on Pinterest. `can` is empty: posts are prepared, rehearsed and handed to a person."""

    rules = RULES
    docs = "https://developers.pinterest.com/docs/api/v5/"
    base_url = None
    can: ClassVar[Ability] = Ability.NONE
