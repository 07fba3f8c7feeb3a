"""How a person comes by the four keys of an account, in the order of X's own pages."""

from datetime import date

from scheduler.model.guide import Guide, Step

CONSOLE = "https://console.x.com"

GUIDE = Guide(
    steps=(
        Step(code="x-step-sign-up", url=CONSOLE),
        Step(code="x-step-credits", url=CONSOLE),
        Step(code="x-step-app", url=CONSOLE),
        Step(code="x-step-permissions", url=CONSOLE),
        Step(code="x-step-consumer-key", url=CONSOLE, option="consumer_key"),
        Step(code="x-step-consumer-secret", url=CONSOLE, option="consumer_secret"),
        Step(code="x-step-access-token", url=CONSOLE, option="access_token"),
        Step(code="x-step-access-token-secret", url=CONSOLE, option="access_token_secret"),
        Step(code="x-step-label", url="https://x.com/settings/account/automation"),
    ),
    read=date(2026, 11, 21),
    cost="x-cost",
    wait="x-wait",
    signs="x-signs",
)
