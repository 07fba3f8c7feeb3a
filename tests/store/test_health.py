"""What a network said of an account comes back as it was, without secrets."""

from datetime import UTC, datetime

from scheduler.model.health import Finding, Health
from scheduler.model.notice import Severity
from scheduler.plain import REDACTED, redact
from scheduler.store import accounts, health
from scheduler.store.database import Database

AT = datetime(2027, 6, 1, 9, tzinfo=UTC)


def test_health_comes_back_as_it_was(database: Database) -> None:
    said = Health(
        identity="1@fake.example",
        name="Musée",
        url="https://fake.example/@musee",
        expires_at=datetime(2027, 6, 13, tzinfo=UTC),
        findings=(Finding(severity=Severity.WARNING, code="probe-scope", arguments={"n": 2, "scope": "write:media"}),),
    )
    health.keep(database, "musee", said, at=AT)
    assert health.told(database) == {"musee": health.Told(health=said, at=AT)}


def test_a_server_that_says_the_secret_back_is_not_repeated(database: Database) -> None:
    redact.remember("s3cr3t-said-back")
    health.keep(database, "musee", Health(identity="1", name="I am s3cr3t-said-back"), at=AT)
    assert health.told(database)["musee"].health.name == f"I am {REDACTED}"


def test_what_cannot_be_read_is_not_known(database: Database) -> None:
    accounts.remember(database, "musee", {health.FACT: {"identity": 1}}, at=AT)
    assert health.told(database) == {}
