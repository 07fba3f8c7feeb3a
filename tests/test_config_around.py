"""`[visits]` and `[[events]]` of the configuration: read, and each mistake told with its place."""

from datetime import date
from pathlib import Path

import pytest

from scheduler.config import Invalid, load
from scheduler.config.values import Config, Counter
from scheduler.model.surroundings import Sort

HEAD = '[calendar]\nid = "8a1f0c2d"\nfolder = "."\n'


def loaded(folder: Path, text: str) -> Config:
    path = folder / "config.toml"
    path.write_text(HEAD + text, encoding="utf-8")
    return load(path)


def test_counters_of_visits(tmp_path: Path) -> None:
    found = loaded(
        tmp_path,
        '[visits]\nmatomo = "https://stats.musee.example/matomo/"\nmatomo_site = 7\nmatomo_token = "env:MATOMO"\n'
        'plausible = "http://127.0.0.1:8000"\nplausible_site = "musee.example"\nplausible_token = "keyring:plausible"\n',
    )
    assert found.counters == (
        Counter(kind="matomo", address="https://stats.musee.example/matomo", site="7", token="env:MATOMO"),
        Counter(kind="plausible", address="http://127.0.0.1:8000", site="musee.example", token="keyring:plausible"),
    )
    assert loaded(tmp_path, "").counters == ()


def test_events_of_platforms(tmp_path: Path) -> None:
    found = loaded(
        tmp_path,
        '[[events]]\nfirst = 2027-03-12\nlast = "2027-03-20"\nwhat = "Des robots supprimés"\nsort = "purge"\n'
        'networks = ["bluesky"]\nsource = "https://example.org/robots"\n'
        '[[events]]\nfirst = 2027-05-01\nwhat = "Chiffres en retard"\n',
    )
    purge, late = found.events
    assert (purge.first, purge.last, purge.sort) == (date(2027, 3, 12), date(2027, 3, 20), Sort.PURGE)
    assert (purge.networks, purge.own, purge.said.arguments) == (("bluesky",), True, {"text": "Des robots supprimés"})
    assert (late.first, late.last, late.sort, late.networks) == (date(2027, 5, 1), date(2027, 5, 1), Sort.OTHER, ())


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ('[visits]\nmatomo = "https://stats.example"\nmatomo_site = 1\n', ["key-missing"]),
        ('[visits]\nplausible = "http://plausible.example"\n', ["visits-address-unfit"]),
        ('[visits]\nmatomo = "https://u:p@stats.example/?a=b"\n', ["visits-address-unfit"]),
        ('[visits]\nmatomo_token = "c0ffee"\n', ["secret-in-clear"]),
        ('[[events]]\nfirst = 2027-03-12\nlast = 2027-03-01\nwhat = "x"\n', ["event-ends-before"]),
        ('[[events]]\nfirst = "mardi"\nwhat = "x"\n', ["event-day-unreadable"]),
        ("[[events]]\nfirst = 2027-03-12\n", ["key-missing"]),
        ('[[events]]\nfirst = 2027-03-12\nwhat = "x"\nsort = "purges"\n', ["word-unfit-meant"]),
        ("[events]\nfirst = 2027-03-12\n", ["setting-not-table"]),
    ],
)
def test_what_is_wrong_is_told_with_its_place(tmp_path: Path, text: str, codes: list[str]) -> None:
    with pytest.raises(Invalid) as failed:
        loaded(tmp_path, text)
    assert [one.code for one in failed.value.notices] == codes
    assert all(one.where and one.where.line for one in failed.value.notices)
