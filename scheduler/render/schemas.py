"""JSON Schemas of what the commands print with `--json`: the promise that scripts rely on."""

from scheduler.render.schema_approving import APPROVED, REMARK, REVIEW
from scheduler.render.schema_clients import CLIENTS
from scheduler.render.schema_comparing import COMPARE, CONTRIBUTE, HOURS
from scheduler.render.schema_files import CARRIED
from scheduler.render.schema_forecast import FORECAST
from scheduler.render.schema_mentions import MENTIONS
from scheduler.render.schema_observed import OBSERVED
from scheduler.render.schema_parts import (
    FLAG,
    INSTANT,
    LOCAL,
    MAYBE_INSTANT,
    MAYBE_TEXT,
    MAYBE_WHOLE,
    NUMBER,
    SHARE,
    TEXT,
    WHOLE,
    Json,
    also,
    listed,
    page,
    record,
)
from scheduler.render.schema_posts import MAYBE_SLOT, PART, PROBLEM, VARIANT
from scheduler.render.schema_publics import PUBLICS
from scheduler.render.schema_report import INDICES, REPORT, WHY
from scheduler.render.schema_rights import RIGHTS

CHANGE = record(
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
    conditions=listed(TEXT),
    slot=MAYBE_SLOT,
    content=MAYBE_TEXT,
)
COST = record(
    account=TEXT,
    amount=NUMBER,
    currency=TEXT,
    uses=listed(record(what=TEXT, number=WHOLE, price=NUMBER, amount=NUMBER)),
    quotas=listed(record(what=TEXT, number=WHOLE, most=WHOLE, seconds=WHOLE, source=TEXT, read=TEXT)),
)
APPROVAL = record(role=TEXT, by=TEXT, how=TEXT, at=INSTANT, holds=FLAG)
REMOTE = record(part=WHOLE, id=TEXT, url=TEXT, at=INSTANT)
DELIVERY = record(
    id=WHOLE,
    tag=TEXT,
    code=TEXT,
    account=TEXT,
    network=TEXT,
    due=MAYBE_INSTANT,
    local=LOCAL,
    state=TEXT,
    state_name=TEXT,
    parts=listed(PART),
    digest=TEXT,
    approvals=listed(APPROVAL),
    missing_roles=listed(TEXT),
    attempts=WHOLE,
    remote=listed(REMOTE),
    reason=TEXT,
    conditions=listed(TEXT),
    content=MAYBE_TEXT,
    handed={
        "anyOf": [
            record(folder=TEXT, page=TEXT, address=TEXT, at=INSTANT, reminded=MAYBE_INSTANT),
            {"type": "null"},
        ]
    },
    remarks=listed(REMARK),
)
_LINE = record(
    at=INSTANT,
    event=TEXT,
    **{"from": MAYBE_TEXT},
    to=MAYBE_TEXT,
    by=TEXT,
    why=TEXT,
    token=WHOLE,
    details={"type": "object"},
)
WITHDRAWN = record(
    tag=TEXT,
    part=WHOLE,
    url=TEXT,
    id=TEXT,
    outcome={"enum": ["gone", "failed", "by-hand"]},
    shown_from=INSTANT,
    shown_until=MAYBE_INSTANT,
    reason=TEXT,
)
ERROR = page("a failure", error=record(code=TEXT, message=TEXT, advice=TEXT))

_ADDRESS = record(place=TEXT, taken={"type": ["boolean", "null"]}, reason=TEXT)
_CHANGES = {"changes": listed(CHANGE), "costs": listed(COST), "problems": listed(PROBLEM), "left_out": WHOLE}
DOUBT = record(
    part=WHOLE,
    **dict.fromkeys(("text", "why", "address"), TEXT),
    reached=FLAG,
    absent_from=MAYBE_INSTANT,
    seen=listed(record(url=TEXT, remote_id=TEXT, text=TEXT, at=MAYBE_INSTANT, likeness=SHARE, tag=MAYBE_TEXT)),
)
PAUSE = record(
    scope={"enum": ["all", "account", "campaign"]},
    **dict.fromkeys(("name", "reason", "by", "file"), TEXT),
    at=MAYBE_INSTANT,
)
_DELIVERIES = {"deliveries": listed(DELIVERY)}

FINDING = record(severity={"enum": ["error", "warning", "info"]}, code=TEXT, message=TEXT, advice=TEXT)
ACCOUNT = record(
    account=TEXT,
    network=TEXT,
    through=TEXT,
    tested=FLAG,
    identity=MAYBE_TEXT,
    name=MAYBE_TEXT,
    url=MAYBE_TEXT,
    expires_at=MAYBE_INSTANT,
    asked_at=MAYBE_INSTANT,
    findings=listed(FINDING),
    limits={"type": "object", "additionalProperties": WHOLE},
    followers=MAYBE_WHOLE,
    simulated=FLAG,
    trouble=MAYBE_TEXT,
)
_RUN = ("published", "partial", "failed", "unknown", "missed", "held", "waiting", "expected")

