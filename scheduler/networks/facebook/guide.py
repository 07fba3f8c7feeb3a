"""How a person comes by a Page's token, in the order of Meta's own pages."""

from datetime import date

from scheduler.model.guide import Guide, Step

APPS = "https://developers.facebook.com/apps/"
EXPLORER = "https://developers.facebook.com/tools/explorer/"

GUIDE = Guide(
    steps=(
        Step(code="facebook-step-page", url="https://www.facebook.com/pages/?category=your_pages", option="page_id"),
        Step(code="facebook-step-register", url="https://developers.facebook.com/async/registration/"),
        Step(code="facebook-step-app", url=APPS),
        Step(code="facebook-step-permissions", url=APPS),
        Step(code="facebook-step-roles", url=APPS),
        Step(code="facebook-step-app-id", url=APPS, option="app_id"),
        Step(code="facebook-step-app-secret", url=APPS, option="app_secret"),
        Step(code="facebook-step-live", url=APPS),
        Step(code="facebook-step-user-token", url=EXPLORER),
        Step(
            code="facebook-step-long-lived",
            url="https://developers.facebook.com/docs/facebook-login/guides/access-tokens/get-long-lived",
        ),
        Step(code="facebook-step-page-token", url=EXPLORER, option="access_token"),
        Step(code="facebook-step-look", url="https://www.facebook.com/"),
    ),
    read=date(2026, 11, 22),
    cost="facebook-cost",
    wait="facebook-wait",
    signs="facebook-signs",
)
