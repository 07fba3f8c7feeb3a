"""JSON Schemas of what the commands print with `--json`: the promise that scripts rely on."""

from typing import Any

Json = dict[str, Any]

TEXT: Json = {"type": "string"}
WHOLE: Json = {"type": "integer"}
FLAG: Json = {"type": "boolean"}
NUMBER: Json = {"type": "number"}
MAYBE_TEXT: Json = {"type": ["string", "null"]}
MAYBE_WHOLE: Json = {"type": ["integer", "null"]}
INSTANT: Json = {"type": "string", "pattern": r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$", "description": "UTC"}
MAYBE_INSTANT: Json = {"anyOf": [INSTANT, {"type": "null"}]}
LOCAL: Json = {"type": ["string", "null"], "description": "wall time with its offset"}


def _object(**fields: Json) -> Json:
    """An object with all these fields; more may be added in later versions."""
    return {"type": "object", "properties": fields, "required": list(fields)}


def _list(of: Json) -> Json:
    return {"type": "array", "items": of}


def _page(title: str, /, **fields: Json) -> Json:
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", "title": title, **_object(**fields)}


SHARE: Json = {"type": "number", "minimum": 0, "maximum": 1}
PROBLEM = _object(
    file=MAYBE_TEXT,
    line=MAYBE_WHOLE,
    column=MAYBE_WHOLE,
    severity={"enum": ["error", "warning", "info"]},
    code=TEXT,
    where=TEXT,
    message=TEXT,
    advice=TEXT,
)
MEDIA = _object(
    file=TEXT,
    alt=TEXT,
    credit=TEXT,
    blob=MAYBE_TEXT,
    mime=MAYBE_TEXT,
    width=MAYBE_WHOLE,
    height=MAYBE_WHOLE,
    bytes=MAYBE_WHOLE,
    framing={
        "anyOf": [
            _object(
                kind={"enum": ["crop", "pad"]},
                width=WHOLE,
                height=WHOLE,
                box={"type": "array", "items": WHOLE, "minItems": 4, "maxItems": 4},
                color=MAYBE_TEXT,
                cut=_object(left=SHARE, top=SHARE, right=SHARE, bottom=SHARE),
            ),
            {"type": "null"},
        ]
    },
    steps=_list(TEXT),
)
FACET = _object(kind={"enum": ["link", "mention", "hashtag", "cashtag"]}, start=WHOLE, end=WHOLE, value=TEXT)
PART = _object(
    role={"enum": ["post", "reply", "comment"]},
    text=TEXT,
    length=WHOLE,
    limit=WHOLE,
    facets=_list(FACET),
    media=_list(MEDIA),
)
CARD: Json = {"anyOf": [_object(url=TEXT, title=TEXT, description=TEXT), {"type": "null"}]}
VARIANT = _object(
    tag=TEXT,
    campaign=TEXT,
    post=TEXT,
    occurrence=TEXT,
    account=TEXT,
    network=TEXT,
    due=MAYBE_INSTANT,
    local=LOCAL,
    parts=_list(PART),
    card=CARD,
    options=_object(language=TEXT, visibility=TEXT, warning=TEXT),
    digest=TEXT,
    code=TEXT,
    notices=_list(PROBLEM),
)
CHANGE = _object(
    change={"enum": ["add", "move", "replace", "cancel", "keep", "missing", "ask"]},
    tag=TEXT,
    account=TEXT,
    network=TEXT,
    due=MAYBE_INSTANT,
    local=LOCAL,
    reason=TEXT,
    message=TEXT,
    was=MAYBE_INSTANT,
    closes=MAYBE_INSTANT,
    answer=MAYBE_TEXT,
)
COST = _object(
    account=TEXT,
    amount=NUMBER,
    currency=TEXT,
    uses=_list(_object(what=TEXT, number=WHOLE, price=NUMBER, amount=NUMBER)),
    quotas=_list(_object(what=TEXT, number=WHOLE, most=WHOLE, seconds=WHOLE, source=TEXT, read=TEXT)),
)
APPROVAL = _object(role=TEXT, by=TEXT, how=TEXT, at=INSTANT, holds=FLAG)
REMOTE = _object(part=WHOLE, id=TEXT, url=TEXT, at=INSTANT)
DELIVERY = _object(
    id=WHOLE,
    tag=TEXT,
    code=TEXT,
    account=TEXT,
    network=TEXT,
    due=MAYBE_INSTANT,
    local=LOCAL,
    state=TEXT,
    state_name=TEXT,
    parts=_list(PART),
    digest=TEXT,
    approvals=_list(APPROVAL),
    missing_roles=_list(TEXT),
    attempts=WHOLE,
    remote=_list(REMOTE),
    reason=TEXT,
    handed={
        "anyOf": [
            _object(folder=TEXT, page=TEXT, address=TEXT, at=INSTANT, reminded=MAYBE_INSTANT),
            {"type": "null"},
        ]
    },
)
WITHDRAWN = _object(
    tag=TEXT,
    part=WHOLE,
    url=TEXT,
    id=TEXT,
    outcome={"enum": ["gone", "failed", "by-hand"]},
    shown_from=INSTANT,
    shown_until=MAYBE_INSTANT,
    reason=TEXT,
)
ERROR = _page("a failure", error=_object(code=TEXT, message=TEXT, advice=TEXT))

_ADDRESS = _object(place=TEXT, taken={"type": ["boolean", "null"]}, reason=TEXT)
_CHANGES = {"changes": _list(CHANGE), "costs": _list(COST), "problems": _list(PROBLEM)}
_DELIVERIES = {"deliveries": _list(DELIVERY)}

FINDING = _object(severity={"enum": ["error", "warning", "info"]}, code=TEXT, message=TEXT, advice=TEXT)
ACCOUNT = _object(
    account=TEXT,
    network=TEXT,
    through=TEXT,
    tested=FLAG,
    identity=MAYBE_TEXT,
    name=MAYBE_TEXT,
    url=MAYBE_TEXT,
    expires_at=MAYBE_INSTANT,
    asked_at=MAYBE_INSTANT,
    findings=_list(FINDING),
    limits={"type": "object", "additionalProperties": WHOLE},
    followers=MAYBE_WHOLE,
    simulated=FLAG,
    trouble=MAYBE_TEXT,
)
_RUN = ("published", "partial", "failed", "unknown", "missed", "held", "waiting", "expected")
_ROWS = _list({"type": "object"})
REPORT = _page(
    "scheduler report --json",
    campaign=TEXT,
    title=TEXT,
    simulated=FLAG,
    objectives=_ROWS,
    figures=_ROWS,
    weeks=_ROWS,
    days=_ROWS,
    networks=_list(TEXT),
    per_network=_ROWS,
    said=_object(language=TEXT, brief=_list(TEXT), reservations=_list(TEXT), cannot=_list(TEXT)),
)

SURFACES: dict[str, Json] = {
    "check": _page("scheduler check --json", problems=_list(PROBLEM)),
    "preview": _page("scheduler preview --json", variants=_list(VARIANT)),
    "explain": _page(
        "scheduler explain --json",
        explained=_list(
            _object(
                tag=TEXT,
                account=TEXT,
                network=TEXT,
                due=MAYBE_INSTANT,
                code=TEXT,
                digest=TEXT,
                queued={"anyOf": [_object(state=TEXT, digest=TEXT), {"type": "null"}]},
                parts=_list(PART),
                steps=_list(
                    _object(
                        code=TEXT,
                        severity={"enum": ["error", "warning", "info"]},
                        message=TEXT,
                        advice=TEXT,
                        file=MAYBE_TEXT,
                        line=MAYBE_WHOLE,
                        before=MAYBE_WHOLE,
                        after=MAYBE_WHOLE,
                    )
                ),
            )
        ),
    ),
    "cards": _page(
        "scheduler cards --json",
        cards=_list(
            _object(
                file=TEXT,
                line=WHOLE,
                link=TEXT,
                state={"enum": ["new", "changed", "same", "kept", "unread"]},
                title=TEXT,
                description=TEXT,
                image=MAYBE_TEXT,
                reason=TEXT,
            )
        ),
        written=FLAG,
    ),
    "count": _page("scheduler count --json", counts=_list(_object(network=TEXT, length=WHOLE, limit=WHOLE, fits=FLAG))),
    "plan": _page("scheduler plan --json", **_CHANGES),
    "apply": _page("scheduler apply --json", **_CHANGES),
    "queue": _page("scheduler queue --json", **_DELIVERIES),
    **{
        name: _page(f"scheduler {name} --json", **_DELIVERIES)
        for name in ("approve", "ask", "hold", "unhold", "cancel", "retry", "send", "confirm")
    },
    "notify": _page("scheduler notify --json", addresses=_list(_ADDRESS)),
    "withdraw": _page(
        "scheduler withdraw --json",
        parts=_list(WITHDRAWN),
        **dict.fromkeys(("stopped", "doubtful", "in_flight"), _list(TEXT)),
        **_DELIVERIES,
    ),
    "history": _page(
        "scheduler history --json",
        tag=TEXT,
        history=_list(
            _object(at=INSTANT, event=TEXT, **{"from": MAYBE_TEXT}, to=MAYBE_TEXT, by=TEXT, why=TEXT, token=WHOLE)
        ),
    ),
    "networks": _page(
        "scheduler networks --json",
        networks=_list(
            _object(
                network=TEXT,
                title=TEXT,
                abilities=_list(TEXT),
                policies=_list(
                    _object(
                        act=TEXT,
                        ruling={"enum": ["allowed", "by-person", "forbidden"]},
                        why=TEXT,
                        message=TEXT,
                        source=TEXT,
                        read=TEXT,
                    )
                ),
                prices=_list(_object(what=TEXT, price=NUMBER, source=TEXT, read=TEXT)),
                currency=TEXT,
                compose_url=TEXT,
            )
        ),
    ),
    "doctor": _page("scheduler doctor --json", findings=_list(PROBLEM)),
    "connect": _page(
        "scheduler connect --json",
        account=TEXT,
        network=TEXT,
        through=TEXT,
        file=TEXT,
        identity=MAYBE_TEXT,
        name=MAYBE_TEXT,
        url=MAYBE_TEXT,
        expires_at=MAYBE_INSTANT,
        works=FLAG,
        findings=_list(FINDING),
        limits={"type": "object", "additionalProperties": WHOLE},
        handles={"type": "object", "additionalProperties": TEXT},
        secrets=_list(TEXT),
    ),
    "accounts": _page("scheduler accounts --json", accounts=_list(ACCOUNT)),
    "run": _page("scheduler run --json", **dict.fromkeys(_RUN, WHOLE), blocked=_list(TEXT), standby=FLAG, foreign=FLAG),
    **{name: _page(f"scheduler {name} --json", paused=FLAG, file=TEXT) for name in ("pause", "resume")},
    "adopt": _page("scheduler adopt --json", adopted=FLAG),
    "collect": _page(
        "scheduler collect --json",
        **dict.fromkeys(("due", "read", "silent", "followers"), WHOLE),
        gone=_list(TEXT),
        failed={"type": "object", "additionalProperties": TEXT},
        unable=_list(TEXT),
        to_type=_list(_object(tag=TEXT, account=TEXT, url=TEXT, hours=WHOLE)),
    ),
    "figures": _page(
        "scheduler figures --json",
        tag=TEXT,
        account=TEXT,
        network=TEXT,
        published=INSTANT,
        taken=INSTANT,
        hours=NUMBER,
        by=TEXT,
        counts=_object(
            **dict.fromkeys(("reactions", "replies", "shares", "saves", "clicks", "views", "reach"), MAYBE_WHOLE)
        ),
        new=FLAG,
    ),
    "init": _page("scheduler init --json", folder=TEXT, files=_list(TEXT), addresses=_list(_ADDRESS)),
    "demo": _page(
        "scheduler demo --json",
        campaign=TEXT,
        **dict.fromkeys(("published", "accounts", "readings"), WHOLE),
        states={"type": "object", "additionalProperties": WHOLE},
        timelines={"type": "object", "additionalProperties": TEXT},
        **dict.fromkeys(("report", "calendar", "config"), TEXT),
    ),
    "report": REPORT,
    "error": ERROR,
}