SURFACES: dict[str, Json] = {
    "check": page("scheduler check --json", problems=listed(PROBLEM)),
    "preview": page("scheduler preview --json", variants=listed(VARIANT), problems=listed(PROBLEM)),
    "explain": page(
        "scheduler explain --json",
        explained=listed(
            record(
                tag=TEXT,
                account=TEXT,
                network=TEXT,
                due=MAYBE_INSTANT,
                code=TEXT,
                digest=TEXT,
                queued={"anyOf": [record(state=TEXT, digest=TEXT), {"type": "null"}]},
                parts=listed(PART),
                steps=listed(
                    record(
                        code=TEXT,
                        section={"enum": ["made", "done", "pictures", "out", "queue"]},
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
    "cards": page(
        "scheduler cards --json",
        cards=listed(
            record(
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
    "count": page("scheduler count --json", counts=listed(record(network=TEXT, length=WHOLE, limit=WHOLE, fits=FLAG))),
    "plan": page("scheduler plan --json", **_CHANGES),
    "apply": page("scheduler apply --json", **_CHANGES),
    "queue": page("scheduler queue --json", **_DELIVERIES, paused=listed(PAUSE)),
    "confirm": page("scheduler confirm --json", **_DELIVERIES, doubt={"anyOf": [DOUBT, {"type": "null"}]}),
    "pause": page(
        "scheduler pause --json",
        paused=FLAG,
        file=TEXT,
        **dict.fromkeys(("scope", "name", "reason", "by", "trouble"), TEXT),
        at=MAYBE_INSTANT,
        told=FLAG,
        stopped=listed(DELIVERY),
        flying=listed(DELIVERY),
    ),
    "resume": page(
        "scheduler resume --json",
        paused=FLAG,
        file=TEXT,
        resumed=listed(PAUSE),
        left=listed(PAUSE),
        settled=listed(DELIVERY),
        late=listed(DELIVERY),
    ),
    **{
        name: page(f"scheduler {name} --json", **_DELIVERIES)
        for name in ("ask", "hold", "unhold", "cancel", "retry", "send")
    },
    "approve": also(page("scheduler approve --json", **_DELIVERIES), **APPROVED),
    "review": REVIEW,
    "notify": page("scheduler notify --json", addresses=listed(_ADDRESS)),
    "withdraw": page(
        "scheduler withdraw --json",
        parts=listed(WITHDRAWN),
        **dict.fromkeys(("stopped", "doubtful", "in_flight"), listed(TEXT)),
        **_DELIVERIES,
    ),
    "help": also(page("scheduler help --json", pages=listed(record(name=TEXT, title=TEXT))), name=TEXT, text=TEXT),
    "history": also(
        page("scheduler history --json", tag=TEXT, history=listed(_LINE)),
        deliveries=listed(record(tag=TEXT, history=listed(_LINE))),
        journal=record(
            whole=FLAG, lines=WHOLE, head=TEXT, deliveries=WHOLE, broken=MAYBE_WHOLE, unlike=listed(TEXT), doubted=FLAG
        ),
    ),
    "networks": page(
        "scheduler networks --json",
        networks=listed(
            record(
                network=TEXT,
                title=TEXT,
                abilities=listed(TEXT),
                policies=listed(
                    record(
                        act=TEXT,
                        ruling={"enum": ["allowed", "by-person", "forbidden"]},
                        why=TEXT,
                        message=TEXT,
                        source=TEXT,
                        read=TEXT,
                    )
                ),
                prices=listed(record(what=TEXT, price=NUMBER, source=TEXT, read=TEXT)),
                currency=TEXT,
                compose_url=TEXT,
            )
        ),
    ),
    "doctor": page("scheduler doctor --json", findings=listed(PROBLEM)),
    "connect": page(
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
        findings=listed(FINDING),
        limits={"type": "object", "additionalProperties": WHOLE},
        handles={"type": "object", "additionalProperties": TEXT},
        secrets=listed(TEXT),
    ),
    "accounts": page("scheduler accounts --json", accounts=listed(ACCOUNT)),
    "run": page("scheduler run --json", **dict.fromkeys(_RUN, WHOLE), blocked=listed(TEXT), standby=FLAG, foreign=FLAG),
    "adopt": page("scheduler adopt --json", adopted=FLAG),
    "backup": page(
        "scheduler backup --json",
        file=TEXT,
        pictures=MAYBE_TEXT,
        head=TEXT,
        **dict.fromkeys(("bytes", "deliveries", "lines"), WHOLE),
    ),
    "figures": page(
        "scheduler figures --json",
        tag=TEXT,
        account=TEXT,
        network=TEXT,
        published=INSTANT,
        taken=INSTANT,
        hours=NUMBER,
        by=TEXT,
        counts=record(
            **dict.fromkeys(("reactions", "replies", "shares", "saves", "clicks", "views", "reach"), MAYBE_WHOLE)
        ),
        new=FLAG,
    ),
    "init": page("scheduler init --json", folder=TEXT, files=listed(TEXT), addresses=listed(_ADDRESS)),
    "demo": page(
        "scheduler demo --json",
        campaign=TEXT,
        **dict.fromkeys(("published", "accounts", "readings"), WHOLE),
        states={"type": "object", "additionalProperties": WHOLE},
        timelines={"type": "object", "additionalProperties": TEXT},
        **dict.fromkeys(("report", "calendar", "config"), TEXT),
    ),
    "report": REPORT,
    "report-partners": INDICES,
    "why": WHY,
    "forecast": FORECAST,
    "compare": COMPARE,
    "hours": HOURS,
    "contribute": CONTRIBUTE,
    **CARRIED,
    **RIGHTS,
    **CLIENTS,
    **MENTIONS,
    **PUBLICS,
    **OBSERVED,
    "error": ERROR,
}
