"""How a person comes by a token: on the account's own server, in a few minutes."""

from datetime import date

from scheduler.model.guide import Guide, Step

# https://docs.joinmastodon.org/client/token/ and https://docs.joinmastodon.org/api/oauth-scopes/, read 21 November 2026.
GUIDE = Guide(
    steps=(
        Step(code="mastodon-step-server", option="base_url"),
        Step(code="mastodon-step-application"),
        Step(code="mastodon-step-scopes"),
        Step(code="mastodon-step-token", option="access_token"),
        Step(code="mastodon-step-automated"),
    ),
    read=date(2026, 11, 21),
    cost="mastodon-cost",
    wait="mastodon-wait",
    signs="mastodon-signs",
)
