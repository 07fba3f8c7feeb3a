"""What may stand under a key, where several parts of the file take the same: days, hours, names, links."""

from scheduler.campaigns import words
from scheduler.campaigns.fields import Free, ListOf, Spelt, Words
from scheduler.model import spelling

TEXT = Free()
WORDS = Words()
SLUG = Spelt(spelling.slug, r"^[a-z0-9]+([-_][a-z0-9]+)*$", ("reserves", "museumweek-2027"))
DAY = Spelt(spelling.day, r"^\d{4}-\d{1,2}-\d{1,2}$", ("2027-06-07",))
HOUR = Spelt(spelling.hour, r"^\d{1,2} ?[hH:] ?(\d{2})?(:00)?$", ("9h", "9h30", "09:30"))
AT = Spelt(words.at, r"^(manual|slot|\d{1,2} ?[hH:] ?(\d{2})?(:00)?)$", ("9h", "9h30", "09:30", "manual"))
MOMENT = Spelt(spelling.moment, r"^\d{4}-\d{1,2}-\d{1,2}", ("2027-06-01 12h",))
SPAN = Spelt(spelling.span, r"^\d+ ?(min|m|h|d|j|w)", ("30min", "2h", "7d"))
LINK = Spelt(words.link, r"^https?://\S+$", ("https://musee.example/coulisses",))
LANGUAGE = Spelt(words.language, r"^[A-Za-z]{2,3}(-[A-Za-z0-9]{1,8})*$", ("fr", "en", "pt-BR"))
ZONE = Spelt(spelling.zone, "", ("Europe/Paris",))
HASHTAGS = ListOf(Spelt(words.hashtag, r"^#?\w+$", ("#MuseumWeek",)), lone=True)
NAMES = ListOf(Spelt(spelling.slug), lone=True)
PLACES = ListOf(Spelt(spelling.slug, "", ("x", "musee-x")), lone=True)
