"""The call itself: whatever a connector does, what came of it is an outcome that can be written down."""

from collections.abc import Sequence
from dataclasses import replace

from scheduler.connector.base import Connector, Handed, Outgoing, SendFailure, Unsupported
from scheduler.flow import hand
from scheduler.model.delivery import Receipt
from scheduler.model.failure import Failure, Kind


def called(connector: Connector, parts: Sequence[Outgoing]) -> Receipt | Handed | Failure:
    """Send the first of `parts`, or lay all of them out for a person where `connector` sends nothing. Never raises."""
    if hand.by_hand(connector):
        return hand.over(connector, parts)
    try:
        receipt = connector.publish(parts[0])
    except SendFailure as failed:
        return failed.failure
    except Unsupported as fault:
        return Failure(kind=Kind.REFUSED, code="connector-cannot", detail=str(fault))
    except Exception as fault:  # noqa: BLE001 - wherever a connector breaks, the bytes may have left before
        return Failure(kind=Kind.UNKNOWN, code="connector-broke", detail=f"{type(fault).__name__}: {fault}")
    if not receipt.remote_id:
        return Failure(kind=Kind.UNKNOWN, code="receipt-senseless")
    return receipt if receipt.part == parts[0].number else replace(receipt, part=parts[0].number)
