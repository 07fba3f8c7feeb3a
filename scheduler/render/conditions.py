"""What cancels or holds a delivery, in words."""

from datetime import tzinfo
from zoneinfo import ZoneInfo

from scheduler.model.condition import Condition, Kind, read
from scheduler.sentences import label


def words(conditions: str, zone: str | tzinfo | None, language: str) -> list[str]:
    """Each condition of a delivery as its column holds them, by the clocks of `zone`; none for nearly all."""
    return [_said(one, zone, language) for one in read(conditions)] if conditions else []


def _said(one: Condition, zone: str | tzinfo | None, language: str) -> str:
    code = f"proviso-if-{one.then.value}-{one.kind.value}"
    if one.kind is Kind.PASSED:
        assert one.at is not None
        return label(code, language, at=one.at.astimezone(ZoneInfo(zone) if isinstance(zone, str) else zone))
    if one.kind is Kind.NOT_OUT:
        return label(code, language, tag=one.post)
    return label(code, language, span=one.span, **({"n": one.most} if one.kind is Kind.PACE else {}))
