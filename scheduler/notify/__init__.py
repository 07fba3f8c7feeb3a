"""News for people who are not at the screen: `news.py` makes one message of many (pure), `sending.py` delivers it by Apprise."""

from scheduler.notify.news import MOST, News, message
from scheduler.notify.sending import Delivered, Notifier, by_apprise, shown

__all__ = ["MOST", "Delivered", "News", "Notifier", "by_apprise", "message", "shown"]
