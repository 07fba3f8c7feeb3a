"""What is known of accounts."""

from scheduler.plain import REDACTED, redact
from scheduler.store import accounts, history
from scheduler.store.accounts import Fact, Followers
from scheduler.store.database import Database
from tests.store.making import HOUR, NOW


def test_who_an_account_was_is_remembered(database: Database) -> None:
    assert accounts.pinned(database, "musee-x") is None
    made = accounts.pin(
        database, "musee-x", identity="42", origin="https://api.x.example", reference="env:X", network="x", at=NOW
    )
    assert accounts.pinned(database, "musee-x") == made
    assert accounts.pinned(database, "musee-y") is None
    accounts.pin(database, "musee-x", identity="43", at=NOW + HOUR)
    found = accounts.pinned(database, "musee-x")
    assert found
    assert (found.identity, found.origin, found.at) == ("43", "", NOW + HOUR)


def test_who_an_account_was_is_kept_without_secrets(database: Database) -> None:
    redact.remember("s3cr3t-t0ken")
    made = accounts.pin(database, "musee-x", identity="s3cr3t-t0ken@x", at=NOW)
    assert accounts.pinned(database, "musee-x") == made
    assert made.identity == f"{REDACTED}@x"


def test_a_block_keeps_its_first_reason_and_ends_by_a_person_or_a_pin(database: Database) -> None:
    accounts.block(database, "musee-x", "401", at=NOW, by="d")
    accounts.block(database, "musee-x", "encore", at=NOW + HOUR, by="d")
    assert {name: (block.why, block.at) for name, block in accounts.blocked(database).items()} == {
        "musee-x": ("401", NOW)
    }
    assert accounts.pinned(database, "musee-x") is None, "blocked before it ever was pinned"
    accounts.unblock(database, "musee-x", at=NOW)
    assert accounts.blocked(database) == {}
    accounts.block(database, "musee-x", "401", at=NOW)
    accounts.pin(database, "musee-x", identity="42", at=NOW)
    assert accounts.blocked(database) == {}
    assert [entry.event for entry in history.since(database, NOW)] == [
        "account blocked", "account unblocked", "account blocked", "account pinned",
    ]  # fmt: skip
    assert history.verify(database) is None


def test_facts_are_dated_and_replaced_by_name(database: Database) -> None:
    accounts.remember(database, "musee-mastodon", {"max_characters": 500, "dids": {"louvre.fr": "did:plc:1"}}, at=NOW)
    accounts.remember(database, "musee-mastodon", {"max_characters": 5000}, at=NOW + HOUR)
    assert accounts.remembered(database, "musee-mastodon") == {
        "dids": Fact(value={"louvre.fr": "did:plc:1"}, read_at=NOW),
        "max_characters": Fact(value=5000, read_at=NOW + HOUR),
    }
    assert accounts.remembered(database, "musee-x") == {}


def test_followers_are_counted_by_account_and_time(database: Database) -> None:
    for hours, count in ((0, 100), (1, 101), (2, 0)):
        accounts.count_followers(database, "musee-x", count, at=NOW + hours * HOUR)
    accounts.count_followers(database, "musee-a", 7, at=NOW, simulated=True)
    accounts.count_followers(database, "musee-x", 99, at=NOW)
    assert [(one.account, one.count) for one in accounts.followers(database)] == [
        ("musee-a", 7), ("musee-x", 99), ("musee-x", 101), ("musee-x", 0),
    ]  # fmt: skip
    assert accounts.followers(database, "musee-x", start=NOW + HOUR, end=NOW + 2 * HOUR) == [
        Followers(account="musee-x", at=NOW + HOUR, count=101)
    ]
    assert accounts.followers(database, "musee-a")[0].simulated
