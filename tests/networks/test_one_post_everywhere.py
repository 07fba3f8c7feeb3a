"""One sample post on every network, compared with a page that a person has read; and what every network must say of itself.

`python -m tests.networks.test_one_post_everywhere` writes the page anew; read the difference before committing it.
"""

from pathlib import Path

import pytest

from scheduler.connector import discover
from scheduler.model.network import Act, Ruling
from scheduler.sentences import LANGUAGES, label
from tests.adapt.make import adapted
from tests.adapt.test_golden import POSTS, WEEK, shown

PAGE = Path(__file__).parent / "golden" / "everywhere.txt"
NETWORKS = [name for name in discover.names() if name not in {"rehearsal", "handoff"}]


def page() -> str:
    lines: list[str] = []
    for name in ("reserves", "longue"):
        lines += [f"######## {name}", ""]
        lines += [line for network in NETWORKS for line in shown(adapted(network, given=WEEK, **POSTS[name]))]
    return "\n".join(lines)


def test_it_reads_as_a_person_approved_it() -> None:
    assert page() == PAGE.read_text(encoding="utf-8")


@pytest.mark.parametrize("network", NETWORKS)
def test_every_part_is_within_its_limit(network: str) -> None:
    for post in POSTS.values():
        assert all(part.length <= part.limit for part in adapted(network, given=WEEK, **post).parts)


@pytest.mark.parametrize("network", NETWORKS)
def test_it_rules_on_welcoming_followers_and_gives_reasons_in_both_languages(network: str) -> None:
    policies = discover.rules(network).policies
    acts = [one.act for one in policies]
    assert Act.WELCOME in acts
    assert len(set(acts)) == len(acts), "one word on each act"
    for one in policies:
        assert one.ruling in Ruling
        assert len({label(one.why, language) for language in LANGUAGES}) == len(LANGUAGES)
        assert one.source.url.startswith("https://")
        assert one.source.read.year >= 2026


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
