"""What Facebook says, and how to come by its credentials."""

from scheduler.sentences.words import Sentence

_LOOKED_FOR = "It is looked for on the Page before anything else is sent."
_AGAIN = "It is tried again by itself."
_NEW_TOKEN = (
    "Make a new token as `scheduler help networks/facebook` says, store it, then run `scheduler accounts --test`."  # noqa: S105 - words
)

SENTENCES: dict[str, Sentence] = {
    # What a send, or a reading back, came to
    "facebook-trouble": Sentence(
        "Facebook had a fault of its own while it was publishing: it may be out.", _LOOKED_FOR
    ),
    "facebook-app-limit": Sentence(
        "The app has made as many calls as Facebook allows in an hour: nothing was sent.", _AGAIN
    ),
    "facebook-page-limit": Sentence(
        "The Page has made as many calls as Facebook allows for now: nothing was sent.", _AGAIN
    ),
    "facebook-permission": Sentence(
        "Facebook says that the token may not do that: nothing was published.",
        "Run `scheduler accounts --test`: it names the permission or the role that is missing. Then retry.",
    ),
    "facebook-token-invalid": Sentence("Facebook does not accept the Page’s token: nothing was sent.", _NEW_TOKEN),
    "facebook-token-odd": Sentence(
        "A blank or a line end stands in the token or in the app’s secret: nothing was sent.",
        "Store it again, copied whole and on one line.",
    ),
    "facebook-token-expired": Sentence("The Page’s token has expired: nothing was sent.", _NEW_TOKEN),
    "facebook-password-changed": Sentence(
        "The person who made the token has changed their password, which ended it: nothing was sent.", _NEW_TOKEN
    ),
    "facebook-role-lost": Sentence(
        "The person who made the token no longer has a role on the Page: nothing was sent.",
        "Have the role given back, or let a colleague who has it make a new Page token; then run `scheduler accounts --test`.",
    ),
    "facebook-checkpoint": Sentence(
        "Facebook wants the person who made the token to log in and confirm who they are: nothing was sent.",
        "That person logs in at facebook.com and answers what is asked; then run `scheduler accounts --test`.",
    ),
    "facebook-app-removed": Sentence(
        "The app was removed from the settings of the person who made the token: nothing was sent.", _NEW_TOKEN
    ),
    "facebook-proof-refused": Sentence(
        "Facebook does not accept the app’s secret: nothing was sent.",
        "Set app_secret to the secret of the app that the token was made with.",
    ),
    "facebook-wrong-page": Sentence(
        "The token belongs to another Page or to a person: nothing was sent.",
        "Set access_token to a token of the Page that page_id names.",
    ),
    "facebook-blocked": Sentence(
        "Facebook has blocked this Page or app from publishing for breaking its rules: nothing was sent.",
        "Look at the Page’s “Page quality” or “Page status” and appeal there; then run `scheduler accounts --test`.",
    ),
    "facebook-too-fast": Sentence(
        "Facebook has blocked this Page for a while because it published too fast: nothing was sent.",
        "Wait until Facebook’s own notice says that it is over; then run `scheduler accounts --test`.",
    ),
    "facebook-identity-check": Sentence(
        "Facebook wants an identity to be confirmed before this Page may publish: nothing was sent.",
        "A person who runs the Page answers the notice at facebook.com; then run `scheduler accounts --test`.",
    ),
    "facebook-page-authorization": Sentence(
        "Facebook wants the people who run this Page to be authorised to publish: nothing was sent.",
        "Complete the Page Publishing Authorization at facebook.com; then run `scheduler accounts --test`.",
    ),
    "facebook-duplicate": Sentence(
        "Facebook says that this text is the same as the Page’s last post: an earlier attempt may be out.",
        "It is looked for on the Page and never sent again by itself. If another post says the same, change a word.",
    ),
    "facebook-photos-used": Sentence(
        "Facebook says that these pictures were posted already: an earlier attempt may be out.", _LOOKED_FOR
    ),
    "facebook-link-unreadable": Sentence(
        "Facebook could not read the page behind the link: nothing was published.",
        "Open the address at developers.facebook.com/tools/debug, mend the page or the link, then retry.",
    ),
    "facebook-own-link": Sentence(
        "Facebook takes no link to facebook.com in a post of an app: nothing was published.",
        "Leave the link out or link a page of your own, then apply and retry.",
    ),
    "facebook-bad-parameter": Sentence(
        "Facebook refused something in the post: nothing was published.",
        "The detail says what; mend the post, then apply and retry.",
    ),
    "facebook-gone": Sentence(
        "What it should stand under is not on Facebook any more, or may not be seen: nothing was published.",
        "Look at the Page. If the post is there, run `scheduler accounts --test`: a permission may be missing.",
    ),
    "facebook-picture-too-large": Sentence(
        "Facebook finds a picture too large: nothing was published.",
        "Give it as JPEG or PNG of less than 4 MB, then apply and retry.",
    ),
    "facebook-abusive": Sentence(
        "Facebook refused the text or the link because people reported it as abusive: nothing was published.",
        "Publish it without the link, or have the address reviewed at developers.facebook.com/tools/debug.",
    ),
    "facebook-standards": Sentence(
        "Facebook says that the text goes against its Community Standards: nothing was published.",
        "Change the text, then apply and retry; or publish it by hand and appeal there.",
    ),
    "facebook-comment-pictures": Sentence(
        "A comment on Facebook holds one picture at most: nothing was published.",
        "Leave one picture, or make the reply a post of its own; then apply and retry.",
    ),
    "facebook-pictures-missing": Sentence(
        "It was published, but the post shows fewer pictures than it was given.",
        "Look at the post; delete it there and retry, or confirm it as it is.",
    ),
    # Making a token that lasts
    "facebook-exchange-needs-app": Sentence(
        "This is a person’s token, which ends soon; making the Page’s own of it needs the app.",
        "Run `scheduler connect` again with `--set app_id=…` and `--set app_secret=env:NAME`.",
    ),
    "facebook-page-not-listed": Sentence(
        "The person who made the token has no part in the Page that page_id names.",
        "The detail lists their Pages. Correct page_id, or choose the Page when the token is made.",
    ),
    "facebook-task-missing": Sentence(
        "The person who made the token may not create content on the Page.",
        "Give them that task in the Page’s settings, then connect again.",
    ),
    # What asking without posting found
    "facebook-token-of-another": Sentence(
        "The token belongs to {name}, not to the Page {page}.",
        "Copy the access_token of that Page from the answer of /me/accounts.",
    ),
    "facebook-page-unpublished": Sentence(
        "The Page is not published: nobody outside its team sees it.",
        "Publish it in the Page’s settings, under “Page visibility”.",
    ),
    "facebook-token-unread": Sentence(
        "Facebook did not say what the token may do and until when it holds.",
        "Set app_id and app_secret, so that the app itself can ask.",
    ),
    "facebook-token-ended": Sentence("The Page’s token has ended.", _NEW_TOKEN),
    "facebook-scope-missing": Sentence(
        "The token lacks the permission {scope}, without which nothing can be published and found again.",
        "Make a new token with it, for this Page; then run `scheduler accounts --test`.",
    ),
    "facebook-cannot-comment": Sentence(
        "The token lacks the permission {scope}: first comments and timed replies will be refused.",
        "Make a new token with it if your posts have them.",
    ),
    "facebook-cannot-see-views": Sentence(
        "The token lacks the permission {scope}: views, reach and clicks will be missing from the report.",
        "Make a new token with it.",
    ),
    "facebook-app-in-development": Sentence(
        "The app has no privacy policy, so it cannot be in Live mode: only people with a role on it see what it posts.",
        "Open {place}, give the address of a privacy policy under “App settings”, then publish the app.",
    ),
    "facebook-live-unproved": Sentence(
        "Facebook does not tell programs whether the app is in Live mode; in development mode nobody outside your team sees the posts.",
        "Look at {place}: the app must be published (Live). After the first post, open it in a private window.",
    ),
    "facebook-live-unproved-look": Sentence(
        "Facebook does not tell programs whether the app is in Live mode, and no post has been seen by enough people to show it.",
        "Open {post} in a private window, without logging in. If it cannot be seen there, publish the app at {place}.",
    ),
    # Settings
    "option-facebook-page-id": Sentence(
        "Number of the Page", "facebook.com, your Page, “About”, “Page transparency”; or the answer of /me/accounts."
    ),
    "option-facebook-access-token": Sentence(
        "Page access token, made from a long-lived user token",
        "The access_token of the Page in the answer of /me/accounts.",
    ),
    "option-facebook-app-secret": Sentence(
        "App secret: signs each request, so that a stolen token is of no use alone",
        "developers.facebook.com/apps, your app, “App settings”, “Basic”.",
    ),
    "option-facebook-app-id": Sentence(
        "Number of the app: with the secret it reads until when the token holds",
        "developers.facebook.com/apps, your app, “App settings”, “Basic”.",
    ),
    "option-facebook-graph-version": Sentence(
        "Version of the Graph API, where it must be another than the program’s own",
        "Written as `v26.0`; usually left out.",
    ),
    # How to come by the credentials
    "facebook-step-page": Sentence(
        "Have a Facebook Page on which you may create content and moderate, and note its number.",
    ),
    "facebook-step-register": Sentence(
        "Register your own Facebook account as a developer; Facebook asks for a confirmed telephone number or mail address.",
    ),
    "facebook-step-app": Sentence(
        "Create an app with the use case “Manage everything on your Page”. Business verification is not needed for Pages of your own.",
    ),
    "facebook-step-permissions": Sentence(
        "In the use case add the permissions pages_show_list, pages_manage_posts, pages_read_engagement, pages_manage_engagement, pages_read_user_content and read_insights (business_management too if the Page belongs to a business portfolio).",
    ),
    "facebook-step-roles": Sentence(
        "Under “App roles” add whoever will make the token. Only people with a role may do so without an app review.",
    ),
    "facebook-step-app-id": Sentence("Under “App settings”, “Basic”, note the number of the app."),
    "facebook-step-app-secret": Sentence("On the same page, show the app secret and copy it."),
    "facebook-step-live": Sentence(
        "Give the app an icon, a category and the address of a privacy policy, then publish it (Live mode). In development mode only people with a role on the app see what it posts.",
    ),
    "facebook-step-user-token": Sentence(
        "In the Graph API Explorer choose the app, add the same permissions, and generate a user token for your Page.",
    ),
    "facebook-step-long-lived": Sentence(
        "Nothing to do here if you paste that token below with app_id and app_secret: the Page’s own token is made of it. By hand: `scheduler help networks/facebook`.",
    ),
    "facebook-step-page-token": Sentence(
        "By hand: ask /me/accounts with the long-lived token and copy the access_token that stands beside your Page.",
    ),
    "facebook-step-look": Sentence(
        "After the first post, open it in a private window without logging in: whoever cannot see it there sees an app in development mode.",
    ),
    "facebook-cost": Sentence("Nothing: the Graph API is free."),
    "facebook-wait": Sentence(
        "About an hour. No app review is needed as long as only people with a role on the app connect their own Pages. Every 90 days somebody must renew the access."
    ),
    "facebook-signs": Sentence(
        "A person with full control of the Page, and whoever answers for the privacy policy that the app must name."
    ),
}
