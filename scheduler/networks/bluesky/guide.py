"""How a person comes by an app password for Bluesky."""

from datetime import date

from scheduler.model.guide import Guide, Step

GUIDE = Guide(
    steps=(
        Step(code="bluesky-guide-account", url="https://bsky.app/"),
        Step(code="bluesky-guide-handle", url="https://bsky.app/settings/account", option="handle"),
        Step(code="bluesky-guide-password", url="https://bsky.app/settings/app-passwords", option="app_password"),
        Step(code="bluesky-guide-server", url="https://bsky.app/settings/account"),
    ),
    read=date(2026, 11, 21),
    cost="bluesky-guide-cost",
    wait="bluesky-guide-wait",
    signs="bluesky-guide-signs",
)
